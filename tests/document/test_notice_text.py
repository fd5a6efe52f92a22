"""What a notice says: the customary text of its kind, or the plan's own with its levels and placeholders."""

from dataclasses import replace

import pytest
from docx import Document

from docx_grid import W, open_docx
from planctl.checks import check_plan
from planctl.cli import run
from planctl.document.layout import Kind, Layout
from planctl.document.official import official_document
from planctl.errors import TemplateError
from planctl.files import resource
from planctl.planfile.loader import load_plan
from planctl.planfile.writer import dump_plan
from planctl.source import Source
from support import plan_of
from support_docx import rendered

TITLE = "2018年工作分工方案"


def plan(**facts):
    return replace(
        plan_of(
            f"plan: {{title: {TITLE}, year: 2018, stage: 印发稿, issuing_authority: 市府办, "
            "document_number: 某府办〔2018〕9号, dated_on: 2018-03-01, notice_title: 关于印发方案的通知, "
            "addressees: 市政府各部门, printed_by: 市府办, printed_on: 2018-03-02}\n"
            "tasks:\n- {number: 1, title: 甲, requirements: [{number: 1, text: 公开。, lead_units: 市编办, deadline: 全年}]}\n"
        ),
        **facts,
    )


def document_of(plan, **layout):
    return official_document(plan, plan.title, Layout(notice=True, **layout))


def render(plan, template=None, **layout):
    return rendered(plan, template=template, layout=Layout(notice=True, **layout))


@pytest.mark.parametrize(
    ("facts", "kind", "text"),
    [
        ({}, Kind.ISSUE, f"现将《{TITLE}》印发给你们，请认真组织实施。"),
        ({"approved_by": "市人民政府"}, Kind.ISSUE, f"《{TITLE}》已经市人民政府同意，现印发给你们，请认真组织实施。"),
        ({}, Kind.CHANGE, f"经研究，对《{TITLE}》部分任务作了调整，现将调整后的方案印发给你们，请认真组织实施。"),
        (
            {"approved_by": "市人民政府"},
            Kind.CHANGE,
            f"经市人民政府同意，对《{TITLE}》部分任务作了调整，现将调整后的方案印发给你们，请认真组织实施。",
        ),
        ({"title": "落实《条例》方案"}, Kind.ISSUE, "现将《落实〈条例〉方案》印发给你们，请认真组织实施。"),
    ],
)
def test_the_customary_text_follows_the_kind_and_who_approved_the_plan(facts, kind, text):
    assert document_of(plan(**facts), kind=kind).text == text


def test_a_notice_of_a_change_has_a_title_of_its_own_unless_the_plan_states_one():
    assert (
        document_of(plan(), kind=Kind.CHANGE).notice_title.replace("\n", "")
        == f"市府办关于调整《{TITLE}》部分任务的通知"
    )
    own = plan(notice_title="关于再次调整分工的通知")
    assert document_of(own, kind=Kind.CHANGE).notice_title == "关于再次调整分工的通知"
    joint = plan(jointly_with=("市编办",), notice_title="")
    assert document_of(joint, kind=Kind.CHANGE).notice_title.startswith("市府办 市编办关于调整")


BODY = """\
《{标题}》已经{ 批准机关 }同意,现印发给你们。

一、加强领导
  二、及时报送。每季度末前报送。
（一）报送内容
1.进展情况。
"""


def faces(document):
    """The runs of the text with the typefaces that they have of their own."""
    for paragraph in document.body.findall(f"{W}p"):
        runs = [
            ("".join(text.text for text in run_.iter(f"{W}t")), run_.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia"))
            for run_ in paragraph.iter(f"{W}r")
            if run_.find(f"{W}rPr/{W}rFonts") is not None
        ]
        if any(face for _, face in runs):
            yield runs, paragraph.find(f"{W}pPr/{W}keepNext") is not None


def test_each_paragraph_of_the_plan_s_own_text_stands_for_itself_with_facts_in_its_placeholders():
    document = render(plan(body=BODY, approved_by="市政府"))
    place = document.paragraphs.index("市政府各部门：")
    assert document.paragraphs[place + 1 : place + 6] == [
        f"《{TITLE}》已经市政府同意，现印发给你们。",
        "一、加强领导",
        "二、及时报送。每季度末前报送。",
        "（一）报送内容",
        "1.进展情况。",
    ]


def test_headings_of_the_first_two_levels_have_their_typefaces_and_are_not_left_alone_on_a_page():
    assert list(faces(render(plan(body=BODY, approved_by="市政府")))) == [
        ([("一、加强领导", "黑体")], True),
        ([("二、及时报送。", "黑体"), ("每季度末前报送。", None)], False),
        ([("（一）报送内容", "楷体_GB2312")], True),
    ]


@pytest.mark.parametrize("body", ["现将{方案}印发。", "已经{批准机关}同意。", "见{body}。", "{正文}"])
def test_a_placeholder_without_a_fact_is_an_error(body):
    findings = check_plan(load_plan(Source("x", dump_plan(plan(body=body)))))
    assert [finding.rule.code for finding in findings if finding.rule.code == "PLN709"] == ["PLN709"]


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("1、甲", "1."),
        ("一.甲", "一、"),
        ("（一）、甲", "（一）"),
        ("12．甲", "12."),
        ("1.甲", ""),
        ("一、甲", ""),
        ("（1）甲", ""),
    ],
)
def test_level_numbers_with_other_marks_than_the_standard_s_are_found(line, right):
    findings = check_plan(load_plan(Source("x", dump_plan(plan(body=f"通知如下。\n{line}")))))
    messages = [finding.message for finding in findings if finding.rule.code == "PLN417"]
    assert [message.endswith(f"应写作“{right}”") for message in messages] == [True] * bool(right)


def test_a_template_with_the_customary_text_in_it_serves_until_the_plan_says_something_else(tmp_path):
    document = Document(str(resource("templates/notice.docx")))
    (paragraph,) = [one for one in document.paragraphs if "document.text" in one.text]
    paragraph.runs[0].text = "现印发《{{ plan.title }}》。"
    document.save(str(tmp_path / "own.docx"))
    assert f"现印发《{TITLE}》。" in render(plan(), tmp_path / "own.docx").paragraphs
    for own in ({"body": "甲"}, {"approved_by": "市政府"}):
        with pytest.raises(TemplateError, match=r"document\.text"):
            render(plan(**own), tmp_path / "own.docx")


def test_the_kind_of_a_notice_asks_for_the_notice(tmp_path, capfd):
    file = tmp_path / "plan.yaml"
    file.write_text(dump_plan(plan(body="一、甲\n二、乙", approved_by="市政府")), encoding="utf-8")
    assert load_plan(Source("x", file.read_text(encoding="utf-8"))).plan.body == "一、甲\n二、乙"
    assert run(["render", "docx", "--kind", "调整", "-p", str(file), "-o", str(tmp_path / "x.docx")]) == 0
    assert "二、乙" in open_docx((tmp_path / "x.docx").read_bytes()).paragraphs
    assert run(["render", "md", "--kind", "调整", "-p", str(file)]) == 2
    assert "Markdown 没有版面" in capfd.readouterr().err
