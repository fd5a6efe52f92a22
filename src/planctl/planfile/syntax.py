"""What keeps a parser from reading a file, in the words of someone who knows plan files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import yaml

from planctl.findings.diagnostics import Diagnostic, Severity
from planctl.planfile import reading_rules as rules
from planctl.planfile import slip_rules
from planctl.planfile.slips import all_slips
from planctl.source import BYTE_ORDER_MARK, Source, Span

_TOO_DEEP: Final = "此处不能再有键，多半是这一行缩进过深，或上一行的文字要加引号"
_NO_KEY: Final = "此处应是一个键，多半是缩进没有对齐"
_NOTHING: Final = "此处缺少内容"
_NO_LINE_BREAK: Final = "“|”或“>”之后应换行，文字从下一行写起"
_NO_CODE: Final = "双引号内 \\x、\\u、\\U 之后应是十六进制的字符编码；请直接写该字符"
_TAG: Final = "无法识别的标记（!）；文字以 ! 开头时请给整段文字加引号"
_DIRECTIVE: Final = "行首的 % 是 YAML 的指令，此处的写法无法识别；文字以 % 开头时请给整段文字加引号"
_ANCHOR: Final = "锚点（&）或引用（*）的名字写法不对；文字以 & 或 * 开头时请加引号"
_CONTEXTS: Final = {"directive": _DIRECTIVE, "tag": _TAG, "anchor": _ANCHOR, "alias": _ANCHOR}
"""What is wrong with a token of the kind, whatever it is in particular."""
_PROBLEMS: Final = {
    "mapping values are not allowed": _TOO_DEEP,
    "mapping keys are not allowed": "此处不能以“? ”开头；文字以 ? 开头时请给整段文字加引号",
    "could not find expected ':'": "缺少冒号，或键与值写断了",
    "find expected key": _NO_KEY,
    "find expected '-' indicator": "此处应以“- ”开头，多半是缩进没有对齐",
    "expected <block end>": _NO_KEY,
    "expected ',' or ']'": "列表缺少逗号或“]”",
    "expected ',' or '}'": "花括号内缺少逗号或“}”",
    "expected node content": _NOTHING,
    "expected the node content": _NOTHING,
    "<document start>": "内容已经结束，此处多出文字；多半是缩进没有对齐",
    "found unexpected end of stream": "引号没有配对，直到文件结束也没有找到另一半",
    "found unexpected document": "引号没有配对，直到 --- 或 ... 开头的一行也没有找到另一半",
    "that cannot start any token": "此处的字符不能作为开头（如 @、%、`）；请给整段文字加引号",
    "sequence entries are not allowed": "此处不能以“- ”开头，多半是缩进没有对齐",
    "undefined tag handle": _TAG,
    "directive": _DIRECTIVE,
    "incompatible YAML document": _DIRECTIVE,
    "tag handle": _DIRECTIVE,
    "found unknown escape character": "双引号内的反斜杠写法不对；请改用单引号，或写作 \\\\",
    "hexdecimal number": _NO_CODE,
    "hexadecimal numbers": _NO_CODE,
    "character escape code": "双引号内 \\u 或 \\U 写的不是一个完整的字符；请直接写该字符",
    "comment or line break": _NO_LINE_BREAK,
    "a comment or a line break": _NO_LINE_BREAK,
    "chomping or indentation": _NO_LINE_BREAK,
    "indentation indicator": "“|”或“>”之后表示缩进的数字应是1至9",
    "found a tab character": "缩进处有制表符；请改为空格",
    "found unexpected ':'": "此处的冒号 YAML 当作自己的符号；请给整段文字加引号",
    "exceeded max": "嵌套过深",
}
"""What either parser says, in part, and what it means; the first that fits counts."""


def control_character(source: Source, error: yaml.reader.ReaderError) -> Diagnostic:
    """The finding on a character that YAML does not allow."""
    # libyaml counts bytes, the pure parser characters: look for the character itself.
    character = error.character if isinstance(error.character, int) else ord(error.character)
    offset = max(source.text.find(chr(character)), 0)
    return rules.control_character(Span(offset, min(offset + 1, len(source.text))), character)


def syntax_findings(source: Source, error: yaml.MarkedYAMLError) -> Iterator[Diagnostic]:
    """The slips that a file which cannot be parsed shows on its lines; the parser's own sentence where none explains it.

    Where a parser got to, what stands above is sound, so a slip explains its error if it stands there or on the line
    above; further up only what is dropped in silence, or a quote that swallowed the lines below it, can be one.
    """
    shift = int(source.text.startswith(BYTE_ORDER_MARK))
    marks = [mark.index + shift for mark in (error.problem_mark, error.context_mark) if mark]
    reached = min(marks[0] if marks else 0, len(source.text))
    first = source.position(min(marks) if _is_scanning(error) else reached).line
    last = source.position(reached).line
    first = min(first, _line_above(source, last))
    explained = False
    slips: list[Diagnostic] = []
    for slip in all_slips(source):
        line = source.position(slip.place.start).line
        if line < first and slip.rule not in _FELT_LATER:
            continue
        slips.append(slip)
        explained |= (
            line <= last and slip.rule.severity is Severity.ERROR and slip.rule is not slip_rules.text_in_comment.rule
        )
        explained |= first <= line <= last
    if not explained:
        yield _in_words(source, error, reached)
    yield from slips


_FELT_LATER: Final = (slip_rules.text_in_comment.rule, rules.syntax.rule, slip_rules.invisible_line_end.rule)


def _is_scanning(error: yaml.MarkedYAMLError) -> bool:
    """Whether the error is in one token, which its context marks; elsewhere that marks where a whole mapping begins."""
    return bool(error.context and error.context.startswith("while scanning"))


def _line_above(source: Source, line: int) -> int:
    """The line above that is neither blank nor a comment."""
    for above in range(line - 1, 0, -1):
        if (text := source.line_text(above).lstrip()) and not text.startswith("#"):
            return above
    return line


def _in_words(source: Source, error: yaml.MarkedYAMLError, reached: int) -> Diagnostic:
    problem = error.problem or ""
    if problem == "found unexpected end of stream" and error.context_mark:  # the other quote is missing: show the first
        reached = error.context_mark.index + int(source.text.startswith(BYTE_ORDER_MARK))
    place = Span(reached, min(reached + 1, len(source.text)))
    if source.text[reached : reached + 1] == "\t":
        return slip_rules.tab_indent(place)
    return rules.syntax(place, _translated(error.context or "", problem))


def _translated(context: str, problem: str) -> str:
    token = context.split()[-1] if context else ""
    meant = (chinese for english, chinese in _PROBLEMS.items() if english in problem)
    return _CONTEXTS.get(token) or next(meant, "此处的写法 YAML 无法识别")
