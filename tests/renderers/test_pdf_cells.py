"""The cells of a PDF's table: LibreOffice leaves those of rows that it moves to another page at the top."""

import io

import pdfplumber
import pytest

from planctl.document.layout import Layout
from planctl.document.view import view_plan
from planctl.files import read_source, resource
from planctl.planfile.loader import load_plan
from planctl.programs.libreoffice import docx_to_pdf
from support import needs_libreoffice
from support_docx import rendered_bytes


def spaces_around_texts(pdf):
    """Of each cell with a text: the text, and the points above and below it."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            for table in page.find_tables():
                for left, top, right, bottom in table.cells:
                    inside = page.crop((left, top, right, bottom))
                    if letters := [one for one in inside.chars if one["text"].strip()]:
                        above = min(one["top"] for one in letters) - top
                        below = bottom - max(one["bottom"] for one in letters)
                        yield inside.extract_text(), above, below


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("portrait", [False, True])
def test_the_texts_of_all_cells_stand_in_the_middle_of_them_on_every_page(portrait):
    plan = load_plan(read_source(resource("data/plan2017.yaml"))).plan
    pdf = docx_to_pdf(rendered_bytes(plan, view_plan(plan), layout=Layout(portrait=portrait)))
    found = list(spaces_around_texts(pdf))
    assert len(found) > 200
    assert not [text for text, above, below in found if abs(above - below) > 8]
