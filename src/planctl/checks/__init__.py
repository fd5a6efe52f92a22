"""The rules run over a whole plan: one function a rule, one file a family, all named in one literal table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from planctl.checks import (
    characters,
    deadlines,
    duplicates,
    gaps,
    numbering,
    plan_facts,
    text,
    unit_names,
    units,
    wording,
)
from planctl.checks.subject import Subject
from planctl.findings.diagnostics import Check, Diagnostic, Severity, in_file_order
from planctl.findings.repeated import merge_repeated
from planctl.findings.suppressions import keep_wanted
from planctl.planfile.loader import Loaded
from planctl.planfile.nodes import scalar_spans
from planctl.planfile.slip_rules import BENDING_RULES
from planctl.planfile.slips import last_before

ALL_CHECKS: Final[tuple[Check[[Subject]], ...]] = (
    numbering.duplicate_number,
    numbering.out_of_order,
    numbering.undeclared_gap,
    numbering.number_in_text,
    numbering.no_number,
    gaps.false_gap,
    gaps.gap_without_place,
    gaps.gap_twice,
    gaps.cells_of_no_orphan,
    units.unit_twice,
    unit_names.unregistered_unit,
    unit_names.near_miss,
    unit_names.alias_used,
    units.group_beside_member,
    units.unused_unit,
    units.no_lead,
    unit_names.name_registered_twice,
    unit_names.ambiguous_name,
    deadlines.unread_deadline,
    deadlines.impossible_date,
    deadlines.outside_the_plan_s_year,
    deadlines.before_the_issue,
    deadlines.stages_out_of_order,
    deadlines.wrong_weekday,
    deadlines.recurrence_conflicts,
    text.empty_text,
    wording.half_width_marks,
    wording.no_full_stop,
    wording.unpaired,
    duplicates.duplicate_text,
    duplicates.near_duplicate_text,
    wording.stray_space,
    characters.mixed_zero,
    characters.wrong_word,
    characters.hidden_character,
    wording.document_number_brackets,
    characters.control_character,
    plan_facts.open_cell_in_draft,
    plan_facts.open_cell_in_issued_plan,
    plan_facts.years_disagree,
    plan_facts.issued_without_number,
    plan_facts.classified,
    plan_facts.extra_column_like_another,
    plan_facts.unknown_stage,
    plan_facts.organs_in_one_text,
    plan_facts.unfilled_placeholder,
    wording.level_numbers,
)

RETIRED: Final = {"PLN308": "一格里有日期又有周期的，现在都会列入到期清单，不再需要提醒。"}
"""Codes of rules that are no more, and why; a code is never used again."""


def check_plan(loaded: Loaded, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> list[Diagnostic]:
    """The findings of a file: those met while reading it and those of all checks, in file order, without the ones that
    comments in the file or the given codes (shortened for a family: PLN4) leave out.
    """
    found = [*loaded.diagnostics, *_findings_of(ALL_CHECKS, loaded, ignore)]
    return merge_repeated(keep_wanted(loaded.source, in_file_order(found), select, ignore))


def plan_errors(loaded: Loaded) -> list[Diagnostic]:
    """The errors of a file, in file order, without looking for what is only a warning."""
    met = [finding for finding in loaded.diagnostics if finding.rule.severity is Severity.ERROR]
    checks = [check for check in ALL_CHECKS if check.rule.severity is Severity.ERROR]
    return keep_wanted(loaded.source, in_file_order([*met, *_findings_of(checks, loaded)]))


def _findings_of(
    checks: Iterable[Check[[Subject]]], loaded: Loaded, ignore: Sequence[str] = ()
) -> Iterator[Diagnostic]:
    """The findings of checks, without those on a line that YAML bent: they speak of what does not stand there.

    An error is left out only where the line has one already, so that no plan passes for being bent.
    """
    if loaded.plan is None:
        return
    subject, line_of, bent = Subject(loaded.plan), loaded.source.position, _bent_lines(loaded, ignore)
    for check in checks:
        for finding in check(subject):
            slip = bent.get(line_of(finding.place.start).line) if bent else None
            if slip is None or (slip is Severity.WARNING and check.rule.severity is Severity.ERROR):
                yield finding


def _bent_lines(loaded: Loaded, ignore: Sequence[str]) -> dict[int, Severity]:
    """The lines that YAML bent, with the weight of what is said of them: those of the slips, and those where the texts
    that hold them begin, which is what the checks speak of.
    """
    met = [finding for finding in loaded.diagnostics if finding.rule in BENDING_RULES]
    slips = keep_wanted(loaded.source, met, ignore=ignore)
    if not slips or loaded.root is None:
        return {}
    bent, spans = {}, sorted(scalar_spans(loaded.root))
    for slip in sorted(slips, key=lambda slip: slip.rule.severity is Severity.ERROR):  # an error outweighs a warning
        holder = last_before(spans, slip.place.start)
        first = holder.start if holder.end > slip.place.start else slip.place.start
        for place in (first, slip.place.start):
            bent[loaded.source.position(place).line] = slip.rule.severity
    return bent
