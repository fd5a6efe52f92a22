"""A plan's view → the bytes of a document. One module a format, all named in one literal table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from planctl.document.calendar import EVENTS, Entries
from planctl.document.layout import FEEDBACK, PLAIN, Form, Kind, Layout
from planctl.document.publication import PUBLIC, Publication
from planctl.document.view import TableView
from planctl.model.plan import Plan


@dataclass(frozen=True)
class Templates:
    """The templates of formats that are drawn from one: the path of the built-in one for a layout, and the endings by
    which a file is known as a template, the usual one first."""

    built_in: Callable[[Layout], str]
    endings: tuple[str, ...]


class Written(NamedTuple):
    """What there is to say of a document that was written: sentences for its user; and the rows that begin a page by our
    own estimate, where the format has pages and does not know better."""

    notes: tuple[str, ...] = ()
    page_starts: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Renderer:
    """A format: its name for people, the ending of its files, what writes it, and what it has.

    `writer` is the function `writer(plan, view, file)` as `module:function` in this room, which may give back what there is
    to say (Written); it also takes `template` (a user's own, or None) where the format has templates, `layout` where it is
    paged, `entries` where it is a calendar, `publication` where it is `published`, put before everybody, and `repeat_heads`
    where it is paged and `knows_pages`: merged cells are then printed again at the top of each. `merged` formats draw merged
    cells; `needs` names the program that has to be installed.
    """

    label: str
    ending: str
    writer: str
    binary: bool = False
    templates: Templates | None = None
    paged: bool = False
    calendar: bool = False
    published: bool = False
    knows_pages: bool = False
    merged: bool = True
    needs: str = ""

    def write(
        self,
        plan: Plan,
        view: TableView,
        file: IO[bytes],
        template: Path | None = None,
        layout: Layout = PLAIN,
        entries: Entries = EVENTS,
        publication: Publication = PUBLIC,
        *,
        repeat_heads: bool = False,
    ) -> Written:
        """Write the plan, and give back what there is to say of it; the format's libraries are imported only now.

        Raises what its writer raises.
        """
        module, _, function = self.writer.partition(":")
        options: dict[str, Any] = {}
        if self.templates is not None:
            options["template"] = template
        if self.paged:
            options["layout"] = layout
        if self.knows_pages:
            options["repeat_heads"] = repeat_heads
        if self.calendar:
            options["entries"] = entries
        if self.published:
            options["publication"] = publication
        write = getattr(import_module(f"planctl.renderers.{module}"), function)
        return write(plan, view, file, **options) or Written()


BUILT_IN_TABLES: Final = {"任务分解表": "breakdown", "台账表": "ledger", FEEDBACK: "feedback"}
"""Further built-in Word templates, by the names that users know them by."""


def _word_template(layout: Layout) -> str:
    if layout.table:
        return f"templates/{BUILT_IN_TABLES[layout.table]}.docx"
    if layout.kind is Kind.CONSULT:
        return f"templates/consultation{'-portrait' if layout.portrait else ''}.docx"
    kind = "plan" if not layout.notice else "letter" if layout.form is Form.LETTER else "notice"
    return f"templates/{kind}{'-portrait' if layout.portrait else ''}.docx"


WORD_TEMPLATES: Final = Templates(_word_template, (".docx",))
MARKDOWN_TEMPLATES: Final = Templates(lambda _: "templates/plan.md.j2", (".md.j2", ".md", ".j2"))
HTML_TEMPLATES: Final = Templates(lambda _: "templates/plan.html.j2", (".html.j2", ".html", ".htm"))

RENDERERS: Final = {
    "docx": Renderer(
        "Word 文档", ".docx", "docx.document:write_docx", binary=True, templates=WORD_TEMPLATES, paged=True
    ),
    "pdf": Renderer(
        "PDF",
        ".pdf",
        "pdf:write_pdf",
        binary=True,
        templates=WORD_TEMPLATES,
        paged=True,
        knows_pages=True,
        needs="LibreOffice",
    ),
    "xlsx": Renderer("Excel 工作簿", ".xlsx", "xlsx.document:write_xlsx", binary=True),
    "html": Renderer("网页", ".html", "html.document:write_html", templates=HTML_TEMPLATES, published=True),
    "md": Renderer("Markdown", ".md", "markdown.document:write_markdown", templates=MARKDOWN_TEMPLATES),
    "ics": Renderer("日历", ".ics", "ics.document:write_ics", calendar=True, merged=False),
}
"""Every format `planctl render` knows."""
