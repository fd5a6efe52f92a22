"""The options of `planctl render` that say for whom a page is made."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from planctl.cli.arguments.document_formats import names_of, subject
from planctl.cli.arguments.plan_files import refuse_overwriting
from planctl.cli.printing.output import emit, say
from planctl.document.columns import plan_columns
from planctl.document.portal import portal_fields
from planctl.document.publication import (
    PUBLIC,
    Disclosure,
    Publication,
    cells_with_people,
    disclosure_of,
    people_columns,
)
from planctl.errors import UsageError
from planctl.files import writable_target, write_atomically
from planctl.model.plan import Plan
from planctl.renderers import Renderer
from planctl.source import BYTE_ORDER_MARK

_MOST_NAMED: Final = 10
_PORTAL_COLUMNS: Final = ("栏目", "内容", "说明")

FragmentOption = Annotated[
    bool,
    typer.Option("--fragment", help="网页只要表格本身，不带样式和脚本，供贴入门户的编辑器；另写一份门户要填的各栏。"),
]
InternalOption = Annotated[
    bool, typer.Option("--internal", help="网页只在内部使用，页首注明；依申请公开、不予公开的方案必须加。")
]
PeopleOption = Annotated[
    bool, typer.Option("--people", help="网页保留写有个人信息的栏目（责任人、电话、联系人等）；不加时略去。")
]


def read_publication(renderer: Renderer, fragment: bool, internal: bool, people: bool) -> Publication:
    """What the options ask for. Raises UsageError where the format is not one that is put before the public."""
    publication = Publication(fragment, internal, people)
    if publication != PUBLIC and not renderer.published:
        hint = f"--fragment、--internal、--people 只用于 {names_of(lambda format: format.published)}。"
        raise UsageError(f"{subject(renderer)}不是网页", hint)
    return publication


def say_what_is_published(plan: Plan, publication: Publication) -> None:
    """Say what has to be looked at before a page is published, and what it does not show."""
    disclosure = disclosure_of(plan)
    if disclosure is Disclosure.UNMARKED and not publication.internal:
        say("请注意：方案没有标明公开方式，网页上已经注明；确定后写入方案：planctl set plan 公开方式 主动公开")
    elif disclosure is Disclosure.UNCLEAR and not publication.internal:
        say(f"请注意：方案的公开方式写作“{plan.disclosure}”，不知能否公开，网页上已经注明；请核实")
    if publication.people:
        return
    if left_out := people_columns(plan_columns(plan)):
        headings = "、".join(column.heading for column in left_out)
        say(f"写有个人信息的栏目没有列入网页：{headings}（要列入的加 --people）")
    if named := cells_with_people(plan):
        rows = "、".join(named[:_MOST_NAMED]) + f"等{len(named)}条" * (len(named) > _MOST_NAMED)
        say(f"请注意：单位一栏里可能写有个人姓名，照原样列入了网页：{rows}")


def portal_file(fragment: Path) -> Path:
    """The file beside a fragment for the fields that a portal asks for. Raises OutputRefusedError where it cannot be written."""
    path = fragment.with_name(f"{fragment.stem}-门户栏目.csv")
    refuse_overwriting(path)
    writable_target(path)
    return path


def write_portal_fields(plan: Plan, path: Path | None) -> None:
    """Write these fields as a table that Excel opens; say that there are none beside a fragment that went to standard output
    (None). Raises OutputRefusedError."""
    if path is None:
        say("门户要填的各栏只写在文件旁边；要的请用 -o 给出文件名")
        return
    from planctl.cli.printing.csv_and_markdown import csv_text

    rows = [list(_PORTAL_COLUMNS), *map(list, portal_fields(plan))]
    write_atomically(path, [(BYTE_ORDER_MARK + csv_text(rows)).encode("utf-8")])
    emit(f"{path}\n")
