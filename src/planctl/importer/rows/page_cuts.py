"""Which rows of a table are no rows of their own but what a page break cut off the row above."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from planctl.importer.draft.draft import DraftRequirement, DraftTask
from planctl.importer.draft.numbers import leading_number
from planctl.importer.readers.grid import RawCell

Cells = Mapping[str, RawCell | None]
_ENDS: Final = ("。", "；", "！", "？", ";", "”", "）")
_BREAKS_OFF: Final = re.compile("[，、：和与及并的将对]$")
_LONGEST_FRAGMENT: Final = 12


def is_fragment(own: Mapping[str, RawCell], cells: Cells, last: DraftRequirement | None) -> bool:
    """Whether a row of the task above holds only what was cut off the last requirement; `own` is what it says itself."""
    if not own or last is None:
        return False
    if "text" in own:
        unfinished = last.text is not None and bool(last.text) and not last.text.endswith(_ENDS)
        return unfinished and len(own) == 1 and leading_number(own["text"].text)[0] is None
    text, number = cells.get("text"), cells.get("number")
    blank = (text is None or not text.text) if "text" in cells else number is not None and not number.text
    return blank and all(len(cell.text) <= _LONGEST_FRAGMENT and last.cells.get(field) for field, cell in own.items())


def is_cut_off(cells: Cells, starting: Mapping[str, RawCell], task: DraftTask | None, *, merged_number: bool) -> bool:
    """Whether a row is what was cut off all cells of the row above, its title among them: it has no number of its own and
    goes on where the text, or in a table without texts the title, broke off. `starting` are the cells that begin in it.
    """
    number, title = cells.get("number"), starting.get("title")
    if task is None or not task.requirements or number is None or number.text or merged_number or title is None:
        return False
    if "text" in cells:
        last = task.requirements[-1]
        is_open = bool(last.text) and not (last.text or "").endswith(_ENDS) and bool(task.title)
        return is_open and "text" in starting and leading_number(starting["text"].text)[0] is None
    if not task.title or task.title.endswith(_ENDS):
        return False
    if len(starting) == 1:
        return bool(_BREAKS_OFF.search(task.title))
    last, others = task.requirements[-1], {field: cell for field, cell in starting.items() if field != "title"}
    are_fragments = all(len(cell.text) <= _LONGEST_FRAGMENT and last.cells.get(field) for field, cell in others.items())
    is_left_blank = any(cell is not None and not cell.text and field != "number" for field, cell in cells.items())
    return are_fragments and is_left_blank and title.text.strip().endswith(_ENDS)
