"""Every rule's manual page is whole, its bad case is found and its good case is clean."""

import re

import pytest

from planctl.catalogue import ALL_RULES, BAD, GOOD, PLAN_RULES, example
from planctl.checks import ALL_CHECKS, RETIRED, check_plan
from planctl.errors import UnreadableInputError
from planctl.files import read_source
from planctl.findings.diagnostics import Check, ReadingRule, Severity
from planctl.importer.readers.document import read_document
from planctl.importer.reading import ImportOptions, import_plan
from planctl.importer.report.findings import IMPORT_RULES
from planctl.importer.report.rule import ImportRule
from planctl.planfile.reading_rules import READING_RULES, unreadable_file
from support import every_module, found, load

MARK = "# ←"
NOT_MARKED = ("PLN017", "PLN021")
"""A byte order mark has no line; a mark at the end of an unquoted text would end the text too."""
UNREADABLE = unreadable_file.rule
TEXT_RULES = [rule for rule in PLAN_RULES if rule is not UNREADABLE]
"""The rules broken by what stands in a file, not by its bytes."""


@pytest.mark.parametrize("rule", TEXT_RULES, ids=lambda rule: rule.code)
def test_a_rule_has_a_page_a_bad_case_and_a_good_case(rule):
    assert re.fullmatch(r"PLN\d{3}", rule.code)
    assert rule.title
    assert rule.page.index("为什么：") < rule.page.index("反例：") < rule.page.index("正例：")

    bad = example(rule, BAD)
    lines = {line for code, line, _ in found(bad) if code == rule.code}
    marked = {number for number, text in enumerate(bad.split("\n"), 1) if MARK in text}
    assert lines
    assert marked <= lines, "the bad case marks the line on which the rule speaks"
    assert marked or rule.code in NOT_MARKED

    clean = found(example(rule, GOOD))
    assert clean == []


def test_the_rule_on_unreadable_files_has_a_page_and_its_bad_case_cannot_be_read(tmp_path):
    assert UNREADABLE.page.index("为什么：") < UNREADABLE.page.index("反例：") < UNREADABLE.page.index("正例：")
    file = tmp_path / "plan.yaml"
    file.write_bytes(example(UNREADABLE, BAD).encode("gb18030"))
    with pytest.raises(UnreadableInputError):
        read_source(file)
    assert found(example(UNREADABLE, GOOD)) == []


def imported(text, rule):
    document = read_document(text.encode(), "方案.md")
    about_titles = rule.code in ("PLN610", "PLN613")
    return import_plan(document, ImportOptions(title="" if about_titles else "2017年方案"), "2017年").findings


@pytest.mark.parametrize("rule", [one.rule for one in IMPORT_RULES], ids=lambda rule: rule.code)
def test_a_rule_of_import_has_a_page_a_document_that_breaks_it_and_one_that_does_not(rule):
    assert rule.page.index("为什么：") < rule.page.index("反例：") < rule.page.index("正例：")
    reported = imported(example(rule, BAD), rule)
    assert rule in [finding.rule for finding in reported]
    assert all(finding.help and str(finding.place) for finding in reported)
    assert imported(example(rule, GOOD), rule) == []


@pytest.mark.parametrize(
    ("kind", "registered"),
    [(Check, ALL_CHECKS), (ReadingRule, READING_RULES), (ImportRule, IMPORT_RULES)],
    ids=["checks", "reading", "import"],
)
def test_every_rule_that_is_declared_is_registered(kind, registered):
    declared = {value for module in every_module() for value in vars(module).values() if isinstance(value, kind)}
    assert sorted(one.rule.code for one in declared) == sorted(one.rule.code for one in registered)


def test_no_code_is_used_twice():
    codes = [*(rule.code for rule in ALL_RULES), *RETIRED]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("rule", TEXT_RULES, ids=lambda rule: rule.code)
def test_every_finding_says_what_to_do_or_what_is_due(rule):
    loaded = load(example(rule, BAD))
    found_here = check_plan(loaded)
    assert any(one.rule is rule for one in found_here)
    for one in found_here:
        assert re.search("[\u4e00-\u9fff]", one.message)
        assert one.help or "应为" in one.message
        assert one.rule.severity in (Severity.ERROR, Severity.WARNING)


def whole(row):
    return row if row.startswith("text") else f"text: 完善制度。, {row}"


@pytest.mark.parametrize(
    "row",
    [
        "lead_units: 市财政局（拨款）；市编办、市财政局（审计）",  # divides the work
        "text: （一）完善制度。二）公开结果。3）接受监督。",
        "text: 公布署名文章。",
        "deadline: 2018年1月底前",  # a year's last work ends early in the next
        "deadline: 次年6月底前",
        "deadline: 市级：12月底前；镇级：6月底前",
        "deadline: 每半年（6月底、12月底）",
        "lead_units: 市编办 市财政局",
    ],
)
def test_what_real_plans_rightly_write_is_not_reported(row):
    assert found(f"tasks: [{{number: 1, title: 甲, requirements: [{{{whole(row)}}}]}}]\n") == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("text: 完善制度）。", "PLN404"),
        ("text: 部门布署工作。", "PLN409"),
        ("deadline: 2018年6月底前", "PLN303"),
        ("deadline: 12月底前完成方案，6月底前完成建设", "PLN305"),
        ("deadline: 月底前", "PLN301"),
        ("lead_units: 市编办、市编办", "PLN201"),
        ("text: 完善 制度。", "PLN407"),
    ],
)
def test_what_is_likely_wrong_is_reported(row, code):
    assert [one for one, _, _ in found(f"tasks: [{{number: 1, title: 甲, requirements: [{{{whole(row)}}}]}}]\n")] == [
        code
    ]


def test_short_texts_may_be_the_same_for_different_units():
    rows = ", ".join(f"{{text: 公开相关信息。, lead_units: {unit}}}" for unit in ("市编办", "市财政局"))
    assert found(f"tasks: [{{number: 1, title: 甲, requirements: [{rows}]}}]\n") == []


def test_near_duplicates_are_found_wherever_the_difference_stands():
    text = "每季度向社会公示全市旅游投诉处理情况，公开旅游市场秩序综合整治情况，完善投诉受理机制。"
    for old, new in (("每季度", "每半年"), ("综合整治", "专项整治"), ("受理机制", "受理制度"), ("全市", "全区")):
        rows = "".join(
            f"  - {{number: {number}, text: {one}}}\n" for number, one in enumerate([text, text.replace(old, new)], 1)
        )
        assert [code for code, _, _ in found(f"tasks:\n- number: 1\n  title: 甲\n  requirements:\n{rows}")] == [
            "PLN406"
        ]


def test_neither_name_of_an_office_that_has_two_is_an_alias_to_be_mended():
    text = (
        "plan: {title: 方案, year: 2026}\n"
        "units: [{name: 市数据局, full_name: 市数据管理局, aliases: [市人工智能局, 市数据局（市人工智能局）, 市数据办]}]\n"
        "tasks:\n- {number: 1, title: 甲, lead_units: 市数据局（市人工智能局）, deadline: 全年}\n"
        "- {number: 2, title: 乙, lead_units: 市人工智能局, deadline: 全年}\n"
        "- {number: 3, title: 丙, lead_units: 市数据办, deadline: 全年}\n"
    )
    assert [(code, line) for code, line, _ in found(text)] == [("PLN204", 6)]
