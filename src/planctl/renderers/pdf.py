"""The plan as a PDF: the Word document as LibreOffice prints it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import IO

from planctl.document.layout import PLAIN, Layout
from planctl.document.view import TableView
from planctl.model.plan import Plan
from planctl.programs.libreoffice import docx_to_pdf
from planctl.renderers.docx.document import write_docx


def write_pdf(
    plan: Plan, view: TableView, file: IO[bytes], template: Path | None = None, layout: Layout = PLAIN
) -> None:
    """Write the plan through a Word template, or the built-in one for its layout.

    Raises as `write_docx` does, and ConverterError where LibreOffice is not there or fails.
    """
    document = io.BytesIO()
    write_docx(plan, view, document, template, layout)
    file.write(docx_to_pdf(document.getvalue(), rows=len(view.rows)))
