"""…… and —— are never divided between two lines, and nothing stands between hanzi and digits."""

import io
import itertools

import pdfplumber
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from docx_grid import W, open_docx
from planctl.document.layout import Layout
from planctl.document.view import view_plan
from planctl.files import resource
from planctl.programs.libreoffice import docx_to_pdf
from planctl.renderers.docx.document import write_docx
from planctl.renderers.docx.undivided import keep_marks_whole
from planctl.renderers.docx.xml import word_element
from support import needs_libreoffice, plan_of
from support_docx import rendered, texts_in

MARKS = ("……", "——", "…………", "⋯⋯", "──", "――")
TEMPLATES = sorted(resource("templates/plan.docx").parent.glob("*.docx"))


def plan(text, body=""):
    return plan_of(
        "plan:\n  title: 2018年工作分工方案\n  year: 2018\n  stage: 印发稿\n  issuing_authority: 某某市人民政府办公室\n"
        "  document_number: 某府办〔2018〕9号\n  dated_on: 2018-03-01\n  notice_title: 关于印发《2018年工作分工方案》的通知\n"
        "  addressees: 市政府各部门\n  printed_by: 某某市人民政府办公室\n  printed_on: 2018-03-02\n"
        f"  body: {body or '请认真组织实施。'}\n"
        "tasks:\n- number: 1\n  title: 甲\n  requirements:\n"
        f"  - {{number: 1, text: {text}, lead_units: 市编办, deadline: 全年}}\n"
    )


def languages(element):
    """The texts of an element's runs, with the East Asian language of each ("" where it names none)."""
    found = []
    for run in element.iter(f"{W}r"):
        language = run.find(f"{W}rPr/{W}lang")
        found.append((texts_in(run), "" if language is None else language.get(f"{W}eastAsia")))
    return [(text, language) for text, language in found if text]


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_stands_in_a_run_of_its_own_in_cells_and_in_the_text(mark):
    document = rendered(plan(f"公开甲{mark}乙", body=f"公开丙{mark}丁。"), layout=Layout(notice=True))
    assert document.grid()[1][2] == f"1.公开甲{mark}乙"
    assert f"公开丙{mark}丁。" in document.paragraphs
    found = languages(document.body)
    assert [text for text, language in found if language == "x-none"] == [mark, mark]
    for before, after in (("1.公开甲", "乙"), ("公开丙", "丁。")):
        assert (before, "") in found
        assert (after, "") in found


def test_one_dash_or_dot_is_left_alone():
    assert languages(rendered(plan("甲—乙…丙-丁")).table)[-3:][0] == ("1.甲—乙…丙-丁", "")


PIECES = st.lists(
    st.sampled_from(["甲", "……", "——", "…", "—", "<w:br/>", "<w:tab/>", "<w:t>乙——</w:t>", "<w:t>──</w:t>"])
)


@given(st.lists(PIECES, min_size=1, max_size=3), st.booleans())
def test_a_paragraph_says_the_same_in_the_same_order(runs, bold):
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    inside = "".join(
        f"<w:r>{look}{''.join(one if one[0] == '<' else f'<w:t>{one}</w:t>' for one in pieces)}</w:r>"
        for pieces in runs
    )
    paragraph = word_element(f"<w:p>{inside}</w:p>")

    def said():
        return "".join(
            child.text or "" if child.tag == f"{W}t" else f"<{child.tag}>"
            for run in paragraph
            for child in run
            if child.tag != f"{W}rPr"
        )

    before = said()
    keep_marks_whole([paragraph])
    assert said() == before
    assert all((run.find(f"{W}rPr/{W}b") is not None) == bold for run in paragraph if texts_in(run))
    again = len(paragraph)
    keep_marks_whole([paragraph])
    assert said() == before
    assert len(paragraph) >= again


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_leaves_gaps_between_hanzi_and_digits(path):
    document = open_docx(path.read_bytes())
    styles = Document(str(path)).styles.element
    own = [one.find(f"{W}pPr") for one in styles.iter(f"{W}style") if one.get(f"{W}styleId")[0].isupper()]
    (defaults,) = styles.iter(f"{W}pPrDefault")
    written = [defaults[0], *(one for one in own if one is not None and one.find(f"{W}kinsoku") is not None)]
    assert len(written) > 10
    for properties in written:
        for name in ("autoSpaceDE", "autoSpaceDN"):
            assert properties.find(f"{W}{name}").get(f"{W}val") == "0"
    for name, part in document.parts.items():
        if name.endswith(".xml"):
            assert b'<w:autoSpaceDE w:val="1"' not in part
            assert b"<w:autoSpaceDE/>" not in part


def lines(pdf):
    """The lines of a PDF's pages, each as its characters in order."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            rows = {}
            for character in page.chars:
                if character["text"].strip():
                    rows.setdefault(round(character["bottom"] / 3), []).append(character)
            yield from (sorted(row, key=lambda one: one["x0"]) for row in rows.values())


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("mark", ["……", "——", "……。", "——，", "——”", "“……”", "──"])
def test_libreoffice_divides_no_mark_wherever_the_line_ends(mark):
    written = "\n    ".join(
        f"{'一二三四五六七八九十' * 3}"[:count] + f"{mark}天地人天地人天地人" for count in range(20, 31)
    )
    made = plan("甲", body=f"|\n    {written}")
    memory = io.BytesIO()
    write_docx(made, view_plan(made), memory, layout=Layout(notice=True))
    texts = ["".join(one["text"] for one in line) for line in lines(docx_to_pdf(memory.getvalue()))]
    texts = [text for text in texts if "天" in text or "一二三" in text]  # page numbers stand between dashes, too
    inside = mark.strip("，。“”")
    assert sum(text.count(inside) for text in texts) == 11
    assert not [text for text in texts if text.count(inside[0]) % 2]
    assert len({text.find(inside) for text in texts if inside in text}) >= 7  # at many places of the line, its end too


@pytest.mark.slow
@needs_libreoffice
def test_libreoffice_prints_28_characters_a_line_digits_among_them():
    text = "于2018年12月底前完成3项公开，" * 6
    made = plan("甲", body=text)
    memory = io.BytesIO()
    write_docx(made, view_plan(made), memory, layout=Layout(notice=True))
    printed = [
        line for line in lines(docx_to_pdf(memory.getvalue())) if "项公开" in "".join(one["text"] for one in line)
    ]
    assert len(printed) > 2
    for line in printed:
        for before, after in itertools.pairwise(line):
            if before["text"] == "年" and after["text"] == "1":
                assert after["x0"] - before["x1"] < 1
