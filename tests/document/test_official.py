"""The plan as an official document: what is said around its table, and that nothing it must say is left blank."""

import io

import pytest
from docx import Document

from docx_grid import W, open_docx
from planctl.cli import run
from planctl.document.layout import Form, Layout
from planctl.document.official import MissingFactsError, official_document
from planctl.document.view import view_plan
from planctl.renderers.docx.document import write_docx
from support import plan_of
from support_docx import rendered, texts_in

ISSUED = """\
plan:
  title: 2018年工作分工方案
  year: 2018
  stage: 印发稿
  issuing_authority: 某某市人民政府办公室
  document_number: 某府办〔2018〕9号
  dated_on: 2018-03-01
  notice_title: 某某市人民政府办公室关于印发《2018年工作分工方案》的通知
  addressees: 各县(区)人民政府,市政府各部门
  copy_to: 市委办公室
  printed_by: 某某市人民政府办公室
  printed_on: 2018-03-02
  disclosure: 主动公开
tasks:
- {number: 1, title: 推进决策公开, requirements: [{number: 1, text: 公开。, lead_units: 市编办, deadline: 全年}]}
"""


def plan(*changes):
    text = ISSUED
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return plan_of(text)


def render(plan, **layout):
    return rendered(plan, layout=Layout(**layout))


def words(document, *parts):
    """Every text of the document, or of the parts whose names hold one of these words."""
    named = [
        content.decode()
        for name, content in sorted(document.parts.items())
        if name.endswith(".xml") and any(one in name for one in parts or ("document", "header", "footer"))
    ]
    return "".join(
        "".join(text for text in _texts(xml)) for xml in named if xml.startswith("<?xml") or xml.startswith("<w:")
    )


def _texts(xml):
    from lxml import etree

    for node in etree.fromstring(xml.encode()).iter(f"{W}t"):
        yield node.text or ""


def test_the_notice_says_what_the_plan_states_of_it():
    document = render(plan(), notice=True)
    assert document.paragraphs[1:9] == [
        "某某市人民政府办公室文件",
        "某府办〔2018〕9号",
        "某某市人民政府办公室关于印发\n《2018年工作分工方案》的通知",
        "各县（区）人民政府，市政府各部门：",
        "现将《2018年工作分工方案》印发给你们，请认真组织实施。",
        "某某市人民政府办公室",
        "2018年3月1日",
        "（此件公开发布）",
    ]
    footers = words(document, "footer")
    assert "抄送：市委办公室。" in footers
    assert "2018年3月2日印发" in footers


def test_the_plan_is_an_attachment_only_where_that_is_asked_for():
    assert "附件" not in words(render(plan(), notice=True))
    bound = words(render(plan(), notice=True, attached_as="附件"))
    assert "附件：2018年工作分工方案" in bound
    assert "附件：1.2018年工作分工方案" in words(render(plan(), notice=True, attached_as="附件1"))
    assert "号附件" not in bound
    apart = render(plan(), attached_as="附件2", bound_apart=True)
    assert apart.paragraphs[:2] == ["某府办〔2018〕9号附件2", "2018年工作分工方案"]


def test_a_letter_has_no_word_for_document_no_printing_office_and_its_head_stands_in_the_header():
    letter = render(plan(("某府办〔", "某府办函〔")), notice=True)
    assert "文件" not in words(letter)
    assert "印发" not in words(letter, "footer")
    assert "某某市人民政府办公室" in words(letter, "header")
    assert "抄送：市委办公室。" in words(letter, "footer")
    assert "文件" in words(render(plan(("某府办〔", "某府办函〔")), notice=True, form=Form.DOCUMENT))


def sections(document):
    return [
        (
            int(one.find(f"{W}pgSz").get(f"{W}w")) > int(one.find(f"{W}pgSz").get(f"{W}h")),
            one.find(f"{W}type").get(f"{W}val") if one.find(f"{W}type") is not None else "",
        )
        for one in document.body.iter(f"{W}sectPr")
    ]


def test_the_notice_stands_upright_the_plan_on_its_side_and_the_colophon_on_an_even_page_or_below_an_upright_plan():
    assert sections(render(plan(), notice=True)) == [(False, ""), (True, "nextPage"), (False, "evenPage")]
    assert sections(render(plan(), notice=True, portrait=True)) == [(False, ""), (False, "nextPage")], (
        "it is below the table"
    )
    assert sections(render(plan(), portrait=True)) == [(False, "")]


def test_a_letter_that_is_copied_to_nobody_has_no_page_for_it():
    letter = plan(("某府办〔", "某府办函〔"), ("  copy_to: 市委办公室\n", ""))
    assert sections(render(letter, notice=True)) == [(False, ""), (True, "nextPage")]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("  stage: 印发稿\n", "稿次（stage）"),
        ("  issuing_authority: 某某市人民政府办公室\n", "发文机关（issuing_authority）"),
        ("  dated_on: 2018-03-01\n", "成文日期（dated_on）"),
        ("  notice_title: 某某市人民政府办公室关于印发《2018年工作分工方案》的通知\n", "通知标题（notice_title）"),
        ("  addressees: 各县(区)人民政府,市政府各部门\n", "主送机关（addressees）"),
        ("  printed_by: 某某市人民政府办公室\n", "印发机关（printed_by）"),
        ("  printed_on: 2018-03-02\n", "印发日期（printed_on）"),
    ],
)
def test_a_fact_that_the_document_must_state_is_named_where_the_plan_lacks_it(line, word):
    lacking = plan((line, ""))
    with pytest.raises(MissingFactsError, match=word):
        official_document(lacking, lacking.title, Layout(notice=True))


@pytest.mark.parametrize("nothing", ['" "', '"：：。"'])
def test_a_fact_of_spaces_or_marks_alone_is_none(nothing):
    lacking = plan(("addressees: 各县(区)人民政府,市政府各部门", f"addressees: {nothing}"))
    with pytest.raises(MissingFactsError, match="主送机关"):
        official_document(lacking, lacking.title, Layout(notice=True))


def test_line_breaks_inside_facts_are_taken_out():
    broken = plan(("document_number: 某府办〔2018〕9号", 'document_number: "某府办\\n〔2018〕9号 "'))
    assert official_document(broken, broken.title, Layout(notice=True)).number == "某府办〔2018〕9号"


def test_a_draft_needs_neither_number_nor_date_and_says_what_it_is_under_its_titles():
    draft = plan(
        ("stage: 印发稿", "stage: 征求意见稿"),
        ("  document_number: 某府办〔2018〕9号\n", ""),
        ("  dated_on: 2018-03-01\n", ""),
        ("  printed_on: 2018-03-02\n", ""),
        ("deadline: 全年", "deadline: null"),
    )
    document = render(draft, notice=True)
    assert document.paragraphs.count("（征求意见稿）") == 2
    assert "　　年　月　日" in document.paragraphs
    assert "待定" in document.grid()[1]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("公开", "（此件公开发布）"),
        ("依申请公开", "（此件依申请公开）"),
        ("（此件发至县级）", "（此件发至县级）"),
        ("", ""),
    ],
)
def test_what_is_disclosed_is_said_under_the_date_in_brackets(written, printed):
    annotation = official_document(plan(("主动公开", written or '""')), "x", Layout(notice=True)).annotation
    assert annotation == printed


def indents(document, text):
    """Where the part of the line begins in which a paragraph is centred; it ends at the right edge."""
    (paragraph,) = [one for one in document.body.findall(f"{W}p") if texts_in(one) == text]
    properties = paragraph.find(f"{W}pPr")
    assert properties.find(f"{W}jc").get(f"{W}val") == "center"
    assert properties.find(f"{W}ind").keys() == [f"{W}left"]
    return int(properties.find(f"{W}ind").get(f"{W}left"))


LINE = 8845
"""156 mm in twips."""


def test_the_signature_is_centred_over_the_date_four_characters_from_the_right():
    document = render(plan(("issuing_authority: 某某市人民政府办公室", "issuing_authority: 市政府办")), notice=True)
    middle = 4 + 6 / 2  # the date is six characters wide
    for text in ("2018年3月1日", "市政府办"):
        assert indents(document, text) == pytest.approx(LINE - 2 * middle * 320, abs=2)


def test_a_signature_that_reaches_the_edge_moves_the_date_with_its_middle():
    name = "某某市某某区某某工作领导小组某某某某某某联席会议办公室"  # 27 characters over a date of six
    document = render(
        plan(("issuing_authority: 某某市人民政府办公室", f"issuing_authority: {name}")), notice=True, no_head=True
    )
    for text in (name, "2018年3月1日"):
        assert indents(document, text) == pytest.approx(LINE - 27 * 320, abs=2)


def test_a_head_too_wide_for_its_line_is_made_smaller():
    long = plan(("issuing_authority: 某某市人民政府办公室", "issuing_authority: 某某市某某区人民政府办公室"))
    head = next(
        one for one in render(long, notice=True).body.iter(f"{W}p") if texts_in(one) == "某某市某某区人民政府办公室文件"
    )
    size = int(head.find(f"{W}r/{W}rPr/{W}sz").get(f"{W}val"))
    assert size == 58  # 442 pt for fifteen characters, in half-points
    assert head.find(f"{W}pPr/{W}spacing").get(f"{W}line") == "580", "a line as high as its letters, in twips"


def test_paper_with_a_printed_head_keeps_its_room_but_nothing_red():
    document = render(plan(), notice=True, no_head=True)
    assert "某某市人民政府办公室文件" not in words(document)
    assert "某府办〔2018〕9号" in words(document)
    assert not [edge for edge in document.body.iter() if edge.get(f"{W}color") == "FF0000"]
    styles = [one.get(f"{W}val") for one in document.body.iter(f"{W}pStyle")]
    assert "IssuerHead" in styles


def test_page_numbers_stand_at_the_outer_edge_of_the_bound_document(tmp_path):
    memory = io.BytesIO()
    write_docx(plan(), view_plan(plan()), memory, None, Layout(notice=True))
    notice, table, _ = Document(io.BytesIO(memory.getvalue())).sections
    assert [one.paragraphs[0].alignment.name for one in (notice.footer, notice.even_page_footer)] == ["RIGHT", "LEFT"]
    tops = [int(one._element.find(f".//{W}tblpPr").get(f"{W}tblpY")) for one in (table.header, table.even_page_header)]
    assert tops[0] > tops[1], "on the side, the outer edge is below on odd pages and above on even ones"


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["docx", "--as", "附录"], 2, "--as 不能是“附录”"),
        (["docx", "--apart"], 2, "--apart 只用于附件"),
        (["docx", "--no-head"], 2, "--no-head 只用于带印发通知的公文"),
        (["docx", "--form", "信函"], 2, "--form 只用于带印发通知的公文"),
        (["md", "--notice"], 2, "Markdown 没有版面"),
        (["docx", "--notice", "--form", "文件"], 1, "方案里没有写印发机关（printed_by）、印发日期（printed_on）"),
    ],
)
def test_options_that_do_not_fit_and_missing_facts_are_reported_and_nothing_is_written(
    options, code, words, tmp_path, capfd
):
    output = tmp_path / "x"
    assert run(["render", *options, "-o", str(output)]) == code
    assert words in capfd.readouterr().err
    assert not output.exists()


def test_the_number_of_an_attachment_may_be_typed_in_full_width(tmp_path):
    assert run(["render", "docx", "--as", "附件２", "-o", str(tmp_path / "x.docx")]) == 0
    assert open_docx((tmp_path / "x.docx").read_bytes()).paragraphs[0] == "附件2"
