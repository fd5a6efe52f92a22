"""`planctl parse`: how do you read this?"""

import io
import json
import sys

import pytest

from planctl.cli import run
from support import DATA


@pytest.fixture
def planctl(capfd):
    def call(*arguments, stdin=None):
        if stdin is not None:
            sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()))
        try:
            code = run([str(one) for one in arguments])
        finally:
            sys.stdin = sys.__stdin__
        captured = capfd.readouterr()
        return code, [json.loads(line) for line in captured.out.splitlines()], captured.err

    return call


def test_a_phrase_is_answered_with_the_fields_of_the_corpus(planctl):
    code, answers, _ = planctl("parse", "deadline", "每年3月底前", "2月30日", "乱写", "--year", "2017")
    assert code == 0
    assert answers == [
        {"phrase": "每年3月底前", "kind": "recurring", "every": "year", "by": "03-31", "year": 2017},
        {"phrase": "2月30日", "kind": "unread", "problem": "2月没有30日", "year": 2017},
        {"phrase": "乱写", "kind": "unread", "year": 2017},
    ]


def test_every_phrase_of_the_corpus_comes_back_as_labelled_from_standard_input(planctl):
    cases = [json.loads(line) for line in DATA.joinpath("deadlines.jsonl").read_text(encoding="utf-8").splitlines()]
    for year in sorted({case["year"] for case in cases}):
        of_year = [case for case in cases if case["year"] == year]
        text = "".join(case["phrase"] + "\n" for case in of_year)
        code, answers, _ = planctl("parse", "deadline", "--year", year, stdin=text)
        assert code == 0
        assert len(answers) == len(of_year)
        for case, answer in zip(of_year, answers, strict=True):
            for field in ("kind", "due", "start", "every", "by", "within", "times", "ongoing_after"):
                assert answer.get(field) == case.get(field), (case, field)


def test_every_phrase_of_the_corpora_is_read_by_due_as_by_parse(capfd, tmp_path):
    files = [DATA / "deadlines.jsonl", DATA / "deadlines_extra.jsonl"]
    cases = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    for year in sorted({case["year"] for case in cases}):
        phrases = sorted({case["phrase"] for case in cases if case["year"] == year})
        tasks = [{"number": str(place), "title": "甲", "deadline": one} for place, one in enumerate(phrases, 1)]
        plan = tmp_path / f"plan{year}.yaml"
        plan.write_text(json.dumps({"format": 1, "plan": {"title": "方案", "year": year}, "tasks": tasks}), "utf-8")
        run(["due", "-p", str(plan), "--format", "json"])
        by_due = [row["deadline"] for row in json.loads(capfd.readouterr().out)["requirements"]]
        run(["parse", "deadline", "--year", str(year), *phrases])
        by_parse = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
        assert meanings(by_parse) == meanings(by_due)


def meanings(deadlines):
    """What is said of each phrase besides nothing, the year it was read in and where it stands."""
    return {
        one["phrase"]: {key: value for key, value in one.items() if value and key not in ("year", "source")}
        for one in deadlines
    }


def test_every_cell_of_the_corpus_comes_back_as_labelled_from_standard_input(planctl):
    cases = [json.loads(line) for line in DATA.joinpath("units.jsonl").read_text(encoding="utf-8").splitlines()]
    code, answers, _ = planctl("parse", "units", stdin="".join(case["cell"] + "\n" for case in cases))
    assert code == 0
    assert answers == [{"cell": case["cell"], "units": case["units"]} for case in cases]


def test_there_is_one_answer_for_each_line_blank_ones_included(planctl):
    _, answers, _ = planctl("parse", "units", stdin="市编办\n\n无\r\n市财政局")
    assert [[unit["name"] for unit in answer["units"]] for answer in answers] == [["市编办"], [], [], ["市财政局"]]


def test_bytes_that_are_no_utf8_are_refused(planctl, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("十二月".encode("gbk"))))
    code, answers, err = planctl("parse", "deadline")
    assert (code, answers) == (3, [])
    assert "标准输入" in err
