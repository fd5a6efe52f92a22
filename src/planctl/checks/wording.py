"""PLN402 to PLN407 and PLN411: the marks and spaces of the wording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from planctl.checks.subject import Subject, Wording
from planctl.document.typography import HALF_WIDTH, settings
from planctl.findings.diagnostics import Edit, Finding, Fix, Severity, check, replace_with
from planctl.lazy_regex import Expression
from planctl.model.plan import CELL_FIELDS
from planctl.source import NOWHERE

_SPACE: Final = Expression("[ \u3000\t]")
_EDGE_SPACE: Final = Expression(r"^[ \u3000\t]+|[ \u3000\t]+$")
_INNER_SPACE: Final = Expression(r"(?<=[\u4e00-\u9fff，。、；：）（])[ \u3000\t]+(?=[\u4e00-\u9fff，。、；：）（])")
_DOCUMENT_NUMBER: Final = Expression(r"(?<=[\u4e00-\u9fff])([\[【（(［])((?:19|20)\d\d)([\]】）)］])(?=第?\d+号)")
_BRACKETED_YEAR: Final = Expression(r"[\[【（(［](?:19|20)\d\d")
_PAIRS: Final = {"“": "”", "《": "》", "（": "）", "(": ")", "〔": "〕", "【": "】", "「": "」", "〈": "〉"}
_CLOSING: Final = {closing: opening for opening, closing in _PAIRS.items()}


@check("PLN402", Severity.WARNING, "中文里的半角标点", once=True)
def half_width_marks(subject: Subject) -> Iterator[Finding]:
    """汉字旁边用了半角的逗号、冒号、分号、括号、直引号，或汉字后面用了半角的问号、叹号、三个点的省略号。一个文件只报一次。

    为什么：公文用全角标点（GB/T 15834-2011《标点符号用法》）。生成文档时 planctl 会自动改为全角，底稿可以照原文不改。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: "市编办,市法制局", deadline: 全年}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办，市法制局, deadline: 全年}
    """
    for wording in subject.wording(HALF_WIDTH):
        edits = tuple(Edit(wording.place.within(start, end), full) for start, end, full in settings(wording.text))
        if not edits:
            continue
        here = edits[0].place
        fix = Fix(edits) if wording.place.text_start >= 0 else None
        yield Finding(here, "汉字旁有半角标点", "生成文档时会改为全角；照录原文的可以不改。", fix)


@check("PLN403", Severity.WARNING, "句末没有句号")
def no_full_stop(subject: Subject) -> Iterator[Finding]:
    """其他要求大多以句号结尾，这一条没有。

    为什么：体例应当一致；没有句号也可能是后面的文字丢了。

    反例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: 市法制局, deadline: 全年}
              - {number: 2, text: 公开结果。, lead_units: 市法制局, deadline: 全年}
              - {number: 3, text: 加强监督, lead_units: 市法制局, deadline: 全年}  # ←
    正例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: 市法制局, deadline: 全年}
              - {number: 2, text: 公开结果。, lead_units: 市法制局, deadline: 全年}
              - {number: 3, text: 加强监督。, lead_units: 市法制局, deadline: 全年}
    """
    texts = subject.texts
    without = [row for row in texts if not row[1].rstrip().endswith(_SENTENCE_ENDS)]
    if len(without) * 2 >= len(texts):
        return
    for requirement, text, place in without:
        end = len(text.rstrip())
        here = place.within(end - 1, end)
        fix = replace_with(place.within(end, end), "。") if text[end - 1] not in "，、；：,;:" else None
        yield Finding(
            here, f"{subject.name_of(requirement, 'text')}末尾没有句号", "请补上句号，或补全漏掉的文字。", fix
        )


_SENTENCE_ENDS: Final = ("。", "！", "？", "…", "。”", "。）", "；")


@check("PLN404", Severity.WARNING, "引号、书名号、括号不成对")
def unpaired(subject: Subject) -> Iterator[Finding]:
    """引号、书名号或括号只有一半，或次序颠倒。

    为什么：多半是漏了一半，或文字被截断了。〔〕套在（）里面是允许的。

    反例：
        tasks:
          - {number: 1, title: 做好“信用广东网站的连接工作, lead_units: 市编办, deadline: 全年}  # ←
    正例：
        tasks:
          - {number: 1, title: 做好“信用广东”网站的连接工作, lead_units: 市编办, deadline: 全年}
    """
    if not _may_be_odd(subject.all_wording):
        return
    for wording in subject.wording(_MARK, _may_be_odd):
        index = _unpaired_at(wording.text)
        if index >= 0:
            here = wording.place.within(index, index + 1)
            yield Finding(here, f"{wording.name}里的“{wording.text[index]}”没有配对", "请补上另一半，或删去多余的。")


_MARKS: Final = re.escape("".join((*_PAIRS, *_CLOSING)))
_MARK: Final = Expression(f"[{_MARKS}]")
_PLAINLY_PAIRED: Final = Expression(
    f"(?>[^{_MARKS}]+|"
    + "|".join(rf"{re.escape(opening)}[^{_MARKS}\n]*+{re.escape(closing)}" for opening, closing in _PAIRS.items())
    + ")*+"
)
"""Lines whose pairs stand side by side; only others are worth a walk."""


def _may_be_odd(text: str) -> bool:
    return not _PLAINLY_PAIRED.fullmatch(text)


_ITEM_NUMBER: Final = Expression(r"(?:^|[\s。；;：:，,])(?:\d+|[一二三四五六七八九十]+)$")
"""An item's number before its bracket: 1) or 三）."""


def _unpaired_at(text: str) -> int:
    opened: list[int] = []
    for mark in _MARK.finditer(text):
        index, character = mark.start(), mark[0]
        if character in _PAIRS:
            opened.append(index)
        else:
            if character in ")）" and not opened and index and _ITEM_NUMBER.search(text, 0, index):
                continue
            if not opened or not _same_kind(text[opened[-1]], character):
                return index
            opened.pop()
    return opened[0] if opened else -1


def _same_kind(opening: str, closing: str) -> bool:
    return _PAIRS[opening] == closing or {opening, closing} in ({"（", ")"}, {"(", "）"})


@check("PLN407", Severity.WARNING, "多余的空格")
def stray_space(subject: Subject) -> Iterator[Finding]:
    """汉字之间、或文字开头末尾有空格。开头末尾的可以自动删去；中间的可能隔开了两个单位或两句话，不自动删。

    为什么：多半是从 PDF 或网页复制时带来的，会妨碍查找。

    反例：
        tasks:
          - {number: 1, title: 推进 决策公开, lead_units: 市编办, deadline: 全年}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办, deadline: 全年}
    """
    for wording in subject.wording(_SPACE):
        text, place = wording.text, wording.place
        if not text.strip():
            continue
        if edges := list(_EDGE_SPACE.finditer(text)):
            edits = tuple(Edit(place.within(*edge.span()), "") for edge in edges)
            fix = Fix(edits) if place.text_start >= 0 else None
            yield Finding(edits[0].place, f"{wording.name}的开头或末尾有空格", "请删去空格。", fix)
        # in cells of units and time a space is a separator, and read as one
        inner = None if wording.field in CELL_FIELDS else _INNER_SPACE.search(text)
        if inner:
            yield Finding(place.within(*inner.span()), f"{wording.name}里有空格", "请删去空格，或改为标点。")


@check("PLN411", Severity.WARNING, "发文字号的括号不对")
def document_number_brackets(subject: Subject) -> Iterator[Finding]:
    """发文字号的年份用了方括号、圆括号等，应当用六角括号〔〕。

    为什么：GB/T 9704-2012 规定发文字号的年份用六角括号“〔〕”括入。

    反例：
        tasks:
          - number: 1
            title: 落实国发[2017]12号文件  # ←
            lead_units: 市编办
    正例：
        tasks:
          - number: 1
            title: 落实国发〔2017〕12号文件
            lead_units: 市编办
    """
    plan = subject.plan
    numbered = Wording("发文字号", "document_number", plan.document_number, plan.spans.get("document_number", NOWHERE))
    for wording in (*subject.wording(_BRACKETED_YEAR, _DOCUMENT_NUMBER.search), numbered):
        text, place = wording.text, wording.place
        for found in _DOCUMENT_NUMBER.finditer(text):
            right = f"〔{found[2]}〕"
            here = place.within(*found.span())
            yield Finding(
                here,
                f"{wording.name}里的“{found[0]}”应写作“{right}”",
                "发文字号的年份用六角括号。",
                replace_with(here, right),
            )


@check("PLN417", Severity.WARNING, "正文层次序数的写法")
def level_numbers(subject: Subject) -> Iterator[Finding]:
    """正文（body）各层的序数后面点错了标点：应为 一、 （一） 1. （1）。

    为什么：GB/T 9704-2012 第7.3.3条规定结构层次序数依次用“一、”“（一）”“1.”“（1）”；括号后面不再加标点，
    阿拉伯数字后面不用顿号。生成公文时第一层排黑体、第二层排楷体，也看这些序数。

    反例：
        plan: {title: 测试方案, year: 2017, body: "1、各单位要按时报送进展情况。"}  # ←
        tasks: []
    正例：
        plan: {title: 测试方案, year: 2017, body: "1.各单位要按时报送进展情况。"}
        tasks: []
    """
    place = subject.plan.spans.get("body", NOWHERE)
    for line in subject.plan.body.splitlines():
        if found := _WRONG_LEVEL.match(line.strip()):
            right = (
                f"{found['arabic']}."
                if found["arabic"]
                else f"{found['chinese']}、"
                if found["chinese"]
                else found["bracket"]
            )
            yield Finding(place, f"正文里的“{found[0]}”应写作“{right}”", "层次序数依次用 一、 （一） 1. （1）。")


_WRONG_LEVEL: Final = Expression(
    "(?P<arabic>[0-9]{1,2}+)[、，．]|(?P<chinese>[一二三四五六七八九十]{1,3}+)[.．，]|(?P<bracket>[（(][一二三四五六七八九十0-9]{1,3}+[）)])[、.．，]"
)
