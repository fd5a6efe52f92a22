"""`planctl import`: from the document people have to the plan file."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Annotated, Final

import typer

from planctl.checks import plan_errors
from planctl.cli.arguments.plan_files import plans_in
from planctl.cli.arguments.plans import BUILT_IN
from planctl.cli.printing.output import emit, say
from planctl.cli.printing.progress import is_watched, working
from planctl.cli.printing.wrapping import shorten
from planctl.errors import PlanctlError, UsageError
from planctl.files import read_bytes, read_source, refuse_existing, resource, write_atomically
from planctl.importer.columns.find import GIVEN_LABELS
from planctl.importer.draft.draft import Blank
from planctl.importer.readers.document import read_document
from planctl.importer.readers.formats import READABLE
from planctl.importer.reading import Imported, import_plan
from planctl.importer.report.gathered import gathered
from planctl.importer.report.rule import ImportFinding
from planctl.importer.sources import ImportOptions, listed_parts
from planctl.planfile.loader import Loaded, load_plan
from planctl.planfile.origin import PLAN_PROPERTY, Origin, plan_digest
from planctl.planfile.writer import dump_plan
from planctl.source import Source

_SHOWN: Final = 12
"""Letters of a digest, which tell drafts apart."""
_WIDEST_STAGE: Final = 40
"""Columns: anybody may have written it."""
_FIELDS: Final = {label: field for field, label in GIVEN_LABELS.items()}


EXAMPLES: Final = {
    "planctl import 方案.docx": "读出方案，写成 plan年份.yaml",
    "planctl import 方案.xlsx --tables": "看文档里有哪些表",
    "planctl import 方案.docx --table 2 -o plan.yaml": "以第2张表为准",
}


def import_document(
    file: Annotated[
        Path,
        typer.Argument(metavar="文件", help=f"已有的文档：{READABLE}；- 表示标准输入。"),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="文件", help="方案文件；不给时为当前文件夹下的“plan年份.yaml”；- 表示标准输出。"
        ),
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", metavar="年份", min=1900, max=2999, help="方案年份；不给时取自标题。")
    ] = None,
    title: Annotated[str, typer.Option("--title", metavar="标题", help="方案标题；不给时取自表格前的标题。")] = "",
    table: Annotated[
        int | None, typer.Option("--table", metavar="序号", help="第几张表是方案，0 为正文；不给时按表头找。")
    ] = None,
    tables: Annotated[
        bool, typer.Option("--tables", help="只列出文档里有哪些表、哪些像分工方案、凭什么，不读。")
    ] = False,
    sheet: Annotated[str, typer.Option("--sheet", metavar="名称", help="哪张工作表是方案。")] = "",
    columns: Annotated[
        str,
        typer.Option(
            "--columns",
            metavar="栏目=列",
            help="各栏在第几列，如 序号=1,工作任务=2；部分=1 是分部分的一栏；未指定的按表头或内容识别。",
        ),
    ] = "",
    blank: Annotated[
        Blank | None, typer.Option("--blank", help="空白单元格的意思：above 同上，unknown 不知道，none 没有。")
    ] = None,
    no_split: Annotated[bool, typer.Option("--no-split", help="一格里有几条编号的要求时不拆开。")] = False,
    original: Annotated[
        bool, typer.Option("--original", help="有修订痕迹的按修订前读；不给时按接受修订后读。")
    ] = False,
) -> None:
    """Read a plan from a document."""
    options = ImportOptions(table, sheet, _columns(columns), year or 0, title.strip(), blank, not no_split, original)
    with working("正在读取…"):
        document = read_document(read_bytes(file), file.name, original=original)
    if tables:
        emit("".join(f"{line}\n" for line in listed_parts(document)))
        return
    imported = import_plan(document, options, "" if str(file) == "-" else file.stem)
    text = dump_plan(imported.plan, {where: f"请核对：{why}" for where, why in imported.doubts.items()})
    target = output if output is not None else Path(f"plan{imported.plan.year}.yaml")
    refuse_existing(target)
    summary = _summary(imported, Source(str(target), text))
    if str(target) == "-":
        emit(text, exact=True)
    else:
        write_atomically(target, [text.encode("utf-8")])
        emit(f"{target}\n")
    for finding in gathered(imported.findings):
        say(_line(file.name, finding))
    if document.origin is not None:
        with working("正在找底稿…"):
            made_from = _made_from(document.origin, file, target)
        say(made_from)
    say(summary)


def _columns(written: str) -> dict[str, int]:
    """Fields with their columns. Raises UsageError for a name or number that is none."""
    given: dict[str, int] = {}
    for pair in written.replace("，", ",").replace("＝", "=").split(","):
        if not pair.strip():
            continue
        label, _, place = (part.strip() for part in pair.partition("="))
        field = _FIELDS.get(label, label if label in GIVEN_LABELS else "")
        if not field or not (place.isascii() and place.isdigit() and 0 < int(place) < 1000):
            raise UsageError(
                f"无法识别 --columns 里的“{pair.strip()}”", f"例如 序号=1；可用的栏目：{'、'.join(_FIELDS)}"
            )
        given[field] = int(place)
    return given


def _line(name: str, finding: ImportFinding) -> str:
    place = str(finding.place)
    where = f"{name}：{place}：" if place else f"{name}："
    hint = f"\n  {finding.help}" if finding.help and is_watched() else ""
    return f"{where}{finding.rule.code} 提醒：{finding.message}{hint}"


def _summary(imported: Imported, written: Source) -> str:
    """What was read, and how many errors the plan has: one that does not validate is never left behind without a word.

    What is written reads back as the same plan, so that the file need not be read for it.
    """
    plan = imported.plan
    errors = len(plan_errors(Loaded(written, None, plan, [])))
    rows = sum(1 for _ in plan.rows())
    more = f"，校核有错误{errors}处，请运行 planctl validate" if errors else ""
    return f"读出《{plan.title}》：{len(plan.tasks)}项任务、{rows}条要求，需要核对{len(imported.findings)}处{more}"


def _made_from(origin: Origin, file: Path, written: Path) -> str:
    """Which draft planctl made the document from: its stage, and the plan file that holds it, beside us or the document; the
    one that was written just now is none."""
    stage = f"稿次为{shorten(origin.stage, _WIDEST_STAGE)}" if origin.stage else "没有标明稿次"
    built_in = resource(BUILT_IN)
    own = None if str(written) == "-" else written.resolve()
    others = (path for path in plans_in((Path(), file.parent)) if path.resolve() != own)
    plans = chain(others, (built_in,))
    same = next((path for path in plans if _holds(path, origin)), None)
    if same is None:
        shown = f"{PLAN_PROPERTY} {origin.plan[:_SHOWN]}"
        draft = f"底稿（{shown}）不是这里任何一份方案现在的内容，方案可能已经改过"
    else:
        draft = "底稿就是内置的东莞市2017年方案" if same == built_in else f"底稿就是 {same} 现在的内容"
    return f"文档由 planctl 生成，{stage}，{draft}"


def _holds(path: Path, origin: Origin) -> bool:
    try:
        plan = load_plan(read_source(path)).plan
    except PlanctlError:
        return False
    return plan is not None and plan_digest(plan) == origin.plan
