"""`planctl explain`: the manual page of a rule."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated, Final

import typer

from planctl.catalogue import ALL_RULES, RULES_BY_CODE
from planctl.checks import RETIRED
from planctl.cli.printing.findings import SEVERITY_LABELS
from planctl.cli.printing.output import emit
from planctl.errors import NotInPlanError, UsageError
from planctl.findings.diagnostics import Rule


def complete_code(incomplete: str) -> list[tuple[str, str]]:
    """The codes of rules, with their titles."""
    return [(rule.code, rule.title) for rule in ALL_RULES if rule.code.startswith(incomplete.upper())]


EXAMPLES: Final = {
    "planctl explain PLN203": "一条规则",
    "planctl explain --all": "全部规则",
}


def explain_rule(
    code: Annotated[
        str | None, typer.Argument(metavar="[编号]", autocompletion=complete_code, help="规则编号，如 PLN103。")
    ] = None,
    all_rules: Annotated[bool, typer.Option("--all", help="列出全部规则。")] = False,
) -> None:
    """Print a rule's manual page."""
    if all_rules:
        emit("".join(f"{rule.code}  {SEVERITY_LABELS[rule.severity]}  {rule.title}\n" for rule in ALL_RULES))
        return
    if code is None:
        raise UsageError("没有给出规则编号", "例如 planctl explain PLN103；--all 可列出全部规则。")
    if why := RETIRED.get(code.upper()):
        emit(f"{code.upper()} 已停用：{why}\n")
        return
    rule = RULES_BY_CODE.get(code.upper())
    if rule is None:
        near = get_close_matches(code.upper(), RULES_BY_CODE, n=3)
        hint = f"是否想查：{'、'.join(near)}？" if near else "planctl explain --all 可列出全部规则。"
        raise NotInPlanError(f"没有规则 {code}", hint)
    emit(f"{rule.code}（{SEVERITY_LABELS[rule.severity]}）{rule.title}\n\n{page_of(rule)}\n")


def page_of(rule: Rule) -> str:
    """A rule's page with its first heading, which the docstring leaves unsaid."""
    return f"是什么：{rule.page}"
