"""What a cell of units, time or an own column says: its text, the same as above, a dash, nothing."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Final, NamedTuple

from planctl.importer.draft.draft import Blank, DraftRequirement, DraftTask
from planctl.importer.draft.numbers import task_number
from planctl.importer.readers.grid import RawCell
from planctl.importer.report import findings, reading_findings
from planctl.importer.report.rule import ImportFinding
from planctl.lazy_regex import Expression
from planctl.model.vocabulary import COLUMN_LABELS, EXTRA

_SAME: Final = Expression(r"同\s*上[栏行项]?|同前|〃|″|\"|”|''|′′")
_SAME_AS: Final = Expression(r"同\s*第?\s*(\d{1,3}|[一二三四五六七八九十百]+)\s*[项条号]?")
_DASHES: Final = Expression(r"[—－–\-/／\\]+")
_LIKE_SAME: Final = Expression("同\\s*上|同前|同\\s*第")
_SPECIAL: Final = frozenset("同〃″\"”'′—-－–/／\\（(#")
_ERROR: Final = Expression(
    "#(?:N/A|REF!|VALUE!|DIV/0!|NAME[?？]|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|PYTHON!|EXTERNAL!"
    "|GETTING_DATA)|#{2,}"
)
"""What spreadsheets show where a formula failed, or where a column is too narrow; other formats copy it as text."""
_AROUND: Final = "（）()。；; \u3000"
_LONGEST_WORD: Final = 10


class Value(NamedTuple):
    """What a cell says (None: not known, "": no such thing), why that is doubtful, and a finding about it."""

    text: str | None
    doubt: str = ""
    finding: ImportFinding | None = None


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
            if cell is None:
                row.texts[field] = ""
            elif is_plain(text := clean(cell.text)):
                row.texts[field] = text
            else:
                before = above.cells.get(field) if above is not None else None
                row.texts[field], doubt, finding = self._value(field, cell, before, is_new=field not in from_above)
                if finding is not None:
                    row.doubts[field] = doubt
                    row.findings.append(finding)
        return row

    def work(self, field: str, cell: RawCell | None, above: str | None, *, reports_blank: bool) -> Value:
        """What a cell of a task's title or a requirement's text says, given what the one above does."""
        text = clean(cell.text) if cell is not None else ""
        if cell is None or is_plain(text):
            return Value(text)
        if is_error_value(text):
            return self._of_error(field, cell, text)
        if says_same(text):
            finding = findings.same_as_above(cell.place, self.heading(field), text, above or "")
            return Value(above, f"原文写作“{text}”", finding)
        if not text and reports_blank:
            return Value(text, "原文空白", findings.blank_cell(cell.place, self.heading(field)))
        return Value(text)

    def _value(self, field: str, cell: RawCell, above: str | None, *, is_new: bool) -> Value:
        """What a cell says, given what the row above does; `is_new` is whether it does not come down from there."""
        heading, text = self.heading(field), clean(cell.text)
        if is_error_value(text):
            return self._of_error(field, cell, text)
        bare = text.strip(_AROUND)
        is_word = len(bare) < _LONGEST_WORD
        why = f"原文写作“{text}”"
        named = _SAME_AS.fullmatch(bare) if is_word else None
        if named or says_same(text):
            same = (self._earlier(task_number(named[1]), field) if named else above) or ""
            return Value(same or None, why, findings.same_as_above(cell.place, heading, text, same))
        if field.startswith(EXTRA):
            return Value(text)
        if _LIKE_SAME.match(bare):
            return Value(text, why, findings.same_as_above(cell.place, heading, text, None))
        is_dash = is_word and _DASHES.fullmatch(bare)
        if text and not is_dash:
            return Value(text)
        if self._blank is not None:
            return Value({Blank.ABOVE: above, Blank.NONE: ""}.get(self._blank))
        if not is_new:
            return Value(text or None)
        if is_dash:
            return Value(text, why, findings.blank_cell(cell.place, heading, "照原样保留", text))
        return Value(None, "原文空白", findings.blank_cell(cell.place, heading))

    def _of_error(self, field: str, cell: RawCell, text: str) -> Value:
        """What a cell says that shows an error value: nothing that is known."""
        finding = reading_findings.error_value(cell.place, self.heading(field), text)
        return Value(None, f"原文是错误值“{text}”", finding)

    def _earlier(self, number: str, field: str) -> str | None:
        """What a field says in the one requirement of an earlier task."""
        texts = {
            requirement.cells.get(field) for task in self._tasks.get(number, ()) for requirement in task.requirements
        }
        return texts.pop() if len(texts) == 1 else None


def says_same(text: str) -> bool:
    """Whether a cell says that it is the same as the one above: 同上, 〃."""
    if is_plain(text.strip()):
        return False
    bare = text.strip(_AROUND)
    return len(bare) < _LONGEST_WORD and bool(_SAME.fullmatch(bare))


def is_error_value(text: str) -> bool:
    """Whether a cell shows only that a spreadsheet could not show its value."""
    return text.startswith("#") and bool(_ERROR.fullmatch(text.strip()))


def is_plain(text: str) -> bool:
    """Whether a text can mean nothing but what it says: it is not blank and does not begin as 同上 or a dash do."""
    return bool(text) and text[0] not in _SPECIAL


def clean(text: str) -> str:
    """A cell's text without the white space around its lines."""
    stripped = text.strip()
    return stripped if stripped.isprintable() else "\n".join(map(str.strip, stripped.splitlines()))
