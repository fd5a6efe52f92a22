"""`planctl show`: one requirement or task in full."""

# Annotations are values here: as texts the framework would compile each of them again at every start.
from typing import Annotated, Final

import typer

from planctl.cli.arguments.answer_output import AnswerFileOption, ExcelOption, answer_output, open_for_answer
from planctl.cli.arguments.completion import complete_reference
from planctl.cli.arguments.options import Format, FormatOption, PlanOption
from planctl.cli.arguments.questions import print_answer
from planctl.cli.printing.output import emit
from planctl.document.columns import OF_TASK, cell_reader, numbered, plan_columns
from planctl.errors import NotInPlanError
from planctl.model.deadline import Deadline, DeadlineKind
from planctl.model.plan import Certainty, Gap, GapKind, Plan, Requirement, Task
from planctl.model.vocabulary import COLUMN_LABELS
from planctl.queries import find, list_all

_MISSING = {
    GapKind.TASK: "整项任务缺失",
    GapKind.REQUIREMENT: "整条要求缺失",
    GapKind.TEXT: "要求的文字缺失",
    GapKind.TITLE: "任务的标题缺失",
    GapKind.CELL: "单元格缺失",
    GapKind.ORPHAN: "仅存单元格，所在行缺失",
    GapKind.OPEN_END: "自此起可能另有内容",
}


EXAMPLES: Final = {
    "planctl show 4.3": "序号4第3点",
    "planctl show 4": "第4项任务的全部内容",
    "planctl show 21": "原文缺失的第21项",
}


def show_requirement(
    reference: Annotated[
        str,
        typer.Argument(
            metavar="编号", autocompletion=complete_reference, help="如 4.3（序号4第3点）；只给 4 则显示整项任务。"
        ),
    ],
    plan: PlanOption = None,
    format: FormatOption = Format.TABLE,
    output: AnswerFileOption = None,
    excel: ExcelOption = False,
) -> None:
    """Show a requirement or a task in full."""
    opened, format = open_for_answer(plan, output, format)
    content = opened.plan
    rows, gaps = find(content, reference)
    if not rows and not gaps:
        raise NotInPlanError(
            f"方案中没有编号“{reference}”",
            "编号写法：4 指序号4，4.3 指序号4第3点，没有序号的第2条写 4#2；planctl list 可查看全部编号。",
        )
    with answer_output(output, format, excel=excel, plan=opened.loaded.source.name):
        print_answer(
            content,
            {"reference": reference},
            list_all(rows),
            format,
            lambda: emit("\n\n".join(_lines(content, rows, gaps)) + "\n"),
            gaps,
        )
    raise typer.Exit(opened.exit_code())


def _lines(plan: Plan, rows: list[tuple[Task, Requirement]], gaps: list[Gap]) -> list[str]:
    blocks = [_requirement(plan, task, requirement) for task, requirement in rows]
    if gaps:
        blocks.append("\n".join(_gap(gap) for gap in gaps))
    return blocks


def _requirement(plan: Plan, task: Task, requirement: Requirement) -> str:
    title = cell_reader(plan, "title")(task, requirement)
    lines = [f"{requirement.reference}  {title}"]
    for column in plan_columns(plan):
        if column.field in OF_TASK:
            continue
        text = cell_reader(plan, column.field)(task, requirement)
        if column.field == "text":
            text = numbered(requirement.number, text)
        elif column.field == "deadline":
            text += _meaning(requirement.deadline)
        if text:
            lines.append(f"{column.heading}：{text}")
    deadline = requirement.deadline
    if deadline and deadline.source == "text":
        lines.append(f"文中时限：{deadline.phrase}{_meaning(deadline)}")
    return "\n".join(lines)


def _meaning(deadline: Deadline | None) -> str:
    """What a phrase means, for a reader who wants to know how it was read."""
    if deadline is None:
        return ""
    if deadline.kind is DeadlineKind.UNREAD:
        return f"（无法识别{'：' + deadline.problem if deadline.problem else ''}）"
    if deadline.parts:
        return f"（分为：{'；'.join(part.phrase + _meaning(part) for part in deadline.parts)}）"
    basis = f"，{deadline.basis}" if deadline.basis else ""
    return f"（{deadline.due.isoformat()} 止{basis}）" if deadline.due else ""


def _gap(gap: Gap) -> str:
    certainty = "" if gap.certainty is Certainty.CERTAIN else "（据推断）"
    parts = [f"缺失说明 {gap.reference}：{_MISSING[gap.kind]}{certainty}"]
    if gap.fields:
        parts.append("、".join(COLUMN_LABELS[field] for field in gap.fields))
    parts.extend(cell.printed for cell in (gap.lead_units, gap.supporting_units) if cell)
    if gap.deadline:
        parts.append(gap.deadline.phrase)
    if gap.note:
        parts.append(gap.note)
    return "；".join(parts)
