"""What a cell of units, time or an own column says: its text, the same as above, a dash, nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from typing import Final, NamedTuple

from planctl.importer.draft.draft import Blank, DraftRequirement, DraftTask
from planctl.importer.draft.numbers import task_number
from planctl.importer.readers.grid import RawCell
from planctl.importer.report import findings
from planctl.importer.report.rule import ImportFinding
from planctl.lazy_regex import Expression
from planctl.model.vocabulary import COLUMN_LABELS, EXTRA

_SAME: Final = Expression(r"同\s*上[栏行项]?|同前|〃|″|\"|”|''|′′")
_SAME_AS: Final = Expression(r"同\s*第?\s*(\d{1,3}|[一二三四五六七八九十百]+)\s*[项条号]?")
_DASHES: Final = Expression(r"[—－–\-/／\\]+")
_LIKE_SAME: Final = Expression("同\\s*上|同前|同\\s*第")
_SPECIAL: Final = frozenset("同〃″\"”'′—-－–/／\\（(")
_AROUND: Final = "（）()。；; \u3000"
_LONGEST_WORD: Final = 10
_TAKEN: Final = {Blank.ABOVE: "照上一行填写", Blank.UNKNOWN: "暂作不知道（null）", Blank.NONE: "作没有这一项"}

Earlier = Callable[[str], str | None]
"""What a field said in an earlier task, by its number; None where that is not known."""


class Value(NamedTuple):
    """What a cell says (None: not known, "": no such thing), why that is doubtful, and a finding about it."""

    text: str | None
    doubt: str = ""
    finding: ImportFinding | None = None


def read_value(
    field: str,
    cell: RawCell | None,
    heading: str,
    *,
    above: str | None,
    earlier: Earlier,
    blank: Blank | None,
    is_new: bool,
) -> Value:
    """The value of a cell under a `heading`, given what the row above says and what blank cells mean; `is_new` is whether
    the cell does not come down from the row above.
    """
    if cell is None:
        return Value("")
    text = clean(cell.text)
    bare = text.strip(_AROUND)
    if bare and len(bare) < _LONGEST_WORD:
        if _SAME.fullmatch(bare):
            return _same(cell, text, heading, above)
        if found := _SAME_AS.fullmatch(bare):
            return _same(cell, text, heading, earlier(task_number(found[1])))
        if _DASHES.fullmatch(bare) and not field.startswith(EXTRA):
            return _dash(cell, text, heading, above=above, blank=blank, is_new=is_new)
    if _LIKE_SAME.match(bare) and not field.startswith(EXTRA):
        return Value(text, f"原文写作“{text}”", findings.same_as_above(cell.place, heading, text, None))
    if text or field.startswith(EXTRA):
        return Value(text)
    taken = blank or Blank.UNKNOWN
    if taken is Blank.ABOVE and above is None:
        taken = Blank.UNKNOWN
    value = _meant(taken, above)
    if not is_new or blank is not None:
        return Value(value)
    return Value(value, "原文空白", findings.blank_cell(cell.place, heading, _TAKEN[taken]))


class RowValues(NamedTuple):
    """What the cells of a row say by field, why that is doubtful, and what is to be reported."""

    texts: dict[str, str | None]
    doubts: dict[str, str]
    findings: list[ImportFinding]


class Values:
    """Reads cells of units, times and own columns row by row; `headings` are the table's words for the fields, `blank` is
    what a blank cell stands for.
    """

    def __init__(self, headings: Mapping[str, str], blank: Blank | None) -> None:
        self._headings = headings
        self._blank = blank
        self._tasks: dict[str, list[DraftTask]] = {}

    def remember(self, task: DraftTask) -> None:
        """A task that later cells may refer to (同第1项)."""
        self._tasks.setdefault(task.number, []).append(task)

    def heading(self, field: str) -> str:
        """The heading over a field, as the table words it."""
        if field.startswith(EXTRA):
            return field.removeprefix(EXTRA)
        return self._headings.get(field) or COLUMN_LABELS.get(field, field)

    def read(
        self, cells: Mapping[str, RawCell | None], from_above: Set[str], above: DraftRequirement | None
    ) -> RowValues:
        """The values of a row's cells. `from_above` are the fields whose cells come down from the row above, `above` is
        the requirement before.
        """
        row = RowValues({}, {}, [])
        for field, cell in cells.items():
            if cell is not None and is_plain(text := clean(cell.text)):
                row.texts[field] = text
                continue
            value = read_value(
                field,
                cell,
                self.heading(field),
                above=above.cells.get(field) if above is not None else None,
                earlier=lambda number, field=field: self._earlier(number, field),  # type: ignore[misc]
                blank=self._blank,
                is_new=field not in from_above,
            )
            row.texts[field] = value.text
            if value.doubt:
                row.doubts[field] = value.doubt
            if value.finding is not None:
                row.findings.append(value.finding)
        return row

    def _earlier(self, number: str, field: str) -> str | None:
        """What a field says in the one requirement of an earlier task."""
        texts = {
            requirement.cells.get(field) for task in self._tasks.get(number, ()) for requirement in task.requirements
        }
        return texts.pop() if len(texts) == 1 else None


def is_plain(text: str) -> bool:
    """Whether a text can mean nothing but what it says: it is not blank and does not begin as 同上 or a dash do."""
    return bool(text) and text[0] not in _SPECIAL


def blank_text(cell: RawCell, heading: str) -> ImportFinding:
    """Reports a task or requirement whose cell is blank."""
    return findings.blank_cell(cell.place, heading, _TAKEN[Blank.UNKNOWN])


def clean(text: str) -> str:
    """A cell's text without the white space around its lines."""
    stripped = text.strip()
    return stripped if stripped.isprintable() else "\n".join(map(str.strip, stripped.splitlines()))


def _same(cell: RawCell, written: str, heading: str, value: str | None) -> Value:
    found = findings.same_as_above(cell.place, heading, written, value or "")
    return Value(value or None, f"原文写作“{written}”", found)


def _meant(blank: Blank, above: str | None) -> str | None:
    return {Blank.ABOVE: above, Blank.UNKNOWN: None, Blank.NONE: ""}[blank]


def _dash(cell: RawCell, written: str, heading: str, *, above: str | None, blank: Blank | None, is_new: bool) -> Value:
    if blank is not None:
        return Value(_meant(blank, above))
    if not is_new:
        return Value(written)
    found = findings.blank_cell(cell.place, heading, "照原样保留", written)
    return Value(written, f"原文写作“{written}”", found)
