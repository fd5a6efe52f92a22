"""How tasks and requirements are referred to: 4.3, 8, 4#2, 二/4.3."""

from __future__ import annotations

import unicodedata

from planctl.lazy_regex import Expression
from planctl.model.plan import Numbering, Requirement

_SECTION_NUMBER = Expression(r"\s*[(（]?第?([一二三四五六七八九十百零〇]+|\d+)(?:[、.．:：)）章节部编篇\s]|$)")


BETWEEN_LEVELS = "／"
"""Stands between a section and the one below it: 一、推进公开／（一）决策公开."""


def task_reference(number: str, section: str, numbering: Numbering) -> str:
    """A task's reference: its number, after the section's where sections start again at 1 (二/4).

    A section below another (一、…／（二）…) has the numbers of both: 一.二/4.
    """
    if numbering is not Numbering.PER_SECTION or not section:
        return number
    return f"{section_number(section) or section}/{number}"


def section_number(section: str) -> str:
    """A section's number, 二 or 一.二; "" where it has none."""
    levels = (_SECTION_NUMBER.match(level) for level in section.split(BETWEEN_LEVELS))
    return ".".join(found[1] for found in levels if found)


def requirement_references(task: str, numbers: list[str | None], numbering: Numbering) -> list[str]:
    """References of a task's requirements, given its own and their printed numbers.

    4.3 for a numbered one (3 where numbers run through the plan), 8 for a task's single unnumbered one, 4#2 for the
    second of several unnumbered ones.
    """
    references: list[str] = []
    unnumbered = 0
    for number in numbers:
        if number is None:
            unnumbered += 1
            references.append(task if len(numbers) == 1 else f"{task}#{unnumbered}")
        elif numbering is Numbering.CONTINUOUS:
            references.append(number)
        else:
            references.append(f"{task}.{number}")
    return references


def task_in_words(reference: str) -> str:
    """What messages call a task: 第4项."""
    return f"第{reference}项"


def requirement_in_words(requirement: Requirement) -> str:
    """What messages call a requirement: 第4.3条, or 第8项 where it is all that the task has."""
    is_whole_task = requirement.number is None and "#" not in requirement.reference
    return task_in_words(requirement.reference) if is_whole_task else f"第{requirement.reference}条"


def reference_key(written: str) -> str:
    """What references are compared by: full-width and half-width characters alike, spaces left out."""
    return "".join(unicodedata.normalize("NFKC", written).split())
