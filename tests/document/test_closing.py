"""How much stands below the text of a notice: lines of the usual pitch, and distances between rows of seals."""

import pytest

from planctl.document.closing import Closing, closing_of
from planctl.document.layout import Layout
from planctl.document.official import OfficialDocument
from planctl.document.seals import seal_rows

LAYOUT = Layout(notice=True)
UNSEALED = Layout(notice=True, unsealed=True)


def below(layout=LAYOUT, **facts):
    return closing_of(OfficialDocument(**{"signature": "某某市人民政府", "date": "2018年3月1日", **facts}), layout)


def organs(count, name="某某市某局"):
    return "\n".join([name] * count)


def test_one_signature_has_two_lines_free_above_and_the_date_below():
    assert below() == Closing(4)
    assert below(UNSEALED) == Closing(3)


@pytest.mark.parametrize(("count", "between"), [(2, 0), (3, 0), (4, 1), (7, 2), (10, 3)])
def test_signatures_that_are_sealed_stand_three_in_a_row(count, between):
    assert below(signature=organs(count)) == Closing(4, between)
    assert below(UNSEALED, signature=organs(count)) == Closing(2 + count)


def test_signatures_too_long_for_a_third_of_a_line_stand_two_in_a_row():
    assert below(signature=organs(5, "某某市住房和城乡建设局")) == Closing(4, 2)
    assert [len(row) for row in seal_rows(["某" * 10] * 5)] == [2, 2, 1]
    assert [len(row) for row in seal_rows(["某" * 9] * 5)] == [3, 2]


def test_the_lines_of_attachments_are_counted_as_they_hang_with_one_free_above():
    assert below(attachment="附件：" + "某" * 23) == Closing(6, attached=True)
    assert below(attachment="附件：" + "某" * 24) == Closing(7, attached=True)
    names = "\n".join(f"{number}.\t{'某' * width}" for number, width in enumerate((21, 22, 42, 43), 1))
    assert below(attachment=f"附件：{names}") == Closing(4 + 1 + 1 + 2 + 2 + 3, attached=True)


def test_contact_and_annotation_are_counted_where_there_are_any():
    assert below(contact="（联系人：张三）", annotation="（此件公开发布）") == Closing(6)
    assert below(contact=f"（联系人：{'某' * 30}）") == Closing(6)
