"""What the endings of prose say → the cells of a requirement, and the headings their labels amount to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from planctl.importer.columns.find import in_plan_order
from planctl.importer.columns.headings import field_of
from planctl.importer.prose.endings import Said
from planctl.importer.prose.labels import Says, about_people
from planctl.model.vocabulary import EXTRA


def cells_of(said: Sequence[Said]) -> tuple[dict[str, str | None], dict[str, str]]:
    """The cells by field, and why some want to be looked at. No label overwrites another."""
    leading = [one for one in said if one.about is Says.LEAD]
    bearing = [one for one in said if one.about is Says.RESPONSIBLE]
    aiding = [one for one in said if one.about is Says.SUPPORT]
    if not leading:
        leading, bearing = bearing, []
    doubts: dict[str, str] = {}
    cells: dict[str, str | None] = {"lead_units": _joined(leading, "lead_units", doubts) or None}
    if supporting := _joined(bearing + aiding, "supporting_units", doubts):
        cells["supporting_units"] = supporting
    times = [one for one in said if one.about is Says.TIME]
    cells["deadline"] = "，".join(dict.fromkeys(one.words for one in times if one.words))
    for label in dict.fromkeys(one.label for one in said if one.about is Says.OTHER):
        cells[EXTRA + label] = "；".join(one.words for one in said if one.about is Says.OTHER and one.label == label)
    if any(about_people(one.label) for one in leading):
        doubts["lead_units"] = "单位后面可能写有个人姓名"
    return cells, doubts


def _joined(said: Sequence[Said], field: str, doubts: dict[str, str]) -> str:
    """Several statements as one, with their labels where these differ."""
    said = [one for one in said if one.words]
    labels = {one.label for one in said}
    if len(said) > 1 and len(labels) == 1:
        doubts[field] = f"原文有{len(said)}处“{said[0].label or '（…）'}”"
    if len(labels) <= 1:
        return "；".join(one.words for one in said)
    return "；".join(f"{one.label}：{one.words}" if one.label else one.words for one in said)


def headings_of(all_said: Iterable[Sequence[Said]]) -> dict[str, str]:
    """The words the plan itself uses for its cells where they are not planctl's: 责任单位 where nobody is said to lead."""
    leading: Counter[str] = Counter()
    bearing: Counter[str] = Counter()
    supporting: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for said in all_said:
        leads = any(one.about is Says.LEAD for one in said)
        for one in said:
            if not field_of(one.label):
                continue
            if one.about is Says.LEAD:
                leading[one.label] += 1
            elif one.about is Says.RESPONSIBLE:
                (supporting if leads else bearing)[one.label] += 1
            elif one.about is Says.SUPPORT:
                supporting[one.label] += 1
            elif one.about is Says.TIME:
                times[one.label] += 1
    counted = {"lead_units": leading or bearing, "supporting_units": supporting, "deadline": times}
    headings = {field: counter.most_common(1)[0][0] for field, counter in counted.items() if counter}
    if headings.get("lead_units") == headings.get("supporting_units"):
        headings.pop("lead_units", None)
    return in_plan_order(headings)
