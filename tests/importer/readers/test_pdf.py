"""Ruled tables of PDF files; the files are written here letter by letter."""

import builtins
import zlib

import pytest

from planctl.errors import UnreadableInputError
from planctl.importer.readers.document import read_document
from planctl.importer.readers.grid import UNRULED, RawTable
from planctl.importer.readers.pdf.file import read_pdf


def pdf(*pages, font=True):
    """A PDF whose pages have the given content streams."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}/MediaBox[0 0 400 300]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
    ]
    for number, content in enumerate(pages):
        objects.append(f"<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * number} 0 R>>")
        objects.append(f"<</Length {len(content)}>>\nstream\n{content}\nendstream")
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{one}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode()


def text(left, base, words):
    return f"BT /F 10 Tf {left} {base} Td ({words}) Tj ET\n"


def line(left, base, right, top):
    return f"{left} {base} m {right} {top} l S\n"


def box(left, base, right, top):
    return f"{left} {base} {right - left} {top - base} re S\n"


def texts(table):
    return [[cell and cell.text for cell in row] for row in table.rows]


HEAD = box(50, 240, 100, 260) + box(100, 240, 350, 260) + text(55, 246, "No") + text(105, 246, "Task")
ROWS = (
    box(50, 200, 100, 240)
    + box(100, 220, 350, 240)
    + box(100, 200, 350, 220)
    + text(55, 226, "1")
    + text(105, 226, "first")
    + text(105, 206, "second")
)


def test_ruled_cells_are_a_grid_with_merges_pages_and_the_text_around():
    document = read_pdf(pdf(text(188, 280, "Plan") + HEAD + ROWS + text(50, 150, "end") + text(195, 20, "- 1 -")))
    before, table, after = document.parts
    assert (before.text, before.centred) == ("Plan", True)
    assert (after.text, after.centred) == ("end", False)
    assert texts(table) == [["No", "Task"], ["1", "first"], ["1", "second"]]
    assert table.rows[1][0] is table.rows[2][0]
    assert str(table.rows[2][1].place) == "第1页第1张表第3行第2列"
    assert document.remarks == ()


def test_a_title_over_lines_of_one_size_is_told_from_what_stands_below_it():
    lines = text(179, 289, "Plan of") + text(185, 277, "trees") + text(173, 253, "far below")
    assert [(one.text, one.centred, one.like_above) for one in read_pdf(pdf(lines)).parts] == [
        ("Plan of", True, False), ("trees", True, True), ("far below", True, False)
    ]  # fmt: skip


def test_a_title_nearly_as_wide_as_its_table_is_in_the_middle_below_a_head_at_the_side():
    head = "BT /F 8 Tf 50 290 Td (Office) Tj ET\n"
    lines = head + text(68, 278, "Plan of works " * 3 + "in") + text(71, 266, "the city " * 4 + "of rain")
    parts = read_pdf(pdf(lines + HEAD + ROWS)).parts
    assert [(one.centred, one.like_above) for one in parts[:3]] == [(False, False), (True, False), (True, True)]


def test_a_table_that_goes_on_on_the_next_page_is_one_table():
    document = read_pdf(pdf(HEAD + ROWS, HEAD + ROWS, text(50, 280, "text") + HEAD))
    first, _, second = document.parts
    assert isinstance(first, RawTable)
    assert len(first.rows) == 5
    assert str(first.rows[4][1].place) == "第2页第1张表第5行第2列"
    assert str(second.rows[0][0].place) == "第3页第2张表第1行第1列"


def test_a_line_that_reaches_the_edge_goes_on_and_one_that_does_not_ends():
    words = text(105, 246, "x" * 40) + text(105, 234, "y") + text(105, 222, "z")
    document = read_pdf(pdf(box(50, 210, 100, 260) + box(100, 210, 350, 260) + words))
    assert texts(document.tables[0]) == [["", "x" * 40 + " y\nz"]]


def test_without_pdfplumber_the_way_to_it_is_told(monkeypatch):
    real = builtins.__import__

    def without(name, *arguments, **options):
        if name.startswith("pdfplumber"):
            raise ImportError(name)
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UnreadableInputError, match="pdfplumber") as caught:
        read_pdf(pdf(HEAD))
    assert "planctl[pdf]" in caught.value.hint


def packed(data, name="/FlateDecode"):
    return b"%PDF-1.4\n1 0 obj\n<</Filter" + name.encode() + b">>\nstream\n" + data + b"\nendstream\nendobj\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "空文件"),
        (b"PK\x03\x04word/", "Word 文档"),
        (b"%PDF-1.4\nnothing", "损坏"),
        (pdf(HEAD)[:200], "损坏"),
        (pdf(""), "没有文字"),
        (packed(zlib.compress(bytes(70_000_000))), "展开后过大"),
        (packed(b"", "[/FlateDecode/FlateDecode]"), "展开后过大"),
    ],
)
def test_what_is_no_pdf_with_text_is_refused(data, message):
    with pytest.raises(UnreadableInputError, match=message) as caught:
        read_pdf(data)
    assert caught.value.hint


def test_data_lost_in_a_damaged_file_is_remarked_and_not_printed(capfd):
    content = zlib.compress((HEAD + ROWS).encode())
    content = content[:-1] + bytes([content[-1] ^ 1])
    head = f"<</Length {len(content)}/Filter/FlateDecode>>\nstream\n".encode()
    document = read_pdf(pdf("X").replace(b"<</Length 1>>\nstream\nX", head + content))
    assert texts(document.tables[0])[0] == ["No", "Task"]
    assert [one.sentence for one in document.remarks] == ["文件有损坏处，文字可能没有读全"]
    assert capfd.readouterr() == ("", "")


def test_letters_printed_twice_to_look_bold_are_read_once():
    assert texts(read_pdf(pdf(HEAD + ROWS + text(55.3, 246, "No"))).tables[0])[0] == ["No", "Task"]


def test_a_scan_is_called_a_picture():
    picture = "q 100 0 0 100 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q"
    with pytest.raises(UnreadableInputError, match="扫描件"):
        read_pdf(pdf(picture))


def test_a_page_without_end_is_stopped_in_words(monkeypatch):
    monkeypatch.setattr("planctl.importer.readers.document._IDLE", 1.0)
    with pytest.raises(UnreadableInputError, match="读取 PDF 文件时1秒没有进展，已停止"):
        read_document(pdf(HEAD + "q " * 400_000), "方案.pdf")


def test_what_is_read_apart_comes_back_as_it_is():
    data = pdf(HEAD + ROWS)
    apart = read_document(data, "方案.pdf")
    assert texts(apart.tables[0]) == texts(read_pdf(data).tables[0])
    rows = apart.tables[0].rows
    assert rows[1][0] is rows[2][0], "a merged cell is the same object still"
    with pytest.raises(UnreadableInputError, match=r"只有图片|没有文字"):
        read_document(pdf(box(1, 1, 9, 9)), "方案.pdf")


def rows_of(lines, lefts=(50, 150, 300)):
    """Lines of words, each from its own left edge, 20 points apart."""
    placed = (
        (left, 250 - 20 * row, word) for row, words in enumerate(lines) for left, word in zip(lefts, words, strict=True)
    )
    return "".join(text(*one) for one in placed)


def test_a_table_without_rulings_is_named_with_its_page():
    document = read_pdf(pdf(rows_of([("No", "Task", "Lead"), ("1", "river", "Water"), ("2", "trees", "Parks")])))
    assert document.tables == []
    (remark,) = document.remarks
    assert (remark.what, str(remark.place)) == (UNRULED, "第1页")


def test_rows_without_rulings_are_one_table_whatever_stands_between_them_and_no_paragraphs():
    rows = [
        ("No", "Task", "Lead"),
        ("", "", "Roads"),
        ("1", "river", "Water"),
        ("", "and pond", ""),
        ("2", "trees", "Parks"),
    ]
    document = read_pdf(
        pdf(text(50, 270, "Plan of all the works of the year") + rows_of(rows) + text(50, 140, "river"))
    )
    assert [paragraph.text for paragraph in document.paragraphs] == ["Plan of all the works of the year", "river"]
    (remark,) = document.remarks
    assert remark.text.split("\n") == ["No Task Lead", "Roads", "1 river Water", "and pond", "2 trees Parks"]


def test_a_table_ruled_only_across_has_the_columns_of_its_heading():
    rulings = "".join(line(45, base, 380, base) for base in (263, 243, 223, 203))
    document = read_pdf(pdf(rulings + rows_of([("No", "Task", "Lead"), ("1", "river", "Water"), ("2", "trees", "")])))
    assert texts(document.tables[0]) == [["No", "Task", "Lead"], ["1", "river", "Water"], ["2", "trees", ""]]


def test_a_line_under_words_divides_no_cell():
    under = line(105, 244, 135, 244)
    cells = box(50, 210, 100, 260) + box(100, 210, 350, 260)
    document = read_pdf(pdf(cells + under + text(55, 246, "1") + text(105, 246, "river") + text(105, 232, "trees")))
    assert texts(document.tables[0]) == [["1", "river\ntrees"]]


def test_a_letter_belongs_to_the_cell_that_holds_its_middle():
    over_the_edge = text(96.5, 246, "x")
    document = read_pdf(pdf(box(50, 240, 100, 260) + box(100, 240, 350, 260) + over_the_edge + text(105, 246, "y")))
    assert texts(document.tables[0]) == [["x", "y"]]


def test_words_that_are_turned_are_reported_but_for_the_number_of_a_page():
    turned = "BT /F 10 Tf 0 1 -1 0 {} 100 Tm ({}) Tj ET\n".format
    document = read_pdf(
        pdf(text(50, 250, "river") + turned(380, "stamp"), text(50, 250, "trees") + turned(380, "- 2 -"))
    )
    assert [(remark.what, remark.text, remark.place.page) for remark in document.remarks] == [
        ("转了方向的文字", "stamp", 1)
    ]


def test_a_bold_letter_that_is_printed_twice_is_one_letter():
    document = read_pdf(pdf(text(50, 250, "river") + text(50.4, 250, "river")))
    assert [paragraph.text for paragraph in document.paragraphs] == ["river"]


def test_words_with_a_line_through_them_are_left_out_and_reported():
    document = read_pdf(pdf(text(50, 250, "68km") + line(50, 253, 74, 253) + text(80, 250, "8km")))
    assert [paragraph.text for paragraph in document.paragraphs] == ["8km"]
    assert [(remark.what, remark.text) for remark in document.remarks] == [("划掉的文字", "68km")]


@pytest.mark.parametrize(
    ("matrix", "places"), [("0 1 -1 0", [(20, 50), (40, 50)]), ("0 -1 1 0", [(380, 250), (360, 250)])]
)
def test_a_page_that_is_printed_on_its_side_is_read_as_it_is_to_be_held(matrix, places):
    words = (
        f"BT /F 10 Tf {matrix} {x} {y} Tm ({word}) Tj ET\n"
        for (x, y), word in zip(places, ("river", "trees"), strict=True)
    )
    assert [paragraph.text for paragraph in read_pdf(pdf("".join(words))).paragraphs] == ["river trees"]
