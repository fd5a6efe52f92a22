"""Tables as the tests of import write them, and what is read from them."""

import io
import random

from planctl.importer.readers.grid import DocumentPlace, RawDocument, RawParagraph, Span, lay_out
from planctl.importer.reading import ImportOptions, import_plan


def table(text, number=1):
    """A table from lines of cells: ↑ goes on with the cell above, ← with the cell at its left."""
    grid = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.strip().splitlines()]
    rows = []
    for index, row in enumerate(grid):
        spans = []
        for column, cell in enumerate(row):
            if cell in ("↑", "←"):
                continue
            down = next((n for n in range(1, len(grid) - index) if grid[index + n][column] != "↑"), len(grid) - index)
            across = next((n for n in range(1, len(row) - column) if row[column + n] != "←"), len(row) - column)
            spans.append(Span(cell.replace("⏎", "\n"), down, across))
        rows.append(spans)
    return lay_out(number, rows)


def paragraph(text, number=1, *, centred=False):
    return RawParagraph(text, DocumentPlace(paragraph=number), centred)


def imported(*parts, **options):
    parts = [table(part) if isinstance(part, str) else part for part in parts]
    return import_plan(RawDocument(tuple(parts)), ImportOptions(**{"year": 2018, "title": "方案", **options}), "方案")


def rows(result):
    """Every requirement as one tuple of what it prints."""
    return [
        (
            one.reference,
            task.title,
            one.text,
            one.lead_units and one.lead_units.printed,
            one.deadline and one.deadline.phrase,
        )
        for task, one in result.plan.rows()
    ]


def codes(result):
    return [one.rule.code for one in result.findings]


def saved(book):
    """The bytes of a workbook."""
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def random_grid(height, width, chance: random.Random):
    """A rectangle of (name, top, left, rows, columns), every place covered once."""
    grid = [[None] * width for _ in range(height)]
    for row in range(height):
        for column in range(width):
            if grid[row][column]:
                continue
            across = 1
            while column + across < width and not grid[row][column + across] and chance.random() < 0.3:
                across += 1
            down = 1
            while row + down < height and chance.random() < 0.3:
                down += 1
            cell = (f"<{row}&{column}>", row, column, down, across)
            for covered_row in range(row, row + down):
                grid[covered_row][column : column + across] = [cell] * across
    return grid
