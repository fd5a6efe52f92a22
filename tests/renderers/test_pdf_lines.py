"""Where the lines of a PDF end: what LibreOffice does otherwise than Word, it is told."""

import io
import re

import pdfplumber
import pytest

from planctl.document.layout import Layout
from planctl.document.line_ends import NEVER_FIRST
from planctl.document.view import view_plan
from planctl.programs.libreoffice import docx_to_pdf
from support import needs_libreoffice, plan_of
from support_docx import rendered_bytes

FACTS = (
    "plan:\n  title: 工作分工方案\n  year: 2018\n  stage: 印发稿\n  issuing_authority: 某某市人民政府办公室\n"
    "  document_number: 某府办〔2018〕9号\n  dated_on: 2018-03-01\n  notice_title: 关于印发方案的通知\n"
    "  addressees: 市政府各部门\n  printed_by: 某某市人民政府办公室\n  printed_on: 2018-03-02\n  body: |\n"
)
TASKS = (
    "tasks:\n- {number: 1, title: 甲, requirements: [{number: 1, text: 公开。, lead_units: 市编办, deadline: 全年}]}\n"
)


TEXTS = {
    "发表、Nature、Science、Cell及": {"Nature", "Science", "Cell"},
    "达标，2018年、2019年和": {"2018", "2019"},
    "《Cell》2篇，ISO9001认证": {"2", "ISO9001"},
    "项目1—3项": {"1—3"},
    "浓度35μg/m³以内": {"35μg/m³"},
    "电话0745-2212345": {"0745-2212345"},
}
"""Texts, and what of them may begin a line that does not begin with a hanzi."""


def notice(paragraphs):
    """The PDF of a notice with this text."""
    plan = plan_of(FACTS + "".join(f"    {paragraph}\n" for paragraph in paragraphs) + TASKS)
    document = rendered_bytes(plan, view_plan(plan), layout=Layout(notice=True))
    return pdfplumber.open(io.BytesIO(docx_to_pdf(document)))


def text_printed(paragraphs):
    """The lines of a notice's text."""
    with notice(paragraphs) as pdf:
        lines = [line for page in pdf.pages for line in page.extract_text().split("\n")]
    lines = [line for line in lines if not re.fullmatch(r"\s*—\s*\d+\s*—\s*", line)]  # page numbers
    begin = next(place for place, line in enumerate(lines) if line.startswith("〇"))
    return lines[begin : lines.index("某某市人民政府办公室", begin)]


@pytest.mark.slow
@needs_libreoffice
def test_lines_end_behind_marks_but_neither_before_them_nor_inside_words_numbers_and_units():
    written = [f"{'〇二三四五六七八九十' * 3}"[:count] + text + "的工作" for count in range(14, 29) for text in TEXTS]
    lines = text_printed(written)
    whole = "".join("".join(lines).split())
    assert [whole.count(text) for text in TEXTS] == [15] * len(TEXTS), "and no sign stands in the text"
    assert not [line for line in lines if line[0] in NEVER_FIRST]
    begun = {found[0] for line in lines if (found := re.match("[!-~μ³—]+", line))}
    assert begun == set().union(*TEXTS.values())


@pytest.mark.slow
@needs_libreoffice
def test_quotation_marks_are_chinese_beside_latin_too_but_not_inside_it():
    written = "1.“AI+”和“5G”，‘X1’3项；People’s Daily报道 the “Belt and Road” Initiative，2.“放管服”"
    with notice([written]) as pdf:
        letters = [one for one in pdf.pages[0].chars if one["text"] in "“”‘’"]
    wide = [one["x1"] - one["x0"] > 0.9 * one["size"] for one in letters]
    assert wide == [True] * 6 + [False] * 3 + [True] * 2, "those of People’s and “Belt and Road” are Latin"
