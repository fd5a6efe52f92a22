"""PLN4xx: signs and characters in the wording. Each rule speaks once for a text; half-width marks once for a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from planctl.checks.subject import NOWHERE, Subject, Wording
from planctl.diagnostics import Edit, Finding, Fix, Severity, check, replace_with
from planctl.expressions import Expression
from planctl.typography import typeset

_HALF_WIDTH: Final = Expression("[,:;()]")
_SPACE: Final = Expression("[ \u3000\t]")
_EDGE_SPACE: Final = Expression(r"^[ \u3000\t]+|[ \u3000\t]+$")
_INNER_SPACE: Final = Expression(r"(?<=[\u4e00-\u9fff，。、；：）（])[ \u3000\t]+(?=[\u4e00-\u9fff，。、；：）（])")
_ZERO_BESIDE: Final = Expression("[零○Ο0Oo][一二三四五六七八九]|[一二三四五六七八九][零○Ο0Oo]")
_MIXED_ZERO: Final = Expression(
    r"[〇零○Ο0Oo]?(?:[一二三四五六七八九][〇零○0Oo]|[〇零○0Oo][一二三四五六七八九])[一二三四五六七八九〇零○0Oo]*(?=年)"
)
_DOCUMENT_NUMBER: Final = Expression(r"(?<=[\u4e00-\u9fff])([\[【（(［])((?:19|20)\d\d)([\]】）)］])(?=第?\d+号)")
_INVISIBLE: Final = Expression(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ue000-\uf8ff]")
_CONTROL: Final = Expression(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_LOOK_ALIKE: Final = Expression(r"[\u2e80-\u2fd5\uf900-\ufaff]")
_HIDDEN: Final = Expression(f"{_INVISIBLE.pattern}|{_LOOK_ALIKE.pattern}")
_WRONG_WORDS: Final = {
    "台帐": "台账",
    "帐户": "账户",
    "帐号": "账号",
    "帐目": "账目",
    "帐簿": "账簿",
    "记帐": "记账",
    "布署": "部署",
}
"""账 for money and records, 帐 for curtains: 《现代汉语词典》(第7版); 《第一批异形词整理表》(GF 1001-2001) likewise 账本."""
_WRONG_WORD: Final = Expression("(?<![公发颁])布署(?!名)|" + "|".join(one for one in _WRONG_WORDS if one != "布署"))
"""公布署名文章 and 发布署 hold 布署 without meaning it."""
_PAIRS: Final = {"“": "”", "《": "》", "（": "）", "(": ")", "〔": "〕", "【": "】", "「": "」", "〈": "〉"}
_CLOSING: Final = {closing: opening for opening, closing in _PAIRS.items()}


@check("PLN402", Severity.WARNING, "中文里的半角标点", once=True)
def half_width_marks(subject: Subject) -> Iterator[Finding]:
    """汉字旁边用了半角的逗号、冒号、分号或括号。一个文件只报一次。

    为什么：公文用全角标点（GB/T 15834-2011《标点符号用法》）。生成文档时 planctl 会自动改为全角，底稿可以照原文不改。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: "市编办,市法制局", deadline: 全年}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办，市法制局, deadline: 全年}
    """
    for one in subject.wording(_HALF_WIDTH):
        full = typeset(one.text)
        changed = [index for index, character in enumerate(one.text) if character != full[index]]
        if not changed:
            continue
        here = one.place.within(changed[0], changed[0] + 1)
        edits = tuple(Edit(one.place.within(index, index + 1), full[index]) for index in changed)
        fix = Fix(edits) if one.place.text_start >= 0 else None
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
    without = [one for one in texts if not one[1].rstrip().endswith(_SENTENCE_ENDS)]
    if len(without) * 2 >= len(texts):
        return
    for requirement, text, place in without:
        end = len(text.rstrip())
        here = place.within(end - 1, end)
        fix = replace_with(place.within(end, end), "。") if text[end - 1] not in "，、；：,;:" else None
        yield Finding(here, f"{requirement.reference} 的文字末尾没有句号", "请补上句号，或补全漏掉的文字。", fix)


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
    for one in subject.wording(_MARK, _has_odd_marks):
        index = _unpaired_at(one.text)
        if index >= 0:
            here = one.place.within(index, index + 1)
            yield Finding(here, f"{one.what}里的“{one.text[index]}”没有配对", "请补上另一半，或删去多余的。")


def _has_odd_marks(text: str) -> bool:
    """Whether anything is left of a text's marks once plain pairs are taken out; only then is it worth a walk."""
    marks = "".join(_MARK.findall(text))
    for opening, closing in _PAIRS.items():
        if marks:
            marks = marks.replace(opening + closing, "")
    return bool(marks)


_MARK: Final = Expression(f"[{re.escape(''.join((*_PAIRS, *_CLOSING)))}]")


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
    for one in subject.wording(_SPACE):
        text, place = one.text, one.place
        if not text.strip():
            continue
        if edges := list(_EDGE_SPACE.finditer(text)):
            edits = tuple(Edit(place.within(*edge.span()), "") for edge in edges)
            fix = Fix(edits) if place.text_start >= 0 else None
            yield Finding(edits[0].place, f"{one.what}的开头或末尾有空格", "请删去空格。", fix)
        inner = None if one.kind in _SPACED_KINDS else _INNER_SPACE.search(text)
        if inner:
            yield Finding(place.within(*inner.span()), f"{one.what}里有空格", "请删去空格，或改为标点。")


_SPACED_KINDS: Final = ("单位", "时限")
"""Cells in which a space is a separator: planctl reads it as one."""


@check("PLN408", Severity.WARNING, "年份里零的写法混乱")
def mixed_zero(subject: Subject) -> Iterator[Finding]:
    """汉字数字的年份里，零没有写成〇，如二0一七年、二○一七年。

    为什么：GB/T 15835-2011《出版物上数字用法》规定年份等编号中的零用“〇”。

    反例：
        tasks:
          - {number: 1, title: 做好二0一七年公开工作, lead_units: 市编办, deadline: 全年}  # ←
    正例：
        tasks:
          - {number: 1, title: 做好二〇一七年公开工作, lead_units: 市编办, deadline: 全年}
    """
    for one in subject.wording(_ZERO_BESIDE):
        what, text, place = one.what, one.text, one.place
        for year in _MIXED_ZERO.finditer(text):
            right = re.sub("[零○Ο0Oo]", "〇", year[0])
            if right != year[0] and len(year[0]) == 4:
                here = place.within(*year.span())
                yield Finding(
                    here, f"{what}里的“{year[0]}年”应写作“{right}年”", "请把零改为〇。", replace_with(here, right)
                )


@check("PLN409", Severity.WARNING, "错别字")
def wrong_word(subject: Subject) -> Iterator[Finding]:
    """常见的错别字：台帐（台账）、帐户（账户）、布署（部署）等。

    为什么：公文用字应当规范。与钱物、记录有关的用“账”（《现代汉语词典》第7版）。

    反例：
        tasks:
          - {number: 1, title: 建立工作台帐, lead_units: 市编办, deadline: 全年}  # ←
    正例：
        tasks:
          - {number: 1, title: 建立工作台账, lead_units: 市编办, deadline: 全年}
    """
    for one in subject.wording(_WRONG_WORD):
        what, text, place = one.what, one.text, one.place
        for word in _WRONG_WORD.finditer(text):
            right = _WRONG_WORDS[word[0]]
            here = place.within(*word.span())
            yield Finding(here, f"{what}里的“{word[0]}”应为“{right}”", f"请改为“{right}”。", replace_with(here, right))


@check("PLN410", Severity.WARNING, "看不见或形近的字符")
def hidden_character(subject: Subject) -> Iterator[Finding]:
    """文字里有看不见的字符（零宽空格等）、自造字区的字符，或与汉字同形的部首字符（⼯ 不是 工）。

    为什么：看上去一样，查找却查不到，换一台电脑可能显示成方框。多半是从 PDF 复制时带来的。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开⼯作, lead_units: 市编办, deadline: 全年}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开工作, lead_units: 市编办, deadline: 全年}
    """
    for one in subject.wording(_HIDDEN):
        what, text, place = one.what, one.text, one.place
        for found in (*_INVISIBLE.finditer(text), *_LOOK_ALIKE.finditer(text)):
            character = found[0]
            here = place.within(*found.span())
            name = f"U+{ord(character):04X}"
            plain = unicodedata.normalize("NFKC", character)
            if _LOOK_ALIKE.match(character) and plain != character:
                message = f"{what}里的“{character}”（{name}）与“{plain}”同形而不是同一个字"
                yield Finding(here, message, f"请改为“{plain}”。", replace_with(here, plain))
            elif _INVISIBLE.match(character):
                private = "\ue000" <= character <= "\uf8ff"
                message = f"{what}里有{'自造字区' if private else '看不见'}的字符 {name}"
                yield Finding(
                    here,
                    message,
                    "请改为正式的字。" if private else "请删去。",
                    None if private else replace_with(here, ""),
                )


@check("PLN412", Severity.ERROR, "文字里有控制字符")
def control_character(subject: Subject) -> Iterator[Finding]:
    """文字里用转义写进了控制字符（如 "\\x07"）。

    为什么：控制字符写不进 Word 文档，生成时会丢失，丢了也看不出来。

    反例：
        tasks:
          - {number: 1, title: "推进\\x07决策公开", lead_units: 市编办, deadline: 全年}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办, deadline: 全年}
    """
    for one in subject.wording(_CONTROL):
        what, text, place = one.what, one.text, one.place
        if found := _CONTROL.search(text):
            here = place.within(*found.span())
            yield Finding(here, f"{what}里有控制字符 U+{ord(found[0]):04X}", "请删去该字符。")


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
    numbered = Wording("", "发文字号", plan.document_number, plan.spans.get("document_number", NOWHERE))
    for one in (*subject.wording(_DOCUMENT_NUMBER), numbered):
        what, text, place = one.what, one.text, one.place
        for found in _DOCUMENT_NUMBER.finditer(text):
            right = f"〔{found[2]}〕"
            here = place.within(*found.span())
            yield Finding(
                here, f"{what}里的“{found[0]}”应写作“{right}”", "发文字号的年份用六角括号。", replace_with(here, right)
            )
