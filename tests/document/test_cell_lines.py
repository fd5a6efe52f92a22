"""The lines of a cell are made so narrow that names, dates and numbers stay whole where they can."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_strategies import FRAGMENTS
from planctl.document.cell_lines import _narrowed, narrowed, undivided
from planctl.document.line_ends import line_ends


@pytest.mark.parametrize(
    ("text", "room", "width"),
    [
        ("市发改局、市商务局", 6, 5.0),
        ("市发改局、市商务局", 5, 5),
        ("市发改局、市商务局", 10, 10),
        ("2018年6月底前", 4, 4),
        ("〔原文疑有缺失〕", 6, 5.0),
        ("〔原文疑有缺失〕", 7, 5.0),
        ("市政务服务办、市各有关单位、各镇（街、园区）", 7, 6.0),
        ("市政务服务办、市各有关单位", 8, 7),
        ("县海洋与渔业局", 6, 5),
        ("发展规划处", 4, 3),
        ("市公共资源交易中心、市政务服务和数据管理局", 9, 9),
    ],
)
def test_lines_are_narrower_where_else_a_name_would_be_divided(text, room, width):
    assert narrowed(text, room).width == width
    inside = {place for start, end in undivided(text) if end - start <= room for place in range(start + 1, end)}
    assert inside.isdisjoint(line_ends(text, narrowed(text, room).width))


@given(
    st.lists(st.sampled_from([*FRAGMENTS, "市发改局、", "重大项目", "十二月底前", "公开"]), max_size=12).map("".join),
    st.floats(2, 12),
)
def test_which_hanzi_a_text_has_does_not_matter_where_none_is_of_a_date(text, room):
    assert narrowed(text, room) == _narrowed.__wrapped__(text, room)
