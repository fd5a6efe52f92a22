"""Which rows begin a page, as LibreOffice lays the document out."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

from planctl.document.layout import PLAIN, Layout
from planctl.document.page_starts import restart_merges
from planctl.document.view import TableView
from planctl.model.plan import Plan
from planctl.programs.libreoffice import docx_to_pdf
from planctl.renderers.docx.document import write_docx
from planctl.renderers.docx.marks import rows_that_begin_pages

_ROUNDS: Final = 5
_KEPT_SHARE: Final = 0.5


def repeat_heads(plan: Plan, view: TableView, template: Path | None, layout: Layout = PLAIN) -> TableView:
    """The table with its merges started again at the top of each page.

    Printing number and title again can move the rows, so this goes on until they stay; where they do not, both
    places print them. Tasks of more than half a page are not kept together: their heads are repeated, and no page is
    left half empty. Raises ConverterError where LibreOffice is not there or fails.
    """
    starts: frozenset[int] = frozenset()
    for turn in range(_ROUNDS):
        document = io.BytesIO()
        restarted = restart_merges(view, starts)
        kept_share = 1.0 if turn else _KEPT_SHARE
        write_docx(plan, restarted, document, template, layout, marked=True, kept_share=kept_share)
        pdf = docx_to_pdf(document.getvalue(), rows=len(view.rows), further_fonts=layout.fonts)
        first_rows = rows_that_begin_pages(pdf, len(view.rows))
        found = frozenset(index for index in first_rows if view.rows[index].spans["number"] == 0)
        if found == starts:
            return restarted
        before, starts = starts, found
    return restart_merges(view, starts | before)
