"""What a Word document says of itself to programs and screen readers, and how its rows are found."""

import hashlib
import io
import zipfile
from xml.sax.saxutils import escape

from docx import Document
from lxml import etree

from docx_grid import W
from planctl.document.page_starts import restart_merges
from planctl.document.view import view_plan
from planctl.files import resource
from planctl.planfile.loader import load_plan
from planctl.planfile.writer import dump_plan
from planctl.renderers.docx.bookmarks import bookmark_name
from planctl.renderers.docx.document import write_docx
from planctl.source import Source
from support import plan_of
from support_docx import rendered

PLAN = """\
plan: {title: 方案, year: 2017, stage: 征求意见稿, issuing_authority: 市府办, document_number: 某府办〔2017〕9号}
tasks:
- number: 1
  title: 甲
  section: 一、公开
  requirements:
  - {number: 1, text: a, lead_units: 市编办, deadline: 全年}
  - {text: b, lead_units: 市编办, deadline: 全年}
  - {text: c, lead_units: 市编办, deadline: 全年}
- {number: 2, title: 乙, section: 一、公开, lead_units: 市编办, deadline: 全年}
gaps:
- {kind: task, reference: "3"}
"""


def render(plan, template=None):
    return rendered(plan, template=template)


def custom(document):
    root = etree.fromstring(document.parts["docProps/custom.xml"])
    return {one.get("name"): one[0].text for one in root}


def test_the_document_names_its_draft_by_what_the_plan_says_and_not_by_comments():
    plain = plan_of(PLAN)
    properties = custom(render(plain))
    assert properties == {
        "planctl-plan": hashlib.sha256(dump_plan(plain).encode()).hexdigest(),
        "planctl-stage": "征求意见稿",
    }
    noted = load_plan(Source("x", "# 请核对\n" + dump_plan(plain).replace("year: 2017", "year: 2017  # 年份"))).plan
    assert custom(render(noted)) == properties
    assert custom(render(plan_of(PLAN.replace("text: b", "text: d"))))["planctl-plan"] != properties["planctl-plan"]


def test_a_template_s_own_properties_stay_and_those_of_an_earlier_draft_do_not(tmp_path):
    first = render(plan_of(PLAN))
    own = first.parts["docProps/custom.xml"].decode().replace("planctl-stage", "科室")
    template = tmp_path / "own.docx"
    source = resource("templates/plan.docx").read_bytes()
    memory = io.BytesIO()
    write_docx(plan_of("tasks: []\n"), view_plan(plan_of("tasks: []\n")), memory)
    with (
        zipfile.ZipFile(memory) as made,
        zipfile.ZipFile(io.BytesIO(source)) as built,
        zipfile.ZipFile(template, "w") as new,
    ):
        for name in built.namelist():
            if name in ("[Content_Types].xml", "_rels/.rels"):
                new.writestr(name, made.read(name))
            else:
                new.writestr(name, built.read(name))
        new.writestr("docProps/custom.xml", own)
    properties = custom(render(plan_of(PLAN), template))
    assert properties["科室"] == "征求意见稿"
    assert sorted(properties) == ["planctl-plan", "planctl-stage", "科室"]


def test_a_template_with_properties_that_are_no_xml_is_used_without_them(tmp_path):
    file = tmp_path / "own.docx"
    memory = io.BytesIO()
    write_docx(plan_of(PLAN), view_plan(plan_of(PLAN)), memory)
    with (
        zipfile.ZipFile(memory) as made,
        zipfile.ZipFile(resource("templates/plan.docx")) as built,
        zipfile.ZipFile(file, "w") as new,
    ):
        for name in made.namelist():
            kept = built if name in built.namelist() and name.startswith("word/") else made
            new.writestr(name, b"<broken" if name == "docProps/custom.xml" else kept.read(name))
    assert "planctl-plan" in custom(render(plan_of(PLAN), file))


def test_the_properties_state_title_authority_number_and_language_and_the_program_that_wrote_it():
    document = render(plan_of(PLAN))
    properties = Document(io.BytesIO(zipped(document))).core_properties
    assert (properties.title, properties.author, properties.subject) == ("方案", "市府办", "某府办〔2017〕9号")
    assert properties.language == "zh-CN"
    application = document.parts["docProps/app.xml"].decode()
    assert "<Application>planctl</Application>" in application
    assert "Microsoft" not in application


def zipped(document):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as package:
        for name, content in document.parts.items():
            package.writestr(name, content)
    return memory.getvalue()


def test_each_row_has_a_bookmark_by_its_reference_and_a_missing_one_none():
    document = render(plan_of(PLAN))
    names = [one.get(f"{W}name") for one in document.body.iter(f"{W}bookmarkStart")]
    assert names == ["row_1_1", "row_1__1", "row_1__2", "row_2"]
    assert len({one.get(f"{W}id") for one in document.body.iter(f"{W}bookmarkStart")}) == len(names)


def test_names_of_bookmarks_are_those_that_word_allows_and_differ_where_references_do():
    references = ["4.3", "4#3", "二/4.3", "二.一/4.3", "43"]
    names = [bookmark_name(reference) for reference in references]
    assert names == ["row_4_3", "row_4__3", "row_二___4_3", "row_二_一___4_3", "row_43"]
    assert all(name.replace("_", "").isalnum() for name in names)


def test_the_table_has_a_title_and_a_description_and_its_heading_row_is_marked():
    plan = plan_of(PLAN.replace("title: 方案", 'title: "<甲>&方案"'))
    document = render(plan)
    (caption,) = document.body.iter(f"{W}tblCaption")
    (description,) = document.body.iter(f"{W}tblDescription")
    assert caption.get(f"{W}val") == "<甲>&方案"
    assert escape("<甲>&方案") in document.parts["word/document.xml"].decode()
    assert description.get(f"{W}val") == "共5行，各栏为序号、工作任务、具体要求、牵头单位、完成时限"
    assert next(document.body.iter(f"{W}tblLook")).get(f"{W}firstRow") == "1"
    assert len(list(document.body.iter(f"{W}tblHeader"))) == 1


def test_sections_and_tasks_are_headings_of_two_levels():
    document = render(plan_of(PLAN))
    (section,) = document.body.iter(f"{W}outlineLvl")
    assert section.get(f"{W}val") == "0"
    paragraph = next(section.iterancestors(f"{W}p"))
    assert "".join(text.text for text in paragraph.iter(f"{W}t")) == "一、公开"
    styles = etree.fromstring(document.parts["word/styles.xml"])
    (task,) = [one for one in styles if one.get(f"{W}styleId") == "TableTask"]
    assert task.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == "1"
    used = [one for one in document.body.iter(f"{W}pStyle") if one.get(f"{W}val") == "TableTask"]
    assert used


def test_a_title_that_is_printed_again_is_no_second_heading():
    plan = plan_of(PLAN)
    view = view_plan(plan)
    for starts, levels in ([1], [True, "9"]), ([2], [True, "9"]), ([1, 2], [True, "9", "9"]):
        shown = restart_merges(view, starts)
        titles = [
            paragraph.find(f"{W}pPr/{W}outlineLvl")
            for paragraph in rendered(plan, shown).body.iter(f"{W}p")
            if "".join(text.text or "" for text in paragraph.iter(f"{W}t")) == "甲"
        ]
        assert [level is None or level.get(f"{W}val") for level in titles] == levels
