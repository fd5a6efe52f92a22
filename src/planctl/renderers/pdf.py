"""The plan as a PDF: the Word document as LibreOffice prints it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import IO

from planctl.document.layout import PLAIN, Layout
from planctl.document.view import TableView
from planctl.model.plan import Plan
from planctl.programs.libreoffice import printing
from planctl.renderers import Written
from planctl.renderers.docx import page_heads
from planctl.renderers.docx.document import write_docx
from planctl.renderers.pdf_fonts import font_notes, require_faces
from planctl.renderers.printing_time import seconds_to_print


def write_pdf(
    plan: Plan,
    view: TableView,
    file: IO[bytes],
    template: Path | None = None,
    layout: Layout = PLAIN,
    *,
    repeat_heads: bool = False,
) -> Written:
    """Write the plan through a Word template, or the built-in one for its layout; `repeat_heads` prints merged cells again
    at the top of each page. Returns what is to be told of its fonts.

    Raises as `write_docx` does, ConverterError where LibreOffice is not there, fails or takes too long, or no font fits, UnreadableInputError
    for a folder without fonts, NoFaceError where no font has a character.
    """
    expected = seconds_to_print(view)
    document = io.BytesIO()
    written = write_docx(plan, view, document, template, layout)
    with printing(document.getvalue(), layout.fonts) as prepared:
        if prepared.fonts is not None:
            require_faces(prepared.text, view, prepared.fonts)
        pdf = page_heads.repeat_heads(plan, view, template, layout).pdf if repeat_heads else prepared.pdf(expected)
        file.write(pdf)
        return Written(notes=(*written.notes, *font_notes(prepared.text, pdf, prepared.fonts)))
