"""`planctl validate`: every finding of plan files, and the fixing of what can be fixed."""

from __future__ import annotations

from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from planctl.checks import RETIRED, check_plan
from planctl.cli.arguments.plan_changes import diff_of, one_at_a_time, write_changed
from planctl.cli.arguments.plan_files import is_plan_file
from planctl.cli.arguments.plans import choose_plan, read_plan, refuse_built_in
from planctl.cli.printing.findings import print_findings
from planctl.cli.printing.output import emit, report_error, say
from planctl.errors import PlanctlError, UnreadableInputError, UsageError
from planctl.files import STANDARD_INPUT, read_source
from planctl.findings.diagnostics import CheckedFile, Diagnostic, count_errors
from planctl.findings.fixes import apply_fixes
from planctl.findings.repeated import group_repeated
from planctl.findings.suppressions import keep_wanted
from planctl.planfile.loader import Loaded, load_plan
from planctl.planfile.reading_rules import unreadable_file
from planctl.source import Source

Codes = tuple[str, ...]


class FindingsFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


EXAMPLES: Final = {
    "planctl validate plan.yaml": "列出全部问题",
    "planctl validate plan.yaml --diff": "看能自动改正什么",
    "planctl validate plan.yaml --fix": "改正",
}


def validate_plans(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[文件]...", help="方案文件，可给多个；- 表示标准输入。")
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="编号", help="只查这些规则，如 PLN103；PLN4 指整个一类。")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="编号", help="不查这些规则。")] = None,
    plans_only: Annotated[
        bool, typer.Option("--plans-only", help="所给文件里不是方案的跳过；供 pre-commit 等一次给出许多文件时用。")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="有提醒也算不通过（退出码1）。")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="改正能自动改正的问题，只动有问题的字，其余一字不动。")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="只显示 --fix 会怎样改，不写文件。")] = False,
    format: Annotated[
        FindingsFormat, typer.Option("--format", "-f", help="输出格式：文字、JSON、GitHub 注释或 SARIF。")
    ] = FindingsFormat.TEXT,
    stdin_filename: Annotated[
        str, typer.Option("--stdin-filename", metavar="文件名", help="从标准输入读取时，消息里用的文件名。")
    ] = "",
) -> None:
    """Check plan files."""
    _refuse_contradictions(format, fix=fix, diff=diff)
    codes = _codes(select), _codes(ignore)
    paths = files or [choose_plan(None)]
    if plans_only:
        paths = [path for path in paths if is_plan_file(path) or not path.is_file()]
    code = 0
    report: list[CheckedFile] = []
    for path in paths:
        name = _name(path, stdin_filename)
        source = None
        try:
            with one_at_a_time() if fix else nullcontext():
                source = Source(name, read_source(path).text)
                if fix or diff:
                    source = _fix(path, source, codes, write=fix)
        except PlanctlError as error:
            code = max(code, _failed(error))
            if source is None and isinstance(error, UnreadableInputError):
                report.append(_unreadable(name, error, codes))
            continue
        loaded = read_plan(source)
        found = check_plan(loaded, *codes)
        report.append(CheckedFile(name, source, found))
        if format is FindingsFormat.TEXT and not diff:
            print_findings(source, group_repeated(source, found))
        say(_summary(loaded, found))
    if format is not FindingsFormat.TEXT:
        emit(_formatted(format, report, len(paths)))
    raise typer.Exit(code or _exit_code(report, strict=strict))


def _refuse_contradictions(format: FindingsFormat, *, fix: bool, diff: bool) -> None:
    """Raise UsageError for options that cannot be used together."""
    if fix and diff:
        raise UsageError("--fix 和 --diff 只能用一个", "--diff 只显示改动，--fix 写入文件。")
    if diff and format is not FindingsFormat.TEXT:
        raise UsageError("--diff 只输出改动，不能与 --format 同用", "去掉 --format，或去掉 --diff。")


def _codes(written: list[str] | None) -> Codes:
    """The codes given, an option may name several separated by commas. Raises UsageError for an unknown code."""
    if not written:
        return ()
    from planctl.catalogue import PLAN_RULES

    codes = tuple(
        code.strip().upper() for codes in written for code in codes.replace("，", ",").split(",") if code.strip()
    )
    for code in codes:
        if not any(known.startswith(code) for known in (*RETIRED, *(rule.code for rule in PLAN_RULES))):
            raise UsageError(f"没有规则 {code}", "planctl explain --all 可列出全部规则。")
    return codes


def _name(path: Path, stdin_filename: str) -> str:
    """What messages call a file."""
    return (stdin_filename or STANDARD_INPUT) if str(path) == "-" else str(path)


def _failed(error: PlanctlError) -> int:
    report_error(error)
    return error.exit_code


def _unreadable(name: str, error: UnreadableInputError, codes: tuple[Codes, Codes]) -> CheckedFile:
    findings = keep_wanted(Source(name, ""), [unreadable_file(error.message, error.hint)], *codes)
    return CheckedFile(name, None, findings)


def _fix(path: Path, source: Source, codes: tuple[Codes, Codes], *, write: bool) -> Source:
    fixed = apply_fixes(source, lambda text: check_plan(load_plan(text), *codes))
    if not fixed.fixes:
        return source
    if not write:
        emit(diff_of(source, fixed.text), exact=True)
        return source
    if str(path) == "-":
        raise UnreadableInputError("标准输入不能改写", "请给出文件名，或用 --diff 查看改动。")
    refuse_built_in(path)
    write_changed(path, source, fixed.text)
    say(f"已改正{fixed.fixes}处：{path}")
    return Source(source.name, fixed.text)


def _formatted(format: FindingsFormat, report: list[CheckedFile], files: int) -> str:
    from planctl.catalogue import PLAN_RULES
    from planctl.cli.printing.finding_formats import as_github, as_json, as_sarif

    if format is FindingsFormat.JSON:
        return as_json(report, files)
    return as_github(report) if format is FindingsFormat.GITHUB else as_sarif(report, PLAN_RULES)


def _exit_code(report: list[CheckedFile], *, strict: bool) -> int:
    """1 for errors, and where warnings count too, for any finding."""
    return int(any(file.findings if strict else count_errors(file.findings) for file in report))


def _summary(loaded: Loaded, found: list[Diagnostic]) -> str:
    errors = count_errors(found)
    result = "校核通过" if not errors else "校核未通过"
    content = ""
    if loaded.plan is not None:
        content = f"{len(loaded.plan.tasks)}项任务、{sum(1 for _ in loaded.plan.rows())}条要求，"
        if loaded.plan.gaps:
            content += f"声明缺失{len(loaded.plan.gaps)}处，"
    fixable = sum(finding.fix is not None for finding in found)
    more = f"，其中{fixable}处可用 --fix 自动改正" if fixable else ""
    return f"{result}：{loaded.source.name}（{content}错误{errors}处，提醒{len(found) - errors}处{more}）"
