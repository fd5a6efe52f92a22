"""Word documents that are made to harm are refused, in words, before they cost much time or memory."""

import io
import tracemalloc
import warnings
import zipfile

import pytest

from planctl.errors import UnreadableInputError
from planctl.importer.readers.docx.document import read_docx
from word_package import cell, paragraph, part, related, row, run, table, word, zipped

RELATIONS = related(("officeDocument", "word/document.xml"))
GOOD = part("document", f"<w:body>{paragraph('方案')}{table(row('甲', '乙'))}</w:body>")


def of_text(text):
    return zipped({"_rels/.rels": RELATIONS, "word/document.xml": text})


def with_two_main_parts():
    memory = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(memory, "w") as file:
        warnings.simplefilter("ignore")  # zipfile says that the name is there already
        for text in (GOOD, GOOD.replace("乙", "丙")):
            file.writestr("word/document.xml", text)
    return memory.getvalue()


def test_what_these_tests_harm_is_read():
    assert [[one.text for one in line] for line in read_docx(of_text(GOOD)).tables[0].rows] == [["甲", "乙"]]


BOX = "<w:r><w:pict>" + "<w:txbxContent><w:p/></w:txbxContent>" * 30_000 + "</w:pict></w:r>"
DEEP = "<w:sdt><w:sdtContent>" * 500
HOSTILE = {
    "two parts of one name": (with_two_main_parts, "两个不同的 word/document.xml"),
    "a document type": (
        lambda: of_text(GOOD.replace("<w:doc", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><w:doc")),
        "DOCTYPE",
    ),
    "depth": (lambda: word(DEEP + paragraph("a")), "套得过深"),
    "no main part": (lambda: zipped({"word/styles.xml": "<a/>"}), "损坏"),
    "NUL": (lambda: of_text(GOOD.replace("乙", "\0")), "损坏"),
    "no UTF-8": (lambda: of_text(GOOD.encode().replace("乙".encode(), b"\xff\xfe")), "损坏"),
    "an encoding that is none": (lambda: of_text(GOOD.replace("UTF-8", "none")), "损坏"),
    "a long cell": (lambda: word(table(row("a" * 300_000))), "20万字"),
    "long paragraphs": (lambda: word(paragraph("a" * 3_000_000) * 6), "16兆字"),
    "headers": (lambda: word("", **{f"header{n}": paragraph("a" * 3_000_000) for n in range(6)}), "16 MB"),
    "a large part": (lambda: word("", styles="<w:style/>" * 500_000), "4 MB"),
}


@pytest.mark.parametrize(("make", "words"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_document_is_refused_and_fills_no_memory(make, words):
    data = make()
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableInputError, match=words) as caught:
            read_docx(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert caught.value.hint
    assert peak < 120_000_000


@pytest.mark.parametrize(
    ("limit", "least", "body", "words"),
    [
        ("planctl.importer.readers.docx.document._MOST_PARAGRAPHS", 10_000, "<w:p/>" * 10_001, "1万段"),
        ("planctl.importer.readers.docx.document._MOST_IN_ALL", 10_000, table(row(cell("<w:p/>" * 10_001))), "1万段"),
        ("planctl.importer.readers.docx.table._MOST_ROWS", 10_000, table("<w:tr/>" * 10_001), "1万行"),
        ("planctl.importer.readers.docx.table._MOST_CELLS", 10_000, table(row("") * 10_001), "1万格"),
        (
            "planctl.importer.readers.docx.table.MOST_PLACES",
            1000,
            table(row(cell("a", "<w:gridSpan w:val='99999'/>")) * 6),
            "文档过大",
        ),
        (
            "planctl.importer.readers.docx.table.MOST_PLACES",
            1000,
            table(row("a", properties="<w:gridBefore w:val='999'/>") * 6),
            "文档过大",
        ),
        (
            "planctl.importer.readers.contents.Package._tags_left",
            1000,
            "<w:p>" + "<w:r/>" * 1000 + "</w:p>",
            "标签超过600万",
        ),
    ],
)
def test_the_number_of_things_in_a_document_has_a_limit(limit, least, body, words, monkeypatch):
    monkeypatch.setattr(limit, least)
    with pytest.raises(UnreadableInputError, match=words):
        read_docx(word(body))


def test_cells_past_the_two_hundredth_column_are_remarked():
    """Every other reader stops there too; w:hMerge could make a row of any width."""
    document = read_docx(word(table(row(*map(str, range(1, 203))))))
    assert len(document.tables[0].rows[0]) == 200
    assert [(one.sentence, one.text) for one in document.remarks] == [
        ("第200列以后的内容，没有读", "201"),
        ("第200列以后的内容，没有读", "202"),
    ]


def test_very_many_text_boxes_in_one_paragraph_take_no_time_with_their_square():
    assert [one.text for one in read_docx(word(paragraph(BOX + run("后")))).paragraphs] == ["后"]


def test_parts_that_refer_to_themselves_or_to_nothing_are_read_over():
    others = related(("header", "document.xml"), ("styles", "document.xml"), ("footer", "../../../etc/passwd"))
    data = zipped({"_rels/.rels": RELATIONS, "word/document.xml": GOOD, "word/_rels/document.xml.rels": others})
    assert len(read_docx(data).tables) == 1


def test_remarks_without_end_are_counted():
    data = word("".join(paragraph(run("a" * 100_000, "<w:vanish/>")) for _ in range(60)))
    remarks = read_docx(data).remarks
    assert len(remarks) == 42
    assert remarks[-1].sentence == "另有19处，没有逐一列出"
