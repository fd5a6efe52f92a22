"""Phrases of published plans with what they mean, settled by hand: tests/data/deadlines*."""

import json
from typing import Any

from support import DATA


def corpus(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


PUBLISHED = corpus("deadlines_published.jsonl")
CORPUS = corpus("deadlines.jsonl") + corpus("deadlines_2.jsonl")
PHRASES = [
    *CORPUS,
    *corpus("deadlines_extra.jsonl"),
    *(entry for entry in PUBLISHED if entry["kind"] != "negative"),
]
NO_DEADLINES = [
    *((text, 2017) for text in (DATA / "deadlines_negative.txt").read_text("utf-8").splitlines()),
    *((text, 2017) for text in (DATA / "deadlines_negative_2.txt").read_text("utf-8").splitlines()),
    *((entry["phrase"], entry["year"]) for entry in PUBLISHED if entry["kind"] == "negative"),
]
"""Texts that are no deadlines, each with the year of the plan it is read for."""
