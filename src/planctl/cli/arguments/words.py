"""Words without an option: each is a unit of the plan, a reference, or else a text to search for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from planctl.errors import NotInPlanError
from planctl.model.plan import Plan
from planctl.queries import Selection, find, fold, searched_text, select
from planctl.units.register import register_of

_SHOWN: Final = 5
"""So many near hits are named at most."""
_LONGEST_PIECE: Final = 20
_SHORTEST_PIECE: Final = 2


class Words(NamedTuple):
    """What the words of a command line mean."""

    units: list[str]
    references: list[str]
    searches: list[str]


def read_words(plan: Plan, words: Sequence[str]) -> Words:
    """What each word is. Raises NotInPlanError, with what comes near, for one that is nothing in the plan."""
    meant = Words([], [], [])
    register = register_of(plan) if words else None
    for word in words:
        if register and register.knows(word):
            meant.units.append(word)
        elif _is_reference(plan, word):
            meant.references.append(word)
        elif word.strip() and select(plan, Selection(searches=[word])):
            meant.searches.append(word)
        else:
            raise NotInPlanError(f"方案中没有“{word}”：不是单位、编号，任务和要求中也没有这些字", _nearest(plan, word))
    return meant


def _is_reference(plan: Plan, word: str) -> bool:
    """Whether a word is a reference of a row. Raises NotInPlanError for one whose rows are all lost."""
    rows, gaps = find(plan, word)
    if gaps and not rows:
        raise lost_in_source(word)
    return bool(rows)


def lost_in_source(reference: str) -> NotInPlanError:
    """What is said of a reference that is known to be missing."""
    return NotInPlanError(f"第{reference}项在原文中缺失", f"planctl show {reference} 可查看缺失说明。")


def _nearest(plan: Plan, word: str) -> str:
    near = "；".join(_near(plan, word))
    return f"{near}。" if near else "planctl units 列出全部单位，planctl list 列出全部要求。"


def _near(plan: Plan, word: str) -> Iterator[str]:
    """The units and references that look like a word, and the rows that contain most of it."""
    from difflib import get_close_matches

    if units := get_close_matches(word, register_of(plan).all_names(), n=_SHOWN, cutoff=0.5):
        yield f"相近的单位：{'、'.join(units)}"
    if word[:1].isdecimal():
        references = dict.fromkeys(name for task, row in plan.rows() for name in (task.reference, row.reference))
        if near := get_close_matches(word, references, n=_SHOWN):
            yield f"相近的编号：{'、'.join(near)}"
    texts = [(row.reference, searched_text(task, row)) for task, row in plan.rows()]
    everything = "\n".join(text for _, text in texts)
    if piece := next((piece for piece in _pieces(fold(word)) if piece in everything), None):
        hits = [reference for reference, text in texts if piece in text]
        more = f"等{len(hits)}条" if len(hits) > _SHOWN else ""
        yield f"含“{piece}”的：{'、'.join(hits[:_SHOWN])}{more}"


def _pieces(word: str) -> Iterator[str]:
    """The pieces of a word, the longest first."""
    word = word[:_LONGEST_PIECE]
    for size in range(len(word), _SHORTEST_PIECE - 1, -1):
        for start in range(len(word) - size + 1):
            if piece := word[start : start + size].strip():
                yield piece
