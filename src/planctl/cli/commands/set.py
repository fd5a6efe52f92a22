"""`planctl set`: one cell changed, or a unit renamed everywhere, without touching anything else in the file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from planctl.checks import plan_errors
from planctl.cli.arguments.completion import complete_reference
from planctl.cli.arguments.plan_changes import diff_of, one_at_a_time, write_changed
from planctl.cli.arguments.plans import choose_plan, refuse_built_in
from planctl.cli.printing.findings import heading
from planctl.cli.printing.output import emit, say
from planctl.errors import NotInPlanError, PlanRefusedError, UsageError
from planctl.files import read_source
from planctl.findings.diagnostics import Edit, count_errors
from planctl.findings.fixes import splice
from planctl.lazy_regex import Expression
from planctl.model.plan import Plan
from planctl.model.references import reference_key
from planctl.model.vocabulary import COLUMN_LABELS, PLAN_LABELS
from planctl.planfile.editing import NULL, rename_unit, set_extra, set_value
from planctl.planfile.loader import Loaded, load_plan
from planctl.planfile.nodes import Mapping, Node, Sequence
from planctl.planfile.schema import CHINESE_KEYS, PLAN, REQUIREMENT, TASK, Kind, Shape
from planctl.planfile.whole import refuse_classified
from planctl.source import Source

_PLAN_REFERENCE: Final = ("plan", "方案")
_SETTABLE: Final = (Kind.TEXT, Kind.UNITS, Kind.ORGANS, Kind.YEAR, Kind.DATE, Kind.FLAG)


EXAMPLES: Final = {
    "planctl set 4.3 完成时限 11月底": "改一条要求的时限",
    "planctl set plan 成文日期 2017年6月2日": "改方案信息",
    "planctl set --unit-old 市质监局 --unit-new 市市场监管局": "单位改名，处处都改",
}


def set_cell(
    context: typer.Context,
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
    """Change a cell, or a unit's name everywhere."""
    renaming = unit_old is not None or unit_new is not None
    if renaming == (reference is not None) or (renaming and (unit_old is None or unit_new is None)):
        raise UsageError(
            "要么给出 编号 栏目 内容，要么给出 --unit-old 和 --unit-new", "例如：planctl set 4.3 完成时限 12月底"
        )
    path = choose_plan(plan)
    refuse_built_in(path)
    if not diff:
        context.with_resource(one_at_a_time())
    source = read_source(path)
    loaded = load_plan(source)
    root = loaded.root
    if loaded.plan is None or root is None or count_errors(loaded.diagnostics):
        raise PlanRefusedError("方案文件有无法读取的地方，不能改", f"请先运行 planctl validate {path} 并改正。")
    refuse_classified(loaded.plan)
    if unit_old is not None and unit_new is not None:
        edits = rename_unit(source, root, unit_old, unit_new)
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
    plan, source = loaded.plan, loaded.source
    places = _places(plan, root, reference)
    for key in _keys_of(plan, field):
        for mapping, shape in _by_preference(places, key, reference):
            declared = shape.by_name.get(key)
            if declared is not None and declared.kind in _SETTABLE:
                if value != NULL:
                    return set_value(source, mapping, key, _as_in_file(value, declared.kind))
                if not declared.nullable:
                    raise UsageError(f"“{field}”不能写成 null", "没有这一项的，请在文件里删去这个键。")
                return set_value(source, mapping, key, None)
    mapping, shape = _by_preference(places, field, reference)[0]
    extra = list(dict.fromkeys(heading for _, row in plan.rows() for heading in row.extra)) if shape is not PLAN else []
    if field in extra and value != NULL:
        return set_extra(source, mapping, field, value)
    own = PLAN_LABELS if shape is PLAN else {**COLUMN_LABELS, **plan.headings}
    known = [own.get(key.name, key.name) for key in shape.keys if key.kind in _SETTABLE]
    raise UsageError(f"{reference} 没有“{field}”这一栏，或这一栏不能这样改", f"可用：{'、'.join((*known, *extra))}")


def _keys_of(plan: Plan, field: str) -> tuple[str, ...]:
    """The keys that a word may mean: the plan's own heading, a usual one, or the key itself."""
    own = tuple(key for key, heading in plan.headings.items() if heading == field)
    return own or CHINESE_KEYS.get(field, (field,))


_CHINESE_DATE: Final = Expression(r"\s*(\d{4})年(\d{1,2})月(\d{1,2})日\s*")
_FLAGS: Final = {"是": "true", "否": "false"}


def _as_in_file(value: str, kind: Kind) -> str:
    """A value as documents print it, as the file has it: 2017年6月2日 is 2017-06-02."""
    if kind is Kind.DATE and (day := _CHINESE_DATE.fullmatch(value)):
        return f"{day[1]}-{day[2]:0>2}-{day[3]:0>2}"
    if kind is Kind.YEAR:
        return value.strip().removesuffix("年")
    return _FLAGS.get(value, value) if kind is Kind.FLAG else value


_Place = tuple[Mapping, Shape]


def _places(plan: Plan, root: Node, reference: str) -> list[_Place]:
    """The mappings in the file that a reference names, and what keys each may have.

    A task may share its reference with a requirement: its single unnumbered one, or any where numbers run through the
    plan. Raises NotInPlanError where the plan has no such reference.
    """
    assert isinstance(root, Mapping)
    if reference in _PLAN_REFERENCE:
        facts = root.entries["plan"].value
        assert isinstance(facts, Mapping)
        return [(facts, PLAN)]
    wanted = reference_key(reference)
    tasks = root.entries["tasks"].value
    assert isinstance(tasks, Sequence)
    named: list[_Place] = []
    for task, node in zip(plan.tasks, tasks.items, strict=True):
        assert isinstance(node, Mapping)
        if reference_key(task.reference) == wanted:
            named.append((node, TASK))
        listed = node.entries.get("requirements")
        inner = listed.value.items if listed and isinstance(listed.value, Sequence) else []
        for requirement, item in zip(task.requirements, inner, strict=False):
            if reference_key(requirement.reference) == wanted and isinstance(item, Mapping):
                named.append((item, REQUIREMENT))
    if not named:
        raise NotInPlanError(f"方案中没有编号“{reference}”", "planctl list 可查看全部编号。")
    return named


def _by_preference(places: list[_Place], key: str, reference: str) -> list[_Place]:
    """The places that share a reference, that first to which a key belongs: titles to tasks, cells to requirements.

    Raises UsageError for the number that a task and a numbered requirement share: either could be meant.
    """
    if (
        key == "number"
        and len(places) > 1
        and any("number" in node.entries for node, shape in places if shape is REQUIREMENT)
    ):
        raise UsageError(f"{reference} 既是任务的序号，又是要求的序号，不能这样改", "请在文件里改。")
    preferred = TASK if key in _OF_TASKS else REQUIREMENT
    return sorted(places, key=lambda place: place[1] is not preferred)


_OF_TASKS: Final = ("number", "title", "section")


def _require_no_worse(before: Loaded, after: Source) -> None:
    """Raise PlanRefusedError, after printing them, where the change would bring errors that were not there."""
    had = {(finding.rule.code, finding.message) for finding in plan_errors(before)}
    loaded = load_plan(after)
    new = [finding for finding in plan_errors(loaded) if (finding.rule.code, finding.message) not in had]
    for finding in new:
        say(heading(after, finding))
    if new:
        raise PlanRefusedError("改动会带来上列错误，没有写入", "请换一个内容，或先改正相关的地方。")
