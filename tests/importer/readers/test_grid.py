"""Rows with spans laid out as a rectangle."""

import pytest

from planctl.errors import UnreadableInputError
from planctl.importer.readers.grid import MOST_COLUMNS, Span, lay_out


def test_a_merged_cell_is_the_same_object_in_every_place_it_covers():
    table = lay_out(2, [[Span("a", 2, 2), Span("b")], [Span("c")], []])
    assert [[cell and cell.text for cell in row] for row in table.rows] == [
        ["a", "a", "b"],
        ["a", "a", "c"],
        [None, None, None],
    ]
    assert table.rows[0][0] is table.rows[1][1]
    assert str(table.rows[1][2].place) == "第2张表第2行第3列"


def test_overlapping_spans_give_way_to_what_stands_first():
    table = lay_out(1, [[Span("a"), Span("b", 2)], [Span("c", 1, 3)]])
    assert [[cell and cell.text for cell in row] for row in table.rows] == [["a", "b", None], ["c", "b", "c"]]


def test_spans_are_cut_at_the_last_row_and_column():
    table = lay_out(1, [[Span("a", 99, 9999)], []])
    assert (table.rows[0][0].rows, table.rows[0][0].columns) == (2, MOST_COLUMNS)


def test_a_table_made_large_by_its_spans_is_refused():
    with pytest.raises(UnreadableInputError, match="文档过大"):
        lay_out(1, [[Span("a", 65534, 1000)]] * 65534)
