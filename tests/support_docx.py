"""A plan's Word document, rendered and read back."""

import io

from docx_grid import Document, W, check_structure, open_docx
from planctl.document.layout import PLAIN
from planctl.document.view import view_plan
from planctl.renderers.docx.document import write_docx


def rendered(plan, view=None, template=None, layout=PLAIN) -> Document:
    """The document, which has been checked for what Word would stumble over."""
    memory = io.BytesIO()
    write_docx(plan, view or view_plan(plan), memory, template, layout)
    document = open_docx(memory.getvalue())
    check_structure(document)
    return document


def rendered_bytes(plan, view=None, layout=PLAIN) -> bytes:
    """The document as the bytes of its file."""
    memory = io.BytesIO()
    write_docx(plan, view or view_plan(plan), memory, layout=layout)
    return memory.getvalue()


def texts_in(element) -> str:
    """The texts in an element, without its line breaks."""
    return "".join(node.text or "" for node in element.iter(f"{W}t"))
