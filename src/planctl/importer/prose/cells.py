"""What the endings of prose say → the cells of a requirement, and the headings that their labels amount to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from planctl.importer.columns.find import in_plan_order
from planctl.importer.columns.headings import field_of
from planctl.importer.prose.endings import Statement
from planctl.importer.prose.labels import Topic, is_about_people
from planctl.model.vocabulary import EXTRA


def cells_of(statements: Sequence[Statement]) -> tuple[dict[str, str | None], dict[str, str]]:
    """The cells by field, and why some are doubtful. What one label says never replaces what another says."""
    about = {topic: [statement for statement in statements if statement.topic is topic] for topic in Topic}
    leading, supporting = about[Topic.LEAD], [*about[Topic.RESPONSIBLE], *about[Topic.SUPPORT]]
    if not leading:
        leading, supporting = about[Topic.RESPONSIBLE], about[Topic.SUPPORT]
    doubts: dict[str, str] = {}
    cells: dict[str, str | None] = {"lead_units": _joined(leading, "lead_units", doubts) or None}
    if units := _joined(supporting, "supporting_units", doubts):
        cells["supporting_units"] = units
    cells["deadline"] = "，".join(dict.fromkeys(time.words for time in about[Topic.TIME] if time.words))
    by_label: dict[str, list[str]] = {}
    for other in about[Topic.OTHER]:
        by_label.setdefault(other.label, []).append(other.words)
    cells |= {EXTRA + label: "；".join(words) for label, words in by_label.items()}
    if any(is_about_people(units.label) for units in leading):
        doubts["lead_units"] = "单位后面可能写有个人姓名"
    return cells, doubts


def _joined(statements: Sequence[Statement], field: str, doubts: dict[str, str]) -> str:
    """Several statements as one, with their labels where these differ."""
    statements = [statement for statement in statements if statement.words]
    if len({statement.label for statement in statements}) > 1:
        return "；".join(f"{label}：{words}" if label else words for _, label, words in statements)
    if len(statements) > 1:
        doubts[field] = f"原文有{len(statements)}处“{statements[0].label or '（…）'}”"
    return "；".join(statement.words for statement in statements)


def headings_of(endings: Iterable[Sequence[Statement]]) -> dict[str, str]:
    """The plan's own words for its cells where they differ from planctl's: 责任单位 where no label names who leads."""
    labels: dict[Topic, Counter[str]] = {topic: Counter() for topic in Topic}
    for statements in endings:
        has_lead = any(statement.topic is Topic.LEAD for statement in statements)
        for topic, label, _ in statements:
            if field_of(label):
                labels[Topic.SUPPORT if has_lead and topic is Topic.RESPONSIBLE else topic][label] += 1
    counted = {
        "lead_units": labels[Topic.LEAD] or labels[Topic.RESPONSIBLE],
        "supporting_units": labels[Topic.SUPPORT],
        "deadline": labels[Topic.TIME],
    }
    headings = {field: counter.most_common(1)[0][0] for field, counter in counted.items() if counter}
    if headings.get("lead_units") == headings.get("supporting_units"):
        headings.pop("lead_units", None)
    return in_plan_order(headings)
