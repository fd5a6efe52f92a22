"""PLN2xx: the units in cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from planctl.checks.subject import Subject
from planctl.findings.diagnostics import Finding, Fix, Severity, check, replace_with
from planctl.lazy_regex import Expression
from planctl.model.plan import Requirement, Role, UnitCell
from planctl.source import NOWHERE, Span
from planctl.units import expand_names, normalise


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


@check("PLN202", Severity.WARNING, "单位不在名录里")
def unregistered_unit(subject: Subject) -> Iterator[Finding]:
    """单元格里的单位，单位名录（units）里没有，也不像名录里哪一个写错了。

    为什么：名录是全方案单位名称的准绳，不在名录里的多半是新单位没有登记，或名称写错了。没有写名录的方案不查。

    反例：
        plan: {title: 测试方案, year: 2017}
        units: [{name: 市编办}]
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办、市财政局, deadline: 全年}  # ←
    正例：
        plan: {title: 测试方案, year: 2017}
        units: [{name: 市编办}, {name: 市财政局}]
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办、市财政局, deadline: 全年}
    """
    for requirement, column, place, name, near in _unknown_names(subject):
        if not near:
            message = f"{subject.name_of(requirement, column)}“{name}”不在名录里"
            yield Finding(place, message, "请核对名称；确是新单位的，请在 units 中登记。")


@check("PLN203", Severity.WARNING, "单位名称疑似写错")
def near_miss(subject: Subject) -> Iterator[Finding]:
    """单元格里的单位不在名录里，但与名录里的一个单位只差一两个字。

    为什么：单位写错一个字，该单位就查不到自己的任务。

    反例：
        plan: {title: 测试方案, year: 2017}
        units: [{name: 市公共资源交易中心}]
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市公共资源交昜中心, deadline: 全年}  # ←
    正例：
        plan: {title: 测试方案, year: 2017}
        units: [{name: 市公共资源交易中心}]
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市公共资源交易中心, deadline: 全年}
    """
    for requirement, column, place, name, near in _unknown_names(subject):
        if near:
            message = f"{subject.name_of(requirement, column)}“{name}”不在名录里，疑为“{near}”"
            yield Finding(place, message, f"是否应为“{near}”？确是另一单位的，请在 units 中登记。")


@check("PLN204", Severity.WARNING, "单位用了别名")
def alias_used(subject: Subject) -> Iterator[Finding]:
    """单元格里写的是单位的别名，不是名录规定的名称。

    为什么：同一单位在一份公文里应当用同一个名称。一个机构两个名称的，如“市数据局（市人工智能局）”，写哪一个都不查。

    反例：
        plan: {title: 测试方案, year: 2017}
        units: [{name: 市发改局, aliases: [市发改委]}]
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市发改委, deadline: 全年}  # ←
    正例：
        plan: {title: 测试方案, year: 2017}
        units: [{name: 市发改局, aliases: [市发改委]}]
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市发改局, deadline: 全年}
    """
    aliases = {normalise(alias): unit.name for unit in subject.plan.units for alias in unit.aliases}
    if not aliases:
        return
    for unit in subject.plan.units:  # both names of an office that has two are its proper ones
        for name in (unit.name, *subject.register.further_names(unit.name)):
            aliases.pop(normalise(name), None)
    for requirement, column, cell, place in subject.unit_cells:
        for name in cell.names:
            proper = aliases.get(normalise(name))
            if proper:
                message = f"{subject.name_of(requirement, column)}“{name}”是别名，名录规定写“{proper}”"
                yield Finding(place, message, f"请改为“{proper}”。", _rename(cell, place, name, proper))


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


@check("PLN208", Severity.ERROR, "名录里名称重复")
def name_registered_twice(subject: Subject) -> Iterator[Finding]:
    """单位名录里两个单位用了同一个名称、全称或别名。

    为什么：查到这个名称时分不清是哪个单位。

    反例：
        plan: {title: 测试方案, year: 2017}
        units: [{name: 市发改局, aliases: [发改]}, {name: 市发改委, aliases: [发改]}]  # ←
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市发改局、市发改委, deadline: 全年}
    正例：
        plan: {title: 测试方案, year: 2017}
        units: [{name: 市发改局, aliases: [发改]}, {name: 市财政局}]
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市发改局、市财政局, deadline: 全年}
    """
    owners: dict[str, str] = {}
    for index, unit in enumerate(subject.plan.units):
        mine = {normalise(name): name for name in (unit.name, unit.full_name, *unit.aliases) if name}
        for key, name in mine.items():
            if key in owners:
                place = unit.spans.get("name", NOWHERE)
                yield Finding(place, f"名称“{name}”已经登记在“{owners[key]}”名下", "请删去重复的登记，或改正名称。")
        owners.update(dict.fromkeys(mine, unit.name or f"第{index + 1}个单位"))


def _unknown_names(subject: Subject) -> Iterator[tuple[Requirement, str, Span, str, str]]:
    """Names in cells that the register does not hold, each with the registered name it is probably meant to be."""
    if not subject.plan.units:
        return
    near: dict[str, str] = dict.fromkeys(subject.register.unregistered(), "")
    if not near:
        return
    from difflib import get_close_matches

    registered = [name for unit in subject.plan.units for name in (unit.name, unit.full_name) if name]
    for name in near:
        close = get_close_matches(name, registered, n=1, cutoff=0.75)
        near[name] = close[0] if close and len(close[0]) == len(name) else ""
    for requirement, column, cell, place in subject.unit_cells:
        for name in cell.names:
            if (shown := subject.register.printed_name(name)) in near:
                yield requirement, column, place, name, near[shown]


def _rename(cell: UnitCell, place: Span, name: str, proper: str) -> Fix | None:
    """The fix that writes a unit's proper name; none where the name does not stand in the cell exactly once."""
    if cell.printed.count(name) != 1:
        return None
    start = cell.printed.index(name)
    return replace_with(place.within(start, start + len(name)), proper)
