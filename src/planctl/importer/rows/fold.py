"""The rows of a plan's table → tasks and requirements: headings at page breaks, cut cells, sections, merges, numbers."""

from __future__ import annotations

from typing import Final

from planctl.errors import UnreadableInputError
from planctl.importer.columns.find import Columns, in_plan_order
from planctl.importer.columns.headings import heading_text
from planctl.importer.columns.naming import INNER_SECTION, SECTION
from planctl.importer.columns.work import with_sections, with_titles
from planctl.importer.draft.draft import Blank, Draft, DraftRequirement, DraftTask
from planctl.importer.draft.numbers import counted, is_section, leading_number, split_numbered, task_number
from planctl.importer.readers.grid import RawCell, RawTable, told_in
from planctl.importer.report import findings
from planctl.importer.rows.dotted_numbers import divide_numbers
from planctl.importer.rows.notes import is_note, is_sum, says_first_leads, says_only_first_leads
from planctl.importer.rows.page_cuts import is_cut_off, is_fragment
from planctl.importer.rows.paired_items import paired
from planctl.importer.rows.sections import (
    LONGEST_HEADING,
    SENTENCE_ENDS,
    SectionPath,
    alone,
    has_inner_numbers,
    one_line,
    section_of,
)
from planctl.importer.rows.task_numbers import TaskNumbers
from planctl.importer.rows.values import blank_text, clean, is_plain, read_value
from planctl.model.plan import CELL_FIELDS
from planctl.model.references import BETWEEN_LEVELS
from planctl.model.vocabulary import COLUMN_LABELS, EXTRA

_MOST_ROWS: Final = 40_000
_MOST_TEXT: Final = 8_000_000
"""Characters, where merged cells count in every place they cover, for each row says them again."""
_Row = tuple[RawCell | None, ...]


def read_rows(table: RawTable, columns: Columns, *, blank: Blank | None = None, split: bool = True) -> Draft:
    """The tasks of a table whose columns are known. Whatever is taken for granted on the way becomes a finding.

    Raises UnreadableInputError for a table whose plan would fill the memory.
    """
    if len(table.rows) > _MOST_ROWS or sum(len(cell.text) for row in table.rows for cell in row if cell) > _MOST_TEXT:
        raise UnreadableInputError(
            f"方案的表格超过{_MOST_ROWS // 10_000}万行或{_MOST_TEXT // 10_000}万字，不像一份分工方案",
            "请确认没有选错文件，或分成几份导入。",
        )
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
        self._numbers = TaskNumbers(table, self._columns)
        self._has_inner_numbers = has_inner_numbers(table, self._columns)
        self._sections = SectionPath()
        self._by_number: dict[str, list[DraftTask]] = {}
        self._latest: list[DraftRequirement] = []  # those that the last row began
        self._said: dict[str, set[str]] = {}  # what the rows that go on with them say, by field
        self._number: RawCell | None = None
        self._title: RawCell | None = None

    def read(self) -> Draft:
        """All rows below the heading; those above it are titles inside the table."""
        for index, row in enumerate(self._table.rows):
            self._above_row = set(map(id, self._table.rows[index - 1])) if index else set()
            if self._columns.first <= index <= self._columns.last:
                continue
            told = told_in(row)
            if index < self._columns.first:
                for cell in told:
                    self._leave_out([cell], "表头以上的文字")
            elif told and not self._is_heading(row):
                self._row(row, told, self._own_numbers.get(index))
        self._sections_without_tasks(self._sections.left())
        self._numbers.tell(self._draft)
        return self._draft

    def _starts(self, cell: RawCell | None) -> bool:
        """Whether a cell says something and does not come down from the row above."""
        return cell is not None and bool(cell.text) and id(cell) not in self._above_row

    def _is_heading(self, row: _Row) -> bool:
        """Whether a row repeats one of the heading: page breaks do that."""
        if id(row[0]) in self._above_row:
            return False
        likely = [one for one in self._heading_rows if one[0] == heading_text(row[0])]
        return bool(likely) and [heading_text(cell) for cell in row] in likely

    def _row(self, row: _Row, told: list[RawCell], own_number: str | None) -> None:
        if self._is_no_task(row, told):
            return
        cells = self._named(row)
        if not any(cell is not None and cell.text for cell in cells.values()):
            return  # what stands outside the columns has been told
        if over := [cell for field in (SECTION, INNER_SECTION) if (cell := cells.pop(field, None)) and cell.text]:
            section = BETWEEN_LEVELS.join(one_line(cell.text) for cell in over)
            self._sections_without_tasks(self._sections.beside(section, over))
        above = self._above_row
        own = {field: cell for field, cell in cells.items() if cell is not None and cell.text and id(cell) not in above}
        task = self._draft.tasks[-1] if self._draft.tasks else None
        if is_cut_off(cells, own, task, merged_number=id(cells.get("number")) in above):
            self._join({field: cell for field, cell in own.items() if field != "number"})
            return
        if not self._goes_on(cells, own):
            self._start_task(cells)
        else:
            own = {field: cell for field, cell in own.items() if field not in ("number", "title")}
            if is_fragment(own, cells, self._last()):
                self._join(own)
                return
            if self._latest and (own or "text" not in cells) and self._is_about_the_same(cells.get("text"), cells):
                self._add(own)
                return
        self._requirement(cells, own_number)

    def _is_no_task(self, row: _Row, told: list[RawCell]) -> bool:
        """Whether a row is a section, a note, or goes on with one; what it says has found its place then."""
        only = alone(row, told)
        if only is not None and only.columns > 1 and not self._starts(only):
            return True
        first = next((cell for cell in told if self._starts(cell)), None)
        if first is not None and is_note(first.text) and (is_sum(first.text) or not self._is_task(row, told, first)):
            self._leave_out(told, "表里的注" if only is not None else "表里的合计或注")
            return True
        if only is not None and only.columns > 1 and _is_sentence(only.text):
            self._leave_out(told, "横贯全表的文字")
            return True
        named = section_of(row, told, self._columns.fields, has_inner_numbers=self._has_inner_numbers)
        if named is not None:
            self._sections_without_tasks(
                self._sections.enter(named.text, [one for one in told if one not in named.beside])
            )
            for cell in named.beside:
                self._leave_out([cell], "部分标题旁边的文字")
            return True
        return False

    def _is_task(self, row: _Row, told: list[RawCell], first: RawCell) -> bool:
        """Whether a row whose first own cell is worded as a note is a task all the same: it has units or a time, or that
        cell stands behind others.
        """
        if first is not told[0]:
            return True
        bound = (cell for field, cell in zip(self._columns.fields, row, strict=True) if field in CELL_FIELDS)
        return any(cell is not None and cell is not first and cell.text and not is_note(cell.text) for cell in bound)

    def _is_about_the_same(self, text: RawCell | None, cells: dict[str, RawCell | None]) -> bool:
        """Whether what a row is to do comes down from the row above: its text, or its task where there are no texts."""
        if "text" not in cells:
            return True
        return text is not None and bool(text.text) and id(text) in self._above_row

    def _sections_without_tasks(self, cells: list[RawCell]) -> None:
        for cell in cells:
            self._leave_out([cell], "下面没有任务的部分")

    def _named(self, row: _Row) -> dict[str, RawCell | None]:
        named: dict[str, RawCell | None] = {}
        for field, cell in zip(self._columns.fields, row, strict=True):
            if field:
                over = field.startswith(EXTRA) and cell is not None and cell.columns > 1 and cell in named.values()
                named[field] = None if over else cell
            elif cell is not None and self._starts(cell):
                self._draft.findings.append(findings.left_out(cell.place, "没有名称的栏目里的文字", cell.text))
        return named

    def _goes_on(self, cells: dict[str, RawCell | None], own: dict[str, RawCell]) -> bool:
        """Whether a row belongs to the task above: its number and title are merged down, blank, or said again."""
        if not self._draft.tasks:
            return False
        title = cells.get("title")
        if "number" in own:
            return self._number is not None and _same(own["number"], self._number) and _same(title, self._title)
        return "title" not in own or ("text" in cells and _same(title, self._title))

    def _add(self, own: dict[str, RawCell]) -> None:
        """Further units, times and own columns of the last requirements, for what these are to do is merged over the row."""
        for field, cell in own.items():
            said = self._said.setdefault(field, set((self._latest[-1].cells.get(field) or "").split("\n")))
            if (text := clean(cell.text)) in said:
                continue
            said.add(text)
            for one in self._latest:
                one.cells[field] = "\n".join(filter(None, (one.cells.get(field), text)))
                one.doubts[field] = f"“{text}”接自下一行"
            self._draft.findings.append(findings.joined_cell(cell.place, self._heading(field), text))

    def _join(self, own: dict[str, RawCell]) -> None:
        """What a page break cut off the last requirement and its task."""
        last = self._latest[-1]
        for field, cell in own.items():
            told = findings.joined_cell(cell.place, self._heading(field), cell.text)
            if field == "title":
                task = self._draft.tasks[-1]
                task.title = (task.title or "") + clean(cell.text)
                task.doubts[field] = f"“{cell.text}”接自下一行"
            else:
                if field == "text":
                    last.text = (last.text or "") + cell.text
                else:
                    last.cells[field] = (last.cells.get(field) or "") + clean(cell.text)
                last.doubts[field] = f"“{cell.text}”接自下一行"
            self._draft.findings.append(told)

    def _start_task(self, cells: dict[str, RawCell | None]) -> None:
        self._number, self._title = cells.get("number"), cells.get("title")
        number = task_number(self._number.text) if self._number is not None and self._starts(self._number) else ""
        title = clean(self._title.text) if self._title is not None else ""
        there = [cell for cell in cells.values() if cell is not None]
        place = next((cell.place for cell in there if self._starts(cell)), there[0].place)
        if not number and title and "number" not in cells and len(split_numbered(title)) == 1:
            found, rest = leading_number(title)
            number, title = (task_number(found), rest) if found else ("", title)
        if not number:
            number = self._numbers.make(self._draft.tasks, place)
        doubts: dict[str, str] = {}
        if not title and self._title is not None:
            self._draft.findings.append(blank_text(self._title, self._heading("title")))
            doubts["title"] = "原文空白"
        task = DraftTask(number, title or None, self._sections.path, place, doubts=doubts)
        self._draft.tasks.append(task)
        self._by_number.setdefault(number, []).append(task)
        self._sections.use()

    def _requirement(self, cells: dict[str, RawCell | None], own_number: str | None) -> None:
        doubts: dict[str, str] = {}
        values = {field: self._value(field, cell, doubts) for field, cell in cells.items() if field not in _OWN}
        text_cell = cells.get("text")
        written = clean(text_cell.text) if text_cell is not None else ""
        unsaid = None if self._draft.has_text and self._blank is not Blank.NONE else ""
        if text_cell is not None and not written and self._blank is None and id(text_cell) not in self._above_row:
            self._draft.findings.append(blank_text(text_cell, self._heading("text")))
            doubts["text"] = "原文空白"
        place = text_cell.place if text_cell is not None else self._draft.tasks[-1].place
        pieces = split_numbered(written) if self._split else [written]
        if len(pieces) > 1:
            self._draft.findings.append(findings.split_cell(place, len(pieces)))
        task = self._draft.tasks[-1]
        begun = len(task.requirements)
        for piece, own in zip(pieces, paired(values, pieces), strict=True):
            number, text = leading_number(piece)
            if len(pieces) == 1 and own_number is not None and counted(number) != counted(own_number):
                number, text = own_number, piece
            several = bool(task.requirements) or len(pieces) > 1  # "" says that a whole task has no requirements
            said = text or (None if several else unsaid)
            task.requirements.append(DraftRequirement(number, said, own, place, dict(doubts)))
        if len(task.requirements) > 1 and not task.requirements[0].text:
            task.requirements[0].text = None
        self._latest, self._said = task.requirements[begun:], {}

    def _value(self, field: str, cell: RawCell | None, doubts: dict[str, str]) -> str | None:
        """What a cell of units, time or an own column says; None for what is not known. What is doubtful goes to `doubts`."""
        if cell is not None and is_plain(text := clean(cell.text)):
            return text
        last = self._last()
        value = read_value(
            field,
            cell,
            self._heading(field),
            above=last.cells.get(field) if last is not None else None,
            earlier=lambda number: self._earlier(number, field),
            blank=self._blank,
            is_new=id(cell) not in self._above_row,
        )
        if value.doubt:
            doubts[field] = value.doubt
        if value.finding is not None:
            self._draft.findings.append(value.finding)
        return value.text

    def _earlier(self, number: str, field: str) -> str | None:
        """What a field says in the one requirement of an earlier task."""
        said = {one.cells.get(field) for task in self._by_number.get(number, ()) for one in task.requirements}
        return said.pop() if len(said) == 1 else None

    def _last(self) -> DraftRequirement | None:
        return self._latest[-1] if self._latest else None

    def _heading(self, field: str) -> str:
        if field.startswith(EXTRA):
            return field.removeprefix(EXTRA)
        return self._columns.headings.get(field, COLUMN_LABELS.get(field, field))

    def _leave_out(self, told: list[RawCell], what: str) -> None:
        text = "　".join(cell.text for cell in told)
        self._draft.first_unit_leads |= says_first_leads(text)
        if not says_only_first_leads(text):
            self._draft.findings.append(findings.left_out(told[0].place, what, text))


_OWN: Final = ("number", "title", "text")


def _is_sentence(text: str) -> bool:
    """Whether a row over the table is running text rather than a section's heading."""
    return not is_section(text) and len(text) > LONGEST_HEADING and text.endswith(SENTENCE_ENDS)


def _same(cell: RawCell | None, other: RawCell | None) -> bool:
    if cell is None or other is None:
        return cell is other
    return cell is other or cell.text == other.text or not cell.text
