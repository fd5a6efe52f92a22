"""The plan's table in Markdown (GitHub's pipe tables)."""

from __future__ import annotations

import re
from typing import IO, Final

from planctl.files import resource
from planctl.model import Plan
from planctl.render.jinja import environment, plan_context, row_context, template_errors
from planctl.view import TableView

TEMPLATE: Final = "templates/plan.md.j2"
_SIGNS: Final = re.compile(r"[\\`*_\[\]<>|#~&$]")
"""What means something inside a table cell or a heading; list and rule signs mean nothing there."""
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def escape_markdown(text: str) -> str:
    """Text as it must stand in a table cell so that it reads the same: signs escaped, line breaks as <br>."""
    lines = _CONTROLS.sub("", text).splitlines()
    return "<br>".join(_SIGNS.sub(lambda found: "\\" + found[0], line.strip()) for line in lines)


def write_markdown(plan: Plan, view: TableView, file: IO[bytes]) -> None:
    """Write the plan through templates/plan.md.j2. Raises TemplateError where the template cannot be used."""
    source = resource(TEMPLATE).read_text(encoding="utf-8")
    with template_errors(TEMPLATE):
        template = environment(escape_markdown).from_string(source)
        stream = template.stream(**plan_context(plan, view), rows=(row_context(row, view.columns) for row in view.rows))
        stream.enable_buffering(200)
        for chunk in stream:
            file.write(chunk.encode("utf-8"))
