"""What of a plan may be put before whom: its 公开方式, and the columns that say who the people are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from planctl.document.columns import Column
from planctl.document.view import TableView
from planctl.errors import PlanRefusedError
from planctl.lazy_regex import Expression
from planctl.model.plan import Plan
from planctl.traditional import simplified
from planctl.units.persons import names_person


class Disclosure(Enum):
    """Whether a plan says that everybody may read it (政府信息公开: 主动公开、依申请公开、不予公开)."""

    PUBLIC = auto()
    RESTRICTED = auto()
    UNMARKED = auto()
    UNCLEAR = auto()


@dataclass(frozen=True)
class Publication:
    """For whom a page is made: `internal` ones are not for the public, `people` keeps the columns that name people,
    `fragment` is the table alone, for the editor of a portal."""

    fragment: bool = False
    internal: bool = False
    people: bool = False


PUBLIC: Final = Publication()
"""A page of its own, for everybody."""

_FRAME: Final = "（）()。. 　"
_PUBLIC: Final = Expression("(?:此件)?(?:主动|全文)?公开(?:发布|登载|刊登)?")
_RESTRICTED: Final = Expression("不|依申请|免予|免于|内部|非公开|保密|严禁|禁止|发至|传达")
_PEOPLE: Final = Expression(
    "领导(?!小组|机构|机制)|姓名|(?:负责|责任|联系|经办|承办|填报|填表|报送|具体|直接|主管|分管|包保|督办|牵头|联络|审核|审批)(?:人|同志|员)"
    "|联络员|分管.{0,4}长|电话|手机|座机|联系方式|邮箱|邮件|微信|QQ|(?i:e-?mail|wechat|(?<![a-z])tel(?:ephone)?(?![a-z]))|住址|身份证"
)


def disclosure_of(plan: Plan) -> Disclosure:
    """What a plan says of itself; a wording that is not understood is neither the one nor the other."""
    words = _compared(plan.disclosure).strip(_FRAME)
    if not words:
        return Disclosure.UNMARKED
    if _RESTRICTED.search(words):
        return Disclosure.RESTRICTED
    return Disclosure.PUBLIC if _PUBLIC.fullmatch(words) else Disclosure.UNCLEAR


def _words(plan: Plan) -> str:
    return "".join(unicodedata.normalize("NFKC", plan.disclosure).split()).strip(_FRAME)


def _compared(words: str) -> str:
    """Words as they are compared: however wide, spaced out (责 任 人), broken or traditional they are, and without signs that
    nobody sees."""
    return simplified("".join(one for one in unicodedata.normalize("NFKC", words) if not _is_unseen(one)))


def _is_unseen(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf")


def banner(plan: Plan, publication: Publication) -> str:
    """What a page says above everything else of who may read it, "" where everybody may.

    Raises PlanRefusedError for a page that is for the public of a plan that is not.
    """
    disclosure, words = disclosure_of(plan), _words(plan)
    if publication.internal:
        return f"内部使用，不得对外公布（公开方式：{words or '没有标明'}）。"
    if disclosure is Disclosure.RESTRICTED:
        raise PlanRefusedError(
            f"方案的公开方式是“{words}”，不能生成对外公布的网页", "只在内部使用的，请加 --internal，网页上会注明。"
        )
    if disclosure is Disclosure.UNMARKED:
        return "方案没有标明公开方式，能否公开尚未确定；公布前请核实。"
    return "" if disclosure is Disclosure.PUBLIC else f"方案的公开方式写作“{words}”，能否公开不明；公布前请核实。"


def people_columns(columns: Iterable[Column]) -> list[Column]:
    """The columns that only this plan has and that name people or say how to reach them: 责任人, 分管领导, 联系电话."""
    return [column for column in columns if column.is_further and _PEOPLE.search(_compared(column.heading))]


def without_people(view: TableView) -> TableView:
    """The table without these columns."""
    left_out = people_columns(view.columns)
    return replace(view, columns=tuple(column for column in view.columns if column not in left_out))


def cells_with_people(plan: Plan) -> list[str]:
    """The references of the rows whose cells of units seem to name people as well; those are printed as they are."""
    return [
        row.reference
        for _, row in plan.rows()
        if any(cell and names_person(cell.printed) for cell in (row.lead_units, row.supporting_units))
    ]
