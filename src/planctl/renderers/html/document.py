"""The plan's table as a web page: one file that needs nothing else, readable without its script."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Any, Final

from planctl.document.dates import chinese_date
from planctl.document.layout import PLAIN
from planctl.document.publication import PUBLIC, Publication, banner, without_people
from planctl.document.view import TableView
from planctl.errors import TemplateError
from planctl.files import read_source, resource
from planctl.lazy_regex import Expression
from planctl.model.plan import Plan, Requirement
from planctl.model.vocabulary import PLAN_LABELS
from planctl.programs.limited import progress
from planctl.renderers import HTML_TEMPLATES
from planctl.renderers.html.escape import escape_html, one_line
from planctl.renderers.html.filters import Filters
from planctl.renderers.html.policy import policy_of, with_shipped_files
from planctl.renderers.html.rows import drawn_rows, field_class
from planctl.renderers.jinja import environment, plan_context, template_errors
from planctl.renderers.own_template import draw_apart
from planctl.source import BYTE_ORDER_MARK

_FRAGMENT: Final = "templates/fragment.html.j2"
_COMMENT: Final = Expression(r"(?s)<!--.*?(?:-->|\Z)")


def write_html(
    plan: Plan,
    view: TableView,
    file: IO[bytes],
    template: Path | None = None,
    publication: Publication = PUBLIC,
) -> None:
    """Write the plan through a template, or a built-in one, without what is not for the eyes of those it is for.

    Raises PlanRefusedError for a page for the public of a plan that is not, TemplateError where the template cannot be
    used, UnreadableInputError where it cannot be read.
    """
    above = banner(plan, publication)
    if not publication.people:
        view = without_people(view)
    built_in = _FRAGMENT if publication.fragment else HTML_TEMPLATES.built_in(PLAIN)
    source = with_shipped_files(read_source(template or resource(built_in)).text.removeprefix(BYTE_ORDER_MARK))
    if template is None:
        drawn = _draw(plan, view, above, source, built_in)
    else:
        drawn = draw_apart(template, _draw, plan, view, above, source, str(template))
    if above and escape_html(above) not in _COMMENT.sub("", drawn.decode()):
        raise TemplateError(f"模板 {template} 没有印出“{above}”", "请在模板里表格之前加上 {{ page.banner }}。")
    file.write(drawn)


def _draw(plan: Plan, view: TableView, above: str, source: str, name: str) -> bytes:
    chunks: list[bytes] = []
    filters = Filters(plan, view)
    with template_errors(name):
        stream = (
            environment(escape_html)
            .from_string(source)
            .stream(
                **plan_context(plan, view),
                page={**_page(plan, view, source), "banner": above, "filters": filters},
                rows=({**row, **filters.of_row(place)} for place, row in enumerate(drawn_rows(plan, view))),
            )
        )
        stream.enable_buffering(200)
        for chunk in stream:
            progress()
            chunks.append(chunk.encode())
    return b"".join(chunks)


def _page(plan: Plan, view: TableView, source: str) -> dict[str, Any]:
    """What a template can name of the page as a whole: its title on one line, its policy, the plan's facts with their
    labels, the classes of its columns by field, and what its table counts."""
    facts = {
        "issuing_authority": "、".join(filter(None, plan.issuing_authorities)),
        "document_number": plan.document_number,
        "dated_on": chinese_date(plan.dated_on) if plan.dated_on else "",
    }
    return {
        "title": one_line(view.title),
        "facts": [(PLAN_LABELS[field], fact) for field, fact in facts.items() if fact],
        "policy": policy_of(source),
        "classes": {column.field: field_class(column.field) for column in view.columns},
        "counted": _counted(plan, view),
    }


def _counted(plan: Plan, view: TableView) -> str:
    shown = {id(row.entry) for row in view.rows if isinstance(row.entry, Requirement)}
    tasks = sum(any(id(requirement) in shown for requirement in task.requirements) for task in plan.tasks)
    missing = len(view.rows) - len(shown)
    return f"共{tasks}项、{len(shown)}条" + (f"，另有原文缺失的{missing}行" if missing else "")
