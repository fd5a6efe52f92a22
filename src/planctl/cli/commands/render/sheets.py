"""`planctl render --unit` and `--each-unit`: the sheets of units (单位任务清单)."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Final

from planctl.cli.arguments.file_names import different_file_names
from planctl.cli.arguments.plan_files import refuse_overwriting
from planctl.cli.arguments.plans import OpenedPlan
from planctl.cli.printing.csv_and_markdown import csv_text
from planctl.cli.printing.output import emit, say
from planctl.cli.printing.progress import track
from planctl.document.columns import plan_columns
from planctl.document.sheet import UnitSheet, manifest_table, sheet_of, table_of, title_of, units_of
from planctl.document.view import TableView
from planctl.files import make_folder, remove_file, writable_target, write_atomically
from planctl.model.plan import Plan
from planctl.renderers import Written
from planctl.source import BYTE_ORDER_MARK
from planctl.units.register import register_of

_SHEETS: Final = "任务清单"
_MOST_NAMED: Final = 10


class Sheets:
    """The sheets of all units of a plan in one format."""

    def __init__(
        self,
        opened: OpenedPlan,
        ending: str,
        draw: Callable[[Plan, TableView, IO[bytes]], Written],
        table: str,
        template: Path | None,
        *,
        verbatim: bool,
        show_gaps: bool,
    ) -> None:
        self._opened = opened
        self._plan = opened.plan
        self._register = register_of(opened.plan)
        self._columns = plan_columns(opened.plan)
        self._ending = ending
        self._write = draw
        self._table = table
        self._template = template
        self._kind = table or _SHEETS
        self._verbatim = verbatim
        self._show_gaps = show_gaps
        self._notes: dict[str, None] = {}  # what is said once of all sheets, in order

    def write_each(self, folder: Path) -> None:
        """Write a sheet for each unit that has a row, and last the manifest, which is not there before they all are.

        Nothing in the folder changes before every sheet is drawn; then each replaces at once what has its name.
        """
        make_folder(folder)
        sheets: list[UnitSheet] = []
        drawn: dict[int, bytes] = {}  # by the place of the unit
        for place, unit in enumerate(track(units_of(self._register), "生成")):
            sheets.append(sheet_of(self._plan, [unit]))
            view = table_of(
                sheets[-1],
                self._table,
                verbatim=self._verbatim,
                show_gaps=self._show_gaps,
                columns=self._columns,
            )
            if view.rows:
                drawn[place] = self._draw(view)
        names = different_file_names([title_of(sheets[place], self._table) for place in drawn], self._ending)
        manifest = folder / f"{self._kind}目录.csv"  # while it stands there, what it lists is complete
        for path in (*(folder / name for name in names), manifest):
            refuse_overwriting(path, self._opened.loaded.source.name, self._template)
            writable_target(path)
        remove_file(manifest)
        done = 0
        try:
            for name, content in track(list(zip(names, drawn.values(), strict=True)), "写入"):
                write_atomically(folder / name, [content])
                done += 1
        except BaseException:
            say(f"没有写完：{folder} 中写出了{len(names)}份中的{done}份，没有写目录")
            raise
        written = dict(zip(drawn, names, strict=True))
        table = manifest_table(self._register, ((sheet, written.get(place, "")) for place, sheet in enumerate(sheets)))
        write_atomically(manifest, [(BYTE_ORDER_MARK + csv_text(table)).encode("utf-8")])
        emit(f"{manifest}\n")
        without = [sheet.units[0] for place, sheet in enumerate(sheets) if place not in written]
        self._summarise(folder, len(names), without)

    def _draw(self, view: TableView) -> bytes:
        memory = io.BytesIO()
        written = self._write(self._plan, view, memory)
        self._notes |= dict.fromkeys(written.notes)
        return memory.getvalue()

    def _summarise(self, folder: Path, written: int, without: Sequence[str]) -> None:
        rest = ""
        if without:
            listed = "、".join(without[:_MOST_NAMED]) + "等" * (len(without) > _MOST_NAMED)
            rest = f"；没有任务、未生成的{len(without)}个：{listed}"
        say(f"已在 {folder} 中写出{written}份{self._kind}{rest}")
        for note in self._notes:
            say(note)
