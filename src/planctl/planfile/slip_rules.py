"""PLN0xx: what YAML drops or bends of unquoted Chinese, and the signs that it takes for others."""

from __future__ import annotations

from typing import Final

from planctl.findings.diagnostics import Finding, Fix, Severity, reading_rule
from planctl.source import Span


@reading_rule("PLN008", Severity.ERROR, "全角标点当成了 YAML 符号")
def full_width_sign(place: Span, sign: str, fix: Fix | None = None) -> Finding:
    """键后面用了全角冒号，键与键之间用了全角逗号或顿号，或用全角空格缩进。

    为什么：YAML 只认半角的冒号、逗号和空格，全角的会被当作文字，键和值连成一片。

    反例：
        tasks:
          - number： 1  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开}
    """
    if not sign.isprintable():
        name = "全角空格" if sign == "\u3000" else f"看不见的字符 U+{ord(sign):04X}"
        return Finding(place, f"用了{name}，YAML 不认作缩进或间隔", "请改为半角空格。")
    problem = f"用了全角的“{sign}”，YAML 不认作符号"
    if sign in "，、":
        return Finding(place, problem, "请改为半角逗号；不在花括号里的，请把后面的键另起一行。")
    return Finding(place, problem, "请改为半角冒号，并在后面留一个半角空格。", fix)


@reading_rule("PLN009", Severity.ERROR, "列表里的全角逗号")
def full_width_comma(place: Span, key: str) -> Finding:
    """列表的一项里有全角逗号或顿号，几个名称连成了一个。

    为什么：列表以半角逗号分隔，写成全角逗号或顿号时，几个单位会被读成一个，谁也查不到。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: [市编办，市法制局], deadline: 全年}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: [市编办, 市法制局], deadline: 全年}
    """
    return Finding(
        place, f"“{key}”列表的一项里有全角逗号或顿号", "请改用半角逗号分隔，或不用列表，照原样写成一格文字。"
    )


@reading_rule("PLN016", Severity.ERROR, "用 Tab 缩进")
def tab_indent(place: Span) -> Finding:
    """行首用 Tab 缩进。

    为什么：YAML 不允许用 Tab 缩进，各编辑器对 Tab 的宽度也不一致。（⇥ 表示 Tab。）

    反例：
        tasks:
        ⇥- {number: 1, title: 推进决策公开}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开}
    """
    return Finding(place, "用了 Tab 缩进，YAML 不允许，读到此处无法继续", "请把 Tab 改为空格。")


@reading_rule("PLN019", Severity.ERROR, "文字被当作注释")
def text_in_comment(place: Span, lost: str, right: str, fix: Fix | None) -> Finding:
    """没有加引号的文字里，空格后面有“#”，其后的文字丢失。

    为什么：YAML 把空格后的“#”当作注释的开头，其后到行末都不读入，文档里就少了半句话。真是注释的，请在“#”后留一个空格。

    反例：
        tasks:
          - number: 1
            title: 公开目录 #1号  # ←
            lead_units: 市编办
    正例：
        tasks:
          - number: 1
            title: "公开目录 #1号"  # 请核对
            lead_units: 市编办
    """
    way = f"加引号：{right}" if right else "移到前面的括号里"
    advice = f"请{way}" if fix else f"是文字的请{way}；是注释的请在 # 后留一个空格"
    return Finding(place, f"“{lost}”被 YAML 当作注释，没有读入", advice, fix)


@reading_rule("PLN020", Severity.ERROR, "文字没有加引号")
def unquoted_text(place: Span, problem: str, right: str, fix: Fix | None) -> Finding:
    """文字里有 YAML 的符号而没有整段加引号：以 @ % * & ! | > [ { - 开头，中间有半角冒号加空格，或引号只括住开头几个字。

    为什么：YAML 把这些当作自己的符号，不是读不下去，就是丢掉几个字。整段加引号后一字不动地读入。

    反例：
        tasks:
          - number: 1
            title: *重点项目公开  # ←
            lead_units: 市编办
    正例：
        tasks:
          - number: 1
            title: "*重点项目公开"
            lead_units: 市编办
    """
    return Finding(place, problem, f"请给整段文字加引号：{right}", fix)


@reading_rule("PLN021", Severity.WARNING, "文字折到下一行")
def folded_text(place: Span, joined: str, fix: Fix | None) -> Finding:
    """没有加引号的文字从下一行接着写。

    为什么：YAML 把折行读作一个空格，汉字中间就多出空格；下一行里如有冒号，还会被当作键。

    反例：
        tasks:
          - number: 1
            title: 推进决策公开，
              推进执行公开
            lead_units: 市编办
    正例：
        tasks:
          - number: 1
            title: 推进决策公开，推进执行公开
            lead_units: 市编办
    """
    return Finding(place, "文字从这里折到下一行，YAML 在折行处添一个空格", f"请接成一行：{joined}", fix)


@reading_rule("PLN022", Severity.ERROR, "看不见的换行字符")
def invisible_line_end(place: Span, code_point: int, fix: Fix | None) -> Finding:
    """文字里有看不见的换行字符（U+2028、U+2029、U+0085），多半是从网页或 PDF 复制时带来的。

    为什么：编辑器里看不出换了行，YAML 却从这里断成两行，后半句被当作另一项，或多出空格。

    反例：
        tasks:
          - {number: 1, title: 清淤〈行分隔符〉疏浚, lead_units: 市水务局}  # ←
    正例：
        tasks:
          - {number: 1, title: 清淤疏浚, lead_units: 市水务局}
    """
    advice = "请删去该字符，或改为换行。"
    if fix:
        advice = "请改为换行。" if fix.edits[0].replacement else "请删去该字符。"
    return Finding(place, f"有看不见的换行字符 U+{code_point:04X}，YAML 从这里断成两行", advice, fix)


@reading_rule("PLN023", Severity.ERROR, "冒号后面没有空格")
def no_space_after_colon(place: Span, key: str, fix: Fix | None) -> Finding:
    """键的冒号后面没有留空格。

    为什么：没有空格时，YAML 把键和值连在一起读作文字，这一项就丢了。

    反例：
        tasks:
          - number: 1
            title: 推进决策公开
            lead_units:市编办  # ←
    正例：
        tasks:
          - number: 1
            title: 推进决策公开
            lead_units: 市编办
    """
    return Finding(place, f"“{key}:”后面没有空格，YAML 不认作键", "请在冒号后面留一个半角空格。", fix)


@reading_rule("PLN024", Severity.ERROR, "文字被逗号断开")
def text_cut_by_comma(place: Span, lost: str, right: str, fix: Fix | None) -> Finding:
    """花括号里的文字没有加引号，从半角逗号处断开，逗号后的文字丢失。

    为什么：花括号里以半角逗号分隔各项，逗号后的文字会被当作另一个键。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办,市法制局}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: "市编办，市法制局"}
    """
    return Finding(place, f"花括号里的半角逗号断开了文字，“{lost}”没有读入", f"请给整段文字加引号：{right}", fix)


SLIP_RULES: Final = (
    full_width_sign,
    full_width_comma,
    tab_indent,
    text_in_comment,
    unquoted_text,
    folded_text,
    invisible_line_end,
    no_space_after_colon,
    text_cut_by_comma,
)

BENDING_RULES: Final = frozenset(
    broken.rule
    for broken in (
        full_width_sign,
        text_in_comment,
        unquoted_text,
        folded_text,
        invisible_line_end,
        no_space_after_colon,
        text_cut_by_comma,
    )
)
"""The rules whose findings say that a text was not read as it stands in the file."""
