"""PDF files for measuring: a long plan as a ruled table, and a paper full of drawings."""

from __future__ import annotations

import math
import random
import sys
from itertools import pairwise
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from plans import phrase, units

from printing.layout import Cell, Layout, Table
from printing.letters import Typeface
from printing.tables import print_table

PAGES_OF_PLAN = 48
PAGES_OF_PAPER = 14
_ROWS = 30
"""On a page; the first has fewer, for the title."""


def write_ruled_plan(path: Path) -> None:
    """Write a plan's table of 48 pages, three rows a task, its heading on each page."""
    chance = random.Random(2017)
    rows: list[tuple[Cell | None, ...]] = [tuple(map(Cell, ("序号", "工作任务", "具体要求", "牵头单位", "完成时限")))]
    for index in range(PAGES_OF_PLAN * _ROWS - 3):
        task, place = divmod(index, 3)
        opening = (Cell(str(task + 1), 3), Cell(phrase(chance), 3)) if place == 0 else (None, None)
        text = f"{place + 1}.{'，'.join(phrase(chance) for _ in range(3))}。"
        rows.append((*opening, Cell(text), Cell(units(chance)), Cell("6月底前")))
    face = Typeface(9.0)
    widths = tuple(letters * face.size + 8 for letters in (3, 9, 26, 13, 6))
    row_height = 2 * face.size * 1.2 + 4
    layout = Layout(
        widths,
        height=row_height * (_ROWS + 1),
        face=face,
        leading=1.2,
        heading_again=(0,),
        caption=("2017年重点工作分工方案",),
        page_number="- {page} -",
    )
    path.write_bytes(print_table(Table(tuple(rows)), layout))


def write_paper(path: Path) -> None:
    """Write a paper of 14 pages, each with text and three plots of thousands of lines and curves."""
    chance = random.Random(2017)
    canvas = Canvas(str(path), invariant=1)
    for _ in range(PAGES_OF_PAPER):
        for place in range(3):
            _plot(canvas, chance, 60 + 170 * place)
        canvas.setFont("Times-Roman", 10)
        for line in range(20):
            canvas.drawString(60, 790 - 11 * line, "The figures below show what was measured on each of the days. " * 2)
        canvas.showPage()
    canvas.save()


def _plot(canvas: Canvas, chance: random.Random, base: float) -> None:
    """Axes with ticks, a grid, curves in many short strokes, error bars, and dots drawn as curves."""
    left, width, height = 60, 460, 150
    canvas.rect(left, base, width, height)
    for tick in range(47):
        canvas.line(left + 10 * tick, base, left + 10 * tick, base + height)
    for tick in range(16):
        canvas.line(left, base + 10 * tick, left + width, base + 10 * tick)
    for curve in range(4):
        heights = [
            base + height * (0.5 + 0.4 * math.sin(step / 20 + curve) + 0.05 * chance.random()) for step in range(460)
        ]
        for step, (start, end) in enumerate(pairwise(heights)):
            canvas.line(left + step, start, left + step + 1, end)
        for step in range(0, 460, 10):
            canvas.line(left + step, heights[step] - 4, left + step, heights[step] + 4)
            canvas.circle(left + step, heights[step], 1.5)
