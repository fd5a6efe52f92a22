"""The parts of a notice beside its text: 紧急程度, 附件说明, 附注, and addressees that page 1 has no room for."""

from dataclasses import replace

import pytest

from docx_grid import W
from planctl.cli import run
from planctl.document.layout import Form, Layout
from planctl.document.official import official_document
from planctl.errors import PlanctlError
from planctl.files import resource
from planctl.model.letters import Contact
from planctl.planfile.loader import load_plan
from planctl.planfile.writer import dump_plan
from planctl.source import Source
from support import plan_of
from support_docx import rendered, texts_in

NOTICE = Layout(notice=True)
TITLE = "2018年工作分工方案"


def plan(**facts):
    return replace(
        plan_of(
            f"plan: {{title: {TITLE}, year: 2018, stage: 印发稿, issuing_authority: 某某市人民政府办公室, "
            "document_number: 某府办〔2018〕9号, dated_on: 2018-03-01, notice_title: 关于印发方案的通知, "
            "addressees: 市政府各部门, printed_by: 某某市人民政府办公室, printed_on: 2018-03-02}\n"
            "tasks:\n- {number: 1, title: 甲, requirements: [{number: 1, text: 公开。, lead_units: 市编办, deadline: 全年}]}\n"
        ),
        **facts,
    )


def render(plan, template=None, **layout):
    return rendered(plan, template=template, layout=Layout(notice=True, **layout))


def footers(document):
    names = [name for name in sorted(document.parts) if "footer" in name]
    return " ".join(document.parts[name].decode() for name in names)


@pytest.mark.parametrize("form", Form)
def test_the_urgency_stands_in_the_document_where_the_plan_states_one(form):
    assert "特急" in "".join(render(plan(urgency="特急"), form=form).paragraphs)
    assert not [text for text in render(plan(), form=form).paragraphs if "急" in text]


def test_one_attachment_has_no_number_and_several_have_theirs_in_order():
    def lines(*names):
        return official_document(plan(attachments=names), TITLE, NOTICE).attachment

    assert lines("名单") == "附件：名单"
    assert lines("2017年名单", "《自评表》。") == "附件：1.\t2017年名单\n2.\t自评表"
    assert lines("关于《甲》和《乙》的说明", "名单") == "附件：1.\t关于《甲》和《乙》的说明\n2.\t名单"


@pytest.mark.parametrize("form", Form)
def test_a_number_that_fills_more_than_its_line_is_an_error(form):
    long = "某某市深化放管服改革优化营商环境推进政务公开办〔2018〕30号"
    with pytest.raises(PlanctlError, match=r"发文字号“某某市深化.*太长") as error:
        render(plan(document_number=long), form=form)
    assert "document_number" in error.value.hint


def test_numbers_stand_one_below_the_other_and_names_hang_behind_a_tab():
    document = render(plan(attachments=tuple(f"{number}年名单" for number in range(2001, 2012))))
    lines = [one for one in document.body.findall(f"{W}p") if texts_in(one).endswith("年名单")]
    assert [len(list(one.iter(f"{W}tab"))) for one in lines] == [1] * 11
    indents = [
        (one.find(f"{W}pPr/{W}ind").get(f"{W}leftChars"), one.find(f"{W}pPr/{W}ind").get(f"{W}hangingChars"))
        for one in lines
    ]
    assert indents == [("675", "475"), *[("675", "175")] * 10]


def test_the_plan_is_the_attachment_that_the_list_names_it_as():
    marks = {
        names: official_document(plan(attachments=names), TITLE, NOTICE).mark
        for names in [(), (TITLE,), ("名单", f"《{TITLE}》"), ("名单", "自评表")]
    }
    assert list(marks.values()) == ["", "附件", "附件2", ""]
    second = plan(attachments=("名单", TITLE))
    assert official_document(second, TITLE, Layout(notice=True, attached_as="附件2")).mark == "附件2"


@pytest.mark.parametrize(
    ("names", "wanted", "words"),
    [((TITLE, "名单"), "附件2", "里方案是附件1"), (("名单",), "附件", "里没有这份方案")],
)
def test_a_plan_that_is_to_be_another_attachment_than_the_list_says_is_refused(names, wanted, words):
    with pytest.raises(PlanctlError, match=words):
        official_document(plan(attachments=names), TITLE, Layout(notice=True, attached_as=wanted))


def test_the_contact_stands_before_the_disclosure_and_a_draft_is_never_said_to_be_public():
    contact = Contact("张三", email="a@b.cn")
    paragraphs = render(plan(contact=contact, disclosure="公开")).paragraphs
    below = paragraphs.index("（联系人：张三，电子邮箱：a@b.cn）") + 1
    assert paragraphs[below] == "（此件公开发布）"
    draft = official_document(plan(contact=contact, disclosure="公开", stage="送审稿"), TITLE, NOTICE)
    assert (draft.contact, draft.annotation) == ("（联系人：张三，电子邮箱：a@b.cn）", "")


MANY = "、".join(f"某某市第{number}人民政府办公室" for number in range(1, 42))


@pytest.mark.parametrize("form", Form)
def test_addressees_that_push_the_text_off_the_first_page_move_to_the_imprint(form):
    document = render(plan(addressees=MANY, copy_to="市委办公室"), form=form)
    assert not [text for text in document.paragraphs if "人民政府办公室、" in text]
    assert "：" not in document.paragraphs
    footer = footers(document)
    assert footer.index("主送：") < footer.index("抄送：")
    few = render(plan(), form=form)
    assert "主送" not in footers(few)
    assert "市政府各部门：" in few.paragraphs


def test_an_imprint_without_copies_has_no_empty_line_for_them():
    document = render(plan(addressees=MANY))
    (cell, *_) = [
        cell
        for name, xml in document.parts.items()
        if "footer" in name
        for cell in open_cells(xml)
        if "主送" in texts_in(cell)
    ]
    assert len(cell.findall(f"{W}p")) == 1


def open_cells(xml):
    from lxml import etree

    return list(etree.fromstring(xml).iter(f"{W}tc"))


@pytest.mark.parametrize("form", Form)
def test_a_title_that_leaves_no_room_for_the_text_is_an_error_that_says_so(form):
    with pytest.raises(PlanctlError, match="通知标题太长") as error:
        render(plan(notice_title="关于" + "印发" * 120 + "的通知"), form=form)
    assert error.value.exit_code == 1


def test_a_template_without_a_place_for_what_the_plan_states_is_refused(tmp_path):
    from docx import Document

    document = Document(str(resource("templates/notice.docx")))
    for paragraph in document.paragraphs:
        if "document.contact" in paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)
    document.save(str(tmp_path / "own.docx"))
    assert render(plan(), tmp_path / "own.docx")
    with pytest.raises(PlanctlError, match=r"document\.contact"):
        render(plan(contact=Contact("张三")), tmp_path / "own.docx")


def test_what_the_file_says_of_them_reads_back_the_same():
    stated = plan(urgency="加急", attachments=("甲、乙的名单", TITLE), contact=Contact("张三", "0769-1", "a@b.cn"))
    loaded = load_plan(Source("x", dump_plan(stated)))
    assert not loaded.diagnostics
    assert loaded.plan == stated


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("  urgency: 特提\n", "PLN013"),
        ("  contact: 张三\n", "PLN012"),
        ("  attachments: 名单\n", "PLN012"),
        ("  contact: {手机: 1}\n", "PLN010"),
    ],
)
def test_what_they_cannot_be_is_found(line, code):
    text = dump_plan(plan()).replace("tasks:\n", f"{line}tasks:\n")
    assert [finding.rule.code for finding in load_plan(Source("x", text)).diagnostics] == [code]


def test_the_urgency_is_set_by_its_name(tmp_path):
    file = tmp_path / "plan.yaml"
    file.write_text(dump_plan(plan()), encoding="utf-8")
    assert run(["set", "plan", "紧急程度", "特急", "-p", str(file)]) == 0
    assert run(["set", "plan", "紧急程度", "很急", "-p", str(file)]) == 1
    assert "  urgency: 特急\n" in file.read_text(encoding="utf-8")
