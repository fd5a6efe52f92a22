"""The lines of a requirement hang behind its number, in built-in templates."""

import pytest
from docx.oxml.ns import qn

from planctl.document.columns import number_before, numbered
from planctl.files import resource
from support import plan_of
from support_docx import rendered


@pytest.mark.parametrize("number", ["1", "12", "三", "（三）", "②"])
@pytest.mark.parametrize("text", ["加快推进。", "2017年底前完成。"])
def test_the_number_that_is_put_before_a_text_is_found_again(number, text):
    assert number_before(numbered(number, text)) + text == numbered(number, text)


@pytest.mark.parametrize("text", ["加快推进。", "1.5亿元", "2017年底前", "十年规划", "", "〔原文缺失〕"])
def test_a_text_without_a_number_has_none_before_it(text):
    assert number_before(text) == ""


def indents(template=None):
    """Of the texts of 9., 10. and a requirement without a number, by how much they hang."""
    lines = "".join(
        f"  - {{number: {number}, text: 2017年公开。, lead_units: 市编办, deadline: 全年}}\n" for number in range(1, 11)
    ).replace("number: 9, text: 2017年公开", "number: 9, text: 公开")
    plan = plan_of(
        f"plan: {{title: 方案, year: 2017}}\ntasks:\n- number: 1\n  title: 甲\n  requirements:\n{lines}"
        "- {number: 2, title: 乙, requirements: [{text: 公开。, lead_units: 市编办, deadline: 全年}]}\n"
    )
    rows = rendered(plan, template=template).table.findall(qn("w:tr"))[-3:]
    found = [row.findall(qn("w:tc"))[2].find(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:ind')}") for row in rows]
    return [None if one is None else (one.get(qn("w:left")), one.get(qn("w:hanging"))) for one in found]


def test_later_lines_begin_under_the_first_character_behind_the_number():
    assert indents() == [("180", "180"), ("360", "360"), None], "9. is ¾ of 小四 wide, 10. with its blank 1½"


def test_a_user_s_template_has_its_own_indents():
    assert indents(resource("templates/plan.docx")) == [None, None, None]
