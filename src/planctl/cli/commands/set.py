"""`planctl set`: one cell changed, or a unit renamed everywhere, without touching anything else in the file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from planctl.checks import plan_errors
from planctl.cli.arguments.options import complete_reference
from planctl.cli.arguments.plan_changes import diff_of, write_changed
from planctl.cli.arguments.plans import choose_plan, refuse_built_in, refuse_classified
from planctl.cli.printing.findings import heading
from planctl.cli.printing.output import emit, say
from planctl.errors import NotInPlanError, PlanRefusedError, UsageError
from planctl.files import read_source
from planctl.findings.diagnostics import Edit, count_errors
from planctl.findings.fixes import splice
from planctl.model.plan import Plan
from planctl.model.references import reference_key
from planctl.model.vocabulary import COLUMN_LABELS, PLAN_LABELS
from planctl.planfile.editing import NULL, rename_unit, set_value
from planctl.planfile.loader import Loaded, load_plan
from planctl.planfile.nodes import Mapping, Node, Sequence
from planctl.planfile.schema import PLAN, REQUIREMENT, TASK, Kind, Shape
from planctl.source import Source

_PLAN_REFERENCE: Final = ("plan", "方案")
_SETTABLE: Final = (Kind.TEXT, Kind.UNITS, Kind.YEAR, Kind.DATE, Kind.FLAG)


def set_cell(
    reference: Annotated[
        str | None,
        typer.Argument(
            metavar="[编号]", autocompletion=complete_reference, help="如 4.3；4 指序号4；plan 指方案信息。"
        ),
    ] = None,
    field: Annotated[
        str | None, typer.Argument(metavar="[栏目]", help="如 牵头单位、完成时限、具体要求，或 lead_units 等键名。")
    ] = None,
    value: Annotated[str | None, typer.Argument(metavar="[内容]", help="新的内容；null 表示不知道。")] = None,
    unit_old: Annotated[str | None, typer.Option("--unit-old", metavar="单位", help="要改名的单位。")] = None,
    unit_new: Annotated[str | None, typer.Option("--unit-new", metavar="单位", help="新名称。")] = None,
    diff: Annotated[bool, typer.Option("--diff", help="只显示改动，不写文件。")] = False,
    plan: Annotated[
        Path | None,
        typer.Option("--plan", "-p", metavar="文件", help="方案文件；不给时用当前文件夹或上级的 plan.yaml。"),
    ] = None,
) -> None:
    """改一个单元格，或把一个单位的名称全部改掉；文件其余部分一字不动。"""
    renaming = unit_old is not None or unit_new is not None
    if renaming == (reference is not None) or (renaming and (unit_old is None or unit_new is None)):
        raise UsageError(
            "要么给出 编号 栏目 内容，要么给出 --unit-old 和 --unit-new", "例如：planctl set 4.3 完成时限 12月底"
        )
    path = choose_plan(plan)
    refuse_built_in(path)
    source = read_source(path)
    loaded = load_plan(source)
    root = loaded.root
    if loaded.plan is None or root is None or count_errors(loaded.diagnostics):
        raise PlanRefusedError("方案文件有无法读取的地方，不能改", f"请先运行 planctl validate {path} 并改正。")
    refuse_classified(loaded.plan)
    if unit_old is not None and unit_new is not None:
        edits = rename_unit(root, unit_old, unit_new)
        if not edits:
            raise NotInPlanError(f"方案中没有“{unit_old}”", "planctl units 可列出全部单位。")
        done = f"“{unit_old}”改为“{unit_new}”，共{len(edits)}处"
    elif field is None or value is None or reference is None:
        raise UsageError("缺少栏目或内容", "例如：planctl set 4.3 完成时限 12月底")
    else:
        edits = [_edit(loaded, root, reference, field, value)]
        done = f"{reference} 的{field}改为“{value}”"
    text = splice(source.text, edits)
    _require_no_worse(loaded, Source(source.name, text))
    if diff:
        emit(diff_of(source, text), exact=True)
    else:
        write_changed(path, source, text)
        say(f"已改：{done}（{path}）")


def _edit(loaded: Loaded, root: Node, reference: str, field: str, value: str) -> Edit:
    assert loaded.plan is not None
    words = (PLAN_LABELS, COLUMN_LABELS, loaded.plan.headings)
    labels = {label: key for labelled in words for key, label in labelled.items()}
    key = labels.get(field, field)
    mapping, shape = _mapping(loaded.plan, root, reference, key)
    declared = shape.by_name.get(key)
    if declared is None or declared.kind not in _SETTABLE:
        own = PLAN_LABELS if shape is PLAN else {**COLUMN_LABELS, **loaded.plan.headings}
        known = "、".join(
            own.get(known_key.name, known_key.name) for known_key in shape.keys if known_key.kind in _SETTABLE
        )
        raise UsageError(f"{reference} 没有“{field}”这一栏，或这一栏不能这样改", f"可用：{known}")
    if value != NULL:
        return set_value(loaded.source, mapping, key, value)
    if not declared.nullable:
        raise UsageError(f"“{field}”不能写成 null", "没有这一项的，请在文件里删去这个键。")
    return set_value(loaded.source, mapping, key, None)


def _mapping(plan: Plan, root: Node, reference: str, key: str) -> tuple[Mapping, Shape]:
    """The mapping in the file whose key is meant, and what keys it may have.

    A task may share its reference with a requirement (its single unnumbered one; any, where numbers run through the
    plan): titles are the task's, cells the requirement's.
    """
    assert isinstance(root, Mapping)
    if reference in _PLAN_REFERENCE:
        facts = root.entries["plan"].value
        assert isinstance(facts, Mapping)
        return facts, PLAN
    wanted = reference_key(reference)
    tasks = root.entries["tasks"].value
    assert isinstance(tasks, Sequence)
    named: list[tuple[Mapping, Shape]] = []
    for task, node in zip(plan.tasks, tasks.items, strict=True):
        assert isinstance(node, Mapping)
        if reference_key(task.reference) == wanted:
            named.append((node, TASK))
        listed = node.entries.get("requirements")
        inner = listed.value.items if listed and isinstance(listed.value, Sequence) else []
        for requirement, item in zip(task.requirements, inner, strict=False):
            if reference_key(requirement.reference) == wanted and isinstance(item, Mapping):
                named.append((item, REQUIREMENT))
    preferred = TASK if key in _OF_TASKS else REQUIREMENT
    for mapping, shape in sorted(named, key=lambda place: place[1] is not preferred):
        return mapping, shape
    raise NotInPlanError(f"方案中没有编号“{reference}”", "planctl list 可查看全部编号。")


_OF_TASKS: Final = ("title", "section")


def _require_no_worse(before: Loaded, after: Source) -> None:
    """Raise PlanRefusedError, after printing them, where the change would bring errors that were not there."""
    had = {(finding.rule.code, finding.message) for finding in plan_errors(before)}
    loaded = load_plan(after)
    new = [finding for finding in plan_errors(loaded) if (finding.rule.code, finding.message) not in had]
    for finding in new:
        say(heading(after, finding))
    if new:
        raise PlanRefusedError("改动会带来上列错误，没有写入", "请换一个内容，或先改正相关的地方。")
