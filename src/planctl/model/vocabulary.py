"""The one place where a field of the model meets its Chinese label."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from planctl.model.plan import CELL_FIELDS

LOST: Final = "〔原文缺失〕"
"""What a document prints for a cell that is lost in the source."""

PROBABLY_LOST: Final = "〔原文疑有缺失〕"
"""What a document prints for a row that the source probably had."""

OPEN: Final = "待定"
"""What a draft prints for a cell that nobody has decided yet."""

COLUMN_LABELS: Final = {
    "number": "序号",
    "title": "工作任务",
    "text": "具体要求",
    "lead_units": "牵头单位",
    "supporting_units": "配合单位",
    "deadline": "完成时限",
}
"""Column fields in their usual order, with the words of the 2017 plan; `plan.headings` overrides the words."""


TEXT_COLUMNS: Final = tuple(field for field in COLUMN_LABELS if field not in ("number", "title", "text", *CELL_FIELDS))
"""Columns of plain text, by fields of a requirement of the same names; "" where the plan has none."""

EXTRA: Final = "extra:"
"""Prefix of the field of a column that planctl does not know: `extra:责任领导`."""


def column_heading(field: str, headings: Mapping[str, str]) -> str:
    """The heading of a column: the plan's own word (`plan.headings`), else the usual one."""
    return headings.get(field, COLUMN_LABELS[field])


PLAN_LABELS: Final = {
    "title": "标题",
    "year": "年份",
    "stage": "稿次",
    "issuing_authority": "发文机关",
    "document_number": "发文字号",
    "dated_on": "成文日期",
    "notice_title": "通知标题",
    "addressees": "主送机关",
    "copy_to": "抄送机关",
    "printed_by": "印发机关",
    "printed_on": "印发日期",
    "disclosure": "公开方式",
    "classification": "密级",
    "urgency": "紧急程度",
    "body": "正文",
    "approved_by": "批准机关",
    "attachments": "附件",
    "contact": "联系人",
    "consultation": "征求意见",
}
"""Facts of a plan with the words official documents have for them (GB/T 9704-2012)."""

CONTACT_LABELS: Final = {"name": "联系人", "phone": "联系电话", "email": "电子邮箱"}
"""What stands before each part of a contact where a document prints it."""

CONSULTATION_LABELS: Final = {"document_number": "发文字号", "dated_on": "成文日期", "reply_by": "反馈期限"}

URGENCIES: Final = ("特急", "加急")
"""紧急程度 of documents; 特提 and 平急 are those of telegrams."""

SHAPE_LABELS: Final = {
    "file": "方案文件",
    "plan": "方案信息（plan）",
    "contact": "联系人（contact）",
    "consultation": "征求意见（consultation）",
    "unit": "单位（units）",
    "task": "工作任务（tasks）",
    "requirement": "具体要求（requirements）",
    "gap": "缺失说明（gaps）",
}

STAGE_DRAFT: Final = "征求意见稿"

UNCLASSIFIED: Final = frozenset(("公开", "无", "非密", "非涉密", "不涉密"))
"""What a `classification` may say without the plan being classified."""

PART_LABELS: Final = {
    "named": "列名",
    "through_group": "经统称涉及",
    "possible": "可能涉及",
    "dated": "有明确期限",
    "ongoing": "全年或长期",
    "conditional": "视情况而定",
    "undated": "没有具体日期",
    "unread": "时限无法识别",
    "unknown": "时限不详",
}
"""The parts of an answer."""

ROLE_LABELS: Final = {"lead": "牵头", "support": "配合", "responsible": "责任"}

COMMON_TASK: Final = "共性任务"
"""What a row is to a unit that it reaches through a 统称."""

DUTY: Final = "职责"
"""The column that says what a row is to the unit asked for."""

DEADLINE_KIND_LABELS: Final = {
    "date": "到期日",
    "recurring": "定期",
    "ongoing": "持续",
    "conditional": "视情况",
    "relative": "限期",
    "immediate": "立即",
    "vague": "未定期限",
    "unread": "无法识别",
    "none": "未写",
}
"""How a deadline binds, in a word."""
