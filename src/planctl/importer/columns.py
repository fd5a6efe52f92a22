"""Which column of a table is what: by its heading, in the many words plans have for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from planctl.deadlines import parse_deadline
from planctl.importer.grid import RawCell, RawTable
from planctl.model import DeadlineKind
from planctl.view import EXTRA
from planctl.vocabulary import COLUMN_LABELS

_WORDS: Final = {
    "number": "序号 编号 项次 序",
    "title": "工作任务 重点任务 任务名称 工作项目 任务 主要任务 工作事项 重点工作 事项 项目 任务分类 类别 工作类别 目标任务 改革事项 任务事项 一级任务",
    "text": (
        "具体要求 工作举措 实施路径 具体工作 工作要求 具体任务 具体措施 工作内容 主要内容 任务内容 工作措施 主要措施 重点举措 "
        "具体内容 任务要求 具体举措 工作目标 任务分解 二级任务 重点内容 措施 要求"
    ),
    "lead_units": (
        "牵头单位 责任单位 落实单位 主责单位 责任科室 牵头部门 责任部门 主办单位 承办单位 牵头责任单位 实施单位 责任主体 "
        "牵头处室 责任处室 牵头科室 主要责任单位 负责单位 主体单位"
    ),
    "supporting_units": "配合单位 参与单位 协办单位 配合部门 参加单位 协同单位 协助单位 参与部门 配合责任单位 协办部门",
    "deadline": "完成时限 时间节点 时限要求 完成时间 时限 完成期限 办理时限 时间要求 时间安排 进度要求 工作时限 落实时限 推进时限 时间",
}
_FIELD_OF: Final = {word: field for field, words in _WORDS.items() for word in words.split()}
_PEOPLE: Final = re.compile("责任领导|分管领导|牵头领导|责任人|负责人|联系人|经办人|联系电话|电话|手机")
_SPACES: Final = re.compile(r"[\s\u3000]+")
_REMARK: Final = re.compile(r"[(（][^()（）]*[)）]$")
_DEEPEST_HEADING: Final = 3
"""Rows that a table's heading may stand below a title inside the table."""


@dataclass(frozen=True)
class Columns:
    """What each column of a table is: a field, `extra:` and its heading, or "" for one without heading or text.

    `first` and `last` are the rows of the heading (from 0), `first` > `last` where the table has none. `headings` are the
    table's own words for the fields.
    """

    fields: tuple[str, ...]
    headings: dict[str, str]
    first: int
    last: int

    @property
    def known(self) -> int:
        """How many fields were found."""
        return len(self.headings)

    @property
    def people(self) -> list[str]:
        """Headings of columns about people, which are often not to be published."""
        found = (field.removeprefix(EXTRA) for field in self.fields if field.startswith(EXTRA))
        return [heading for heading in found if _PEOPLE.search(heading)]


def heading_text(cell: RawCell | None) -> str:
    """A heading without the spaces it is stretched with: 序 号."""
    return _SPACES.sub("", cell.text) if cell is not None else ""


def field_of(heading: str) -> str:
    """The field that a heading names, "" for none planctl knows."""
    bare = _REMARK.sub("", heading)
    return _FIELD_OF.get(heading) or _FIELD_OF.get(bare, "")


def find_columns(table: RawTable) -> Columns:
    """The columns of a table by its first rows; `known` is 0 where they name nothing."""
    best = Columns(("",) * _width(table), {}, 0, -1)
    for first in range(min(_DEEPEST_HEADING, len(table.rows))):
        for last in (first, first + 1):
            if last < len(table.rows) and (last == first or _hang_together(table.rows[first], table.rows[last])):
                found = _named(table, first, last)
                lower = last > first == best.first  # what hangs together is one heading, though its upper row names all
                if found.known > best.known or (lower and found.known == best.known > 0):
                    best = found
    return best


def _hang_together(row: Sequence[RawCell | None], following: Sequence[RawCell | None]) -> bool:
    """Whether a cell is merged over both rows, as in a heading of two."""
    return any(one is not None and one is other for one, other in zip(row, following, strict=True))


def named_columns(table: RawTable, given: dict[str, int]) -> Columns:
    """The columns a user gave (field → column, from 1); the others keep what their headings say."""
    by_heading = find_columns(table)
    fields = ["" if one in given else one for one in by_heading.fields]
    headings = {field: heading for field, heading in by_heading.headings.items() if field not in given}
    for field, column in given.items():
        fields[column - 1] = field
        cell = table.rows[by_heading.last][column - 1] if by_heading.last >= 0 else None
        headings[field] = heading_text(cell) or COLUMN_LABELS[field]
    return Columns(tuple(fields), headings, by_heading.first, by_heading.last)


def guess_columns(table: RawTable) -> Columns:
    """The columns of a table without heading, by what stands in them: numbers, phrases of time, the longest text and, of
    the short ones beside it, the first for the task and the next for its units.
    """
    width = _width(table)
    texts = [[row[column].text for row in table.rows if (cell := row[column]) and cell.text] for column in range(width)]  # type: ignore[union-attr]
    fields = [""] * width
    for column, cells in enumerate(texts):
        if cells and _share(cells, _NUMBER.fullmatch) > _MOST:
            fields[column] = "number" if "number" not in fields else ""
        elif cells and _share(cells, _is_deadline) > _MOST and "deadline" not in fields:
            fields[column] = "deadline"
    free = [column for column in range(width) if not fields[column] and texts[column]]
    if free:
        longest = max(free, key=lambda column: sum(map(len, texts[column])) / len(texts[column]))
        fields[longest] = "text"
        for column in free:
            if column != longest:
                field = "title" if column < longest and "title" not in fields else "lead_units"
                fields[column] = field if field not in fields else f"{EXTRA}第{column + 1}列"
        if "title" not in fields:
            fields[longest] = "title"
    return Columns(tuple(fields), {field: COLUMN_LABELS[field] for field in fields if field in COLUMN_LABELS}, 0, -1)


_NUMBER: Final = re.compile(r"\s*[(（]?(?:\d{1,4}|[一二三四五六七八九十百]+)[)）]?[.．、]?\s*")
_MOST: Final = 0.6


def _share(texts: list[str], test: object) -> float:
    return sum(bool(test(text)) for text in texts) / len(texts)  # type: ignore[operator]


def _is_deadline(text: str) -> bool:
    return len(text) < 40 and parse_deadline(text, 2000).kind not in (DeadlineKind.UNREAD, DeadlineKind.CONDITIONAL)


def _width(table: RawTable) -> int:
    return len(table.rows[0]) if table.rows else 0


def _named(table: RawTable, first: int, last: int) -> Columns:
    """The columns where the rows from `first` to `last` are the heading; of two rows the lower one says it closer."""
    fields: list[str] = []
    headings: dict[str, str] = {}
    for column in range(_width(table)):
        words = _words_of([row[column] for row in table.rows[first : last + 1]])
        field = next((found for word in reversed(words) if (found := field_of(word))), "")
        heading = next((word for word in reversed(words) if field_of(word) == field and field), "".join(words[-1:]))
        if field and field in headings:
            field = _second(field, headings)
        if field:
            headings[field] = heading
            fields.append(field)
        else:
            fields.append(f"{EXTRA}{heading}" if heading else "")
    return Columns(_told_apart(fields), headings, first, last)


def _second(field: str, taken: dict[str, str]) -> str:
    """What a second column of the same kind is: after the task its requirements, after the units that lead those that
    support; else a column of its own.
    """
    following = {"title": "text", "lead_units": "supporting_units"}.get(field, "")
    return following if following not in taken else ""


def _words_of(cells: Sequence[RawCell | None]) -> list[str]:
    """The headings over a column from above to below, each once."""
    return list(dict.fromkeys(word for cell in cells if (word := heading_text(cell))))


def _told_apart(fields: list[str]) -> tuple[str, ...]:
    """Columns of the same heading with their place behind it, so that none is lost behind another."""
    told: list[str] = []
    for column, field in enumerate(fields):
        told.append(f"{field}（第{column + 1}列）" if field.startswith(EXTRA) and field in told else field)
    return tuple(told)


def in_plan_order(headings: dict[str, str]) -> dict[str, str]:
    """The headings that differ from planctl's own words, in the order of its columns."""
    return {
        field: headings[field]
        for field in COLUMN_LABELS
        if field in headings and headings[field] != COLUMN_LABELS[field]
    }
