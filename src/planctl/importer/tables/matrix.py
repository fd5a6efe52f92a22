"""Tables with a column for each unit, where marks say who leads (●) and who supports (○) → columns of units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

from planctl.importer.columns.find import LOWEST_HEADING
from planctl.importer.columns.guess import are_units
from planctl.importer.columns.headings import field_of, heading_text
from planctl.importer.readers.grid import RawCell, RawDocument, RawParagraph, RawRow, RawTable, filled_cells
from planctl.importer.report import table_findings
from planctl.importer.report.rule import ImportFinding
from planctl.lazy_regex import Expression
from planctl.model.vocabulary import COLUMN_LABELS

_STRONG_TO_WEAK: Final = ("●★■▲◆⬤⚫☑✔", "◉◎⊙", "√✓", "○☆□△◇〇◯⚪Δ")
"""Where nothing explains the marks, the strongest that a table uses leads, and all weaker ones support."""
_MARKS: Final = frozenset("".join(_STRONG_TO_WEAK))
_NO_MARKS: Final = frozenset("—－-–/／×✗☐")
_LEADS: Final = "牵头|主办|主责|主要|责任|负责"
_SUPPORTS: Final = "配合|协办|协助|协同|参与|参加"
_ROLE: Final = f"(?:(?P<leads>{_LEADS})|(?P<supports>{_SUPPORTS}))"
_MARK: Final = f"(?P<mark>[{''.join(sorted(_MARKS))}])"
_EXPLAINED: Final = (
    Expression(
        rf"{_MARK}[”\"’'）)]?(?:符?号)?的?(?:表示|代表|标注|为|是|指|即)?[:：=＝—－-]{{0,2}}\s?(?:该?单?位?){_ROLE}"
    ),
    Expression(rf"{_ROLE}(?:单位|部门|的)?(?:标注|标|用|以|为|打)?[:：=＝—－-]{{0,2}}\s?[“\"‘'（(]?{_MARK}"),
)
"""“●”为牵头单位；○：配合, or 牵头单位用●."""
_UNITS: Final = ("lead_units", "supporting_units")
_FEWEST: Final = 2
_MOST: Final = 0.6


class _Matrix(NamedTuple):
    """The columns of units in a table (from 0), the row that names them, the heading over all of them (责任单位), and the
    role of each mark, a field of a plan.
    """

    columns: list[int]
    heading: int
    above: RawCell | None
    roles: Mapping[str, str]


def read_marks(document: RawDocument, table: RawTable) -> tuple[RawTable, list[ImportFinding]]:
    """The table with the units that its marks stand for in columns of lead and of supporting units, and the finding that it
    was read so; another as it is.
    """
    matrix = _find(document, table)
    if matrix is None:
        return table, []
    fields = [field for field in _UNITS if field in matrix.roles.values()]
    rows = [_converted(table, matrix, index, fields) for index in range(len(table.rows))]
    return _narrowed(table, rows), [_report(table, matrix)]


def _report(table: RawTable, matrix: _Matrix) -> ImportFinding:
    heading = table.rows[matrix.heading]
    names = "、".join(heading_text(heading[column]) for column in matrix.columns)
    how = "，".join(f"“{mark}”读作{COLUMN_LABELS[field]}" for mark, field in matrix.roles.items())
    into = "、".join(dict.fromkeys(COLUMN_LABELS[field] for field in matrix.roles.values()))
    first = heading[matrix.columns[0]]
    return table_findings.joined_columns(first.place if first is not None else table.place, names, into, how)


def _find(document: RawDocument, table: RawTable) -> _Matrix | None:
    for index in range(min(LOWEST_HEADING, len(table.rows) - 1)):
        columns = [column for column in range(len(table.rows[0])) if _is_marked(table, column, index)]
        names = [heading_text(table.rows[index][column]) for column in columns]
        if len(columns) < _FEWEST or len(set(names)) < len(names):
            continue
        above = _heading_above(table, index, columns)
        if above or sum(map(are_units, names)) > _MOST * len(names):
            alone = field_of(heading_text(above)) or "lead_units"
            return _Matrix(columns, index, above, _roles(document, table, index, columns, alone))
    return None


def _is_marked(table: RawTable, column: int, heading: int) -> bool:
    """Whether a column has a name of its own and below it nothing but marks and what goes on over several columns."""
    name = table.rows[heading][column]
    if name is None or name.columns > 1 or not heading_text(name) or field_of(heading_text(name)):
        return False
    heading_again = name.text.strip()
    is_marked = False
    for cell in (row[column] for row in islice(table.rows, heading + 1, None)):
        text = cell.text.strip() if cell is not None and cell is not name and cell.columns == 1 else ""
        if text in _MARKS:
            is_marked = True
        elif text and text not in _NO_MARKS and not (is_marked and text == heading_again):
            return False
    return is_marked


def _heading_above(table: RawTable, heading: int, columns: Sequence[int]) -> RawCell | None:
    """The cell over all these columns that names a field of units."""
    if not heading:
        return None
    row = table.rows[heading - 1]
    over = row[columns[0]]
    is_over_all = all(row[column] is over for column in columns)
    return over if is_over_all and field_of(heading_text(over)) in _UNITS else None


def _roles(document: RawDocument, table: RawTable, heading: int, columns: Sequence[int], alone: str) -> dict[str, str]:
    """The field that each mark stands for: as the document explains it, else by its strength; `alone` where there is one."""
    used = {cell.text.strip() for row in table.rows[heading + 1 :] for column in columns if (cell := row[column])}
    explained = _explained(document, table)
    ranks = [rank for rank in _STRONG_TO_WEAK if used & set(rank)]
    roles: dict[str, str] = {}
    for rank in ranks:
        for mark in sorted(used & set(rank)):
            otherwise = alone if len(ranks) == 1 else _UNITS[rank is not ranks[0]]
            roles[mark] = explained.get(mark, otherwise)
    return roles


def _explained(document: RawDocument, table: RawTable) -> dict[str, str]:
    """What the document's paragraphs and the table's own cells say that marks stand for."""
    paragraphs = (part.text for part in document.parts if isinstance(part, RawParagraph))
    texts = [*paragraphs, *(cell.text for cell in filled_cells(cell for row in table.rows for cell in row))]
    notes = [text for text in texts if len(text) > 1 and not _MARKS.isdisjoint(text)]
    for explains in _EXPLAINED:
        if found := [match for text in notes for match in explains.finditer(text)]:
            return {match["mark"]: _UNITS[match["leads"] is None] for match in found}
    return {}


def _converted(table: RawTable, matrix: _Matrix, index: int, fields: Sequence[str]) -> RawRow:
    """A row with a cell for each role in place of its marks."""
    row = table.rows[index]
    kept = [cell for column, cell in enumerate(row) if column not in matrix.columns]
    place = matrix.columns[0]
    names = [heading_text(table.rows[matrix.heading][column]) for column in matrix.columns]
    marked = list(zip((row[column] for column in matrix.columns), names, strict=True))
    if index < matrix.heading or any(cell is not None and _goes_over(cell) for cell, _ in marked):
        cells = [row[place]] * len(
            fields
        )  # a heading, section or note over all columns stays over those that there are
    elif all(heading_text(cell) == name for cell, name in marked):
        cells = _headings(matrix, row[place], fields)
    else:
        by_role = [[pair for pair in marked if _role(pair[0], matrix) == field] for field in fields]
        cells = [_units(by_role[0], row[place]), *(_units(pairs, None) for pairs in by_role[1:])]
    return (*kept[:place], *cells, *kept[place:])


def _headings(matrix: _Matrix, name: RawCell | None, fields: Sequence[str]) -> list[RawCell | None]:
    """The headings in place of the units' names: the roles, or where there is but one the heading over all units."""
    if matrix.above is not None and len(fields) == 1:
        return [matrix.above]
    return [replace(name, text=COLUMN_LABELS[field]) if name is not None else None for field in fields]


def _narrowed(table: RawTable, rows: Sequence[RawRow]) -> RawTable:
    """The table with rows of another width, its cells spanning no more columns than there are."""
    narrow: dict[RawCell, RawCell] = {}
    for row in rows:
        for cell, columns in Counter(row).items():
            if cell is not None and cell not in narrow:
                narrow[cell] = cell if cell.columns == columns else replace(cell, columns=columns)
    return replace(table, rows=tuple(tuple(cell and narrow[cell] for cell in row) for row in rows))


def _goes_over(cell: RawCell) -> bool:
    return cell.columns > 1 and cell.text.strip() not in _MARKS


def _role(cell: RawCell | None, matrix: _Matrix) -> str:
    return matrix.roles.get(cell.text.strip(), "") if cell is not None else ""


def _units(marked: Sequence[tuple[RawCell | None, str]], blank: RawCell | None) -> RawCell | None:
    """The cell that names units; without any, `blank` is where it is missing, and None means that there is none."""
    place = marked[0][0] if marked else blank
    names = "、".join(name for _, name in marked)
    return RawCell(names, place.place) if place is not None else None
