"""Simplified and traditional characters of a phrase are read alike."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import planctl.deadlines
from planctl.deadlines import parse_deadline
from planctl.traditional import SIMPLIFICATION, simplified
from support_deadlines import PHRASES

TRADITIONAL = {ord(plain): chr(printed) for printed, plain in SIMPLIFICATION.items()} | {ord("着"): "著"}
"""著 is a simplified character as well (著作权); only the grammar of deadlines takes it for 着."""


def meaning(phrase, year):
    def simple(deadline):
        return replace(
            deadline,
            phrase=simplified(deadline.phrase),
            trigger=deadline.trigger and simplified(deadline.trigger),
            parts=tuple(simple(part) for part in deadline.parts),
        )

    return simple(parse_deadline(phrase, year))


@pytest.mark.parametrize("entry", PHRASES, ids=lambda entry: entry["phrase"])
def test_the_traditional_form_of_a_phrase_of_the_corpus_is_read_as_the_simplified_one(entry):
    phrase = simplified(entry["phrase"])
    assert meaning(phrase.translate(TRADITIONAL), entry["year"]) == meaning(phrase, entry["year"])


@given(
    st.lists(
        st.sampled_from(
            ["每个月", "一周", "两次", "，", "、", "12月内", "后", "与", "应于", "年内", "开学", "前", "；"]
        ),
        max_size=8,
    )
)
def test_the_traditional_form_of_any_words_of_the_grammar_is_read_as_the_simplified_one(pieces):
    phrase = "".join(pieces)
    assert meaning(phrase.translate(TRADITIONAL), 2017) == meaning(phrase, 2017)


def test_a_trigger_keeps_its_script():
    assert parse_deadline("應在休會後30日內", 2017).trigger == "休會"


def test_every_simplified_character_of_the_grammar_has_its_traditional_form_in_the_table():
    room = Path(planctl.deadlines.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in room.glob("*.py"))
    words = "".join(re.findall(r'"[^"\n]*"', source))
    only_simplified = {
        character
        for character in words
        if "一" <= character <= "鿿" and not character.encode("big5", "ignore")  # traditional characters are in Big5
    }
    assert only_simplified - set(map(chr, TRADITIONAL)) == set()
