"""How wide the columns of a table are, so that numbers, dates, short names and headings stand on one line. Widths are in
hanzi."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final, NamedTuple

from planctl.document.cell_lines import LONGEST, NAME, SHORT, shape_of, undivided
from planctl.document.columns import number_before
from planctl.document.line_ends import text_width

_LONG: Final = 10.0
"""Names up to this width are not divided where that makes the table hardly longer."""
_DIVIDED: Final = 0.5
"""Lines that a table may be longer for a longer name that is not divided."""
_LOST_ON_LINE: Final = 0.5
"""Hanzi that a line loses, more or less, to what may not be divided."""
_TOLERANCE: Final = 0.01
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
        for text in set(map(shape_of, islice(dict.fromkeys(self.texts), _MOST_DIFFERENT))):
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
    whole: float = LONGEST


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
    return min(sum(least_widths(contents, demand)) for demand in _LESS if demand.whole == LONGEST) > total


_MUCH_SHORTER: Final = 0.85
"""How long a table must be, to what it is otherwise, for headings to take two lines on each page."""


def _needed(content: Content, demand: _Demand) -> float:
    if content.field == RUNNING:
        return demand.text
    least = min(demand.title, content.longest or 1) if content.field == "title" else 2.0
    return max(least, min(content.widest, demand.whole))


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
    names = (text_width(found[0]) for found in NAME.finditer(text)) if listed else ()
    return _CellCost(text_width(text), hanging, tuple(name for name in names if SHORT < name <= _LONG), span or count)


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
