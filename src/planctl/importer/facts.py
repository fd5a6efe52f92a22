"""What a document says of itself around its table: title, year, number, date, issuing authority."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from planctl.importer.grid import RawDocument, RawParagraph, RawTable
from planctl.importer.numbers import is_section, leading_number

_TITLE: Final = re.compile(
    r"(?:方案|分工|任务|计划|要点|清单|台账|安排|分解表|一览表|措施|意见|表)(?:[（(][^（）()]*[)）])?$"
)
_NOTICE: Final = re.compile(r"关于.*的(?:通知|函|意见)$")
_NUMBER: Final = re.compile(r"[\u4e00-\u9fff]{2,12}〔(?:19|20)\d{2}〕\d{1,5}号")
_DATE: Final = re.compile(r"((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日")
_YEAR: Final = re.compile(r"((?:19|20)\d{2})年")
_AUTHORITY: Final = re.compile(r".{2,30}(?:府|室|厅|局|委|会|办|院|中心|集团|公司|党组)$")
_LONGEST_TITLE: Final = 80


@dataclass(frozen=True)
class Facts:
    """The facts of a plan that its document states, "" or None for those it does not."""

    title: str = ""
    year: int = 0
    document_number: str = ""
    dated_on: date | None = None
    issuing_authority: str = ""
    notice_title: str = ""
    used: frozenset[int] = frozenset()  # the paragraphs that became facts


def find_facts(document: RawDocument, table: RawTable | None) -> Facts:
    """The facts, by the paragraphs before the plan's table (all of them for a plan without table)."""
    before: list[RawParagraph] = []
    for part in document.parts:
        if (
            isinstance(part, RawTable)
            and table is not None
            and (part.number, part.sheet) == (table.number, table.sheet)
        ):
            break  # by number: a table joined from several is none of them
        if isinstance(part, RawParagraph):
            before.append(part)
    texts = [_joined(one.text) for one in before]
    used: set[int] = set()

    def use(index: int) -> None:
        used.add(before[index].place.paragraph)

    title = ""
    likeliest_first = range(len(texts)) if table is None else reversed(range(len(texts)))
    for index in likeliest_first:
        if _is_title(texts[index]):
            title = texts[index]
            use(index)
            break
    number, dated_on, authority, notice = "", None, "", ""
    for index, text in enumerate(texts):
        if not notice and _NOTICE.search(text) and len(text) <= _LONGEST_TITLE * 2:
            notice = text
            use(index)
        elif not number and _NUMBER.fullmatch(text):
            number = text
            use(index)
        elif dated_on is None and (found := _DATE.fullmatch(text)):
            dated_on = _date(*map(int, found.groups()))
            use(index)
            if index and _AUTHORITY.fullmatch(texts[index - 1]):
                authority = texts[index - 1]
                use(index - 1)
    return Facts(title, year_in(title) or year_in(notice), number, dated_on, authority, notice, frozenset(used))


def year_in(title: str) -> int:
    """The year that a title names, 0 for none."""
    found = _YEAR.search(title)
    return int(found[1]) if found else 0


def _is_title(text: str) -> bool:
    numbered = is_section(text) or leading_number(text)[0] is not None or text.startswith("附件")
    return len(text) <= _LONGEST_TITLE and not numbered and bool(_TITLE.search(text))


def _joined(text: str) -> str:
    """A paragraph as one line, without the spaces a title is stretched with."""
    return re.sub(r"[\s\u3000]+", "", text) if len(text) <= 2 * _LONGEST_TITLE else text


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
