"""The fields that a government portal asks for beside a document (国办发〔2017〕47号 as published; 政府信息公开目录).

What the portal itself gives or has lists of its own for stays empty.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from planctl.document.columns import plan_columns
from planctl.document.dates import chinese_date
from planctl.document.publication import Disclosure, disclosure_of
from planctl.document.typography import typeset
from planctl.model.plan import CELL_FIELDS, Plan
from planctl.queries import sections

_LONGEST_SUMMARY: Final = 100
"""Characters that portals give a 内容概述."""
_BY_PORTAL: Final = "由门户给出"
_FROM_LIST: Final = "按门户的分类选择"


class PortalField(NamedTuple):
    """A field: its name, what it holds, and who fills it in where planctl does not."""

    name: str
    content: str
    remark: str = ""


def portal_fields(plan: Plan) -> list[PortalField]:
    """The fields in their usual order. What the plan does not state is empty, with a remark."""
    public = disclosure_of(plan) is Disclosure.PUBLIC
    return [
        PortalField("索引号", "", _BY_PORTAL),
        PortalField("主题分类", "", _FROM_LIST),
        _stated("发布机构", plan.issuing_authority),
        _stated("成文日期", chinese_date(plan.dated_on) if plan.dated_on else ""),
        _stated("标题", typeset(plan.notice_title or plan.title).replace("\n", "")),
        _stated("发文字号", plan.document_number),
        PortalField("发布日期", "", _BY_PORTAL),
        PortalField("有效性", "", _FROM_LIST),
        _stated("公开方式", "主动公开" if public else plan.disclosure),
        PortalField("内容概述", summary(plan)),
    ]


def _stated(name: str, content: str) -> PortalField:
    return PortalField(name, content, "" if content else "方案没有写明")


def summary(plan: Plan) -> str:
    """What is in the plan in one sentence, from what it holds itself."""
    tasks = sum(1 for task in plan.tasks if task.requirements)
    requirements = sum(1 for _ in plan.rows())
    parts = f"分{count}个部分，" if (count := len(sections(plan))) else ""
    columns = [typeset(column.heading) for column in plan_columns(plan) if column.field in CELL_FIELDS]
    listed = f"，列明{'、'.join(columns)}" if columns else ""
    for sentence in (
        f"{parts}列出工作任务{tasks}项、具体要求{requirements}条{listed}。",
        f"列出工作任务{tasks}项、具体要求{requirements}条。",
    ):
        if len(sentence) <= _LONGEST_SUMMARY:
            break
    return sentence
