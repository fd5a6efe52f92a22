"""A cell as clauses: names, labels before them (牵头单位：), predicates after them (…配合), 会同 between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from planctl.lazy_regex import Expression
from planctl.model.plan import Role, UnitMention
from planctl.units import words
from planctl.units.names import split_names
from planctl.units.text import BOUNDARIES, skeleton
from planctl.units.whole_names import is_whole, opens_name, start_of_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planctl.units.text import CellText, Place


class Sign(Enum):
    """What stands between names; no label reaches beyond a SEMICOLON, and STOP ends a sentence, so that no predicate after
    it reaches back beyond."""

    ITEM = auto()
    GROUP = auto()
    SEMICOLON = auto()
    STOP = auto()
    LABEL = auto()
    PERSONS = auto()
    PREDICATE = auto()
    MARK = auto()
    TOGETHER = auto()


class Token(NamedTuple):
    """A sign in the skeleton, the place it takes and the role it gives."""

    sign: Sign
    start: int
    end: int
    role: Role | None = None


_SEPARATOR = r"(?P<ITEM>、|(?<![0-9A-Za-z])/|/(?![0-9A-Za-z]))|(?P<GROUP>[,;:])|(?P<STOP>。)"
_SEPARATORS = Expression(_SEPARATOR)
_SEPARATING: Final = {sign.name: sign for sign in (Sign.ITEM, Sign.GROUP, Sign.STOP)}
_SEMICOLONS: Final = "；;﹔"  # bullets and item numbers separate groups as they do, and end no label
_STATEMENT = (
    rf"(?P<OPEN>{words.OPEN_LABEL})|(?P<MARK>\({words.ROLE_IN_BRACKETS}\))"
    rf"|(?P<TOGETHER>{words.TOGETHER_WITH})|(?P<PREDICATE>{words.PREDICATE})"
)
_LABEL = rf"(?P<PERSONS>{words.PERSONS})|(?P<LABEL>{words.LABEL})|(?P<HEADING>{words.HEADING})"
_LABEL_ALONE = Expression(words.LABEL)
_HEADING = Expression(words.HEADING)
_KIND_OF_LABEL = Expression(
    "(?:[国省市区县州镇乡村][级直]|.{0,2}(?:主体|监管|属地|行业|专项|业务|归口|包保|直接|其[他它余]|第.))"
)
_NOUNS: Final = ("单位", "部门", "处室", "科室", "机构")
_HAS_STATEMENT = Expression(rf"{words.ROLE_WORD}|{words.DUTY}|{words.TOGETHER_WITH}")
_WITHOUT_LABELS = Expression(rf"{_SEPARATOR}|{_STATEMENT}")
_WITH_LABELS = Expression(rf"{_SEPARATOR}|{_LABEL}|{_STATEMENT}")
_PREDICATE_WORDS = Expression(words.PREDICATE_WORDS)
_ENDS: Final = ("", *"、,;。")
_NEXT_SIGN = Expression(rf"[{BOUNDARIES}()]|由|{words.ROLE_WORD}{{1,6}}+{words.ROLE_NOUN}?:")
_ROLES: Final = (
    (Expression(words.LEADING), Role.LEAD),
    (Expression(words.AIDING), Role.SUPPORT),
    (Expression(words.RESPONSIBLE), Role.RESPONSIBLE),
    (Expression(words.GUIDING), Role.SUPPORT),
)


def read_clauses(cell: CellText) -> list[UnitMention]:
    """The units of a cell with the roles its clauses give them."""
    bones = skeleton(cell)
    pattern = _pattern(bones)
    if pattern is _SEPARATORS:  # no words of roles: nothing but names
        return [UnitMention(name) for start, end in _between(bones) for name in split_names(cell, bones, (start, end))]
    reader = _Reader()
    place = 0
    for token in _tokens(cell, bones, pattern):
        reader.take_names(split_names(cell, bones, (place, token.start)))
        reader.take_sign(token)
        place = token.end
    reader.take_names(split_names(cell, bones, (place, len(bones))))
    return [UnitMention(named.name, named.role) for named in reader.named]


def _between(bones: str) -> Iterator[Place]:
    """The places between the separators."""
    start = 0
    for separator in _SEPARATORS.finditer(bones):
        yield start, separator.start()
        start = separator.end()
    yield start, len(bones)


def _tokens(cell: CellText, bones: str, pattern: Expression) -> Iterator[Token]:
    place = 0
    while match := pattern.search(bones, place):
        token = _token(cell, bones, match)
        if token:
            yield token
        place = token.end if token else match.start() + 1


def _pattern(bones: str) -> Expression:
    """The pattern of the signs that can occur in a cell; most cells have few, and need not be searched for the rest."""
    if ":" in bones:
        return _WITH_LABELS
    return _WITHOUT_LABELS if _HAS_STATEMENT.search(bones) else _SEPARATORS


def _token(cell: CellText, bones: str, match: re.Match[str]) -> Token | None:
    """The sign that a match is, or None where its words are part of a name."""
    kind, (start, end) = match.lastgroup or "", match.span()
    if sign := _SEPARATING.get(kind):
        return Token(Sign.SEMICOLON if cell.printed[start] in _SEMICOLONS else sign, start, end)
    if kind == "PREDICATE":
        return _predicate(cell, bones, match)
    if kind in ("OPEN", "HEADING"):
        return _opening_label(cell, bones, match)
    if kind == "LABEL":
        start = _start_of_label(cell, bones, start, end)
    if kind == "MARK" and _marks_what_follows(bones, start, end):
        return Token(Sign.LABEL, start, end, _role(match.group()))
    return Token(Sign[kind], start, end, _role(match.group()))


def _start_of_label(cell: CellText, bones: str, start: int, end: int) -> int:
    """Where a label begins: after a line break within it where what is before is the end of a name (各主管部门⏎配合单位：)."""
    gaps = (gap for gap in cell.gaps_between(start, end) if _LABEL_ALONE.match(bones, gap))
    return next((gap for gap in gaps if bones.endswith(_NOUNS, start, gap)), start)


def _opening_label(cell: CellText, bones: str, match: re.Match[str]) -> Token | None:
    """A label that counts only where a clause opens; no heading that holds a name and the label behind it is one."""
    start, end = match.span()
    if not (start == 0 or bones[start - 1] in BOUNDARIES or (cell.is_gap(start) and bones[end : end + 1] not in _ENDS)):
        return None
    if match.lastgroup == "HEADING":
        label = _LABEL_ALONE.search(bones, start + 1, end)
        if label and not _KIND_OF_LABEL.fullmatch(bones, start, label.start()):
            return None
        if any(_begins_heading(bones, start, gap) for gap in cell.gaps_between(start, end)):
            return None
    return Token(Sign.LABEL, start, end, _role(match.group()))


def _begins_heading(bones: str, start: int, gap: int) -> bool:
    """Whether what follows a gap is a heading of its own, after a name, and not the rest of a broken one."""
    return _LABEL_ALONE.match(bones, gap) is not None or (
        is_whole(bones[start:gap]) and _HEADING.match(bones, gap) is not None
    )


def _marks_what_follows(bones: str, start: int, end: int) -> bool:
    """Whether a role in brackets stands before its units, as it does throughout a cell that begins with one."""
    if start == 0 or bones[start - 1] in BOUNDARIES:
        return True
    return bones[0] == "(" and bones[end : end + 1] not in BOUNDARIES


def _predicate(cell: CellText, bones: str, match: re.Match[str]) -> Token | None:
    start, end = match.span()
    predicate = _PREDICATE_WORDS.match(bones, start, end)
    words_end = predicate.end() if predicate else end
    gaps = cell.gaps_between(words_end - 1, end)
    end = next((gap for gap in gaps if opens_name(cell.folded[gap:end])), end)
    ends = end == len(bones) or "牵头" in match.group() or _NEXT_SIGN.match(bones, end) is not None
    if not ends and not (cell.is_gap(end) and _follows_name(cell, start)):
        return None
    return Token(Sign.PREDICATE, start, end, _role(bones[start:words_end]))


def _follows_name(cell: CellText, place: int) -> bool:
    """Whether a whole name ends at a place, so that words for a role there are no part of one."""
    start = start_of_part(cell.folded, place)
    return start == place or any(
        is_whole(cell.folded[begin:place]) for begin in (start, *cell.gaps_between(start, place))
    )


@lru_cache(maxsize=1024)  # the words for roles are few
def _role(statement: str) -> Role | None:
    return next((role for pattern, role in _ROLES if pattern.search(statement)), None)


@dataclass(slots=True)
class _Named:
    name: str
    role: Role | None
    settled: bool = False


@dataclass(slots=True)
class _Reader:
    """The names so far, and the index of the first that the next statement of roles applies to.

    A predicate applies to the names since `unassigned`; under a label, only to those since `group`, the current group's first.
    It may repeat some of the names since `listed`, where the last predicate or label ended. `labelled` is the first name
    under the current label. `together` is true after 会同, and `in_company` until the group that contains it ends.
    """

    named: list[_Named] = field(default_factory=list)
    label: Role | None = None
    persons: bool = False
    together: bool = False
    in_company: bool = False
    unassigned: int = 0
    group: int = 0
    labelled: int = 0
    listed: int = 0

    def take_names(self, names: list[str]) -> None:
        if not self.persons:
            role = Role.SUPPORT if self.together else self.label
            self.named += [_Named(name, role) for name in names]

    def take_sign(self, token: Token) -> None:
        if token.sign in (Sign.GROUP, Sign.SEMICOLON, Sign.STOP):
            self._end_group()
            if token.sign is Sign.STOP:
                self.unassigned = self.group
            elif token.sign is Sign.SEMICOLON and self.label is not None and self.labelled < self.group:
                self.label, self.unassigned = None, self.group
        elif token.sign in (Sign.LABEL, Sign.PERSONS):
            self._open_label(token)
        elif token.sign is Sign.MARK and self.named:
            self.named[-1].role, self.named[-1].settled = token.role, True
        elif token.sign is Sign.TOGETHER:
            self._assign(Role.LEAD)
            self.together = self.in_company = True
        elif token.sign is Sign.PREDICATE and token.role:
            self._predicate(token.role)

    def _end_group(self) -> None:
        self.group = len(self.named)
        if self.in_company:
            self.unassigned, self.in_company = self.group, False

    def _open_label(self, token: Token) -> None:
        self.label, self.persons = token.role, token.sign is Sign.PERSONS
        self.together = self.in_company = False
        self.unassigned = self.group = self.labelled = self.listed = len(self.named)

    def _predicate(self, role: Role) -> None:
        if not self._repeats_names(role) and not self._has_role_already(role):
            if self.label is not None:
                self.unassigned = max(self.unassigned, self.group)
            self._assign(role)
        self.unassigned = self.listed = len(self.named)
        self.together = self.in_company = False

    def _has_role_already(self, role: Role) -> bool:
        """Whether a label or 会同 is more specific about the names than the predicate (牵头单位：A负责)."""
        if self.in_company:
            return role is not Role.LEAD
        return role is Role.RESPONSIBLE and self.label is not None and self.group == self.labelled

    def _repeats_names(self, role: Role) -> bool:
        """Give its role to names listed just before that the predicate repeats, as in A、B（A牵头）; False where it does not."""
        earlier = {named.name: named for named in self.named[self.listed : self.group]}
        repeated = self.named[self.group :]
        if not repeated or any(named.name not in earlier for named in repeated):
            return False
        for named in repeated:
            earlier[named.name].role, earlier[named.name].settled = role, True
        del self.named[self.group :]
        return True

    def _assign(self, role: Role) -> None:
        for named in self.named[self.unassigned :]:
            if not named.settled:
                named.role = role
        self.unassigned = len(self.named)
