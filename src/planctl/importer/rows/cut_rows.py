"""Which rows of a table are no rows of their own but what a page break cut off the row above."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from planctl.importer.draft.numbers import leading_number
from planctl.importer.readers.grid import RawCell
from planctl.lazy_regex import Expression

Cells = Mapping[str, RawCell | None]
_ENDS: Final = ("。", "；", "！", "？", ";", "”", "）")
_BREAKS_OFF: Final = Expression("[，、：和与及并的将对]$")
_LONGEST_FRAGMENT: Final = 12


class Above(NamedTuple):
    """What the rows above have begun: the cells of the task's number and title and those of its last requirement, what
    rows have added to title and text since, and the other fields that they have added to.
    """

    number: RawCell | None
    title_cell: RawCell | None
    cells: Cells
    rest_of_title: str = ""
    rest_of_text: str = ""
    further: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        """The task's title so far."""
        return _text(self.title_cell) + self.rest_of_title

    @property
    def text(self) -> str:
        """The last requirement's text so far."""
        return _text(self.cells.get("text")) + self.rest_of_text

    def says(self, field: str) -> bool:
        """Whether the last requirement says something in a field."""
        return field in self.further or bool(_text(self.cells.get(field)))


def is_fragment(own: Mapping[str, RawCell], cells: Cells, above: Above) -> bool:
    """Whether a row of the task above holds only what was cut off the last requirement; `own` is what it says itself."""
    if not own:
        return False
    if "text" in own:
        return _breaks_off(above.text) and len(own) == 1 and _has_no_number(own["text"])
    text, number = cells.get("text"), cells.get("number")
    blank = (text is None or not text.text) if "text" in cells else number is not None and not number.text
    return blank and _are_short(own, above)


def is_cut_off(cells: Cells, own: Mapping[str, RawCell], above: Above, *, number_from_above: bool) -> bool:
    """Whether a row is what was cut off all cells of the row above, its title among them: it has no number of its own and
    goes on where the text, or in a table without texts the title, broke off. `own` are the cells that begin in it.
    """
    number, title = cells.get("number"), own.get("title")
    if number is None or number.text or number_from_above or title is None:
        return False
    if "text" in cells:
        return bool(above.title) and _breaks_off(above.text) and "text" in own and _has_no_number(own["text"])
    if not _breaks_off(above.title):
        return False
    if len(own) == 1:
        return bool(_BREAKS_OFF.search(above.title))
    is_left_blank = any(cell is not None and not cell.text and field != "number" for field, cell in cells.items())
    others = {field: cell for field, cell in own.items() if field != "title"}
    return is_left_blank and _are_short(others, above) and title.text.strip().endswith(_ENDS)


def _breaks_off(text: str) -> bool:
    return bool(text) and not text.endswith(_ENDS)


def _has_no_number(cell: RawCell) -> bool:
    return leading_number(cell.text)[0] is None


def _are_short(cells: Mapping[str, RawCell], above: Above) -> bool:
    return all(len(cell.text) <= _LONGEST_FRAGMENT and above.says(field) for field, cell in cells.items())


def _text(cell: RawCell | None) -> str:
    return cell.text.strip() if cell is not None else ""
