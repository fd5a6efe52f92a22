"""`--fix` takes nothing from a file: whatever its slips, the text that was read stays read."""

import re
from collections import Counter

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from planctl.checks import check_plan
from planctl.findings.diagnostics import count_errors
from planctl.findings.fixes import apply_fixes
from planctl.planfile.loader import load_plan
from planctl.source import Source

PLAN = """\
format: 1
plan: {title: 方案, year: 2017}
tasks: &a
- number: 1 # 说明
  title: "推进: 公开"
  text: |
    公开目录
    更新
  lead_units: [市编办, 市法制局]
  deadline: 12月底
- {number: 2, title: 完善制度。, lead_units: 市编办, deadline: 全年}
- number: 3
  title: 公布结果，
    并更新。
  lead_units: 市编办
"""
SLIPS = [
    *"#:：，、,\u2028\u3000\u200b\n\"'[]{}*!|@%\t ",
    *(
        "# ",
        "#1号。",
        " #乙",
        ": ",
        "\u2028  ",
        "\n    ",
        "&a ",
        "!!str ",
        "- ",
        "，lead_units: 戊",
        "牵头单位: 丁\n  ",
    ),
    *("责任单位: 丙", "lead_units：", "lead_units:", "title: "),
]
CHANGES = st.lists(
    st.tuples(st.integers(PLAN.index("tasks"), len(PLAN) - 1), st.integers(0, 2), st.sampled_from(SLIPS)), max_size=3
)
CHINESE = re.compile("[\u4e00-\u9fff]")


def characters_read(text):
    """The Chinese of every text that the parser reads, None where it cannot."""
    try:
        texts = [event.value for event in yaml.parse(text) if isinstance(event, yaml.ScalarEvent)]
    except yaml.YAMLError:
        return None
    return Counter(CHINESE.findall("".join(texts)))


def findings(source):
    return check_plan(load_plan(source))


@given(CHANGES)
@example([(PLAN.index(' "推进'), 0, "#")])
@example([(PLAN.index(' "推进') - 1, 2, ":# ")])
def test_a_fix_takes_nothing_from_a_file_and_leaves_no_more_errors_than_none(changes):
    text = PLAN
    for start, length, slip in changes:
        text = text[:start] + slip + text[start + length :]
    fixed = apply_fixes(Source("plan.yaml", text), findings).text
    renamed = Counter(CHINESE.findall("牵头责任单位" * 2))
    assert Counter(CHINESE.findall(text)) - Counter(CHINESE.findall(fixed)) <= renamed
    assert apply_fixes(Source("plan.yaml", fixed), findings).text == fixed
    if read := characters_read(text):
        assert read - (characters_read(fixed) or read) <= renamed
    if count_errors(load_plan(Source("plan.yaml", text)).diagnostics) == 0:
        assert count_errors(load_plan(Source("plan.yaml", fixed)).diagnostics) == 0
