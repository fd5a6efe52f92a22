"""What either parser of YAML says, in the words of someone who knows plan files."""

import re

import pytest
import yaml

from planctl.planfile.syntax import syntax_findings
from planctl.source import Source

BROKEN = {
    "%FOO bar\n---\na: 1": "%",
    "%YAML x\n---\na: 1": "%",
    "%YAML 3.0\n---\na: 1": "%",
    "%YAML 1.1\n%YAML 1.1\n---\na: 1": "%",
    "%TAG ! x\n%TAG ! y\n---\na: 1": "%",
    "%\n": "%",
    'a: "\\ud83d\\ude00"': "完整的字符",
    'a: "\\xzz"': "十六进制",
    'a: "\\q"': "反斜杠",
    "a: |x\n  b": "“|”",
    "a: >10\n  b": "换行",
    "a: |0\n  b": "1至9",
    "a: !<x": "!",
    "a: !%zz x": "!",
    "a: !e!x y": "!",
    "a: !!": "!",
    "a: & x": "&",
    "a: *": "*",
    'a: "b\n---\n': "引号没有配对",
    "a: 'x": "引号没有配对",
    "? ? a\n- b": "缩进",
    "a: [1, 2": "]",
    "a: {b": "}",
    "a: @x": "“@”",
    "- a\nb: c": "缩进",
    "a: b\n c: d": "缩进",
    "{a: b}}": "多出",
    "a: ]": "“]”",
    "a\nb: c": "不能再有键",
    "[": "缺少内容",
}


@pytest.mark.parametrize("parser", [yaml.CLoader, yaml.SafeLoader])
@pytest.mark.parametrize("text", BROKEN)
def test_what_a_parser_cannot_read_is_said_in_chinese(text, parser):
    try:
        for _ in yaml.parse(text, Loader=parser):
            pass
    except yaml.MarkedYAMLError as error:
        messages = [finding.message for finding in syntax_findings(Source("plan.yaml", text), error)]
    else:
        assert parser is yaml.SafeLoader, "only the parser written in Python is less strict"
        return
    assert any(BROKEN[text] in message for message in messages), messages
    assert not any(re.search("[A-Za-z]{3,}", message.replace("YAML", "")) for message in messages), messages
