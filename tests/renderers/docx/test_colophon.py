"""A 版记 of many addressees: closer lines, then a place on the page itself, then an error; nothing is cut off."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree
from pypdf import PdfReader

from docx_grid import W
from planctl.document.layout import Form, Layout
from planctl.document.line_ends import text_width
from planctl.errors import PlanctlError
from planctl.programs.libreoffice import docx_to_pdf
from support import needs_libreoffice, plan_of
from support_docx import rendered, rendered_bytes, texts_in

LINE = 579


def plan(count, name="某某市第{:02d}镇人民政府"):
    one = plan_of(
        "plan: {title: 2018年工作分工方案, year: 2018, stage: 印发稿, issuing_authority: 某某市人民政府办公室, "
        "document_number: 某府办〔2018〕9号, dated_on: 2018-03-01, notice_title: 关于印发方案的通知, "
        "addressees: 市政府各部门, printed_by: 某某市人民政府办公室, printed_on: 2018-03-02}\n"
        "tasks:\n- {number: 1, title: 甲, requirements: [{number: 1, text: 公开。, lead_units: 市编办, deadline: 全年}]}\n"
    )
    return replace(one, addressees="、".join(map(name.format, range(count))))


def colophon(document):
    """Where the 版记 stands (body, footer), and the pitch of its lines (0: that of its style)."""
    parts = [("body", document.body)]
    parts += [("footer", etree.fromstring(document.parts[name])) for name in sorted(document.parts) if "footer" in name]
    for place, part in parts:
        for table in part.iter(f"{W}tbl"):
            if "主送：" in texts_in(table):
                spacing = next(table.iter(f"{W}p")).find(f"{W}pPr/{W}spacing")
                return place, 0 if spacing is None else int(spacing.get(f"{W}line", 0))
    return "", 0


@pytest.mark.parametrize("form", Form)
def test_the_more_addressees_the_closer_their_lines_down_to_a_floor_and_then_on_the_page(form):
    found = [colophon(rendered(plan(count), layout=Layout(notice=True, form=form))) for count in (30, 45, 60, 70)]
    places, pitches = zip(*found, strict=True)
    assert places == ("footer", "footer", "body", "body")
    assert pitches[0] == 0
    assert LINE > pitches[1] > 360
    assert pitches[2:] == (360, 360)


def test_more_than_a_page_holds_is_an_error_that_says_what_to_shorten():
    with pytest.raises(PlanctlError, match="版记在一页里排不下") as caught:
        rendered(plan(120), layout=Layout(notice=True))
    assert caught.value.exit_code == 1
    assert "addressees" in caught.value.hint


@pytest.mark.parametrize("portrait", [False, True])
def test_a_printing_office_with_a_long_name_stands_beside_the_date_on_one_line(portrait):
    long = replace(plan(1), printed_by="某某市突出生态环境问题整改办公室", printed_on=date(2018, 12, 31))
    document = rendered(long, layout=Layout(notice=True, portrait=portrait))
    rows = [
        row
        for name in document.parts
        if "footer" in name or name == "word/document.xml"
        for row in etree.fromstring(document.parts[name]).iter(f"{W}tr")
        if "12月31日印发" in texts_in(row)
    ]
    assert rows
    free, hanzi = 280, 14 * 20
    for cell in [cell for row in rows for cell in row.iter(f"{W}tc")]:
        room = int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) - free
        assert text_width(texts_in(cell)) * hanzi <= room


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("count", [30, 37, 45, 60, 70])
def test_libreoffice_prints_every_addressee_and_the_printing_office_on_one_even_page(count, form):
    pages = PdfReader(io.BytesIO(docx_to_pdf(rendered_bytes(plan(count), layout=Layout(notice=True, form=form))))).pages
    said = [re.sub(r"\s", "", page.extract_text()) for page in pages]
    last = [text for text in said if "主送：" in text]
    assert len(last) == 1
    assert said[-1] == last[0]
    assert len(said) % 2 == 0
    assert all(f"第{number:02d}镇" in last[0] for number in range(count))
    assert ("2018年3月2日印发" in last[0]) == (form is Form.DOCUMENT)
