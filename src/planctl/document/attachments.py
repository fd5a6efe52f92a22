"""The attachments of a document: which of them the plan is, and the lines under the text that name them (附件说明)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from planctl.document.layout import ATTACHED, FOLLOWS, Layout
from planctl.document.typography import typeset
from planctl.errors import PlanctlError
from planctl.model.plan import Plan

_NEVER_LAST: Final = "。；;，,、. "
"""What stands behind no attachment's name (§7.3.4)."""


class AttachmentsDisagreeError(PlanctlError):
    """The plan is to be another attachment than the list of attachments says."""

    exit_code = 1


def attached(plan: Plan, layout: Layout) -> Layout:
    """The layout with the plan as that attachment of the notice as which `attachments` names it.

    Raises AttachmentsDisagreeError where the layout wants it as another.
    """
    if not layout.notice or not plan.attachments:
        return layout
    own = _place(plan)
    listed = FOLLOWS if own is None else _mark(own, len(plan.attachments))
    if layout.attached_as not in (FOLLOWS, ATTACHED, listed) or (layout.attached_as == ATTACHED and own is None):
        where = "里没有这份方案" if own is None else f"里方案是{listed}"
        raise AttachmentsDisagreeError(
            f"方案的附件清单（attachments）{where}，不能排成{layout.attached_as}", "请改正 attachments，或不用 --as。"
        )
    return replace(layout, attached_as=listed)


def attachment_lines(plan: Plan, layout: Layout, title: str) -> str:
    """附件：… under the text: one name without a number, or several, each on a line with its number and a tab (§7.3.4)."""
    names = [_name(each) for each in plan.attachments]
    if len(names) == 1:
        return f"附件：{names[0]}"
    if names:
        return "附件：" + "\n".join(f"{number}.\t{name}" for number, name in enumerate(names, 1))
    if layout.attached_as == FOLLOWS:
        return ""
    number = layout.attached_as.removeprefix(ATTACHED)
    return f"附件：{number}.\t{title}" if number else f"附件：{title}"


def _place(plan: Plan) -> int | None:
    """Which of the attachments the plan is, from 0."""
    names = [_name(each) for each in plan.attachments]
    own = _name(plan.title)
    return names.index(own) if own in names else None


def _mark(place: int, count: int) -> str:
    return ATTACHED if count == 1 else f"{ATTACHED}{place + 1}"


def _name(written: str) -> str:
    """An attachment's name as it is printed: on one line, without a mark at its end and without marks of titles around it."""
    name = typeset("".join(written.split("\n")).strip()).rstrip(_NEVER_LAST)
    inner = name.removeprefix("《").removesuffix("》")
    return inner if len(inner) == len(name) - 2 and "《" not in inner and "》" not in inner else name
