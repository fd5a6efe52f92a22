"""Every rule's manual page is whole, its bad case is found and its good case is clean."""

import re

import pytest

from planctl.catalogue import ALL_RULES, BAD, GOOD, example
from planctl.checks import check_plan
from planctl.diagnostics import Severity
from support import found, load

MARK = "# ←"


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_a_rule_has_a_page_a_bad_case_and_a_good_case(rule):
    assert re.fullmatch(r"PLN\d{3}", rule.code)
    assert rule.title
    assert rule.page.index("为什么：") < rule.page.index("反例：") < rule.page.index("正例：")

    bad = example(rule, BAD)
    lines = {line for code, line, _ in found(bad) if code == rule.code}
    marked = {number for number, text in enumerate(bad.splitlines(), 1) if MARK in text}
    assert lines
    assert marked <= lines, "the bad case marks the line on which the rule speaks"
    assert marked or rule.code == "PLN017", "only a byte order mark has no line to mark"

    clean = found(example(rule, GOOD))
    assert clean == []


def test_no_code_is_used_twice():
    codes = [rule.code for rule in ALL_RULES]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_every_finding_says_what_to_do_or_what_is_due(rule):
    loaded = load(example(rule, BAD))
    found_here = check_plan(loaded)
    assert any(one.rule is rule for one in found_here)
    for one in found_here:
        assert re.search("[\u4e00-\u9fff]", one.message)
        assert one.help or "应为" in one.message
        assert one.rule.severity in (Severity.ERROR, Severity.WARNING)


def test_near_duplicates_are_found_wherever_the_difference_stands():
    text = "每季度向社会公示全市旅游投诉处理情况，公开旅游市场秩序综合整治情况，完善投诉受理机制。"
    for old, new in (("每季度", "每半年"), ("综合整治", "专项整治"), ("受理机制", "受理制度"), ("全市", "全区")):
        rows = "".join(
            f"  - {{number: {number}, text: {one}}}\n" for number, one in enumerate([text, text.replace(old, new)], 1)
        )
        assert [code for code, _, _ in found(f"tasks:\n- number: 1\n  title: 甲\n  requirements:\n{rows}")] == [
            "PLN406"
        ]
