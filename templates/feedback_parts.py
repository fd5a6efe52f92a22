"""The form on which units answer (意见反馈表), for make_templates.py: empty in the letter, or a unit's own with its rows."""

from official_parts import LINE, mm, paragraph  # type: ignore[import-not-found]

WIDTH = mm(225)
COLUMNS = {"序号": 750, "条目": 1150, "原文": 4300, "修改意见（建议改为）": 3900, "理由": WIDTH - 10_100}
FILLED = {"序号": "{{ row.number }}", "条目": "{{ row.reference }}", "原文": "{{ row.text }}"}
EMPTY_ROWS = 6


def feedback_form(*, empty: bool) -> list[str]:
    """The form from its attachment's mark to the line under its table; a unit's own names the unit and holds its rows."""
    mark, title = (
        ("附件2", "{{ document.feedback_title }}") if empty else ("{{ document.mark }}", "{{ document.title }}")
    )
    right = f"<w:tabs><w:tab w:val='right' w:pos='{WIDTH}'/></w:tabs>"
    unit = "反馈单位（盖章）：" if empty else "反馈单位（盖章）：{{ table.unit }}"
    above = f"{_text(unit)}<w:r><w:tab/></w:r>{_text('填表日期：　　　　年　　月　　日')}"
    middle = f"<w:tabs><w:tab w:val='left' w:pos='{mm(60)}'/><w:tab w:val='right' w:pos='{WIDTH}'/></w:tabs><w:spacing w:before='120'/>"
    below = f"{_text('填表人：')}<w:r><w:tab/></w:r>{_text('联系电话：')}<w:r><w:tab/></w:r>{_text('□ 无意见')}"
    return [
        paragraph("AttachmentMark", mark, f"<w:spacing w:after='{LINE // 2}'/>"),
        paragraph("DocumentTitle", title, f"<w:spacing w:after='{LINE // 2}'/>"),
        paragraph("FormLine", "", right, above),
        _table(empty),
        paragraph("FormLine", "", middle, below),
    ]


def _table(empty: bool) -> str:
    borders = "".join(
        f"<w:{edge} w:val='single' w:sz='4' w:space='0' w:color='auto'/>"
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f"<w:gridCol w:w='{width}'/>" for width in COLUMNS.values())
    row = _row("", dict.fromkeys(COLUMNS, "") if empty else FILLED)
    return (
        f"<w:tbl ><w:tblPr><w:tblW w:w='{WIDTH}' w:type='dxa'/><w:jc w:val='center'/><w:tblBorders>{borders}</w:tblBorders>"
        "<w:tblLayout w:type='fixed'/><w:tblCellMar><w:top w:w='40' w:type='dxa'/><w:left w:w='85' w:type='dxa'/>"
        f"<w:bottom w:w='40' w:type='dxa'/><w:right w:w='85' w:type='dxa'/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{_row('<w:tblHeader/>', {heading: heading for heading in COLUMNS}, 'TableHead')}{row * (EMPTY_ROWS if empty else 1)}</w:tbl>"
    )


def _row(properties: str, texts: dict[str, str], style: str = "") -> str:
    height = "" if style else f"<w:trHeight w:val='{mm(12)}' w:hRule='atLeast'/>"
    cells = "".join(
        f"<w:tc><w:tcPr><w:tcW w:w='{width}' w:type='dxa'/><w:vAlign w:val='center'/></w:tcPr>"
        f"<w:p><w:pPr><w:pStyle w:val='{style or ('TableText' if heading == '原文' else 'TableCentred')}'/></w:pPr>"
        f"{_text(texts.get(heading, ''))}</w:p></w:tc>"
        for heading, width in COLUMNS.items()
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{properties}</w:trPr>{cells}</w:tr>"


def _text(text: str) -> str:
    return (
        f"<w:r><w:rPr><w:rFonts w:hint='eastAsia'/></w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>" if text else ""
    )
