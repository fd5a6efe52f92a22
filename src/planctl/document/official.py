"""The parts of an official document (公文) around a plan's table, after GB/T 9704-2012 as docs/official-document.md has it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from planctl.document.title_lines import break_title
from planctl.document.typography import typeset
from planctl.errors import PlanctlError
from planctl.model.plan import Plan
from planctl.model.stages import is_issued
from planctl.model.vocabulary import PLAN_LABELS

FOLLOWS: Final = "印发件"
"""The paper follows its notice without being called its attachment: how 关于印发《…》的通知 are mostly printed."""
ATTACHED: Final = "附件"
DOCUMENT: Final = "文件"
"""What a head says behind the issuer's name."""

UPRIGHT_TITLE: Final = 20
"""Hanzi of size 二号 (22 pt) that fill the line of an upright page, 156 mm (§5.2.1)."""
TURNED_TITLE: Final = 28
"""The same for a page turned on its side, 225 mm."""


class Form(StrEnum):
    """The forms of official documents planctl can make: the general one, and the letter (§10.1)."""

    DOCUMENT = "文件"
    LETTER = "信函"


class Head(StrEnum):
    """Which of the organs that issue together stand in the head (§7.2.4)."""

    ALL = "all"
    LEAD = "lead"


@dataclass(frozen=True)
class Layout:
    """How a plan is laid out: with its notice or alone, as what, upright or turned, in which form (None: by its number).

    `attached_as` is 印发件, 附件, or 附件 with its number. `bound_apart` says that an attachment is not bound with its
    document, `no_head` that the paper has the red head printed on it, `unsealed` that no seal is put on the signatures.
    """

    notice: bool = False
    attached_as: str = FOLLOWS
    bound_apart: bool = False
    portrait: bool = False
    form: Form | None = None
    no_head: bool = False
    head: Head = Head.ALL
    unsealed: bool = False


PLAIN: Final = Layout()
"""The plan alone, turned on its side, as the paper that follows its notice."""


class MissingFactsError(PlanctlError):
    """The plan does not state what the document must say."""

    exit_code = 1


@dataclass(frozen=True)
class OfficialDocument:
    """Texts of the parts of the document, "" for a part it does not have; templates name them as `document.…`.

    The head (发文机关标志), one line for each organ where several stand in it, its number, the notice's title, whom it goes to, the line that names the attachment (附件说明),
    signature (a line for each organ), date and annotation (附注); the attachment's mark, the plan's title and its stage where it is a draft; and
    what stands in the 版记.
    """

    head: str = ""
    number: str = ""
    notice_title: str = ""
    addressees: str = ""
    attachment: str = ""
    signature: str = ""
    date: str = ""
    annotation: str = ""
    mark: str = ""
    title: str = ""
    stage: str = ""
    copy_to: str = ""
    printed_by: str = ""
    printed_on: str = ""


def settle(plan: Plan, layout: Layout) -> Layout:
    """The layout with its form: what was asked for, else what the number is of (东府办函〔2017〕304号 is a letter's)."""
    if layout.form is not None:
        return layout
    letter = plan.document_number.partition("〔")[0].endswith("函")
    return replace(layout, form=Form.LETTER if letter else Form.DOCUMENT)


def official_document(plan: Plan, title: str, layout: Layout) -> OfficialDocument:
    """What the document says around a table with this title.

    Raises MissingFactsError where the plan lacks a fact that the document must state: a draft needs neither number nor
    date, and a letter no 印发机关 and 印发日期 (§10.1).
    """
    layout = settle(plan, layout)
    plan = _on_one_line(plan)
    _require(plan, layout)
    draft = is_draft(plan)
    names = plan.issuing_authorities
    around = OfficialDocument(
        number=plan.document_number,
        mark=_mark(plan, layout),
        title=break_title(title, UPRIGHT_TITLE if layout.portrait else TURNED_TITLE, names),
        stage=f"（{plan.stage}）" if draft else "",
    )
    if not layout.notice:
        return around
    letter = layout.form is Form.LETTER
    return replace(
        around,
        head=_head(plan, layout),
        notice_title=break_title(typeset(plan.notice_title), UPRIGHT_TITLE, names),
        addressees=typeset(plan.addressees).rstrip("：:，,。；;、 "),
        attachment=_attachment_line(layout, title),
        signature="\n".join(names),
        date=chinese_date(plan.dated_on) if plan.dated_on else _BLANK_DATE,
        annotation=_annotation(plan.disclosure),
        copy_to=f"抄送：{typeset(plan.copy_to).rstrip('。.；; ')}。" if plan.copy_to else "",
        printed_by="" if letter else plan.printed_by,
        printed_on="" if letter or not plan.printed_on else f"{chinese_date(plan.printed_on)}印发",
    )


def _on_one_line(plan: Plan) -> Plan:
    """The plan with its facts without white space at their ends and line breaks inside, which only a title may have."""
    facts = [field for field in PLAN_LABELS if field not in ("title", "notice_title")]
    texts = {field: value for field in facts if isinstance(value := getattr(plan, field), str)}
    organs = tuple("".join(name.split("\n")).strip() for name in plan.jointly_with)
    on_one_line = {field: "".join(value.split("\n")).strip() for field, value in texts.items()}
    return replace(plan, jointly_with=organs, **on_one_line)  # type: ignore[arg-type]


def is_draft(plan: Plan) -> bool:
    """Whether the plan says that it is not issued yet: 征求意见稿, 送审稿."""
    return bool(plan.stage) and not is_issued(plan.stage)


def chinese_date(day: date) -> str:
    """Year, month and day in Arabic numerals without leading zeros (§7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


_BLANK_DATE: Final = "　　年　月　日"
"""A draft's date, to be written in by hand."""

_ANNOTATIONS: Final = {
    "公开": "此件公开发布",
    "主动公开": "此件公开发布",
    "依申请公开": "此件依申请公开",
    "不公开": "此件不公开",
    "不予公开": "此件不公开",
}
"""What `disclosure` becomes under the date; any other wording is the user's own. 此件公开发布 is how the State Council's
gazette prints it."""


def _annotation(disclosure: str) -> str:
    words = disclosure.strip("（）() ")
    return f"（{_ANNOTATIONS.get(words, words)}）" if words else ""


def _head(plan: Plan, layout: Layout) -> str:
    """The 发文机关标志: a letter has the leading organ's name alone (§10.1), a joint 文件 a line for each organ and says
    文件 beside them (§7.2.4)."""
    if layout.form is Form.LETTER:
        return plan.issuing_authority
    if plan.jointly_with and layout.head is Head.ALL:
        return "\n".join(plan.issuing_authorities)
    return f"{plan.issuing_authority}{DOCUMENT}"


def _attachment_line(layout: Layout, title: str) -> str:
    """附件：… under the text, with its number where there are several (§7.3.4)."""
    if layout.attached_as == FOLLOWS:
        return ""
    number = layout.attached_as.removeprefix(ATTACHED)
    return f"附件：{number}.{title}" if number else f"附件：{title}"


def _mark(plan: Plan, layout: Layout) -> str:
    """附件 and its number on the attachment's first line, after the document's number where it is bound apart (§7.3.7)."""
    if layout.attached_as == FOLLOWS:
        return ""
    return f"{plan.document_number}{layout.attached_as}" if layout.bound_apart else layout.attached_as


def _says_something(fact: object) -> bool:
    return any(character.isalnum() for character in fact) if isinstance(fact, str) else fact is not None


def _require(plan: Plan, layout: Layout) -> None:
    needed: list[str] = []
    if layout.bound_apart and layout.attached_as != FOLLOWS:
        needed.append("document_number")
    if layout.notice:
        needed += ["stage", "issuing_authority", "notice_title", "addressees"]
        if not is_draft(plan):
            needed += ["document_number", "dated_on"]
            if layout.form is Form.DOCUMENT:
                needed += ["printed_by", "printed_on"]
    missing = [field for field in PLAN_LABELS if field in needed and not _says_something(getattr(plan, field))]
    if missing:
        words = "、".join(f"{PLAN_LABELS[field]}（{field}）" for field in missing)
        raise MissingFactsError(
            f"方案里没有写{words}，公文缺了这些不能成文",
            f"请在 plan 里补上，例如：planctl set plan {PLAN_LABELS[missing[0]]} 内容 -p 方案文件",
        )
