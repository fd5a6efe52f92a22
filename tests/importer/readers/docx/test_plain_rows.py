"""The short way of reading plain rows of Word's tables agrees with the long one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planctl.importer.readers.docx import document as docx
from planctl.importer.readers.docx.plain_rows import SPECIAL
from planctl.importer.readers.docx.text import _NOTES, _SIGNS, _WRAPPERS
from word_package import table, word

PLAIN_RUNS = [
    "<w:r><w:t>甲</w:t></w:r>",
    "<w:r><w:rPr><w:rFonts w:hint='eastAsia'/><w:b/></w:rPr><w:t xml:space='preserve'> 乙 </w:t></w:r>",
    "<w:bookmarkStart w:id='3' w:name='b'/><w:proofErr w:type='spellStart'/>",
    "",
]
OTHER_RUNS = [
    "<w:r><w:rPr><w:rFonts w:ascii='Wingdings 2' w:hAnsi='Wingdings 2'/></w:rPr><w:t>R</w:t></w:r>",
    "<w:r><w:t>丙</w:t><w:br/><w:t>丁</w:t></w:r>",
    "<w:r><w:tab/><w:t>戊</w:t></w:r>",
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>",
    "<w:ins w:id='1' w:author='a'><w:r><w:t>新</w:t></w:r></w:ins>",
    "<w:del w:id='2' w:author='a'><w:r><w:delText>旧</w:delText></w:r></w:del>",
    "<w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink>",
    "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType='end'/></w:r>",
    "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
    "<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>",
]
PLAIN_CELLS = ["", "<w:vMerge w:val='restart'/>", "<w:vMerge/>", "<w:tcW w:w='100'/><w:vAlign w:val='center'/>"]
OTHER_CELLS = ["<w:gridSpan w:val='2'/>", "<w:hMerge/>", "<w:cellDel w:id='4' w:author='a'/>"]
PLAIN_ROWS = ["", "<w:cantSplit/>"]
OTHER_ROWS = ["<w:tblHeader/>", "<w:gridBefore w:val='1'/>", "<w:hidden/>", "<w:del w:id='5'/>"]


@st.composite
def rows(draw):
    """Rows of cells with one or two things that are not plain."""
    other = draw(st.sets(st.sampled_from([*OTHER_RUNS, *OTHER_CELLS, *OTHER_ROWS]), max_size=2))
    run, own, whole = (
        st.sampled_from([*plain, *(one for one in others if one in other)])
        for plain, others in ((PLAIN_RUNS, OTHER_RUNS), (PLAIN_CELLS, OTHER_CELLS), (PLAIN_ROWS, OTHER_ROWS))
    )
    lines = []
    for _ in range(draw(st.integers(1, 4))):
        cells = ""
        for _ in range(draw(st.integers(1, 3))):
            paragraphs = [
                f"<w:p><w:pPr><w:jc w:val='center'/></w:pPr>{''.join(draw(st.lists(run, max_size=2)))}</w:p>"
                for _ in range(draw(st.integers(1, 2)))
            ]
            cells += f"<w:tc><w:tcPr>{draw(own)}</w:tcPr>{''.join(paragraphs)}</w:tc>"
        lines.append(f"<w:tr><w:trPr>{draw(whole)}</w:trPr>{cells}</w:tr>")
    return lines


@settings(max_examples=150)
@given(rows())
def test_both_ways_read_the_same(lines):
    data = word(table(*lines))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(docx, "plain_cells", lambda row, has_lists: None)
        long_way = docx.read_docx(data)
    assert shown(docx.read_docx(data)) == shown(long_way)


def shown(document):
    cells = [
        [(one.text, one.place, one.rows, one.columns) if one else None for one in row]
        for found in document.tables
        for row in found.rows
    ]
    return cells, document.remarks


def test_the_short_way_leaves_alone_all_that_the_long_way_looks_at():
    assert {*_WRAPPERS, *_SIGNS, *_NOTES} <= set(SPECIAL)
