"""What shows that a table is a plan: its heading names who acts or what is to be done, or its rows name units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from planctl.importer.columns.find import Columns
from planctl.importer.columns.headings import heading_text, names_units, names_work
from planctl.importer.readers.grid import RawTable
from planctl.lazy_regex import Expression
from planctl.model.plan import CELL_FIELDS

WORK: Final = ("title", "text")
_FEWEST_COLUMNS: Final = 2
_MOST_CELLS: Final = 200
"""So many cells of units tell what the column is; a list of goods may have ten thousand."""
_HANZI: Final = Expression("[\u4e00-\u9fff]")
_FIGURE: Final = Expression(r"[\d.,%￥¥+\-—/:：() ]")
_ADDRESS: Final = Expression(r"\d\s*[号楼室层栋幢]")
_SHORTEST_WORK: Final = 4
_LONGEST_UNITS: Final = 500


class Evidence(NamedTuple):
    """What shows that a table is a plan, in words, "" where nothing does; and what a plan has that it has not."""

    shown: str = ""
    missing: str = ""


def evidence_of(table: RawTable, columns: Columns) -> Evidence:
    """The evidence that a table is a plan if its columns are these.

    A heading tells by itself; where only the rows do, there must be units that the grammar knows in most of them, under no
    heading that gives them a part of its own (中标单位), beside texts of what is to be done and no figures: lists of contacts
    and prices name units and places too.
    """
    named = {field: word for field, word in columns.headings.items() if field not in columns.guessed_fields}
    telling = [word for field, word in named.items() if field == "lead_units" or (field in WORK and names_work(word))]
    headed = [field for field in WORK if field in named] if telling else []
    if not any(_says_work(table, columns, field, headed=field in headed) for field in WORK):
        return Evidence(missing="没有一栏写明要做什么")
    is_list_of_work = bool(telling) and {"number", *WORK} <= named.keys()
    if not is_list_of_work and (columns.known < _FEWEST_COLUMNS or set(columns.fields).isdisjoint(CELL_FIELDS)):
        return Evidence(missing="没有一栏写明由谁负责、何时完成")
    if telling:
        return Evidence(f"表头有{''.join(f'“{word}”' for word in telling)}")
    return _in_rows(table, columns)


def _says_work(table: RawTable, columns: Columns, field: str, *, headed: bool) -> bool:
    """Whether the cells of a field say what is to be done; where a heading says so, any text will do."""
    texts = [cell.text for cell in columns.cells(table, field) if cell.text]
    return bool(texts) and (headed or _reads_as_work(texts))


def _in_rows(table: RawTable, columns: Columns) -> Evidence:
    cells = [cell.text for cell in columns.cells(table, "lead_units") if cell.text][:_MOST_CELLS]
    units = sum(map(_names_units, cells))
    if 2 * units > len(cells) and not _has_figures(table, columns) and not _have_another_part(table, columns):
        return Evidence(f"{len(cells)}行里有{units}行写着单位名称")
    return Evidence(missing="表头没有写明任务或责任单位，各行也看不出由谁负责")


def _reads_as_work(texts: Sequence[str]) -> bool:
    """Whether texts may say what is to be done: words rather than figures, names of units or addresses."""
    words = [text for text in texts if len(_HANZI.findall(text)) >= max(_SHORTEST_WORK, len(text) / 2)]
    return 2 * sum(not _ADDRESS.search(text) and not _names_units(text) for text in words) >= len(texts)


def _has_figures(table: RawTable, columns: Columns) -> bool:
    """Whether a column that is none of a plan's holds figures: prices, amounts, telephones."""
    for column, field in enumerate(columns.fields):
        texts = [cell.text for row in columns.body(table) if (cell := row[column]) is not None and cell.text]
        figures = sum(2 * len(_FIGURE.findall(text)) > len(text) for text in texts)
        if field not in ("number", "deadline") and 2 * figures > len(texts):
            return True
    return False


def _have_another_part(table: RawTable, columns: Columns) -> bool:
    """Whether the heading over units says what they are (中标单位), though not that they act."""
    heading = table.rows[columns.last] if columns.has_heading else ()
    over = zip(columns.fields, heading, strict=False)
    return any(field == "lead_units" and names_units(heading_text(cell)) for field, cell in over)


def _names_units(text: str) -> bool:
    """Whether a text is names of units and nothing else, as the grammar of units has them."""
    from planctl.units import is_collective, parse_unit_cell  # the grammar takes long to load
    from planctl.units.whole_names import is_whole
    from planctl.units.words import fold

    mentions = parse_unit_cell(text).mentions if len(text) <= _LONGEST_UNITS else ()
    return bool(mentions) and all(is_whole(fold(one.name)) or is_collective(one.name) for one in mentions)
