"""What shells are offered: shells evaluate it, so nothing but plain words."""

import json
import os
import re
import subprocess
import sys

import pytest

EVIL = '甲\\"); touch HACKED; : ("'
PLAN = {
    "format": "1",
    "plan": {"title": "方案", "year": "2017"},
    "units": [
        {"name": name}
        for name in (
            "市发改局",
            "各镇(街、园区)",
            EVIL,
            "$(touch HACKED)",
            "`touch HACKED`",
            "a;b",
            "-p",
            "市 编办",
            "*",
        )
    ],
    "tasks": [
        {
            "number": "1",
            "section": "一、公开",
            "title": "推进'公开'",
            "requirements": [
                {
                    "number": "1",
                    "text": EVIL,
                    "lead_units": "市发改局",
                    "deadline": "6月底",
                    "extra": {"分管领导": "张三"},
                },
                {"number": "2", "text": "公开。", "lead_units": "市发改局", "deadline": "6月底"},
            ],
        }
    ],
}


@pytest.fixture
def offered(tmp_path):
    tmp_path.joinpath("plan.yaml").write_text(json.dumps(PLAN, ensure_ascii=False), encoding="utf-8")

    def offers(shell, *words):
        line = " ".join(("planctl", *words))
        environment = {
            "_PLANCTL_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words)),
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
        }
        result = subprocess.run(
            [sys.executable, "-m", "planctl"],
            env={**os.environ, **environment}, cwd=tmp_path, capture_output=True, timeout=60, encoding="utf-8",
        )  # fmt: skip
        assert result.stderr == ""
        return result.stdout

    return offers


def test_words_are_units_and_references(offered):
    assert offered("bash", "list", "市").split() == ["市发改局"]
    assert offered("bash", "list", "1").split() == ["1.1", "1.2", "1"]
    assert offered("bash", "list", "--section", "一").split() == ["一、公开"]
    assert offered("bash", "list", "--leader", "张").split() == ["张三"]


def test_brackets_are_offered_full_width_for_shells_give_a_meaning_to_the_others(offered, planctl, tmp_path):
    assert offered("bash", "list", "各").split() == ["各镇（街、园区）"]
    code, out, _ = planctl("list", "各镇（街、园区）", "-p", tmp_path / "plan.yaml")
    assert code == 0
    assert out.startswith("各镇（街、园区）：0条")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
@pytest.mark.parametrize("words", [("list", ""), ("due", "--unit", ""), ("show", ""), ("list", "--task", "")])
def test_nothing_in_a_plan_becomes_part_of_a_command_line(offered, shell, words):
    out = offered(shell, *words)
    assert "1" in out or "市发改局" in out
    framework = {"zsh": r"_arguments '\*: :\(\((.*)\)\)'\n"}.get(shell, "(.*)")
    content = re.fullmatch(framework, out, re.DOTALL)[1]
    texts = re.findall('"([^"]*)"', content) if shell == "zsh" else re.split(r"\t|:::|\n", content)
    if shell == "zsh":
        assert set(re.sub('"[^"]*"', "", content)) <= {":", "\n"}
    for text in texts:
        assert not re.search(r"""["'`$\\]""", text)
    for word in texts[::2] if shell in ("fish", "powershell") else ():
        assert not re.search(r"[;&|()*<> ]", word)
