"""`planctl set` speaks the table's words and changes one value, whatever stands beside it."""

import pytest

from planctl.cli import run
from planctl.findings.fixes import splice
from planctl.planfile.editing import rename_unit, set_value
from planctl.planfile.loader import load_plan
from planctl.planfile.nodes import read_nodes
from planctl.source import Source

HEAD = "format: 1\nplan: {title: 2017年方案, year: 2017}\ntasks:\n"


@pytest.fixture
def plan(tmp_path, capfd):
    """A plan file of some text, and what `set` makes of it."""
    path = tmp_path / "plan.yaml"

    def changed(text, *arguments, code=0):
        path.write_text(text, encoding="utf-8")
        assert run(["set", *arguments, "-p", str(path)]) == code
        err = capfd.readouterr().err
        return path.read_text(encoding="utf-8") if code == 0 else err

    return changed


def test_the_number_of_a_task_is_changed_even_where_its_one_requirement_shares_the_reference(plan):
    text = HEAD + "- number: 16\n  title: 甲\n  requirements:\n  - text: 公开。\n    lead_units: 市编办\n"
    for word in ("序号", "number"):
        assert plan(text, "16", word, "1") == text.replace("number: 16", "number: 1")


def test_a_number_that_a_task_and_a_requirement_share_is_not_changed_by_guess(plan):
    text = (
        "format: 1\nplan: {title: 方案, year: 2017, numbering: continuous}\ntasks:\n"
        "- {number: 1, title: 甲, requirements: [{number: 1, text: 一。}, {number: 3, text: 二。}]}\n"
    )
    assert "既是任务的序号，又是要求的序号" in plan(text, "1", "序号", "3", code=2)
    assert plan(text, "3", "序号", "2").endswith("{number: 2, text: 二。}]}\n")


@pytest.mark.parametrize(
    ("word", "value", "written"),
    [
        ("抄送", "市委办", "copy_to: 市委办"),
        ("抄送机关", "市委办", "copy_to: 市委办"),
        ("成文日期", "2017年6月2日", "dated_on: 2017-06-02"),
        ("dated_on", "2017-06-02", "dated_on: 2017-06-02"),
        ("first_unit_leads", "是", "first_unit_leads: true"),
        ("年份", "2018年", "year: 2018"),
    ],
)
def test_the_words_and_values_that_documents_print_are_taken(plan, word, value, written):
    changed = plan(HEAD.replace("2017年方案", "方案") + "- {number: 1, title: 甲}\n", "plan", word, value)
    assert written in changed


def test_what_is_no_date_is_not_written(plan):
    assert "没有写入" in plan(HEAD + "- {number: 1, title: 甲}\n", "plan", "成文日期", "2017年2月30日", code=1)


def test_a_heading_of_the_plan_s_own_names_its_column(plan):
    text = HEAD.replace("2017}", "2017, headings: {deadline: 时间节点}}") + "- {number: 1, title: 甲}\n"
    assert plan(text, "1", "时间节点", "全年").endswith("- {number: 1, title: 甲, deadline: 全年}\n")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("{number: 2, text: 二。}", "{number: 2, text: 二。, extra: {责任领导: 李四}}"),
        ("{number: 2, text: 二。, extra: {}}", "{number: 2, text: 二。, extra: {责任领导: 李四}}"),
        ("{number: 2, text: 二。, extra: {责任领导: 张三}}", "{number: 2, text: 二。, extra: {责任领导: 李四}}"),
        ("number: 2\n    text: 二。", "number: 2\n    text: 二。\n    extra: {责任领导: 李四}"),
        (
            "number: 2\n    extra:\n      电话: 1\n    text: 二。",
            "number: 2\n    extra:\n      电话: 1\n      责任领导: 李四\n    text: 二。",
        ),
    ],
)
def test_a_column_that_only_this_plan_has_can_be_set(plan, row, expected):
    first = "- number: 1\n  title: 甲\n  requirements:\n  - {number: 1, text: 一。, extra: {责任领导: 张三}}\n  - "
    assert plan(f"{HEAD}{first}{row}\n", "1.2", "责任领导", "李四") == f"{HEAD}{first}{expected}\n"


def test_a_column_that_no_row_has_is_refused_with_those_there_are(plan):
    text = HEAD + "- {number: 1, title: 甲, extra: {责任领导: 张三}}\n"
    assert "、责任领导" in plan(text, "1", "责任人", "李四", code=2)


BLOCK = ("|", "|-", "|+", ">", ">-", ">+")
ENDS = ("", "\n", "\n\n", "\n\n\n", "\n# 尾\n", "\n\n# 尾\n", "\n\n- {number: 2, title: 乙}\n")


@pytest.mark.parametrize("header", BLOCK)
@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(
    "row", ["deadline: {0}", "text: {0}", "lead_units: 市编办\n    text: {0}", "extra:\n      备注: {0}"]
)
def test_a_value_beside_a_block_text_is_all_that_changes(header, end, row):
    body = row.format(f"{header}\n        各\n        镇")
    source = Source("x", f"{HEAD}- number: 1\n  title: 甲\n  requirements:\n  - {body}{end}")
    root, _ = read_nodes(source)
    task = root.entries["tasks"].value.items[0]
    mapping = task.entries["requirements"].value.items[0]
    changed = splice(source.text, [set_value(source, mapping, "supporting_units", "市财政局")])

    before, _ = read_nodes(source)
    after, report = read_nodes(Source("x", changed))
    assert report == []
    texts = dict(texts_of(after))
    assert texts.pop("tasks.0.requirements.0.supporting_units") == "市财政局"
    assert texts == dict(texts_of(before))


def texts_of(node, path=""):
    """Every text of a file by the path of its keys."""
    if hasattr(node, "entries"):
        for key, entry in node.entries.items():
            yield from texts_of(entry.value, f"{path}.{key}".lstrip("."))
    elif hasattr(node, "items"):
        for index, item in enumerate(node.items):
            yield from texts_of(item, f"{path}.{index}")
    else:
        yield path, node.text


@pytest.mark.parametrize("header", BLOCK)
@pytest.mark.parametrize("end", ENDS)
def test_a_unit_named_in_a_block_text_is_renamed_there_and_nothing_else_changes(header, end):
    text = f"{HEAD}- number: 1\n  title: 甲\n  deadline: 全年\n  lead_units: {header}\n    市编办{end}"
    source = Source("x", text)
    root, _ = read_nodes(source)
    changed = splice(text, rename_unit(source, root, "市编办", "市委编办"))
    before, after = load_plan(source).plan, load_plan(Source("x", changed)).plan
    cells = [task.requirements[0].lead_units.printed for task in (before.tasks[0], after.tasks[0])]
    assert cells[1] == cells[0].replace("市编办", "市委编办")
    assert after.tasks[1:] == before.tasks[1:]
