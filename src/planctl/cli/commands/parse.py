"""`planctl parse`: how planctl reads a deadline or a cell of units."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Final

import typer

from planctl.cli.printing.as_json import print_jsonl
from planctl.cli.printing.column_widths import Column, Kind
from planctl.cli.printing.help import Command, Group, as_epilog
from planctl.cli.printing.table import print_table
from planctl.deadlines import parse_deadline
from planctl.errors import UnreadableInputError
from planctl.files import decode, read_stdin
from planctl.model.vocabulary import DEADLINE_KIND_LABELS, ROLE_LABELS
from planctl.queries.as_json import deadline_json
from planctl.source import BYTE_ORDER_MARK
from planctl.units import parse_unit_cell

BREAK: Final = "⏎"
"""How a line break inside a cell is written on one line."""

parse_app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog=as_epilog({"planctl parse deadline 每季度末": "一个时限", "planctl parse units 市发改局牵头": "一格单位"}),
)


@parse_app.command(
    "deadline",
    cls=Command,
    epilog=as_epilog(
        {
            "planctl parse deadline 每季度末": "怎样读“每季度末”",
            "planctl parse deadline 12月底 --year 2018": "没写年份的，按2018年读",
        }
    ),
)
def parse_deadlines(
    phrases: Annotated[
        list[str] | None, typer.Argument(metavar="[时限]...", help="完成时限的写法；不给时从标准输入逐行读取。")
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", min=1, max=9999, metavar="年份", help="没写年份的时限算哪一年；默认今年。")
    ] = None,
) -> None:
    """解读完成时限：终端上显示表格，否则每行一个 JSON 对象。"""
    of_year = year if year is not None else date.today().year
    read = [_deadline(phrase, of_year) for phrase in _lines(phrases)]
    if not sys.stdout.isatty():
        print_jsonl(read)
        return
    columns = [Column("时限", Kind.TEXT), Column("类别"), Column("起"), Column("止"), Column("说明", Kind.TEXT)]
    print_table(columns, [_deadline_cells(deadline) for deadline in read])


@parse_app.command(
    "units", cls=Command, epilog=as_epilog({"planctl parse units 市发改局牵头，市财政局配合": "怎样读这一格"})
)
def parse_unit_cells(
    cells: Annotated[
        list[str] | None,
        typer.Argument(metavar="[单元格]...", help="单位单元格的内容，格内换行写作⏎；不给时从标准输入逐行读取。"),
    ] = None,
) -> None:
    """解读单位单元格：终端上显示表格，否则每行一个 JSON 对象。"""
    read = [_unit_cell(cell) for cell in _lines(cells)]
    if not sys.stdout.isatty():
        print_jsonl(read)
        return
    rows = [
        [cell["cell"], unit["name"], ROLE_LABELS[unit["role"]] if unit["role"] else ""]
        for cell in read
        for unit in cell["units"] or [{"name": "（没有单位）", "role": None}]
    ]
    print_table([Column("单元格", Kind.TEXT), Column("单位", Kind.NAMES), Column("角色")], rows)


def _lines(arguments: list[str] | None) -> Iterator[str]:
    if arguments:
        yield from arguments
        return
    if sys.stdin is not None and sys.stdin.isatty():
        raise UnreadableInputError("没有给出内容", "把要解读的写法写在命令后面，或用管道送入，每行一个。")
    text = decode(read_stdin(), "标准输入").removeprefix(BYTE_ORDER_MARK)
    for line in text.split("\n")[: -1 if text.endswith("\n") else None]:
        yield line.removesuffix("\r")


def _deadline(phrase: str, year: int) -> dict[str, Any]:
    deadline = parse_deadline(phrase.replace(BREAK, "\n"), year)
    read = {key: value for key, value in deadline_json(deadline).items() if value not in (None, False, [])}
    read.pop("source", None)
    return {**read, "phrase": phrase, "year": year}


def _unit_cell(cell: str) -> dict[str, Any]:
    mentions = parse_unit_cell(cell.replace(BREAK, "\n")).mentions
    return {"cell": cell, "units": [{"name": mention.name, "role": mention.role} for mention in mentions]}


def _deadline_cells(read: dict[str, Any]) -> list[str]:
    shown = (
        "every",
        "by",
        "day",
        "shift",
        "times",
        "weekday",
        "trigger",
        "within",
        "ongoing_after",
        "stages",
        "problem",
    )
    notes = [f"{key}={json.dumps(read[key], ensure_ascii=False)}" for key in shown if key in read]
    kind = DEADLINE_KIND_LABELS[read["kind"]]
    return [read["phrase"], kind, read.get("start", ""), read.get("due", ""), " ".join(notes)]
