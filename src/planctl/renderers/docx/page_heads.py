"""Which rows begin a page, as LibreOffice lays the document out."""

from __future__ import annotations

import io
from itertools import takewhile
from pathlib import Path
from typing import Final, NamedTuple

from planctl.document.layout import PLAIN, Layout
from planctl.document.page_starts import restart_merges
from planctl.document.view import TableView
from planctl.model.plan import Plan
from planctl.programs.libreoffice import docx_to_pdf
from planctl.renderers.docx.document import write_docx
from planctl.renderers.docx.marks import rows_that_begin_pages
from planctl.renderers.printing_time import seconds_to_print

_ROUNDS: Final = 5


class LaidOut(NamedTuple):
    """The table with its merges started again at the top of each page, and the PDF of the document that it makes."""

    view: TableView
    pdf: bytes


def repeat_heads(plan: Plan, view: TableView, template: Path | None, layout: Layout = PLAIN) -> LaidOut:
    """Start the table's merges again at the top of each page.

    The pages are first those of our own estimate, which is mostly right. Where LibreOffice's are others, we estimate again
    behind the first of them that is, and then take LibreOffice's, until they stay; where they do not, both places print
    the heads. Raises ConverterError where LibreOffice is not there or fails, or the table is too long for it.
    """
    starts = _estimate(plan, view, template, layout, frozenset())
    known: frozenset[int] = frozenset()
    for turn in range(_ROUNDS):
        laid_out, found = _lay_out(plan, restart_merges(view, starts), template, layout, known)
        if found.difference(view.task_starts) == starts.difference(view.task_starts):
            return laid_out
        before = starts
        if turn == 0:
            agreed = sum(1 for _ in takewhile(starts.__contains__, sorted(found)))
            known = frozenset(sorted(found)[: agreed + 1])
            starts = _estimate(plan, view, template, layout, known)
        else:
            starts = known = found
    return _lay_out(plan, restart_merges(view, starts | before), template, layout, known)[0]


def _estimate(
    plan: Plan, view: TableView, template: Path | None, layout: Layout, known: frozenset[int]
) -> frozenset[int]:
    """The rows that begin a page once merges start again there, which can move them."""
    starts = known
    for _ in range(_ROUNDS):
        restarted = restart_merges(view, starts)
        before, starts = starts, write_docx(plan, restarted, io.BytesIO(), template, layout, known=known).page_starts
        if starts == before:
            break
    return starts


def _lay_out(
    plan: Plan, view: TableView, template: Path | None, layout: Layout, known: frozenset[int]
) -> tuple[LaidOut, frozenset[int]]:
    """The document as LibreOffice lays it out, and the rows that begin a page in it."""
    document = io.BytesIO()
    write_docx(plan, view, document, template, layout, marked=True, known=known)
    pdf = docx_to_pdf(document.getvalue(), expected=seconds_to_print(view), further_fonts=layout.fonts)
    return LaidOut(view, pdf), rows_that_begin_pages(pdf, len(view.rows))
