"""Every variant of Word document that planctl makes. To have a new one checked, add a line to VARIANTS."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from docx.shared import Pt

from planctl.catalogue import make_whole
from planctl.cli import run
from planctl.files import resource

COLUMNS = (
    "plan: {title: 方案, year: 2017, headings: {text: 工作举措, lead_units: 责任单位}}\n"
    "tasks:\n- number: 1\n  title: 甲\n  requirements:\n"
    "  - {number: 1, text: 公开, lead_units: 市编办, supporting_units: 市财政局, extra: {责任领导: 张三, 联系人: 李四}}\n"
    "  - {number: 2, text: 解读, lead_units: 市编办, supporting_units: 市财政局, extra: {责任领导: 王五}}\n"
    "gaps:\n- {kind: requirement, reference: '1.3', certainty: probable}\n"
)
SECTIONS = (
    "plan: {title: 方案, year: 2017, numbering: per-section}\n"
    "tasks:\n"
    "- {number: 1, section: 一、推进公开, title: 甲, requirements: [{text: a, deadline: 6月底}, {text: b, deadline: 6月底}]}\n"
    "- {number: 2, section: 一、推进公开, title: 乙, lead_units: 市编办}\n"
    "- {number: 1, section: 二、加强解读, title: 丙, lead_units: 市编办, deadline: 全年}\n"
)
NO_DEADLINE = "tasks:\n- {number: 1, title: 甲, requirements: [{number: 1, text: a, lead_units: 市编办}]}\n"
NO_REQUIREMENTS = "tasks:\n- {number: 1, title: 甲, lead_units: 市编办, deadline: 全年}\n"
CONTINUOUS = (
    "plan: {title: 方案, year: 2017, numbering: continuous, headings: {number: 序, deadline: 时间, title: 任务, text: 内容}}\n"
    "tasks:\n"
    "- {number: 1, title: 甲, requirements: [{number: 1, text: a, deadline: 全年}, {number: 2, text: b, deadline: null}]}\n"
    "- {number: 2, title: null, requirements: [{number: 3, text: null, deadline: 全年}]}\n"
    "gaps:\n- {kind: cell, reference: '2', fields: [deadline]}\n- {kind: requirement, reference: '4'}\n"
)
ODD_TEXTS = (
    'plan: {title: "<甲>&{{乙}}", year: 2017, issuing_authority: "A & B"}\n'
    'tasks:\n- {number: 1, section: "一、]]> &amp;", title: "{% x %}\\n第二行", requirements: [\n'
    '    {text: "𠮷👍 \\t\\u200b\\u202e שלום", lead_units: " 市编办 ", extra: {"{{ 7*7 }}": "-->"}}]}\n'
)
OFFICIAL = (
    "plan: {title: 2018年工作分工方案, year: 2018, stage: 印发稿, issuing_authority: 某某市人民政府办公室, "
    "document_number: 某府办〔2018〕9号, dated_on: 2018-03-01, notice_title: 关于印发《2018年工作分工方案》的通知, "
    "addressees: 市政府各部门, copy_to: 市委办公室, printed_by: 某某市人民政府办公室, printed_on: 2018-03-02, "
    "disclosure: 主动公开}\n"
    "tasks:\n- {number: 1, title: 甲, requirements: [{number: 1, text: 公开。, lead_units: 市编办, deadline: 全年}]}\n"
)
JOINT = OFFICIAL.replace(
    "issuing_authority: 某某市人民政府办公室", "issuing_authority: [某市发改局, 某某市财政局, 市教育局, 市民政局]"
)
ALL_PARTS = OFFICIAL.replace(
    "disclosure: 主动公开",
    "disclosure: 主动公开, urgency: 特急, attachments: [名单, 2018年工作分工方案], "
    "contact: {name: 张三, phone: 0769-1, email: a@b.cn}",
).replace("addressees: 市政府各部门", f"addressees: {'、'.join(['某某市某某区人民政府办公室'] * 30)}")
DRAFT = OFFICIAL.replace("stage: 印发稿", "stage: 征求意见稿")
CONSULTATION = DRAFT.replace(
    "disclosure: 主动公开", "consultation: {document_number: 某府办函〔2018〕9号, reply_by: 2018-03-15}"
)
BUILT_IN = ""


def drop_titles(document: DocumentObject) -> None:
    """A template without its second column."""
    table = _plan_table(document)
    for row in table.rows:
        row._tr.remove(row._tr.findall(qn("w:tc"))[1])
    table._tbl.tblGrid.remove(table._tbl.tblGrid.findall(qn("w:gridCol"))[1])


def add_column(document: DocumentObject) -> None:
    """A template with a column and a font of its own, the deadlines first."""
    table = _plan_table(document)
    for row, text in zip(table.rows, ("备注", "见{{ row.reference }}（{{ row.lead_units }}）"), strict=True):
        cells = row._tr.findall(qn("w:tc"))
        cell = deepcopy(cells[2])
        next(cell.iter(qn("w:t"))).text = text
        row._tr.append(cell)
        cells[0].addprevious(cells[5])
    grid = table._tbl.tblGrid
    grid.append(deepcopy(grid.findall(qn("w:gridCol"))[2]))
    table.rows[1].cells[3].paragraphs[0].runs[0].font.size = Pt(9)
    document.add_paragraph("文号：{{ plan.document_number }}")


def _plan_table(document: DocumentObject):
    return next(table for table in document.tables if "{{ row.text }}" in table.rows[-1].cells[2].text)


# name → (plan's text, arguments of `planctl render docx`, change made to the built-in template)
VARIANTS: dict[str, tuple[str, list[str], Callable[[DocumentObject], None] | None]] = {
    "the built-in plan": (BUILT_IN, [], None),
    "the built-in plan verbatim": (BUILT_IN, ["--verbatim"], None),
    "the built-in plan without gaps": (BUILT_IN, ["--no-gaps"], None),
    "columns of its own": (COLUMNS, [], None),
    "sections": (SECTIONS, [], None),
    "no deadlines": (NO_DEADLINE, [], None),
    "no requirements": (NO_REQUIREMENTS, [], None),
    "no tasks": ("tasks: []\n", [], None),
    "numbered through": (CONTINUOUS, [], None),
    "odd texts": (ODD_TEXTS, [], None),
    "odd texts verbatim": (ODD_TEXTS, ["--verbatim"], None),
    "upright": (BUILT_IN, ["--portrait"], None),
    "an attachment bound apart": (OFFICIAL, ["--as", "附件2", "--apart"], None),
    "with its notice": (OFFICIAL, ["--notice"], None),
    "with its notice, on printed paper, as an attachment": (OFFICIAL, ["--notice", "--no-head", "--as", "附件"], None),
    "with its notice, upright, the 版记 below the table": (OFFICIAL, ["--notice", "--portrait"], None),
    "a letter": (OFFICIAL, ["--notice", "--form", "信函"], None),
    "a letter upright": (BUILT_IN, ["--notice", "--portrait"], None),
    "a joint notice": (JOINT, ["--notice"], None),
    "a joint notice without seals": (JOINT, ["--notice", "--head", "lead", "--unsealed"], None),
    "seventy addressees": (
        OFFICIAL.replace("市政府各部门", "、".join(["某某市甲乙镇人民政府"] * 70)),
        ["--notice"],
        None,
    ),
    "ten organs": (
        OFFICIAL.replace(
            "某某市人民政府办公室, document",
            f"[{', '.join(f'某某市第{one}局' for one in '一二三四五六七八九十')}], document",
        ),
        ["--notice"],
        None,
    ),
    "a text that ends on page 2": (
        JOINT.replace("year:", f"body: {'请各单位认真组织实施。' * 45}, year:", 1),
        ["--notice"],
        None,
    ),
    "every part of a notice": (ALL_PARTS, ["--notice"], None),
    "every part of a letter": (ALL_PARTS, ["--notice", "--form", "信函"], None),
    "a notice of a change": (OFFICIAL, ["--kind", "调整"], None),
    "a text of its own": (
        OFFICIAL.replace("year:", 'body: "甲\\n一、乙。丙\\n（一）丁", year:', 1),
        ["--notice"],
        None,
    ),
    "a letter for comments": (CONSULTATION, ["--kind", "征求意见函"], None),
    "a letter for comments upright": (CONSULTATION, ["--kind", "征求意见函", "--portrait"], None),
    "任务分解表": (BUILT_IN, ["--template", "任务分解表"], None),
    "台账表 of a unit": (BUILT_IN, ["--template", "台账表", "--unit", "市发改局"], None),
    "意见反馈表": (BUILT_IN, ["--template", "意见反馈表"], None),
    "a draft": (DRAFT, ["--notice", "--portrait"], None),
    "a unit's sheet": (BUILT_IN, ["--unit", "市发改局"], None),
    "a unit's sheet through collectives": (BUILT_IN, ["--unit", "虎门镇"], None),
    "cells not merged": (BUILT_IN, ["--no-merge"], None),
    "merges started again": (BUILT_IN, ["--page-starts", "4.5,6.11"], None),
    "a template without titles": (SECTIONS, [], drop_titles),
    "a template with a column more": (COLUMNS, [], add_column),
}


def render_variant(name: str, folder: Path) -> Path:
    """Render one of VARIANTS into a folder; the file."""
    text, arguments, change = VARIANTS[name]
    file = folder / "out.docx"
    command = ["render", "docx", "-o", str(file), *arguments]
    if text:
        plan = folder / "plan.yaml"
        plan.write_text(make_whole(text), encoding="utf-8")
        command += ["--plan", str(plan)]
    else:
        command += ["--plan", str(resource("data/plan2017.yaml"))]
    if change:
        document = Document(str(resource("templates/plan.docx")))
        change(document)
        template = folder / "template.docx"
        document.save(str(template))
        command += ["--template", str(template)]
    assert run(command) == 0
    return file
