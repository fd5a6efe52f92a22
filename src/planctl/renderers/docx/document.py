"""The plan as a Word document: python-docx opens the template, the rows are streamed into the file.

A table of 10,000 rows built cell by cell takes minutes and hundreds of megabytes; so the prototype row becomes pieces of
XML with tags between them, and each row drawn from them is written straight into the zip.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

from docx import Document
from docx.document import Document as DocumentObject

from planctl.document.layout import PLAIN, Kind, Layout, settle
from planctl.document.notice_ending import Ending
from planctl.document.paging import divide
from planctl.document.view import TableView
from planctl.errors import TemplateError, UnreadableInputError
from planctl.files import reason, resource
from planctl.model.plan import Plan
from planctl.programs.limited import progress
from planctl.renderers import WORD_TEMPLATES, Written
from planctl.renderers.docx.attachment_lines import set_attachment_lines
from planctl.renderers.docx.body_text import set_body_text
from planctl.renderers.docx.closing import can_be_planned, ending_for, set_closing
from planctl.renderers.docx.colophon import fit_colophons
from planctl.renderers.docx.ending import end_below_table, ending_behind
from planctl.renderers.docx.fitted import Fitted, fit_columns
from planctl.renderers.docx.head import set_heads
from planctl.renderers.docx.lengths import in_whole_twips
from planctl.renderers.docx.marks import mark_rows
from planctl.renderers.docx.measure import measure, row_heights
from planctl.renderers.docx.official import (
    drop_empty_ending,
    leave_out_red,
    paragraphs_naming,
    require_tags,
)
from planctl.renderers.docx.properties import describe_table, set_properties
from planctl.renderers.docx.row import MARKER, prepare_table
from planctl.renderers.docx.sheet_title import set_sources
from planctl.renderers.docx.signatures import set_signatures
from planctl.renderers.docx.tags import check_names, fill_tags, join_split_tags
from planctl.renderers.docx.undivided import keep_marks_whole
from planctl.renderers.docx.xml import Element, escape_xml, tag
from planctl.renderers.jinja import environment, plan_context, template_errors
from planctl.renderers.own_template import draw_apart

_DOCUMENT_PART: Final = "word/document.xml"
_COMPRESSION: Final = 3
"""Takes a third of the time of the usual 6; rows are so alike that the file stays small either way."""
_CHUNK: Final = 100  # rows
_LARGEST_TEMPLATE: Final = 64 * 1024 * 1024


def write_docx(
    plan: Plan,
    view: TableView,
    file: IO[bytes],
    template: Path | None = None,
    layout: Layout = PLAIN,
    *,
    marked: bool = False,
    known: Collection[int] | None = None,
) -> Written:
    """Write the plan through a template, or the built-in one for its layout.

    A user's template keeps its own order of columns; the built-in one takes the plan's. `marked` puts a bookmark in each
    row; `known` are rows known to begin a page, if they are others than those at which merges start again. Returns the
    rows that begin a page but the first, by our estimate, and what is to be said of columns that are too many and of the page of the signature. Raises
    TemplateError where the template cannot be used, MissingFactsError where the plan lacks what the document must say.
    """
    known = view.page_starts if known is None else known
    if template is None:
        return _write(plan, view, file, template, layout, marked, known)
    document, written = draw_apart(template, _draw, plan, view, template, layout, marked, known)
    file.write(document)
    return written


def _draw(
    plan: Plan, view: TableView, template: Path | None, layout: Layout, marked: bool, known: Collection[int]
) -> tuple[bytes, Written]:
    memory = io.BytesIO()
    written = _write(plan, view, memory, template, layout, marked, known)
    return memory.getvalue(), written


def _write(
    plan: Plan,
    view: TableView,
    file: IO[bytes],
    template: Path | None,
    layout: Layout,
    marked: bool,
    known: Collection[int],
) -> Written:
    layout = settle(plan, layout)
    own = WORD_TEMPLATES.built_in(layout)
    name = str(template or own)
    context = plan_context(plan, view, layout)
    document = Document(str(resource(own))) if template is None else _open(template, name)
    jinja = environment(escape_xml)
    parts = [document.element.body, *_headers_and_footers(document)]
    with template_errors(name):
        for part in parts if template else ():  # ours are whole and name what there is
            join_split_tags(part)
            check_names(part, jinja, context, name)
        own_text = bool(plan.body or plan.approved_by or layout.kind is not Kind.ISSUE)
        require_tags(parts, context["document"], name, own_text=own_text)
        rows = prepare_table(document.element.body, view.columns, jinja, name, plan_order=template is None)
        colophons, notes = _fill(document, parts, context, layout)
        set_properties(document, plan, view, context["document"])
        table = next(rows.place.iterancestors(tag("tbl")))
        describe_table(table, view)
        fitted = fit_columns(rows, view, document.styles.element) if template is None else Fitted({})
        cells = [(cell.fields, cell.element) for cell in rows.cells]
        room = measure(rows.place, rows.row, cells, document.styles.element, fitted.rooms)
        heights = row_heights(view, room)
        ending = ending_behind(table, colophons, document, context["document"])
        pages = divide(heights, view.task_starts, room.page, known, ending)
        if pages.ending_fits:
            end_below_table(colophons, document)
        last = heights[-1] + room.page.below if pages.follower_moves else 0.0
        stream = rows.stream(view, pages.kept, fitted.rooms, last)
        if marked:
            stream = iter([mark_rows(b"".join(stream), view, document.element.nsmap)])
        _write_package(document, stream, file)
    crowded = _crowded_notes(view, layout) if fitted.crowded else ()
    return Written((*notes, *crowded), frozenset(pages.starts))


def _crowded_notes(view: TableView, layout: Layout) -> tuple[str, ...]:
    wider = "请改用横向的纸（不加 --portrait），或减少栏目" if layout.portrait else "请减少栏目"
    return (f"表格有{len(view.columns)}栏，一页的宽度排不下，有的日期、简称断成了两行：{wider}",)


def _fill(
    document: DocumentObject, parts: list[Element], context: dict[str, Any], layout: Layout
) -> tuple[list[Element], tuple[str, ...]]:
    """Fill the tags outside the rows, and set what depends on how long their texts are. Returns the tables of the 版记, and
    what is to be said of the page of the signature."""
    planned = can_be_planned(parts, document, context["document"], layout)
    heads, texts, attachments, signatures, dates = (
        paragraphs_naming(parts, f"document.{fact}") for fact in ("head", "text", "attachment", "signature", "date")
    )
    titles, notice_titles = (paragraphs_naming(parts, f"document.{fact}") for fact in ("title", "notice_title"))
    colophons = [
        table for part in parts[1:] for table in part.iter(tag("tbl")) if paragraphs_naming([table], "document.copy_to")
    ]
    plain = environment(str)
    for part in parts:
        fill_tags(part, plain, context)
    head = set_heads(heads, document, context["document"], layout)
    set_sources(titles, document)
    lines = set_body_text(texts, below_title=not context["document"].addressees)
    set_attachment_lines(attachments)
    fit_colophons(colophons, document.element.body, context["document"])
    ending = ending_for(lines, head, context["document"], layout) if planned else Ending()
    set_signatures(signatures, dates, document, context["document"], layout, ending)
    drop_empty_ending(document)  # before footers that it shares with the notice become its own
    set_closing(notice_titles, lines, ending, document)
    parts = [document.element.body, *_headers_and_footers(document)]  # the notice's first page may have got its own
    keep_marks_whole(parts)
    if layout.no_head:
        leave_out_red(parts, document)
    return colophons, (ending.note,) if ending.note else ()


def _open(path: Path, name: str) -> DocumentObject:
    """A template that is not ours, looked through first."""
    _refuse_bomb(path, name)
    try:
        _refuse_document_types(path, name)
        document = Document(str(path))
        in_whole_twips((document.element, document.styles.element))
        # what python-docx reads only when it is asked for must be there too
        _ = document.element.body, document.core_properties.title
        in_whole_twips(_headers_and_footers(document))
    except TemplateError:
        raise
    except Exception as error:  # zlib, zipfile, lxml and python-docx each have their own ways to fail over broken bytes
        raise TemplateError(f"模板 {name} 不是可用的 Word 文档（{error}）", "请用 .docx 格式重新保存模板。") from None
    return document


def _refuse_bomb(path: Path, name: str) -> None:
    """Raise TemplateError for what is no zip, or would fill the memory; UnreadableInputError for what cannot be opened."""
    try:
        if path.exists() and not path.is_file():  # a pipe would never end
            raise UnreadableInputError(f"无法打开模板：{name}（不是普通文件）", "请检查路径和文件名。")
        file = path.open("rb")
    except (OSError, ValueError) as error:
        raise UnreadableInputError(f"无法打开模板：{name}（{reason(error)}）", "请检查路径和文件名。") from None
    try:
        with file, zipfile.ZipFile(file) as package:
            entries = package.infolist()
            size = sum(entry.file_size for entry in entries)
    except (zipfile.BadZipFile, OSError, ValueError):
        raise TemplateError(f"模板 {name} 不是 .docx 文档", "请用 Word 或 WPS 另存为 .docx。") from None
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        raise TemplateError(f"模板 {name} 含有宏", "请在 Word 或 WPS 中另存为不含宏的 .docx。")
    if size > _LARGEST_TEMPLATE:
        raise TemplateError(f"模板 {name} 展开后超过{_LARGEST_TEMPLATE // 1024 // 1024} MB", "请换一个模板。")


def _refuse_document_types(path: Path, name: str) -> None:
    """Raise TemplateError for a part that declares a document type, in whatever encoding: Word opens no such part."""
    with zipfile.ZipFile(path) as package:
        for part in package.namelist():
            if part.endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.read(part).replace(b"\0", b""):
                raise TemplateError(
                    f"模板 {name} 的 {part} 含有文档类型声明（DOCTYPE）", "请用 Word 或 WPS 另存为 .docx。"
                )


def _headers_and_footers(document: DocumentObject) -> Iterator[Element]:
    for section in document.sections:
        for kind in (
            "header",
            "footer",
            "first_page_header",
            "first_page_footer",
            "even_page_header",
            "even_page_footer",
        ):
            part = getattr(section, kind)
            if not part.is_linked_to_previous:
                yield part._element


def _write_package(document: DocumentObject, rows: Iterator[bytes], file: IO[bytes]) -> None:
    saved = io.BytesIO()
    document.save(saved)
    with (
        zipfile.ZipFile(saved) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION) as target,
    ):
        for entry in source.infolist():
            content = source.read(entry)
            with target.open(
                entry.filename, "w"
            ) as part:  # a part opened by its name has the first date a zip can hold
                if entry.filename != _DOCUMENT_PART:
                    part.write(content)
                    continue
                head, tail = content.split(f"<!--{MARKER}-->".encode())
                part.write(head)
                while chunk := b"".join(islice(rows, _CHUNK)):
                    progress()
                    part.write(chunk)
                part.write(tail)
