"""The title of a plan among the lines of its document: on one line or several, with its years and its stage (稿次)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from planctl.importer.draft.numbers import is_section, leading_number
from planctl.importer.draft.printed_dates import printed_date
from planctl.importer.readers.characters import half_width
from planctl.lazy_regex import Expression
from planctl.model.stages import known_stage
from planctl.traditional import simplified

NOTICE: Final = Expression(r"关于.*的(?:通知|函|意见)$")
NUMBER: Final = Expression(r"[\u4e00-\u9fff]{2,12}[〔［\[【（(](?:19|20)\d{2}[〕］\]】）)]第?\d{1,5}号")
AUTHORITY: Final = Expression(r".{2,30}(?:府|室|厅|局|委|会|办|院|中心|集团|公司|党组)")
SPAN: Final = Expression(r"((?:19|20)\d{2})年?[-—–－~～至到]+(?:19|20)?\d{2}年")
LONGEST_TITLE: Final = 80
_TITLE: Final = Expression(
    r"(?:方案|分工|任务|计划|要点|清单|台账|安排|分解|实事|路线图|时间表|分解表|一览表|措施|意见|表)(?:[（(][^（）()]*[)）])?$"
)
_YEAR: Final = Expression(r"((?:19|20)\d{2})年")
_YEARS_ALONE: Final = Expression(r"[(（][^()（）日号]*(?:19|20)\d{2}年?[^()（）日号]*[)）]")
"""（2020—2022年） on a line of its own below a title."""
_STAGE_AT_END: Final = Expression(r"[（(]([^（）()]{2,12}(?:[（(][^（）()]{1,6}[)）])?)[)）]$")
_BROKEN: Final = ("关于", "的", "工作", "重点", "、", "和")
_PLACE: Final = Expression("[省市县区州盟旗镇乡]")
_SITE: Final = Expression("[-_|—–·]")
_NEEDS_MORE: Final = Expression(
    r"[和与及的、]|以及|(?:(?:19|20)\d{2}年)?度?(?:行动|工作|实施|专项|重点|主要|任务|分工|三年|年度|的|若干)*"
    r"(?:方案|计划|清单|要点|措施|意见|分解表|任务|分工|安排)(?:[（(][^（）()]*[)）])?$"
)
"""A line that goes on with the one above: it begins inside a phrase, or says of a plan only that it is one."""
_SHORTEST_TITLE: Final = 4


class Line(NamedTuple):
    """A line of a document outside its plan; `centred` where the document says so, `like_above` where the line right above
    is centred too, in letters of the same size.
    """

    text: str
    centred: bool
    like_above: bool = False


class Title(NamedTuple):
    """A title, the stage that stands in or below it ("" for none), and the places of its lines among those searched: its
    `first`, the `main` one that ends as titles do, and its `last`.
    """

    text: str
    stage: str
    first: int
    main: int
    last: int


def recognised(text: str) -> str:
    """A text as words, numbers and dates are recognised in it."""
    return simplified(half_width(text))


def title_ends(lines: Sequence[Line]) -> Iterator[int]:
    """Where each line ends that is printed over several which look alike, in order: of these so many are one as make a
    title (of a plan, or of a notice), every other is one of its own.
    """
    start = 0
    while start < len(lines):
        end = start + 1
        text = lines[start].text
        for place in _alike(lines, start):
            text += lines[place].text
            if len(text) > 2 * LONGEST_TITLE:
                break
            if is_title(text) or NOTICE.search(recognised(text)):
                end = place + 1
        yield end
        start = end


def _alike(lines: Sequence[Line], start: int) -> Iterator[int]:
    """The places of the lines below one that look like it, as far as each could be a part of a title."""
    for place in range(start + 1, len(lines)):
        above, line = recognised(lines[place - 1].text), recognised(lines[place].text)
        if not lines[place].like_above or _is_no_part(above) or _is_no_part(line) or NOTICE.search(above):
            return
        yield place


def _is_no_part(text: str) -> bool:
    """Whether a line says something that no title has in it: a sentence, a number, a date, a head, a stage, a section."""
    is_sentence = text[-1:] in "。：:；，" or text.startswith("附件")
    is_fact = NUMBER.fullmatch(text) or printed_date(text) or text.endswith("文件")
    is_item = is_section(text) or leading_number(text)[0] is not None
    return is_sentence or bool(is_fact) or is_item or bool(known_stage(text))


def find_title(lines: Sequence[Line], *, from_above: bool) -> Title | None:
    """The plan's title: of the lines before a table the nearest, of a plan in prose the first."""
    order = range(len(lines)) if from_above else range(len(lines) - 1, -1, -1)
    for main in order:
        if is_title(lines[main].text):
            return _whole(lines, main)
    return None


def _whole(lines: Sequence[Line], main: int) -> Title:
    title, stage = without_stage(lines[main].text)
    first = last = main
    while first and _goes_on(lines[first - 1], lines[first]):
        first -= 1
        title = lines[first].text + title
    for below in lines[main + 1 : main + 3]:
        words = recognised(below.text)
        if not year_in(title) and _YEARS_ALONE.fullmatch(words):
            title += below.text
        elif not stage and words[:1] in "（(" and known_stage(words):
            stage = words[1:-1]
        else:
            break
        last += 1
    return Title(title, stage, first, main, last)


def without_stage(title: str) -> tuple[str, str]:
    """A title without the stage in brackets at its end, and that: （征求意见稿）."""
    found = _STAGE_AT_END.search(recognised(title))
    return (title[: found.start()], found[1]) if found and known_stage(found[1]) else (title, "")


def title_of_page(text: str) -> str:
    """The title that a web page bears, without the name of its site; "" where it is none of a plan."""
    return next((piece.strip() for piece in _SITE.split(text) if is_title(piece.strip())), "")


def year_in(title: str) -> int:
    """The year that a title names, the first of several (2021—2025年), 0 for none."""
    title = half_width(title)
    found = SPAN.search(title) or _YEAR.search(title)
    return int(found[1]) if found else 0


def is_title(text: str) -> bool:
    """Whether a line ends as titles of plans do."""
    numbered = is_section(text) or leading_number(text)[0] is not None or text.startswith(("附件", "附表"))
    return _SHORTEST_TITLE <= len(text) <= LONGEST_TITLE and not numbered and bool(_TITLE.search(recognised(text)))


def may_be_title(text: str) -> bool:
    """Whether a line names a year and is short, though it does not end as titles do: 2023年为民办实事项目."""
    if not year_in(text) or len(text) > LONGEST_TITLE // 2 or text[-1] in "。：:；，日号" or is_section(text):
        return False
    return not (_YEARS_ALONE.fullmatch(recognised(text)) or NOTICE.search(recognised(text)))


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a title began in the line above: that one has the year, or both are centred and it breaks off or says for
    which place (云川市竹编作坊 over 稳步发展的若干措施).
    """
    text = recognised(above.text)
    if _is_of_its_own(text):
        return False
    are_centred = above.centred and line.centred
    if are_centred and (text.startswith("关于") or _NEEDS_MORE.match(recognised(line.text))):
        return True
    if year_in(line.text):
        return False
    if year_in(text) or (are_centred and text.endswith(_BROKEN)):
        return True
    names_place = _PLACE.search(text) and not _PLACE.search(recognised(line.text)) and not AUTHORITY.fullmatch(text)
    return are_centred and bool(names_place)


def _is_of_its_own(text: str) -> bool:
    """Whether a line above a title says something else: a sentence, another title, a notice, a number, a date, a head."""
    is_sentence = len(text) > LONGEST_TITLE or text[-1:] in "。：:；，）)" or text.startswith(("附件", "（", "("))
    is_fact = NOTICE.search(text) or NUMBER.fullmatch(text) or printed_date(text) or text.endswith("文件")
    return is_sentence or is_title(text) or bool(is_fact)
