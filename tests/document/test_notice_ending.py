"""What is done so that signature and date stand on a page of the text (GB/T 9704-2012 §7.3.5.5), by measures alone."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planctl.document.closing import Closing
from planctl.document.first_page import LINE, PAGE
from planctl.document.notice_ending import HIGHEST_FOOT, SMALLEST_PITCH, Ending, plan_ending
from planctl.document.seals import CLOSEST_SEALS, SEALS
from planctl.document.text_flow import Pages, Text, end_of_text


def paragraph(lines):
    return "某" * (28 * lines - 6)


def ending(lines, room, closing, headings=()):
    """The ending of paragraphs of so many lines (or given ones) where page 1 has room for so many lines."""
    texts = [paragraph(one) if isinstance(one, int) else one for one in lines]
    return plan_ending((22 - room) * LINE, 0, texts, headings, closing)


def test_nothing_is_done_where_signature_and_date_fit_below_the_text():
    assert ending([4], 12, Closing(7)) == Ending()
    assert ending([3, 5], 2, Closing(7)) == Ending(kept=1, single=frozenset({0}))


def test_lines_and_seals_stand_closer_where_that_brings_the_date_to_the_first_page():
    assert plan_ending(100, 6, [paragraph(5)], (), Closing(7)) == Ending()
    found = plan_ending(100, 6, [paragraph(7)], (), Closing(7))
    assert found.pitch == pytest.approx((PAGE - 101) / 20, abs=0.05)
    assert plan_ending(100, 3, [paragraph(4)], (), Closing(5, between_seals=1)) == Ending()
    found = plan_ending(100, 3, [paragraph(6)], (), Closing(6, between_seals=1))
    assert SMALLEST_PITCH <= found.pitch < LINE
    assert found.seals == CLOSEST_SEALS


def test_short_last_paragraphs_go_over_whole_two_lines_at_least():
    assert ending([4, 3], 10, Closing(8)) == Ending(kept=1, breaks=True)
    assert ending([4, 2, 1], 10, Closing(8)) == Ending(kept=2, breaks=True)
    assert ending([1, 1], 4, Closing(8)) == Ending(kept=1, breaks=True)


def test_a_heading_goes_over_with_its_paragraph():
    assert ending([4, 1, 2], 10, Closing(8), headings={1}) == Ending(kept=2, breaks=True)


def test_of_a_long_last_paragraph_only_the_end_goes_over():
    found = ending([2, 8], 14, Closing(8))
    assert (found.kept, found.short_page) == (0, 1)
    held = (14 * LINE - found.foot) / LINE
    assert 7 < held < 9, "6 or 7 of its 8 lines have room, of which two go over"


def test_the_end_of_the_only_paragraph_goes_over_and_page_1_keeps_two_lines():
    found = ending([4], 6, Closing(8))
    assert found.short_page == 1
    assert 2 < (6 * LINE - found.foot) / LINE < 4
    assert not found.single


def test_a_later_page_is_left_short_where_the_text_ends_there():
    found = ending([25], 10, Closing(12))
    assert found.short_page == 2
    assert found.foot / LINE == pytest.approx(22 - 15 + 2, abs=1.01)


@pytest.mark.parametrize(("characters", "lines"), [(70, 4), (50, 2), (30, 2), (24, 2), (20, 2)])
def test_a_short_text_is_divided_by_letters_wider_apart(characters, lines):
    found = ending(["某" * characters], 8, Closing(12))
    per_line = 156 * 72 / 25.4 / (15.75 + found.wider)
    assert found.wider <= 12
    assert (characters + 2) / per_line > lines - 1
    assert found.single == (frozenset() if lines == 4 else {0})
    assert found.short_page == 1


def test_of_a_first_paragraph_of_three_lines_page_1_shows_two_where_it_has_room_for_no_more():
    assert ending([3, 5, 5], 2, Closing(7)).single == {0}
    assert ending([1, 3, 5], 3, Closing(7), headings={0}).single == {1}
    assert not ending([3, 5, 5], 3, Closing(7)).single


def test_what_is_nearly_as_high_as_a_page_is_set_closer_itself():
    assert ending([4, 4], 10, Closing(19)).pitch == LINE
    assert SMALLEST_PITCH <= ending([4, 4], 10, Closing(22)).pitch < LINE
    assert CLOSEST_SEALS < ending([4, 4], 10, Closing(10, between_seals=2)).seals <= SEALS
    assert ending([4, 4], 10, Closing(8, between_seals=3)).seals == CLOSEST_SEALS


@pytest.mark.parametrize(
    ("lines", "closing", "words"),
    [
        ([6], Closing(24, attached=True), "缩短或合并附件名称（attachments）"),
        ([6], Closing(12, between_seals=3), "--unsealed"),
        (["请认真执行。"], Closing(16, attached=True), "正文（body）增减几行，或者缩短或合并附件名称"),
        (["请认真执行。"], Closing(16), "主送机关（addressees）"),
        ([14], Closing(9, between_seals=3), "正文（body）增减几行"),
    ],
)
def test_where_no_page_holds_them_with_text_a_note_says_what_to_shorten(lines, closing, words):
    found = ending(lines, 6, closing)
    assert "所在的一页没有正文" in found.note
    assert words in found.note
    assert not found.kept
    assert not found.short_page
    assert not found.wider


def test_what_a_page_holds_without_text_only_is_set_closer_for_that_and_no_more():
    assert SMALLEST_PITCH <= ending([6], 6, Closing(24)).pitch < LINE
    assert ending([6], 6, Closing(6, between_seals=4)).seals == CLOSEST_SEALS
    assert ending([6], 6, Closing(40)).pitch == LINE, "it takes two pages anyway"


def pages_of(counts, room, found, headings):
    """The numbers of lines of text on each page, set as word processors do; the last is the signature's."""

    def holds(page):
        foot = found.foot if page == found.short_page else 0
        return int((PAGE - (22 - room) * LINE * (page == 1) - foot) / found.pitch)

    pages, free = [0], holds(1)
    for number, lines in enumerate(counts):
        least = 1 if number in found.single else 2
        of_next, following = 0, number + 1
        while following - 1 in headings:  # a chain of headings, and the least of the text behind it
            in_chain = following in headings
            of_next += counts[following] if in_chain else min(counts[following], 1 if following in found.single else 2)
            following += 1
        while lines:
            fitting = lines if lines + of_next <= free else 0 if of_next else min(free, lines - least)
            fitting = fitting if fitting >= min(lines, least) else 0
            pages[-1], lines, free = pages[-1] + fitting, lines - fitting, free - fitting
            if lines:
                pages.append(0)
                free = holds(len(pages))
    return pages


@given(
    st.lists(st.integers(1, 14), min_size=1, max_size=6),
    st.floats(3, 16),
    st.builds(Closing, st.integers(4, 12), st.integers(0, 3)),
    st.integers(0, 3),
)
def test_text_stands_on_page_1_and_on_that_of_the_signature_or_a_note_says_not(lines, room, closing, chain):
    headings = set(range(1, min(1 + chain, len(lines) - 1)))
    counts = [1 if number in headings else one for number, one in enumerate(lines)]
    texts = ["某" * 20 if number in headings else one for number, one in enumerate(lines)]
    found = ending(texts, room, closing, headings)
    assume(not found.wider and not found.note)  # its lines are others then, or they do not fit
    high = closing.height(found.pitch, found.seals)
    if found.breaks:
        assert len(counts) > found.kept > 0
        assert sum(counts[-found.kept :]) * found.pitch + high <= PAGE
        return
    pages = pages_of(counts, room, found, headings)
    above = (22 - room) * LINE if len(pages) == 1 else 0
    assert pages[0]
    assert pages[-1]
    assert above + pages[-1] * found.pitch + high <= PAGE
    assert found.foot <= HIGHEST_FOOT
    assert found.short_page <= 3, "page 5 has the footer of page 3"


@pytest.mark.parametrize(
    ("lines", "headings", "page"),
    [
        ([19, 1, 1, 20], {1, 2}, (2, 22)),
        ([19, 1, 2, 19], {1, 2}, (2, 22)),
        ([20, 1, 1], {1}, (1, 22)),
        ([20, 1, 2], {1}, (2, 3)),
    ],
)
def test_headings_stay_with_each_other_and_with_what_their_text_has(lines, headings, page):
    number, used = end_of_text(Text(lines, headings), Pages(0, LINE))
    assert (number, round(used / LINE)) == page
