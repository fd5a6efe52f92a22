"""Make templates/plan.docx for the first time.

The file is afterwards its own source: change it in Word or WPS, and run this only to start again from nothing.
Layout after GB/T 9704-2012 (§5.2 margins and 版心 of an A4 page, §7.5 page numbers, §7.6 横排表格), turned to landscape:
the reader turns the page so that the table's head is at the binding edge, hence 天头 37 mm is at the right.
"""

from pathlib import Path

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

# (field, width in twips); together 225 mm, the long side of the 版心
COLUMNS = [
    ("number", 700),
    ("title", 1600),
    ("text", 4056),
    ("lead_units", 1900),
    ("supporting_units", 1900),
    ("deadline", 1300),
    ("extra", 1300),
]
CENTRED = {"number", "title", "lead_units", "supporting_units", "deadline", "extra"}
FANGSONG, HEITI, SONGTI, TITLE = "仿宋_GB2312", "黑体", "宋体", "方正小标宋简体"
# What stands in where a font is missing; office practice, the standard names only families.
FALLBACKS = {FANGSONG: "仿宋", HEITI: "SimHei", SONGTI: "SimSun", TITLE: "宋体", "Times New Roman": ""}
KEPT_STYLES = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Header", "Footer"}


def main() -> None:
    """Write plan.docx beside this script."""
    document = Document()
    drop_unused_parts(document)
    prune_styles(document)
    set_defaults(document)
    add_styles(document)
    set_page(document)
    add_paragraph(document, "{{ table.title }}", "公文标题")
    add_table(document)
    add_paragraph(document, "{{ table.note }}", "表注")
    set_fallbacks(document)
    document.core_properties.author = "planctl"
    document.core_properties.title = "分工方案模板"
    document.core_properties.comments = ""
    document.save(str(Path(__file__).with_name("plan.docx")))


def drop_unused_parts(document: DocumentObject) -> None:
    """Leave out what python-docx's own template carries and this one does not use."""
    unused = ("/thumbnail", "/customXml", "/stylesWithEffects", "/numbering")
    for relationships in (document.part.package.rels, document.part.rels):
        for identifier in [key for key, one in relationships.items() if one.reltype.endswith(unused)]:
            del relationships[identifier]


def prune_styles(document: DocumentObject) -> None:
    """Leave only the styles that are used, so that a clerk's style list is short."""
    element = document.styles.element
    for style in list(element.iter(qn("w:style"))):
        if style.get(qn("w:styleId")) not in KEPT_STYLES:
            element.remove(style)
    for link in list(element.iter(qn("w:link"))):  # the linked character styles are gone
        link.getparent().remove(link)


def set_defaults(document: DocumentObject) -> None:
    """Fonts of the whole document, without theme attributes, which would win over the names."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert defaults is not None
    fonts = next(defaults.iter(qn("w:rFonts")))
    fonts.attrib.clear()
    for kind in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{kind}"), "Times New Roman")
    fonts.set(qn("w:eastAsia"), FANGSONG)
    language = next(defaults.iter(qn("w:lang")))
    language.set(qn("w:eastAsia"), "zh-CN")
    spacing = defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}/{qn('w:spacing')}")
    if spacing is not None:
        spacing.getparent().remove(spacing)


def add_styles(document: DocumentObject) -> None:
    """Styles by which a clerk changes the look of a part of the document."""
    normal = document.styles["Normal"]
    normal.font.size = Pt(16)
    title = add_style(document, "DocumentTitle", "公文标题", TITLE, 22)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(12)
    head = add_style(document, "TableHead", "表头", HEITI, 12)
    head.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_style(document, "TableText", "表格文字", FANGSONG, 12)
    centred = add_style(document, "TableCentred", "表格居中", FANGSONG, 12)
    centred.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    note = add_style(document, "TableNote", "表注", FANGSONG, 10.5)
    note.paragraph_format.space_before = Pt(6)
    number = add_style(document, "PageNumber", "页码", SONGTI, 14)
    number.font.name = SONGTI


def add_style(document: DocumentObject, identifier: str, name: str, font: str, size: float) -> ParagraphStyle:
    """A paragraph style whose letters do not space out on the character grid."""
    style = document.styles.add_style(identifier, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    properties = style.element.get_or_add_pPr()
    grid = OxmlElement("w:snapToGrid")
    grid.set(qn("w:val"), "0")
    properties.append(grid)
    style.quick_style = True
    style.element.find(qn("w:name")).set(qn("w:val"), name)
    return style


def set_page(document: DocumentObject) -> None:
    """A4 landscape with page numbers at the outer edge: right on odd pages, left on even ones, less one character."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin, section.right_margin = Mm(35), Mm(37)
    section.header_distance = Mm(15)
    section.footer_distance = Emu(Mm(26) - Mm(7) - Pt(14))  # 7 mm below the 版心
    document.settings.odd_and_even_pages_header_footer = True
    add_page_number(section.footer.paragraphs[0], "right")
    add_page_number(section.even_page_footer.paragraphs[0], "left")


def add_page_number(paragraph: Paragraph, side: str) -> None:
    """四号 digits between 一字线."""
    paragraph.style = "页码"
    properties = paragraph._p.get_or_add_pPr()
    indent = OxmlElement("w:ind")
    indent.set(qn(f"w:{side}Chars"), "100")
    indent.set(qn(f"w:{side}"), "280")
    properties.append(indent)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if side == "right" else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.add_run("— ")
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind == "text":
            run.text = text
        elif text:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = text
            run._r.append(instruction)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
    paragraph.add_run(" —")


def add_paragraph(document: DocumentObject, text: str, style: str) -> None:
    """A paragraph of the document's own text."""
    document.add_paragraph(style=style)._p.append(parse_xml(run(text).replace("<w:r>", f"<w:r {nsdecls('w')}>", 1)))


def add_table(document: DocumentObject) -> None:
    """A header row that repeats on each page and the prototype row, neither of which breaks across pages."""
    total = sum(width for _, width in COLUMNS)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for _, width in COLUMNS)
    borders = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = "".join(cell(width, "TableHead", f"{{{{ headings.{field} }}}}") for field, width in COLUMNS)
    prototype = "".join(
        cell(width, "TableCentred" if field in CENTRED else "TableText", f"{{{{ row.{field} }}}}")
        for field, width in COLUMNS
    )
    table = parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblW w:w='{total}' w:type='dxa'/><w:jc w:val='center'/>"
        f"<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type='fixed'/>"
        "<w:tblCellMar><w:top w:w='40' w:type='dxa'/><w:left w:w='85' w:type='dxa'/>"
        "<w:bottom w:w='40' w:type='dxa'/><w:right w:w='85' w:type='dxa'/></w:tblCellMar>"
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{prototype}</w:tr></w:tbl>"
    )
    document.element.body.insert(len(document.element.body) - 1, table)


def cell(width: int, style: str, text: str) -> str:
    """One cell with one paragraph."""
    return (
        f"<w:tc><w:tcPr><w:tcW w:w='{width}' w:type='dxa'/><w:vAlign w:val='center'/></w:tcPr>"
        f"<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{run(text)}</w:p></w:tc>"
    )


def run(text: str) -> str:
    """A run whose quotation marks are Chinese ones: “ ” belong to both scripts and Word goes by the hint."""
    return f"<w:r><w:rPr><w:rFonts w:hint='eastAsia'/></w:rPr><w:t>{text}</w:t></w:r>"


def set_fallbacks(document: DocumentObject) -> None:
    """Declare each font with the one that stands in for it."""
    fonts = "".join(
        f'<w:font w:name="{name}">' + (f'<w:altName w:val="{other}"/>' if other else "") + "</w:font>"
        for name, other in FALLBACKS.items()
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {nsdecls("w")}>{fonts}</w:fonts>'
    for relationship in document.part.rels.values():
        if relationship.reltype.endswith("/fontTable"):
            relationship.target_part._blob = xml.encode()


if __name__ == "__main__":
    main()
