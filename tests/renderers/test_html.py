"""The web page says what the plan says, read back by html5lib and by our own import; nothing in a plan becomes more than text."""

import base64
import hashlib
import io
import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from html_page import open_page, text_of
from plan_strategies import plans
from planctl.document.page_starts import restart_merges
from planctl.document.publication import Publication
from planctl.document.sheet import sheet_of, view_sheet
from planctl.document.view import view_plan
from planctl.errors import PlanRefusedError, TemplateError
from planctl.files import read_source, resource
from planctl.importer.readers.html.page import read_html
from planctl.model.plan import Plan, Requirement, Task, UnitCell
from planctl.model.references import reference_key
from planctl.planfile.loader import load_plan
from planctl.renderers.html.document import write_html
from planctl.renderers.html.escape import escape_html
from support import plan_of

EVERYTHING = Publication(people=True)


def html_of(plan, view=None, template=None, publication=EVERYTHING):
    memory = io.BytesIO()
    write_html(plan, view or view_plan(plan), memory, template, publication)
    return memory.getvalue()


def page_of(plan, view=None, template=None, publication=EVERYTHING):
    return open_page(html_of(plan, view, template, publication))


@pytest.fixture(scope="module")
def plan2017():
    return load_plan(read_source(resource("data/plan2017.yaml"))).plan


def shown(text):
    """A text as a page shows it."""
    return text_of(open_page(f"<!DOCTYPE html><title></title><p>{escape_html(text)}".encode()).all("p")[0])


def expected_rows(view):
    """What the table holds below its head: of each row the cells that begin in it, with the rows and columns they span."""
    rows = []
    for row in view.rows:
        if row.section:
            rows.append([(row.section, 1, len(view.columns))])
        rows.append([(row.texts[field], row.spans[field], 1) for field, _ in view.columns if row.spans[field]])
    return [[(shown(text), *spans) for text, *spans in row] for row in rows]


@given(plans())
@hypothesis_settings(max_examples=60)
def test_html5lib_reads_the_same_rows_and_merges_and_finds_no_mistake(plan):
    view = view_plan(plan)
    page = page_of(plan, view)
    assert page.errors == []
    assert [text_of(cell) for cell in page.table.find("thead").iter("th")] == [
        shown(column.heading) for column in view.columns
    ]
    assert page.rows() == expected_rows(view)
    assert text_of(page.by_id("title")) == shown(view.title)


def test_the_table_without_merges_and_that_of_a_unit_read_back_alike(plan2017):
    view = view_plan(plan2017)
    for drawn in (restart_merges(view, range(len(view.rows))), view_sheet(sheet_of(plan2017, ["市编办"]))):
        page = page_of(plan2017, drawn)
        assert page.errors == []
        assert page.rows() == expected_rows(drawn)


def words(text):
    return "".join(text.split())


@given(plans())
@hypothesis_settings(max_examples=40)
def test_our_own_import_reads_the_same_grid(plan):
    view = view_plan(plan)
    tables = read_html(html_of(plan, view)).tables
    read = [[words(cell.text) if cell else "" for cell in row] for table in tables for row in table.rows]
    expected = [[words(shown(column.heading)) for column in view.columns]]
    above = {}
    for row in view.rows:
        if row.section:
            expected.append([words(shown(row.section))] * len(view.columns))
        above.update({field: text for field, text in row.texts.items() if row.spans[field]})
        expected.append([words(shown(above[field])) for field, _ in view.columns])
    assert [row for row in read if any(row)] == [row for row in expected if any(row)]


@given(plans())
@hypothesis_settings(max_examples=40)
def test_every_requirement_is_found_by_its_reference_and_every_link_leads_somewhere(plan):
    page = page_of(plan)
    ids = page.ids
    assert len(ids) == len(set(ids))
    for _, requirement in plan.rows():
        assert page.by_id(reference_key(requirement.reference)).tag == "tr"
    for link in page.all("a"):
        assert unquote(link.get("href").removeprefix("#")) in ids


def test_a_link_to_a_task_leads_to_its_first_row_unless_a_requirement_has_that_reference(plan2017):
    page = page_of(plan2017)
    assert text_of(page.by_id("4")) == "4"
    assert page.by_id("8").tag == "tr"  # the task's only requirement
    assert [text_of(link) for link in page.by_id("4.3").iter("a")] == ["3."]
    assert [text_of(link) for link in page.by_id("8").iter("a")] == ["8"]


def test_what_is_lost_has_a_link_too(plan2017):
    assert "〔原文缺失〕" in text_of(page_of(plan2017).by_id("14"))


PARTS_OF_THE_PAGE = set(re.findall('id="([a-z]+)"', read_source(resource("templates/plan.html.j2")).text))


@pytest.mark.parametrize("name", sorted(PARTS_OF_THE_PAGE))
def test_a_requirement_that_is_called_like_a_part_of_the_page_takes_nothing_from_it(name):
    plan = Plan("标题", 2017, (Task(name, name, "甲", (Requirement(name, None, "乙"),)),))
    ids = page_of(plan).ids
    assert ids.count(name) <= 1
    assert not [row for row in page_of(plan).all("tr") if row.get("id") == name]


HOSTILE = """</td></script></style><script>alert(1)</script><img src=x onerror=alert(1)> " onfocus=alert(1) autofocus x=' {{ 7*7 }}"""


def test_nothing_that_a_plan_says_becomes_a_tag_or_an_attribute():
    row = Requirement("1.1", "1", HOSTILE, UnitCell(HOSTILE), extra={HOSTILE: HOSTILE})
    hostile = Plan(HOSTILE, 2017, (Task("1", "1", HOSTILE, (row,), HOSTILE),), document_number=HOSTILE, stage=HOSTILE)
    row = Requirement("1.1", "1", "乙", UnitCell("丙"), extra={"丁": "戊"})
    harmless = Plan("标题", 2017, (Task("1", "1", "甲", (row,), "一"),), document_number="号", stage="征求意见稿")
    tags, other = ([(one.tag, sorted(one.attrib)) for one in page_of(plan).tree.iter()] for plan in (hostile, harmless))
    assert tags == other


def digest(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_policy_allows_the_page_s_own_style_and_script_and_nothing_else(plan2017):
    page = page_of(plan2017)
    (style,), (script,) = page.all("style"), page.all("script")
    assert page.policy == {
        "default-src": ["'none'"],
        "style-src": [digest(style.text)],
        "script-src": [digest(script.text)],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    for element in page.tree.iter():
        assert not {"style", "src", "srcset", "action"} & element.attrib.keys()
        assert not [name for name in element.attrib if name.startswith("on")]
        assert element.get("href", "#").startswith("#")


def test_the_style_of_a_template_of_one_s_own_is_allowed_and_what_a_plan_says_is_not(plan2017, tmp_path):
    template = tmp_path / "own.html.j2"
    template.write_text(
        '<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="{{ page.policy }}">'
        "<title>{{ page.title }}</title><style>p { color: red }</style><style>{{ plan.title }}</style>"
        "<script>{{page.script}}</script>{{ page.banner }}{% for row in rows %}<p>{{ row.text }}{% endfor %}",
        encoding="utf-8",
    )
    page = page_of(plan2017, template=template)
    assert page.policy["style-src"][0] == digest("p { color: red }")
    assert digest(plan2017.title) not in page.policy["style-src"]
    assert page.policy["script-src"] == [digest(page.all("script")[0].text)]
    assert len(page.all("p")) == len(view_plan(plan2017).rows)


@pytest.mark.parametrize(
    "tag", ["{{page.style}}", "{{- page.style -}}", "{{ page.style | safe }}", "{{ page . style }}"]
)
def test_the_shipped_style_is_asked_for_and_allowed_however_its_tag_is_written(plan2017, tmp_path, tag):
    page = page_with(f"<style>\n{tag}\n</style>", plan2017, tmp_path)
    style = page.all("style")[0].text
    assert style.strip() == read_source(resource("templates/page.css")).text.strip()
    assert page.policy["style-src"] == [digest(style)]


def page_with(style, plan, folder):
    """The page of a template of one's own with such a style."""
    template = folder / "own.html.j2"
    head = '<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="{{ page.policy }}"><title>甲</title>'
    template.write_bytes(f"{head}{style}{{{{ page.banner }}}}".encode())
    return page_of(plan, template=template)


@pytest.mark.parametrize(
    ("body", "drawn"),
    [
        ("{% raw %}{{ page.style }}{% endraw %}", "{{ page.style }}"),
        ("\n{%- raw -%}\n p { color: red } {% endraw %}\n", "p { color: red } \n"),
        ("{%+ raw %}\n{% a %}{%- endraw -%}\n\n", "\n{% a %}"),
        ("p { color: red }{#- {{ page.style }} -#}\n", "p { color: red }"),
        ("p { color: red }\r\n\n", "p { color: red }\n\n"),
    ],
)
def test_a_style_is_allowed_as_jinja_draws_it(plan2017, tmp_path, body, drawn):
    page = page_with(f"<style>{body}</style>", plan2017, tmp_path)
    assert (page.all("style")[0].text or "") == drawn
    assert page.policy["style-src"] == [digest(drawn)]


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("{% raw %}<style>a { b: c } /* {# x #} */</style>{% endraw %}", "a { b: c } /* {# x #} */"),
        ("{% raw %}<style>@media print{#a{b:c}} #b{#}</style>{% endraw %}", "@media print{#a{b:c}} #b{#}"),
        ("{%- raw -%}\n<style> {{ 1 + 1 }}{% if %} </style>{%- endraw -%}\n", " {{ 1 + 1 }}{% if %} "),
        ("{% raw %}<style>a{# x #}b{% endraw %}{{ 1 + 1 }}</style>", "a{# x #}b2"),
        ("<style>a{{ 1 + 1 }}{% raw %} {{ b }}</style>{% endraw %}", "a2 {{ b }}"),
        ("{% raw %}<style>{% endraw -%}  {% if true -%} {% raw %} {{ a }}{% endraw %}{% endif %}</style>", " {{ a }}"),
        ("<style>{{ '{' }}{{ '{# a #}' }}</style>", "{{# a #}"),
        ("{# {% raw %} #}<style>a{# {% endraw %} #}b</style>", "ab"),
    ],
)
def test_a_style_is_allowed_as_it_is_drawn_where_raw_stands_around_it_or_across(plan2017, tmp_path, written, drawn):
    page = page_with(written, plan2017, tmp_path)
    assert (page.all("style")[0].text or "") == drawn
    assert page.policy["style-src"] == [digest(drawn)]


def test_the_page_says_its_language_its_stage_and_the_plan_s_facts():
    plan = plan_of(
        "plan: {title: 方案, year: 2017, stage: 征求意见稿, issuing_authority: 甲市人民政府, document_number: 甲府〔2017〕1号, "
        "dated_on: 2017-06-01}\ntasks:\n- {number: 1, title: 甲, lead_units: 乙局}\n"
    )
    page = page_of(plan)
    assert page.tree.get("lang") == "zh-CN"
    assert [text_of(one) for one in page.all("p", "stage")] == ["（征求意见稿）"]
    facts = {text_of(one.find("dt")): text_of(one.find("dd")) for one in page.all("dl", "facts")[0]}
    assert facts == {"发文机关": "甲市人民政府", "发文字号": "甲府〔2017〕1号", "成文日期": "2017年6月1日"}


@given(plans())
@hypothesis_settings(max_examples=30)
def test_a_fragment_is_the_same_table_and_nothing_that_a_portal_would_take_out(plan):
    view = view_plan(plan)
    fragment = html_of(plan, view, publication=Publication(fragment=True, people=True))
    page = open_page(b"<!DOCTYPE html><title></title>" + fragment)
    assert page.errors == []
    assert page.rows() == expected_rows(view)
    inside = [one for one in page.tree.find("body").iter() if one.tag != "body"]
    assert {one.tag for one in inside} <= {"p", "strong", "table", "caption", "thead", "tbody", "tr", "th", "td", "br"}
    assert {name for one in inside for name in one.attrib} <= {"lang", "scope", "rowspan", "colspan"}
    assert all(cell.get("scope") == "col" for cell in page.table.find("thead").iter("th"))


PEOPLE = """\
plan: {title: 方案, year: 2017, disclosure: 主动公开}
tasks:
- number: 1
  title: 甲
  requirements:
  - {number: 1, text: 公开。, lead_units: 乙局, extra: {责任人: 张三, 分管领导: 李四, 联系电话: '12345', 备注: 每年}}
"""


@pytest.mark.parametrize("fragment", [False, True])
def test_people_are_on_a_page_only_where_that_is_asked_for(fragment):
    plan = plan_of(PEOPLE)
    with_people = html_of(plan, publication=Publication(fragment, people=True)).decode()
    without = html_of(plan, publication=Publication(fragment)).decode()
    for name in ("责任人", "张三", "分管领导", "李四", "联系电话", "12345"):
        assert name in with_people
        assert name not in without
    assert "备注" in without
    assert "每年" in without


def banner_of(plan, **options):
    return [text_of(one) for one in page_of(plan, publication=Publication(**options)).all("p", "banner")]


@pytest.mark.parametrize("fragment", [False, True])
def test_a_plan_that_does_not_say_whether_it_is_public_says_so_at_the_top(fragment):
    plan = plan_of("tasks:\n- {number: 1, title: 甲, lead_units: 乙局}\n")
    words = "没有标明公开方式"
    assert words in html_of(plan, publication=Publication(fragment)).decode().partition("<table")[0]
    assert words not in html_of(plan_of(PEOPLE), publication=Publication(fragment)).decode()


def test_a_template_that_does_not_say_who_may_read_the_page_is_refused(tmp_path):
    template = tmp_path / "own.html.j2"
    unmarked, marked = plan_of("tasks:\n- {number: 1, title: 甲, lead_units: 乙局}\n"), plan_of(PEOPLE)
    for source in ("{{ page.title }}", "<!-- <p>{{ page.banner }}</p> -->", "<!-- {{ page.banner }}"):
        template.write_text(source, encoding="utf-8")
        assert html_of(marked, template=template)
        with pytest.raises(TemplateError, match="没有标明公开方式"):
            html_of(unmarked, template=template)
    template.write_text("<!-- a --><p>{{ page.banner }}</p><!-- b -->", encoding="utf-8")
    assert html_of(unmarked, template=template)


def test_a_page_for_internal_use_says_so_at_the_top_and_one_for_the_public_is_refused():
    plan = plan_of(PEOPLE.replace("主动公开", "依申请公开"))
    assert banner_of(plan, internal=True) == ["内部使用，不得对外公布（公开方式：依申请公开）。"]
    with pytest.raises(PlanRefusedError, match="依申请公开"):
        html_of(plan)
    assert banner_of(plan_of(PEOPLE)) == []


def test_the_same_plan_gives_the_same_bytes(plan2017):
    assert html_of(plan2017) == html_of(plan2017)
