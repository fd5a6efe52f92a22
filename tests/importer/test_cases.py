"""Small documents, each with one thing that published plans do and that is easily read wrong, and what is in them."""

import json
from pathlib import Path

import pytest

from planctl.importer.readers.document import read_document
from planctl.importer.reading import ImportOptions, import_plan
from planctl.importer.tables.choice import NoPlanError
from planctl.model.plan import Role

CASES = Path(__file__).parent.parent / "data" / "import_cases"
FACTS = ("title", "year", "stage", "document_number", "issuing_authority")


def _tasks(plan):
    return [
        {
            "number": task.number,
            "title": task.title,
            "section": task.section or None,
            "requirements": [
                {
                    "number": (one.number or "").strip("()（）") or None,
                    "text": one.text or None,
                    **_units(one),
                    "deadline": (one.deadline and one.deadline.printed) or None,
                }
                for one in task.requirements
            ],
        }
        for task in plan.tasks
    ]


def _units(requirement):
    """Who leads and who supports, by the words behind the names."""
    lead, supporting = (
        cell.mentions if cell is not None else () for cell in (requirement.lead_units, requirement.supporting_units)
    )
    aiding = [*(one for one in lead if one.role is Role.SUPPORT), *supporting]
    return {
        "lead_units": [one.name for one in lead if one.role is not Role.SUPPORT],
        "supporting_units": [one.name for one in aiding],
    }


@pytest.mark.parametrize("page", sorted(CASES.glob("*.expected.json")), ids=lambda page: page.name.split(".")[0])
def test_what_is_published_is_read_as_it_is_meant(page):
    expected = json.loads(page.read_text(encoding="utf-8"))
    file = CASES / expected["file"]
    document = read_document(file.read_bytes(), file.name)
    year = int(expected["options"][1]) if "options" in expected else 0
    if expected.get("refused"):
        with pytest.raises(NoPlanError):
            import_plan(document, ImportOptions(year=year), file.stem)
        return
    plan = import_plan(document, ImportOptions(year=year), file.stem).plan
    assert _tasks(plan) == expected["tasks"]
    assert {fact: getattr(plan, fact) or None for fact in FACTS if fact in expected} == {
        fact: expected[fact] for fact in FACTS if fact in expected
    }
