"""Last year's plan → a draft for a new year: the wording stays, and what has a date is listed, never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from planctl.deadlines import parse_deadline
from planctl.lazy_regex import Expression
from planctl.model.deadline import NO_DEADLINE, Deadline
from planctl.model.missing_rows import Entry, tasks_with_missing, trailing_number
from planctl.model.plan import NO_UNITS, Gap, GapKind, Numbering, Plan, Requirement, Task, UnitCell
from planctl.model.references import BETWEEN_LEVELS, requirement_references
from planctl.model.vocabulary import STAGE_DRAFT

PLAN_ITSELF: Final = "plan"
THE_REGISTER: Final = "units"


class Doubt(NamedTuple):
    """Something from last year that somebody must look at: where it is, what it is, and the words in question.

    `reference` is a task's or requirement's, PLAN_ITSELF, or THE_REGISTER; `key` is its key (a unit's name), "" for the
    whole.
    """

    reference: str
    key: str
    why: str
    words: str = ""


@dataclass(frozen=True)
class Renewed:
    """The draft, what of it must be looked at, the facts left out (by key), and where last year's source broke off."""

    plan: Plan
    doubts: tuple[Doubt, ...]
    left_out: Mapping[str, str]
    open_ends: tuple[str, ...]


_OLD_DATE: Final = "去年的日期"
_LOST: Final = "去年的方案原文缺失"
_LOST_ROW: Final = "去年的方案原文缺失整行；没有内容可补的，请删去该行并调整后面的序号"


def renew_plan(plan: Plan, year: int, title: str = "") -> Renewed:
    """A draft for `year` from last year's plan; `title` gives it another title.

    What the source of last year's plan had lost is open in the draft (待定): a lost cell stays null, a lost row becomes
    a row whose contents are null, so that the numbers stand.
    """
    facts = _Facts(plan, year, title)
    rows = _Rows(plan)
    tasks = tuple(rows.task(task, entries) for task, entries in tasks_with_missing(plan))
    renewed = replace(
        plan,
        title=facts.title,
        year=year,
        tasks=tasks,
        gaps=(),
        stage=STAGE_DRAFT,
        notice_title=facts.notice_title,
        attachments=tuple(facts.title if name == plan.title else name for name in plan.attachments),
        document_number="",
        dated_on=None,
        printed_on=None,
        consultation=None,
    )
    doubts = [*facts.doubts, *_former_units(plan, year), *rows.doubts, *_lost_cells(plan), *_dated_cells(renewed, plan)]
    left_out = {
        key: str(getattr(value, "document_number", value)) for key in _LEFT_OUT if (value := getattr(plan, key))
    }
    open_ends = tuple(gap.reference for gap in plan.gaps if gap.kind is GapKind.OPEN_END)
    return Renewed(renewed, _in_order(renewed, doubts), left_out, open_ends)


def _in_order(plan: Plan, doubts: list[Doubt]) -> tuple[Doubt, ...]:
    """Doubts in the order of the file, each once."""
    names = [PLAN_ITSELF, THE_REGISTER]
    for task in plan.tasks:
        names += [task.reference, *(requirement.reference for requirement in task.requirements)]
    places = {name: place for place, name in reversed(list(enumerate(names)))}

    def place_of(doubt: Doubt) -> tuple[int, int]:
        return places.get(doubt.reference, len(names)), _KEYS.index(doubt.key) if doubt.key in _KEYS else 0

    return tuple(sorted(dict.fromkeys(doubts), key=place_of))


_KEYS: Final = ("", "title", "section", "text", "lead_units", "supporting_units", "deadline", "extra")


_LEFT_OUT: Final = ("document_number", "dated_on", "printed_on", "consultation")
"""The facts of a plan that are its own and no other year's."""


class _Facts:
    """The facts of the plan that name its year."""

    def __init__(self, plan: Plan, year: int, title: str) -> None:
        self._years = (plan.year, year)
        self.doubts: list[Doubt] = []
        self.title = title or self._renewed("title", plan.title)
        notice = plan.notice_title.replace(plan.title, self.title) if plan.title else plan.notice_title
        rest = notice.replace(self.title, "")
        self.notice_title = notice if not years_named(rest) else self._renewed("notice_title", notice)
        for key in ("addressees", "copy_to", "printed_by", "approved_by", "body"):
            if words := years_named(getattr(plan, key)):
                self.doubts.append(Doubt(PLAN_ITSELF, key, _OLD_DATE, "、".join(words)))

    def _renewed(self, key: str, text: str) -> str:
        """The text with the new year in place of the old; a text that names other years too is left as it is."""
        old, new = map(str, self._years)
        named = years_named(text) or _YEAR.findall(text)
        if not named:
            return text
        changed = _YEAR.sub(lambda found: new if found[0] == old else found[0], text)
        if set(map(year_of, named)) == {self._years[0]} and changed != text:
            return changed
        self.doubts.append(Doubt(PLAN_ITSELF, key, _OLD_DATE, "、".join(named)))
        return text


class _Rows:
    """The draft's tasks; what was lost becomes rows that are open."""

    def __init__(self, plan: Plan) -> None:
        self._numbering = plan.numbering
        rows = [requirement for _, requirement in plan.rows()]
        self._open = Requirement(
            "",
            None,
            None if any(row.text != "" for row in rows) else "",
            None if any(row.lead_units != NO_UNITS for row in rows) else NO_UNITS,
            None if any(row.supporting_units != NO_UNITS for row in rows) else NO_UNITS,
            None if any(row.deadline is None or row.deadline.printed for row in rows) else NO_DEADLINE,
        )
        self.doubts: list[Doubt] = []

    def task(self, task: Task, entries: list[Entry]) -> Task:
        """A task of the draft from the entries of its rows last year."""
        orphans = [entry for entry in entries if isinstance(entry, Gap) and entry.kind is GapKind.ORPHAN]
        for orphan in orphans:
            self.doubts.append(Doubt(task.reference, "", "去年的原文该行只余部分单元格", _cells_of(orphan)))
        if not task.requirements:
            return self._lost_task(task)
        kept = [entry for entry in entries if isinstance(entry, Requirement) or entry.kind is GapKind.REQUIREMENT]
        rows = [entry if isinstance(entry, Requirement) else self._lost_requirement(entry) for entry in kept]
        references = requirement_references(task.reference, [row.number for row in rows], self._numbering)
        for entry, reference in zip(kept, references, strict=True):
            if isinstance(entry, Gap):
                self.doubts.append(Doubt(reference, "", _LOST_ROW))
        renamed = (replace(row, reference=name) for row, name in zip(rows, references, strict=True))
        return replace(task, requirements=tuple(renamed))

    def _lost_requirement(self, gap: Gap) -> Requirement:
        return replace(self._open, number=str(trailing_number(gap.reference)))

    def _lost_task(self, task: Task) -> Task:
        self.doubts.append(Doubt(task.reference, "", _LOST_ROW))
        section = task.section
        if self._numbering is Numbering.PER_SECTION and not section and "/" in task.reference:
            numbers = task.reference.rpartition("/")[0].split(".")  # a section of which nothing else is left
            section = BETWEEN_LEVELS.join(f"{number}、" for number in numbers)
        return replace(task, section=section, requirements=(replace(self._open, reference=task.reference),))


def _cells_of(gap: Gap) -> str:
    cells = [cell.printed for cell in (gap.lead_units, gap.supporting_units, gap.deadline) if cell]
    return "，".join([*cells, gap.note] if gap.note else cells)


def _lost_cells(plan: Plan) -> Iterator[Doubt]:
    for gap in plan.gaps:
        keys = {GapKind.TEXT: ("text",), GapKind.TITLE: ("title",), GapKind.CELL: gap.fields}.get(gap.kind, ())
        for key in keys:
            yield Doubt(gap.reference, key, _LOST)


def _former_units(plan: Plan, year: int) -> Iterator[Doubt]:
    """Units of the register that cells still name although they no longer exist."""
    named = {
        name
        for _, requirement in plan.rows()
        for cell in (requirement.lead_units, requirement.supporting_units)
        for name in (cell.names if isinstance(cell, UnitCell) else ())
    }
    for unit in plan.units:
        gone = unit.succeeded_by or (unit.valid_to and unit.valid_to < date(year, 12, 31))
        if gone and named & {unit.name, unit.full_name, *unit.aliases}:
            successor = f"，由{unit.succeeded_by}承接" if unit.succeeded_by else ""
            yield Doubt(THE_REGISTER, unit.name, f"该单位已撤并{successor}，方案中仍列有该单位")


def _dated_cells(renewed: Plan, before: Plan) -> Iterator[Doubt]:
    """The texts and deadlines of the draft that name a year or a day."""
    sections: set[str] = set()
    for task in renewed.tasks:
        if task.section not in sections:
            sections.add(task.section)
            yield from _doubts(task.reference, "section", years_named(task.section))
        yield from _doubts(task.reference, "title", years_named(task.title or ""))
        for row in task.requirements:
            yield from _doubts(row.reference, "text", dates_named(row.text or ""))
            yield from _doubts(row.reference, "deadline", _dated(row.deadline, before.year, renewed.year))
            extra = [word for text in row.extra.values() for word in dates_named(text)]
            yield from _doubts(row.reference, "extra", extra)


def _doubts(reference: str, key: str, words: list[str]) -> Iterator[Doubt]:
    if words:
        yield Doubt(reference, key, _OLD_DATE, "、".join(dict.fromkeys(words)))


def _dated(deadline: Deadline | None, old: int, new: int) -> list[str]:
    """The words of a deadline's cell that hold for last year only; none where they mean the new year in the draft."""
    if deadline is None or not deadline.printed:
        return []
    if deadline.weekday and deadline.due:
        return [deadline.phrase]
    then, now = parse_deadline(deadline.phrase, old), parse_deadline(deadline.phrase, new)
    fixed = (then.due and then.due == now.due) or (then.start and then.start == now.start)
    return [deadline.phrase] if fixed or now.problem or years_named(deadline.phrase) else []


_YEAR: Final = Expression(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DIGITS: Final = {ord("０") + digit: str(digit) for digit in range(10)}
_IN_HANZI: Final = {ord(numeral): str(digit) for digit, numeral in enumerate("〇一二三四五六七八九")} | {
    ord("零"): "0",
    ord("○"): "0",
}
_NAMED: Final = Expression(
    r"(?<![\d.])(?:19|20)\d\d"
    r"(?:年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|[-./．]\d{1,2}(?:[-./．]\d{1,2})?(?!\d)|(?=版|[-—–~～至到]\d))"
    r"|[〔\[［(（【](?:19|20)\d\d[〕\]］)）】]"
    r"|[一二][〇零○九][〇零○一二三四五六七八九]{2}年"
)
_DAY: Final = Expression(r"(?<!\d)\d{1,2}月\d{1,2}[日号]")


def years_named(text: str) -> list[str]:
    """The expressions in a text that name a year: 2017年11月, 〔2017〕, 2017.6.30, 二〇一七年."""
    return [found[0] for found in _NAMED.finditer(text.translate(_DIGITS))]


def year_of(words: str) -> int:
    """The year that an expression found by `years_named` names."""
    found = _YEAR.search(words.translate(_IN_HANZI))
    return int(found[0]) if found else 0


def dates_named(text: str) -> list[str]:
    """The expressions in running text that name a year, or else a day (5月15日), which was a day of that year."""
    return years_named(text) or _DAY.findall(text.translate(_DIGITS))
