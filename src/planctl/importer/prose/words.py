"""What some words of prose are (a time, units, a list of names), and their sentences, pieces and brackets."""

from __future__ import annotations

from typing import Final, NamedTuple

from planctl.deadlines import parse_deadline
from planctl.lazy_regex import Expression
from planctl.model.deadline import DeadlineKind
from planctl.model.plan import Role
from planctl.units import is_collective, parse_unit_cell
from planctl.units.words import fold

_ROLES: Final = Expression("牵头|负责|责任单位|配合|落实|会同|参与|主办|协办|承办|实施")
_TIMES: Final = frozenset(
    (DeadlineKind.DATE, DeadlineKind.RECURRING, DeadlineKind.ONGOING, DeadlineKind.RELATIVE, DeadlineKind.IMMEDIATE)
)
_TIME_OPENS: Final = Expression(
    r"(?:(?:于|在|自|至|从|到|力争|确保|原则上|截[至止]|最迟|分别)*(?:[\d一二三四五六七八九十每本今当次明]|年底|年内|上半年|下半年|即日))|全年|长期|持续|常年|立即|即时|常态化"
)
_NOT_IN_NAMES: Final = Expression(r"[“”\"《》\d：:]")
_NO_UNITS: Final = Expression("详?见|以?下?[简统]称|含|不含|包括|除|如|即|例如|下同")
MARKS: Final = " \t\u3000\n。；;，,、"
BLANK: Final = " \t\u3000\n"
_LONGEST_TIME: Final = 40
LONGEST: Final = 1_000
"""Characters of a bracket that names units; a longer one is text."""


def bracket_pairs(folded: str) -> dict[int, int]:
    """Where each opening bracket is closed."""
    closes: dict[int, int] = {}
    open_: list[int] = []
    for place, character in enumerate(folded):
        if character == "(":
            open_.append(place)
        elif character == ")" and open_:
            closes[open_.pop()] = place
    return closes


def in_sentences(words: str) -> list[str]:
    """Words divided behind each full stop outside brackets; the first sentence comes without its stop."""
    sentences = [""]
    depth = 0
    for printed, folded in zip(words, fold(words), strict=True):
        depth += (folded == "(") - (folded == ")")
        if depth <= 0 and (folded == "。" or printed == "\n"):
            if len(sentences) > 1:
                sentences[-1] += printed
            sentences.append("")
        else:
            sentences[-1] += printed
    return [sentence for sentence in sentences if sentence.strip(MARKS)] or [""]


def without_times(words: str) -> tuple[str, list[str]]:
    """Words that name units without the times between their commas, and those times."""
    pieces = _at_commas(words)
    times = [bare for piece in pieces if is_time(bare := piece.strip(MARKS))]
    if not times or len(times) == sum(bool(piece.strip(MARKS)) for piece in pieces):
        return words, []
    return "".join(piece for piece in pieces if not is_time(piece.strip(MARKS))).strip(MARKS), times


def between_commas(words: str) -> list[str]:
    """The pieces between the commas, semicolons and stops outside brackets."""
    return [bare for piece in _at_commas(words) if (bare := piece.strip(MARKS))]


def _at_commas(words: str) -> list[str]:
    """Words divided before each of these marks; together the pieces are the whole."""
    pieces = [""]
    depth = 0
    for printed, folded in zip(words, fold(words), strict=True):
        depth += (folded == "(") - (folded == ")")
        if depth <= 0 and printed in "，,；;。":
            pieces.append("")
        pieces[-1] += printed
    return pieces


def is_time(words: str) -> bool:
    """Whether words say by when and nothing else."""
    return bool(_TIME_OPENS.match(words)) and len(words) <= _LONGEST_TIME and parse_deadline(words, 2000).kind in _TIMES


def is_unit(name: str) -> bool:
    """Whether a name looks like that of a unit."""
    from planctl.units.whole_names import is_whole

    return is_whole(fold(name)) or is_collective(name)


class Bracket(NamedTuple):
    """A bracket: where it begins and ends, and its content."""

    start: int
    end: int
    content: str


def outer_brackets(text: str) -> list[Bracket]:
    """The brackets of a text that are inside no other, in order."""
    found: list[Bracket] = []
    for start, close in sorted(bracket_pairs(fold(text)).items()):
        if close - start <= LONGEST and (not found or start >= found[-1].end):
            found.append(Bracket(start, close + 1, text[start + 1 : close].strip()))
    return found


def says_who(content: str) -> bool:
    """Whether a bracket without a label says what units do; they are known by their names or the role it gives them."""
    mentions = parse_unit_cell(content).mentions if _ROLES.search(fold(content)) else ()
    return any(mention.role in (Role.LEAD, Role.SUPPORT) or is_unit(mention.name) for mention in mentions)


def is_list_of_units(content: str) -> bool:
    """Whether a bracket holds names of units and nothing else."""
    if _NO_UNITS.match(content) or _NOT_IN_NAMES.search(content):
        return False
    names = [mention.name for mention in parse_unit_cell(content).mentions]
    return bool(names) and all(is_unit(name) for name in names)
