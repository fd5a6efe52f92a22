"""The same table through other libraries: docxtpl, and python-docx used with care. Run as a process of its own:
python bench/peers.py docxtpl|python-docx plan.yaml out.docx

Both read the file as data, without any check, and draw the table in our template with the cells of tasks merged
downwards, and nothing else: no pages, no fitted widths, no digest, no bookmarks.
"""

from __future__ import annotations

import importlib.util
import sys
from copy import deepcopy
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

TEMPLATE = Path(__file__).parent.parent / "templates" / "plan.docx"
FIELDS = ("number", "title", "text", "lead_units", "deadline")
OF_TASK = FIELDS[:2]
LEFT_OUT = ("supporting_units", "extra")
"""Fields whose columns the measured plans do not have."""


def has_docxtpl() -> bool:
    """Whether docxtpl is installed."""
    return importlib.util.find_spec("docxtpl") is not None


def rows_of(plan: Path) -> list[dict[str, Any]]:
    """The rows of a plan file, with what is their task's."""
    import yaml

    tasks = yaml.load(plan.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["tasks"]
    return [
        {**row, "text": f"{row['number']}.{row['text']}", "number": str(task["number"]), "title": task["title"]}
        for task in tasks
        for row in task["requirements"]
    ]


def our_template() -> tuple[Any, Any]:
    """Our template with the columns of the measured plans, and its table: a head, and the row to repeat."""
    from docx import Document
    from docx.oxml.ns import qn

    document = Document(str(TEMPLATE))
    table = next(table for table in document.tables if "row.text" in table._tbl.xml)
    for row in table._tbl.tr_lst:
        for cell in row.tc_lst:
            if any(field in text.text for field in LEFT_OUT for text in cell.iter(qn("w:t"))):
                row.remove(cell)
    return document, table


def with_python_docx(plan: Path, out: Path) -> None:
    """All rows are made at once, their cells asked for once and merged one by one: `add_row`, `cell` and `merge` look
    through the whole table each time."""
    document, table = our_template()
    rows = rows_of(plan)
    looks = [(cell.paragraphs[0].style, cell.vertical_alignment) for cell in table.rows[1].cells]
    cells = iter(document.add_table(rows=len(rows), cols=len(FIELDS))._cells)
    task = ""
    for row in rows:
        for field, (style, alignment) in zip(FIELDS, looks, strict=True):
            cell = next(cells)
            paragraph = cell.paragraphs[0]
            paragraph.style, cell.vertical_alignment = style, alignment
            if field in OF_TASK:
                cell._tc.vMerge = "continue" if row["number"] == task else "restart"
            if field not in OF_TASK or row["number"] != task:
                paragraph.add_run(row[field])
        task = row["number"]
    document.save(str(out))


def with_docxtpl(plan: Path, out: Path) -> None:
    """The row is repeated by Jinja, and `{% vm %}` merges in a loop of its own for each task."""
    from docx.oxml.ns import qn
    from docxtpl import DocxTemplate

    document, table = our_template()
    prototype = table._tbl.tr_lst[-1]
    for text in prototype.iter(qn("w:t")):
        if any(field in text.text for field in OF_TASK):
            text.text = text.text.replace("{{", "{% vm %}{{")
    loops = ("{%tr for task in tasks %}", "{%tr for row in task %}"), ("{%tr endfor %}", "{%tr endfor %}")
    for put, tags in zip((prototype.addprevious, prototype.addnext), loops, strict=True):
        for words in tags:
            loop = deepcopy(prototype)
            for place, text in enumerate(loop.iter(qn("w:t"))):
                text.text = "" if place else words
            put(loop)
    template = out.with_suffix(".template.docx")
    document.save(str(template))
    tasks = [list(group) for _, group in groupby(rows_of(plan), itemgetter("number"))]
    drawing = DocxTemplate(str(template))
    drawing.render({"tasks": tasks, "document": {}, "plan": {}, "table": {}, "headings": {}}, autoescape=True)
    drawing.save(str(out))


if __name__ == "__main__":
    name, plan_file, document_file = sys.argv[1:]
    {"docxtpl": with_docxtpl, "python-docx": with_python_docx}[name](Path(plan_file), Path(document_file))
