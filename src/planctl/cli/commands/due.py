"""`planctl due`: what is due when."""

# Annotations are values here: as texts the framework would compile each of them again at every start.
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Annotated, Final

import typer

from planctl.cli.arguments.answer_output import AnswerFileOption, ExcelOption, answer_output, open_for_answer
from planctl.cli.arguments.options import (
    ColorOption,
    Format,
    FormatOption,
    OnelineOption,
    PlanOption,
    TodayOption,
    UnitsOption,
)
from planctl.cli.arguments.periods import parse_day, parse_month, parse_quarter, parse_span, parse_today
from planctl.cli.arguments.questions import print_answer, with_days_left
from planctl.cli.printing.answers import Look, print_missing, print_orphans, print_references, print_rows
from planctl.cli.printing.output import emit, say
from planctl.cli.printing.styles import Color
from planctl.cli.printing.table import print_list
from planctl.deadlines.workdays import BEYOND_CALENDAR
from planctl.errors import UsageError
from planctl.model.plan import Plan
from planctl.model.vocabulary import PART_LABELS
from planctl.queries import (
    Answer,
    Part,
    Row,
    Window,
    due,
    due_of,
    list_for_units,
    month_window,
    quarter_window,
    require_units,
    time_in_text,
    week_window,
)

EXAMPLES: Final = {
    "planctl due --month 12": "12月到期的",
    "planctl due --week": "本周到期的",
    "planctl due --overdue": "已经过期的",
    "planctl due --within 30d --unit 市发改局": "市发改局今后30天到期的",
    "planctl due --overdue --on 2017-12-05": "到某一天为止过期的",
}


def due_requirements(
    month: Annotated[
        list[str] | None,
        typer.Option("--month", "-m", metavar="月份", help="该月到期的：12（方案所在年份），或 2018-01；可给多个。"),
    ] = None,
    quarter: Annotated[
        str | None, typer.Option("--quarter", "-q", metavar="季度", help="该季度到期的：4，或 2018Q1。")
    ] = None,
    before: Annotated[
        str | None, typer.Option("--before", metavar="日期", help="该日及以前到期的：2017-06-30。")
    ] = None,
    after: Annotated[str | None, typer.Option("--after", metavar="日期", help="该日及以后到期的。")] = None,
    within: Annotated[
        str | None,
        typer.Option(
            "--within", metavar="时长", help="自今天起的期间内到期的：30d（天）、10wd（工作日）、2w（周）、3m（月）。"
        ),
    ] = None,
    week: Annotated[bool, typer.Option("--week", help="本周到期的（周一至周日）。")] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="到今天已经过期的（不知是否已办结）。")] = False,
    with_references: Annotated[
        bool, typer.Option("--all", help="没有具体日期的也列出编号；查单位时总是列出，否则只列条数。")
    ] = False,
    on: TodayOption = None,
    oneline: OnelineOption = False,
    color: ColorOption = Color.AUTO,
    unit: UnitsOption = None,
    plan: PlanOption = None,
    format: FormatOption = Format.TABLE,
    output: AnswerFileOption = None,
    excel: ExcelOption = False,
) -> None:
    """List what is due when."""
    opened, format = open_for_answer(plan, output, format)
    content = opened.plan
    year = content.year
    today = parse_today(on, year)
    window, beyond_calendar = _window(year, today, quarter, before, after, within, week=week, overdue=overdue)
    months = sorted({parse_month(text, year) for text in month or ()})
    windows = _windows(window, months)
    units = unit or []
    answer = with_days_left(content, _answer(content, windows, units), today, given=on is not None)
    start, end = windows[0].start, windows[-1].end
    query = {
        "unit": units,
        "months": [f"{days.start:%Y-%m}" for days in months],
        "start": start.isoformat() if start else None,
        "end": end.isoformat() if end else None,
        "on": today.isoformat() if within or week or overdue or on else None,
        "beyond_calendar": beyond_calendar,
    }
    notes = list(_notes(answer, format, beyond_calendar))

    def print_table() -> None:
        _print_dated(content, answer, windows, units, Look(oneline, color))
        _print_undated(content, answer, with_references=with_references or bool(units))
        if not units:
            print_missing(content)
        emit("".join(f"注：{note}。\n" for note in notes))

    with answer_output(output, format, excel=excel, plan=opened.loaded.source.name):
        print_answer(content, query, answer, format, print_table)
    for note in notes if format is not Format.TABLE else ():
        say(note)
    raise typer.Exit(opened.exit_code())


def _window(
    year: int,
    today: date,
    quarter: str | None,
    before: str | None,
    after: str | None,
    within: str | None,
    *,
    week: bool,
    overdue: bool,
) -> tuple[Window, bool]:
    """The days that options ask for, all of them together, and whether their end was counted beyond the official calendar.

    Raises UsageError for what is no day, quarter or span.
    """
    window, beyond_calendar = Window(), False
    if quarter is not None:
        window &= parse_quarter(quarter, year)
    if before is not None:
        window &= Window(end=parse_day(before, year))
    if after is not None:
        window &= Window(start=parse_day(after, year))
    if within is not None:
        last, beyond_calendar = parse_span(within, today)
        window &= Window(today, last)
    if week:
        window &= week_window(today)
    if overdue:
        window &= Window(end=max(today, date.min + timedelta(days=1)) - timedelta(days=1))
    return window, beyond_calendar


def _answer(plan: Plan, windows: Sequence[Window], units: Sequence[str]) -> Answer:
    """What is due in the periods asked for, of the whole plan or of some units. Raises NotInPlanError for an unknown one."""
    require_units(plan, units)
    if not units:
        return _in_turn([due(plan, days) for days in windows])
    asked = list_for_units(plan, plan.rows(), units)
    left_out = len(asked.in_part(Part.POSSIBLE))
    if left_out:
        say(f"另有{left_out}条可能涉及（单位缺失，或统称未列明成员），未列入；见 planctl list {units[0]} --possible")
    return _in_turn([due_of(plan, days, asked) for days in windows])


def _notes(answer: Answer, format: Format, beyond_calendar: bool) -> Iterator[str]:
    """What is said beside the answer: of orphans that the form leaves out, and of days computed beyond the official calendar
    (`beyond_calendar`: the end of the period asked for).
    """
    if answer.orphans and format not in (Format.TABLE, Format.JSON):
        yield f"另有{len(answer.orphans)}处所在行已缺失的时限，见 --format json 的 orphans"
    if beyond_calendar:
        yield f"期间的末日{BEYOND_CALENDAR}"
    if references := dict.fromkeys(row.requirement.reference for row in answer.rows if row.beyond_calendar):
        yield f"到期日{BEYOND_CALENDAR}的{len(references)}条：{'、'.join(references)}"


def _windows(window: Window, months: Sequence[Window]) -> list[Window]:
    """The spans of days asked for, in order. Raises UsageError where months and window have no day in common."""
    spans = [window & days for days in _joined(months)] if months else [window]
    if windows := [days for days in spans if not days.is_empty]:
        return windows
    raise UsageError(
        "所给的几个期间没有共同的日子", "请核对 --month、--quarter、--before、--after、--within、--week、--overdue。"
    )


def _joined(months: Sequence[Window]) -> list[Window]:
    """Months in order, those that follow one another as one."""
    joined: list[Window] = []
    for month in months:
        before = joined[-1].end if joined else None
        if before and before + timedelta(days=1) == month.start:
            joined[-1] = joined[-1]._replace(end=month.end)
        else:
            joined.append(month)
    return joined


def _in_turn(answers: Sequence[Answer]) -> Answer:
    """The answers for several periods, the first first; what has no day stands in each of them and is listed once."""
    first = answers[0]
    dated = (row for answer in answers for row in answer.in_part(Part.DATED))
    orphans = {id(gap): gap for answer in answers for gap in answer.orphans}
    others = (row for row in first.rows if row.part is not Part.DATED)
    return Answer((*dated, *others), tuple(orphans.values()), first.orphans_without_day)


def _print_dated(plan: Plan, answer: Answer, windows: Sequence[Window], units: Sequence[str], look: Look) -> None:
    dated = answer.in_part(Part.DATED)
    emit(f"{'、'.join(_period(plan, days) for days in windows)}到期：{len(dated)}条\n")
    if dated:
        print_rows(plan, dated, look, units=units, with_day=True)
    print_orphans(answer.orphans)


def _print_undated(plan: Plan, answer: Answer, *, with_references: bool) -> None:
    """The rows that no day can be given for, in one line by kind, or with their references."""
    undated = {part: rows for part in Part if part is not Part.DATED and (rows := answer.in_part(part))}
    if undated and not with_references:
        counts = "、".join(f"{PART_LABELS[part]} {len(rows)}条" for part, rows in undated.items())
        print_list(f"另有{counts}，未列入（--all 列出编号）")
    elif undated:
        for part, rows in undated.items():
            print_references(PART_LABELS[part], rows)
            if part is Part.ONGOING:
                _print_times_in_text(plan, rows)
    print_orphans(answer.orphans_without_day)


def _print_times_in_text(plan: Plan, rows: Sequence[Row]) -> None:
    """Below the rows without a last day, the times in their texts: a cell 全年 may hide 每季度公示."""
    phrases = []
    for row in rows:
        if deadline := time_in_text(plan, row.requirement):
            phrases.append(f"{row.requirement.reference}（{deadline.phrase}）")
    if phrases:
        print_list(f"  其中文中写明时间：{'、'.join(phrases)}")


def _period(plan: Plan, window: Window) -> str:
    start, end = window
    if start and end:
        if window == month_window(start.year, start.month):
            return f"{start.year}年{start.month}月"
        if start.month % 3 == 1 and window == quarter_window(start.year, (start.month + 2) // 3):
            return f"{start.year}年第{'一二三四'[start.month // 3]}季度"
        return f"{_day(start)}至{_day(end)}"
    if start:
        return f"{_day(start)}起"
    return f"截至{_day(end)}" if end else f"{plan.year}年方案" if plan.year else "方案"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
