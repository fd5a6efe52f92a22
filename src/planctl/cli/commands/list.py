"""`planctl list`: the requirements of a plan, of a unit, of a task."""

# Annotations are values here: as texts the framework would compile each of them again at every start.
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Final

import typer

from planctl.cli.arguments.answer_output import AnswerFileOption, ExcelOption, answer_output, open_for_answer
from planctl.cli.arguments.completion import complete_leader, complete_section, complete_task, complete_word
from planctl.cli.arguments.options import (
    ColorOption,
    Format,
    FormatOption,
    OnelineOption,
    PlanOption,
    TodayOption,
    UnitsOption,
)
from planctl.cli.arguments.periods import parse_today
from planctl.cli.arguments.questions import print_answer, require_places, with_days_left
from planctl.cli.arguments.words import read_words
from planctl.cli.printing.answers import Look, duty, print_missing, print_orphans, print_references, print_rows
from planctl.cli.printing.output import emit, say
from planctl.cli.printing.styles import Color
from planctl.cli.printing.table import print_list
from planctl.errors import UsageError
from planctl.model.plan import Plan, Role
from planctl.model.vocabulary import COMMON_TASK, ROLE_LABELS
from planctl.queries import (
    Answer,
    Part,
    Row,
    Selection,
    leader_columns,
    list_all,
    list_for_units,
    orphans_of,
    require_units,
    select,
)

EXAMPLES: Final = {
    "planctl list 市发改局": "市发改局要做什么",
    "planctl list 4": "第4项任务的各条要求",
    "planctl list 双公示": "含有“双公示”的",
    "planctl list 市发改局 --oneline": "每条一行",
    "planctl list 市发改局 -o 任务.csv": "存为表格，用 Excel 打开",
    "planctl list --no-deadline": "没有写完成时限的",
}


def list_requirements(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[单位、编号或文字]...",
            autocompletion=complete_word,
            help="单位如 市发改局，编号如 4 或 4.3；都不是的，查任务和要求中含有这些文字的。可给多个。",
        ),
    ] = None,
    unit: UnitsOption = None,
    role: Annotated[
        Role | None, typer.Option("--role", help="只列该单位牵头（lead）、配合（support）或负责（responsible）的。")
    ] = None,
    exact: Annotated[bool, typer.Option("--exact", help="只列单元格列名该单位的，不列统称和可能涉及的。")] = False,
    possible: Annotated[bool, typer.Option("--possible", help="把可能涉及该单位的逐条列出；不加时只列编号。")] = False,
    task: Annotated[
        str | None,
        typer.Option("--task", "-t", metavar="序号", autocompletion=complete_task, help="只列该项工作任务的。"),
    ] = None,
    search: Annotated[
        str | None, typer.Option("--search", "-s", metavar="文字", help="只列任务或要求中含有该文字的。")
    ] = None,
    section: Annotated[
        str | None,
        typer.Option(
            "--section",
            metavar="部分",
            autocompletion=complete_section,
            help="只列该部分的：写它的序号（一）或标题中的文字。",
        ),
    ] = None,
    leader: Annotated[
        str | None,
        typer.Option(
            "--leader",
            metavar="姓名",
            autocompletion=complete_leader,
            help="只列该领导的；查分管领导、责任领导之类的栏目。",
        ),
    ] = None,
    no_deadline: Annotated[bool, typer.Option("--no-deadline", help="只列没有写完成时限或时限不详的。")] = False,
    on: TodayOption = None,
    oneline: OnelineOption = False,
    color: ColorOption = Color.AUTO,
    plan: PlanOption = None,
    format: FormatOption = Format.TABLE,
    output: AnswerFileOption = None,
    excel: ExcelOption = False,
) -> None:
    """List the requirements asked for."""
    opened, format = open_for_answer(plan, output, format)
    content = opened.plan
    meant = read_words(content, words or ())
    units = [*(unit or ()), *meant.units]
    _check_options_of_units(units, role, exact=exact, possible=possible)
    require_units(content, unit or ())
    searches = [*meant.searches, *([search] if search is not None else [])]
    selection = Selection(task, meant.references, searches, section, leader, no_deadline)
    require_places(content, selection)
    today = parse_today(on, content.year)
    found = _answer(content, selection, units, role, exact=exact)
    answer = with_days_left(content, found, today, given=on is not None)
    query = {
        "unit": units,
        "role": role,
        "exact": exact,
        "task": task,
        "search": search,
        "words": words or [],
        "section": section,
        "leader": leader,
        "no_deadline": no_deadline,
        "on": today.isoformat() if on else None,
    }

    look = Look(oneline, color, leader_columns(content) if leader is not None else ())

    def print_table() -> None:
        if units:
            _print_units(content, answer, units, look, possible_in_full=possible)
        else:
            _print_all(content, answer, searches, look)
        if selection.is_whole and not exact:
            print_missing(content)

    with answer_output(output, format, excel=excel, plan=opened.loaded.source.name):
        print_answer(content, query, answer, format, print_table)
    if answer.orphans and format not in (Format.TABLE, Format.JSON):
        say(f"另有{len(answer.orphans)}处所在行已缺失的单元格，见 --format json 的 orphans")
    raise typer.Exit(opened.exit_code())


def _check_options_of_units(units: Sequence[str], role: Role | None, *, exact: bool, possible: bool) -> None:
    """Raise UsageError for options that mean nothing without a unit, or exclude one another."""
    if not units and (role or exact or possible):
        raise UsageError("--role、--exact 和 --possible 要与单位同用", "例如：planctl list 市发改局 --exact")
    if exact and possible:
        raise UsageError("--exact 和 --possible 只能用一个", "--exact 不列可能涉及的，--possible 逐条列出。")


def _answer(plan: Plan, selection: Selection, units: Sequence[str], role: Role | None, *, exact: bool) -> Answer:
    """The rows, with the orphans that stood where they do: of a unit those that may concern it."""
    rows = select(plan, selection)
    answer = list_for_units(plan, rows, units, role=role, exact=exact) if units else list_all(rows)
    if selection.is_by_content:
        return replace(answer, orphans=())
    if selection.places:
        return replace(answer, orphans=orphans_of(answer.orphans if units else plan.gaps, selection.places))
    return answer


def _print_all(plan: Plan, answer: Answer, searches: Sequence[str], look: Look) -> None:
    if answer.rows:
        print_rows(plan, answer.rows, look)
    containing = f"含{'、'.join(f'“{search}”' for search in searches)}的" if searches else ""
    emit(f"{containing}共{len(answer.rows)}条\n")
    print_orphans(answer.orphans)


def _print_units(plan: Plan, answer: Answer, units: Sequence[str], look: Look, *, possible_in_full: bool) -> None:
    rows, possible = answer.in_part(Part.NAMED, Part.THROUGH_GROUP), answer.in_part(Part.POSSIBLE)
    print_list(f"{'、'.join(units)}：{len(rows)}条{_duties(rows)}")
    if rows:
        print_rows(plan, rows, look, units=units)
    if possible_in_full and possible:
        emit("\n")
        print_list(f"可能涉及（统称未列明成员，请与印发单位核实）：{len(possible)}条，其中{_reasons(possible)}")
        print_rows(plan, possible, look, units=units)
    elif possible:
        print_references("可能涉及", possible)
        print_list(f"  其中{_reasons(possible)}；请与印发单位核实，--possible 列出各条")
    print_orphans(answer.orphans)


def _duties(rows: Sequence[Row]) -> str:
    """How many rows the units have in each role, where there are several; and the names by which they were found, where
    those are others."""
    counts = Counter(map(duty, rows))
    listed = [f"{name}{counts[name]}条" for name in (*ROLE_LABELS.values(), COMMON_TASK) if counts[name]]
    said = ["、".join(listed)] if len(listed) > 1 else []
    if groups := dict.fromkeys(row.through for row in rows if row.through):
        said.append(f"经统称{'、'.join(groups)}")
    if former := dict.fromkeys(row.formerly for row in rows if row.formerly):
        said.append(f"其中{sum(bool(row.formerly) for row in rows)}条写的是曾用名：{'、'.join(former)}")
    return f"（{'；'.join(said)}）" if said else ""


def _reasons(rows: list[Row]) -> str:
    """How many rows have their cell lost, and how many come through which open groups."""
    groups = list(dict.fromkeys(row.through for row in rows if row.through))
    through = sum(bool(row.through) for row in rows)
    reasons = [f"单位缺失或待定{len(rows) - through}条"] if len(rows) > through else []
    if groups:
        reasons.append(f"统称（{'、'.join(groups)}）{through}条")
    return "，".join(reasons)
