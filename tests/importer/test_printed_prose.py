"""A plan printed in prose, however it is laid out on its pages, is read with the same items."""

import re

from hypothesis import given, reject, settings

from planctl.importer.readers.formats import FORMATS
from planctl.importer.readers.grid import DocumentPlace, RawDocument, RawParagraph
from planctl.importer.reading import ImportOptions, import_plan
from printing.letters import IllegibleError
from printing.prose import print_prose
from printing.prose_strategies import printed_prose


def squeezed(text):
    return re.sub(r"\s+", "", text or "")


def as_read(plan):
    """Each item of a plan read: texts without white space, units as names of those that lead and those that support."""
    rows = []
    for task, row in plan.rows():
        said = [(one.name, one.role) for one in row.lead_units.mentions] if row.lead_units else []
        support = [name for name, role in said if role == "support"]
        lead = [name for name, role in said if role != "support"]
        deadline = row.deadline.printed if row.deadline else ""
        rows.append(
            (
                task.section,
                re.sub("[（）]", "", task.number),
                squeezed(task.title),
                row.number,
                squeezed(row.text),
                lead,
                support + (row.supporting_units.names if row.supporting_units else []),
                squeezed(deadline),
            )
        )
    return rows


def as_printed(one):
    return [
        (item.section, item.task, item.title, item.number, item.text, [*item.lead], [*item.support], item.deadline)
        for item in one.items
    ]


def read_back(document):
    return import_plan(document, ImportOptions(), "方案").plan


def as_paragraphs(one):
    """What a reader that sees each paragraph as it is would make of the pages."""
    texts = [*one.title_lines, *one.paragraphs]
    return RawDocument(
        tuple(
            RawParagraph(text, DocumentPlace(paragraph=n), n <= len(one.title_lines), "", 1 < n <= len(one.title_lines))
            for n, text in enumerate(texts, 1)
        )
    )


@settings(max_examples=50)
@given(printed_prose())
def test_the_paragraphs_themselves_are_read_as_the_plan(one):
    plan = read_back(as_paragraphs(one))
    assert as_read(plan) == as_printed(one)
    assert plan.title == one.title


@settings(max_examples=100, derandomize=True)
@given(printed_prose())
def test_a_plan_printed_in_prose_comes_back_with_the_same_items(one):
    try:
        data = print_prose(one.title_lines, one.paragraphs, one.prose)
    except IllegibleError:
        reject()
    plan = read_back(FORMATS["pdf"].load_reader()(data))
    assert as_read(plan) == as_printed(one)
    assert plan.title == one.title
