"""A plan's view → the bytes of a document. One module a format, all named in one literal table."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from planctl.model import Plan
from planctl.view import TableView


@dataclass(frozen=True)
class Renderer:
    """A format: its name for people, the ending of its files, whether it is binary, its own template, what writes it.

    `write` takes a user's template, or None for its own. `paged` formats have pages; `slow` ones take more than
    a second.
    """

    label: str
    ending: str
    binary: bool
    template: str
    write: Callable[[Plan, TableView, IO[bytes], Path | None], None]
    paged: bool = False
    slow: bool = False


def _docx(plan: Plan, view: TableView, file: IO[bytes], template: Path | None) -> None:
    from planctl.render.docx import write_docx

    write_docx(plan, view, file, template)


def _pdf(plan: Plan, view: TableView, file: IO[bytes], template: Path | None) -> None:
    from planctl.render.docx import write_docx
    from planctl.render.libreoffice import docx_to_pdf

    document = io.BytesIO()
    write_docx(plan, view, document, template)
    file.write(docx_to_pdf(document.getvalue(), rows=len(view.rows)))


def _markdown(plan: Plan, view: TableView, file: IO[bytes], template: Path | None) -> None:
    from planctl.render.markdown import write_markdown

    write_markdown(plan, view, file, template)


RENDERERS: Final = {
    "docx": Renderer("Word 文档", ".docx", True, "templates/plan.docx", _docx, paged=True),
    "pdf": Renderer("PDF", ".pdf", True, "templates/plan.docx", _pdf, paged=True, slow=True),
    "md": Renderer("Markdown", ".md", False, "templates/plan.md.j2", _markdown),
}
"""Every format `planctl render` knows; its libraries are imported only when it is used."""
