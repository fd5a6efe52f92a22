"""The parts of an official document (公文) around a plan's table, after GB/T 9704-2012 as docs/official-document.md has it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from planctl.document.attachments import attached, attachment_lines
from planctl.document.consultation import DRAFT_MARK, draft_title, letter_of
from planctl.document.dates import chinese_date
from planctl.document.first_page import ONE_LINE_HEAD, letter_shows_text, lowest_head, room_for_head
from planctl.document.layout import DOCUMENT, FEEDBACK, FOLLOWS, Form, Head, Kind, Layout, MissingFactsError, settle
from planctl.document.notice_text import notice_text, notice_title
from planctl.document.title_lines import break_title, title_width
from planctl.document.typography import typeset
from planctl.errors import PlanctlError
from planctl.model.letters import Contact
from planctl.model.plan import Plan
from planctl.model.stages import is_issued
from planctl.model.vocabulary import CONTACT_LABELS, PLAN_LABELS

UPRIGHT_TITLE: Final = 20
"""Hanzi of size 二号 (22 pt) that fill the line of an upright page, 156 mm (§5.2.1)."""
TURNED_TITLE: Final = 28
"""The same for a page turned on its side, 225 mm."""
SOURCE: Final = "（摘自"
"""How the second line of a title begins that says which plan a unit's sheet is from, and which draft of it."""
NUMBER_LINE: Final = 27
"""Hanzi of 三号, 16 pt, on a line of 156 mm."""


class FirstPageError(PlanctlError):
    """What stands above the text leaves no room for it on the first page, or for itself on its line."""

    exit_code = 1


@dataclass(frozen=True)
class OfficialDocument:
    """Texts of the parts of the document, "" for a part it does not have; templates name them as `document.…`.

    The 紧急程度, the head (发文机关标志), one line for each organ where several stand in it, its number, the notice's title, whom it goes to, its text, the line that names the attachment (附件说明),
    signature (a line for each organ), date, contact and annotation (附注); the attachment's mark, the plan's title and its stage where it is a draft, the title of the form for comments; and
    what stands in the 版记.
    """

    urgency: str = ""
    head: str = ""
    number: str = ""
    notice_title: str = ""
    addressees: str = ""
    text: str = ""
    attachment: str = ""
    signature: str = ""
    date: str = ""
    contact: str = ""
    annotation: str = ""
    mark: str = ""
    title: str = ""
    stage: str = ""
    feedback_title: str = ""
    sent_to: str = ""
    copy_to: str = ""
    printed_by: str = ""
    printed_on: str = ""


def official_document(plan: Plan, title: str, layout: Layout) -> OfficialDocument:
    """What the document says around a table with this title.

    Raises MissingFactsError where the plan lacks a fact that the document must state: a draft needs neither number nor
    date, and a letter no 印发机关 and 印发日期 (§10.1).
    """
    plan = _on_one_line(plan)
    layout = settle(plan, layout)
    if layout.kind is Kind.CONSULT:
        plan, layout = letter_of(plan), replace(layout, attached_as=DRAFT_MARK)
    else:
        layout = attached(plan, layout)
    _require(plan, layout)
    draft = is_draft(plan)
    names = plan.issuing_authorities
    around = OfficialDocument(
        number=plan.document_number,
        mark=_mark(plan, layout),
        title=break_title(title, UPRIGHT_TITLE if layout.portrait else TURNED_TITLE, names),
        stage=f"（{plan.stage}）" if draft and f"\n{SOURCE}" not in title else "",  # which says it itself
    )
    if not layout.notice:
        return around
    letter = layout.form is Form.LETTER
    consulting = layout.kind is Kind.CONSULT
    whole = replace(
        around,
        feedback_title=break_title(f"{draft_title(plan)}{FEEDBACK}", TURNED_TITLE, names) if consulting else "",
        urgency=plan.urgency,
        head=_head(plan, layout),
        notice_title=break_title(typeset(notice_title(plan, layout.kind)), UPRIGHT_TITLE, names),
        addressees=typeset(plan.addressees).rstrip("：:，,。；;、 "),
        text=notice_text(plan, layout.kind),
        attachment=attachment_lines(plan, layout, title),
        signature="\n".join(names),
        date=chinese_date(plan.dated_on) if plan.dated_on else _BLANK_DATE,
        contact=_contact(plan.contact),
        annotation="" if draft else _annotation(plan.disclosure),
        copy_to=f"抄送：{typeset(plan.copy_to).rstrip('。.；; ')}。" if plan.copy_to else "",
        printed_by="" if letter else plan.printed_by,
        printed_on="" if letter or not plan.printed_on else f"{chinese_date(plan.printed_on)}印发",
    )
    _require_number_on_one_line(whole, letter)
    title_key = "title" if consulting or not plan.notice_title else "notice_title"
    return _with_text_on_first_page(whole, letter, title_key)


def _with_text_on_first_page(document: OfficialDocument, letter: bool, title_key: str) -> OfficialDocument:
    """The document with its addressees moved to the 版记 where they keep the text off page 1 (§7.3.2).

    Raises FirstPageError where it is the title that does, which the plan has under a key, or the head of several organs even
    in the smallest letters.
    """
    if _shows_text(document, letter):
        return document
    moved = replace(document, addressees="", sent_to=f"主送：{document.addressees}。")
    if _shows_text(moved, letter):
        return moved
    organs = document.head.count("\n") + 1
    its_title = "通知标题" if title_key == "notice_title" else "方案标题"
    what, instead = f"{its_title}太长，", ""
    if organs > 1:
        what, instead = f"{organs}个发文机关的标志和{its_title}", "，或用 --head lead 只印主办机关"
    raise FirstPageError(f"{what}把正文挤出了首页（GB/T 9704-2012 第7.3.3条）", f"请缩短 {title_key}{instead}。")


def _require_number_on_one_line(document: OfficialDocument, letter: bool) -> None:
    room = NUMBER_LINE - (title_width(document.urgency) + 1 if letter and document.urgency else 0)
    if title_width(document.number) > room:
        raise FirstPageError(
            f"发文字号“{document.number}”太长，一行排不下（GB/T 9704-2012 第7.2.5条）",
            "请用规范的机关代字（document_number）。",
        )


def _shows_text(document: OfficialDocument, letter: bool) -> bool:
    """Whether page 1 shows the text, with the head as small as it may be where several organs stand in it."""
    above = document.notice_title, document.addressees, document.stage, document.text
    if letter:
        return letter_shows_text(*above)
    organs = document.head.count("\n") + 1
    return room_for_head(*above) >= (lowest_head(organs) if organs > 1 else ONE_LINE_HEAD)


def _on_one_line(plan: Plan) -> Plan:
    """The plan with its facts without white space at their ends and line breaks inside, which only a title may have."""
    facts = [field for field in PLAN_LABELS if field not in ("title", "notice_title", "body")]
    texts = {field: value for field in facts if isinstance(value := getattr(plan, field), str)}
    organs = tuple("".join(name.split("\n")).strip() for name in plan.jointly_with)
    on_one_line = {field: "".join(value.split("\n")).strip() for field, value in texts.items()}
    return replace(plan, jointly_with=organs, **on_one_line)  # type: ignore[arg-type]


def is_draft(plan: Plan) -> bool:
    """Whether the plan says that it is not issued yet: 征求意见稿, 送审稿."""
    return bool(plan.stage) and not is_issued(plan.stage)


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


def _contact(contact: Contact | None) -> str:
    """Whom to ask, in brackets, with a label before each part: （联系人：张三，联系电话：…）."""
    stated = {label: "".join(getattr(contact, key, "").split("\n")).strip() for key, label in CONTACT_LABELS.items()}
    parts = [f"{label}：{text}" for label, text in stated.items() if text]
    return f"（{'，'.join(parts)}）" if parts else ""


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
        needed += ["stage", "issuing_authority", "addressees"]
        if layout.kind is Kind.ISSUE:
            needed.append("notice_title")
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
