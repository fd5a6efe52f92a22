"""`planctl validate`: every finding of plan files."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from planctl.checks import check_plan
from planctl.cli.finding_formats import finding_json
from planctl.cli.findings import print_findings
from planctl.cli.output import emit, report_error, say
from planctl.cli.plans import choose_plan
from planctl.diagnostics import count_errors
from planctl.errors import UnreadableInputError
from planctl.files import read_source
from planctl.loader import Loaded, load_plan


class FindingsFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"


def validate_plans(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[文件]...", help="方案文件，可给多个；- 表示标准输入。")
    ] = None,
    format: Annotated[
        FindingsFormat, typer.Option("--format", "-f", help="输出格式：文字或 JSON。")
    ] = FindingsFormat.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="有提醒也算不通过（退出码1）。")] = False,
) -> None:
    """校核方案文件：语法、必填项、编号、缺失说明、单位等，一次列出全部问题。"""
    code, errors, warnings = 0, 0, 0
    listed: list[dict[str, Any]] = []
    paths = files or [choose_plan(None)]
    for path in paths:
        try:
            loaded = load_plan(read_source(path))
        except UnreadableInputError as error:
            report_error(error)
            code = error.exit_code
            continue
        diagnostics = check_plan(loaded)
        if format is FindingsFormat.JSON:
            listed.extend(finding_json(loaded.source, one) for one in diagnostics)
        else:
            print_findings(loaded.source, diagnostics)
        bad = count_errors(diagnostics)
        errors += bad
        warnings += len(diagnostics) - bad
        say(_summary(loaded, bad, len(diagnostics) - bad))
    if format is FindingsFormat.JSON:
        counts = {"files": len(paths), "errors": errors, "warnings": warnings}
        emit(json.dumps({"findings": listed, "counts": counts}, ensure_ascii=False, indent=2) + "\n")
    if not code and (errors or (strict and warnings)):
        code = 1
    raise typer.Exit(code)


def _summary(loaded: Loaded, errors: int, warnings: int) -> str:
    result = "校核通过" if not errors else "校核未通过"
    content = ""
    if loaded.plan is not None:
        content = f"{len(loaded.plan.tasks)}项任务、{sum(1 for _ in loaded.plan.rows())}条要求，"
        if loaded.plan.gaps:
            content += f"声明缺失{len(loaded.plan.gaps)}处，"
    return f"{result}：{loaded.source.name}（{content}错误{errors}处，提醒{warnings}处）"
