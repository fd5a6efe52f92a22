"""Where ink stands on the printed page, against GB/T 9704-2012; measured in LibreOffice's PDF."""

import io

import pdfplumber
import pytest

from docx_variants import ALL_PARTS, CONSULTATION, JOINT, OFFICIAL
from planctl.document.layout import Form, Kind, Layout
from planctl.document.view import view_plan
from planctl.programs.libreoffice import docx_to_pdf
from planctl.renderers.docx.document import write_docx
from support import needs_libreoffice, plan_of

MM = 25.4 / 144
"""Of a pixel; pages are drawn at 144 dpi."""


LONG_NAME = OFFICIAL.replace("issuing_authority: 某某市人", "issuing_authority: 某某市某某区人")


def first_page(text, layout):
    plan, memory = plan_of(text), io.BytesIO()
    write_docx(plan, view_plan(plan), memory, None, layout)
    with pdfplumber.open(io.BytesIO(docx_to_pdf(memory.getvalue()))) as pdf:
        page = pdf.pages[0]
        return page.to_image(resolution=144).original.convert("RGB"), page.chars


def bands(image, is_ink):
    """The stretches of the page, from above in millimetres, whose every line of pixels has ink."""
    width, height = image.size
    pixels = image.load()
    inked = [any(is_ink(*pixels[x, y]) for x in range(0, width, 2)) for y in range(height)]
    edges = [y for y in range(1, height) if inked[y] != inked[y - 1]]
    return [(start * MM, end * MM) for start, end in zip(edges[::2], edges[1::2], strict=False)]


def red(r, g, b):
    return r > 180 and max(g, b) < 110


def black(r, g, b):
    return max(r, g, b) < 128


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("text", [OFFICIAL, ALL_PARTS, LONG_NAME, JOINT])
def test_the_head_of_a_document_stands_35_mm_down_and_the_red_line_4_mm_under_the_number(text):
    image, _ = first_page(text, Layout(notice=True, form=Form.DOCUMENT))
    (head, _), *_, (line, _) = bands(image, red)
    number = max(end for _, end in bands(image, black) if end < line)
    assert head == pytest.approx(37 + 35, abs=0.5)
    assert line - number == pytest.approx(4, abs=0.5)


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize(
    ("text", "layout"),
    [
        (OFFICIAL, Layout(notice=True, form=Form.LETTER)),
        (LONG_NAME, Layout(notice=True, form=Form.LETTER)),
        (CONSULTATION, Layout(notice=True, kind=Kind.CONSULT)),
    ],
)
def test_the_head_of_a_letter_stands_30_mm_down_its_double_line_4_mm_under_it_and_the_number_below(text, layout):
    image, _ = first_page(text, layout)
    (head, foot), (line, _), (_, end), *_ = bands(image, red)
    number, _ = bands(image, black)[0]
    assert head == pytest.approx(30, abs=0.5)
    assert line - foot == pytest.approx(4, abs=0.5)
    assert number - end == pytest.approx(16 * 7 / 8 / 72 * 25.4, abs=0.5), "7/8 of the height of 三号"


@pytest.mark.slow
@needs_libreoffice
def test_signature_and_date_stand_on_one_middle():
    _, characters = first_page(OFFICIAL, Layout(notice=True, form=Form.DOCUMENT))
    text = "".join(character["text"] for character in characters)
    middles = []
    for words in ("某某市人民政府办公室", "2018年3月1日"):
        place = text.rindex(words)
        found = characters[place : place + len(words)]
        middles.append((found[0]["x0"] + found[-1]["x1"]) / 2)
    assert middles[0] == pytest.approx(middles[1], abs=1)


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize(
    ("form", "addressees"), [(Form.DOCUMENT, 4), (Form.DOCUMENT, 6), (Form.LETTER, 14), (Form.LETTER, 18)]
)
def test_signature_and_date_stand_on_the_page_of_the_text(form, addressees):
    names = "、".join(["某某市某某区人民政府办公室"] * addressees)
    text = OFFICIAL.replace("addressees: 市政府各部门", f"addressees: {names}")
    _, characters = first_page(text, Layout(notice=True, form=form, attached_as="附件"))
    printed = "".join(character["text"] for character in characters)
    assert "现将" in printed
    assert printed.rstrip("— 1").endswith("2018年3月1日（此件公开发布）")


@pytest.mark.slow
@needs_libreoffice
def test_the_first_page_shows_a_text_of_one_long_paragraph_whose_signature_stands_on_the_next():
    titled = CONSULTATION.replace(
        "{title: 2018年工作分工方案",
        "{title: 2018年全市政务公开和重大建设项目信息公开、优化营商环境工作要点任务分工方案",
    )
    contact = "contact: {name: 张三, phone: 0769-12345678, email: zhangsan@example.gov.cn}, consultation:"
    text = titled.replace("consultation:", contact)
    _, characters = first_page(text, Layout(notice=True, kind=Kind.CONSULT))
    printed = "".join(character["text"] for character in characters)
    assert "现征求你单位意见" in printed
    assert "联系人" not in printed
