"""What a unit's sheet says of itself: its title, and the note under its table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from planctl.document.dates import chinese_date
from planctl.document.official import SOURCE, is_draft
from planctl.document.sheet.rows import UnitSheet
from planctl.document.title_lines import in_title_marks
from planctl.document.view import what_is_missing
from planctl.lazy_regex import Expression
from planctl.model.plan import Gap, GapKind, Plan, Role
from planctl.queries import Part, Row

THROUGH_GROUP: Final = "※"
"""Marks a row found through a 统称."""
FORMER_NAME: Final = "△"
"""Marks a row that gives a former name of the unit."""

_TASK_AND_NUMBER: Final = Expression(r"(\d+)\.(\d+)")
_MOST_LISTED: Final = 40  # a note is read, not searched
_MOST_NAMED: Final = 3


def sheet_title(sheet: UnitSheet) -> str:
    """Whose sheet it is and, on a second line, which plan it is from: 市发改局任务清单（摘自《…分工方案》）."""
    return f"{'、'.join(sheet.units)}任务清单\n{SOURCE}{in_title_marks(sheet.plan.title)}{_draft(sheet.plan)}）"


def sheet_note(sheet: UnitSheet, *, show_gaps: bool) -> str:
    """Where the sheet is from, which rows concern the unit in another way than by leading under its own name, what may
    concern it besides, and which cells are lost."""
    listed: list[str] = []
    sentences = [*_by_kind(sheet, listed, show_gaps=show_gaps)]
    sentences += _possible(sheet, listed)
    if show_gaps:
        if lost := _lost(sheet, listed):
            sentences.append(f"所据文本另缺{lost}，是否涉及{_who(sheet)}不详")
        if missing := what_is_missing(sheet.part):
            sentences.append("；".join(missing))
    count = f"{sum(1 for _ in sheet.answers())}条"
    if show_gaps and sheet.orphans():
        count += f"（另列原文缺失、仅存部分单元格的{_tasks(sheet.orphans())}）"
    source = f"本清单摘自{in_title_marks(sheet.plan.title)}{_facts(sheet.plan)}，共{count}，序号与原方案一致"
    if found := next((found for reference in listed if (found := _TASK_AND_NUMBER.fullmatch(reference))), None):
        source += f"；下列编号如“{found[0]}”指序号{found[1]}第{found[2]}点"
    sentences.insert(0, source)
    if len(sentences) == 1:
        return f"注：{sentences[0]}。"
    return "注：" + "\n　　".join(f"{index}.{sentence}。" for index, sentence in enumerate(sentences, 1))


def _by_kind(sheet: UnitSheet, listed: list[str], *, show_gaps: bool) -> list[str]:
    """The rows found through a 统称, by a former name, or in which the units only support."""
    answers = [*sheet.answers(), *(sheet.found[id(gap)] for gap in sheet.orphans() if show_gaps)]
    kinds: dict[str, tuple[str, Callable[[Row], bool]]] = {}
    for row in (row for rows in answers for _, row in rows):
        if row.part is Part.THROUGH_GROUP:
            kinds[f"系经统称“{row.through}”涉及"] = (f"标{THROUGH_GROUP}的", _is_through(row.through))
        elif row.formerly:
            kinds[f"写的是曾用名“{row.formerly}”"] = (f"标{FORMER_NAME}的", _is_formerly(row.formerly))
    if any(row.role is Role.SUPPORT for rows in answers for _, row in rows):
        kinds["为配合事项"] = ("其中", _is_support)
    sentences = []
    for words, (which, belongs) in kinds.items():
        rows = [rows[0][1] for rows in answers if all(belongs(row) for _, row in rows)]
        if len(rows) == len(answers):
            sentences.append(f"以上各条均{words}")
        elif rows:
            sentences.append(f"{which}{len(rows)}条{words}：{_references(rows, listed)}")
    return sentences


def _is_through(group: str | None) -> Callable[[Row], bool]:
    return lambda row: row.part is Part.THROUGH_GROUP and row.through == group


def _is_formerly(name: str) -> Callable[[Row], bool]:
    return lambda row: row.formerly == name


def _is_support(row: Row) -> bool:
    return row.role is Role.SUPPORT


def _possible(sheet: UnitSheet, listed: list[str]) -> list[str]:
    """How many rows may concern the units without naming them, why, and which."""
    reasons = []
    lost = [row for row in sheet.possible if not row.through]
    if lost:
        reasons.append(f"单位缺失或待定的{len(lost)}条（{_references(lost, listed)}）")
    through = [row for row in sheet.possible if row.through]
    if through:
        groups = "".join(f"“{group}”" for group in dict.fromkeys(row.through for row in through))
        reasons.append(f"统称{groups}未列明成员的{len(through)}条（{_references(through, listed)}）")
    orphans = f"原文缺失的{_tasks(sheet.possible_orphans)}" if sheet.possible_orphans else ""
    rest = f"可能涉及{_who(sheet)}，未列入，请与印发单位核实"
    if not reasons:
        return [f"{orphans}{rest}"] if orphans else []
    return [f"另有{len(sheet.possible)}条{rest}：{'，'.join(reasons)}{'；又有' * bool(orphans)}{orphans}"]


def _lost(sheet: UnitSheet, listed: list[str]) -> str:
    """What the source lacks as a whole, except for what the note already names: 第14项、第18项和3.1、11.1条."""
    named = {gap.reference for gap in (*sheet.orphans(), *sheet.possible_orphans)}
    gaps = sheet.plan.gaps
    tasks = [gap for gap in gaps if gap.kind is GapKind.TASK and gap.reference not in named]
    requirements = [gap.reference for gap in gaps if gap.kind is GapKind.REQUIREMENT]
    listed += requirements
    parts = [_tasks(tasks)] * bool(tasks) + [f"{'、'.join(requirements)}条"] * bool(requirements)
    return "和".join(parts)


def _tasks(gaps: Iterable[Gap]) -> str:
    return "、".join(f"第{gap.reference}项" for gap in gaps)


def _references(rows: Sequence[Row], listed: list[str]) -> str:
    """The references of rows; of many the first ones. Puts them among those `listed`."""
    references = [row.requirement.reference for row in rows[:_MOST_LISTED]]
    listed += references
    return "、".join(references) + "等" * (len(rows) > _MOST_LISTED)


def _who(sheet: UnitSheet) -> str:
    return "、".join(sheet.units) if len(sheet.units) <= _MOST_NAMED else "上述单位"


def _draft(plan: Plan) -> str:
    """The 稿次 of a plan that has not been issued, unless its title says it."""
    return plan.stage if is_draft(plan) and plan.stage not in plan.title else ""


def _facts(plan: Plan) -> str:
    facts: Iterable[str] = [_draft(plan), plan.document_number]
    if plan.dated_on:
        facts = [*facts, f"成文日期{chinese_date(plan.dated_on)}"]
    known = "，".join(fact for fact in facts if fact)
    return f"（{known}）" if known else ""
