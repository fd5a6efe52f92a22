"""What concerns every unit, asked at once, is what is answered to the question for each."""

from hypothesis import given

from asked_plans import asked_plans
from planctl.document.sheet import units_of
from planctl.queries import Part, list_for_units
from planctl.queries.every_unit import EveryUnit
from planctl.units.register import Register


@given(asked_plans())
def test_every_unit_is_answered_as_if_it_alone_were_asked_for(plan):
    rows = list(plan.rows())
    register = Register(plan)
    places = {requirement.reference: place for place, (_, requirement) in enumerate(rows)}
    every = EveryUnit(plan, rows, register)
    may = {**dict.fromkeys(every.may_concern.unknown, False), **dict.fromkeys(every.may_concern.open_group, True)}
    for unit in units_of(register):
        found = {place: row[2:] for place, row in every.of(unit)}
        answers = list_for_units(plan, rows, [unit]).rows
        expected = {places[row.requirement.reference]: row[2:] for row in answers}
        general = {place: through for place, through in may.items() if place not in found}
        assert found.keys() | general.keys() == expected.keys()
        assert {place: expected[place] for place in found} == found
        for row in answers:
            place = places[row.requirement.reference]
            if place in general:
                assert row.part is Part.POSSIBLE
                assert bool(row.through) == general[place]
