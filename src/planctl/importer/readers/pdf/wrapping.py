"""Whether a line of text goes on in the next one: by the room that is left, and by what the words say."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from planctl.importer.readers.pdf.letters import Line
from planctl.lazy_regex import Expression

_DOUBT: Final = 0.2
"""In sizes: how far room and need must differ to be sure; letters are squeezed and spread."""
_OFF_CENTRE: Final = 0.6
_WIDE: Final = 20
"""In sizes: what fills a line so wide is no name."""
_LONGEST_NAME: Final = 5
"""Lines of a narrow cell on which one name may stand."""
_BETWEEN_NAMES: Final = Expression(r"[、，,；;。\s]")
_GOES_ON: Final = tuple("、，,和与及（(《“〔—-")
_IS_REST: Final = tuple("、，。；：！？）》”〕,.;:)")
_ENDS: Final = tuple("。；;！？")
_NUMBERED: Final = Expression(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．](?!\d)|[①-⑳]")

_BODY: Final = Expression("(?:人民)?政府|管理?委员会|管委会|(?:街道)?办事处|党工委")
"""What is no office's name alone, but the end of one: 各区（园区） | 管委会."""
_DATE_IS_CUT: Final = Expression(r"\d\n[年月日号\d]|\d{4}年\n\d|[每上下]\n年|月\n[底末]")
_NUMBER: Final = Expression(r"[（(]?(?:\d{1,4}|[一二三四五六七八九十百]{1,5})[）)]?[.．、]?")


class Room(NamedTuple):
    """Between which edges, in points, text stands."""

    left: float
    right: float

    def free(self, line: Line) -> float:
        """How much more a line could hold; of one in the middle, on both sides."""
        before, after = line.left - self.left, self.right - line.right
        is_centred = before > _DOUBT * line.size and abs(before - after) < _OFF_CENTRE * line.size
        return after + max(before, 0) if is_centred else after


class Break(Enum):
    """What the room at a line's end says of the break."""

    CERTAIN = auto()  # what follows would have found room
    WRAPPED = auto()  # it would not
    RUNNING = auto()  # nor would it, and the line is too long for a name
    DOUBTFUL = auto()


def break_after(line: Line, after: Line, room: Room) -> Break:
    """What the room at the end of a line says."""
    spare = room.free(line) - after.head
    if abs(spare) < _DOUBT * line.size:
        return Break.DOUBTFUL
    if spare > 0:
        return Break.CERTAIN
    return Break.RUNNING if line.right - line.left > _WIDE * line.size else Break.WRAPPED


def one_text(lines: Sequence[Line], room: Room) -> str:
    """The lines of a cell as one text, with a line feed where one ends before the edge, or between two names."""
    if not lines:
        return ""
    text = lines[0].text
    rooms = rooms_of(lines, room)
    for place, (line, after) in enumerate(pairwise(lines), 1):
        further = [one.text for one in lines[place : place + _LONGEST_NAME]]
        text += joint(text, further, break_after(line, after, rooms[place - 1])) + after.text
    return text


def rooms_of(lines: Sequence[Line], room: Room) -> list[Room]:
    """The room of each line of a cell: those that hang behind the number of an item are not in the middle."""
    items = [place for place, line in enumerate(lines) if place == 0 or opens_item(line.text)]
    rooms = []
    for place, end in pairwise([*items, len(lines)]):
        first, hanging = lines[place], lines[place + 1 : end]
        left = min((line.left for line in hanging), default=room.left)
        hangs = opens_item(first.text) and left - first.left > _DOUBT * first.size
        rooms += [room, *[room._replace(left=left) if hangs else room] * len(hanging)]
    return rooms


def joint(before: str, after: Sequence[str], found: Break) -> str:
    """What stands between lines of a cell and those `after` them: a line feed, a space between words, or nothing."""
    return "\n" if _is_divided(before, after, found) else between_words(before, after[0])


def between_words(before: str, after: str) -> str:
    """What stands between two parts of a wrapped text: a space between words, else nothing."""
    is_cut_number = before[-1:].isdigit() and after[:1].isdigit()
    return " " if _is_word(before[-1:]) and _is_word(after[:1]) and not is_cut_number else ""


def _is_divided(before: str, after: Sequence[str], found: Break) -> bool:
    if must_go_on(before, after[0]):
        return False
    if found is Break.CERTAIN:
        return True
    if says_it_ends(before):
        return opens_item(after[0])
    return found is not Break.RUNNING and _begins_a_name(before, after)


def _begins_a_name(before: str, after: Sequence[str]) -> bool:
    """Whether the last name before a break is whole, and so is one that begins behind it, on one line or several: the
    first that is decides (各区县（市） | 人民政府 | 各街道 are two names).
    """
    from planctl.units import lines
    from planctl.units.whole_names import is_whole

    names = (_at_break(before, text) for text in accumulate(after))
    left, right = next((pair for pair in names if is_whole(pair[1])), ("", ""))
    return bool(left) and lines.are_two_names(left, right)


def must_go_on(before: str, after: str) -> bool:
    """Whether what follows can only be the rest of what stands before: a mark, a bracket or a list is left open."""
    if opens_item(after):
        return False
    is_open = before.count("（") > before.count("）") or before.count("《") > before.count("》")
    return after.startswith(_IS_REST) or before.endswith(_GOES_ON) or is_open


def says_it_ends(text: str) -> bool:
    """Whether a text ends as sentences do."""
    return text.endswith(_ENDS)


def opens_item(text: str) -> bool:
    """Whether a text begins with the number of an item: 1. or （一）."""
    return bool(_NUMBERED.match(text))


def is_number(text: str) -> bool:
    """Whether a text is a number and nothing else."""
    return bool(_NUMBER.fullmatch(text))


def are_two_names(before: str, after: str) -> bool:
    """Whether the last name of a text and the first of the next are each whole, and no parts of one."""
    from planctl.units import lines

    left, right = _at_break(before, after)
    return bool(left and right) and lines.are_two_names(left, right)


def goes_over(before: str, after: str) -> bool:
    """Whether the words leave no doubt that what follows is the rest: a list, a bracket, a name or a date is cut."""
    return must_go_on(before, after) or is_cut_inside(before, after)


def is_cut_inside(before: str, after: str) -> bool:
    """Whether a break is inside a name or a date."""
    from planctl.units.whole_names import is_whole

    if opens_item(after) or (is_number(before) and is_number(after)):
        return False
    left, right = _at_break(before, after)
    is_rest = not is_whole(left) or _BODY.fullmatch(right) is not None
    is_cut_name = bool(left and right) and is_rest and is_whole(left + right)
    return is_cut_name or bool(_DATE_IS_CUT.search(f"{before[-5:]}\n{after[:1]}"))


def _at_break(before: str, after: str) -> tuple[str, str]:
    """What stands between a break and the nearest marks on both sides."""
    from planctl.units.whole_names import LONGEST
    from planctl.units.words import fold

    before, after = fold(before)[-LONGEST:], fold(after)[:LONGEST]
    marks = (match.end() for match in _BETWEEN_NAMES.finditer(before) if _is_outside(before[match.end() :]))
    ends = (match.start() for match in _BETWEEN_NAMES.finditer(after) if _is_outside(after[: match.start()]))
    return before[max(marks, default=0) :], after[: min(ends, default=len(after))]


def _is_outside(text: str) -> bool:
    """Whether no bracket is open at either end of a folded text: 各县(市、区) is one name."""
    return text.count("(") == text.count(")")


def _is_word(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()
