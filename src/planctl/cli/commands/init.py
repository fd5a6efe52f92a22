"""`planctl init`: a new plan file, from scratch or from last year's plan."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Annotated, Final, TypeVar

import typer

from planctl.checks import plan_errors
from planctl.cli.arguments.plans import read_plan
from planctl.cli.printing.findings import heading
from planctl.cli.printing.output import emit, say
from planctl.errors import PlanRefusedError, UsageError
from planctl.files import read_source, refuse_existing, write_atomically
from planctl.findings.diagnostics import count_errors
from planctl.model.deadline import Deadline, DeadlineKind
from planctl.model.plan import Plan, Requirement, Task, Unit, UnitCell
from planctl.model.vocabulary import COLUMN_LABELS, PLAN_LABELS, STAGE_DRAFT
from planctl.planfile.loader import load_plan
from planctl.planfile.whole import refuse_classified
from planctl.planfile.writer import dump_plan
from planctl.renewal import PLAN_ITSELF, THE_REGISTER, Renewed, renew_plan, year_of, years_named
from planctl.source import Source

_EARLIEST, _LATEST = 1949, 2999
_INTERRUPTED: Final = 130


EXAMPLES: Final = {
    "planctl init --title 2018年重点工作分工方案 --year 2018": "新建 plan2018.yaml",
    "planctl init --from plan2017.yaml --year 2018": "以上年的方案为底稿",
}


def init_plan(
    title: Annotated[
        str | None, typer.Option("--title", metavar="标题", help="方案标题，如 2018年重点工作分工方案。")
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", metavar="年份", help="方案年份；不给时取自标题，标题没有写的会询问。")
    ] = None,
    issuing_authority: Annotated[
        str | None,
        typer.Option("--issuing-authority", metavar="发文机关", help="如 东莞市人民政府办公室；可以以后再填。"),
    ] = None,
    last: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="文件", help="以上年的方案为底稿：文字照抄，凡写有日期的逐条列出供核对，不擅自改动。"
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="文件",
            help="输出文件；不给时为当前文件夹下的 plan2018.yaml 之类；- 表示标准输出。",
        ),
    ] = None,
) -> None:
    """Write a new plan, from scratch or based on last year's."""
    if output is not None:
        refuse_existing(output)
    before = None if last is None else _last_plan(last)
    title, issuing_authority = _names(title, issuing_authority, from_scratch=before is None)
    year = _year(year, title, before)
    path = output if output is not None else Path(f"plan{year}.yaml")
    refuse_existing(path)
    if before is None:
        renewed, text = None, _first_plan(title, year, issuing_authority)
    else:
        if issuing_authority:
            before = replace(before, issuing_authority=issuing_authority, jointly_with=())
        renewed = renew_plan(before, year, title)
        text = dump_plan(renewed.plan, _comments(renewed))
    if str(path) == "-":
        emit(text)
    else:
        write_atomically(path, [text.encode("utf-8")])
        emit(f"{path}\n")
    if renewed is not None:
        _report(renewed)
    raise typer.Exit(_report_errors(Source(str(path), text)))


def _last_plan(path: Path) -> Plan:
    """Last year's plan. Raises PlanRefusedError where not all of it can be read: the rest would be lost in silence."""
    loaded = read_plan(read_source(path))
    if loaded.plan is not None:
        refuse_classified(loaded.plan)
    if loaded.plan is None or count_errors(loaded.diagnostics):
        raise PlanRefusedError("上年的方案有无法识别的内容，不能作底稿", f"请先运行 planctl validate {path} 并改正。")
    return loaded.plan


def _names(title: str | None, issuing_authority: str | None, *, from_scratch: bool) -> tuple[str, str]:
    """The title and the issuing authority, asked for where a plan from scratch has no title; "" for none.

    Raises UsageError where they will not do, or there is nobody to ask.
    """
    if title is not None and not title.strip():
        raise UsageError("标题不能为空", "例如：planctl init --title 2018年重点工作分工方案")
    if title is None and from_scratch:
        title = _ask("--title", "方案标题", lambda answer: answer or None, "标题不能为空。")
        if issuing_authority is None:
            issuing_authority = _prompt("发文机关（可以不填，直接按回车）")
    names = (title or "").strip(), (issuing_authority or "").strip()
    _require_text(*names)
    return names


def _year(given: int | None, title: str, before: Plan | None) -> int:
    """The year of the new plan: the one given, else the title's, else what whoever is asked says. Raises UsageError."""
    if given is None:
        year = _year_in(title) or _ask_year(before)
    elif _EARLIEST <= given <= _LATEST:
        year = given
    else:
        raise UsageError(f"年份有误：{given}", "请写四位年份，如 --year 2018。")
    if before is not None and year <= before.year:
        raise UsageError(f"新方案的年份（{year}）应当晚于底稿的年份（{before.year}）", "请用 --year 给出新方案的年份。")
    return year


def _ask_year(before: Plan | None) -> int:
    offered = before.last_year + 1 if before is not None else date.today().year
    return _ask("--year", "方案年份", _as_year, "请写四位年份，如 2018。", str(offered))


def _as_year(answer: str) -> int | None:
    return int(answer) if answer.isdecimal() and _EARLIEST <= int(answer) <= _LATEST else None


def _year_in(title: str) -> int:
    """The year that a title names, the first of several; 0 where it names none."""
    return min((year_of(year) for year in years_named(title)), default=0)


_Answer = TypeVar("_Answer", int, str)


def _ask(
    option: str, question: str, read: Callable[[str], _Answer | None], problem: str, offered: str | None = None
) -> _Answer:
    """An answer that will do. Raises UsageError where there is nobody to ask."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError(
            f"缺少选项 {option}", "planctl init --help 查看用法；在终端里直接运行 planctl init 会逐项询问。"
        )
    while (answer := read(_prompt(question, offered))) is None:
        say(problem)
    return answer


def _prompt(question: str, offered: str | None = None) -> str:
    """A line typed at the terminal; the question goes to standard error, for standard output may be the file."""
    shown = f"{question}（直接按回车为{offered}）：" if offered else f"{question}："
    say(shown, end="")
    try:
        line = sys.stdin.readline()
    except UnicodeDecodeError:
        raise UsageError(*_UNREADABLE) from None
    if not line:  # Ctrl-D
        say("\n已中断，没有写任何文件。")
        raise typer.Exit(_INTERRUPTED)
    return line.strip() or offered or ""


_UNREADABLE: Final = ("标题或发文机关里有无法识别的字符", "请检查终端的编码是否为 UTF-8。")


def _require_text(*texts: str) -> None:
    """Raise UsageError for what came from a terminal of another encoding."""
    if any("\ud800" <= character <= "\udfff" for text in texts for character in text):
        raise UsageError(*_UNREADABLE)


_HEAD: Final = (
    "由 planctl init 写出。请把示例的任务、要求、单位和时限换成自己的，再运行 planctl validate 校核；\n"
    "还没有定的写 null；没有的（如配合单位 supporting_units）不写；多一项任务，照样子再写一段。"
)


def _first_plan(title: str, year: int, issuing_authority: str) -> str:
    """A small plan for somebody to go on from: valid, with a word on what each line is."""
    units = ("市发改局", "市财政局")
    example = Requirement(
        "1.1",
        "1",
        "示例要求：制定工作方案，公开工作进展。",
        UnitCell("、".join(units)),
        deadline=Deadline("12月底", DeadlineKind.DATE),
    )
    plan = Plan(
        title,
        year,
        (Task("1", "1", "示例任务", (example,)),),
        tuple(Unit(name) for name in units),
        stage=STAGE_DRAFT,
        issuing_authority=issuing_authority,
    )
    comments = {
        ("", ""): _HEAD,
        ("units", units[0]): "单位名录：单元格里的单位都在这里登记一次；全称写 full_name，统称写 group: true",
        ("1.1", "lead_units"): "照文件上的写法",
        ("1.1", "deadline"): "如 6月底前、每季度末、全年",
    }
    return dump_plan(plan, comments)


def _comments(renewed: Renewed) -> dict[tuple[str, str], str]:
    """The notes in the file, one for each place; words that stand in a cell of the draft are not repeated."""
    notes: dict[tuple[str, str], list[str]] = {}
    for doubt in renewed.doubts:
        whole = f"{doubt.why}（{doubt.words}）" if doubt.words and not doubt.key else doubt.why
        notes.setdefault((doubt.reference, doubt.key), []).append(whole)
    return {place: f"请核对：{'；'.join(dict.fromkeys(words))}" for place, words in notes.items()}


def _report(renewed: Renewed) -> None:
    """Say on standard error what became of last year's plan and what somebody must look at."""
    say(f"稿次写作{STAGE_DRAFT}。")
    if renewed.left_out:
        facts = "、".join(f"{PLAN_LABELS[key]} {value}" for key, value in renewed.left_out.items())
        say(f"未带入：{facts}。")
    if renewed.open_ends:
        say(f"去年的原文从以下各处起可能还有内容，未带入：{'、'.join(renewed.open_ends)}。")
    if not renewed.doubts:
        say("没有发现写明日期的内容。")
        return
    say(f"请逐条核对，共{len(renewed.doubts)}处（文件中以“请核对”注明）：")
    for (reference, why, words), doubts in groupby(
        renewed.doubts, lambda doubt: (doubt.reference, doubt.why, doubt.words)
    ):
        where = _where(renewed.plan, reference, [doubt.key for doubt in doubts])
        say(f"  {where}  {why}：{words}" if words else f"  {where}  {why}")


def _where(plan: Plan, reference: str, keys: list[str]) -> str:
    if reference == PLAN_ITSELF:
        return "、".join(PLAN_LABELS[key] for key in keys)
    if reference == THE_REGISTER:
        return f"单位名录 {'、'.join(keys)}"
    labels = {**COLUMN_LABELS, "section": "所属部分", "extra": "另设栏目", **plan.headings}
    return f"{reference} {'、'.join(labels[key] for key in keys if key)}".rstrip()


def _report_errors(source: Source) -> int:
    """1 after saying which errors the new plan has, 0 where it has none."""
    errors = plan_errors(load_plan(source))
    for error in errors:
        say(heading(source, error))
    if errors:
        say(f"新方案有{len(errors)}处错误，请改正后再用。")
    return int(bool(errors))
