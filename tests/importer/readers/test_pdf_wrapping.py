"""Lines of a cell as one text."""

from planctl.importer.readers.pdf.letters import Letter, lines_of
from planctl.importer.readers.pdf.wrapping import Room, is_cut_inside, one_text

SIZE = 10.0
ROOM = Room(0.0, 105.0)


def text_of(*printed):
    """The text of lines, each with where it begins in points; every letter is as wide as a hanzi."""
    letters = [
        Letter(sign, left + SIZE * place, left + SIZE * (place + 1), SIZE * (1.3 * row + 1), SIZE)
        for row, (left, text) in enumerate(printed)
        for place, sign in enumerate(text)
    ]
    return one_text(lines_of(letters), ROOM)


def test_full_lines_that_hang_behind_their_number_are_one_text():
    text = text_of((0, "1.在城东的河边种树再"), (8, "修一条路和桥并且年"), (8, "内在城西的山上再种"), (8, "一片树林"))
    assert text == "1.在城东的河边种树再修一条路和桥并且年内在城西的山上再种一片树林"


def test_each_item_of_a_cell_hangs_behind_its_own_number():
    text = text_of(
        (0, "1.在城东的河边种树再"),
        (8, "修一条路和桥并且。"),
        (0, "2.在城西的河边种树再"),
        (8, "修一条路和桥并且年"),
        (8, "内完成"),
    )
    assert text == "1.在城东的河边种树再修一条路和桥并且。\n2.在城西的河边种树再修一条路和桥并且年内完成"


def test_short_lines_in_the_middle_of_a_cell_are_texts_of_their_own():
    assert text_of((20, "种树和修路"), (25, "修桥与路")) == "种树和修路\n修桥与路"


def test_a_full_line_too_long_for_a_name_goes_on_though_names_seem_to_end_and_begin_at_its_end():
    long = "按照应进必进的原则并以方便群众为目的全部进驻实体办"
    letters = [
        Letter(sign, SIZE * place, SIZE * (place + 1), SIZE * (1.3 * row + 1), SIZE)
        for row, text in enumerate((long, "事大厅和网上办事大厅。"))
        for place, sign in enumerate(text)
    ]
    assert one_text(lines_of(letters), Room(0.0, SIZE * len(long))) == f"{long}事大厅和网上办事大厅。"


def test_a_body_without_a_place_is_the_rest_of_the_name_before_a_page_s_end():
    assert is_cut_inside("市公安局、各区（园区）", "管委会、市教育局")
    assert not is_cut_inside("市公安局", "市教育局")
