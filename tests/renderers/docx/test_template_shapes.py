"""Templates that were not exported but made by hand or by a program, in the shapes that Word documents can have."""

import io

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from planctl.document.view import view_plan
from planctl.errors import TemplateError
from planctl.renderers.docx.document import write_docx
from planctl.renderers.docx.template_faults import template_faults
from support import plan_of

PLAN = """\
tasks:
- number: 1
  title: 推进公开
  requirements:
  - {number: 1, text: 公开预算。, lead_units: 市财政局, deadline: 6月底}
  - {number: 2, text: 公开决算。, lead_units: 市财政局, deadline: 9月底}
"""
COLUMNS = {
    "序号": "{{ row.number }}",
    "任务": "{{ row.title }}",
    "要求": "{{ row.text }}",
    "单位": "{{ row.lead_units }}",
}
ROWS = [["1", "推进公开", "1.公开预算。", "市财政局"], ["1", "推进公开", "2.公开决算。", "市财政局"]]


@pytest.fixture
def template():
    """A template as python-docx makes one: its rows have no properties."""
    document = Document()
    table = document.add_table(rows=2, cols=len(COLUMNS), style="Table Grid")
    for place, (heading, written) in enumerate(COLUMNS.items()):
        table.cell(0, place).text, table.cell(1, place).text = heading, written
    return document


def rendered(template, tmp_path):
    template.save(str(tmp_path / "own.docx"))
    plan, memory = plan_of(PLAN), io.BytesIO()
    write_docx(plan, view_plan(plan), memory, tmp_path / "own.docx")
    return Document(memory).tables[0]


def faults(template, tmp_path):
    template.save(str(tmp_path / "own.docx"))
    return template_faults(tmp_path / "own.docx")


def texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def widths(table):
    return [column.w.twips for column in table._tbl.tblGrid.gridCol_lst]


def test_a_table_whose_rows_have_no_properties_is_drawn(template, tmp_path):
    assert texts(rendered(template, tmp_path)) == [list(COLUMNS), *ROWS]


def wrapped(element, outer, inner=None):
    """Put an element into another where it stands."""
    around = OxmlElement(outer)
    element.addprevious(around)
    content = around
    if inner is not None:
        content = OxmlElement(inner)
        around.append(OxmlElement("w:sdtPr"))
        around.append(content)
    content.append(element)


@pytest.mark.parametrize("names", [("w:sdt", "w:sdtContent"), ("w:customXml",)])
@pytest.mark.parametrize("part", ["prototype", "heading", "cell", "row and cell"])
def test_what_stands_in_a_content_control_is_drawn_as_if_it_did_not(template, tmp_path, names, part):
    table = template.tables[0]
    heading, prototype = (row._tr for row in table.rows)
    cell = table.cell(1, 2)._tc
    for element in {
        "prototype": [prototype],
        "heading": [heading],
        "cell": [cell],
        "row and cell": [cell, prototype],
    }[part]:
        wrapped(element, *names)
    assert texts(rendered(template, tmp_path)) == [list(COLUMNS), *ROWS]
    assert faults(template, tmp_path) == []


def remove_grid(table):
    table._tbl.remove(table._tbl.tblGrid)


def remove_a_column_of_the_grid(table):
    table._tbl.tblGrid.remove(table._tbl.tblGrid.gridCol_lst[-1])


@pytest.mark.parametrize("broken", [remove_grid, remove_a_column_of_the_grid])
def test_a_table_without_a_whole_grid_has_the_widths_of_its_cells(template, tmp_path, broken):
    table = template.tables[0]
    for place, width in enumerate((2, 3, 6, 4)):
        for row in table.rows:
            row.cells[place].width = Cm(width)
    broken(table)
    assert widths(rendered(template, tmp_path)) == [1134, 1701, 3402, 2268]


def test_where_nothing_states_a_width_the_columns_share_the_text_s(template, tmp_path):
    table = template.tables[0]
    remove_grid(table)
    for row in table.rows:
        for cell in row.cells:
            cell._tc.remove(cell._tc.tcPr)
    assert widths(rendered(template, tmp_path)) == [8844 // 4] * 4


@pytest.mark.parametrize("kind", ["pct", "auto"])
def test_widths_that_are_not_in_twips_leave_the_grid_as_it_is(template, tmp_path, kind):
    before = widths(template.tables[0])
    for cell in template.tables[0].rows[1].cells:
        cell._tc.tcPr.tcW.set(qn("w:type"), kind)
        cell._tc.tcPr.tcW.set(qn("w:w"), "25%" if kind == "pct" else "0")
    assert widths(rendered(template, tmp_path)) == before


@pytest.mark.parametrize("written", ["33%", "33.3%", "auto", "", "-20", "9" * 5000, "２０"])
def test_a_width_that_is_no_number_of_twips_is_not_stated(template, tmp_path, written):
    before = widths(template.tables[0])
    for cell in template.tables[0].rows[1].cells:
        width = cell._tc.tcPr.tcW
        del width.attrib[qn("w:type")]
        width.set(qn("w:w"), written)
    assert faults(template, tmp_path) == []
    assert widths(rendered(template, tmp_path)) == before


def test_the_check_goes_by_the_widths_of_the_cells_as_word_does(template, tmp_path):
    assert faults(template, tmp_path) == []
    for place, width in enumerate((0.3, 9, 9, 9)):
        template.tables[0].rows[1].cells[place].width = Cm(width)
    assert faults(template, tmp_path) == ["第1个表格宽273毫米，超出版心的152毫米", "第1个表格的第1栏放不下一个字"]


def test_a_table_inside_a_cell_adds_nothing_to_the_table_s_width(template, tmp_path):
    template.tables[0].cell(1, 3).add_table(1, 2)
    template.tables[0].cell(1, 3).add_paragraph()
    assert faults(template, tmp_path) == []


def test_a_style_that_a_header_names_and_the_template_does_not_have_is_told(template, tmp_path):
    paragraph = template.sections[0].header.paragraphs[0]
    paragraph.text = "机密"
    paragraph._p.get_or_add_pPr().get_or_add_pStyle().set(qn("w:val"), "红头")
    assert faults(template, tmp_path) == ["没有样式“红头”，用它的段落会排成正文的样子"]


def test_a_cell_without_a_paragraph_gets_one(template, tmp_path):
    for row in template.tables[0].rows:
        cell = row.cells[3]._tc
        cell.remove(cell.p_lst[0])
    heading, *rows = texts(rendered(template, tmp_path))
    assert heading == ["序号", "任务", "要求", ""]
    assert [row[2] for row in rows] == ["1.公开预算。", "2.公开决算。"]


@pytest.mark.parametrize(
    ("runs", "printed"),
    [
        (["{% if plan.year %}今年{% endif %}"], "今年"),
        (["{% if table.unit %}单位{% endif %}"], None),
        (["前{% if plan.", "year %}今年{% en", "dif %}后"], "前今年后"),
    ],
)
def test_a_condition_in_one_paragraph_is_drawn(template, tmp_path, runs, printed):
    paragraph = template.add_paragraph()
    for run in runs:
        paragraph.add_run(run)
    body = rendered(template, tmp_path)._tbl.getparent()
    written = ["".join(text.text or "" for text in one.iter(qn("w:t"))) for one in body.iterchildren(qn("w:p"))]
    assert written == ([] if printed is None else [printed])


@pytest.mark.parametrize("text", ["{% if plan.year %}", "{% endif %}", "{% for row in rows %}", "{% 好 %}"])
def test_half_a_condition_is_refused_and_not_printed(template, tmp_path, text):
    template.add_paragraph(text)
    with pytest.raises(TemplateError) as caught:
        rendered(template, tmp_path)
    assert f"标签“{text}”写法有误" in caught.value.message
    assert "同一段" in caught.value.hint


def bookmark(number, name):
    """The two ends of a bookmark."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for one in (start, end):
        one.set(qn("w:id"), number)
    start.set(qn("w:name"), name)
    return start, end


def test_a_template_s_own_bookmarks_have_other_numbers_than_those_of_rows_and_still_span_what_they_did(
    template, tmp_path
):
    table = template.tables[0]._tbl
    start, end = bookmark("0", "全表")
    table.addprevious(start)
    table.addnext(end)
    body = rendered(template, tmp_path)._tbl.getparent()
    marks = [(one.tag, one.get(qn("w:id")), one.get(qn("w:name"))) for one in body.iter(qn("w:bookmarkStart"))]
    assert [name for _, _, name in marks] == ["全表", "row_1_1", "row_1_2"]
    assert len({number for _, number, _ in marks}) == 3
    assert body.index(next(body.iterchildren(qn("w:bookmarkEnd")))) > body.index(body.find(qn("w:tbl")))


@pytest.mark.parametrize("name", ["_GoBack", "row_1_1"])
def test_a_bookmark_in_the_prototype_row_and_one_named_as_a_row_stand_in_no_row(template, tmp_path, name):
    cell = template.tables[0].cell(1, 2)
    start, end = bookmark("0", name)
    cell.paragraphs[0]._p.append(start)
    template.add_paragraph()._p.append(end)
    body = rendered(template, tmp_path)._tbl.getparent()
    assert [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))] == ["row_1_1", "row_1_2"]
    assert len(list(body.iter(qn("w:bookmarkEnd")))) == 2
