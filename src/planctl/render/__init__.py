"""A plan's view → the bytes of a document. One module a format, all named in one literal table."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from planctl.document.official import Form, Layout
from planctl.document.view import TableView
from planctl.model.plan import Plan


@dataclass(frozen=True)
class Renderer:
    """A format: its name for people, the ending of its files, whether it is binary, its own templates, what writes it.

    `template` gives the path of the built-in template for a layout. `write` takes a user's template, or None for its
    own. `paged` formats have pages, and a layout makes a difference to them; `slow` ones take more than a second.
    """

    label: str
    ending: str
    binary: bool
    template: Callable[[Layout], str]
    write: Callable[[Plan, TableView, IO[bytes], Path | None, Layout], None]
    paged: bool = False
    slow: bool = False


def _docx(plan: Plan, view: TableView, file: IO[bytes], template: Path | None, layout: Layout) -> None:
    from planctl.render.docx.document import write_docx

    write_docx(plan, view, file, template, layout)


def _pdf(plan: Plan, view: TableView, file: IO[bytes], template: Path | None, layout: Layout) -> None:
    from planctl.programs.libreoffice import docx_to_pdf
    from planctl.render.docx.document import write_docx

    document = io.BytesIO()
    write_docx(plan, view, document, template, layout)
    file.write(docx_to_pdf(document.getvalue(), rows=len(view.rows)))


def _markdown(plan: Plan, view: TableView, file: IO[bytes], template: Path | None, layout: Layout) -> None:
    from planctl.render.markdown.document import write_markdown

    del layout
    write_markdown(plan, view, file, template)


def _word_template(layout: Layout) -> str:
    kind = "plan" if not layout.notice else "letter" if layout.form is Form.LETTER else "notice"
    return f"templates/{kind}{'-portrait' if layout.portrait else ''}.docx"


def _markdown_template(layout: Layout) -> str:
    del layout
    return "templates/plan.md.j2"


RENDERERS: Final = {
    "docx": Renderer("Word 文档", ".docx", True, _word_template, _docx, paged=True),
    "pdf": Renderer("PDF", ".pdf", True, _word_template, _pdf, paged=True, slow=True),
    "md": Renderer("Markdown", ".md", False, _markdown_template, _markdown),
}
"""Every format `planctl render` knows; its libraries are imported only when it is used."""
