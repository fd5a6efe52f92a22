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
        of_unit = every.of(unit)
        found = {place: row[2:] for place, row in of_unit.rows}
        answers = list_for_units(plan, rows, [unit]).rows
        expected = {places[row.requirement.reference]: row for row in answers}
        through = set().union(*(every.groups[key] for key in of_unit.groups)) - found.keys()
        general = may.keys() - found.keys() - through
        assert found.keys() | through | general == expected.keys()
        assert {place: expected[place][2:] for place in found} == found
        for place in through:
            assert expected[place].part is Part.THROUGH_GROUP
            assert expected[place].through in of_unit.groups.values()
        for place in general:
            assert expected[place].part is Part.POSSIBLE
            assert bool(expected[place].through) == may[place]
