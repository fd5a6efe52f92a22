"""Where the 版记 stands (GB/T 9704-2012 §7.4): on an even page, below the table where that has room for it."""

import io
import re

import pdfplumber
import pytest
from docx import Document
from docx.oxml.ns import qn

from docx_variants import JOINT, OFFICIAL
from planctl.document.layout import Form, Layout
from planctl.document.view import view_plan
from planctl.files import resource
from planctl.programs.libreoffice import docx_to_pdf
from planctl.renderers.docx.document import write_docx
from support import needs_libreoffice, plan_of
from support_docx import rendered, rendered_bytes, texts_in

UPRIGHT, TURNED = Layout(notice=True, portrait=True), Layout(notice=True)
LOWER_EDGE = (297 - 35) / 25.4 * 72
"""Of the 版心, in points from the upper edge of the page (§5.2.1)."""


def issued(rows, *, noted=False, text=OFFICIAL):
    """A plan to be issued with so many rows of two lines on upright pages, and a note below its table."""
    facts = text[: text.index("tasks:")]
    tasks = "".join(
        f"- {{number: {number}, title: 推进公开, requirements: [{{number: 1, text: 完善政府信息公开的各项制度并逐条逐项抓好落实。, "
        "lead_units: 市编办, deadline: 全年}]}\n"
        for number in range(1, rows + 1)
    )
    gap = f"gaps:\n- {{kind: task, reference: '{rows + 1}'}}\n" if noted else ""
    return plan_of(f"{facts}tasks:\n{tasks}{gap}")


def place(document):
    """Whether the 版记 stands below the table, in the footer of a page of its own, or nowhere; and how many sections there are."""
    tables = [table for table in document.body.findall(qn("w:tbl")) if "抄送：" in texts_in(table)]
    floating = [table.find(f"{qn('w:tblPr')}/{qn('w:tblpPr')}") for table in tables]
    footers = sum("抄送：".encode() in part for name, part in document.parts.items() if "footer" in name)
    sections = sum(1 for _ in document.body.iter(qn("w:sectPr")))
    if floating:
        assert footers == 0
        assert (len(floating), floating[0].get(qn("w:tblpYSpec"))) == (1, "bottom")
        assert document.body[-2].tag == qn("w:p"), "Word wants a paragraph behind a table"
        return "below", sections
    return "own page" if footers else "", sections


@pytest.mark.parametrize("form", Form)
def test_it_stands_below_a_short_upright_table_that_follows_the_notice_s_one_page(form):
    layout = Layout(notice=True, portrait=True, form=form)
    for noted in (False, True):
        assert place(rendered(issued(3, noted=noted), layout=layout)) == ("below", 2)


def test_it_has_a_page_of_its_own_where_the_table_is_turned_or_fills_its_page_or_ends_on_an_odd_one():
    assert place(rendered(issued(3), layout=TURNED)) == ("own page", 3)
    assert place(rendered(issued(15), layout=UPRIGHT)) == ("own page", 3), "the page is full"
    assert place(rendered(issued(20), layout=UPRIGHT)) == ("own page", 3), "the third page; its back is free"


def saying(paragraphs, text=OFFICIAL):
    """The facts of a plan whose notice has so many paragraphs of two lines."""
    body = "\\n".join(["请各单位认真贯彻落实，并于每月5日前报送进展情况，由市政府办公室汇总通报。"] * paragraphs)
    return text.replace("disclosure:", f'body: "{body}", disclosure:')


@pytest.mark.parametrize(
    ("paragraphs", "where"),
    [(1, "below"), (8, "own page"), (13, "own page"), (17, "below")],
    ids=["one page", "two pages", "two or three pages", "three pages"],
)
def test_it_stands_below_the_table_only_where_it_is_sure_that_this_begins_on_an_even_page(paragraphs, where):
    assert place(rendered(issued(3, text=saying(paragraphs)), layout=UPRIGHT))[0] == where


def test_a_notice_that_fills_its_page_to_the_last_line_may_take_two():
    for times, where in (3, "below"), (5, "own page"):
        addressees = "、".join(["某某市某某区人民政府办公室"] * times)
        plan = issued(3, text=OFFICIAL.replace("addressees: 市政府各部门", f"addressees: {addressees}"))
        assert place(rendered(plan, layout=UPRIGHT))[0] == where


def test_rows_go_to_one_page_more_where_the_leaf_of_the_own_page_would_else_have_a_blank_front():
    plan = issued(54)
    alone, with_notice = (
        len(write_docx(plan, view_plan(plan), io.BytesIO(), None, layout).page_starts) for layout in (Layout(), TURNED)
    )
    assert (alone, with_notice) == (2, 3), "pages 2 to 5, the 版记 on the sixth"


@pytest.mark.parametrize("change", ["words", "margin", "next page"])
def test_a_template_of_one_s_own_keeps_a_page_that_says_more_or_is_no_even_one(change, tmp_path):
    document = Document(str(resource("templates/notice-portrait.docx")))
    last = document.sections[-1]
    if change == "words":
        last.footer.add_paragraph("本机关地址：某某路1号")
    elif change == "margin":
        document.add_paragraph("（共印50份）")
    else:
        last._sectPr.find(qn("w:type")).set(qn("w:val"), "nextPage")
    document.save(str(tmp_path / "own.docx"))
    assert place(rendered(issued(3), template=tmp_path / "own.docx", layout=UPRIGHT)) == ("own page", 3)
    assert place(rendered(issued(3), template=resource("templates/notice-portrait.docx"), layout=UPRIGHT)) == (
        "below",
        2,
    )


def printed(plan, layout):
    """The pages as LibreOffice prints them: what each says, and the lines of its tables from above in points."""
    with pdfplumber.open(io.BytesIO(docx_to_pdf(rendered_bytes(plan, layout=layout)))) as pdf:
        return [
            (
                re.sub(r"\s", "", page.extract_text()),
                sorted(edge["bottom"] for edge in page.edges if edge["orientation"] == "h"),
            )
            for page in pdf.pages
        ]


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("rows", [1, 12, 13, 15, 31, 45, 60])
@pytest.mark.parametrize("layout", [UPRIGHT, TURNED])
def test_libreoffice_prints_it_at_the_foot_of_the_last_page_an_even_one_wherever_the_table_ends(rows, layout):
    plan = issued(rows, noted=rows % 2 == 0)
    pages = printed(plan, layout)
    assert len(pages) % 2 == 0
    assert [number for number, (text, _) in enumerate(pages, 1) if "抄送：" in text] == [len(pages)]
    text, lines = pages[-1]
    assert lines[-1] == pytest.approx(LOWER_EDGE, abs=2)
    below = place(rendered(plan, layout=layout))[0] == "below"
    assert ("序号" in text) == below
    if below:
        table = max(line for line in lines if line < LOWER_EDGE - 75)
        assert lines[-3] - table > 10, "no row reaches into it"
    elif "序号" not in pages[-2][0]:
        assert pages[-2][0] == "", "the back of the table's last page is blank"


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize(
    ("text", "paragraphs", "where", "page"),
    [(OFFICIAL, 1, "below", 2), (OFFICIAL, 8, "own page", 3), (OFFICIAL, 17, "below", 4), (JOINT, 1, "own page", 3)],
    ids=["one page", "two pages", "three pages", "two pages of four organs"],
)
def test_libreoffice_begins_the_table_on_the_page_that_we_are_sure_of(text, paragraphs, where, page):
    plan = issued(3, text=saying(paragraphs, text))
    assert place(rendered(plan, layout=UPRIGHT))[0] == where
    pages = [text for text, _ in printed(plan, UPRIGHT)]
    assert [number for number, text in enumerate(pages, 1) if "序号" in text] == [page]
    assert [number for number, text in enumerate(pages, 1) if "抄送：" in text] == [len(pages)] == [page + page % 2]
