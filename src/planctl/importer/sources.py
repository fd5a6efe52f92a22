"""Where in a document the plan stands, its tables or its prose, and the draft that is read from there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from planctl.errors import UnreadableInputError, UsageError
from planctl.importer.columns.find import above_heading, find_columns
from planctl.importer.columns.headings import names_work
from planctl.importer.columns.joined import fold_units
from planctl.importer.columns.settle import settle_columns
from planctl.importer.draft.draft import Blank, Draft
from planctl.importer.readers.grid import UNRULED, RawCell, RawDocument, RawParagraph, RawTable, words_of
from planctl.importer.report import findings
from planctl.importer.report.rule import ImportFinding
from planctl.importer.rows.classify import classify_rows
from planctl.importer.rows.fold import fold_rows
from planctl.importer.rows.inner_tasks import make_tasks_of_requirements
from planctl.importer.tables.choice import Choice, NoPlanError, choose_table, listed_tables
from planctl.importer.tables.evidence import WORK, evidence_of
from planctl.lazy_regex import Expression

if TYPE_CHECKING:
    from planctl.importer.prose.plan import Prose

PROSE: Final = 0
"""The number by which a user asks for the prose among the tables."""
_FEWEST: Final = 2
_MOST_UNRULED: Final = 8
"""Lines of tables without rulings for each item of prose that names units."""
_ACTS: Final = Expression("牵头|负责|责任|单位|部门|主办|承办|配合|[局委办厅部会府司][)）。]")
_CAPTION: Final = Expression("任务|分工|分解")
_LONGEST_CAPTION: Final = 60
_MOST_TITLES: Final = 3


@dataclass(frozen=True)
class ImportOptions:
    """What a user says of the document: which table (or sheet), which columns (field → place from 1), the plan's year
    and title, what blank cells mean, whether to split cells with several items, whether tracked changes are undone.
    """

    table: int | None = None
    sheet: str = ""
    columns: dict[str, int] = field(default_factory=dict)
    year: int = 0
    title: str = ""
    blank: Blank | None = None
    split: bool = True
    original: bool = False


@dataclass(frozen=True)
class Found:
    """The plan's draft and where in the document it was found: its table (None for prose), the cells above the heading,
    the tables that are no part of it, the paragraphs that are. `offered` says what else may be a plan, by its place.
    """

    draft: Draft
    table: RawTable | None
    above: list[RawCell]
    others: list[RawTable]
    paragraphs: set[int]
    offered: list[ImportFinding]


def find_plan(document: RawDocument, options: ImportOptions) -> Found:
    """The plan, in the tables or the prose as the user says, else in whichever is better where both name units.

    Raises NoPlanError where there is none, UsageError where the user names what there is not.
    """
    if options.table == PROSE:
        if (prose := _prose(document, is_alone=True)) is None:
            raise UsageError("正文里没有写明责任单位的任务", "请用 --tables 看文档里有哪些表。")
        return _in_prose(document, prose, None)
    try:
        chosen = choose_table(document, options.table, options.sheet, options.columns)
    except NoPlanError:
        prose = _prose(document, is_alone=True)
        if prose is None or _is_of_unruled_table(prose, document):
            raise
        return _in_prose(document, prose, None)
    if options.table is not None or options.sheet or options.columns:
        return _in_table(chosen, None, options)
    prose = _prose(document, is_alone=False)
    if prose is not None and _is_better(prose, document, chosen):
        return _in_prose(document, prose, chosen)
    return _in_table(chosen, prose, options)


def listed_parts(document: RawDocument) -> list[str]:
    """A line for the prose where it names units, and for each of a document's tables.

    Raises NoPlanError where it has neither.
    """
    prose = _prose(document, is_alone=False)
    if prose is None:
        return listed_tables(document)
    titles = "、".join((task.title or "").split("\n")[0] for task in prose.draft.tasks[:_MOST_TITLES])
    more = "…" if len(prose.draft.tasks) > _MOST_TITLES else ""
    line = f"第{PROSE}张表即正文（{prose.items}条，其中{prose.acting}条写明责任单位）：{titles}{more}"
    return [line, *(listed_tables(document) if document.tables else [])]


def _prose(document: RawDocument, *, is_alone: bool) -> Prose | None:
    """The plan in the prose; beside a table it is not looked for in more paragraphs than a plan has, or where hardly any
    mentions units.
    """
    if not is_alone and sum(_ACTS.search(part.text) is not None for part in document.paragraphs) < _FEWEST:
        return None
    from planctl.importer.prose.plan import read_prose  # loads the checks of numbers, which tables do not need

    try:
        return read_prose(document.paragraphs)
    except UnreadableInputError:
        if is_alone:
            raise
        return None


def _is_of_unruled_table(prose: Prose, document: RawDocument) -> bool:
    """Whether the little prose there is rather belongs to tables without rulings, whose cells nobody can tell."""
    lines = sum(remark.text.count("\n") + 1 for remark in document.remarks if remark.what == UNRULED)
    return lines > _MOST_UNRULED * prose.acting


def _is_better(prose: Prose, document: RawDocument, chosen: Choice) -> bool:
    """Whether the prose is the plan rather than the table: most of its items of work name units, and the table is no list
    of tasks (but of projects, sums or places that are annexed), or one of few among many.
    """
    if prose.acting < _FEWEST or 2 * prose.acting < prose.items:
        return False
    texts = ({id(cell) for cell in chosen.columns.cells(chosen.table, field) if cell.text} for field in WORK)
    return not _is_of_tasks(document, chosen) or prose.acting > 2 * max(map(len, texts))


def _is_of_tasks(document: RawDocument, chosen: Choice) -> bool:
    """Whether a table is a list of tasks by its headings or its caption."""
    heading = next((word for field in WORK if (word := chosen.columns.headings.get(field))), "")
    above = (cell.text for cell in above_heading(chosen.table, chosen.columns))
    captions = (*above, _before(document, chosen.table))
    return names_work(heading) or any(_CAPTION.search(text) for text in captions)


def _before(document: RawDocument, table: RawTable) -> str:
    """The paragraph right before a table, if short."""
    before = ""
    for part in document.parts:
        if isinstance(part, RawParagraph):
            before = part.text
        elif (part.number, part.sheet) == (table.number, table.sheet):
            break
        else:
            before = ""
    return before if len(before) <= _LONGEST_CAPTION else ""


def _in_table(chosen: Choice, prose: Prose | None, options: ImportOptions) -> Found:
    given = options.columns.keys()
    plan = settle_columns(chosen.table, chosen.columns, given=given, split=options.split)
    draft = fold_rows(classify_rows(plan), plan.columns, blank=options.blank, split=options.split)
    fold_units(draft)
    if given.isdisjoint(("title", "text")):
        make_tasks_of_requirements(draft)
    draft.findings[:0] = [*chosen.findings, *plan.findings]
    offered = [*_offered_tables(chosen.others), *_offered_prose(prose)]
    above = above_heading(plan.table, plan.columns)
    return Found(draft, plan.table, above, chosen.others, chosen.used, offered)


def _in_prose(document: RawDocument, prose: Prose, chosen: Choice | None) -> Found:
    offered = list(_offered_tables(document.tables)) if chosen is not None else []
    return Found(prose.draft, None, [], document.tables, prose.paragraphs, offered)


def _offered_tables(tables: Sequence[RawTable]) -> Iterator[ImportFinding]:
    """What the user may take instead: tables whose heading shows that they are plans."""
    for table in tables:
        if evidence := evidence_of(table, find_columns(table)).shown:
            option = f"--sheet {table.sheet}" if table.sheet else f"--table {table.number}"
            yield findings.other_plan(table.place, "这张表", evidence, option, words_of(table))


def _offered_prose(prose: Prose | None) -> Iterator[ImportFinding]:
    if prose is not None and prose.acting >= _FEWEST:
        titles = "、".join(task.title or "" for task in prose.draft.tasks)
        why = f"{prose.items}条里有{prose.acting}条写明责任单位"
        yield findings.other_plan(prose.draft.tasks[0].place, "正文", why, f"--table {PROSE}", titles)
