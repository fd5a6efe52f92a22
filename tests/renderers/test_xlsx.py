"""The Excel workbook says what the plan says, read back by openpyxl; nothing in it is calculated that is a text."""

import datetime
import io
import re
import time
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from plan_strategies import plans
from planctl.document.page_starts import restart_merges
from planctl.document.sheet import sheet_of, view_sheet
from planctl.document.view import view_plan
from planctl.errors import OutputRefusedError
from planctl.files import read_source, resource
from planctl.model.plan import Plan, Requirement, Role, Task, UnitCell, UnitMention
from planctl.planfile.loader import load_plan
from planctl.programs.libreoffice import modernise
from planctl.queries.unit_counts import count_units
from planctl.renderers.xlsx import sheet as sheet_module
from planctl.renderers.xlsx.document import write_xlsx
from planctl.renderers.xml_text import clean_text
from support import load, needs_libreoffice, plan_of


def xlsx_of(plan, view=None):
    memory = io.BytesIO()
    write_xlsx(plan, view or view_plan(plan), memory)
    return memory.getvalue()


def book_of(plan, view=None):
    return openpyxl.load_workbook(io.BytesIO(xlsx_of(plan, view)))


@pytest.mark.parametrize(
    ("facts", "made"),
    [
        ({"year": 2017}, datetime.datetime(2017, 1, 1)),
        ({"year": 2017, "dated_on": datetime.date(2017, 6, 1)}, datetime.datetime(2017, 6, 1)),
        ({"year": 0}, datetime.datetime(1980, 1, 1)),
        ({"year": 0, "dated_on": datetime.date(1, 1, 1)}, datetime.datetime(1980, 1, 1)),
    ],
)
def test_a_workbook_opens_whatever_year_its_plan_has_or_lacks(facts, made):
    properties = openpyxl.load_workbook(io.BytesIO(xlsx_of(Plan("方案", **facts)))).properties
    assert properties.created == properties.modified == made


@pytest.fixture(scope="module")
def plan2017():
    return load_plan(read_source(resource("data/plan2017.yaml"))).plan


def cells(sheet, first=1):
    """The values of a sheet's rows from one on."""
    return [list(row) for row in sheet.iter_rows(min_row=first, values_only=True)]


def by_heading(sheet):
    """The rows of a sheet whose first row is its headings, as dicts."""
    head, *rows = cells(sheet)
    return [dict(zip(head, row, strict=True)) for row in rows]


def expected_table(view, stage=""):
    """What the printed sheet holds: its rows, and its merged cells as (column, first row, last row)."""
    columns = [column.field for column in view.columns]
    shown = [[view.title], *([[stage]] if stage else []), [column.heading for column in view.columns]]
    merges = set()
    for row in view.rows:
        if row.section:
            shown.append([row.section])
        for place, field in enumerate(columns):
            if row.spans[field] > 1:
                merges.add((place + 1, len(shown) + 1, len(shown) + row.spans[field]))
        shown.append([row.texts[field] if row.spans[field] else "" for field in columns])
    shown += [[line] for line in view.note.splitlines()]
    texts = [[clean_text(text) or None for text in row] for row in shown]
    return [row + [None] * (len(columns) - len(row)) for row in texts], merges


def read_table(sheet, view):
    """The same of a sheet as openpyxl reads it, without the rows merged across."""
    merges = {
        (one.min_col, one.min_row, one.max_row) for one in sheet.merged_cells.ranges if one.min_col == one.max_col
    }
    return cells(sheet), merges


@given(plans())
@hypothesis_settings(max_examples=60)
def test_openpyxl_reads_the_same_rows_and_merges(plan):
    view = view_plan(plan)
    book = book_of(plan, view)
    assert book.sheetnames == ["分工表", "逐条", "单位"]
    assert read_table(book["分工表"], view) == expected_table(view)
    flat = by_heading(book["逐条"])
    assert [row["编号"] for row in flat] == [clean_text(row.reference or row.missing) for row in view.rows]
    columns = [column for column in view.columns if column.field != "number"]
    headings = [clean_text(column.heading) for column in columns]
    for row, values in zip(view.rows, cells(book["逐条"], 2), strict=True):
        for column, heading in zip(columns, headings, strict=True):
            text = clean_text(row.texts[column.field]) or None
            assert text is None or text in values, heading


def test_the_table_without_merges_and_that_of_a_unit_read_back_alike(plan2017):
    view = view_plan(plan2017)
    unmerged = restart_merges(view, range(len(view.rows)))
    assert read_table(book_of(plan2017, unmerged)["分工表"], unmerged) == expected_table(unmerged)
    of_unit = view_sheet(sheet_of(plan2017, ["市编办"]))
    book = book_of(plan2017, of_unit)
    assert read_table(book["分工表"], of_unit) == expected_table(of_unit)
    assert len(cells(book["逐条"], 2)) == len(of_unit.rows)
    assert {row["名称"] for row in by_heading(book["单位"])} < {unit.unit.name for unit in count_units(plan2017)}


def test_a_draft_says_so_below_its_title():
    plan = plan_of(
        "plan: {title: 方案, year: 2017, stage: 征求意见稿}\ntasks:\n- {number: 1, title: 甲, lead_units: 乙局}\n"
    )
    view = view_plan(plan)
    assert read_table(book_of(plan)["分工表"], view) == expected_table(view, "（征求意见稿）")


def test_the_printed_sheet_is_landscape_a4_with_its_headings_on_every_page_and_in_sight(plan2017):
    sheet = book_of(plan2017)["分工表"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$2:$2"
    assert sheet.freeze_panes == "A3"
    assert "&P" in sheet.oddFooter.center.text
    assert not sheet.HeaderFooter.scaleWithDoc  # a sheet fitted to the page would have a tiny number
    assert all(cell.alignment.wrap_text for cell in sheet[3])


def test_columns_are_as_wide_as_their_contents_and_the_page_allow(plan2017):
    sheet = book_of(plan2017)["分工表"]
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDE"]
    assert 120 < sum(widths) < 138
    assert widths[2] == max(widths)
    assert widths[0] == min(widths)


def test_a_row_is_high_enough_for_its_cells_and_the_rows_of_a_merged_cell_for_that():
    plan = plan_of(
        f"tasks:\n- number: 1\n  title: {'甲' * 300}\n  requirements:\n  - {{number: 1, text: 乙}}\n"
        "  - {number: 2, text: 丙}\n"
    )
    sheet = book_of(plan)["分工表"]
    title_lines = 300 * 2.1 / sheet.column_dimensions["B"].width
    assert sheet.row_dimensions[3].height + sheet.row_dimensions[4].height >= title_lines * 15
    sheet = book_of(plan_of(f"tasks:\n- {{number: 1, title: 甲, requirements: [{{text: {'乙' * 300}}}]}}\n"))["分工表"]
    assert sheet.row_dimensions[3].height >= 300 * 2.1 / sheet.column_dimensions["C"].width * 15


@pytest.mark.parametrize(
    "start", ["=1+1", "+86", "-5", "@SUM(A1)", "{=A1}", "http://a.b/", "mailto:a@b", "internal:A1", "6.10", "1e5"]
)
def test_a_text_is_a_text_whatever_it_looks_like_and_stays_one_when_it_is_edited(start):
    row = Requirement("=1.1", start, start, extra={start: start})
    plan = Plan(start, 2017, (Task("=1", start, start, (row,), section=start),))
    for sheet in book_of(plan).worksheets[:2]:
        found = [cell for cells_ in sheet.iter_rows() for cell in cells_ if cell.value is not None]
        assert {(cell.data_type, cell.number_format) for cell in found} == {("s", "@")}
        assert any(cell.value == start for cell in found)
    with zipfile.ZipFile(io.BytesIO(xlsx_of(plan))) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml") + package.read("xl/worksheets/sheet2.xml")
        assert b'numberStoredAsText="1"' in package.read("xl/worksheets/sheet1.xml")
        assert all(b"http" not in package.read(name) for name in package.namelist() if name.endswith("sheet1.xml.rels"))


def test_the_flat_sheet_has_sections_dates_roles_and_the_plans_own_columns():
    plan = load(
        "plan: {title: 方案, year: 2017, headings: {lead_units: 责任单位}}\n"
        "units:\n- {name: 市发改局, full_name: 市发展和改革局}\n"
        "tasks:\n- number: 6\n  section: 一、公开\n  title: 甲\n  requirements:\n"
        "  - {number: 9, text: a, lead_units: 市发展和改革局（牵头）、市编办（配合）, deadline: 6月底, extra: {责任领导: 张三}}\n"
        "  - {number: 10, text: b, lead_units: 市编办, deadline: 每季度末}\n"
        "  - {number: 11, text: c, lead_units: 市编办, deadline: null}\n"
        "  - {number: 12, text: d, lead_units: 市编办, deadline: 全年}\n"
    ).plan
    first, second, unknown, ongoing = by_heading(book_of(plan)["逐条"])
    assert first == {
        "编号": "6.9",
        "章节": "一、公开",
        "工作任务": "甲",
        "具体要求": "9.a",
        "责任单位": "市发展和改革局（牵头）、市编办（配合）",
        "完成时限": "6月底",
        "时限类别": "到期日",
        "首次到期日": datetime.datetime(2017, 6, 30),
        "末次到期日": datetime.datetime(2017, 6, 30),
        "到期次数": 1,
        "牵头": "市发改局",
        "配合": "市编办",
        "责任": None,
        "责任领导": "张三",
    }
    assert second["章节"] == "一、公开"
    assert (second["编号"], second["首次到期日"], second["末次到期日"], second["到期次数"], second["责任"]) == (
        "6.10",
        datetime.datetime(2017, 3, 31),
        datetime.datetime(2017, 12, 31),
        4,
        "市编办",
    )
    assert (unknown["时限类别"], unknown["首次到期日"]) == ("时限不详", None)
    assert (ongoing["时限类别"], ongoing["首次到期日"]) == ("持续", None)


def test_a_deadline_from_the_text_or_beyond_the_calendar_says_so_and_one_listed_once_has_no_last_day():
    plan = plan_of(
        "plan: {title: 方案, year: 2036}\ntasks:\n- number: 1\n  title: 甲\n  requirements:\n"
        "  - {number: 1, text: 2036年6月底前完成。}\n  - {number: 2, text: b, deadline: 每月第一个工作日}\n"
        "  - {number: 3, text: c, deadline: 每周}\n"
    )
    text, workday, week = by_heading(book_of(plan)["逐条"])
    assert (text["时限说明"], text["首次到期日"]) == ("时限取自具体要求的文字", datetime.datetime(2036, 6, 30))
    assert workday["时限说明"] == "放假安排尚未公布，工作日按周一至周五计"
    assert (week["末次到期日"], week["到期次数"] > 50) == (None, True)


def test_days_before_the_first_of_excel_are_texts():
    plan = plan_of(
        "plan: {title: 方案, year: 1898}\ntasks:\n- {number: 1, title: 甲, requirements: [{text: a, deadline: 6月底}]}\n"
    )
    assert by_heading(book_of(plan)["逐条"])[0]["首次到期日"] == "1898-06-30"


def test_each_row_of_the_flat_sheet_leads_to_its_row_in_the_printed_one(plan2017):
    book = book_of(plan2017)
    printed = book["分工表"]
    for row in list(book["逐条"].iter_rows(min_row=2)):
        sheet, cell = row[0].hyperlink.location.split("!")
        assert sheet == "'分工表'"
        assert printed[cell.replace("A", "C")].value == row[2].value


def test_there_are_no_more_links_than_excel_takes(plan2017, monkeypatch):
    monkeypatch.setattr(sheet_module, "_MOST_LINKS", 3)
    sheet = book_of(plan2017)["逐条"]
    assert sum(cell.hyperlink is not None for cell in sheet["A"]) == 3
    assert sheet["A9"].value == "3.2"


def test_the_flat_sheet_and_that_of_units_can_be_filtered(plan2017):
    book = book_of(plan2017)
    assert book["逐条"].auto_filter.ref == f"A1:J{book['逐条'].max_row}"
    assert book["单位"].auto_filter.ref == "A1:E28"
    assert book["逐条"].freeze_panes == "B2"


def counted(data):
    """What the formulas of the units' sheet come to: each counts the cells of its role that name the unit among others."""
    book, cached = (openpyxl.load_workbook(io.BytesIO(data), data_only=only) for only in (False, True))
    flat = by_heading(book["逐条"])
    found = {}
    rows = zip(by_heading(book["单位"]), by_heading(cached["单位"]), strict=True)
    for at, (formulas, values) in enumerate(rows, 2):
        for role in {"牵头", "配合", "责任"} & formulas.keys():
            column = next(cell.column_letter for cell in book["逐条"][1] if cell.value == role)
            named = f'"；"&逐条!${column}$2:${column}${len(flat) + 1}&"；"'
            assert formulas[role] == f'=SUMPRODUCT(--ISNUMBER(FIND("；"&$A{at}&"；",{named})))'
            found[values["名称"], role] = sum(f"；{values['名称']}；" in f"；{row[role]}；" for row in flat)
            assert values[role] == found[values["名称"], role]
    return found


def test_units_are_counted_by_formulas_that_carry_what_they_come_to(plan2017):
    found = counted(xlsx_of(plan2017))
    assert found == {(one.unit.name, "牵头"): one.counts[Role.LEAD] for one in count_units(plan2017)}


def test_a_unit_is_not_counted_where_another_s_name_holds_its_name():
    names = "虎门镇政府办", "各镇（长安镇、虎门镇、厚街镇）", "各镇；虎门镇；等"
    cell = UnitCell("、".join(names), tuple(map(UnitMention, names)))
    rows = (
        Requirement("1.1", "1", "甲", cell),
        Requirement("1.2", "2", "乙", UnitCell("虎门镇", (UnitMention("虎门镇"),))),
    )
    found = counted(xlsx_of(Plan("方案", 2017, (Task("1", "1", "甲", rows),))))
    assert found["虎门镇", "牵头"] == 1
    assert found["各镇，虎门镇，等", "牵头"] == 1


def test_units_that_a_plan_registers_and_never_names_are_counted_too():
    plan = plan_of(
        "plan: {title: 方案, year: 2017}\nunits:\n- {name: 市财政局}\n- {name: 市民政局}\n"
        "tasks:\n- {number: 1, title: 甲, lead_units: 市财政局}\n- {number: 2, title: 乙, lead_units: 市编办}\n"
    )
    assert counted(xlsx_of(plan)) == {("市财政局", "牵头"): 1, ("市民政局", "牵头"): 0, ("市编办", "牵头"): 1}
    of_unit = view_sheet(sheet_of(plan, ["市财政局"]))
    assert counted(xlsx_of(plan, of_unit)) == {("市财政局", "牵头"): 1}


@pytest.mark.parametrize("tasks", ["[]", "[{number: 1, title: 甲}]"])
def test_a_plan_without_rows_or_units_is_written(tasks):
    plan = plan_of(f"tasks: {tasks}\n")
    book = book_of(plan)
    assert cells(book["单位"])[0][:2] == ["名称", "全称"]


def without_cached_values(data):
    """The workbook without what its formulas come to, so that a program has to calculate them."""
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(memory, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content))
    return memory.getvalue()


def test_equal_plans_give_equal_bytes_at_any_time(plan2017):
    first = xlsx_of(plan2017)
    time.sleep(1.1)
    assert xlsx_of(plan2017) == first


@pytest.mark.parametrize(
    ("limit", "most", "words"),
    [
        ("_MOST_ROWS", 60, "表格有72行，Excel 一张表最多60行"),
        ("_MOST_COLUMNS", 4, "表格有5列，Excel 一张表最多4列"),
    ],
)
def test_more_than_a_sheet_takes_is_a_sentence(plan2017, monkeypatch, limit, most, words):
    monkeypatch.setattr(sheet_module, limit, most)
    with pytest.raises(OutputRefusedError, match=words):
        xlsx_of(plan2017)


@pytest.mark.parametrize(("text", "fits"), [("汉" * 32_767, True), ("汉" * 32_768, False), ("𠮷" * 16_384, False)])
def test_a_text_longer_than_a_cell_takes_is_a_sentence_and_none_is_cut(text, fits):
    plan = Plan("方案", 2017, (Task("1", "1", "甲", (Requirement("1.1", None, text),)),))
    if fits:
        assert book_of(plan)["分工表"]["C3"].value == text
    else:
        with pytest.raises(OutputRefusedError, match="Excel 一个单元格最多32767个"):
            xlsx_of(plan)


def test_a_refused_workbook_leaves_no_file(planctl, tmp_path):
    text = "汉" * 40_000
    tmp_path.joinpath("plan.yaml").write_text(
        f"format: 1\nplan: {{title: 方案, year: 2017}}\ntasks:\n- {{number: 1, title: 甲, requirements: [{{text: {text}}}]}}\n",
        encoding="utf-8",
    )
    code, out, err = planctl("render", "xlsx", "-p", tmp_path / "plan.yaml", "-o", tmp_path / "plan.xlsx")
    assert (code, out) == (4, "")
    assert "有40000个字符" in err
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]


def test_each_unit_has_its_workbook(planctl, tmp_path):
    code, _, err = planctl("render", "xlsx", "--each-unit", tmp_path)
    assert code == 0, err
    books = sorted(tmp_path.glob("*.xlsx"))
    assert len(books) == 59
    book = openpyxl.load_workbook(next(path for path in books if path.name.startswith("市发改局")))
    assert len(cells(book["逐条"], 2)) == 6


@pytest.mark.slow
@needs_libreoffice
def test_libreoffice_opens_and_saves_it_unchanged_and_counts_the_same(plan2017):
    data = xlsx_of(plan2017)
    saved = modernise(without_cached_values(data), "xlsx", "xlsx")
    for only in (False, True):
        ours, theirs = (openpyxl.load_workbook(io.BytesIO(one), data_only=only) for one in (data, saved))
        assert theirs.sheetnames == ours.sheetnames
        for sheet in ours:
            other = theirs[sheet.title]
            assert cells(other) == cells(sheet)
            assert set(map(str, other.merged_cells.ranges)) == set(map(str, sheet.merged_cells.ranges))
            assert other.print_title_rows == sheet.print_title_rows
            assert other.auto_filter.ref == sheet.auto_filter.ref
            assert [one.number_format for one in other["A"]] == [one.number_format for one in sheet["A"]]
