"""A unit's sheet holds what `list --unit` names for it, as the plan prints it, and says what it leaves out."""

import io

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from docx_grid import W, check_structure, open_docx
from planctl.document.sheet import sheet_of, units_of, view_sheet
from planctl.document.sheet.note import sheet_title
from planctl.document.view import view_plan
from planctl.files import read_source, resource
from planctl.model.plan import Gap, GapKind, Plan, Requirement, Task, Unit
from planctl.planfile.loader import load_plan
from planctl.queries import Part, list_for_units
from planctl.renderers.docx.document import write_docx
from planctl.units import parse_unit_cell
from planctl.units.register import Register
from support import plan_of
from support_docx import rendered, texts_in

PLAN = """\
plan:
  title: 关于落实《要点》的分工方案
  year: 2019
  stage: 征求意见稿
  document_number: 府办〔2019〕1号
units:
- {name: 市编办}
- {name: 市质监局, succeeded_by: 市市场监管局}
- {name: 市市场监管局, full_name: 市市场监督管理局}
- {name: 各镇(街), group: true, members: [虎门镇, 长安镇]}
- {name: 市各有关单位, group: true}
tasks:
- number: 1
  section: 一、公开
  title: 甲
  requirements:
  - {number: 1, text: a, lead_units: 市编办, supporting_units: 各镇(街), deadline: 全年}
  - {number: 2, text: b, lead_units: 市质监局, supporting_units: 市编办, deadline: 全年}
  - {number: 3, text: c, lead_units: 市质监局, supporting_units: 虎门镇, deadline: 全年}
- number: 2
  section: 二、服务
  title: 乙
  requirements:
  - {number: 1, text: d, lead_units: 市各有关单位, supporting_units: 市编办, deadline: 6月底}
  - {number: 2, text: e, lead_units: null, deadline: 6月底}
- {number: 3, section: 二、服务, title: 丙, lead_units: 各镇(街)(不含虎门镇), deadline: 6月底}
gaps:
- {kind: cell, reference: "2.2", fields: [lead_units]}
- {kind: task, reference: "4"}
- {kind: task, reference: "5"}
- {kind: orphan, reference: "4", lead_units: 各镇(街), deadline: 12月底}
"""


@pytest.fixture(scope="module")
def plan2017():
    return load_plan(read_source(resource("data/plan2017.yaml"))).plan


def sheet(plan, *units, **options):
    return view_sheet(sheet_of(plan, units), **options)


def cells(view, *fields):
    return [tuple(row.texts[field] for field in fields) for row in view.rows]


def duties(view):
    return [(row.reference, row.texts[view.columns[-1].field]) for row in view.rows]


def test_a_sheet_holds_the_unit_s_rows_numbered_and_printed_as_in_the_plan(plan2017):
    view = sheet(plan2017, "市发展和改革局")
    assert view.title == "市发改局任务清单\n（摘自《2017年全市政务信息公开工作重点分工方案》）"
    assert [row.reference for row in view.rows] == ["3.2", "4.4", "7.1", "7.2", "9", "11.3"]
    assert [column.heading for column in view.columns] == ["序号", "工作任务", "具体要求", "牵头单位", "完成时限"]
    assert view.rows[0].texts["text"] == "2.积极开展市场准入负面清单制度改革试点工作。"
    assert view.rows[5].texts["title"] == "〔原文缺失〕"


def test_the_note_says_where_the_sheet_is_from_and_what_may_concern_the_unit_besides(plan2017):
    assert sheet(plan2017, "市发改局").note.split("\n　　") == [
        "注：1.本清单摘自《2017年全市政务信息公开工作重点分工方案》（东府办函〔2017〕304号，成文日期2017年6月1日），"
        "共6条，序号与原方案一致；下列编号如“2.2”指序号2第2点。",
        "2.另有18条可能涉及市发改局，未列入，请与印发单位核实："
        "单位缺失或待定的6条（2.2、10.2、13.3、17.4、22.2、24.1），"
        "统称“市各有关单位”“各行政执法部门”未列明成员的12条"
        "（1.1、1.2、1.3、3.3、3.4、4.3、4.5、4.7、5.1、5.2、5.3、22.1）；又有原文缺失的第21项。",
        "3.所据文本另缺第14项、第18项、第20项和3.1、11.1、19.5、24.2条，是否涉及市发改局不详。",
        "4.〔原文缺失〕为所据文本中缺失的内容。",
    ]


def test_merges_are_those_of_the_rows_that_remain():
    view = sheet(plan_of(PLAN), "市质监局")
    assert [row.spans["number"] for row in view.rows] == [2, 0]
    assert [row.spans["lead_units"] for row in view.rows] == [2, 0]
    assert [row.spans["supporting_units"] for row in view.rows] == [1, 1]
    assert [row.section for row in sheet(plan_of(PLAN), "长安镇").rows] == ["一、公开", "二、服务", ""]


def test_rows_through_a_collective_are_marked_and_an_excluded_unit_gets_no_row():
    view = sheet(plan_of(PLAN), "虎门镇")
    assert view.columns[-1].heading == "本单位职责"
    assert duties(view) == [("1.1", "配合※"), ("1.3", "配合"), ("", "牵头※")]
    assert view.rows[2].texts["lead_units"] == "各镇（街）"
    assert "标※的2条系经统称“各镇（街）”涉及：1.1、4。" in view.note
    assert "其中2条为配合事项：1.1、1.3。" in view.note
    assert "共2条（另列原文缺失、仅存部分单元格的第4项）" in view.note


def test_a_sheet_without_gaps_leaves_orphan_cells_and_what_is_lost_out_of_rows_and_note():
    view = sheet(plan_of(PLAN), "虎门镇", show_gaps=False)
    assert [row.reference for row in view.rows] == ["1.1", "1.3"]
    assert "第4项" not in view.note
    assert "可能涉及虎门镇" in view.note
    assert "缺第" not in view.note


def test_where_a_unit_only_leads_under_its_own_name_no_column_says_so(plan2017):
    assert sheet(plan2017, "市发改局").columns == view_plan(plan2017).columns
    view = sheet(plan_of(PLAN), "市编办")
    assert duties(view) == [("1.1", "牵头"), ("1.2", "配合"), ("2.1", "配合")]


def test_today_s_unit_gets_its_predecessor_s_rows_marked_as_such():
    view = sheet(plan_of(PLAN), "市市场监督管理局")
    assert view.title.startswith("市市场监管局任务清单")
    assert duties(view) == [("1.2", "牵头△"), ("1.3", "牵头△")]
    assert "以上各条均写的是曾用名“市质监局”。" in view.note


def test_a_draft_says_that_it_is_one_and_marks_in_the_title_change_inside_marks():
    plan = plan_of(PLAN)
    assert sheet_title(sheet_of(plan, ["市编办"])) == "市编办任务清单\n（摘自《关于落实〈要点〉的分工方案》征求意见稿）"
    assert "（征求意见稿，府办〔2019〕1号）" in sheet(plan, "市编办").note


def test_several_units_share_a_sheet_that_says_who_does_what():
    view = sheet(plan_of(PLAN), "市编办", "虎门镇")
    assert view.title.startswith("市编办、虎门镇任务清单")
    assert duties(view) == [
        ("1.1", "市编办牵头；虎门镇配合※"),
        ("1.2", "市编办配合"),
        ("1.3", "虎门镇配合"),
        ("2.1", "市编办配合"),
        ("", "虎门镇牵头※"),
    ]
    assert [row.requirement.reference for row in sheet_of(plan_of(PLAN), ["市编办", "虎门镇"]).possible] == ["2.2"]


def test_an_own_column_of_the_plan_with_the_same_heading_stays():
    plan = plan_of(
        "tasks:\n- {number: 1, title: 甲, requirements: [{text: a, supporting_units: 市编办, extra: {本单位职责: 无}}]}\n"
    )
    view = sheet(plan, "市编办")
    assert [column.heading for column in view.columns][-2:] == ["本单位职责", "本单位职责（摘录）"]
    assert cells(view, "extra:本单位职责", "extra:本单位职责（摘录）") == [("无", "配合")]


def test_of_very_many_rows_the_note_names_the_first_ones():
    requirements = "".join(f"  - {{number: {number}, text: a, lead_units: 市各单位}}\n" for number in range(1, 101))
    plan = plan_of(
        "plan: {title: 方案, year: 2017}\nunits:\n- {name: 市编办}\n- {name: 市各单位, group: true}\n"
        f"tasks:\n- number: 1\n  title: 甲\n  requirements:\n{requirements}"
        "- {number: 2, title: 乙, lead_units: 市编办}\n"
    )
    note = sheet(plan, "市编办").note
    assert "未列明成员的100条（1.1、" in note
    assert "1.40等）" in note


def test_the_word_sheet_is_sound_and_carries_its_own_title(plan2017):
    memory = io.BytesIO()
    write_docx(plan2017, sheet(plan2017, "虎门镇"), memory)
    document = open_docx(memory.getvalue())
    check_structure(document)
    assert document.grid()[0][-1] == "本单位职责"
    assert {row[-1] for row in document.grid()[1:]} == {"牵头※"}
    assert "虎门镇任务清单（摘自《2017年" in document.parts["docProps/core.xml"].decode()


def styled(document):
    """The paragraphs of a document's body, each as its style and its text."""
    found = []
    for paragraph in document.body.findall(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        found.append(("" if style is None else style.get(f"{W}val"), texts_in(paragraph)))
    return found


def test_the_plan_that_a_sheet_is_from_stands_below_the_title_in_the_style_of_a_stage(plan2017):
    assert styled(rendered(plan2017, sheet(plan2017, "虎门镇")))[:2] == [
        ("DocumentTitle", "虎门镇任务清单"),
        ("Stage", "（摘自《2017年全市政务信息公开工作重点分工方案》）"),
    ]


@pytest.mark.parametrize("title", ["2018年方案", "2018年方案（征求意见稿）"])
def test_a_sheet_of_a_draft_says_of_which_draft_it_is_once_in_its_title(title):
    plan = plan_of(
        f"plan: {{title: {title}, year: 2018, stage: 征求意见稿}}\n"
        "tasks:\n- {number: 1, title: 甲, requirements: [{text: 乙, lead_units: 市编办, deadline: 全年}]}\n"
    )
    head = "".join(text for style, text in styled(rendered(plan, sheet(plan, "市编办"))) if style != "TableNote")
    assert head.count("征求意见稿") == 1
    assert [text for _, text in styled(rendered(plan))][1:2] == ["（征求意见稿）"]


def test_a_template_without_that_style_keeps_it_in_the_title(plan2017, tmp_path):
    own = Document(str(resource("templates/plan.docx")))
    for style in [each for each in own.styles.element if each.get(f"{W}styleId") == "Stage"]:
        own.styles.element.remove(style)
    for paragraph in own.paragraphs:
        if "document.stage" in paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)
    own.save(str(tmp_path / "own.docx"))
    found = styled(rendered(plan2017, sheet(plan2017, "虎门镇"), template=tmp_path / "own.docx"))
    assert found[0] == ("DocumentTitle", "虎门镇任务清单（摘自《2017年全市政务信息公开工作重点分工方案》）")


def test_a_plan_whose_own_title_has_two_lines_keeps_their_look():
    plan = plan_of(
        "plan: {title: '工作方案\n\n（摘要）', year: 2019}\ntasks:\n- {number: 1, title: 甲, requirements: [{text: 乙}]}\n"
    )
    assert [style for style, _ in styled(rendered(plan))][:1] == ["DocumentTitle"]


NAMES = ["市编办", "市质监局", "市市场监管局", "虎门镇", "长安镇", "各镇", "市各有关单位", "市公安局", "公安局"]
REGISTER = (
    Unit("市质监局", succeeded_by="市市场监管局"),
    Unit("市市场监管局"),
    Unit("市编办", aliases=("编办",)),
    Unit("各镇", group=True, members=("虎门镇", "长安镇")),
    Unit("市各有关单位", group=True),
)
CELLS = st.one_of(
    st.none(),
    st.just(""),
    st.lists(st.sampled_from([*NAMES, "编办", "各镇(不含虎门镇)", "除长安镇外各镇"]), max_size=3).map("、".join),
).map(lambda printed: None if printed is None else parse_unit_cell(printed))


@st.composite
def plans(draw):
    tasks = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        requirements = tuple(
            Requirement(f"{number}.{index}", str(index), "要求", draw(CELLS), draw(CELLS))
            for index in range(1, draw(st.integers(1, 4)) + 1)
        )
        tasks.append(Task(str(number), str(number), f"任务{number}", requirements, draw(st.sampled_from(["", "一"]))))
    gaps = tuple(
        Gap(GapKind.ORPHAN, str(number), lead_units=draw(CELLS))
        for number in draw(st.sets(st.integers(1, len(tasks)), max_size=2))
    )
    return Plan("方案", 2017, tuple(tasks), REGISTER, gaps)


@given(plans(), st.sampled_from(NAMES))
def test_every_row_that_list_gives_for_a_unit_is_in_its_sheet_and_none_other(plan, unit):
    answer = list_for_units(plan, plan.rows(), [unit])
    wanted = {row.requirement.reference for row in answer.in_part(Part.NAMED, Part.THROUGH_GROUP)}
    whole = {row.reference: row.texts for row in view_plan(plan, verbatim=True).rows}
    found = sheet_of(plan, [unit])
    view = view_sheet(found, verbatim=True)
    shown = [row for row in view.rows if row.reference]
    assert [row.reference for row in shown] == [one for one in whole if one in wanted]
    for row in shown:
        assert row.texts.items() >= whole[row.reference].items()
    assert {row.requirement.reference for row in found.possible} == {
        row.requirement.reference for row in answer.in_part(Part.POSSIBLE)
    }
    assert {*found.orphans(), *found.possible_orphans} == set(answer.orphans)
    for column in view.columns:
        assert sum(row.spans[column.field] for row in view.rows) == len(view.rows)


@given(plans())
def test_the_sheets_of_all_units_cover_every_row_whose_unit_is_known(plan):
    known = {
        requirement.reference
        for _, requirement in plan.rows()
        if any(cell is not None and cell.names for cell in (requirement.lead_units, requirement.supporting_units))
    }
    units = units_of(Register(plan))
    assert len(units) == len(set(units))
    covered = {row.reference for unit in units for row in sheet(plan, unit).rows}
    assert known <= covered


def test_the_sheets_of_the_built_in_plan_cover_every_row_whose_unit_is_known(plan2017):
    known = {one.reference for _, one in plan2017.rows() if one.lead_units and one.lead_units.printed}
    covered = {
        row.reference for unit in units_of(Register(plan2017)) for row in sheet(plan2017, unit).rows if row.reference
    }
    assert covered == known
    assert len(known) == 55
