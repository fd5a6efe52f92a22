"""Drafts sent for comments: the letter, the draft as its first attachment, the form as its second, and units' own forms."""

from dataclasses import replace
from datetime import date

import pytest

from docx_grid import W, check_structure, open_docx
from planctl.cli import run
from planctl.document.consultation import view_feedback
from planctl.document.layout import Form, Kind, Layout, MissingFactsError
from planctl.document.official import official_document
from planctl.errors import PlanctlError
from planctl.model.letters import Consultation
from planctl.planfile.loader import load_plan
from planctl.planfile.writer import dump_plan
from planctl.source import Source
from support import plan_of
from support_docx import rendered, texts_in

LETTER = Layout(notice=True, kind=Kind.CONSULT)
DRAFT = """\
plan:
  title: 2018年工作分工方案
  year: 2018
  stage: 征求意见稿
  issuing_authority: 某某市人民政府办公室
  notice_title: 关于印发方案的通知
  addressees: 各县人民政府
  copy_to: 市委办公室
  disclosure: 公开
  contact: {name: 张三, phone: 0769-1}
  consultation: {document_number: 某府办函〔2018〕9号, dated_on: 2018-03-01, reply_by: 2018-03-15}
tasks:
- number: 1
  title: 推进决策公开
  requirements:
  - {number: 1, text: 公开。, lead_units: "市编办,市财政局", deadline: 全年}
  - {number: 2, text: 解读。, lead_units: 市编办, deadline: 全年}
- {number: 2, title: 加强监督, lead_units: 市审计局, deadline: 6月底}
"""


def plan(**facts):
    return replace(plan_of(DRAFT), **facts)


def render(plan, layout=LETTER):
    return rendered(plan, layout=layout)


def test_the_letter_asks_the_units_of_the_plan_by_a_day_and_has_two_attachments():
    said = official_document(plan(), plan().title, LETTER)
    assert (
        said.notice_title.replace("\n", "")
        == "某某市人民政府办公室关于征求《2018年工作分工方案（征求意见稿）》意见的函"
    )
    assert said.addressees == "市编办、市财政局、市审计局"
    assert "于3月15日（星期四）前" in said.text
    assert "逾期未反馈的，视为无意见" in said.text
    assert said.attachment == "附件：1.\t2018年工作分工方案（征求意见稿）\n2.\t意见反馈表"
    assert (said.number, said.date, said.head) == ("某府办函〔2018〕9号", "2018年3月1日", "某某市人民政府办公室")
    assert (said.mark, said.stage, said.copy_to, said.annotation) == ("附件1", "（征求意见稿）", "", "")
    assert said.contact == "（联系人：张三，联系电话：0769-1）"


def test_a_title_too_long_for_the_letter_is_the_plan_s_own():
    with pytest.raises(PlanctlError, match="方案标题太长") as error:
        official_document(plan(title="工作方案" * 50), "x", LETTER)
    assert error.value.hint == "请缩短 title。"


def test_a_round_of_comments_is_named_and_another_year_said():
    second = plan(
        stage="征求意见稿（第二稿）",
        consultation=Consultation("某府办函〔2018〕9号", date(2018, 12, 20), date(2019, 1, 4)),
    )
    said = official_document(second, second.title, LETTER)
    assert "《2018年工作分工方案（征求意见稿（第二稿））》" in said.notice_title.replace("\n", "")
    assert "于2019年1月4日（星期五）前" in said.text


def test_the_draft_is_marked_and_the_form_behind_it_is_empty():
    document = render(plan())
    place = document.paragraphs.index("附件1")
    assert document.paragraphs[place + 1 : place + 3] == ["2018年工作分工方案", "（征求意见稿）"]
    assert document.paragraphs.count("（征求意见稿）") == 1, "the letter itself is no draft"
    assert (
        document.paragraphs[document.paragraphs.index("附件2") + 1] == "《2018年工作分工方案（征求意见稿）》意见反馈表"
    )
    form = document.body.findall(f"{W}tbl")[-1]
    head, *rows = [[texts_in(cell) for cell in row.iter(f"{W}tc")] for row in form.iter(f"{W}tr")]
    assert head == ["序号", "条目", "原文", "修改意见（建议改为）", "理由"]
    assert rows
    assert not any("".join(row) for row in rows)


def test_the_letter_has_no_imprint_page_unless_it_is_sent_to_more_than_its_first_page_holds():
    kinds = [one.find(f"{W}type") for one in render(plan()).body.iter(f"{W}sectPr")]
    assert "evenPage" not in [kind.get(f"{W}val") for kind in kinds if kind is not None]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"stage": "印发稿"}, "稿次是“印发稿”"),
        ({"stage": "送审稿"}, "稿次是“送审稿”"),
        ({"consultation": None}, "发文字号（consultation 的 document_number）、反馈期限（consultation 的 reply_by）"),
        ({"consultation": Consultation("某府办函〔2018〕9号")}, "没有写反馈期限（consultation 的 reply_by）"),
    ],
)
def test_what_the_letter_needs_and_the_plan_lacks_is_named(facts, words):
    with pytest.raises(MissingFactsError, match=words):
        official_document(plan(**facts), "x", LETTER)


def test_the_form_has_a_row_for_each_requirement_with_its_reference_and_its_words():
    view = view_feedback(plan(), plan(), "市编办")
    assert [(row.texts["number"], row.reference, row.texts["text"]) for row in view.rows] == [
        ("1", "1.1", "1.公开。"),
        ("2", "1.2", "2.解读。"),
        ("3", "2", "加强监督"),
    ]
    assert view.title == "《2018年工作分工方案（征求意见稿）》意见反馈表"


def test_each_unit_gets_a_form_with_its_own_rows(tmp_path, capfd):
    file, folder = tmp_path / "plan.yaml", tmp_path / "forms"
    file.write_text(dump_plan(plan()), encoding="utf-8")
    command = ["render", "docx", "--kind", "征求意见函", "--each-unit", str(folder), "-p", str(file)]
    assert run(command) == 0
    assert "3份意见反馈表" in capfd.readouterr().err
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["市审计局意见反馈表.docx", "市编办意见反馈表.docx", "市财政局意见反馈表.docx", "意见反馈表目录.csv"]
    )
    form = open_docx((folder / "市财政局意见反馈表.docx").read_bytes())
    check_structure(form)
    assert form.paragraphs[:2] == ["附件2", "《2018年工作分工方案（征求意见稿）》意见反馈表"]
    assert "反馈单位（盖章）：市财政局" in form.paragraphs[2]
    assert form.grid()[1][:3] == ["1", "1.1", "1.公开。"]


def test_a_draft_for_comments_that_is_issued_is_pointed_out_and_an_issued_plan_gets_no_letter(tmp_path, capfd):
    file = tmp_path / "plan.yaml"
    file.write_text(dump_plan(plan(printed_by="市府办", document_number="某府办函〔2018〕9号")), encoding="utf-8")
    assert run(["render", "docx", "--notice", "-p", str(file), "-o", str(tmp_path / "x.docx")]) == 0
    assert "--kind 征求意见函" in capfd.readouterr().err
    issued = dump_plan(plan(stage="印发稿", document_number="某府办函〔2018〕9号"))
    file.write_text(issued, encoding="utf-8")
    assert run(["render", "docx", "--kind", "征求意见函", "--each-unit", str(tmp_path / "d"), "-p", str(file)]) == 1
    assert not (tmp_path / "d").exists()


def test_options_that_do_not_fit_the_letter_are_refused(capfd):
    for option in (["--as", "附件1"], ["--form", "文件"]):
        assert run(["render", "docx", "--kind", "征求意见函", *option]) == 2
        assert "征求意见函不能用" in capfd.readouterr().err
    assert official_document(plan(), "x", replace(LETTER, form=Form.DOCUMENT)).head == "某某市人民政府办公室"


def test_what_the_file_says_of_the_letter_reads_back_the_same():
    loaded = load_plan(Source("x", dump_plan(plan())))
    assert loaded.plan == plan()
    wrong = dump_plan(plan()).replace("reply_by: 2018-03-15", "reply_by: 3月15日")
    assert [finding.rule.code for finding in load_plan(Source("x", wrong)).diagnostics] == ["PLN013"]
