"""No page of a notice holds only 附件说明, signatures, date and 附注 (§7.3.5.5), and page 1 shows the text (§7.3.3): read from
the pages that LibreOffice prints."""

import io
from itertools import cycle, islice

import pdfplumber
import pytest

from planctl.document.layout import Form, Head, Kind, Layout
from planctl.document.official import official_document
from planctl.document.view import view_plan
from planctl.programs.libreoffice import docx_to_pdf
from planctl.renderers.docx.document import write_docx
from support import needs_libreoffice, plan_of

ORGANS = [
    "发展和改革局",
    "财政局",
    "教育局",
    "民政局",
    "自然资源局",
    "生态环境局",
    "交通运输局",
    "农业农村局",
    "水务局",
    "文化局",
]
LONG_TITLE = "2018年某某市政务公开和重大建设项目信息公开、优化营商环境工作要点任务分工方案"
DOCUMENT = Layout(notice=True, form=Form.DOCUMENT)
UNSEALED = Layout(notice=True, form=Form.DOCUMENT, unsealed=True)
LEAD = Layout(notice=True, form=Form.DOCUMENT, head=Head.LEAD)
LETTER = Layout(notice=True, form=Form.LETTER)
CONSULT = Layout(notice=True, kind=Kind.CONSULT)


def words(count):
    """A paragraph of so many characters."""
    return "".join(islice(cycle("主要负责人亲自抓，分管负责人具体抓，把任务落实到人，"), count - 1)) + "。"


def notice(
    organs, *, attachments=0, title="2018年工作分工方案", addressees=1, body=(), contact=True, stage="印发稿", issuer=""
):
    names = [issuer] if issuer else [f"某某市{name}" for name in ORGANS[:organs]]
    attached = [f"某某市重点工作责任清单（第{one}批）及其分解情况说明" for one in range(1, attachments + 1)]
    lines = [
        "plan:",
        f"  title: {title}",
        "  year: 2018",
        f"  stage: {stage}",
        f"  issuing_authority: [{', '.join(names)}]" if organs > 1 else f"  issuing_authority: {names[0]}",
        "  document_number: 某府办〔2018〕9号",
        "  dated_on: 2018-03-01",
        f"  notice_title: 关于印发《{title}》的通知",
        f"  addressees: {'、'.join(['某某市某某区人民政府办公室'] * addressees)}",
        "  printed_by: 某某市人民政府办公室",
        "  printed_on: 2018-03-02",
        "  disclosure: 主动公开",
        "  consultation: {document_number: 某府办函〔2018〕9号, reply_by: 2018-03-15}",
        *(["  contact: {name: 张三, phone: 0769-12345678}"] if contact else []),
        *(["  attachments:", *(f"  - {name}" for name in attached)] if attached else []),
        *(["  body: |", *(f"    {paragraph}" for paragraph in body)] if body else []),
    ]
    tasks = "tasks:\n- {number: 1, title: 甲, requirements: [{number: 1, text: 公开。, lead_units: 市编办, deadline: 全年}]}\n"
    return plan_of("\n".join(lines) + "\n" + tasks)


def lines_of_text(plan, layout):
    """How many lines of its text each page of a notice has."""
    text = "".join(official_document(plan, plan.title, layout).text.split())
    memory, counts = io.BytesIO(), []
    write_docx(plan, view_plan(plan), memory, None, layout)
    with pdfplumber.open(io.BytesIO(docx_to_pdf(memory.getvalue()))) as pdf:
        for page in pdf.pages:
            lines = ["".join(line["text"].split()) for line in page.extract_text_lines()]
            if page.width > page.height:  # the plan
                break
            counts.append(sum(line in text for line in lines if not line.startswith("—")))
    return counts


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize(
    ("layout", "facts"),
    [
        (DOCUMENT, {"organs": 4}),
        (DOCUMENT, {"organs": 4, "attachments": 3}),
        (DOCUMENT, {"organs": 6, "title": LONG_TITLE, "addressees": 3}),
        (DOCUMENT, {"organs": 10, "contact": False}),
        (DOCUMENT, {"organs": 5, "body": ["一、加强领导", words(60)]}),
        (DOCUMENT, {"organs": 4, "body": [words(20)]}),
        (DOCUMENT, {"organs": 7, "stage": "征求意见稿", "body": [words(75)]}),
        (DOCUMENT, {"organs": 8, "body": [words(560)]}),
        (DOCUMENT, {"organs": 7, "body": [words(30), words(980)]}),
        (DOCUMENT, {"organs": 1, "title": LONG_TITLE, "addressees": 6, "attachments": 5}),
        (DOCUMENT, {"organs": 2, "attachments": 4, "body": [words(150), words(300), words(350), words(60)]}),
        (UNSEALED, {"organs": 4}),
        (UNSEALED, {"organs": 10, "attachments": 2, "body": [words(150), words(520)]}),
        (LEAD, {"organs": 4, "attachments": 1}),
        (LEAD, {"organs": 6, "body": [words(230)]}),
        (LEAD, {"organs": 3, "attachments": 5, "body": [words(100), words(300), words(14)]}),
        (LETTER, {"organs": 6}),
        (LETTER, {"organs": 5, "attachments": 5, "title": LONG_TITLE, "body": [words(300)]}),
        (LETTER, {"organs": 1, "attachments": 2, "body": [words(330), words(200), words(40), words(320)]}),
        (CONSULT, {"organs": 1, "title": LONG_TITLE, "stage": "征求意见稿", "addressees": 12}),
        (CONSULT, {"organs": 6, "title": LONG_TITLE, "stage": "征求意见稿"}),
    ],
)
def test_the_page_of_the_signature_has_some_of_the_text_and_so_has_the_first(layout, facts):
    assert all(lines_of_text(notice(**facts), layout))


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("characters", range(420, 600, 30))
def test_the_text_may_end_at_any_height_of_a_page(characters):
    pages = lines_of_text(notice(4, attachments=2, body=[words(150), words(characters)]), DOCUMENT)
    assert all(pages)
    assert pages[-1] >= 2


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("lines", [7, 8, 9])
def test_a_head_in_letters_smaller_than_usual_leaves_the_estimate_right(lines):
    facts = {"issuer": "某某市人民政府办公室", "addressees": 2, "title": LONG_TITLE, "contact": False}
    assert all(lines_of_text(notice(1, body=[words(28 * lines - 6)], **facts), DOCUMENT))
