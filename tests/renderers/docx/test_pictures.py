"""Every form as its reader sees it, compared with approved pictures (CONTRIBUTING.md, “Pictures of the forms”)."""

import pytest
from PIL import Image, ImageChops, ImageDraw

from pictures import MOST, PICTURES, approve, compare, differing, needs_fonts_of_pictures, picture_of
from planctl.cli import run
from planctl.files import resource
from planctl.programs.libreoffice import docx_to_pdf

TASKS = """
tasks:
- number: 1
  title: 推进政务公开
  requirements:
  - {number: 1, text: 主动公开重大建设项目的批准和实施信息。, lead_units: 市编办, supporting_units: 各镇人民政府, deadline: 6月底前}
  - {number: 2, text: 做好政策解读。, lead_units: 市财政局、市教育局, deadline: 全年}
- number: 2
  title: 办理建议提案
  requirements:
  - {number: 1, text: 按时答复。, lead_units: 市教育局, deadline: 2018-09-30}
"""
UNITS = "units: [{name: 市编办}, {name: 市财政局}, {name: 市教育局}, {name: 各镇人民政府, group: true}]\n"
FACTS = """\
format: 1
plan:
  title: 2018年工作分工方案
  year: 2018
  stage: 印发稿
  issuing_authority: 某某市人民政府办公室
  document_number: 某府办〔2018〕9号
  dated_on: 2018-03-01
  notice_title: 关于印发《2018年工作分工方案》的通知
  addressees: 各镇人民政府，市政府各部门
  copy_to: 市委办公室
  printed_by: 某某市人民政府办公室
  printed_on: 2018-03-02
  contact: {name: 张三, phone: 0769-12345678}
  disclosure: 主动公开
"""
ISSUED = FACTS + UNITS + TASKS
ISSUER = "issuing_authority: 某某市人民政府办公室"
JOINT = ISSUED.replace(ISSUER, "issuing_authority: [某某市发展改革局, 某某市财政局, 某某市教育局, 某某市民政局]")
CONSULTED = ISSUED.replace("stage: 印发稿", "stage: 征求意见稿").replace(
    "  disclosure: 主动公开\n", "  consultation: {document_number: 某府办函〔2018〕9号, reply_by: 2018-03-15}\n"
)
OWN_TEXT = ISSUED.replace(
    "  year: 2018\n",
    "  year: 2018\n"
    "  body: |\n"
    "    现将《2018年工作分工方案》印发给你们，并就有关事项通知如下。\n"
    "    一、加强领导。各单位要把任务落实到人，主要负责人亲自抓，分管负责人具体抓。\n"
    "    （一）明确责任。牵头单位对任务负总责。\n"
    "    1.按月报送进展。\n"
    "    （1）每月5日前报送上月情况。\n",
)
PLAN_2017 = ""
"""The built-in plan."""

# name → (the plan's text, the arguments of `planctl render docx`, how many pages from the first, None: all)
FORMS = {
    "plan": (PLAN_2017, [], 2),
    "plan-portrait": (PLAN_2017, ["--portrait"], 2),
    "notice": (ISSUED, ["--notice"], None),
    "notice-portrait": (ISSUED, ["--notice", "--portrait"], None),
    "letter": (ISSUED, ["--notice", "--form", "信函"], 1),
    "joint-notice": (JOINT, ["--notice"], 2),
    "joint-notice-unsealed": (JOINT, ["--notice", "--unsealed"], 2),
    "own-text": (OWN_TEXT, ["--notice"], 2),
    "consultation": (CONSULTED, ["--kind", "征求意见函"], None),
    "breakdown": (ISSUED, ["--template", "任务分解表"], 1),
    "ledger": (ISSUED, ["--template", "台账表"], 1),
    "unit-sheet": (ISSUED, ["--unit", "市教育局"], 1),
}


@pytest.mark.slow
@needs_fonts_of_pictures
@pytest.mark.parametrize("name", FORMS)
def test_a_form_looks_as_it_was_approved(name, tmp_path, request):
    text, arguments, pages = FORMS[name]
    plan, document = tmp_path / "plan.yaml", tmp_path / "plan.docx"
    plan.write_bytes(text.encode() or resource("data/plan2017.yaml").read_bytes())
    assert run(["render", "docx", "--plan", str(plan), "-o", str(document), *arguments]) == 0
    picture = picture_of(docx_to_pdf(document.read_bytes()), pages)
    if request.config.getoption("--update-pictures"):
        approve(picture, PICTURES / f"{name}.png")
    compare(picture, name)


def approved(name):
    with Image.open(PICTURES / f"{name}.png") as kept:
        return kept.convert("L")


def test_a_page_is_the_same_when_it_stands_a_pixel_aside_and_another_when_half_a_millimetre():
    page = approved("letter")
    assert differing(page, ImageChops.offset(page, 1, 1)) <= MOST
    assert differing(page, ImageChops.offset(page, 0, 2)) > MOST


def test_a_rule_of_a_few_millimetres_that_is_gone_makes_another_picture():
    page = Image.new("L", (100, 100), 255)
    ImageDraw.Draw(page).line((50, 20, 50, 20 + MOST), fill=0)
    blank = Image.new("L", (100, 100), 255)
    assert differing(page, blank) == differing(blank, page) > MOST


def test_red_that_is_printed_black_makes_another_picture():
    page = approved("letter")
    assert differing(page, page.point([0 if grey < 100 else grey for grey in range(256)])) > MOST


def test_the_pictures_are_those_of_the_forms_and_stay_small():
    assert {path.stem for path in PICTURES.iterdir()} == set(FORMS)
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < 1_000_000
