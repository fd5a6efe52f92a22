"""The parts of an official document as WordprocessingML, for make_templates.py. Paragraphs (§) are those of GB/T 9704-2012."""

from collections.abc import Sequence

LINE = 579
"""A line's pitch in twips: 22 lines to a 版心 225 mm high (§5.2.3)."""


def mm(length: float) -> int:
    """Millimetres in twips."""
    return round(length * 1440 / 25.4)


def run(text: str, properties: str = "") -> str:
    """A run whose quotation marks are Chinese ones: “ ” belong to both scripts and Word goes by the hint."""
    return f"<w:r><w:rPr><w:rFonts w:hint='eastAsia'/>{properties}</w:rPr><w:t>{text}</w:t></w:r>" if text else ""


def paragraph(style: str, text: str, properties: str = "", inside: str = "") -> str:
    """A paragraph in a style, with paragraph properties of its own in the schema's order."""
    return f"<w:p ><w:pPr><w:pStyle w:val='{style}'/>{properties}</w:pPr>{run(text)}{inside}</w:p>"


def framed_table(widths: Sequence[int], rows: str) -> str:
    """A table with lines around its cells and columns of these widths."""
    borders = "".join(
        f"<w:{edge} w:val='single' w:sz='4' w:space='0' w:color='auto'/>"
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f"<w:gridCol w:w='{width}'/>" for width in widths)
    return (
        f"<w:tbl ><w:tblPr><w:tblW w:w='{sum(widths)}' w:type='dxa'/><w:jc w:val='center'/>"
        f"<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type='fixed'/>"
        "<w:tblCellMar><w:top w:w='40' w:type='dxa'/><w:left w:w='85' w:type='dxa'/>"
        "<w:bottom w:w='40' w:type='dxa'/><w:right w:w='85' w:type='dxa'/></w:tblCellMar>"
        f"<w:tblLook w:firstRow='1' w:noHBand='1' w:noVBand='1'/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def table_cell(width: int, style: str, inside: str) -> str:
    """One cell with one paragraph."""
    return (
        f"<w:tc><w:tcPr><w:tcW w:w='{width}' w:type='dxa'/><w:vAlign w:val='center'/></w:tcPr>"
        f"<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{inside}</w:p></w:tc>"
    )


def page_field() -> str:
    """The page's number between 一字线 (§7.5)."""
    pieces = ["<w:r><w:t xml:space='preserve'>— </w:t></w:r>"]
    for kind in ("begin", "separate", "end"):
        pieces.append(f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>")
        if kind == "begin":
            pieces.append("<w:r><w:instrText xml:space='preserve'> PAGE </w:instrText></w:r>")
        if kind == "separate":
            pieces.append("<w:r><w:t>1</w:t></w:r>")
    return "".join((*pieces, "<w:r><w:t xml:space='preserve'> —</w:t></w:r>"))


def page_number(side: str) -> str:
    """The number of an upright page, one character from the edge of the 版心 (§7.5)."""
    indent = f"<w:ind w:{side}Chars='100' w:{side}='280'/><w:jc w:val='{side}'/>"
    return paragraph("PageNumber", "", indent, page_field())


def landscape_number(odd: bool) -> str:
    """The number of a page on its side, where the bound document has it: at the left margin, turned with the page (§8).

    The foot of the upright page is at the left here, its outer edge below on odd pages and above on even ones. A frame
    cannot turn its text in every word processor; a table that floats can.
    """
    width, height, character = mm(10), mm(40), 280
    top = mm(210 - 26) - character - height if odd else mm(28) + character
    left = mm(35 - 7) - width
    alignment = "right" if odd else "left"
    return (
        "<w:tbl ><w:tblPr>"
        "<w:tblpPr w:leftFromText='0' w:rightFromText='0' w:vertAnchor='page' w:horzAnchor='page' "
        f"w:tblpX='{left}' w:tblpY='{top}'/>"
        f"<w:tblW w:w='{width}' w:type='dxa'/><w:tblLayout w:type='fixed'/>"
        "<w:tblCellMar><w:left w:w='0' w:type='dxa'/><w:right w:w='0' w:type='dxa'/></w:tblCellMar></w:tblPr>"
        f"<w:tblGrid><w:gridCol w:w='{width}'/></w:tblGrid>"
        f"<w:tr><w:trPr><w:trHeight w:val='{height}' w:hRule='exact'/></w:trPr>"
        f"<w:tc><w:tcPr><w:tcW w:w='{width}' w:type='dxa'/><w:textDirection w:val='tbRl'/></w:tcPr>"
        f"{paragraph('PageNumber', '', f'<w:jc w:val={chr(39)}{alignment}{chr(39)}/>', page_field())}</w:tc></w:tr></w:tbl>"
    )


def document_head() -> list[str]:
    """The head of the general form: 35 mm down, the number two lines below, and a red line 4 mm under it (§7.2)."""
    rule = "<w:pBdr><w:bottom w:val='single' w:sz='12' w:space='7' w:color='FF0000'/></w:pBdr>"
    top = "<w:framePr w:w='2000' w:wrap='around' w:vAnchor='margin' w:hAnchor='margin' w:x='1' w:y='1'/>"
    return [
        paragraph("Urgency", "{{ document.urgency }}", top),
        paragraph("DocumentText", "", f"<w:spacing w:line='{mm(35.5)}' w:lineRule='exact'/>"),
        paragraph("IssuerHead", "{{ document.head }}"),
        paragraph("DocumentNumber", "{{ document.number }}", f"{rule}<w:spacing w:before='{2 * LINE}'/>"),
    ]


def letter_head() -> list[str]:
    """The head of a letter stands in its first page's header; below the red lines the 紧急程度 is at the left, the number at
    the right (§10.1).
    """
    # the ink of the number is 7/8 of a 三号 character, 4.9 mm, below the double line; its line begins higher
    right = f"<w:tabs><w:tab w:val='right' w:pos='{mm(156)}'/></w:tabs><w:spacing w:before='90'/><w:jc w:val='left'/>"
    urgency = run("{{ document.urgency }}", "<w:rFonts w:hint='eastAsia' w:eastAsia='黑体'/>").replace(
        "<w:rFonts w:hint='eastAsia'/>", "", 1
    )
    inside = f"{urgency}<w:r><w:tab/></w:r>{run('{{ document.number }}')}"
    return [paragraph("DocumentNumber", "", right, inside)]


def letter_rule(*, head: bool) -> list[str]:
    """The issuer's name and a double red line 4 mm below it; or the double line 20 mm above the foot of the page (§10.1).

    The lines are 170 mm long, centred on the paper: 8 mm and 6 mm beyond the 版心.
    """
    outdent = f"<w:ind w:left='-{mm(8)}' w:right='-{mm(6)}'/>"
    if head:
        rule = "<w:pBdr><w:bottom w:val='thickThinSmallGap' w:sz='24' w:space='6' w:color='FF0000'/></w:pBdr>"
        return [paragraph("IssuerHead", "{{ document.head }}", f"{rule}{outdent}")]
    frame = (
        f"<w:framePr w:w='{mm(170)}' w:h='{mm(2)}' w:hRule='exact' w:wrap='around' w:vAnchor='page' w:hAnchor='page' "
        f"w:xAlign='center' w:y='{mm(297 - 20 - 2)}'/>"
    )
    rule = "<w:pBdr><w:bottom w:val='thinThickSmallGap' w:sz='24' w:space='0' w:color='FF0000'/></w:pBdr>"
    return [
        paragraph("Footer", "", f"{frame}{rule}<w:spacing w:line='40' w:lineRule='exact'/>"),
        paragraph("Footer", ""),
    ]


def notice(*, draft: bool) -> list[str]:
    """The notice from its title, with its stage where it may be a draft, to the annotation under its date (§7.3)."""
    after_lines = "<w:spacing w:before='{}'/>".format
    first_line = "<w:ind w:firstLineChars='200' w:firstLine='640'/>"
    return [
        paragraph("DocumentTitle", "{{ document.notice_title }}", after_lines(2 * LINE)),
        *([paragraph("Stage", "{{ document.stage }}", after_lines(LINE // 2))] if draft else []),
        paragraph("DocumentText", "{{ document.addressees }}：", after_lines(LINE)),
        paragraph("DocumentText", "{{ document.text }}", first_line),
        paragraph(
            "DocumentText",
            "{{ document.attachment }}",
            f"<w:keepNext/>{after_lines(LINE)}<w:ind w:leftChars='500' w:left='1600' w:hangingChars='300' w:hanging='960'/>",
        ),
        paragraph("Signature", "{{ document.signature }}", f"<w:keepNext/>{after_lines(2 * LINE)}"),
        paragraph("Signature", "{{ document.date }}", "<w:keepNext/><w:ind w:rightChars='400' w:right='1280'/>"),
        paragraph("DocumentText", "{{ document.contact }}", f"<w:keepNext/>{first_line}"),
        paragraph("DocumentText", "{{ document.annotation }}", first_line),
    ]


def colophon(letter: bool) -> list[str]:
    """The 版记 in the footer of its page, so that its last line is the lower edge of the 版心 however much it says.

    Lines of 0.35 and 0.25 mm, one character free at both sides (§7.4); a letter has no lines (§10.1).
    """
    width = mm(156)
    office = (
        width - 2900
    )  # 2018年12月31日印发 takes nine characters of 14 pt and one free; the name of the office gets the rest
    borders = (
        "<w:tblBorders><w:top w:val='single' w:sz='8' w:space='0' w:color='auto'/>"
        "<w:bottom w:val='single' w:sz='8' w:space='0' w:color='auto'/>"
        "<w:insideH w:val='single' w:sz='6' w:space='0' w:color='auto'/></w:tblBorders>"
    )
    free = 280  # one character; by indents, for word processors differ in whether a table that floats begins with its margin
    hanging = f"<w:ind w:left='{free + 840}' w:right='{free}' w:hanging='840'/>"
    copies = "".join(paragraph("Colophon", f"{{{{ document.{fact} }}}}", hanging) for fact in ("sent_to", "copy_to"))
    rows = f"<w:tr>{colophon_cell(width, copies, '<w:gridSpan w:val=' + chr(39) + '2' + chr(39) + '/>')}</w:tr>"
    if not letter:
        by = colophon_cell(office, paragraph("Colophon", "{{ document.printed_by }}", f"<w:ind w:left='{free}'/>"))
        on = paragraph("Colophon", "{{ document.printed_on }}", f"<w:ind w:right='{free}'/><w:jc w:val='right'/>")
        rows += f"<w:tr>{by}{colophon_cell(width - office, on)}</w:tr>"
    return [
        f"<w:tbl ><w:tblPr><w:tblW w:w='{width}' w:type='dxa'/>{'' if letter else borders}<w:tblLayout w:type='fixed'/>"
        "<w:tblCellMar><w:left w:w='0' w:type='dxa'/><w:right w:w='0' w:type='dxa'/></w:tblCellMar></w:tblPr>"
        f"<w:tblGrid><w:gridCol w:w='{office}'/><w:gridCol w:w='{width - office}'/></w:tblGrid>{rows}</w:tbl>",
        paragraph("Footer", "", "<w:spacing w:line='20' w:lineRule='exact'/>"),
    ]


def colophon_cell(width: int, content: str, properties: str = "") -> str:
    """A cell of the 版记 with its paragraph."""
    return f"<w:tc><w:tcPr><w:tcW w:w='{width}' w:type='dxa'/>{properties}</w:tcPr>{content}</w:tc>"
