"""Plans of every shape for property tests, as the model has them: made here, so that no reader's limits narrow them."""

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from planctl.model.deadline import NO_DEADLINE, Deadline, DeadlineKind
from planctl.model.plan import NO_UNITS, Certainty, Gap, GapKind, Numbering, Plan, Requirement, Task, UnitCell
from planctl.model.references import requirement_references, task_reference

FRAGMENTS = (
    "<", "&", "&amp;", "]]>", "<!--", "-->", "</w:t>", "{{", "}}", "{{ 7*7 }}", "{%", "%}", "{#", "{% raw %}", "\ue0000\ue001",
    "市发改局", "，", ",", "、", "（", "(", ")", ":", '"', "'", "“", "”", "…", "...", "?", "!", "。", "——",
    "𠮷", "👨‍👩‍👧", "e\u0301", "\n", "\r\n", "\r", "\t", " ", "\u3000", "\xa0", "\u2028", "\u200b", "\u200d", "\ufeff",
    "\u202e", "שלום", "مرحبا", "\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\ufffe", "\U0010ffff",
    "A" * 120, "汉" * 120, "1.", "=1+1", "|", "\\", "`", "*", "_", "〔原文缺失〕", "待定",
)  # fmt: skip
"""What has broken documents, or looks as if it could."""


def texts(**limits):
    """Texts of odd fragments and any characters."""
    piece = st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=5))
    return st.lists(piece, **{"max_size": 5, **limits}).map("".join)


@dataclass(frozen=True)
class _Shape:
    """What all rows of one plan have in common."""

    numbering: Numbering
    has_text: bool
    has_lead: bool
    has_support: bool
    has_deadline: bool
    extra: tuple[str, ...]


_shapes = st.builds(
    _Shape,
    numbering=st.sampled_from(Numbering),
    has_text=st.booleans(),
    has_lead=st.booleans(),
    has_support=st.booleans(),
    has_deadline=st.booleans(),
    extra=st.lists(texts(min_size=1).filter(bool), max_size=2, unique=True).map(tuple),
)
_certainties = st.sampled_from(Certainty)
_unit_cells = st.one_of(st.none(), texts().map(UnitCell), st.just(UnitCell("市编办")))
_phrases = st.one_of(texts(), st.sampled_from(["全年", "6月底"]))
_deadlines = st.one_of(st.none(), _phrases.map(lambda phrase: Deadline(phrase, DeadlineKind.UNREAD)))


@st.composite
def _requirement(draw, shape, number):
    return Requirement(
        "",
        number,
        draw(st.one_of(st.none(), texts())) if shape.has_text else "",
        draw(_unit_cells) if shape.has_lead else NO_UNITS,
        draw(_unit_cells) if shape.has_support else NO_UNITS,
        draw(_deadlines) if shape.has_deadline else NO_DEADLINE,
        extra={name: draw(texts()) for name in shape.extra if draw(st.booleans())},
    )


class _Numbers:
    """Numbers in order, some of them skipped as if they were lost."""

    def __init__(self, draw):
        self._draw = draw
        self._last = 0
        self.skipped = []

    def next(self):
        """The next number."""
        if self._draw(st.integers(0, 4)) == 0:
            self._last += 1
            self.skipped.append(str(self._last))
        self._last += 1
        return str(self._last)


@st.composite
def _task(draw, shape, number, section, numbers):
    """A task and the gaps in it."""
    reference = task_reference(number, section, shape.numbering)
    bare = not shape.has_text
    if shape.numbering is not Numbering.CONTINUOUS:
        numbers = _Numbers(draw)
    # where numbers run through the plan, one of an unnumbered requirement would be another's reference
    through = shape.numbering is Numbering.CONTINUOUS
    numbered = [not bare and (through or draw(st.booleans())) for _ in range(1 if bare else draw(st.integers(1, 4)))]
    requirements = [draw(_requirement(shape, numbers.next() if one else None)) for one in numbered]
    references = requirement_references(reference, [one.number for one in requirements], shape.numbering)
    requirements = [
        Requirement(name, one.number, one.text, one.lead_units, one.supporting_units, one.deadline, extra=one.extra)
        for name, one in zip(references, requirements, strict=True)
    ]
    task = Task(reference, number, draw(st.one_of(st.none(), texts())), tuple(requirements), section)
    gaps = []
    if task.title is None and draw(st.booleans()):
        gaps.append(Gap(GapKind.TITLE, reference, draw(_certainties)))
    for one in requirements:
        if one.text is None and draw(st.booleans()):
            gaps.append(Gap(GapKind.TEXT, one.reference, draw(_certainties)))
        unknown = [name for name in ("lead_units", "supporting_units", "deadline") if getattr(one, name) is None]
        if unknown and draw(st.booleans()):
            gaps.append(Gap(GapKind.CELL, one.reference, draw(_certainties), tuple(unknown)))
    if shape.numbering is not Numbering.CONTINUOUS:
        gaps += [Gap(GapKind.REQUIREMENT, f"{reference}.{one}", draw(_certainties)) for one in numbers.skipped]
    if draw(st.integers(0, 5)) == 0:
        gaps.append(draw(_orphan(reference, shape)))
    if draw(st.integers(0, 5)) == 0:
        gaps.append(Gap(GapKind.OPEN_END, f"{reference}.9"))
    return task, gaps


@st.composite
def _orphan(draw, reference, shape):
    known = Deadline(draw(texts(min_size=1).filter(bool)), DeadlineKind.UNREAD) if draw(st.booleans()) else None
    lead = UnitCell(draw(texts())) if known is None or draw(st.booleans()) else None
    return Gap(GapKind.ORPHAN, reference, lead_units=lead, deadline=known)


@st.composite
def plans(draw):
    """A plan with its gaps: sections or none, any numbering, any columns, headings in any order."""
    shape = draw(_shapes)
    names = [f"{numeral}、{draw(texts())}" for numeral in "一二三"[: draw(st.integers(1, 3))]]
    if shape.numbering is not Numbering.PER_SECTION and draw(st.booleans()):
        names = [""]
    tasks, gaps = [], []
    running, task_numbers = _Numbers(draw), _Numbers(draw)
    for section in names:
        if shape.numbering is Numbering.PER_SECTION:
            task_numbers = _Numbers(draw)
        before = len(task_numbers.skipped)
        for _ in range(draw(st.integers(0, 3))):
            task, inside = draw(_task(shape, task_numbers.next(), section, running))
            tasks.append(task)
            gaps += inside
        for number in task_numbers.skipped[before:]:
            reference = task_reference(number, section, shape.numbering)
            gaps.append(Gap(GapKind.TASK, reference, draw(_certainties)))
            if draw(st.booleans()):
                gaps.append(draw(_orphan(reference, shape)))
    gaps += [Gap(GapKind.REQUIREMENT, number, draw(_certainties)) for number in running.skipped]
    if draw(st.booleans()):
        gaps.append(Gap(GapKind.OPEN_END, str(99), note=draw(texts())))
    order = draw(st.permutations(("number", "title", "text", "lead_units", "supporting_units", "deadline")))
    return Plan(
        draw(texts(min_size=1)),
        draw(st.sampled_from([2017, 2024])),
        tuple(tasks),
        gaps=tuple(draw(st.permutations(gaps))),
        issuing_authority=draw(texts()),
        dated_on=draw(st.one_of(st.none(), st.just(date(2017, 6, 1)))),
        numbering=shape.numbering,
        headings={field: draw(texts()) for field in order[: draw(st.sampled_from([0, 2, 6]))]},
    )
