"""A plan as the table that every renderer draws."""

from planctl.document.view import view_plan
from support import load


def test_what_stands_for_cells_that_are_not_known_never_merges_but_equal_words_of_known_cells_do():
    plan = load(
        "tasks:\n- number: 1\n  title: 甲\n  requirements:\n"
        "  - {number: 1, text: a, deadline: 待定}\n"
        "  - {number: 2, text: b, deadline: 待定}\n"
        "  - {number: 3, text: c, deadline: null}\n"
        "  - {number: 4, text: d, deadline: null}\n"
    ).plan
    rows = view_plan(plan).rows
    assert [row.texts["deadline"] for row in rows] == ["待定"] * 4
    assert [row.spans["deadline"] for row in rows] == [2, 0, 1, 1]
