"""What a notice says: its title by its kind, and its text, the plan's own or the customary one."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from planctl.document.dates import chinese_date
from planctl.document.layout import Kind
from planctl.document.title_lines import in_title_marks
from planctl.document.typography import typeset
from planctl.lazy_regex import Expression
from planctl.model.plan import Plan
from planctl.model.vocabulary import PLAN_LABELS

_PLACEHOLDER: Final = Expression(r"\{([^{}\n]{1,40})\}")
_NO_PLACEHOLDER: Final = ("body", "attachments", "contact", "classification")
PLACEHOLDERS: Final = {label: key for key, label in PLAN_LABELS.items() if key not in _NO_PLACEHOLDER}
"""What stands in braces in `body`, by the fact that is put in its place: {标题}."""


def notice_title(plan: Plan, kind: Kind) -> str:
    """The plan's own title of its notice; for another kind than 印发 that only where it says so, else the usual one."""
    if kind is not Kind.CHANGE or kind.value in plan.notice_title:
        return plan.notice_title
    organs = " ".join(plan.issuing_authorities)
    return f"{organs}关于调整{in_title_marks(plan.title)}部分任务的通知"


def notice_text(plan: Plan, kind: Kind) -> str:
    """The text of a notice, a line for each paragraph."""
    if plan.body.strip():
        return typeset("\n".join(line.strip() for line in _filled(plan).splitlines() if line.strip()))
    title, ending = in_title_marks(plan.title), "请认真组织实施。"
    if kind is Kind.CHANGE:
        by = f"经{plan.approved_by}同意" if plan.approved_by else "经研究"
        return f"{by}，对{title}部分任务作了调整，现将调整后的方案印发给你们，{ending}"
    if plan.approved_by:
        return f"{title}已经{plan.approved_by}同意，现印发给你们，{ending}"
    return f"现将{title}印发给你们，{ending}"


def unfilled_placeholders(plan: Plan) -> list[str]:
    """What stands in braces in `body` and names no fact that the plan states."""
    return [name for name in dict.fromkeys(_PLACEHOLDER.findall(plan.body)) if not _fact(plan, name)]


def _filled(plan: Plan) -> str:
    def fact(found: re.Match[str]) -> str:
        return _fact(plan, found[1]) or found[0]

    return _PLACEHOLDER.sub(fact, plan.body)


def _fact(plan: Plan, name: str) -> str:
    """A fact by its Chinese name as documents print it; "" for what is none, or is not stated."""
    key = PLACEHOLDERS.get(name.strip(), "")
    if key == "issuing_authority":
        return "、".join(plan.issuing_authorities)
    value = getattr(plan, key, "") if key else ""
    return chinese_date(value) if isinstance(value, date) else str(value or "")
