"""Pages of a table: full ones, tasks that stay together where that leaves little blank, and nothing that stands alone."""

import math
from itertools import pairwise
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from planctl.document.paging import Ending, Room, divide

PAGE = Room(100.0)


def starts(heights, firsts, room=PAGE, known=()):
    return list(divide(heights, firsts, room, known).starts)


def test_a_task_goes_to_the_next_page_whole_where_that_leaves_less_than_a_quarter_blank():
    assert starts([40, 40, 10, 10, 10], [0, 1, 2]) == [2]


def test_a_task_that_would_leave_a_quarter_blank_is_divided_with_two_rows_on_either_side():
    assert starts([70, 10, 10, 10, 10, 60], [0, 1, 5]) == [3]
    assert starts([70, 8, 8, 8, 8, 8, 8, 60], [0, 1, 7]) == [4]
    assert starts([60, 18, 18, 18, 18, 60], [0, 1, 5]) == [3]


def test_where_two_rows_on_either_side_would_leave_a_quarter_blank_one_row_stands_alone():
    assert starts([60, 30, 30, 30, 60], [0, 1, 4]) == [2, 4]


def test_what_follows_the_table_never_stands_alone():
    pages = divide([30, 30, 30], [0, 1, 2], Room(100.0, below=20.0))
    assert pages.starts == (2,)
    assert pages.kept == [False, False, True]
    assert pages.follower_moves
    assert not divide([30, 30, 50], [0, 1, 2], Room(100.0, below=20.0)).follower_moves, (
        "the last row would not fit either"
    )
    assert not divide([30, 30, 30], [0, 1, 2], Room(100.0, below=9.0)).follower_moves


def test_a_last_page_that_is_less_than_half_full_gets_what_leaves_the_one_before_three_quarters_full():
    assert starts([10] * 11, range(11)) == [8]
    assert starts([10] * 14, range(14)) == [9]
    assert starts([10] * 15, range(15)) == [10], "a last page that is half full stays"


def rows_of_pages(count, tasks=1):
    """How many rows of 10 each page has, of a table of so many in tasks of so many."""
    return [end - start for start, end in pairwise([0, *starts([10] * count, range(0, count, tasks)), count])]


def test_pages_before_the_last_give_alike_each_taking_from_the_one_before():
    *given, last = rows_of_pages(31)
    assert (sorted(given), last) == ([8, 9, 9], 5)
    *given, last = rows_of_pages(52)
    assert (sorted(given), last) == ([9, 9, 9, 10, 10], 5)


def test_six_pages_at_most_give_to_the_last_one():
    pages = rows_of_pages(101)
    assert pages[:4] == [10] * 4
    assert (sum(pages[4:10]), pages[10:]) == (56, [5])


def test_a_task_is_not_divided_for_what_the_last_page_lacks_less_than_a_sixteenth_of():
    assert starts([10] * 9 + [9] + [15, 15, 15], [0, 5, 10, 11, 12]) == [10]
    assert starts([10] * 10 + [13] * 3, [0, 5, 10, 11, 12]) == [8]


def test_balancing_leaves_no_row_of_a_task_alone():
    assert starts([10] * 11, [0, 7, 10]) == [10]
    assert starts([40, 10, 20, 20, 10, 10], [0, 1, 3, 5]) == [5]


def test_a_page_ends_earlier_where_the_next_would_else_be_left_blank_before_a_high_row():
    assert starts([20, 20, 20, 20, 20, 20, 20, 20, 70, 10], range(10)) == [4, 8]
    assert starts([20, 20, 20, 20, 20, 30, 30, 60, 60], range(9)) == [4, 7, 8]


def test_the_table_begins_below_what_stands_above_it():
    assert starts([30, 30, 30], [0, 1, 2], Room(100.0, above=20.0)) == [2]
    assert starts([90, 30], [0, 1], Room(100.0, above=20.0)) == [0, 1]


def test_pages_that_are_known_to_begin_at_a_row_begin_there():
    assert starts([10] * 20, range(20), known=[7]) == [7, 15]
    assert starts([10] * 20, range(20), known=[11]) == [11], "a page may hold somewhat more than we think"
    assert starts([10] * 30, [0], known=[25]) == [10, 20, 25]


def test_the_rows_before_a_page_stay_with_it_only_as_far_as_they_would_fit_on_the_page_before():
    pages = divide([40, 40, 10, 15, 10], [0, 1, 2], PAGE)
    assert pages.starts == (2,)
    assert pages.kept == [False, False, True, False, False]


def test_a_row_higher_than_a_page_goes_on_and_the_next_follows_it():
    assert starts([250, 40, 40, 40], range(4)) == [2]


def test_pages_stay_as_they_are_where_balancing_finds_no_way_through_a_row_higher_than_a_page():
    assert starts([151, 34, 50, 23, 39, 37], [0, 1, 2, 3], Room(100.0, below=10.0)) == [1, 3, 5]


def test_without_rows_there_are_no_pages():
    assert divide([], [], Room(100.0, below=10.0)).starts == ()


def ended(heights, before, height=20.0, room=PAGE):
    """Where pages begin, and whether an ending so high behind so many pages stands below the table."""
    pages = divide(heights, range(len(heights)), room, ending=Ending(before, height))
    return list(pages.starts), pages.ending_fits


def test_a_document_ends_below_the_table_on_an_even_page_that_has_room_for_it():
    assert ended([10] * 8, before=1) == ([], True)
    assert ended([10] * 8, before=2) == ([], False), "the third page; its back is free"
    assert ended([10] * 9, before=1) == ([], False)
    assert ended([10] * 8, before=1, room=Room(100.0, above=10.0)) == ([], False)
    assert ended([10] * 8, before=1, room=Room(100.0, below=10.0)) == ([], False)
    assert ended([10] * 8, before=1, height=math.inf) == ([], False)


def test_a_task_is_divided_where_the_last_page_then_has_room_for_the_ending():
    heights, firsts = [40, 40, 10, 10, 10, 10, 45], [0, 1, 2, 6]
    assert starts(heights, firsts) == [2]
    pages = divide(heights, firsts, PAGE, ending=Ending(0, 25.0))
    assert (pages.starts, pages.ending_fits) == ((4,), True)


def test_rows_go_with_an_ending_that_begins_a_leaf_where_the_pages_before_stay_three_quarters_full():
    assert ended([10] * 39, before=1, height=math.inf) == ([10, 20, 30], False), (
        "five pages: the back of the last is free"
    )
    assert ended([10] * 39, before=2, height=math.inf) == ([9, 18, 26, 34], False)
    assert ended([10] * 19, before=2, height=20) == ([8, 16], False)
    assert ended([10] * 18, before=2, height=30) == ([10], False), "a third page would be less than a quarter full"
    assert ended([10] * 5, before=1, height=math.inf) == ([], False)


TASKS = st.lists(st.lists(st.integers(1, 60), min_size=1, max_size=9), min_size=1, max_size=15)


@given(st.lists(st.integers(1, 300), min_size=1, max_size=40), st.sets(st.integers(0, 40)), st.sets(st.integers(1, 39)))
def test_every_table_has_pages_whatever_its_rows_and_the_pages_that_are_known(heights, firsts, known):
    rows = range(len(heights))
    pages = divide([float(height) for height in heights], firsts & set(rows), Room(100.0, 30, 10), known & set(rows))
    assert pages.starts == tuple(sorted(set(pages.starts)))
    assert set(pages.starts) <= {*rows, len(rows)}
    assert len(pages.kept) == len(rows)


@given(TASKS, st.integers(0, 60), st.integers(0, 20))
def test_balanced_pages_are_no_more_than_full_ones_and_the_last_is_no_emptier(tasks, above, below):
    heights = [float(height) for task in tasks for height in task]
    firsts = [sum(map(len, tasks[:index])) for index in range(len(tasks))]
    room = Room(100.0, above, below)
    balanced = divide(heights, firsts, room).starts
    with patch("planctl.document.paging._LAST", 0.0):
        full = divide(heights, firsts, room).starts
    assert len(balanced) == len(full)
    last, last_of_full = (sum(heights[pages[-1] :]) + below if pages else 0 for pages in (balanced, full))
    assert last_of_full <= last <= 100 or last == last_of_full
    if last_of_full >= 50:
        assert balanced == full


@given(TASKS, st.integers(0, 60), st.integers(0, 20), st.integers(1, 4), st.sampled_from([5.0, 20.0, 60.0, math.inf]))
def test_the_document_ends_below_the_table_where_the_last_page_is_even_and_has_room_and_nowhere_else(
    tasks, above, below, before, height
):
    heights = [float(height) for task in tasks for height in task]
    firsts = [sum(map(len, tasks[:index])) for index in range(len(tasks))]
    room = Room(100.0, above, below)
    pages, without = divide(heights, firsts, room, ending=Ending(before, height)), divide(heights, firsts, room)
    last = pages.starts[-1] if pages.starts else 0
    filled = sum(heights[last:]) + below + (0 if pages.starts else above)
    even = (before + len(without.starts)) % 2 == 1
    assert pages.ending_fits is (even and len(pages.starts) == len(without.starts) and filled + height <= 100)
    assert len(pages.starts) - len(without.starts) in ((0, 1) if even else (0,))


@given(TASKS, st.integers(0, 60), st.integers(0, 20))
def test_no_page_but_the_last_is_a_quarter_empty_where_its_next_row_would_fit(tasks, above, below):
    heights = [float(height) for task in tasks for height in task]
    firsts = [sum(map(len, tasks[:index])) for index in range(len(tasks))]
    room = Room(100.0, above, below)
    pages = divide(heights, firsts, room)
    assert pages.starts == tuple(sorted(set(pages.starts)))
    for number, (start, end) in enumerate(pairwise([0, *pages.starts])):
        used = sum(heights[start:end]) + (above if number == 0 else 0)
        assert used <= 100
        only_the_note_would_not_fit = below and end == len(heights) - 1
        assert used > 75 or used + heights[end] > 100 or only_the_note_would_not_fit
    last = pages.starts[-1] if pages.starts else 0
    assert sum(heights[last:]) + below + (0 if pages.starts else above) <= 100 or last == len(heights) - 1
    assert len(pages.kept) == len(heights)
    assert not any(pages.kept[start - 1] for start in pages.starts if start)
    assert pages.kept[-1] is bool(below)
