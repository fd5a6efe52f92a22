"""Answers as other programs read them: csv and json of the standard library find in any plan the rows that it has."""

import csv
import io
import json
from contextlib import redirect_stdout

import pytest
from hypothesis import given, settings

import planctl
from plan_strategies import plans
from planctl.cli.arguments.options import Format
from planctl.cli.arguments.questions import print_answer
from planctl.document.columns import cell_reader, plan_columns
from planctl.queries import Window, due, list_all

CONTROLS = {
    *range(0x20),
    *range(0x7F, 0xA0),
    0x61C,
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0xFEFF,
}


def printed(plan, answer, format):
    with redirect_stdout(io.StringIO()) as output:
        print_answer(plan, {}, answer, format, lambda: None)
    return output.getvalue()


def shown(text):
    """A cell as CSV holds it: what would control a terminal is made visible, what would be calculated is marked."""
    marked = f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
    return "".join(one if one in "\n\t" or ord(one) not in CONTROLS else f"\\u{ord(one):04x}" for one in marked)


@settings(max_examples=30)
@given(plans())
def test_csv_has_the_rows_and_cells_of_the_plan(plan):
    columns = [column for column in plan_columns(plan) if column.field != "number"]
    readers = [cell_reader(plan, column.field) for column in columns]
    expected = [["编号", *(column.heading for column in columns)]]
    expected += [[row.reference, *(read(task, row) for read in readers)] for task, row in plan.rows()]
    text = printed(plan, list_all(plan.rows()), Format.CSV)
    assert list(csv.reader(io.StringIO(text, newline=""))) == [[shown(cell) for cell in cells] for cells in expected]


@pytest.mark.parametrize("question", [lambda plan: list_all(plan.rows()), lambda plan: due(plan, Window())])
@settings(max_examples=20)
@given(plans())
def test_json_lines_are_the_rows_that_python_programs_get(question, plan):
    answer = question(plan)
    lines = [json.loads(line) for line in printed(plan, answer, Format.JSONL).removesuffix("\n").split("\n") if line]
    whole = json.loads(printed(plan, answer, Format.JSON))
    assert whole["requirements"] == lines
    rows = planctl.rows(answer)
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        for key in (
            "reference",
            "task_number",
            "task_title",
            "number",
            "text",
            "lead_units_printed",
            "section",
            "part",
        ):
            assert line[key] == getattr(row, key)
        assert line["lead_units"] == (None if row.lead_units is None else list(row.lead_units))
        assert (line["deadline"] or {}).get("phrase") == (row.deadline.phrase if row.deadline else None)
        assert line["extra"] == row.extra
