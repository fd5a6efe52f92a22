"""Nothing of a document is dropped in silence: what stands in a cell ends in the plan file or in the report."""

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from planctl.importer.draft.draft import Blank
from planctl.importer.readers.grid import DocumentPlace, RawDocument, RawParagraph, Remark
from planctl.importer.reading import ImportOptions, import_plan
from planctl.importer.tables.choice import NoPlanError
from planctl.planfile.writer import dump_plan
from support_import import table

HEADINGS = [
    "序号 | 工作任务 | 具体要求 | 牵头单位 | 完成时限 | 联系人",
    "序号 | 工作任务 | 责任单位 | 配合单位 | 完成时限 | 备用",
    "任务类别 | 序号 | 具体工作 | 责任单位 | 时限 | ",
    "序号 | 主攻方向 | 措施 | ← | 责任单位 | 责任单位",
    "附表 | ← | ← | ← | ← | ←\n序号 | 工作任务 | ← | 责任单位 | ← | 时限\n↑ | 任务 | 要求 | 牵头 | 配合 | ↑",
    "序号 | 工作任务 | 责任单位 | 序号 | 工作任务 | 责任单位",
    "",
]
SHAPES = [
    "", "↑", "←", "同上", "1", "2", "3.1", "一", "（一）", "1.@", "一、@", "（二）@", "@", "@。", "市@局", "市@局、市@委",
    "6月底@", "1.@；2.@。", "注：@", "合计", "—", "@\n@", "①@。②@。",
]  # fmt: skip
ROW = st.one_of(
    st.lists(st.sampled_from(SHAPES), min_size=6, max_size=6),
    st.sampled_from([["一、@", *"←←←←←"], ["注：@", *"←←←←←"], ["@", *"←←←←←"], ["合计", "@", "", "", "", "@"]]),
)
SAID = re.compile(r"词\d+词")


@st.composite
def documents(draw):
    """A table of any shape of cells under one of many headings, with words between which none is like another; its rows may
    be short, and a letterhead and another table stand around it.
    """
    lines = list(filter(None, draw(st.sampled_from(HEADINGS)).split("\n")))
    for row in draw(st.lists(ROW, min_size=1, max_size=8)):
        lines.append(f"| {' | '.join(row)} |".replace("\n", "⏎"))
    words = iter(range(1_000))
    text = re.sub("@", lambda _: f"词{next(words)}词", "\n".join(lines))
    return text, draw(st.sampled_from([6, 6, 6, 3])), draw(st.sampled_from([None, *Blank])), draw(st.booleans())


BEFORE = [
    "中共词1000词县委文件",
    "词1001词县人民政府办公室",
    "2018年3月1日",
    "2018年词1002词工作方案",
    "词1003词，请认真落实。",
]


@settings(max_examples=200)
@given(documents())
def test_every_word_of_any_table_ends_in_the_plan_file_or_in_the_report(given_document):
    text, width, blank, split = given_document
    paragraphs = [RawParagraph(one, DocumentPlace(paragraph=number)) for number, one in enumerate(BEFORE, 1)]
    plan = table(text)
    short = [None] * (len(plan.rows[0]) - width)
    rows = tuple((*row[:width], *short) if number % 2 and short else row for number, row in enumerate(plan.rows))
    other = table("单位 | 电话 \n 词1004词 | 词1005词", 2)
    remark = Remark("脚注", "词1006词", DocumentPlace(table=1, row=1, column=1))
    document = RawDocument((*paragraphs, replace(plan, rows=rows), other), (remark,))
    said = " ".join([*BEFORE, *(cell.text for row in rows for cell in row if cell), "词1004词词1005词词1006词"])
    try:
        result = import_plan(document, ImportOptions(blank=blank, split=split), "方案")
    except NoPlanError:
        return  # said aloud
    kept = "\n".join([dump_plan(result.plan), *(one.message for one in result.findings)])
    kept = re.sub(r"\n\s*", "", kept)
    assert [word for word in SAID.findall(said) if word not in kept] == []
