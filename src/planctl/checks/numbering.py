"""PLN1xx: the numbers of tasks and requirements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from planctl.checks.subject import Subject
from planctl.findings.diagnostics import Finding, Severity, check, replace_with
from planctl.lazy_regex import Expression
from planctl.model.plan import GapKind
from planctl.model.references import reference_key, task_in_words
from planctl.model.series import counted
from planctl.source import NOWHERE


@check("PLN101", Severity.ERROR, "序号重复")
def duplicate_number(subject: Subject) -> Iterator[Finding]:
    """两项工作任务，或同一任务的两条具体要求，用了同一个序号。

    为什么：序号是催办、报告时指称一项工作的依据，重复了就说不清指的是哪一项。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
          - {number: 1, title: 推进执行公开, requirements: []}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
          - {number: 2, title: 推进执行公开, requirements: []}
    """
    sections = {task.section for task in subject.plan.tasks}
    for series in subject.series:
        seen: set[str | int] = set()
        for member in series.members:
            key = member.value or counted(reference_key(member.number)) or reference_key(member.number)
            if key in seen:
                advice = "请改为未用过的序号。"
                if key == 1 and len(sections) > 1 and series.kind is GapKind.TASK:
                    advice = "请改为未用过的序号；各部分自行从1编号的，在 plan 里写 numbering: per-section。"
                yield Finding(member.place, f"{series.what}序号“{member.number}”重复", advice)
            seen.add(key)
    unnumbered = [(task, requirement) for task, requirement in subject.rows if requirement.number is None]
    numbered = {row.reference for _, row in subject.rows if row.number is not None} if unnumbered else set()
    for task, requirement in unnumbered:
        if requirement.reference in numbered:
            place = task.spans.get("number", NOWHERE)
            message = f"{task_in_words(task.reference)}没有编号的要求与编号为“{requirement.reference}”的要求分不清"
            yield Finding(place, message, "请给这条要求编号。")


@check("PLN102", Severity.ERROR, "序号颠倒")
def out_of_order(subject: Subject) -> Iterator[Finding]:
    """序号比前一项小。

    为什么：多半是行的次序错了，或序号写错了。

    反例：
        tasks:
          - {number: 2, title: 推进执行公开, requirements: []}
          - {number: 1, title: 推进决策公开, requirements: []}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
          - {number: 2, title: 推进执行公开, requirements: []}
    """
    for series in subject.series:
        highest = 0
        for member in series.members:
            value = member.value
            if value is None:
                continue
            if value < highest:
                yield Finding(
                    member.place,
                    f"{series.what}序号“{member.number}”排在“{highest}”之后",
                    "请调整次序，或改正序号。",
                )
            highest = max(highest, value)


@check("PLN103", Severity.ERROR, "序号中断")
def undeclared_gap(subject: Subject) -> Iterator[Finding]:
    """序号跳过了一个或几个数，而 gaps 没有说明缺了哪一项。

    为什么：跳号往往是漏了行，或删去一行后没有把其后的序号依次提前。照录的原文确有缺失的，在 gaps 里写明，校核就不再报。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
          - {number: 3, title: 推进管理公开, requirements: []}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
          - {number: 3, title: 推进管理公开, requirements: []}
        gaps:
          - {kind: task, reference: "2", certainty: certain}
    """
    kinds: dict[GapKind, set[str]] = {GapKind.TASK: set(), GapKind.REQUIREMENT: set()}
    for gap in subject.plan.gaps:
        if gap.kind in kinds:
            kinds[gap.kind].add(gap.reference)
    for series in subject.series:
        declared = kinds[series.kind]
        highest = 0
        present = {member.value for member in series.members}
        for member in series.members:
            value = member.value
            if value is None or value <= highest:
                continue
            if value > highest + 1 and (missing := _missing(series.prefix, highest + 1, value, declared, present)):
                advice = _OF_LOST_SOURCE if subject.plan.gaps else _OF_OWN_WRITING
                if series.kind is GapKind.REQUIREMENT and series.prefix and not highest:
                    advice += "要求接着上一项往下编号的，在 plan 里写 numbering: continuous。"
                yield Finding(member.place, f"{series.what}序号“{member.number}”之前缺少{missing}", advice)
            highest = value


_OF_LOST_SOURCE: Final = "请补上漏掉的内容；确属原文缺失的，请在 gaps 中说明。"
_OF_OWN_WRITING: Final = "删去了一行的，请把其后的序号依次提前；漏写了一行的，请补上。"


@check("PLN104", Severity.WARNING, "文字里又印了序号")
def number_in_text(subject: Subject) -> Iterator[Finding]:
    """要求的文字以自己的序号开头，序号已经写在 number 里。

    为什么：文档里序号会印两遍，成了“3.3.加快推进”。

    反例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 1.完善制度。, lead_units: 市法制局, deadline: 全年}  # ←
    正例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: 市法制局, deadline: 全年}
    """
    for requirement, text, place in subject.texts:
        if requirement.number is None or not text.lstrip().startswith((requirement.number, "(", "（")):
            continue
        number = re.escape(requirement.number)
        printed = Expression(rf"\s*(?:{number}\s*[.．、)）]|[(（]\s*{number}\s*[)）])\s*(?!\d)").match(text)
        if printed:
            here = place.within(*printed.span())
            message = f"{subject.name_of(requirement, 'text')}开头又印了序号“{printed[0].strip()}”"
            yield Finding(here, message, "请删去文字里的序号。", replace_with(here, ""))


@check("PLN105", Severity.WARNING, "序号不是数")
def no_number(subject: Subject) -> Iterator[Finding]:
    """工作任务的序号里没有数字，也不是一、甲、A、① 之类的次序。

    为什么：多半是把别的内容写进了序号；这样的序号排不出次序，催办时也说不清是哪一项。

    反例：
        tasks:
          - {number: 待定, title: 推进决策公开, requirements: []}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
    """
    for task in subject.plan.tasks:
        if task.number.strip() and not _NUMBER.search(task.number):
            place = task.spans.get("number", NOWHERE)
            yield Finding(place, f"工作任务的序号“{task.number}”不是数", "请改为数字。")


_NUMBER: Final = Expression(
    r"[0-9０-９①-⓿㈠-㈩Ⅰ-ⅿ]|^[(（第]*[〇一二三四五六七八九十百千零甲乙丙丁戊己庚辛壬癸A-Za-z]+[)）项、.．]*$"
)


def _missing(prefix: str, start: int, stop: int, declared: set[str], present: set[int | None]) -> str:
    """The undeclared numbers of a hole in words, at most three of them named: a typo can leave a hole of millions."""
    named: list[str] = []
    for number in range(start, stop):
        if number not in present and f"{prefix}{number}" not in declared:
            named.append(f"{prefix}{number}")
            if len(named) > _NAMED:
                break
    return "、".join(named[:_NAMED]) + ("等" if len(named) > _NAMED else "")


_NAMED: Final = 3
