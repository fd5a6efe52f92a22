"""Documents that the code can generate are generated: run with --update-docs, look at the difference, commit it."""

import json
from pathlib import Path

import pytest

from planctl.cli.as_json import deadline_json
from planctl.deadlines import parse_deadline
from planctl.vocabulary import DEADLINE_KIND_LABELS

ROOT = Path(__file__).parents[1]
START, END = "<!-- generated: examples -->", "<!-- end of generated -->"


def examples():
    """The corpus phrases, a few of each kind of meaning, as planctl reads them."""
    lines = [*(ROOT / "tests/data/deadlines.jsonl").read_text(encoding="utf-8").splitlines()]
    seen = {}
    for line in lines:
        case = json.loads(line)
        shape = (case["kind"], *(sorted(set(case) - {"phrase", "year", "kind", "made"})))
        seen.setdefault(shape, [])
        if len(seen[shape]) < 6:
            seen[shape].append(case)
    order = list(DEADLINE_KIND_LABELS)
    for shape in sorted(seen, key=lambda one: (order.index(one[0]), one)):
        yield from seen[shape]


def table():
    rows = ["| phrase | year | kind | meaning |", "| --- | --- | --- | --- |"]
    for case in examples():
        read = deadline_json(parse_deadline(case["phrase"], case["year"]))
        skipped = ("phrase", "kind", "source")
        meaning = {key: value for key, value in read.items() if key not in skipped and value not in (None, False, [])}
        words = "; ".join(
            f"{key} {json.dumps(value, ensure_ascii=False).strip(chr(34))}" for key, value in meaning.items()
        )
        rows.append(f"| {case['phrase']} | {case['year']} | {read['kind']} | {words} |")
    return "\n".join(rows) + "\n"


def test_the_examples_in_the_page_on_deadlines_are_what_the_grammar_reads(request):
    page = ROOT / "docs" / "deadlines.md"
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    generated = f"{before}{START}\n{table()}{END}{after}"
    if request.config.getoption("--update-docs"):
        page.write_text(generated, encoding="utf-8")
        pytest.skip("written anew")
    assert text == generated
