"""PLN408 to PLN412: the characters of the wording: zeros in years, wrong words, what cannot be seen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from planctl.checks.subject import Subject
from planctl.findings.diagnostics import Finding, Severity, check, replace_with
from planctl.lazy_regex import Expression

_ZERO: Final = Expression("[零○Ο0Oo]")
_ZERO_BESIDE: Final = Expression("[零○Ο0Oo][一二三四五六七八九]|[一二三四五六七八九][零○Ο0Oo]")
_MIXED_ZERO: Final = Expression(
    r"[〇零○Ο0Oo]?(?:[一二三四五六七八九][〇零○0Oo]|[〇零○0Oo][一二三四五六七八九])[一二三四五六七八九〇零○0Oo]{0,6}(?=年)"
)
_INVISIBLE: Final = Expression(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ue000-\uf8ff]")
_CONTROL: Final = Expression(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_LOOK_ALIKE: Final = Expression(r"[\u2e80-\u2fd5\uf900-\ufaff]")
_HIDDEN: Final = Expression(f"[{_INVISIBLE.pattern[1:-1]}{_LOOK_ALIKE.pattern[1:-1]}]")
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
_WRONG_WORD: Final = Expression("(?<![公发颁])布署(?!名)|" + "|".join(word for word in _WRONG_WORDS if word != "布署"))
"""公布署名文章 and 发布署 hold 布署 without meaning it."""
_SIGN_OF_WRONG_WORD: Final = Expression("帐|布署")


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
    for wording in subject.wording(_ZERO_BESIDE):
        text, place = wording.text, wording.place
        for year in _MIXED_ZERO.finditer(text):
            right = _ZERO.sub("〇", year[0])
            if right != year[0] and len(year[0]) == 4:
                here = place.within(*year.span())
                yield Finding(
                    here,
                    f"{wording.name}里的“{year[0]}年”应写作“{right}年”",
                    "请把零改为〇。",
                    replace_with(here, right),
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
    for wording in subject.wording(_SIGN_OF_WRONG_WORD, _WRONG_WORD.search):
        text, place = wording.text, wording.place
        for word in _WRONG_WORD.finditer(text):
            right = _WRONG_WORDS[word[0]]
            here = place.within(*word.span())
            yield Finding(
                here, f"{wording.name}里的“{word[0]}”应为“{right}”", f"请改为“{right}”。", replace_with(here, right)
            )


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
    for wording in subject.wording(_HIDDEN):
        text, place = wording.text, wording.place
        for found in (*_INVISIBLE.finditer(text), *_LOOK_ALIKE.finditer(text)):
            character = found[0]
            here = place.within(*found.span())
            name = f"U+{ord(character):04X}"
            plain = unicodedata.normalize("NFKC", character)
            if _LOOK_ALIKE.match(character) and plain != character:
                message = f"{wording.name}里的“{character}”（{name}）与“{plain}”同形而不是同一个字"
                yield Finding(here, message, f"请改为“{plain}”。", replace_with(here, plain))
            elif _INVISIBLE.match(character):
                private = "\ue000" <= character <= "\uf8ff"
                message = f"{wording.name}里有{'自造字区' if private else '看不见'}的字符 {name}"
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
    for wording in subject.wording(_CONTROL):
        text, place = wording.text, wording.place
        if found := _CONTROL.search(text):
            here = place.within(*found.span())
            yield Finding(here, f"{wording.name}里有控制字符 U+{ord(found[0]):04X}", "请删去该字符。")
