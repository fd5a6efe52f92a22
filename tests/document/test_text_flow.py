"""Where a text ends whose paragraphs are set over pages of 22 lines."""

from planctl.document.first_page import LINE
from planctl.document.text_flow import Pages, Text, begins_on_first_page, end_of_text


def end(lines, room, *, headings=(), single=(), short=0, foot=0):
    """The page where the text ends and the lines of it that stand there, where page 1 has room for so many."""
    pages = Pages((22 - room) * LINE, LINE, short, foot * LINE)
    page, used = end_of_text(Text(lines, headings, frozenset(single)), pages)
    return page, round(used / LINE) - (22 - room if page == 1 else 0)


def begins(lines, room, **facts):
    return begins_on_first_page(Text(lines, **facts), Pages((22 - room) * LINE, LINE))


def test_paragraphs_fill_one_page_after_the_other():
    assert end([3, 5], 10) == (1, 8)
    assert end([3, 9], 10) == (2, 2)
    assert end([10, 22, 4], 10) == (3, 4)


def test_two_lines_of_a_paragraph_at_least_stand_on_either_page():
    assert end([4], 3) == (2, 2)
    assert end([5, 4], 6) == (2, 4)
    assert end([5, 3], 7) == (2, 3)
    assert end([5, 3], 7, single={1}) == (2, 1)


def test_a_heading_stays_with_two_lines_of_what_follows():
    assert end([8, 1, 6], 10) == (2, 6)
    assert end([8, 1, 6], 10, headings={1}) == (2, 7)
    assert end([7, 1, 6], 10, headings={1}) == (2, 4)


def test_a_paragraph_of_a_page_that_looks_like_a_heading_is_divided():
    assert end([30, 2], 10, headings={0}) == (2, 22)


def test_a_short_page_holds_less():
    assert end([10, 22, 5], 10) == (3, 5)
    assert end([10, 22, 5], 10, short=2, foot=5) == (3, 10)
    assert end([10, 22, 5], 10, short=3, foot=5) == (3, 5)


def test_page_1_has_some_of_the_text_where_it_has_room_for_two_lines_of_it():
    assert begins([2, 9], 2)
    assert begins([4], 2)
    assert not begins([3], 2)
    assert begins([3], 2, single=frozenset({0}))
    assert not begins([1, 4], 2, headings={0})
    assert begins([1, 4], 3, headings={0})
