"""PLN7xx: whether the plan as a whole is fit for its stage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from planctl.checks.subject import Subject
from planctl.findings.diagnostics import Finding, Severity, check, replace_with
from planctl.lazy_regex import Expression
from planctl.model.plan import CELL_FIELDS, Plan
from planctl.model.references import requirement_in_words, task_in_words
from planctl.model.stages import STAGES, is_issued, known_stage
from planctl.model.vocabulary import COLUMN_LABELS, UNCLASSIFIED, column_heading
from planctl.source import NOWHERE, Span

_YEAR_IN_TITLE: Final = Expression(r"(?<!\d)((?:19|20)\d\d)年?(?!\d)")


@check("PLN701", Severity.WARNING, "待定内容")
def open_cell_in_draft(subject: Subject) -> Iterator[Finding]:
    """标题、要求、单位或时限写作 null，gaps 又没有说是原文缺失，即尚未确定。

    为什么：征求意见稿、送审稿可以有待定内容，但应当心中有数；印发前必须补齐（PLN702）。

    反例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: null, deadline: 全年}  # ←
    正例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: 市法制局, deadline: 全年}
    """
    if not is_issued(subject.plan.stage):
        yield from _open_cells(subject.plan)


@check("PLN702", Severity.ERROR, "印发稿有待定内容")
def open_cell_in_issued_plan(subject: Subject) -> Iterator[Finding]:
    """印发稿里有内容写作 null，gaps 又没有说是原文缺失。

    为什么：印发稿不能有待定内容。所据原文确实缺失的，在 gaps 中写明。

    反例：
        plan: {title: 测试方案, year: 2017, stage: 印发稿, document_number: 东府办函〔2017〕304号}
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: null, deadline: 全年}  # ←
    正例：
        plan: {title: 测试方案, year: 2017, stage: 印发稿, document_number: 东府办函〔2017〕304号}
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: null, deadline: 全年}
        gaps:
          - {kind: cell, reference: "1.1", fields: [lead_units]}
    """
    if is_issued(subject.plan.stage):
        yield from _open_cells(subject.plan)


@check("PLN703", Severity.WARNING, "标题、年份、成文日期不一致")
def years_disagree(subject: Subject) -> Iterator[Finding]:
    """标题里的年份、year、成文日期的年份互相对不上。

    为什么：多半是从上年方案改来，有一处没有改；没写年份的时限都按 year 计算，错了就全错。

    反例：
        plan: {title: 2018年工作分工方案, year: 2017}  # ←
        tasks: []
    正例：
        plan: {title: 2017年工作分工方案, year: 2017, dated_on: 2017-06-01}
        tasks: []
    """
    plan = subject.plan
    if not plan.year:
        return
    years = [int(year[1]) for year in _YEAR_IN_TITLE.finditer(plan.title)]
    if years and not min(years) <= plan.year <= max(years):
        place = plan.spans.get("year", NOWHERE)
        yield Finding(place, f"标题写的是{years[0]}年，year 是{plan.year}", "请改正其中之一。")
    if plan.dated_on and not plan.year - 1 <= plan.dated_on.year <= plan.last_year:
        place = plan.spans.get("dated_on", NOWHERE)
        message = f"成文日期是{plan.dated_on.year}年，方案年份是{plan.year}"
        yield Finding(place, message, "请核对；确实如此的可以不改。")


@check("PLN704", Severity.ERROR, "印发稿没有发文字号")
def issued_without_number(subject: Subject) -> Iterator[Finding]:
    """稿次（stage）是印发稿，却没有发文字号（document_number）。

    为什么：印发的公文必须有发文字号（GB/T 9704-2012），收文单位据此登记、引用。

    反例：
        plan: {title: 测试方案, year: 2017, stage: 印发稿}  # ←
        tasks: []
    正例：
        plan: {title: 测试方案, year: 2017, stage: 印发稿, document_number: 东府办函〔2017〕304号}
        tasks: []
    """
    plan = subject.plan
    if is_issued(plan.stage) and not plan.document_number.strip():
        place = plan.spans.get("document_number") or plan.spans.get("stage", NOWHERE)
        yield Finding(
            place,
            "印发稿没有发文字号",
            "请填写 document_number，如 东府办函〔2017〕304号；尚未编号的，stage 写送审稿。",
        )


@check("PLN705", Severity.ERROR, "标有密级")
def classified(subject: Subject) -> Iterator[Finding]:
    """方案写明了密级（classification）。

    为什么：涉密文件不得在非涉密计算机上处理（《中华人民共和国保守国家秘密法》）。planctl 不处理标有密级的方案，其他命令一律停止。

    反例：
        plan: {title: 测试方案, year: 2017, classification: 秘密}  # ←
        tasks: []
    正例：
        plan: {title: 测试方案, year: 2017}
        tasks: []
    """
    level = subject.plan.classification
    if level and level not in UNCLASSIFIED:
        place = subject.plan.spans.get("classification", NOWHERE)
        yield Finding(
            place,
            f"方案标有密级“{level}”，不得在非涉密计算机上处理",
            "请按保密规定处理本文件；不涉密的，删去 classification。",
        )


@check("PLN706", Severity.ERROR, "另设栏目的名称不能用")
def extra_column_like_another(subject: Subject) -> Iterator[Finding]:
    """extra 里的栏目名是空的，或与方案已有的栏目同名。

    为什么：表格里会出现两个同名的栏目，分不清哪个是哪个。

    反例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: 市法制局, deadline: 全年, extra: {牵头单位: 市编办}}  # ←
    正例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: 市法制局, deadline: 全年, extra: {责任领导: 张三}}
    """
    plan = subject.plan
    taken = {*(column_heading(field, plan.headings) for field in COLUMN_LABELS), ""}
    for _, requirement in subject.rows:
        for heading in requirement.extra:
            if heading.strip() in taken:
                place = requirement.spans.get("extra", NOWHERE)
                words = f"“{heading}”与已有栏目同名" if heading.strip() else "栏目名为空"
                yield Finding(
                    place,
                    f"{requirement_in_words(requirement)}的 extra 里{words}",
                    "请换一个栏目名，或写到相应的键里。",
                )


@check("PLN707", Severity.ERROR, "稿次无法识别")
def unknown_stage(subject: Subject) -> Iterator[Finding]:
    """稿次（stage）不是初稿、讨论稿、征求意见稿、修改稿、送审稿、报批稿、审议稿、印发稿（也称正式稿、定稿）之一。

    为什么：写错稿次，印发稿就当作草稿，待定内容、发文字号都不查了。第几稿写在括号里，如 征求意见稿（第二稿）。

    反例：
        plan: {title: 测试方案, year: 2017, stage: 正式}  # ←
        tasks: []
    正例：
        plan: {title: 测试方案, year: 2017, stage: 征求意见稿（第二稿）}
        tasks: []
    """
    stage = subject.plan.stage
    if not stage or known_stage(stage):
        return
    from difflib import get_close_matches

    close = get_close_matches(stage, STAGES, n=2, cutoff=0.5)
    suggestion = f"是否应为“{'”或“'.join(close)}”？" if close else ""
    place = subject.plan.spans.get("stage", NOWHERE)
    yield Finding(place, f"稿次“{stage}”无法识别", f"{suggestion}可用：{'、'.join(STAGES)}。")


@check("PLN708", Severity.WARNING, "几个发文机关写成了一个")
def organs_in_one_text(subject: Subject) -> Iterator[Finding]:
    """几个机关联合行文，发文机关（issuing_authority）却写在一起，没有写成列表。

    为什么：发文机关标志和署名都会当作一个机关，排成一行小字。写成列表，主办机关在前，标志一家一行，署名各有盖章的位置
    （GB/T 9704-2012 第7.2.4、7.3.5条）。

    反例：
        plan: {title: 测试方案, year: 2017, issuing_authority: 市发展和改革局、市财政局}  # ←
        tasks: []
    正例：
        plan: {title: 测试方案, year: 2017, issuing_authority: [市发展和改革局, 市财政局]}
        tasks: []
    """
    plan = subject.plan
    names = [name.strip() for name in _BETWEEN_ORGANS.split(plan.issuing_authority)]
    if plan.jointly_with or len(names) < 2 or any(len(name) < _SHORTEST_ORGAN for name in names):
        return
    from planctl.planfile.editing import scalar_text

    place = plan.spans.get("issuing_authority", NOWHERE)
    written = f"[{', '.join(scalar_text(name, in_flow=True) for name in names)}]"
    message = f"发文机关“{plan.issuing_authority}”像是{len(names)}个机关"
    yield Finding(place, message, f"联合行文请写成列表：{written}", replace_with(place, written))


@check("PLN709", Severity.ERROR, "正文里的占位没有内容")
def unfilled_placeholder(subject: Subject) -> Iterator[Finding]:
    """正文（body）里花括号中的名称不是方案信息的名称，或方案没有写这一项。

    为什么：花括号会原样印在公文里。可以写的有标题、年份、发文机关、发文字号、成文日期、批准机关等。

    反例：
        plan: {title: 测试方案, year: 2017, body: "现将《{方案名称}》印发给你们。"}  # ←
        tasks: []
    正例：
        plan: {title: 测试方案, year: 2017, body: "现将《{标题}》印发给你们。"}
        tasks: []
    """
    if "{" not in subject.plan.body:
        return
    from planctl.document.notice_text import PLACEHOLDERS, unfilled_placeholders

    place = subject.plan.spans.get("body", NOWHERE)
    for name in unfilled_placeholders(subject.plan):
        stated = name.strip() in PLACEHOLDERS
        message = f"正文里有“{{{name}}}”，{'方案没有写这一项' if stated else '没有这一项方案信息'}"
        yield Finding(place, message, "请补上这一项。" if stated else f"可用：{'、'.join(PLACEHOLDERS)}。")


_BETWEEN_ORGANS: Final = Expression(r"(?<![、，,；;\s])[、，,；;\s]++(?![^（(）)]{0,50}+[）)])")
_SHORTEST_ORGAN: Final = 3


def _open_cells(plan: Plan) -> Iterator[Finding]:
    advice = "请填写内容；所据原文确实缺失的，请在 gaps 中说明。"
    lost = plan.lost_fields
    for task in plan.tasks:
        if task.title is None and "title" in task.spans and (task.reference, "title") not in lost:
            yield Finding(
                task.spans["title"],
                f"{task_in_words(task.reference)}的{column_heading('title', plan.headings)}待定",
                advice,
            )
        for requirement in task.requirements:
            for field in ("text", *CELL_FIELDS):
                unknown = getattr(requirement, field) is None and field in requirement.spans
                if unknown and (requirement.reference, field) not in lost:
                    place: Span = requirement.spans[field]
                    heading = column_heading(field, plan.headings)
                    yield Finding(place, f"{requirement_in_words(requirement)}的{heading}待定", advice)
