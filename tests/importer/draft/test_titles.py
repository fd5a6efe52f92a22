"""The title of a plan: on one line or several, with its years and its stage, apart from the letter that covers it."""

from itertools import pairwise

import pytest

from planctl.importer.draft.titles import Line, find_title, title_ends, title_of_page
from planctl.importer.readers.grid import DocumentPlace, RawDocument, Remark
from planctl.importer.reading import ImportOptions, import_plan
from support_import import codes, imported, paragraph, table

TABLE = "| 序号 | 工作任务 | 牵头单位 |\n| 1 | 甲 | 市编办 |"


def title_of(*lines):
    found = find_title([Line(text, centred=True) for text in lines], from_above=True)
    return (found.text, found.stage) if found else None


@pytest.mark.parametrize(
    ("lines", "title", "stage"),
    [
        (("关于支持竹编手工作坊", "稳步发展的若干措施"), "关于支持竹编手工作坊稳步发展的若干措施", ""),
        (
            ("关于推进某县全民健身中心", "2026年提质增效", "行动方案"),
            "关于推进某县全民健身中心2026年提质增效行动方案",
            "",
        ),
        (("某县竹编手工作坊", "稳步发展措施"), "某县竹编手工作坊稳步发展措施", ""),
        (("某县人民政府", "稳步发展措施"), "稳步发展措施", ""),
        (("政务公开", "某县竹编发展措施"), "某县竹编发展措施", ""),
        (("某办发〔2026〕1号", "某县竹编发展措施"), "某县竹编发展措施", ""),
        (("某县行动方案", "（征求意见稿）"), "某县行动方案", "征求意见稿"),
        (("某县行动方案（送审稿）",), "某县行动方案", "送审稿"),
        (
            ("某县行动方案", "（2026—2028年）", "（第二次征求意见稿）"),
            "某县行动方案（2026—2028年）",
            "第二次征求意见稿",
        ),
        (("某县行动方案", "（试行）"), "某县行动方案", ""),
    ],
)
def test_a_title_is_all_its_lines_without_what_says_how_far_it_is(lines, title, stage):
    assert title_of(*lines) == (title, stage)


@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        (("某市", "园林绿化2026年", "工作要点"), ["某市园林绿化2026年工作要点"]),
        (("某县人民政府", "稳步发展措施"), ["某县人民政府稳步发展措施"]),
        (("某市推进落实政府工作报告重点任务", "和建议提案办理的2026", "年分工方案"), ["某市推进落实政府工作报告重点任务和建议提案办理的2026年分工方案"]),
        (("某市2026年工作要点", "某市人民政府办公室", "2026年3月2日"), ["某市2026年工作要点", "某市人民政府办公室", "2026年3月2日"]),
        (("某市人民政府文件", "某政发〔2026〕1号", "某市人民政府", "关于印发《某市2026年工作", "要点》的通知"),
         ["某市人民政府文件", "某政发〔2026〕1号", "某市人民政府关于印发《某市2026年工作要点》的通知"]),
        (("某市2026年工作要点", "（征求意见稿）"), ["某市2026年工作要点", "（征求意见稿）"]),
        (("某市2026年工作要点", "一、园林"), ["某市2026年工作要点", "一、园林"]),
    ],
)  # fmt: skip
def test_lines_that_look_alike_are_one_as_far_as_they_make_a_title(lines, titles):
    alike = [Line(text, centred=True, like_above=place > 0) for place, text in enumerate(lines)]
    ends = (0, *title_ends(alike))
    assert ["".join(lines[start:end]) for start, end in pairwise(ends)] == titles


def _document(*texts, plan=TABLE):
    return RawDocument((*(paragraph(text, n, centred=True) for n, text in enumerate(texts, 1)), table(plan)))


@pytest.mark.parametrize(
    "letter", ["关于征求《2026年行动方案》意见的函", "某市残联关于报送《2026年行动方案》送审稿的请示"]
)
def test_what_a_covering_letter_says_of_itself_is_not_the_plan_s(letter):
    plan = import_plan(
        _document(
            "某残函〔2026〕15号", letter, "各有关单位：", "某市残疾人联合会", "2026年3月25日", "附件",
            "2026年行动方案", "（征求意见稿）",
        ),
        ImportOptions(),
        "a",
    ).plan  # fmt: skip
    assert (plan.title, plan.stage, plan.year) == ("2026年行动方案", "征求意见稿", 2026)
    assert (plan.document_number, plan.issuing_authority, plan.dated_on) == ("", "", None)
    assert (plan.notice_title, plan.addressees) == ("", "")


def test_the_date_of_a_covering_letter_tells_the_year_that_nothing_else_does():
    result = import_plan(
        _document("关于征求《行动方案》意见的函", "2026年3月25日", "某市行动方案"), ImportOptions(), "a"
    )
    assert (result.plan.year, result.plan.dated_on) == (2026, None)
    assert "PLN610" in codes(result)


def test_a_web_page_without_a_title_in_its_text_has_that_of_the_page():
    remark = Remark("网页标题", "2026年重点任务清单 - 某市人民政府", DocumentPlace())
    result = import_plan(RawDocument((table(TABLE),), (remark,)), ImportOptions(), "a")
    assert (result.plan.title, codes(result)) == ("2026年重点任务清单", [])
    assert title_of_page("某市人民政府门户网站") == ""


def test_a_title_with_its_stage_in_the_list_of_attachments_is_not_told_again():
    result = imported(
        paragraph("附件：2026年行动方案（征求意见稿）", 1),
        paragraph("2026年行动方案（征求意见稿）", 2),
        table(TABLE),
        title="",
        year=0,
    )
    assert (result.plan.stage, codes(result)) == ("征求意见稿", [])
