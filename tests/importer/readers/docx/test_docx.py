"""Word documents → plans: our own, and in the shapes that Word, WPS and LibreOffice write."""

import io
import shutil
import subprocess
import zipfile

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from hypothesis import given, settings

from plan_strategies import plans
from planctl.cli import run
from planctl.document.view import view_plan
from planctl.errors import UnreadableInputError
from planctl.files import read_source, resource
from planctl.importer.readers.document import read_document
from planctl.importer.readers.docx.document import read_docx
from planctl.importer.reading import ImportOptions, import_plan
from planctl.planfile.loader import load_plan
from planctl.renderers.docx.document import write_docx
from planctl.renderers.xml_text import clean_text

HEADING = ["序号", "工作任务", "具体要求", "牵头单位", "完成时限"]


def saved(document):
    memory = io.BytesIO()
    document.save(memory)
    return memory.getvalue()


def with_table(*rows, before=("2018年工作分工方案",)):
    document = Document()
    for text in before:
        document.add_paragraph(text)
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return document, table


def imported(data, **options):
    return import_plan(read_document(data, "x.docx"), ImportOptions(**options), "x")


def cells(data):
    (table,) = read_docx(data).tables
    return [[cell and (cell.text, cell.rows, cell.columns) for cell in row] for row in table.rows]


def test_a_title_over_paragraphs_of_one_look_is_told_from_what_stands_below_it():
    document = Document()
    for text, size in (
        ("云川市竹编", 22),
        ("2026年发展方案", 22),
        ("市政府办", 16),
        ("（试行）", None),
        ("", 22),
        ("甲", 22),
    ):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(text).font.size = size and Pt(size)
    paragraphs = read_docx(saved(document)).parts
    assert [(one.text, one.like_above) for one in paragraphs] == [
        ("云川市竹编", False), ("2026年发展方案", True), ("市政府办", False), ("（试行）", False), ("甲", False)
    ]  # fmt: skip


def test_our_own_document_gives_back_the_same_tasks():
    plan = load_plan(read_source(resource("data/plan2017.yaml"))).plan
    memory = io.BytesIO()
    write_docx(plan, view_plan(plan, verbatim=True, show_gaps=False), memory)
    result = imported(memory.getvalue())
    assert result.plan.tasks == plan.tasks
    assert (result.plan.title, result.plan.year) == (plan.title, plan.year)
    assert result.findings == []


def test_merges_down_and_across_are_read_whoever_wrote_them():
    document, table = with_table(["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"])
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 1).merge(table.cell(2, 2))
    assert cells(saved(document)) == [
        [("a\nd", 2, 1), ("b", 1, 1), ("c", 1, 1)],
        [("a\nd", 2, 1), ("e", 1, 1), ("f", 1, 1)],
        [("g", 1, 1), ("h\ni", 1, 2), ("h\ni", 1, 2)],
    ]


def put(paragraph, xml):
    paragraph._p.append(parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1)))


def test_tracked_changes_are_taken_as_accepted_or_undone():
    document, table = with_table(HEADING, ["1", "甲", "", "市编办", "全年"])
    paragraph = table.cell(1, 2).paragraphs[0]
    put(paragraph, "<w:del w:id='1' w:author='a'><w:r><w:delText>旧</w:delText></w:r></w:del>")
    put(paragraph, "<w:ins w:id='2' w:author='a'><w:r><w:t>新</w:t></w:r></w:ins>")
    put(paragraph, "<w:r><w:t>的要求。</w:t></w:r>")
    data = saved(document)
    for original, text in (False, "新的要求。"), (True, "旧的要求。"):
        raw = read_docx(data, original=original)
        assert raw.tables[0].rows[1][2].text == text


def test_fields_hidden_text_boxes_and_footnotes_do_not_end_in_the_cells_but_in_the_report():
    document, table = with_table(HEADING, ["1", "甲", "", "市编办", "全年"])
    paragraph = table.cell(1, 2).paragraphs[0]
    put(paragraph, "<w:r><w:instrText> PAGE </w:instrText></w:r>")
    put(paragraph, "<w:r><w:t>完善制度。</w:t></w:r>")
    put(paragraph, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部意见</w:t></w:r>")
    put(
        paragraph,
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    )
    result = imported(saved(document))
    assert result.plan.tasks[0].requirements[0].text == "完善制度。"
    assert [(str(one.place), one.message) for one in result.findings] == [
        ("第1张表第2行第3列", "隐藏的文字没有写进方案：内部意见"),
        ("第1张表第2行第3列", "文本框没有写进方案：框里的话"),
    ]


def test_a_table_in_a_cell_is_read_into_it_and_told():
    document, table = with_table(HEADING, ["1", "甲", "完善制度。", "市编办", "全年"])
    inner = table.cell(1, 2).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "内", "表"
    result = imported(saved(document))
    assert result.plan.tasks[0].requirements[0].text.startswith("完善制度。\n内\t表")
    assert [one.message for one in result.findings] == ["格内套的表格，读作该格的文字：内\t表"]


NUMBERING = (
    "<w:numbering><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
    "<w:numFmt w:val='{format}'/><w:lvlText w:val='{text}'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num></w:numbering>"
)


@pytest.mark.parametrize(
    ("format", "text", "numbers"),
    [
        ("decimal", "%1.", ["1", "2"]),
        ("chineseCountingThousand", "（%1）", ["（一）", "（二）"]),
        ("decimalEnclosedCircle", "%1", ["①", "②"]),
    ],
)
def test_automatic_numbers_are_read_as_they_are_printed(format, text, numbers):
    document, table = with_table(HEADING, *[["1", "甲", text, "市编办", "全年"] for text in ("完善制度。", "公开。")])
    for row in table.rows[1:]:
        properties = row.cells[2].paragraphs[0]._p.get_or_add_pPr()
        properties.append(parse_xml(f"<w:numPr {nsdecls('w')}><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"))
    xml = NUMBERING.format(format=format, text=text).replace(">", f" {nsdecls('w')}>", 1)
    document.part.numbering_part._element = parse_xml(xml)
    (task,) = imported(saved(document)).plan.tasks
    assert [one.number for one in task.requirements] == numbers


# The shapes below are those that the programs named write; taken from documents saved with them and cut to the bone.
WPS_ROW = (
    "<w:tr><w:tblPrEx><w:tblCellMar/></w:tblPrEx><w:trPr><w:trHeight w:val='90' w:hRule='atLeast'/></w:trPr>"
    "<w:tc><w:tcPr><w:tcW w:w='0' w:type='auto'/>{merge}<w:noWrap w:val='0'/></w:tcPr>"
    "<w:p><w:r><w:rPr><w:rFonts w:hint='eastAsia'/></w:rPr><w:t>{number}</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:tcPr><w:gridSpan w:val='1'/></w:tcPr><w:p><w:bookmarkStart w:id='0' w:name='_Go'/>"
    "<w:r><w:t>{title}</w:t></w:r><w:bookmarkEnd w:id='0'/></w:p></w:tc></w:tr>"
)


def test_vmerge_without_value_and_content_controls_around_cells_are_read():
    rows = [
        WPS_ROW.format(merge="<w:vMerge w:val='restart'/>", number="1", title="甲"),
        WPS_ROW.format(merge="<w:vMerge/>", number="", title="乙"),
        "<w:tr><w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt>"
        "<w:tc><w:p><w:sdt><w:sdtContent><w:r><w:t>丙</w:t></w:r></w:sdtContent></w:sdt></w:p></w:tc></w:tr>",
    ]
    document = Document()
    table = f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"
    document.element.body.insert(0, parse_xml(table))
    assert cells(saved(document)) == [
        [("1", 2, 1), ("甲", 1, 1)],
        [("1", 2, 1), ("乙", 1, 1)],
        [("2", 1, 1), ("丙", 1, 1)],
    ]


def squeezed(text):
    """A text as it must come back: cells lose the white space at their ends and what XML cannot hold."""
    return clean_text(text).strip()


@settings(max_examples=40)
@given(plans())
def test_every_cell_of_any_plan_s_document_is_read_back_in_its_place(plan):
    memory, view = io.BytesIO(), view_plan(plan)
    write_docx(plan, view, memory)
    (table,) = read_docx(memory.getvalue()).tables
    rows = [row for row in table.rows[1:] if row[0].columns == 1]  # a section's heading goes across
    printed = [[squeezed(row.texts[column.field]) for column in view.columns] for row in view.rows]
    assert [[cell.text for cell in row] for row in rows] == printed


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空文件"),
        (b"PK\x03\x04 nothing", "压缩包"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (b"PK\x03\x04 word/document.xml", "已损坏"),
    ],
)
def test_what_is_no_word_document_is_told_with_what_to_do(data, words):
    with pytest.raises(UnreadableInputError, match=words) as caught:
        read_document(data, "x.docx")
    assert caught.value.hint


def changed(data, name, content):
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.namelist():
            target.writestr(entry, content if entry == name else source.read(entry))
    return memory.getvalue()


def test_truncated_files_and_entity_bombs_are_refused():
    document, _ = with_table(HEADING, ["1", "甲", "完善制度。", "市编办", "全年"])
    data = saved(document)
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(8)
    )
    body = b']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    full = bomb + body + b"<w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
    attacks = [data[: len(data) // 2], *(changed(data, "word/document.xml", one) for one in (b"<broken", full))]
    for attack in attacks:
        with pytest.raises(UnreadableInputError):
            read_document(attack, "x.docx")


@pytest.mark.parametrize(
    "block",
    [
        b"<w:tbl><w:tr><w:tc>" + b"<w:p/>" * 1_000_000 + b"</w:tc></w:tr></w:tbl>",
        b"<w:p>" + b"<w:r/>" * 1_000_000 + b"</w:p>",
        b"<w:p><w:r><w:t>" + b"a" * 5_000_000 + b"</w:t></w:r></w:p>",
    ],
    ids=["a row", "a paragraph", "a text"],
)
def test_a_row_or_paragraph_that_would_fill_the_memory_is_refused(block):
    document, _ = with_table(HEADING, ["1", "甲", "完善制度。", "市编办", "全年"])
    root = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    data = changed(saved(document), "word/document.xml", root + block + b"</w:body></w:document>")
    with pytest.raises(UnreadableInputError, match="超过4 MB"):
        read_document(data, "x.docx")


def test_the_command_writes_a_plan_that_validates_and_never_over_another(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    document, _ = with_table(HEADING, ["1", "推进决策公开", "1.完善制度。", "市编办", ""])
    document.save("方案.docx")
    assert run(["import", "方案.docx"]) == 0
    told = capfd.readouterr()
    assert told.out == "plan2018.yaml\n"
    assert "方案.docx：第1张表第2行第5列：PLN604" in told.err
    assert "读出《2018年工作分工方案》：1项任务、1条要求，需要核对1处" in told.err
    written = (tmp_path / "plan2018.yaml").read_text(encoding="utf-8")
    assert "deadline: null  # 请核对：原文空白" in written
    assert run(["validate", "plan2018.yaml"]) == 0
    assert run(["import", "方案.docx"]) == 4
    assert (tmp_path / "plan2018.yaml").read_text(encoding="utf-8") == written


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--table", "3"], 2, "没有第3张表"),
        (["--columns", "序号=一"], 2, "无法识别"),
        (["--columns", "序号=9"], 2, "没有第9列"),
    ],
)
def test_wrong_options_are_told_with_what_there_is(options, code, words, tmp_path, capfd):
    document, _ = with_table(HEADING, ["1", "甲", "完善制度。", "市编办", "全年"])
    file = tmp_path / "x.docx"
    document.save(str(file))
    assert run(["import", str(file), "-o", str(tmp_path / "y.yaml"), *options]) == code
    assert words in capfd.readouterr().err
    assert not (tmp_path / "y.yaml").exists()


def test_a_document_without_a_plan_says_what_tables_it_has(tmp_path, capfd):
    document, _ = with_table(["姓名", "电话"], ["张三", "1"])
    document.save(str(tmp_path / "x.docx"))
    assert run(["import", str(tmp_path / "x.docx")]) == 3
    assert "姓名、电话" in capfd.readouterr().err


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_document_saved_by_libreoffice_gives_the_same_plan(tmp_path):
    plan = load_plan(read_source(resource("data/plan2017.yaml"))).plan
    with (tmp_path / "a.docx").open("wb") as file:
        write_docx(plan, view_plan(plan, verbatim=True, show_gaps=False), file)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=180)
    assert imported((tmp_path / "out" / "a.docx").read_bytes()).plan.tasks == plan.tasks
