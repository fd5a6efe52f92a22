"""The Markdown table says what the plan says, whatever signs are in it."""

import io
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from planctl.document.view import view_plan
from planctl.errors import TemplateError
from planctl.files import read_source, resource
from planctl.model.plan import Plan, Requirement, Task, UnitCell
from planctl.planfile.loader import load_plan
from planctl.renderers.markdown.document import write_markdown
from support import plan_of


def markdown_of(plan, template=None, **options):
    memory = io.BytesIO()
    write_markdown(plan, view_plan(plan, **options), memory, template)
    return memory.getvalue().decode()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("{{ 10 ** (5000 if table else 0) }}", "这个值无法打印"),
        ("{{ '\\ud800' }}", "这个值无法打印"),
        ("{{ '{0}'.format_map({'0': 1}) }}", "IndexError"),
        ("{{ '{a}'.format_map({}) }}", "KeyError: 'a'"),
        ("{{ 'a'.index('b') }}", "ValueError"),
        ("{{ 'a'.encode('nonsense') }}", "LookupError"),
        ("{% for row in rows %}{% for row in rows %}{{ 1 / 0 }}{% endfor %}{% endfor %}", "ZeroDivisionError"),
        ("{{ none() }}", "TypeError"),
        ("{{ nothing }}", "不存在的名称：nothing"),
        ("{{ table.nothing }}", "不存在的名称：nothing"),
        ("{{ table.columns[99] }}", "不存在的名称：99"),
        ("{{ table['没有'] }}", "不存在的名称：没有"),
        ("{{ ''.__class__.__mro__ }}", "不允许的操作"),
        ("{% include 'other' %}", "出错"),
    ],
)
def test_whatever_a_templates_own_code_raises_is_its_fault_and_named_with_its_line(tmp_path, plan2017, code, words):
    template = tmp_path / "own.md.j2"
    template.write_text(f"# {{{{ table.title }}}}\n\n{code}\n", encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        markdown_of(plan2017, template)
    assert "第3行" in caught.value.message
    assert words in caught.value.message


def test_what_a_template_s_constants_raise_is_its_fault(tmp_path, plan2017):
    template = tmp_path / "own.md.j2"
    template.write_text("{{ 10 ** 5000 }}", encoding="utf-8")
    with pytest.raises(TemplateError, match="ValueError"):
        markdown_of(plan2017, template)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", "1秒没有进展"),
        ("{% for i in range(99999) %}{% for j in range(99999) %}甲{% endfor %}{% endfor %}", "2秒还没有完成"),
        ("{{ 'a'.ljust(10**10) }}", "计算量太大"),
        ("{% for i in range(99999) %}{{ 'a' * 10**6 }}{% endfor %}", "计算量太大"),
    ],
    ids=["endless", "endless output", "memory", "much output"],
)
def test_a_template_that_would_not_end_is_ended(tmp_path, plan2017, monkeypatch, code, words):
    monkeypatch.setattr("planctl.renderers.own_template._IDLE", 1.0)
    monkeypatch.setattr("planctl.renderers.own_template._TOTAL", 2.0)
    template = tmp_path / "own.md.j2"
    template.write_text(code, encoding="utf-8")
    with pytest.raises(TemplateError, match=words):
        markdown_of(plan2017, template)


def test_what_our_own_code_raises_is_no_fault_of_the_template(plan2017, monkeypatch):
    monkeypatch.setattr("planctl.renderers.markdown.document.plan_context", lambda *_: {}["bug"])
    with pytest.raises(KeyError):
        markdown_of(plan2017)


class Cells(HTMLParser):
    """The texts of the cells of an HTML table, row by row."""

    def __init__(self):
        super().__init__()
        self.rows, self.inside = [], False

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True
        elif tag == "br" and self.inside:
            self.rows[-1][-1] += "\n"

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data


def cells_of(markdown):
    parser = Cells()
    parser.feed(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown))
    return parser.rows


@pytest.fixture(scope="module")
def plan2017():
    return load_plan(read_source(resource("data/plan2017.yaml"))).plan


def test_the_table_gives_every_cell_of_the_built_in_plan(plan2017):
    head, *rows = cells_of(markdown_of(plan2017, verbatim=True, show_gaps=False))
    assert head == ["序号", "工作任务", "具体要求", "牵头单位", "完成时限"]
    assert len(rows) == 61
    last = None
    for row, (task, requirement) in zip(rows, plan2017.rows(), strict=True):
        assert row[:2] == (["", ""] if task is last else [task.number, task.title or "〔原文缺失〕"])
        assert row[2].endswith(requirement.text or "〔原文缺失〕")
        assert row[3] == (requirement.lead_units.printed if requirement.lead_units else "〔原文缺失〕")
        assert row[4] == (requirement.deadline.phrase if requirement.deadline else "〔原文缺失〕")
        last = task


def test_section_headings_notes_and_extra_columns_are_drawn():
    plan = plan_of(
        "tasks:\n- {number: 1, section: 一、推进公开, title: 甲, requirements: [{text: a, extra: {责任领导: 张三}}]}\n"
        "gaps:\n- {kind: task, reference: '2'}\n"
    )
    markdown = markdown_of(plan)
    assert cells_of(markdown) == [
        ["序号", "工作任务", "具体要求", "责任领导"],
        ["", "一、推进公开", "", ""],
        ["1", "甲", "a", "张三"],
        ["2", "〔原文缺失〕", "〔原文缺失〕", ""],
    ]
    assert "注：〔原文缺失〕为所据文本中缺失的内容。" in markdown


TEXT = st.text(
    alphabet=st.one_of(st.sampled_from(list("|\\`*_[]<>#~&$!(){}-+.:/\n\t 中文，；")), st.characters(codec="utf-8")),
    max_size=30,
)


def visible(text):
    """What a reader can tell of a text in a cell: its words, line by line."""
    kept = "".join(one for one in text if one in "\n\t" or (ord(one) >= 32 and not 127 <= ord(one) < 160))
    return "".join(kept.split())


@given(TEXT, TEXT)
def test_pipes_line_breaks_and_markdown_signs_survive(text, units):
    plan = Plan("标题", 2017, (Task("1", "1", "甲", (Requirement("1.1", "1", text, UnitCell(units)),)),))
    rows = cells_of(markdown_of(plan, verbatim=True))
    shown = {column.field: cell for column, cell in zip(view_plan(plan).columns, rows[1], strict=True)}
    if text:
        assert visible(shown["text"]) == visible(f"1.{text}")
    if units:
        assert visible(shown["lead_units"]) == visible(units)


def test_a_line_break_in_a_cell_is_a_line_break_in_the_table():
    plan = Plan("标题", 2017, (Task("1", "1", "甲", (Requirement("1", None, "一\n二"),)),))
    assert cells_of(markdown_of(plan))[1][2] == "一\n二"
