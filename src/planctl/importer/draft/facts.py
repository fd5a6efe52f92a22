"""What a document says of itself around its table: title, year, number, date, authority, who gets it (GB/T 9704-2012)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from planctl.importer.draft.lines_around import (
    COPY_TO,
    DISCLOSURE,
    LONGEST_ADDRESSEES,
    PrintedLine,
    Statement,
    lines_around,
    printed_by_and_on,
    printed_line,
)
from planctl.importer.draft.printed_dates import printed_date
from planctl.importer.draft.titles import (
    AUTHORITY,
    LONGEST_TITLE,
    NOTICE,
    NUMBER,
    SPAN,
    Line,
    find_title,
    may_be_title,
    title_of_page,
    without_stage,
    year_in,
)
from planctl.importer.readers.characters import half_width
from planctl.importer.readers.grid import (
    PAGE_TITLE,
    DocumentPlace,
    RawCell,
    RawDocument,
    RawTable,
)
from planctl.importer.report import table_findings
from planctl.importer.report.rule import ImportFinding
from planctl.lazy_regex import Expression

_ENCLOSED: Final = Expression(r"《([^《》]+)》")
_DATED: Final = Expression(r"[(（]?(.{0,30}?)((?:19|20|二).{2,10}日)[)）]?")
_ADDRESSEES: Final = Expression(r"(?=.*(?:各|单位|部门|政府|局|委|办|企业|学校)).*[:：]")
_ATTACHMENT: Final = Expression(r"附件\d{0,2}[:：]?(?:\d{1,2}[.．、])?")
_LETTER: Final = Expression(r"关于.*(?:征求|征集|报送|呈报|报请|送审|提请|商请).*的(?:函|通知|公告|请示|报告)$")
"""A letter about a draft that is annexed to it: its number, sender and date are not the plan's, as those of a notice that
issues it (关于印发…的通知) are.
"""
_DISCLOSED: Final = {"此件公开发布": "公开", "此件依申请公开": "依申请公开", "此件不公开": "不公开"}
"""What planctl itself prints for these ways of 公开."""


@dataclass(frozen=True)
class Facts:
    """The facts of a plan that its document states, by the names that Plan has for them, "" or None for those it does not;
    `findings` say what was inferred, `used` is what became facts or only says a fact again.
    """

    title: str = ""
    stage: str = ""
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


@dataclass
class _Finder:
    before: list[PrintedLine]
    others: list[PrintedLine]
    found: dict[str, Any] = field(default_factory=dict)
    places: dict[str, DocumentPlace] = field(default_factory=dict)
    used: set[Statement] = field(default_factory=set)
    letter: list[PrintedLine] = field(default_factory=list)  # what covers the plan and says nothing of it

    def note(self, name: str, value: str | date, line: PrintedLine) -> None:
        """A fact, the first time it is met."""
        if name not in self.found:
            self.found[name] = value
            self.places[name] = line.place
            self.used.update(line.printed)

    def title(self, *, from_above: bool) -> None:
        """The plan's title with its stage; before a table also a line that only may be one."""
        lines = [Line(line.text, line.centred) for line in self.before]
        if (title := find_title(lines, from_above=from_above)) is not None:
            self.note("title", title.text, self.before[title.main])
            if title.stage:
                self.note("stage", title.stage, self.before[title.last])
            for line in self.before[title.first : title.last + 1]:
                self.used.update(line.printed)
            if any(_LETTER.search(line.recognised) for line in self.before[: title.first]):
                self.letter, self.before = self.before[: title.first], self.before[title.first :]
            return
        for line in () if from_above else reversed(self.before):
            if may_be_title(line.text) and not _is_address(line.recognised):
                self.note("title", line.text, line)
                return

    def title_of_page(self, document: RawDocument) -> None:
        """The title of a web page where its text has none."""
        for remark in document.remarks:
            if remark.what == PAGE_TITLE and "title" not in self.found and (title := title_of_page(remark.text)):
                self.note("title", title, printed_line(remark.text, remark.place, centred=False))

    def heads(self) -> None:
        """What stands before the table, line by line."""
        for line, above in zip(self.before, [None, *self.before], strict=False):
            if line.printed[0] in self.used:
                continue
            if len(line.text) <= LONGEST_TITLE * 2 and NOTICE.search(line.recognised):
                title = line.text
                if line.recognised.startswith("关于") and above is not None and AUTHORITY.fullmatch(above.recognised):
                    self.used.update(above.printed)
                    title = above.text + title
                self.note("notice_title", title, line)
            elif NUMBER.fullmatch(line.recognised):
                self.note("document_number", line.text, line)
            elif (written := line.text.removesuffix("文件")) != line.text and AUTHORITY.fullmatch(written):
                self.note("head", written, line)
            elif "addressees" not in self.found and "notice_title" in self.found and _is_address(line.recognised):
                self.note("addressees", line.text.rstrip(":："), line)
            else:
                self._dated(line, above)

    def _dated(self, line: PrintedLine, above: PrintedLine | None) -> None:
        found = _DATED.fullmatch(line.recognised)
        written = printed_date(found[2]) if found else None
        if found is None or written is None or "dated_on" in self.found:
            return
        if found[1] and not AUTHORITY.fullmatch(found[1]):
            return
        self.note("dated_on", written, line)
        if found[1]:
            self.note("issuing_authority", found[1], line)
        elif above is not None and AUTHORITY.fullmatch(above.recognised):
            self.note("issuing_authority", above.text, above)

    def tails(self) -> None:
        """What may stand anywhere: 公开方式, 版记."""
        for line in (*self.before, *self.others):
            if line.printed[0] in self.used:
                continue
            if found := DISCLOSURE.fullmatch(line.text):
                self.note("disclosure", _DISCLOSED.get(found[1], found[1].removeprefix("此件")), line)
            elif found := COPY_TO.fullmatch(line.text):
                self.note("copy_to", found[1], line)
            elif printed := printed_by_and_on(line):
                self.note("printed_by", printed[0], line)
                self.note("printed_on", printed[1], line)

    def repeats(self) -> None:
        """Lines that say only what is known already: the title or the authority once more, 附件 and the title."""
        titles = {self.found.get(name, "") for name in ("title", "notice_title", "issuing_authority")} - {""}
        for line in (*self.letter, *self.before, *self.others):
            marked = _ATTACHMENT.match(line.text)
            rest = without_stage(line.text[marked.end() :] if marked else line.text)[0]
            if rest.strip("《》") in titles or (marked and not rest):
                self.used.update(line.printed)


def find_facts(document: RawDocument, table: RawTable | None, above_heading: Sequence[RawCell]) -> Facts:
    """The facts, by the paragraphs before the plan's table (all of them for a plan without table), the titles inside the
    table above its heading, and what stands behind.
    """
    before, others = lines_around(document, table)
    before += [printed_line(cell.text, cell.place, centred=True) for cell in above_heading]
    finder = _Finder(before, others)
    finder.title(from_above=table is None)
    finder.title_of_page(document)
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


def _year(finder: _Finder) -> tuple[int, tuple[ImportFinding, ...]]:
    """The plan's year, and a finding where no title names just one."""
    for name in ("title", "notice_title"):
        named = finder.found.get(name, "")
        if year := year_in(named):
            span = SPAN.search(half_width(named))
            inferred = table_findings.inferred_year(finder.places[name], f"标题写的是{span[0]}", year) if span else None
            return year, (inferred,) if inferred else ()
    if (dated_on := finder.found.get("dated_on")) is not None:
        why = "标题没有写年份，只有成文日期"
        return dated_on.year, (table_findings.inferred_year(finder.places["dated_on"], why, dated_on.year),)
    for line in finder.letter:
        if (written := printed_date(line.recognised)) is not None:
            why = "标题没有写年份，只有来函的日期"
            return written.year, (table_findings.inferred_year(line.place, why, written.year),)
    return 0, ()


def _is_address(text: str) -> bool:
    return len(text) <= LONGEST_ADDRESSEES and bool(_ADDRESSEES.fullmatch(text))
