"""The numbers of a table's tasks: those that it prints, and those that are made where it prints none."""

from __future__ import annotations

from collections.abc import Sequence

from planctl.importer.draft.draft import Draft, DraftTask
from planctl.importer.readers.grid import DocumentPlace
from planctl.importer.report import findings


class TaskNumbers:
    """Makes the numbers that a table does not print; `printed` are those that it does."""

    def __init__(self, printed: set[str]) -> None:
        self._printed = printed
        self._parts: dict[str, tuple[str, int]] = {}  # numbers made of those of the tasks above: 5-2 → 5, 2
        self._made: list[tuple[DocumentPlace, str]] = []

    def make(self, tasks: Sequence[DraftTask], place: DocumentPlace) -> str:
        """A number that the table prints nowhere: after a printed one that with a second part (5-2), else by order."""
        number = self._free(tasks)
        self._made.append((place, number))
        return number

    def _free(self, tasks: Sequence[DraftTask]) -> str:
        above = tasks[-1].number if tasks else ""
        if above in self._printed or above in self._parts:
            base, part = self._parts.get(above, (above, 1))
            number = f"{base}-{part + 1}"
            self._parts[number] = base, part + 1
            return number
        order = len(tasks) + 1
        while str(order) in self._printed:
            order += 1
        return str(order)

    def report(self, draft: Draft) -> None:
        """Report the numbers that were made: once, where the table prints none."""
        if len(self._made) == len(draft.tasks) > 1:
            (place, first), (_, last) = self._made[0], self._made[-1]
            draft.findings.append(findings.no_number(place, first, last))
            return
        draft.findings += [findings.no_number(place, number) for place, number in self._made]
        made = {number for _, number in self._made}
        for task in draft.tasks:
            if task.number in made:
                task.doubts["number"] = "原文没有序号"
