"""A plan in every format that people have it in, and what import makes of it."""

import csv
import io
from html import escape

import openpyxl
from openpyxl.utils import get_column_letter

from planctl.importer.readers.document import read_document
from planctl.importer.reading import ImportOptions, import_plan
from planctl.renderers.docx.document import write_docx
from planctl.renderers.markdown.document import write_markdown


def as_markdown(plan, view):
    memory = io.BytesIO()
    write_markdown(plan, view, memory)
    return memory.getvalue()


def as_docx(plan, view):
    memory = io.BytesIO()
    write_docx(plan, view, memory)
    return memory.getvalue()


def as_csv(plan, view):
    memory = io.StringIO()
    writer = csv.writer(memory)
    writer.writerow(column.heading for column in view.columns)
    for row in view.rows:
        writer.writerow(row.texts[column.field] for column in view.columns)
    return ("\ufeff" + memory.getvalue()).encode()


def as_html(plan, view):
    """As portals have it: merged cells with rowspan, a title above."""
    lines = [f"<html><meta charset=utf-8><h1>{plan.title}</h1><table><tr>"]
    lines += [f"<th>{column.heading}</th>" for column in view.columns]
    for row in view.rows:
        lines.append("</tr><tr>")
        lines += [
            f"<td rowspan={row.spans[column.field]}>{escape(row.texts[column.field])}</td>"
            for column in view.columns
            if row.spans[column.field]
        ]
    lines.append("</tr>")
    return "\n".join((*lines, "</table>")).encode()


def as_xlsx(plan, view):
    """As Excel has it: a merged title in the first row, merged cells, text cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "任务分工"
    sheet.append([plan.title])
    sheet.merge_cells(f"A1:{get_column_letter(len(view.columns))}1")
    sheet.append([column.heading for column in view.columns])
    for row in view.rows:
        sheet.append([row.texts[column.field] for column in view.columns])
    for index, row in enumerate(view.rows):
        for place, column in enumerate(view.columns):
            if (down := row.spans[column.field]) > 1:
                letter = get_column_letter(place + 1)
                sheet.merge_cells(f"{letter}{index + 3}:{letter}{index + 2 + down}")
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


FORMATS = {"docx": as_docx, "md": as_markdown, "csv": as_csv, "html": as_html, "xlsx": as_xlsx}


def imported(data, name):
    return import_plan(read_document(data, name), ImportOptions(year=2017), name)
