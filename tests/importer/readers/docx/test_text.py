"""Texts in the XML shapes of Word and WPS are read as they show (ECMA-376 part 1; each test names what writes its shape)."""

import pytest

from planctl.importer.readers.docx.document import read_docx
from word_package import STRICT, W, cell, paragraph, part, related, row, run, table, word, zipped


def texts(data, **options):
    (found,) = read_docx(data, **options).tables
    return [[one and one.text for one in line] for line in found.rows]


def shown(content, **options):
    """What a cell with this content in its paragraph shows."""
    return texts(word(table(row(cell(paragraph(content))))), **options)[0][0]


def remarks(data):
    return [(one.sentence, one.text, str(one.place)) for one in read_docx(data).remarks]


def field(code, *result):
    """A field as Word writes one that is more than a word: begin, code, and a result where it has one."""
    separated = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{"".join(result)}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f'{separated}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (field(" REF _Ref1 \\h ", run("第三项")), "第三项"),
        (field(' HYPERLINK "http://a" ', run("通知")), "通知"),
        ('<w:fldSimple w:instr=" REF a "><w:r><w:t>见附件</w:t></w:r></w:fldSimple>', "见附件"),
        # mail merge: the inner field's result is part of the outer one's code
        (field("IF ", run("真"))[: -len('<w:r><w:fldChar w:fldCharType="end"/></w:r>')] + run("!"), "真!"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
            + field("MERGEFIELD a", run("内码"))
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + run("结果")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "结果",
        ),
        # Word's 带圈字符 is a field without a result
        (field(" EQ \\o\\ac(○,3)") + run("完善制度。"), "③完善制度。"),
        (field("eq \\o\\ac(◯,25)"), "(25)"),
        (field(' SYMBOL 254 \\f "Wingdings" \\s 12 '), "☑"),
        # a field that has lost its end hides nothing
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("没有结束的域"), "没有结束的域"),
    ],
)
def test_a_field_shows_its_result_and_not_its_code(content, text):
    assert shown(content) == text


@pytest.mark.parametrize(
    ("data", "code", "text"),
    [
        ("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>", "FORMCHECKBOX", "☑是"),
        ("<w:checkBox><w:default w:val='0'/></w:checkBox>", "FORMCHECKBOX", "□是"),
        (
            "<w:ddList><w:result w:val='1'/><w:listEntry w:val='甲'/><w:listEntry w:val='乙'/></w:ddList>",
            "FORMDROPDOWN",
            "乙是",
        ),
    ],
)
def test_form_fields_of_older_documents_show_what_was_chosen(data, code, text):
    begin = '<w:r><w:fldChar w:fldCharType="begin"'
    content = field(code).replace(f"{begin}/>", f"{begin}><w:ffData>{data}</w:ffData></w:fldChar>")
    assert shown(content + run("是")) == text


def test_a_field_that_cannot_be_worked_out_is_remarked():
    data = word(table(row(cell(paragraph(field("EQ \\f(1,2)") + run("以上"))))))
    assert texts(data) == [["以上"]]
    assert remarks(data) == [("算不出的域", "EQ \\f(1,2)", "第1张表第1行第1列")]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>', "□"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run("90%"), "≥90%"),
        # the letter R set in Wingdings 2 is a ticked box; hanzi never come from such a font
        (run("R已完成", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'), "☑已完成"),
        (
            "<w:r><mc:AlternateContent><mc:Choice Requires='w16se'><w16se:symEx/></mc:Choice>"
            "<mc:Fallback><w:t>★</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            "★",
        ),
        ("<w:r><w:t>甲</w:t><w:ptab w:alignment='right'/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ("<w:r><w:t>制</w:t><w:softHyphen/><w:t>度</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>", "制度-1"),
        (
            "<w:r><w:t>上</w:t><w:br/><w:t>下</w:t><w:br w:type='page'/><w:lastRenderedPageBreak/><w:t>页</w:t></w:r>",
            "上\n下页",
        ),
        (run("比例") + "<m:oMath><m:r><m:t>≥90%</m:t></m:r></m:oMath>", "比例≥90%"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>pīn</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "拼",
        ),
        (run("看得见", "<w:vanish w:val='0'/>"), "看得见"),
        (run("一　二") + run("\u3000"), "一　二"),
    ],
)
def test_signs_and_breaks_are_read_as_they_show(content, text):
    data = word(table(row(cell(paragraph(content)))))
    assert texts(data) == [[text]]
    assert not remarks(data)


def test_a_sign_that_is_not_known_is_remarked_and_hidden_runs_of_a_paragraph_are_one_remark():
    content = (
        '<w:r><w:sym w:font="Webdings" w:char="F041"/></w:r>' + run("内部", "<w:vanish/>") + run("意见", "<w:vanish/>")
    )
    assert remarks(word(table(row(cell(paragraph(content)), "甲")))) == [
        ("符号字体 Webdings 里不认识的符号", "U+F041", "第1张表第1行第1列"),
        ("隐藏的文字", "内部意见", "第1张表第1行第1列"),
    ]


MOVED = "<w:moveFrom w:id='1'><w:r><w:t>原处</w:t></w:r></w:moveFrom><w:moveTo w:id='2'><w:r><w:t>新处</w:t></w:r></w:moveTo>"


@pytest.mark.parametrize(("original", "text"), [(False, "新处"), (True, "原处")])
def test_moved_text_stands_where_it_was_moved_to_or_was(original, text):
    assert shown(MOVED, original=original) == text


@pytest.mark.parametrize(("original", "text"), [(False, "一、甲乙\n丙"), (True, "一、甲\n乙\n旧\n丙")])
def test_a_tracked_deletion_of_a_paragraph_s_end_joins_it_with_the_next(original, text):
    mark = "<w:rPr><w:del w:id='1'/></w:rPr>"
    gone = "<w:del w:id='2'><w:r><w:delText>旧</w:delText></w:r></w:del>"
    content = paragraph("一、甲", mark) + paragraph("乙") + paragraph(gone, mark) + paragraph("丙")
    assert texts(word(table(row(cell(content)))), original=original) == [[text]]
    body = read_docx(word(content), original=original).paragraphs
    assert "\n".join(one.text for one in body) == text


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>"
    "<wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_as_word_writes_it_twice_is_one_remark_with_all_its_paragraphs_and_tables():
    box = BOX.format(paragraph("注：") + table(row("甲", "乙")))
    data = word(paragraph(run("正文") + box) + table(row(cell(paragraph(box + run("格"))))))
    document = read_docx(data)
    assert [one.text for one in document.paragraphs] == ["正文"]
    assert texts(data) == [["格"]]
    assert [one for one in remarks(data) if one[0] == "文本框"] == [
        ("文本框", "注：\n甲\t乙", "第1段"),
        ("文本框", "注：\n甲\t乙", "第1张表第1行第1列"),
    ]


@pytest.mark.parametrize(
    ("drawing", "what"),
    [
        (
            "<w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing>",
            ["图片，没有读"],
        ),
        ("<w:pict><v:shape><v:imagedata/></v:shape></w:pict>", ["图片，没有读"]),
        ("<w:object><v:shape><v:imagedata/></v:shape></w:object>", ["嵌入的对象（如 Excel 表格），没有读"]),
        (
            "<w:drawing><a:graphicData uri='http://schemas.openxmlformats.org/drawingml/2006/chart'/></w:drawing>",
            ["图表，没有读"],
        ),
        ("<w:pict><v:line/></w:pict>", []),  # the red line under the head of an official document
        ("<w:pict><v:shape><v:textpath string='征求意见稿'/></v:shape></w:pict>", ["文本框"]),
    ],
)
def test_a_drawing_is_remarked_by_what_it_is(drawing, what):
    assert [one[0] for one in remarks(word(paragraph(f"<w:r>{drawing}</w:r>")))] == what


def test_notes_and_comments_are_looked_up_each_in_its_own_part():
    note = "<w:{0} w:id='2'>" + paragraph("<w:r><w:{0}Ref/></w:r>" + run("{1}")) + "</w:{0}>"
    content = run("甲") + "".join(
        f"<w:r><w:{one}Reference w:id='2'/></w:r>" for one in ("footnote", "endnote", "comment")
    )
    data = word(
        table(row(cell(paragraph(content)))),
        footnotes=note.format("footnote", "脚"),
        endnotes=note.format("endnote", "尾"),
        comments=note.format("comment", "请核实"),
    )
    place = "第1张表第1行第1列"
    assert remarks(data) == [("脚注", "脚", place), ("尾注", "尾", place), ("批注", "请核实", place)]


PAGE = field(" PAGE \\* MERGEFORMAT ", run("三"))


@pytest.mark.parametrize(
    "silent",
    [
        run("—") + PAGE + run("—"),
        run("- 1 -"),
        run("12"),
        run("第 ")
        + PAGE
        + run(" 页 共 ")
        + '<w:fldSimple w:instr="NUMPAGES"><w:r><w:t>十</w:t></w:r></w:fldSimple>'
        + run(" 页"),
        run("第1页，共3页"),
        run("Page 1 of 3"),
        "<w:sdt><w:sdtContent>" + PAGE + "</w:sdtContent></w:sdt>",
        "",
    ],
)
def test_page_numbers_in_headers_and_footers_say_nothing(silent):
    assert remarks(word(paragraph("甲"), header=paragraph(silent), footer=paragraph(silent))) == []


def test_what_headers_and_footers_say_is_remarked_once():
    data = word(
        paragraph("甲"),
        header=paragraph("市政府文件"),
        header2=paragraph("市政府文件") + paragraph(PAGE),
        header3=paragraph(BOX.format(paragraph("机密"))),
        footer=paragraph(run("征求意见稿 第") + PAGE + run("页")),
    )
    assert remarks(data) == [
        ("页眉", "市政府文件", ""),
        ("文本框", "机密", ""),
        ("页脚", "征求意见稿 第页", ""),
    ]


def test_a_strict_document_is_read_as_any_other():
    """Word: 另存为“Strict Open XML 文档”; ISO/IEC 29500-1 strict has names of its own."""
    body = part("document", f"<w:body>{table(row('甲', '乙'))}</w:body>").replace(W, STRICT)
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    start = related(("officeDocument", "word/document.xml")).replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships", kind
    )
    assert texts(zipped({"_rels/.rels": start, "word/document.xml": body})) == [["甲", "乙"]]


def test_the_main_part_is_the_one_that_the_package_names():
    """Word for the web writes word/document2.xml."""
    body = part("document", f"<w:body>{table(row('甲', '乙'))}</w:body>")
    start = related(("officeDocument", "/word/document2.xml"))
    assert texts(zipped({"_rels/.rels": start, "word/document2.xml": body})) == [["甲", "乙"]]


def test_what_another_file_holds_is_remarked():
    assert remarks(word("<w:altChunk/>")) == [("嵌入的另一份文件，没有读", "", "")]


def test_a_paragraph_is_centred_by_its_style_too():
    styles = (
        "<w:style w:type='paragraph' w:styleId='a'><w:pPr><w:jc w:val='center'/></w:pPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='b'><w:basedOn w:val='a'/></w:style>"
    )
    body = paragraph("方案", "<w:pStyle w:val='b'/>") + paragraph("左", "<w:pStyle w:val='b'/><w:jc w:val='left'/>")
    assert [one.centred for one in read_docx(word(body, styles=styles)).paragraphs] == [True, False]
