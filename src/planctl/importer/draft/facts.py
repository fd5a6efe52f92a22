"""What a document says of itself around its table: title, year, number, date, authority, who gets it (GB/T 9704-2012)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from planctl.importer.draft.numbers import is_section, leading_number
from planctl.importer.draft.printed_dates import printed_date
from planctl.importer.readers.characters import half_width
from planctl.importer.readers.grid import DocumentPlace, RawCell, RawDocument, RawParagraph, RawTable, filled_cells
from planctl.importer.report import table_findings
from planctl.importer.report.rule import ImportFinding
from planctl.lazy_regex import Expression
from planctl.traditional import simplified

_TITLE: Final = Expression(
    r"(?:方案|分工|任务|计划|要点|清单|台账|安排|分解|实事|路线图|时间表|分解表|一览表|措施|意见|表)(?:[（(][^（）()]*[)）])?$"
)
_NOTICE: Final = Expression(r"关于.*的(?:通知|函|意见)$")
_ENCLOSED: Final = Expression(r"《([^《》]+)》")
_NUMBER: Final = Expression(r"[\u4e00-\u9fff]{2,12}[〔［\[【（(](?:19|20)\d{2}[〕］\]】）)]第?\d{1,5}号")
_SPAN: Final = Expression(r"((?:19|20)\d{2})年?[-—–－~～至到]+(?:19|20)?\d{2}年")
_YEAR: Final = Expression(r"((?:19|20)\d{2})年")
_DATED: Final = Expression(r"[(（]?(.{0,30}?)((?:19|20|二).{2,10}日)[)）]?")
_AUTHORITY: Final = Expression(r".{2,30}(?:府|室|厅|局|委|会|办|院|中心|集团|公司|党组)")
_ADDRESSEES: Final = Expression(r"(?=.*(?:各|单位|部门|政府|局|委|办|企业|学校)).*[:：]")
_COPY_TO: Final = Expression(r"抄送[:：](.+?)。?")
_PRINTED: Final = Expression(r"(.{2,30}?)((?:19|20|二).{2,10}日)印发?")
_DISCLOSURE: Final = Expression(r"[（(]?(此件(?:公开|主动公开|依申请公开|不公开|不予公开|删减后公开)(?:发布)?)[)）]?")
_ATTACHMENT: Final = Expression(r"附件\d{0,2}[:：]?(?:\d{1,2}[.．、])?")
_SPACES: Final = Expression(r"[\s\u3000]+")
_DISCLOSED: Final = {"此件公开发布": "公开", "此件依申请公开": "依申请公开", "此件不公开": "不公开"}
"""What planctl itself prints for these ways of 公开."""
_YEARS_ALONE: Final = Expression(r"[(（][^()（）日号]*(?:19|20)\d{2}年?[^()（）日号]*[)）]")
"""（2020—2022年） on a line of its own below a title."""
_SHORTEST_TITLE: Final = 4
_LONGEST_TITLE: Final = 80
_LONGEST_ADDRESSEES: Final = 400
_MOST_CELLS: Final = 8


Statement = tuple[DocumentPlace, str]
"""A place and what it says, on one line: a text box may stand in the same place as a paragraph."""


def statement(place: DocumentPlace, text: str) -> Statement:
    """What a place says, as `Facts.used` has it."""
    return place, _on_one_line(text)


@dataclass(frozen=True)
class Facts:
    """The facts of a plan that its document states, by the names that Plan has for them, "" or None for those it does not;
    `findings` say what was inferred, `used` is what became facts or only says a fact again.
    """

    title: str = ""
    year: int = 0
    document_number: str = ""
    dated_on: date | None = None
    issuing_authority: str = ""
    notice_title: str = ""
    addressees: str = ""
    copy_to: str = ""
    printed_by: str = ""
    printed_on: date | None = None
    disclosure: str = ""
    findings: tuple[ImportFinding, ...] = ()
    used: frozenset[Statement] = frozenset()


class _Line(NamedTuple):
    text: str
    place: DocumentPlace
    centred: bool

    @property
    def statement(self) -> Statement:
        return self.place, self.text

    @property
    def recognised(self) -> str:
        """The text as words, numbers and dates are recognised in it."""
        return simplified(half_width(self.text))


@dataclass
class _Finder:
    before: list[_Line]
    others: list[_Line]
    found: dict[str, Any] = field(default_factory=dict)
    places: dict[str, DocumentPlace] = field(default_factory=dict)
    used: set[Statement] = field(default_factory=set)

    def note(self, name: str, value: str | date, line: _Line) -> None:
        """A fact, the first time it is met."""
        if name not in self.found:
            self.found[name] = value
            self.places[name] = line.place
            self.used.add(line.statement)

    def title(self, *, from_above: bool) -> None:
        """The plan's title: of the lines before the table the nearest, of a plan in prose the first."""
        lines = list(zip([None, *self.before], self.before, [*self.before[1:], None], strict=False))
        for above, line, below in lines if from_above else reversed(lines):
            if not _is_title(line.text):
                continue
            title = line.text
            if above is not None and _goes_on(above, line):
                self.used.add(above.statement)
                title = above.text + title
            if below is not None and not year_in(title) and _YEARS_ALONE.fullmatch(below.recognised):
                self.used.add(below.statement)
                title += below.text
            self.note("title", title, line)
            return
        for line in () if from_above else reversed(self.before):
            if _may_be_title(line.text):
                self.note("title", line.text, line)
                return

    def heads(self) -> None:
        """What stands before the table, line by line."""
        for line, above in zip(self.before, [None, *self.before], strict=False):
            if line.statement in self.used:
                continue
            if len(line.text) <= _LONGEST_TITLE * 2 and _NOTICE.search(line.recognised):
                title = line.text
                if title.startswith(("关于", "關於")) and above is not None and _AUTHORITY.fullmatch(above.recognised):
                    self.used.add(above.statement)
                    title = above.text + title
                self.note("notice_title", title, line)
            elif _NUMBER.fullmatch(line.recognised):
                self.note("document_number", line.text, line)
            elif (written := line.text.removesuffix("文件")) != line.text and _AUTHORITY.fullmatch(written):
                self.note("head", written, line)
            elif "addressees" not in self.found and "notice_title" in self.found and _is_address(line.recognised):
                self.note("addressees", line.text.rstrip(":："), line)
            else:
                self._dated(line, above)

    def _dated(self, line: _Line, above: _Line | None) -> None:
        found = _DATED.fullmatch(line.recognised)
        written = printed_date(found[2]) if found else None
        if found is None or written is None or "dated_on" in self.found:
            return
        if found[1] and not _AUTHORITY.fullmatch(found[1]):
            return
        self.note("dated_on", written, line)
        if found[1]:
            self.note("issuing_authority", found[1], line)
        elif above is not None and _AUTHORITY.fullmatch(above.recognised):
            self.note("issuing_authority", above.text, above)

    def tails(self) -> None:
        """What may stand anywhere: 公开方式, 版记."""
        for line in (*self.before, *self.others):
            if line.statement in self.used:
                continue
            if found := _DISCLOSURE.fullmatch(line.text):
                self.note("disclosure", _DISCLOSED.get(found[1], found[1].removeprefix("此件")), line)
            elif found := _COPY_TO.fullmatch(line.text):
                self.note("copy_to", found[1], line)
            elif (found := _PRINTED.fullmatch(line.recognised)) and (written := printed_date(found[2])):
                self.note("printed_by", found[1].rstrip("，, "), line)
                self.note("printed_on", written, line)

    def repeats(self) -> None:
        """Lines that say only what is known already: the title or the authority once more, 附件 and the title."""
        titles = {self.found.get(name, "") for name in ("title", "notice_title", "issuing_authority")} - {""}
        for line in (*self.before, *self.others):
            marked = _ATTACHMENT.match(line.text)
            rest = line.text[marked.end() :] if marked else line.text
            if rest.strip("《》") in titles or (marked and not rest):
                self.used.add(line.statement)


def find_facts(document: RawDocument, table: RawTable | None, above_heading: Sequence[RawCell]) -> Facts:
    """The facts, by the paragraphs before the plan's table (all of them for a plan without table), the titles inside the
    table above its heading, and what stands behind.
    """
    before, others = _lines(document, table)
    before += [_Line(_on_one_line(cell.text), cell.place, True) for cell in above_heading]
    finder = _Finder(before, others)
    finder.title(from_above=table is None)
    finder.heads()
    finder.tails()
    enclosed = _ENCLOSED.search(finder.found.get("notice_title", ""))
    if "notice_title" in finder.found:
        finder.found.setdefault("title", enclosed[1] if enclosed else finder.found["notice_title"])
        finder.places.setdefault("title", finder.places["notice_title"])
    finder.repeats()
    head = finder.found.pop("head", "")
    if head and finder.found.setdefault("issuing_authority", head) != head:
        finder.used.discard((finder.places["head"], f"{head}文件"))
    year, inferred = _year(finder)
    return Facts(**finder.found, year=year, findings=inferred, used=frozenset(finder.used))


def year_in(title: str) -> int:
    """The year that a title names, the first of several (2021—2025年), 0 for none."""
    title = half_width(title)
    found = _SPAN.search(title) or _YEAR.search(title)
    return int(found[1]) if found else 0


def _year(finder: _Finder) -> tuple[int, tuple[ImportFinding, ...]]:
    """The plan's year, and a finding where no title names just one."""
    for name in ("title", "notice_title"):
        named = finder.found.get(name, "")
        if year := year_in(named):
            span = _SPAN.search(half_width(named))
            inferred = table_findings.inferred_year(finder.places[name], f"标题写的是{span[0]}", year) if span else None
            return year, (inferred,) if inferred else ()
    if (dated_on := finder.found.get("dated_on")) is not None:
        why = "标题没有写年份，只有成文日期"
        return dated_on.year, (table_findings.inferred_year(finder.places["dated_on"], why, dated_on.year),)
    return 0, ()


def _lines(document: RawDocument, table: RawTable | None) -> tuple[list[_Line], list[_Line]]:
    """The lines before the plan's table, and those behind it, in headers, footers and small tables (版记)."""
    before: list[_Line] = []
    others: list[_Line] = []
    lines = before
    for part in document.parts:
        if isinstance(part, RawParagraph):
            lines.append(_Line(_on_one_line(part.text), part.place, part.centred))
        elif table is not None and (part.number, part.sheet) == (table.number, table.sheet):
            lines = others  # by number: a table joined from several is none of them
        else:
            others += _small(part)
    for remark in document.remarks:
        texts = filter(str.strip, remark.text.split("\n"))
        others += [_Line(_on_one_line(text), remark.place, False) for text in texts]
    return before, others


def _small(table: RawTable) -> Iterator[_Line]:
    cells = filled_cells(cell for row in table.rows[:_MOST_CELLS] for cell in row)
    if len(table.rows) <= _MOST_CELLS and len(cells) <= _MOST_CELLS:
        yield from (_Line(_on_one_line(cell.text), cell.place, False) for cell in cells)


def _is_title(text: str) -> bool:
    numbered = is_section(text) or leading_number(text)[0] is not None or text.startswith(("附件", "附表"))
    return _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE and not numbered and bool(_TITLE.search(simplified(text)))


def _may_be_title(text: str) -> bool:
    """Whether a line names a year and is short, though it does not end as titles do: 2023年为民办实事项目."""
    if not year_in(text) or len(text) > _LONGEST_TITLE // 2 or text[-1] in "。：:；，日号" or is_section(text):
        return False
    if _YEARS_ALONE.fullmatch(half_width(text)):
        return False
    return not (_NOTICE.search(text) or _is_address(text))


def _goes_on(above: _Line, line: _Line) -> bool:
    """Whether a title began in the line above: that one has the year, or both are centred and it breaks off."""
    if len(above.text) > _LONGEST_TITLE or above.text[-1:] in "。：:；，" or _is_title(above.text):
        return False
    if (
        _NOTICE.search(above.text)
        or _NUMBER.fullmatch(above.recognised)
        or printed_date(above.recognised)
        or year_in(line.text)
    ):
        return False
    broken = above.centred and line.centred and above.text.endswith(("关于", "的", "工作", "重点", "、", "和"))
    return not above.text.startswith("附件") and (bool(year_in(above.text)) or broken)


def _is_address(text: str) -> bool:
    return len(text) <= _LONGEST_ADDRESSEES and bool(_ADDRESSEES.fullmatch(text))


def _on_one_line(text: str) -> str:
    """A paragraph as one line, without the spaces a title is stretched with."""
    return _SPACES.sub("", text) if len(text) <= _LONGEST_ADDRESSEES else text
