"""The letter that sends a draft to units for their comments (征求意见函), and the form they answer on (意见反馈表)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from planctl.document.layout import FEEDBACK, Kind, Layout, MissingFactsError
from planctl.document.title_lines import in_title_marks
from planctl.document.typography import typeset
from planctl.document.view import TableView, view_plan
from planctl.model.letters import Consultation
from planctl.model.plan import Plan
from planctl.model.stages import is_issued, known_stage
from planctl.model.vocabulary import CONSULTATION_LABELS, STAGE_DRAFT
from planctl.units.register import register_of

DRAFT_MARK: Final = "附件1"
FEEDBACK_MARK: Final = "附件2"
_WEEKDAYS: Final = "一二三四五六日"


def letter_of(plan: Plan) -> Plan:
    """The plan with the facts of its letter in place of those it will be issued with.

    Raises MissingFactsError where it is no draft for comments, or does not state what the letter must say.
    """
    if known_stage(plan.stage) != STAGE_DRAFT:
        raise MissingFactsError(
            f"方案的稿次是“{plan.stage}”，不能发函征求意见", f"请把 plan 的 stage 写作 {STAGE_DRAFT}。"
        )
    consultation = plan.consultation or Consultation()
    needed = ("document_number", "reply_by")
    if missing := [key for key in needed if not getattr(consultation, key)]:
        words = "、".join(f"{CONSULTATION_LABELS[key]}（consultation 的 {key}）" for key in missing)
        raise MissingFactsError(
            f"方案里没有写{words}，不能发函征求意见",
            "请在 plan 里写，例如：consultation: {document_number: 某府办函〔2018〕9号, reply_by: 2018-03-15}",
        )
    return replace(
        plan,
        document_number=consultation.document_number,
        dated_on=consultation.dated_on,
        notice_title=f"{plan.issuing_authority}关于征求{draft_title(plan)}意见的函",
        addressees="、".join(units_named(plan)) or plan.addressees,
        copy_to="",
        disclosure="",
        attachments=(draft_title(plan).removeprefix("《").removesuffix("》"), FEEDBACK),
        body=_text(plan, consultation.reply_by or date.min),
    )


def draft_title(plan: Plan) -> str:
    """The draft's title with its stage: 《…方案（征求意见稿）》."""
    staged = plan.title if is_issued(plan.stage) or not plan.stage else f"{plan.title}（{plan.stage}）"
    return in_title_marks(staged)


def units_named(plan: Plan) -> list[str]:
    """The units that the plan's cells name, in its order, each by the name it has in print."""
    register = register_of(plan)
    cells = [cell for _, row in plan.rows() for cell in (row.lead_units, row.supporting_units) if cell]
    names = (register.printed_name(name) for cell in cells for name in cell.names)
    return list(dict.fromkeys(names))


def _text(plan: Plan, reply_by: date) -> str:
    by = f"{reply_by.month}月{reply_by.day}日（星期{_WEEKDAYS[reply_by.weekday()]}）"
    dated = plan.consultation.dated_on if plan.consultation else None
    if dated is not None and dated.year != reply_by.year:
        by = f"{reply_by.year}年{by}"
    office = "我办" if plan.issuing_authority.endswith(("办", "办公室", "办公厅")) else "我单位"
    return (
        f"根据工作安排，{office}起草了{draft_title(plan)}，现征求你单位意见。请结合职责研究，于{by}前填写意见反馈表，"
        f"将书面意见加盖公章后反馈{office}，并同时报送电子版；没有意见的也请书面反馈。逾期未反馈的，视为无意见。"
    )


def feedback_layout(layout: Layout) -> Layout:
    """The layout of a unit's own form, which goes with the letter as its second attachment."""
    mark = FEEDBACK_MARK if layout.kind is Kind.CONSULT else layout.attached_as
    return replace(layout, notice=False, kind=Kind.ISSUE, attached_as=mark, table=FEEDBACK)


def view_feedback(plan: Plan, rows: Plan, unit: str = "", *, verbatim: bool = False) -> TableView:
    """The form with the rows of a plan, or of a unit's part of it, in order: each with its reference and its text."""
    view = view_plan(rows, verbatim=verbatim, show_gaps=False)
    filled = []
    for number, row in enumerate(view.rows, 1):
        texts = {**row.texts, "number": str(number), "text": row.texts.get("text") or row.texts.get("title", "")}
        filled.append(row._replace(texts=texts, spans=dict.fromkeys(texts, 1), section=""))
    title = f"{draft_title(plan)}{FEEDBACK}"
    return replace(view, title=title if verbatim else typeset(title), rows=tuple(filled), note="", unit=unit)
