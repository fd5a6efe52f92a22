"""Every rule of planctl in one list, and the examples on their pages."""

from __future__ import annotations

import textwrap
from typing import Final

from planctl.checks import ALL_CHECKS
from planctl.findings.diagnostics import Rule
from planctl.importer.report.findings import IMPORT_RULES
from planctl.lazy_regex import Expression
from planctl.planfile.reading_rules import READING_RULES

PLAN_RULES: Final[tuple[Rule, ...]] = tuple(
    sorted((*(one.rule for one in READING_RULES), *(one.rule for one in ALL_CHECKS)), key=lambda rule: rule.code)
)
"""The rules that plan files are checked by."""
ALL_RULES: Final[tuple[Rule, ...]] = tuple(
    sorted((*PLAN_RULES, *(one.rule for one in IMPORT_RULES)), key=lambda rule: rule.code)
)
"""With those met while a document is imported; their examples are documents in Markdown."""
RULES_BY_CODE: Final = {rule.code: rule for rule in ALL_RULES}

BAD, GOOD = "反例", "正例"
_INVISIBLE: Final = {
    "⇥": "\t",
    "〈BOM〉": "\ufeff",
    "〈响铃〉": "\x07",
    "〈零宽空格〉": "\u200b",
    "〈行分隔符〉": "\u2028",
}
"""How pages show characters that nobody could see in them."""

EXAMPLE_HEADER: Final = "format: 1\nplan: {title: 测试方案, year: 2017}\n"
"""What stands above an example that begins with its tasks."""


def example(rule: Rule, heading: str) -> str:
    """The plan file, or document, that a page shows under 反例 or 正例, made whole. Raises ValueError where it has none."""
    matched = Expression(rf"(?m)^{heading}：\n((?: {{4}}.*\n?|\n)++)").search(rule.page)
    if matched is None:
        raise ValueError(f"{rule.code} has no {heading}")
    text = textwrap.dedent(matched[1])
    for shown, meant in _INVISIBLE.items():
        text = text.replace(shown, meant)
    return make_whole(text)


def make_whole(text: str) -> str:
    """A plan file from an example: one that begins with its plan or tasks gets the lines above it."""
    mark = text[: len(text) - len(text.lstrip("\ufeff"))]
    body = text.removeprefix(mark)
    if body.startswith("plan:"):
        return f"{mark}format: 1\n{body}"
    return f"{mark}{EXAMPLE_HEADER}{body}" if body.startswith("tasks:") else text
