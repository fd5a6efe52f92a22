"""The sections of a plan, and the rows that stand in one."""

from __future__ import annotations

from planctl.model.plan import Plan
from planctl.model.references import reference_key, section_number


def sections(plan: Plan) -> list[str]:
    """The plan's sections, in its order."""
    return list(dict.fromkeys(task.section for task in plan.tasks if task.section))


def sections_called(plan: Plan, name: str) -> set[str]:
    """The section of that heading; else those that have a number (二, 一.二, 第二部分) or are below one that has it; else
    those whose heading contains the words asked for."""
    asked = reference_key(name)
    headings = {section: reference_key(section) for section in sections(plan)}
    numbers = {section: f"{section_number(section)}." for section in headings}
    exact = {section for section, heading in headings.items() if heading == asked}
    by_number = (
        {section for section in headings if numbers[section].startswith(f"{number}.")}
        for number in (asked, section_number(name))
        if number
    )
    contained = {section for section, heading in headings.items() if asked and asked in heading}
    return exact or next(filter(None, by_number), contained)
