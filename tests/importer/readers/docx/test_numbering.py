"""Automatic numbers are read as Word prints them (ECMA-376 part 1, 17.9)."""

import pytest

from planctl.importer.readers.docx.document import read_docx
from planctl.importer.readers.list_numbers import written
from word_package import paragraph, word


def level(depth, text, format="decimal", more="<w:start w:val='1'/>"):
    return f"<w:lvl w:ilvl='{depth}'>{more}<w:numFmt w:val='{format}'/><w:lvlText w:val='{text}'/></w:lvl>"


def abstract(number, *levels, more=""):
    return f"<w:abstractNum w:abstractNumId='{number}'>{more}{''.join(levels)}</w:abstractNum>"


def listed(number, of, more=""):
    return f"<w:num w:numId='{number}'><w:abstractNumId w:val='{of}'/>{more}</w:num>"


def restarting(depth, at=1):
    return f"<w:lvlOverride w:ilvl='{depth}'><w:startOverride w:val='{at}'/></w:lvlOverride>"


def item(number, depth=0, text="x"):
    return paragraph(text, f"<w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{number}'/></w:numPr>")


def labels(*items, numbering, **parts):
    return [
        one.text.removesuffix("x") for one in read_docx(word("".join(items), numbering=numbering, **parts)).paragraphs
    ]


OUTLINE = abstract(1, level(0, "%1、", "chineseCounting"), level(1, "（%2）", "chineseCounting"), level(2, "%1.%3"))


def test_deeper_levels_begin_anew_under_each_higher_one():
    items = [item(1), item(1, 1), item(1, 1), item(1, 2), item(1), item(1, 1), item(1, 2)]
    expected = ["一、", "（一）", "（二）", "一.1 ", "二、", "（一）", "二.1 "]
    assert labels(*items, numbering=OUTLINE + listed(1, 1)) == expected


def test_lists_of_the_same_kind_count_on_unless_one_begins_anew():
    numbering = abstract(1, level(0, "%1.")) + listed(1, 1) + listed(2, 1) + listed(3, 1, restarting(0, 5))
    assert labels(item(1), item(2), item(3), item(3), item(1), numbering=numbering) == ["1.", "2.", "5.", "6.", "7."]


def test_a_level_may_be_replaced_restart_never_or_print_chinese_levels_in_digits():
    own = f"<w:lvlOverride w:ilvl='0'>{level(0, '第%1条')}</w:lvlOverride>"
    assert labels(item(1), numbering=abstract(1, level(0, "%1.")) + listed(1, 1, own)) == ["第1条 "]
    lasting = level(1, "%2)", more="<w:start w:val='1'/><w:lvlRestart w:val='0'/>")
    numbering = abstract(1, level(0, "%1."), lasting) + listed(1, 1)
    assert labels(item(1), item(1, 1), item(1), item(1, 1), numbering=numbering) == ["1.", "1)", "2.", "2)"]
    legal = "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:isLgl/><w:lvlText w:val='%1.%2'/></w:lvl>"
    numbering = abstract(1, level(0, "%1、", "chineseCounting"), legal) + listed(1, 1)
    assert labels(item(1), item(1, 1), numbering=numbering) == ["一、", "1.1 "]


def test_a_label_that_would_run_into_the_text_keeps_its_gap():
    numbering = abstract(1, level(0, "%1")) + listed(1, 1)
    assert labels(item(1, text="2017年x"), numbering=numbering) == ["1 2017年"]
    numbering = abstract(1, level(0, "%1", more="<w:start w:val='1'/><w:suff w:val='nothing'/>")) + listed(1, 1)
    assert labels(item(1), numbering=numbering) == ["1"]


def test_an_empty_cell_s_number_a_bullet_and_a_removed_number():
    numbering = abstract(1, level(0, "%1.")) + abstract(2, level(0, "●", "bullet")) + listed(1, 1) + listed(2, 2)
    assert labels(item(1, text=""), item(2), item(0), item(9), item(1), numbering=numbering) == ["1.", "", "", "", "2."]


def style(name, number="", depth="", based_on=""):
    listed = f"<w:numPr>{depth and f'<w:ilvl w:val={depth!r}/>'}{number and f'<w:numId w:val={number!r}/>'}</w:numPr>"
    return (
        f"<w:style w:type='paragraph' w:styleId='{name}'>"
        f"{based_on and f'<w:basedOn w:val={based_on!r}/>'}<w:pPr>{listed if number or depth else ''}</w:pPr></w:style>"
    )


def styled(name, more=""):
    return paragraph("x", f"<w:pStyle w:val='{name}'/>{more}")


def test_styles_bring_numbers_by_themselves_by_what_they_are_based_on_and_by_the_level_that_names_them():
    """Headings of Word: the style holds w:numId, the level of the list holds w:pStyle."""
    named = level(1, "%1.%2.", more="<w:start w:val='1'/><w:pStyle w:val='h2'/>")
    numbering = abstract(1, level(0, "%1."), named) + listed(1, 1)
    styles = style("h1", "1", "0") + style("h2", "1") + style("own", based_on="h1") + style("none", "0", based_on="h1")
    items = [
        styled("h1"),
        styled("h2"),
        styled("own"),
        styled("none"),
        styled("h1", "<w:numPr><w:numId w:val='0'/></w:numPr>"),
    ]
    assert labels(*items, numbering=numbering, styles=styles) == ["1.", "1.1.", "2.", "", ""]


def test_a_list_may_borrow_the_levels_of_a_list_style():
    """Word: 定义新的列表样式 writes w:numStyleLink in the one that uses it."""
    numbering = (
        abstract(1, level(0, "（%1）"), more="<w:styleLink w:val='ls'/>")
        + abstract(2, more="<w:numStyleLink w:val='ls'/>")
        + listed(1, 1)
        + listed(2, 2)
    )
    styles = (
        "<w:style w:type='numbering' w:styleId='ls'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    )
    assert labels(item(2), item(2), numbering=numbering, styles=styles) == ["（1）", "（2）"]


def test_styles_that_are_based_on_one_another_end():
    styles = style("a", based_on="b") + style("b", based_on="a")
    assert labels(styled("a"), numbering=abstract(1, level(0, "%1.")) + listed(1, 1), styles=styles) == [""]


@pytest.mark.parametrize(
    ("format", "numbers"),
    [
        (
            "chineseCountingThousand",
            {1: "一", 10: "十", 12: "十二", 20: "二十", 101: "一百零一", 110: "一百一十", 1003: "一千零三"},
        ),
        ("chineseCounting", {11: "十一", 99: "九十九", 100: "一〇〇"}),
        ("ideographDigital", {10: "一〇"}),
        ("japaneseCounting", {10: "十", 23: "二十三"}),
        ("chineseLegalSimplified", {1: "壹", 12: "壹拾贰", 101: "壹佰零壹"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalZero", {3: "03", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("upperRoman", {4: "IV", 12: "XII"}),
        ("lowerLetter", {1: "a", 27: "aa"}),
        ("none", {1: ""}),
        ("hex", {12: "12"}),
    ],
)
def test_numbers_are_written_in_the_format_of_their_list(format, numbers):
    assert {number: written(number, format) for number in numbers} == numbers
