"""Tables with room to fill in, for make_templates.py: 意见反馈表 (empty in the letter, or a unit's own), 台账表, 任务分解表."""

from official_parts import LINE, framed_table, mm, paragraph, table_cell  # type: ignore[import-not-found]

WIDTH = mm(225)
FEEDBACK = (
    ("序号", 750, "{{ row.number }}"),
    ("条目", 1150, "{{ row.reference }}"),
    ("原文", 4300, "{{ row.text }}"),
    ("修改意见（建议改为）", 3900, ""),
    ("理由", WIDTH - 10_100, ""),
)
LEDGER = (
    ("{{ headings.number }}", 700, "{{ row.number }}"),
    ("{{ headings.title }}", 1350, "{{ row.title }}"),
    ("{{ headings.text }}", 2650, "{{ row.text }}"),
    ("{{ headings.lead_units }}", 1300, "{{ row.lead_units }}"),
    ("{{ headings.deadline }}", 1250, "{{ row.deadline }}"),
    ("进展情况", 1750, ""),
    ("存在问题", 1400, ""),
    ("下一步措施", 1400, ""),
    ("备注", WIDTH - 11_800, ""),
)
BREAKDOWN = (
    ("{{ headings.number }}", 800, "{{ row.number }}"),
    ("{{ headings.title }}", 1700, "{{ row.title }}"),
    ("{{ headings.text }}", 4200, "{{ row.text }}"),
    ("{{ headings.lead_units }}", 1900, "{{ row.lead_units }}"),
    ("{{ headings.supporting_units }}", 1600, "{{ row.supporting_units }}"),
    ("{{ headings.deadline }}", 1400, "{{ row.deadline }}"),
    ("备注", WIDTH - 11_600, ""),
)
STYLES = {"{{ row.text }}": "TableText", "{{ row.title }}": "TableTask"}
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
        _table(FEEDBACK, EMPTY_ROWS if empty else 0),
        paragraph("FormLine", "", middle, below),
    ]


def ledger() -> list[str]:
    """The table in which units report their progress."""
    right = f"<w:tabs><w:tab w:val='right' w:pos='{WIDTH}'/></w:tabs>"
    above = (
        f"{_text('填报单位（盖章）：{{ table.unit }}')}<w:r><w:tab/></w:r>{_text('报送日期：　　　　年　　月　　日')}"
    )
    thirds = "".join(f"<w:tab w:val='left' w:pos='{WIDTH * third // 3}'/>" for third in (1, 2))
    below = "<w:r><w:tab/></w:r>".join(map(_text, ("单位负责人（审签）：", "填报人：", "联系电话：")))
    return [
        paragraph("AttachmentMark", "{{ document.mark }}", f"<w:spacing w:after='{LINE // 2}'/>"),
        paragraph("DocumentTitle", "{{ document.title }}"),
        paragraph("Stage", "（工作进展情况台账）", f"<w:spacing w:after='{LINE // 2}'/>"),
        paragraph("FormLine", "", right, above),
        _table(LEDGER),
        paragraph("TableNote", "{{ table.note }}", "<w:keepNext/><w:spacing w:before='120'/>"),
        paragraph("FormLine", "", f"<w:tabs>{thirds}</w:tabs><w:spacing w:before='120'/>", below),
    ]


def breakdown() -> list[str]:
    """The table of who does what by when, with room for remarks."""
    return [
        paragraph("AttachmentMark", "{{ document.mark }}", f"<w:spacing w:after='{LINE // 2}'/>"),
        paragraph("DocumentTitle", "{{ document.title }}"),
        paragraph("Stage", "（任务分解表）", f"<w:spacing w:after='{LINE // 2}'/>"),
        _table(BREAKDOWN),
        paragraph("TableNote", "{{ table.note }}", "<w:spacing w:before='120'/>"),
    ]


def _table(columns: tuple[tuple[str, int, str], ...], empty_rows: int = 0) -> str:
    """A table with its prototype row, or with empty rows in its place."""
    head = _row("<w:tblHeader/>", [(width, "TableHead", heading) for heading, width, _ in columns])
    height = f"<w:trHeight w:val='{mm(12)}' w:hRule='atLeast'/>"
    cells = [(width, STYLES.get(text, "TableCentred"), "" if empty_rows else text) for _, width, text in columns]
    return framed_table([width for _, width, _ in columns], head + _row(height, cells) * (empty_rows or 1))


def _row(properties: str, cells: list[tuple[int, str, str]]) -> str:
    written = "".join(table_cell(width, style, _text(text)) for width, style, text in cells)
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{written}</w:tr>"


def _text(text: str) -> str:
    return (
        f"<w:r><w:rPr><w:rFonts w:hint='eastAsia'/></w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>" if text else ""
    )
