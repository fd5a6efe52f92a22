"""PLN2xx: the names of units, in cells and in the register."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.checks.subject import Subject
from planctl.findings.diagnostics import Finding, Fix, Severity, check, replace_with
from planctl.model.plan import Requirement, UnitCell
from planctl.source import NOWHERE, Span
from planctl.units import normalise
from planctl.units.register import names_of


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
        mine = {normalise(name): name for name in names_of(unit)}
        for key, name in mine.items():
            if key in owners:
                place = unit.spans.get("name", NOWHERE)
                yield Finding(place, f"名称“{name}”已经登记在“{owners[key]}”名下", "请删去重复的登记，或改正名称。")
        owners.update(dict.fromkeys(mine, unit.name or f"第{index + 1}个单位"))


@check("PLN209", Severity.WARNING, "单位名称可指几个单位")
def ambiguous_name(subject: Subject) -> Iterator[Finding]:
    """单元格里的单位没有写级别或地名，名录里有几个单位都可以这样简称。

    为什么：分不清是哪个单位，几个单位都查不到这一条。只有一个单位可以这样简称的，不必写全；同一格前面的单位写了级别的（市教育局、
    财政局），按前面的级别理解，也不查。

    反例：
        plan: {title: 测试方案, year: 2017}
        units: [{name: 市财政局}, {name: 县财政局}, {name: 市编办}]
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 财政局, deadline: 全年}  # ←
          - {number: 2, title: 推进预算公开, lead_units: 市编办、市财政局、县财政局, deadline: 全年}
    正例：
        plan: {title: 测试方案, year: 2017}
        units: [{name: 市财政局}, {name: 县财政局}, {name: 市编办}]
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办、财政局, deadline: 全年}
          - {number: 2, title: 推进预算公开, lead_units: 编办、县财政局, deadline: 全年}
    """
    for cell, cells in subject.different_cells:
        for name, several in subject.register.ambiguous(cell):
            for requirement, column, place in cells:
                message = f"{subject.name_of(requirement, column)}“{name}”可指{'、'.join(several)}"
                yield Finding(place, message, "请写明是哪一个。")


def _unknown_names(subject: Subject) -> Iterator[tuple[Requirement, str, Span, str, str]]:
    """Names in cells that the register does not hold, each with the registered name it is probably meant to be."""
    probable = subject.unregistered
    if not probable:
        return
    for cell, cells in subject.different_cells:
        shown = ((name, subject.register.printed_name(name)) for name in cell.names)
        unknown = [(name, probable[known]) for name, known in shown if known in probable]
        for requirement, column, place in cells if unknown else ():
            for name, near in unknown:
                yield requirement, column, place, name, near


def _rename(cell: UnitCell, place: Span, name: str, proper: str) -> Fix | None:
    """The fix that writes a unit's proper name; none where the name does not stand in the cell exactly once."""
    if cell.printed.count(name) != 1:
        return None
    start = cell.printed.index(name)
    return replace_with(place.within(start, start + len(name)), proper)
