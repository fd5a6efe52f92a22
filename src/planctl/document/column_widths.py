"""How wide the columns of a table are, so that numbers, dates, short names and headings stand on one line, and how
wide its lines are then. Widths are in hanzi."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Final, NamedTuple

from planctl.document.columns import number_before
from planctl.document.line_ends import NEVER_FIRST, count_lines, line_ends, line_reach, text_width
from planctl.lazy_regex import Expression
from planctl.model.vocabulary import LOST, PROBABLY_LOST

_SHORT: Final = 4
"""Hanzi; names up to this length are never divided."""
_LONG: Final = 10.0
"""Names up to this width are not divided where that makes the table hardly longer."""
_DIVIDED: Final = 0.5
"""Lines that a table may be longer for a longer name that is not divided."""
_LOST_ON_LINE: Final = 0.5
"""Hanzi that a line loses, more or less, to what may not be divided."""
_TOLERANCE: Final = 0.01
_LONGEST: Final = 11.0
"""What is not divided is no wider: 二〇一八年十二月三十日."""
_LEAST_TEXT: Final = 8.0
_LEAST_TITLE: Final = 6.0
_MOST_DIFFERENT: Final = 500
"""Cells of a column that are looked at for what is not divided; in any others they are narrowed all the same."""
_MOST_SAMPLED: Final = 100
_STEPS: Final = (1, 2, 3)
"""Hanzi that a column gets at once: a text of 30 takes 5 lines of 6 and of 7, and 4 of 8."""
RUNNING: Final = "text"
"""The column whose text runs on; the others have what is listed."""
_NUMBERS: Final = ("number", "reference")
_MARKS: Final = "、，,；;。"
_LISTED: Final = "、，,"
_NARROWEST: Final = 3
_FEW: Final = 3
"""Characters on a last line that may be one alone with marks."""
_HARDLY: Final = 0.5
"""Hanzi by which a line may be narrower and end where it would."""
_UNSEEN: Final = 1.15
"""Hanzi by which a line may be narrower and still seem to be full."""
_PIECE: Final = Expression(rf"[^{_MARKS}\s（）()]+[{_MARKS}]?")
_NAME: Final = Expression(rf"[^{_MARKS}\s]+[{_MARKS}]?")
_LIKELY, _LOST = PROBABLY_LOST[:5], PROBABLY_LOST[5:]
"""The parts of 〔原文疑有缺失〕, which is too long to stay whole."""
_YEAR: Final = "(?:\\d{4}|[〇○零一二三四五六七八九]{4})年"
_TENS: Final = "(?:\\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_QUARTER: Final = "第?[一二三四]季度[末底]?"
_BEGINNINGS: Final = r"〔缺第每当本今明次翌末〇○零一二三四五六七八九十\d!-~"
"""What a date, a number, a Latin word and 〔原文缺失〕 begin with."""
_BEGINNING: Final = Expression(f"[{_BEGINNINGS}]")
_HANZI_RUN: Final = Expression("[\u3400-\u9fff]+")
_WHOLE: Final = Expression(
    rf"(?=[{_BEGINNINGS}])(?:{LOST}|{_LIKELY}|{_LOST}|"
    rf"(?:(?:{_YEAR}|[每当本今明次翌]年)?{_TENS}月(?:{_TENS}日|[底末初]|[上中下]旬)?|(?:[每次]|末)月{_TENS}日|{_TENS}日|"
    rf"{_YEAR}(?:[底末初]|[上下]半年|{_QUARTER})?|[每当本今明次翌]年{_QUARTER}|{_QUARTER})(?:[之以]?前|[内起])?|"
    r"\d+个(?:工作日|月|季度)[之以]?内|第?\d(?:[\d.:/-]*\d)?(?:[%‰℃]|[万亿]?[^\d\s!-~])?|[!-~]{2,})"
)
"""What is not divided wherever it stands: what is lost, dates as they are written, numbers with their units, Latin words."""


@dataclass(frozen=True, eq=False)
class Content:
    """What stands in a column: the field it shows, its heading, and the texts of its cells by row with the rows that each
    spans (0: it is part of the one above). A column to be filled in has no texts."""

    field: str
    heading: str
    texts: Sequence[str]
    spans: Sequence[int]

    @cached_property
    def longest(self) -> int:
        """How many characters its longest text has."""
        return max(map(len, set(self.texts)), default=0)

    @cached_property
    def widest(self) -> float:
        """How wide what is not divided in its cells is at most."""
        widest = 0.0
        for text in set(map(_shape, islice(dict.fromkeys(self.texts), _MOST_DIFFERENT))):
            if len(text) > widest:  # nothing is wider than a hanzi
                places = ((0, len(text)),) if self.field in _NUMBERS else undivided(text)
                widest = max([widest, *(text_width(text[start:end]) for start, end in places if end - start > widest)])
        return widest


class _Demand(NamedTuple):
    """What columns are asked to hold: their headings on so many lines, so much of the running text and of titles, and what
    is not divided up to a width."""

    headings: int = 2
    text: float = _LEAST_TEXT
    title: float = _LEAST_TITLE
    whole: float = _LONGEST


_ALL: Final = _Demand(headings=1)
_LESS: Final = (
    _Demand(),
    _Demand(text=6, title=4),
    *(_Demand(3, min(6, most + 2), 3, most) for most in (8, 5, 4, 3)),
)
"""Where there is no room for all: what is asked for instead, one after the other."""


def least_widths(contents: Sequence[Content], demand: _Demand = _ALL) -> list[float]:
    """How wide columns are at least: as wide as what is not divided in them, and as their heading."""
    return [max(_needed(each, demand), math.ceil(text_width(each.heading) / demand.headings)) for each in contents]


def column_widths(contents: Sequence[Content], total: float) -> list[float] | None:
    """The widths of columns; None where they do not fit into the total.

    Each is wide enough for its heading and for what is not divided, or for as much of that as there is room for, and gets
    more while that makes the table shorter or keeps names whole; what is left goes to the requirements' text, or is shared
    where there is none.
    """
    sample = _Sample(contents)
    fitting = ((demand, least_widths(contents, demand)) for demand in (_ALL, *_LESS))
    demand, widths = next((one for one in fitting if sum(one[1]) <= total), (_ALL, []))
    if not widths:
        return None
    best = _fitted(contents, sample, widths, total)
    if demand is _ALL:
        other = _fitted(contents, sample, least_widths(contents, _LESS[0]), total)
        if sample.cost(other) + 1 < _MUCH_SHORTER * sample.cost(best):
            return other
    return best


def is_crowded(contents: Sequence[Content], total: float) -> bool:
    """Whether there is no room for what is not to be divided."""
    return min(sum(least_widths(contents, demand)) for demand in _LESS if demand.whole == _LONGEST) > total


_MUCH_SHORTER: Final = 0.85
"""How long a table must be, to what it is otherwise, for headings to take two lines on each page."""


def _needed(content: Content, demand: _Demand) -> float:
    if content.field == RUNNING:
        return demand.text
    least = min(demand.title, content.longest or 1) if content.field == "title" else 2.0
    return max(least, min(content.widest, demand.whole))


def _shape(text: str) -> str:
    """The text with the same hanzi for all of its, where it does not matter which they are: many cells have the same shape."""
    return text if _BEGINNING.search(text) else _HANZI_RUN.sub(lambda run: "某" * len(run[0]), text)


@lru_cache(maxsize=16_384)  # a plan repeats the same few cells
def undivided(text: str) -> tuple[tuple[int, int], ...]:
    """Where in a cell's text what is not divided stands: names of up to four hanzi with the mark behind, dates, numbers,
    〔原文缺失〕."""
    places: list[tuple[int, int]] = []
    for found in _PIECE.finditer(text):
        start, end = found.span()
        if end - start <= _SHORT + (text[end - 1] in _MARKS):
            places.append((start, end))
    for found in _WHOLE.finditer(text):
        start, end = found.span()
        if text_width(text[start:end]) <= _LONGEST:
            places.append((start, end))
    return tuple(places)


class _Sample:
    """Some rows of a table, and what widths of its columns cost them."""

    def __init__(self, contents: Sequence[Content]) -> None:
        count = len(contents[0].texts)
        rows = range(0, count, -(-count // _MOST_SAMPLED) or 1)
        self._columns = [[_cell(each, row, count) for row in rows] for each in contents]
        self._costs: dict[tuple[int, float], tuple[list[float], float]] = {}

    def cost(self, widths: Sequence[float]) -> float:
        """How many lines the rows take where columns are so wide, and some for each name that is divided."""
        costs = [self._cost(column, width) for column, width in enumerate(widths)]
        highest = map(max, zip(*(lines for lines, _ in costs), strict=True))
        return round(math.fsum(highest) + math.fsum(divided for _, divided in costs), 6)

    def _cost(self, column: int, room: float) -> tuple[list[float], float]:
        known = self._costs.get((column, room))
        if known is None:
            cells = self._columns[column]
            lines = [cell.lines(room) / cell.span for cell in cells]
            divided = _DIVIDED * sum(name > room + _TOLERANCE for cell in cells for name in cell.names)
            self._costs[column, room] = known = lines, divided
        return known

    def names(self, column: int) -> set[float]:
        """The widths of the names in a column that may be divided."""
        return {name for cell in self._columns[column] for name in cell.names}

    def longest(self, column: int) -> float:
        """The width of the longest text of a column on one line."""
        return max((cell.width for cell in self._columns[column]), default=0.0)

    def whole(self, column: int) -> float:
        """How wide the texts of a column are together."""
        return math.fsum(cell.width / cell.span for cell in self._columns[column])


class _CellCost(NamedTuple):
    """How wide a cell's text is on one line, the number that its lines hang behind, the widths of the names in it that may be
    divided, and how many rows it spans."""

    width: float
    hanging: float
    names: tuple[float, ...]
    span: int

    def lines(self, room: float) -> int:
        if self.width <= room + _TOLERANCE:
            return 1
        return math.ceil((self.width - self.hanging) / max(1.0, room - self.hanging - _LOST_ON_LINE))


def _cell(content: Content, row: int, count: int) -> _CellCost:
    text, span = content.texts[row], content.spans[row]
    hanging = text_width(number_before(text)) if content.field == RUNNING else 0.0
    listed = span and content.field not in (RUNNING, "title", *_NUMBERS)
    names = (text_width(found[0]) for found in _NAME.finditer(text)) if listed else ()
    return _CellCost(text_width(text), hanging, tuple(name for name in names if _SHORT < name <= _LONG), span or count)


def _fitted(contents: Sequence[Content], sample: _Sample, least: Sequence[float], total: float) -> list[float]:
    """The widths of columns that are at least so wide, and together as wide as the table."""
    fields = [each.field for each in contents]
    if RUNNING in fields:
        running = fields.index(RUNNING)
    else:
        running = max(range(len(fields)), key=lambda place: (fields[place] not in _NUMBERS, sample.whole(place)))
    widths = list(least)
    widths[running] += total - sum(widths)
    widths = _improved(sample, widths, running)
    if RUNNING not in fields:
        sharing = [place for place, field in enumerate(fields) if field not in _NUMBERS] or [running]
        spare = max(0.0, widths[running] - max(least[running], sample.longest(running)))
        widths[running] -= spare
        for place in sharing:
            widths[place] += spare / len(sharing)
    return widths


def _improved(sample: _Sample, widths: list[float], running: int) -> list[float]:
    """The widths with room taken from the running text's, while that makes the table shorter or keeps names whole: first
    what is worth most for each hanzi."""
    best = sample.cost(widths)
    names = [sample.names(place) for place in range(len(widths))]
    while True:
        ways = []
        for place, width in enumerate(widths):
            steps = {*_STEPS, *(name - width for name in names[place] if name > width)}
            for step in sorted(steps) if place != running else ():
                if widths[running] - step >= _LEAST_TEXT:
                    changed = _moved(widths, running, place, step)
                    cost = sample.cost(changed)
                    ways.append(((cost - best) / step, cost, changed))
        if not ways or min(ways)[0] >= 0:
            return widths
        _, best, widths = min(ways)


def _moved(widths: Sequence[float], giving: int, taking: int, step: float) -> list[float]:
    changed = list(widths)
    changed[taking] += step
    changed[giving] -= step
    return changed


class Narrowed(NamedTuple):
    """How wide the lines of a cell are, in hanzi, and how many they are."""

    width: float
    lines: int


def narrowed(text: str, room: float) -> Narrowed:
    """How wide the lines of a cell may be so that as little as may be is divided that is not to be, and, where that takes no
    line more, neither a longer name nor its last character from the rest: mostly as wide as there is room.

    Lines that are narrower by more than a hanzi end behind the marks of a list only: whoever reads the printed cell would
    take any other end for one that is meant.
    """
    return _narrowed(_shape(text), room)


@lru_cache(maxsize=16_384)  # a plan repeats the same few cells
def _narrowed(text: str, room: float) -> Narrowed:
    if len(text) <= room or "\n" in text:
        return Narrowed(room, count_lines(text, room))
    reach = line_reach(text)
    ends = line_ends(text, room, reach)
    most = len(ends)
    inside, names = _inside(text, room), [found.end() for found in _NAME.finditer(text)]
    best = Narrowed(room, 1 + most)
    fewest = _faults(text, ends, inside, names, room)
    listed = text == PROBABLY_LOST or any(mark in text for mark in _LISTED)
    narrowest = _NARROWEST if listed else max(_NARROWEST, room - _UNSEEN)
    width = math.ceil(room - _HARDLY) - 1.0
    while any(fewest) and width >= narrowest:
        ends = line_ends(text, width, reach)
        if len(ends) > most and not fewest[0]:
            break
        if room - width < _UNSEEN or text == PROBABLY_LOST or all(text[end - 1] in _LISTED for end in ends):
            found = _faults(text, ends, inside, names, room)
            if found[0] < fewest[0] or (found < fewest and len(ends) == most):
                best, fewest = Narrowed(width, 1 + len(ends)), found
        width -= 1
    return best


def _inside(text: str, room: float) -> set[int]:
    """The places inside what is not to be divided, as far as a line of this width holds it."""
    return {place for start, end in undivided(text) if end - start <= room + 1 for place in range(start + 1, end)}


def _faults(text: str, ends: Sequence[int], inside: set[int], names: Sequence[int], room: float) -> tuple[int, int]:
    """How many of a text's lines end inside what is not divided; and how many inside a name that a line of this width holds,
    or before the last character. `names` are the places where names end."""
    divided = 0
    for end in ends:
        name = bisect_left(names, end)
        begin = names[name - 1] if name else 0
        divided += name < len(names) and names[name] != end and names[name] - begin <= room + 1
    if ends and len(text) - ends[-1] <= _FEW:
        divided += sum(character not in NEVER_FIRST for character in text[ends[-1] :]) == 1
    return len(inside.intersection(ends)), divided
