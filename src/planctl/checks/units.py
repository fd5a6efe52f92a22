"""PLN2xx: the units in cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from planctl.checks.subject import Subject
from planctl.findings.diagnostics import Finding, Severity, check
from planctl.lazy_regex import Expression
from planctl.model.plan import Role
from planctl.source import NOWHERE, Span
from planctl.units import expand_names


@check("PLN201", Severity.WARNING, "同一格里单位重复")
def unit_twice(subject: Subject) -> Iterator[Finding]:
    """同一个单元格里同一个单位以同一身份写了两次。

    为什么：多半是漏写了另一个单位，或复制时多粘了一次。

    反例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: 市法制局、市法制局, deadline: 全年}  # ←
    正例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: 市法制局, deadline: 全年}
    """
    for cell, cells in subject.different_cells:
        if _SEVERAL_STATEMENTS.search(cell.printed):
            continue
        named = Counter((mention.name, mention.role) for mention in cell.mentions)
        twice = list(dict.fromkeys(name for (name, _), times in named.items() if times > 1))
        for requirement, column, place in cells if twice else ():
            message = f"{subject.name_of(requirement, column)}“{'”“'.join(twice)}”重复"
            yield Finding(place, message, "请删去重复的单位，或改成漏写的单位。")


_SEVERAL_STATEMENTS: Final = Expression(r"[；;。\d]")
"""A cell with these divides one row's work among units, and may rightly name one of them again."""


@check("PLN205", Severity.WARNING, "统称与其成员并列")
def group_beside_member(subject: Subject) -> Iterator[Finding]:
    """同一个单元格里既写了统称，又写了统称的成员。

    为什么：成员已经包括在统称里，再写一次容易让人以为统称不包括它。

    反例：
        plan: {title: 测试方案, year: 2017}
        units: [{name: 各镇, group: true, members: [虎门镇, 长安镇]}]
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 各镇、虎门镇, deadline: 全年}  # ←
    正例：
        plan: {title: 测试方案, year: 2017}
        units: [{name: 各镇, group: true, members: [虎门镇, 长安镇]}]
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 各镇, deadline: 全年}
    """
    register = subject.register
    members = {
        register.key(unit.name): {register.key(member) for member in unit.members}
        for unit in subject.plan.units
        if unit.group and unit.members
    }
    if not members:
        return
    for requirement, column, cell, place in subject.unit_cells:
        keys = {register.key(mention.name): mention for mention in cell.mentions}
        for group in keys.keys() & members.keys():
            own = keys[group]
            if both := [each.name for key, each in keys.items() if key in members[group] and each.role == own.role]:
                message = f"{subject.name_of(requirement, column)}“{'、'.join(both)}”已包括在“{own.name}”里"
                yield Finding(place, message, "请删去其中之一。")


@check("PLN206", Severity.WARNING, "名录里的单位没有任务")
def unused_unit(subject: Subject) -> Iterator[Finding]:
    """单位名录里登记了，方案里没有一处提到。

    为什么：多半是漏派了任务，或名录是从旧方案抄来的。有继任单位的旧单位、统称的成员不查。

    反例：
        plan: {title: 测试方案, year: 2017}
        units: [{name: 市编办}, {name: 市财政局}]  # ←
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办, deadline: 全年}
    正例：
        plan: {title: 测试方案, year: 2017}
        units: [{name: 市编办}]
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办, deadline: 全年}
    """
    register, units = subject.register, subject.plan.units
    used = {
        register.key(name) for unit in units for name in (*(unit.members or ()), unit.succeeded_by, unit.parent) if name
    }
    named = {mention.name for cell, _ in subject.different_cells for mention in cell.mentions}
    for cell, _ in subject.different_cells:
        named.update(*expand_names(cell.mentions))
    used.update(register.key(name) for name in named)
    used.update(register.group_of_mention(name)[0] for name in named)
    for gap in subject.plan.gaps:
        used.update(
            register.key(name) for cell in (gap.lead_units, gap.supporting_units) if cell for name in cell.names
        )
    for unit in units:
        if register.key(unit.name) not in used and not unit.succeeded_by:
            place = unit.spans.get("name", NOWHERE)
            yield Finding(place, f"名录里的“{unit.name}”在方案中没有任务", "请核对是否漏派；确无任务的，可从名录删去。")


@check("PLN207", Severity.WARNING, "没有牵头单位")
def no_lead(subject: Subject) -> Iterator[Finding]:
    """其他要求都有牵头单位，这一条没有写，或写的都是配合单位。

    为什么：没有牵头单位的工作无人负责。确实不知道的写 null。

    反例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: 市法制局, deadline: 全年}
              - {number: 2, text: 公开结果。, deadline: 全年}  # ←
    正例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: 市法制局, deadline: 全年}
              - {number: 2, text: 公开结果。, lead_units: 市编办, deadline: 全年}
    """
    if not any(requirement.lead_units and requirement.lead_units.mentions for _, requirement in subject.rows):
        return
    led = {
        cell.printed
        for cell, _ in subject.different_cells
        if any(mention.role is not Role.SUPPORT for mention in cell.mentions)
    }
    for _, requirement in subject.rows:
        cell = requirement.lead_units
        if cell is None or cell.printed in led:
            continue
        place = requirement.spans.get("lead_units") or requirement.spans.get("", NOWHERE)
        if not cell.mentions:
            here = place if cell.printed else Span(place.start, place.start + 1)
            name = subject.name_of(requirement, "lead_units")
            yield Finding(here, f"{name}没有填写", "请补上；尚未确定的写 lead_units: null。")
        else:
            yield Finding(place, f"{subject.name_of(requirement, 'lead_units')}写的都是配合单位", "请写明由谁牵头。")
