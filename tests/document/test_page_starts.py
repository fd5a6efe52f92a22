"""Merges that start again where a page does: the texts stay, the merges are cut, the options say which rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docx_grid import check_structure, open_docx
from planctl.cli import run
from planctl.document.page_starts import restart_merges, rows_named
from planctl.document.view import view_plan
from planctl.model.deadline import Deadline, DeadlineKind
from planctl.model.plan import Plan, Requirement, Task, UnitCell
from support import plan_of

PLAN = (
    "plan: {title: 方案, year: 2017}\n"
    "tasks:\n"
    "- number: 1\n  title: 甲\n  requirements:\n"
    "  - {number: 1, text: a, lead_units: 市编办, deadline: 全年}\n"
    "  - {number: 2, text: b, lead_units: 市编办, deadline: 全年}\n"
    "  - {number: 3, text: c, lead_units: 市编办, deadline: 6月底}\n"
    "- number: 2\n  title: 乙\n  requirements:\n"
    "  - {number: 1, text: d, lead_units: 市财政局, deadline: 全年}\n"
    "  - {number: 2, text: e, lead_units: 市财政局, deadline: 全年}\n"
    "gaps:\n- {kind: requirement, reference: '2.3'}\n"
)


def spans(view, field):
    return [row.spans[field] for row in view.rows]


def test_every_merge_starts_again_at_the_rows_that_begin_a_page():
    view = restart_merges(view_plan(plan_of(PLAN)), {1, 3})
    assert spans(view, "number") == [1, 2, 0, 3, 0, 0]
    assert spans(view, "title") == [1, 2, 0, 3, 0, 0]
    assert spans(view, "lead_units") == [1, 2, 0, 2, 0, 1]
    assert spans(view, "deadline") == [1, 1, 1, 2, 0, 1]
    assert view.page_starts == {1}, "row 3 begins a task anyway"


WORDS = st.sampled_from(["甲", "乙", ""])
PLANS = st.lists(st.lists(st.tuples(WORDS, WORDS), max_size=5), max_size=4)


@given(PLANS, st.sets(st.integers(-2, 20)), st.sets(st.integers(-2, 20)))
def test_texts_stay_where_they_are_and_spans_cover_each_column(tasks, starts, others):
    plan = Plan(
        "标题",
        2017,
        tuple(
            Task(
                str(number),
                str(number),
                "任务",
                tuple(
                    Requirement(
                        f"{number}.{index}", str(index), "", UnitCell(units), Deadline(DeadlineKind.NONE, phrase)
                    )
                    for index, (units, phrase) in enumerate(requirements, 1)
                ),
            )
            for number, requirements in enumerate(tasks, 1)
        ),
    )
    before = view_plan(plan)
    after = restart_merges(before, starts)
    assert [row.texts for row in after.rows] == [row.texts for row in before.rows]
    for column in before.columns:
        old, new = spans(before, column.field), spans(after, column.field)
        place = 0
        while place < len(new):  # each cell is followed by the rows that it covers
            length = new[place]
            assert length >= 1
            assert new[place + 1 : place + length] == [0] * (length - 1)
            place += length
        assert [index for index, span in enumerate(new) if span] == sorted(
            {index for index, span in enumerate(old) if span} | (starts & set(range(len(new))))
        )
    assert restart_merges(after, others) == restart_merges(before, starts | others)


def test_rows_are_found_by_reference_by_task_and_by_what_is_missing():
    view = view_plan(plan_of(PLAN))
    assert rows_named(view, ["1.2", "２．３", "2"]) == ({1, 3, 5}, [])
    assert rows_named(view, ["1.2", "1.9", "x"]) == ({1}, ["1.9", "x"])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The current folder, with the plan in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANCTL_PLAN", raising=False)
    (tmp_path / "plan.yaml").write_text(f"format: 1\n{PLAN}", encoding="utf-8")
    return tmp_path


def printed(folder, *options):
    """The numbers as printed in the rows of the Word document, "" where a cell goes on."""
    assert run(["render", "docx", "-o", "out.docx", *options]) == 0
    document = open_docx((folder / "out.docx").read_bytes())
    check_structure(document)
    rows = document.table.findall("{*}tr")[1:]
    return ["".join(row.find("{*}tc").itertext()) for row in rows]


def test_page_starts_print_number_and_title_again_in_the_word_document(folder):
    assert printed(folder) == ["1", "", "", "2", "", ""]
    assert printed(folder, "--page-starts", "1.3，2.3") == ["1", "", "1", "2", "", "2"]
    assert printed(folder, "--no-merge") == ["1", "1", "1", "2", "2", "2"]


def test_an_unknown_reference_is_reported_with_the_way_to_find_references(folder, capsys):
    assert run(["render", "docx", "--page-starts", "1.2,7.1"]) == 1
    err = capsys.readouterr().err
    assert "没有编号“7.1”" in err
    assert "planctl list" in err
    assert not (folder / "方案.docx").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["docx", "--page-starts", "1.2", "--no-merge"],
        ["md", "--page-starts", "1.2"],
        ["docx", "--page-starts", "，"],
    ],
)
def test_options_that_do_not_fit_together_are_wrong_usage(folder, arguments, capsys):
    assert run(["render", *arguments]) == 2
    assert "--page-starts" in capsys.readouterr().err
