"""Tables that do not show are no part of a plan unless the user asks for them."""

import pytest
from openpyxl import Workbook

from planctl.cli import run
from planctl.errors import UsageError
from planctl.importer.readers.document import read_document
from planctl.importer.reading import ImportOptions, import_plan
from planctl.importer.tables.choice import NoPlanError, listed_tables
from support_import import saved

HEADING = ["序号", "工作任务", "牵头单位"]


def book(*, plan_hidden=False):
    book = Workbook()
    for name, year, state in (("旧", 2024, "hidden"), ("方案", 2025, "hidden" if plan_hidden else "visible")):
        sheet = book.create_sheet(name)
        for row in ([f"{year}年工作方案"], HEADING, [1, f"推进{year}", "市编办"]):
            sheet.append(row)
        sheet.sheet_state = state
        sheet.column_dimensions["C"].hidden = name == "旧"
    book.active.append(["封面"])
    return read_document(saved(book), "方案.xlsx")


def read(document, **options):
    result = import_plan(document, ImportOptions(**options), "方案")
    return result.plan.title, [finding.message for finding in result.findings]


def test_a_hidden_sheet_gives_neither_rows_nor_title_and_is_reported():
    title, messages = read(book())
    assert title == "2025年工作方案"
    assert messages == ["另一张表没有写进方案：封面", "隐藏的工作表（要读用 --sheet）没有写进方案：旧"]


@pytest.mark.parametrize("options", [{"sheet": "旧"}, {"table": 2}])
def test_a_hidden_sheet_is_taken_where_it_is_asked_for(options):
    title, messages = read(book(), **options)
    assert title == "2024年工作方案"
    assert "隐藏的列（第3列），照样读了" in messages
    assert not any("--sheet" in message for message in messages)


def test_where_the_plan_is_hidden_the_answer_names_the_sheet():
    document = book(plan_hidden=True)
    with pytest.raises(NoPlanError) as caught:
        read(document)
    assert "工作表“旧”（3行，隐藏的，像是分工方案：" in caught.value.hint
    assert [line.partition("（")[0] for line in listed_tables(document)] == [
        "工作表“Sheet”",
        "工作表“旧”",
        "工作表“方案”",
    ]
    with pytest.raises(UsageError, match="没有工作表“新”"):
        read(document, sheet="新")


def test_the_hidden_table_of_a_page_is_taken_by_its_number(tmp_path, capfd):
    row = "<tr><th>序号<th>工作任务<th>牵头单位<tr><td>1<td>{}<td>市编办"
    page = f"<table hidden>{row.format('旧')}</table><h1>2025年方案</h1><table>{row.format('新')}</table>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    for option, title in (([], "新"), (["--table", "1"], "旧")):
        assert run(["import", str(tmp_path / "a.html"), "-o", "-", *option]) == 0
        assert f"title: {title}" in capfd.readouterr().out
