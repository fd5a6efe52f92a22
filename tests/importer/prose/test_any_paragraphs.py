"""Whatever paragraphs a document has, none is lost, and a plan printed as prose is read back."""

import re

from hypothesis import given
from hypothesis import strategies as st

from planctl.importer.prose.plan import read_prose
from planctl.importer.readers.grid import DocumentPlace, RawDocument, RawParagraph
from planctl.importer.reading import ImportOptions, import_plan
from planctl.importer.tables.choice import NoPlanError
from planctl.planfile.loader import load_plan
from planctl.planfile.writer import dump_plan
from planctl.source import Source

NAMES = ("市{}局", "市{}委、市发改局", "各{}镇（街道）", "市{}厅等有关部门", "市{}办〔市大数据局〕")
WORDS = (
    "推进{}公开",
    "完善{}制度，健全机制。",
    "公开{}结果（见附件1）。",
    "压减{}至3.5小时",
    "做好“{}公示”；加强督查。",
    "",
)
ENDINGS = (
    "（牵头单位：@；责任单位：@）", "责任单位：@，2018年6月底前完成。", "（@牵头，@配合，9月底前完成)", "【责任单位:@", "（@，@）",
    "〔@负责〕", "（@）", "（@）", "牵头单位：@\n配合单位：@\n责任领导：张{}", "完成时限：{}月底", "", "（{}月底前）", "责任单位：",
    "责任单位：@。有关{}要求另行通知。", "（责任单位：@），并做好{}工作（责任单位：@）。", "\n（责任单位：@（联系人：李{}）、@）",
    "责任单位：@\n责任单位：@", "（{}年底前，牵头单位：@）", "。完成时限：{}月底。另行{}通知。", "（@牵头）。责任领导：张{}",
)  # fmt: skip
NUMBERS = ("一、", "二、", "（一）", "（二）", "1.", "1.", "2、", "（1）", "(2)", "①", "第一章　", "", "")
CLOSING = (
    "附件：1.{}清单",
    "{}人民政府办公室",
    "2018年3月1日",
    "（此件{}公开发布）",
    "抄送：市{}",
    "联系人：李{}",
    "（（{}（",
)


@st.composite
def paragraphs(draw):
    """Paragraphs as plans have them, in any order; each with words that no other has."""
    texts = []
    for mark in "甲乙丙丁戊己庚辛壬癸子丑"[: draw(st.integers(1, 12))]:
        text = draw(st.sampled_from(NUMBERS)) + draw(st.sampled_from(WORDS)) + draw(st.sampled_from(ENDINGS))
        while "@" in text:
            text = text.replace("@", draw(st.sampled_from(NAMES)), 1)
        if not text or draw(st.integers(0, 5)) == 0:
            text = draw(st.sampled_from(CLOSING))
        texts.append(text.replace("{}", mark))
    return texts


@given(paragraphs())
def test_every_word_ends_in_the_plan_or_its_paragraph_is_not_taken_for_read(texts):
    parts = [RawParagraph(text, DocumentPlace(paragraph=number)) for number, text in enumerate(texts, 1)]
    read = read_prose(parts)
    if read is None:
        return
    draft, used = read.draft, read.paragraphs
    kept = [
        *(f"{task.title} {task.section}" for task in draft.tasks),
        *(f"{one.text} {one.cells}" for task in draft.tasks for one in task.requirements),
    ]
    for number, text in enumerate(texts, 1):
        for word in (
            re.findall("[\u4e00-\u9fff“”]*[甲-癸子丑戊己庚辛壬][\u4e00-\u9fff“”]*", text) if number in used else ()
        ):
            assert any(word.removeprefix("责任单位").removeprefix("并做好") in one for one in kept), (word, text)


@given(paragraphs())
def test_whatever_a_document_says_what_is_written_of_it_can_be_read(texts):
    parts = tuple(RawParagraph(text, DocumentPlace(paragraph=number)) for number, text in enumerate(texts, 1))
    try:
        imported = import_plan(RawDocument(parts), ImportOptions(year=2018), "方案")
    except NoPlanError:
        return
    loaded = load_plan(Source("plan.yaml", dump_plan(imported.plan, imported.doubts)))
    assert [(task.title, one.text) for task, one in loaded.plan.rows()] == [
        (task.title, one.text) for task, one in imported.plan.rows()
    ]


@st.composite
def plans(draw):
    """A plan as sections, tasks and requirements, and the paragraphs that print it."""
    read, printed = [], []
    for section in "一二三"[: draw(st.integers(1, 3))]:
        printed.append(f"{section}、重点{section}")
        for task in "一二三"[: draw(st.integers(1, 3))]:
            title = f"推进{section}{task}"
            printed.append(f"（{task}）{title}")
            for number in range(1, draw(st.integers(2, 4))):
                names = st.sampled_from([name.replace("{}", "司法") for name in NAMES])
                lead, support, time = draw(st.tuples(names, names, st.booleans()))
                words = draw(st.sampled_from(WORDS[:-1])).rstrip("。") + "。"
                due = "；完成时限：6月底前" if time else ""
                printed.append(f"{number}.{words}（牵头单位：{lead}；配合单位：{support}{due}）")
                read.append((f"{section}、重点{section}", title, str(number), words, lead, support, "6月底前" * time))
    return read, printed


@given(plans().filter(lambda plan: len(plan[0]) > 1))
def test_a_plan_printed_as_prose_is_read_back_as_it_was(plan):
    read, printed = plan
    parts = [RawParagraph(text, DocumentPlace(paragraph=number)) for number, text in enumerate(printed, 1)]
    prose = read_prose(parts)
    draft, used = prose.draft, prose.paragraphs
    assert [
        (
            task.section,
            task.title,
            one.number,
            one.text,
            one.cells["lead_units"],
            one.cells["supporting_units"],
            one.cells["deadline"],
        )
        for task in draft.tasks
        for one in task.requirements
    ] == read
    assert used == set(range(1, len(printed) + 1))
