"""Tables printed as ruled PDF pages: rows cut by a page's end, merged cells that go on, headings repeated or not."""

from printing.layout import EDGE
from printing.letters import Sheet, Typeface
from printing.pages import place_cells


def print_table(table, layout):
    """The bytes of a PDF with the table. Raises IllegibleError where a page's end would hide what is what."""
    return _Printer(table, layout).printed()


class _Printer:
    def __init__(self, table, layout):
        self._table, self._layout = table, layout
        self._sheet = Sheet(layout.lefts[-1] + EDGE, layout.height + 2 * EDGE, layout.descent)

    def printed(self):
        """The bytes of the PDF."""
        pages = place_cells(self._table, self._layout)
        for number, page in enumerate(pages, 1):
            if number > 1:
                self._sheet.next_page()
            first, last = min(cell.box[1] for cell in page), max(cell.box[3] for cell in page)
            self._draw_around(first, last, number, len(pages))
            open_above = not self._layout.closed[1] and number > 1 and not self._layout.heading_again
            open_below = not self._layout.closed[0] and number < len(pages)
            for cell in page:
                is_heading = cell.row < self._table.heading
                if is_heading and self._layout.shaded:
                    self._sheet.shade(*cell.box)
                self._rule(cell.box, open_above and cell.box[1] == first, open_below and cell.box[3] == last)
                self._write(cell, 0.0)
                if is_heading and self._layout.twice:
                    self._write(cell, 0.3)
        return self._sheet.data()

    def _draw_around(self, top, bottom, page, pages):
        layout, sheet = self._layout, self._sheet
        sheet.watermark(layout.watermark)
        for place, line in enumerate(layout.caption if page == 1 else ()):
            base = EDGE + layout.caption_size + place * layout.caption_step
            sheet.centred(line, base, Typeface(layout.caption_size))
        if not layout.running_rows:
            sheet.around(layout.running_head, layout.page_number, EDGE, page, pages)
            return
        high = layout.running_height
        for text, upper in ((layout.running_head, top - high), (layout.page_number, bottom)):
            if text:
                words = text.format(page=page, pages=pages).strip("\t")
                sheet.centred(words, upper + high / 2 + 3, Typeface(9.0))
                self._rule((self._layout.lefts[0], upper, self._layout.lefts[-1], upper + high), False, False)

    def _rule(self, box, open_above, open_below):
        left, top, right, bottom = box
        ruling, filled = self._layout.ruling, self._layout.filled
        if not open_above:
            self._sheet.rule(left, top, right, top, filled=filled)
        if not open_below:
            self._sheet.rule(left, bottom, right, bottom, filled=filled)
        for side in (left, right):
            if ruling == "all" or (ruling == "open" and side not in (self._layout.lefts[0], self._layout.lefts[-1])):
                self._sheet.rule(side, top, side, bottom, filled=filled)

    def _write(self, placed, aside):
        left, top, right, bottom = placed.box
        layout, size, (side, above) = self._layout, self._layout.face.size, self._layout.margins
        base = top + above + (layout.step - size) / 2 + size * (0.86 - layout.rise)
        if layout.middle:
            base += max(bottom - top - 2 * above - len(placed.lines) * layout.step, 0) / 2
        centred, width = layout.is_centred(self._table, placed.row, placed.column), right - left - 2 * side
        for line in placed.lines:
            wide = layout.face.width(line.text)
            spare = max(width - wide, 0.0)
            spread = spare / max(len(line.text) - 1, 1) if layout.spread and not (centred or line.ends) else 0.0
            start = left + side + spare / 2 * centred + aside
            self._sheet.line(line.text, start, base, layout.face, spread)
            if layout.underlined and not centred:
                end = start + wide + spread * (len(line.text) - 1)
                self._sheet.rule(start, base + 1, end, base + 1, filled=layout.filled)
            base += layout.step
