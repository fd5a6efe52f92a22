"""Make the Word templates for the first time.

They are afterwards their own source: change them in Word or WPS, and run this only to start again from nothing.
Layout after GB/T 9704-2012; docs/official-document.md says which paragraph asks for what, and where this departs from it.
"""

from pathlib import Path

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from form_parts import breakdown, feedback_form, ledger  # type: ignore[import-not-found]
from official_parts import (  # type: ignore[import-not-found]
    LINE,
    colophon,
    document_head,
    framed_table,
    landscape_number,
    letter_head,
    letter_rule,
    mm,
    notice,
    page_number,
    paragraph,
    run,
    table_cell,
)

# (field, its share of the width)
COLUMNS = [
    ("number", 800),
    ("title", 1600),
    ("text", 4056),
    ("lead_units", 1900),
    ("supporting_units", 1900),
    ("deadline", 1300),
    ("extra", 1300),
]
UPRIGHT = {"title": 1900, "text": 3600}
"""Other shares on a narrow page, so that six characters of a task stand on one line."""
STYLES = {"text": "TableText", "title": "TableTask"}
"""Of columns that are not simply centred."""
NEVER_FIRST = "!%),.:;>?]}¢¨°·ˇˉ―—‖’”…‰′″›℃∶⋯─、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
NEVER_LAST = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"
"""Word's own sets for Chinese, with —, ⋯ and ─ added, of which it takes a hundred characters at most."""
LINE_ENDS = "<w:kinsoku/><w:overflowPunct/><w:autoSpaceDE w:val='0'/><w:autoSpaceDN w:val='0'/>"
"""No gap between hanzi and Latin or digits, which Word leaves unless it is told not to: 28 characters fill a line (§5.2.3)."""
COMPATIBILITY = (
    "spaceForUL",
    "balanceSingleByteDoubleByteWidth",
    "doNotLeaveBackslashAlone",
    "ulTrailSpace",
    "doNotExpandShiftReturn",
    "adjustLineHeightInTable",
    "useFELayout",
)
"""What a new document of Chinese Word has switched on (as baidu/amis keeps one, office-viewer/…/settingsXML.ts), in the schema's
order: a line that ends in a break is not spread out."""
FANGSONG, HEITI, KAITI, SONGTI, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"
# What stands in where a font is missing; office practice, the standard names only families.
FALLBACKS = {FANGSONG: "仿宋", HEITI: "SimHei", KAITI: "楷体", SONGTI: "SimSun", TITLE: "宋体", "Times New Roman": ""}
KEPT_STYLES = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Header", "Footer"}
RED = "FF0000"
ROW_LINE, NOTE_LINE = 312, 273
"""Pitch of the table's lines and its note's in twips, 1.3 of their letters: fixed, for fonts differ in how high they are."""
HEADER = mm(15)
"""High enough for an empty header to take no room from the 版心."""
LETTER_HEADER = mm(30.6)
"""The upper edge of a letter's head is 30 mm below that of the paper (§10.1); so much of its line is above the letters."""
FOOTER = mm(35 - 7) - 280
"""Room below a page number: 四号 figures (14 pt) whose upper edge is 7 mm below the 版心 (§7.5)."""


def main() -> None:
    """Write the templates beside this script: the plan alone or with its notice, as document or letter, both ways up."""
    for upright in (False, True):
        ending = "-portrait.docx" if upright else ".docx"
        save(table_alone(plan_parts(upright), upright), f"plan{ending}")
        for name, letter in (("notice", False), ("letter", True)):
            save(plan_with_notice(upright, letter), f"{name}{ending}")
        save(plan_with_notice(upright, letter=True, consulting=True), f"consultation{ending}")
    save(table_alone(feedback_form(empty=False)), "feedback.docx")
    save(table_alone(ledger()), "ledger.docx")
    save(table_alone(breakdown()), "breakdown.docx")


def save(document: DocumentObject, name: str) -> None:
    """Write a template under its name."""
    set_fallbacks(document)
    document.core_properties.author = "planctl"
    document.core_properties.title = "分工方案模板"
    document.core_properties.comments = ""
    document.save(str(Path(__file__).with_name(name)))


def table_alone(parts: list[str], upright: bool = False) -> DocumentObject:
    """A table without a notice, on its side or upright."""
    document = blank()
    append(document, *parts)
    section = document.sections[0]
    set_page(section, upright)
    number_pages(section, upright)
    return document


def plan_with_notice(upright: bool, letter: bool, consulting: bool = False) -> DocumentObject:
    """The notice, the plan on a new page, and the 版记 at the foot of the last, even page; a letter that asks for comments
    (`consulting`) has the form for them behind the plan, and is no draft itself.
    """
    document = blank()
    append(document, *(letter_head() if letter else document_head()), *notice(draft=not consulting))
    first = document.sections[0]
    set_page(first, True, header=LETTER_HEADER if letter else HEADER)
    number_pages(first, True)
    if letter:
        first.different_first_page_header_footer = True
        fill(first.first_page_header, *letter_rule(head=True))
        fill(first.first_page_footer, *letter_rule(head=False))
    add_section(document)
    append(document, *plan_parts(upright))
    second = document.sections[-1]
    set_page(second, upright)
    second.different_first_page_header_footer = False
    number_pages(second, upright)
    if consulting:
        add_section(document)
        append(document, *feedback_form(empty=True))
        form = document.sections[-1]
        set_page(form, False)
        number_pages(form, False)
    add_section(document, "evenPage")
    third = document.sections[-1]
    set_page(third, True, footer=mm(35))
    for header, footer in ((third.header, third.footer), (third.even_page_header, third.even_page_footer)):
        fill(header)
        fill(footer, *colophon(letter))
    return document


def blank() -> DocumentObject:
    """A document without content, with the styles of an official document."""
    document = Document()
    drop_unused_parts(document)
    prune_styles(document)
    set_defaults(document)
    add_styles(document)
    document.settings.odd_and_even_pages_header_footer = True
    set_line_breaking(document)
    return document


def set_line_breaking(document: DocumentObject) -> None:
    """Chinese rules for line ends: no line begins with a closing mark or 一字线, none ends with an opening one, marks are
    narrowed where two meet; and the present version of Word's format, or Word says 兼容模式.
    """
    settings = document.settings.element
    control = settings.find(qn("w:characterSpacingControl"))
    control.set(qn("w:val"), "compressPunctuation")
    for name, marks in (("noLineBreaksBefore", NEVER_FIRST), ("noLineBreaksAfter", NEVER_LAST)):
        element = OxmlElement(f"w:{name}")
        element.set(qn("w:lang"), "zh-CN")
        element.set(qn("w:val"), marks)
        control.addnext(element)
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "zh-CN")
        language.set(qn("w:eastAsia"), "zh-CN")
    compatibility = settings.find(qn("w:compat"))
    for old in [each for each in compatibility if each.tag != qn("w:compatSetting")]:
        compatibility.remove(old)
    for place, name in enumerate(COMPATIBILITY):
        compatibility.insert(place, OxmlElement(f"w:{name}"))
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def append(document: DocumentObject, *parts: str) -> None:
    """Put parts at the end of the body."""
    body = document.element.body
    for part in parts:
        body.insert(len(body) - 1, parse_xml(part.replace(" ", f" {nsdecls('w')} ", 1)))


def add_section(document: DocumentObject, kind: str = "nextPage") -> None:
    """End the section with a paragraph that takes no room; what follows begins as `kind` says."""
    document.add_section()
    ending = document.element.body[-2]
    ending.find(qn("w:pPr")).append(
        parse_xml(f"<w:spacing {nsdecls('w')} w:before='0' w:after='0' w:line='20' w:lineRule='exact'/>")
    )
    properties = ending.find(qn("w:pPr"))
    properties.insert(0, properties[-1])  # before w:sectPr
    section = document.element.body[-1]
    for element in list(section):
        if element.tag in (qn("w:titlePg"), qn("w:type"), qn("w:headerReference"), qn("w:footerReference")):
            section.remove(element)
    section.insert(0, parse_xml(f"<w:type {nsdecls('w')} w:val='{kind}'/>"))


def drop_unused_parts(document: DocumentObject) -> None:
    """Leave out what python-docx's own template carries and these do not use."""
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
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    paragraphs = defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}")
    assert paragraphs is not None
    paragraphs[:] = parse_xml(f"<w:pPr {nsdecls('w')}>{LINE_ENDS}</w:pPr>")


def add_styles(document: DocumentObject) -> None:
    """Styles by which a clerk changes the look of a part of the document."""
    document.styles["Normal"].font.size = Pt(16)
    # LibreOffice cuts Latin words and numbers anywhere where their language is Chinese
    language = parse_xml(f"<w:lang {nsdecls('w')} w:val='x-none' w:eastAsia='zh-CN'/>")
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    add_style(document, "IssuerHead", "发文机关标志", TITLE, 48, "center", red=True, leading=960)
    add_style(document, "Urgency", "紧急程度", HEITI, 16, "left")
    add_style(document, "DocumentNumber", "发文字号", FANGSONG, 16, "center")
    add_style(document, "DocumentTitle", "公文标题", TITLE, 22, "center")
    add_style(document, "DocumentText", "公文正文", FANGSONG, 16, "both", tight=True)
    add_style(document, "Signature", "署名和日期", FANGSONG, 16, "right")
    add_style(document, "AttachmentMark", "附件标记", HEITI, 16, "left")
    add_style(document, "Stage", "稿次", KAITI, 16, "center")
    add_style(document, "Colophon", "版记", FANGSONG, 14, "left")
    add_style(document, "TableHead", "表头", HEITI, 12, "center", leading=ROW_LINE, in_table=True)
    add_style(document, "TableText", "表格文字", FANGSONG, 12, "left", leading=ROW_LINE, in_table=True)
    add_style(document, "TableCentred", "表格居中", FANGSONG, 12, "center", leading=ROW_LINE, in_table=True)
    add_style(document, "FormLine", "表格上下文字", FANGSONG, 12, "left", leading=ROW_LINE)
    task = add_style(document, "TableTask", "工作任务", FANGSONG, 12, "center", leading=ROW_LINE, in_table=True)
    task.element.get_or_add_pPr().append(parse_xml(f"<w:outlineLvl {nsdecls('w')} w:val='1'/>"))
    add_style(document, "TableNote", "表注", FANGSONG, 10.5, "left", leading=NOTE_LINE)
    number = add_style(document, "PageNumber", "页码", SONGTI, 14, "left", leading=0)
    number.font.name = SONGTI


def add_style(
    document: DocumentObject,
    identifier: str,
    name: str,
    font: str,
    size: float,
    alignment: str,
    *,
    red: bool = False,
    leading: int = LINE,
    tight: bool = False,
    in_table: bool = False,
) -> ParagraphStyle:
    """A paragraph style; `leading` is its fixed line pitch in twips, 0 for lines as high as they are.

    Over the edge of a cell, where its border is, no mark may hang. `tight` sets 三号 so that 28 characters fill the 156 mm of a line (§5.2.3): 15.75 pt each.
    """
    style = document.styles.add_style(identifier, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.font.size = Pt(size)
    properties = style.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), font)
    properties.append(parse_xml(f"<w:lang {nsdecls('w')} w:val='en-US' w:eastAsia='zh-CN'/>"))
    if red:
        color = OxmlElement("w:color")
        color.set(qn("w:val"), RED)
        properties.insert(1, color)
    if tight:
        width = OxmlElement("w:spacing")
        width.set(qn("w:val"), "-5")
        properties.insert(1, width)
    spacing = f"<w:spacing w:line='{leading}' w:lineRule='exact'/>" if leading else ""
    line_ends = LINE_ENDS.replace("<w:overflowPunct/>", "<w:overflowPunct w:val='0'/>") if in_table else LINE_ENDS
    for element in parse_xml(
        f"<w:pPr {nsdecls('w')}>{line_ends}<w:snapToGrid w:val='0'/>{spacing}<w:jc w:val='{alignment}'/></w:pPr>"
    ):
        style.element.get_or_add_pPr().append(element)
    style.quick_style = True
    style.element.find(qn("w:name")).set(qn("w:val"), name)
    return style


def set_page(section: Section, upright: bool, footer: int = FOOTER, header: int = HEADER) -> None:
    """A4 with the margins of §5.2.1; turned on its side with the table's head at the binding edge of odd pages (§8).

    The empty footer of a page on its side stands lower, or it would take room from the 版心.
    """
    sides = {"top": 37, "right": 26, "bottom": 35, "left": 28}
    width, height = 210, 297
    if not upright:  # the page is turned clockwise: its left side is up
        sides = {"top": sides["left"], "right": sides["top"], "bottom": sides["right"], "left": sides["bottom"]}
        width, height = height, width
    properties = section._sectPr
    for name in ("pgSz", "pgMar", "cols", "docGrid"):
        for element in properties.findall(qn(f"w:{name}")):
            properties.remove(element)
    margins = " ".join(f"w:{side}='{mm(length)}'" for side, length in sides.items())
    orientation = "" if upright else " w:orient='landscape'"
    kind = properties.find(qn("w:type"))
    place = len(properties.findall(qn("w:headerReference"))) + len(properties.findall(qn("w:footerReference")))
    place += kind is not None
    for offset, xml in enumerate(
        (
            f"<w:pgSz {nsdecls('w')} w:w='{mm(width)}' w:h='{mm(height)}'{orientation}/>",
            f"<w:pgMar {nsdecls('w')} {margins} w:header='{header}' w:footer='{footer if upright else mm(15)}' w:gutter='0'/>",
            f"<w:cols {nsdecls('w')} w:space='425'/>",
        )
    ):
        properties.insert(place + offset, parse_xml(xml))


def number_pages(section: Section, upright: bool) -> None:
    """Page numbers at the outer edge of the page as it is bound: right on odd pages, left on even ones (§7.5, §8)."""
    for odd, header, footer in (
        (True, section.header, section.footer),
        (False, section.even_page_header, section.even_page_footer),
    ):
        if upright:
            fill(header)
            fill(footer, page_number("right" if odd else "left"))
        else:
            fill(header, landscape_number(odd), paragraph("Header", ""))
            fill(footer)


def fill(part: object, *content: str) -> None:
    """Give a header or footer its content, an empty paragraph where it has none."""
    part.is_linked_to_previous = False  # type: ignore[attr-defined]
    element = part._element  # type: ignore[attr-defined]
    for child in list(element):
        element.remove(child)
    for xml in content or (paragraph("Footer", ""),):
        element.append(parse_xml(xml.replace(" ", f" {nsdecls('w')} ", 1)))


def plan_parts(upright: bool) -> list[str]:
    """The attachment's mark, the title two lines below it (§7.3.7), the stage of a draft, the table and its note."""
    return [
        paragraph("AttachmentMark", "{{ document.mark }}", f"<w:spacing w:after='{LINE}'/>"),
        paragraph("DocumentTitle", "{{ document.title }}", f"<w:spacing w:after='{LINE // 2}'/>"),
        paragraph("Stage", "{{ document.stage }}", f"<w:spacing w:after='{LINE // 2}'/>"),
        table(mm(156 if upright else 225)),
        paragraph("TableNote", "{{ table.note }}", "<w:spacing w:before='120'/>"),
    ]


def table(total: int) -> str:
    """A header row that repeats on each page and the prototype row, neither of which breaks across pages."""
    columns = {**dict(COLUMNS), **(UPRIGHT if total == mm(156) else {})}
    shares = sum(columns.values())
    widths = [share * total // shares for share in columns.values()]
    widths[-1] += total - sum(widths)
    named = list(zip(columns, widths, strict=True))
    head = "".join(table_cell(width, "TableHead", run(f"{{{{ headings.{field} }}}}")) for field, width in named)
    prototype = "".join(
        table_cell(width, STYLES.get(field, "TableCentred"), run(f"{{{{ row.{field} }}}}")) for field, width in named
    )
    rows = (
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{prototype}</w:tr>"
    )
    return framed_table(widths, rows)


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
