"""Plans in prose as the tests of import write them, and what is read from them."""

from planctl.checks import plan_errors
from planctl.importer.readers.grid import DocumentPlace, RawDocument, RawParagraph
from planctl.importer.reading import ImportOptions, import_plan
from planctl.planfile.loader import load_plan
from planctl.planfile.writer import dump_plan
from planctl.source import Source


def prose(*texts, **options):
    """The plan of paragraphs, which validates: a document is printed as it is, but its numbers must make sense."""
    parts = tuple(RawParagraph(text, DocumentPlace(paragraph=number)) for number, text in enumerate(texts, 1))
    result = import_plan(RawDocument(parts), ImportOptions(**{"year": 2018, "title": "方案", **options}), "方案")
    written = dump_plan(result.plan, result.doubts)
    assert plan_errors(load_plan(Source("plan.yaml", written))) == []
    return result


def cells(result):
    """Who leads, who supports and by when, of each requirement."""
    return [
        (one.lead_units and one.lead_units.printed, one.supporting_units.printed, one.deadline.printed)
        for _, one in result.plan.rows()
    ]


def told(result):
    return [(one.rule.code, one.place.paragraph) for one in result.findings]


def left_out(result):
    return [one.place.paragraph for one in result.findings if one.rule.code == "PLN607"]


SECOND = "2.公开结果。（牵头单位：市编办）"
"""A second item: one alone is no plan."""
