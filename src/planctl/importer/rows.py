"""The rows of a plan's table → tasks and requirements: headings at page breaks, cut cells, sections, merges, numbers."""

from __future__ import annotations

import re
from typing import Final

from planctl.importer import findings
from planctl.importer.columns import Columns, heading_text, in_plan_order
from planctl.importer.dotted import divide_numbers
from planctl.importer.draft import Blank, Draft, DraftRequirement, DraftTask
from planctl.importer.grid import DocumentPlace, RawCell, RawTable
from planctl.importer.numbers import counted, leading_number, split_numbered, task_number
from planctl.importer.sections import alone, nested, section_of, told_in
from planctl.importer.work_columns import with_sections, with_titles
from planctl.view import EXTRA
from planctl.vocabulary import COLUMN_LABELS

_SAME: Final = frozenset(("同上", "〃", "″", '"', "”", "同上栏", "同前"))
_NOTE: Final = re.compile(r"[\s\u3000]*(?:注|备注|说明|合计|总计|小计)[\s\u3000]*(?:[:：]|$)")
_FIRST_LEADS: Final = re.compile("列(?:在)?第一(?:位)?(?:者|的)?.{0,6}牵头|第一个?单位为牵头")
_ENDS: Final = ("。", "；", "！", "？", ";", "”", "）")
_LONGEST_FRAGMENT: Final = 12


def read_rows(table: RawTable, columns: Columns, *, blank: Blank | None = None, split: bool = True) -> Draft:
    """The tasks of a table whose columns are known. Whatever is taken for granted on the way becomes a finding."""
    return _Rows(table, columns, blank, split).read()


class _Rows:
    def __init__(self, table: RawTable, columns: Columns, blank: Blank | None, split: bool) -> None:
        columns = with_titles(table, columns, split=split)
        table, self._own_numbers = divide_numbers(table, columns)
        self._table = table
        self._columns = columns if self._own_numbers else with_sections(table, columns)
        self._blank = blank
        self._split = split
        self._draft = Draft(headings=in_plan_order(self._columns.headings), has_text="text" in self._columns.fields)
        heading = table.rows[columns.first : columns.last + 1]
        self._heading_rows = [[heading_text(cell) for cell in row] for row in heading]
        self._above_row: set[int] = set()  # the cells of the row above the one that is read
        self._printed = _printed_numbers(table, self._columns)
        self._counts_in_digits = any(map(str.isdigit, self._printed))
        self._made: list[tuple[DocumentPlace, str]] = []  # numbers that the table does not print
        self._section: str = ""
        self._number: RawCell | None = None
        self._title: RawCell | None = None

    def read(self) -> Draft:
        """All rows below the heading; those above it are titles inside the table."""
        for index, row in enumerate(self._table.rows):
            self._above_row = set(map(id, self._table.rows[index - 1])) if index else set()
            if self._columns.first <= index <= self._columns.last:
                continue
            if index < self._columns.first:
                self._leave_out(row, "表头以上的文字")
            elif not self._is_heading(row) and (told := told_in(row)):
                self._row(row, told, self._own_numbers.get(index))
        self._tell_made()
        return self._draft

    def _tell_made(self) -> None:
        """What is to be said of numbers that the table does not print: once, where it prints none."""
        if len(self._made) == len(self._draft.tasks) > 1:
            (place, first), (_, last) = self._made[0], self._made[-1]
            self._draft.findings.append(findings.no_number(place, first, last))
            return
        self._draft.findings += [findings.no_number(place, number) for place, number in self._made]
        made = {number for _, number in self._made}
        for task in self._draft.tasks:
            if task.number in made:
                task.doubts["number"] = "原文没有序号"

    def _starts(self, cell: RawCell | None) -> bool:
        """Whether a cell says something and does not come down from the row above."""
        return cell is not None and bool(cell.text) and id(cell) not in self._above_row

    def _is_heading(self, row: tuple[RawCell | None, ...]) -> bool:
        """Whether a row repeats one of the heading: page breaks do that."""
        likely = [one for one in self._heading_rows if row and one[0] == heading_text(row[0])]
        return bool(likely) and [heading_text(cell) for cell in row] in likely

    def _row(self, row: tuple[RawCell | None, ...], told: list[RawCell], own_number: str | None) -> None:
        only = alone(row, told)
        if only is not None and only.columns > 1 and not self._starts(only):
            return
        if only is not None and _NOTE.match(only.text):
            self._leave_out((only,), "表里的注")
            return
        if section := section_of(row, told, self._columns.fields, counts_in_digits=self._counts_in_digits):
            self._section = nested(self._section, section)
            return
        if self._starts(told[0]) and _NOTE.match(told[0].text):
            self._leave_out(row, "表里的合计或注")
            return
        cells = self._named(row)
        if (over := cells.pop("section", None)) is not None and over.text:
            self._section = _clean(over.text)
        if self._is_cut_off(cells):
            self._join({**self._own(cells), "title": cells["title"]})  # type: ignore[dict-item]
            return
        if not self._goes_on(cells):
            self._start_task(cells)
        elif self._is_fragment(own := self._own(cells), cells.get("text")):
            self._join(own)
            return
        self._requirement(cells, own_number)

    def _named(self, row: tuple[RawCell | None, ...]) -> dict[str, RawCell | None]:
        named: dict[str, RawCell | None] = {}
        for field, cell in zip(self._columns.fields, row, strict=True):
            if field:
                named[field] = cell
            elif cell is not None and cell.text:
                self._draft.findings.append(findings.left_out(cell.place, "没有表头的栏目里的文字", cell.text))
        return named

    def _goes_on(self, cells: dict[str, RawCell | None]) -> bool:
        """Whether a row belongs to the task above: its number and title are merged down, blank, or said again."""
        number, title = cells.get("number"), cells.get("title")
        if not self._draft.tasks:
            return False
        if self._starts(number):
            return self._number is not None and _same(number, self._number) and _same(title, self._title)
        return not self._starts(title) or ("text" in cells and _same(title, self._title))

    def _own(self, cells: dict[str, RawCell | None]) -> dict[str, RawCell]:
        """What a row itself says besides which task it belongs to."""
        own = {field: cell for field, cell in cells.items() if cell is not None and self._starts(cell)}
        return {field: cell for field, cell in own.items() if field not in ("number", "title")}

    def _is_fragment(self, own: dict[str, RawCell], text: RawCell | None) -> bool:
        """Whether a row that goes on holds only what a page break cut off the row above; `text` is its cell of text."""
        last = self._last()
        if not own or last is None:
            return False
        if "text" in own:
            unfinished = last.text is not None and bool(last.text) and not last.text.endswith(_ENDS)
            return unfinished and len(own) == 1 and leading_number(own["text"].text)[0] is None
        blank = self._draft.has_text and (text is None or not text.text)
        return blank and all(
            len(cell.text) <= _LONGEST_FRAGMENT and last.cells.get(field) for field, cell in own.items()
        )

    def _is_cut_off(self, cells: dict[str, RawCell | None]) -> bool:
        """Whether a row is what a page break cut off all the cells of the row above, its title among them."""
        number, title, text, last = cells.get("number"), cells.get("title"), cells.get("text"), self._last()
        if last is None or number is None or number.text or not self._starts(title) or not self._starts(text):
            return False
        assert text is not None
        is_open = bool(last.text) and not (last.text or "").endswith(_ENDS) and bool(self._draft.tasks[-1].title)
        return is_open and id(number) not in self._above_row and leading_number(text.text)[0] is None

    def _join(self, own: dict[str, RawCell]) -> None:
        last = self._last()
        assert last is not None
        for field, cell in own.items():
            if field == "title":
                task = self._draft.tasks[-1]
                task.title = (task.title or "") + _clean(cell.text)
                task.doubts[field] = f"“{cell.text}”接自下一行"
            elif field == "text":
                last.text = (last.text or "") + cell.text
            else:
                last.cells[field] = (last.cells.get(field) or "") + cell.text
            if field != "title":
                last.doubts[field] = f"“{cell.text}”接自下一行"
            self._draft.findings.append(findings.joined_cell(cell.place, self._heading(field), cell.text))

    def _start_task(self, cells: dict[str, RawCell | None]) -> None:
        self._number, self._title = cells.get("number"), cells.get("title")
        number = task_number(self._number.text) if self._number is not None and self._starts(self._number) else ""
        title = _clean(self._title.text) if self._title is not None else ""
        place = next(cell.place for cell in cells.values() if cell is not None)
        if not number and title and "number" not in cells:
            found, rest = leading_number(title)
            number, title = (found, rest) if found else ("", title)
        if not number:
            number = self._free_number()
            self._made.append((place, number))
        if not title and "title" in cells:
            where = self._title.place if self._title is not None else place
            self._draft.findings.append(findings.blank_cell(where, self._heading("title"), _TAKEN[Blank.UNKNOWN]))
        self._draft.tasks.append(DraftTask(number, title or None, self._section, place))

    def _free_number(self) -> str:
        """The next number by order that the table prints nowhere, neither above nor below."""
        order = len(self._draft.tasks) + 1
        while str(order) in self._printed:
            order += 1
        self._printed.add(str(order))
        return str(order)

    def _requirement(self, cells: dict[str, RawCell | None], own_number: str | None) -> None:
        doubts: dict[str, str] = {}
        values = {field: self._value(field, cell, doubts) for field, cell in cells.items() if field not in _OWN}
        text_cell = cells.get("text")
        written = _clean(text_cell.text) if text_cell is not None else ""
        unsaid = None if self._draft.has_text and self._blank is not Blank.NONE else ""
        if text_cell is not None and not written and self._blank is None and id(text_cell) not in self._above_row:
            self._draft.findings.append(
                findings.blank_cell(text_cell.place, self._heading("text"), _TAKEN[Blank.UNKNOWN])
            )
            doubts["text"] = "原文空白"
        place = text_cell.place if text_cell is not None else self._draft.tasks[-1].place
        pieces = split_numbered(written) if self._split else [written]
        if len(pieces) > 1:
            self._draft.findings.append(findings.split_cell(place, len(pieces)))
        task = self._draft.tasks[-1]
        for piece in pieces:
            number, text = leading_number(piece)
            if len(pieces) == 1 and own_number is not None and counted(number) != counted(own_number):
                number, text = own_number, piece
            task.requirements.append(DraftRequirement(number, text or unsaid, dict(values), place, dict(doubts)))

    def _value(self, field: str, cell: RawCell | None, doubts: dict[str, str]) -> str | None:
        """What a cell of units, time or an own column says; None for what is not known. What is doubtful goes to `doubts`."""
        text = _clean(cell.text) if cell is not None else ""
        if text in _SAME and (above := self._above(field)):
            assert cell is not None
            self._draft.findings.append(findings.same_as_above(cell.place, self._heading(field), text, above))
            doubts[field] = f"原文写作“{text}”"
            return above
        if text:
            return text
        if field.startswith(EXTRA) or cell is None:
            return ""
        taken, above = self._blank or Blank.UNKNOWN, self._above(field)
        if taken is Blank.ABOVE and above is None:
            taken = Blank.UNKNOWN
        if id(cell) not in self._above_row and self._blank is None:
            self._draft.findings.append(findings.blank_cell(cell.place, self._heading(field), _TAKEN[taken]))
            doubts[field] = "原文空白"
        return {Blank.ABOVE: above, Blank.UNKNOWN: None, Blank.NONE: ""}[taken]

    def _above(self, field: str) -> str | None:
        last = self._last()
        return last.cells.get(field) if last is not None else None

    def _last(self) -> DraftRequirement | None:
        for task in reversed(self._draft.tasks):
            if task.requirements:
                return task.requirements[-1]
        return None

    def _heading(self, field: str) -> str:
        if field.startswith(EXTRA):
            return field.removeprefix(EXTRA)
        return self._columns.headings.get(field, COLUMN_LABELS.get(field, field))

    def _leave_out(self, row: tuple[RawCell | None, ...], what: str) -> None:
        for cell in dict.fromkeys(cell for cell in row if cell is not None and cell.text):
            if _FIRST_LEADS.search(cell.text):
                self._draft.first_unit_leads = True
            self._draft.findings.append(findings.left_out(cell.place, what, cell.text))


_OWN: Final = ("number", "title", "text")
_TAKEN: Final = {Blank.ABOVE: "照上一行填写", Blank.UNKNOWN: "暂作不知道（null）", Blank.NONE: "作没有这一项"}


def _printed_numbers(table: RawTable, columns: Columns) -> set[str]:
    """The numbers that stand in a table's column of numbers."""
    if "number" not in columns.fields:
        return set()
    column = columns.fields.index("number")
    return {task_number(cell.text) for row in table.rows if (cell := row[column]) is not None}


def _same(cell: RawCell | None, other: RawCell | None) -> bool:
    if cell is None or other is None:
        return cell is other
    return cell is other or cell.text == other.text or not cell.text


def _clean(text: str) -> str:
    """A cell's text without the white space around its lines."""
    stripped = text.strip()
    return stripped if stripped.isprintable() else "\n".join(map(str.strip, stripped.splitlines()))
