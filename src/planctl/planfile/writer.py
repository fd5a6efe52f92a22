"""A plan → the YAML file that a person would write, which reads back as the same plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final

from planctl.lazy_regex import Expression
from planctl.model.deadline import Deadline
from planctl.model.letters import Consultation, Contact
from planctl.model.plan import Gap, Plan, Requirement, Task, Unit, UnitCell
from planctl.planfile.editing import NULL, quoted_text, scalar_text
from planctl.planfile.schema import GAP, PLAN, REQUIREMENT, TASK, UNIT, Key, Kind, Shape

Comments = Mapping[tuple[str, str], str]
"""Notes by what they speak of: the reference of a task or requirement, "plan" or "units", and a key (a unit's name).

With the key "" a note speaks of the whole; ("", "") is the file.
"""

PLAN_NOTES: Final = "plan"
UNIT_NOTES: Final = "units"
_NO_COMMENTS: Final[Comments] = MappingProxyType({})
_LONGEST_FLOW: Final = 100
_LONGEST_KEY: Final = 1_000
"""Characters; parsers look no further than 1,024 for a key's colon."""


def dump_plan(plan: Plan, comments: Comments = _NO_COMMENTS) -> str:
    """The plan as a file: facts, tasks and gaps in block style, keys in the order of the schema, absent ones left out.

    A comment stands at the end of its key's line; above the task, requirement or unit where it speaks of the whole or
    the key is left out; one that belongs nowhere at the end of the file.
    """
    notes = _Notes(comments)
    lines = [*notes.above("", ("",), 0), "format: 1"]
    facts = _stated(plan, PLAN)
    if plan.jointly_with and "issuing_authority" in facts:
        facts["issuing_authority"] = plan.issuing_authorities
    body = [_entry(key, value, 2, notes.end_of_line(PLAN_NOTES, key)) for key, value in facts.items()]
    lines += [*notes.above(PLAN_NOTES, ("", *PLAN.by_name), 0), "plan:", *chain.from_iterable(body)]
    if plan.units:
        lines.append("units:")
        for unit in plan.units:
            lines += [*notes.above(UNIT_NOTES, (unit.name,), 2), *_item(_stated(unit, UNIT), 2)]
    lines.append("tasks:" if plan.tasks else "tasks: []")
    lines += _tasks(plan.tasks, notes)
    if plan.gaps:
        lines.append("gaps:")
        for gap in plan.gaps:
            lines += _item({**_stated(gap, GAP), "reference": _Reference(gap.reference)}, 2)
    return "\n".join([*lines, *notes.rest(), ""])


class _Notes:
    """The comments not yet written: each stands once."""

    def __init__(self, comments: Comments) -> None:
        self._waiting = dict(comments)

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def end_of_line(self, reference: str, key: str) -> str:
        """The comment to a key, as the end of its line."""
        text = self._waiting.pop((reference, key), "")
        return f"  # {_one_line(text)}" if text else ""

    def above(self, reference: str, keys: tuple[str, ...], indent: int) -> list[str]:
        """The comments on any of some keys that nothing was written for, as lines of their own."""
        if not self._waiting:
            return []
        texts = (self._waiting.pop((reference, key), "") for key in keys)
        return [f"{' ' * indent}# {_one_line(line)}" for text in texts for line in text.splitlines()]

    def rest(self) -> list[str]:
        """The comments that belong nowhere."""
        return [
            f"# {_one_line(f'{reference} {key}')}：{_one_line(text)}"
            for (reference, key), text in self._waiting.items()
        ]


_NOT_IN_COMMENTS: Final = Expression(
    "[\x00-\x1f\x7f-\xa0\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]+"
)


def _one_line(text: str) -> str:
    """A text fit for a comment: on one line, nothing a parser refuses, nothing that reads as a comment of its own."""
    return _NOT_IN_COMMENTS.sub(" ", text).replace("#", "＃").strip()


def _tasks(tasks: Sequence[Task], notes: _Notes) -> list[str]:
    """The lines of tasks with their requirements; a single row without number and text stands on the task itself."""
    heads = _blocks(tasks, _OWN_OF_TASK, 4, notes)
    cells = iter(_blocks([task.requirements[0] for task in tasks if _is_row(task)], _CELLS, 4, notes))
    apart = [requirement for task in tasks if not _is_row(task) for requirement in task.requirements]
    blocks = iter(_blocks(apart, REQUIREMENT.keys, 8, notes))
    lines: list[str] = []
    for task, own in zip(tasks, heads, strict=True):
        if _is_row(task):
            own += next(cells)
        elif task.requirements:
            own.append("    requirements:")
            for requirement in task.requirements:
                own += _requirement(requirement, next(blocks), notes, task.reference)
        _mark(own, 4)
        lines += notes.above(task.reference, ("", *TASK.by_name), 2)
        lines += own
    return lines


_OWN_OF_TASK: Final = tuple(key for key in TASK.keys if key.name in ("number", "title", "section"))
_CELLS: Final = tuple(key for key in REQUIREMENT.keys if key.name not in ("number", "text"))


def _is_row(task: Task) -> bool:
    """Whether a task is a row of the table itself."""
    return len(task.requirements) == 1 and task.requirements[0].number is None and task.requirements[0].text == ""


def _requirement(requirement: Requirement, lines: list[str], notes: _Notes, task: str) -> list[str]:
    _mark(lines, 8)
    if not notes:
        return lines
    whole = () if requirement.reference == task else ("",)  # where both are called the same, it is the task's
    return [*notes.above(requirement.reference, (*whole, *REQUIREMENT.by_name), 6), *lines]


def _mark(lines: list[str], indent: int) -> None:
    """Make the lines of a mapping an item of a list."""
    lines[0] = f"{' ' * (indent - 2)}- {lines[0][indent:]}"


def _blocks(things: Sequence[Task | Requirement], keys: Iterable[Key], indent: int, notes: _Notes) -> list[list[str]]:
    """For each thing the lines of its keys in block style."""
    blocks: list[list[str]] = [[] for _ in things]
    has_notes = bool(notes)
    for key, stated in _by_key(things, keys):
        texts = {written for _, written in stated if type(written) is str}
        lines = {text: f"{' ' * indent}{key}: {text}" for text in texts if _PLAIN.fullmatch(text)}  # nearly every one
        for place, written in stated:
            note = notes.end_of_line(things[place].reference, key) if has_notes else ""
            if type(written) is str and written in lines:
                blocks[place].append(lines[written] + note)
            else:
                blocks[place] += _entry(key, written, indent, note)
    return blocks


def _stated(thing: Any, shape: Shape) -> dict[str, Any]:
    """The keys that a thing has a value for, in the schema's order, with values as a file writes them."""
    return {key: written for key, stated in _by_key([thing], shape.keys) for _, written in stated}


def _by_key(things: Sequence[Any], keys: Iterable[Key]) -> Iterator[tuple[str, list[tuple[int, Any]]]]:
    """For each key which of some things of a kind state it, by their places, and what a file writes for its value.

    Most keys are absent in most plans: going key by key takes half the time of going thing by thing.
    """
    for key in keys if things else ():
        default = _DEFAULTS[type(things[0])][key.name]
        stated: list[tuple[int, Any]] = []
        for place, value in enumerate(map(attrgetter(key.name), things)):
            if value is default or (not value and value == default and not key.required):
                continue
            written = value if type(value) is str else _as_written(value, key)
            if written or _must_stand(value, default, key):
                stated.append((place, written))
        if stated:
            yield key.name, stated


def _as_written(value: Any, key: Key) -> Any:
    """What a file writes for a value that is no text."""
    if isinstance(value, UnitCell):
        return value.printed
    if isinstance(value, Deadline):
        return value.phrase if value.source == "cell" else ""
    return _stated(value, key.shape) if key.kind is Kind.SHAPE and key.shape and value else value


def _must_stand(value: Any, default: Any, key: Key) -> bool:
    """Whether a key is written though what it is written with is empty."""
    if isinstance(value, Deadline) and value.source != "cell":
        return False  # read from the text, where it stands already
    return key.nullable if value is None else key.required or value != default


_DEFAULTS: Final = {
    kind: {
        field.name: field.default if field.default_factory is MISSING else field.default_factory()
        for field in fields(kind)
    }
    for kind in (Plan, Contact, Consultation, Unit, Task, Requirement, Gap)
}
"""What absent keys of a thing mean."""


class _Reference(str):
    """A text that is always quoted: 4.10 among numbers such as 4 would look like one."""

    __slots__ = ()


def _item(entries: dict[str, Any], indent: int) -> list[str]:
    """An item of a list that is a mapping: on one line in braces where it has several keys and is short."""
    if len(entries) > 1 and len(flow := _flow(entries)) <= _LONGEST_FLOW:
        return [f"{' ' * indent}- {flow}"]
    lines = [line for key, value in entries.items() for line in _entry(key, value, indent + 2)]
    _mark(lines, indent + 2)
    return lines


def _entry(key: str, value: Any, indent: int, note: str = "") -> list[str]:
    """A key with its value; `key` is a scalar already."""
    margin = " " * indent
    if isinstance(value, str) and _is_literal(value):
        return [f"{margin}{key}: |-{note}", *(f"{margin}  {line}" if line else "" for line in value.split("\n"))]
    if isinstance(value, str) or not isinstance(value, tuple | Mapping):
        return [f"{margin}{key}: {_scalar(value)}{note}"]
    if len(line := f"{margin}{key}: {_flow(value)}") <= _LONGEST_FLOW:
        return [f"{line}{note}"]
    lines = [f"{margin}{key}:{note}"]
    if isinstance(value, tuple):
        return lines + [f"{margin}  - {_scalar(item)}" for item in value]
    for name, text in value.items():
        written = _scalar(name)
        if len(written) > _LONGEST_KEY:
            lines += [f"{margin}  ? {written}", f"{margin}  : {_scalar(text)}"]
        else:
            lines += _entry(written, text, indent + 2)
    return lines


def _flow(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_flow(key)}: {_flow(item)}' for key, item in value.items())}}}"
    return _scalar(value, in_flow=True)


_NUMBER: Final = "0|[1-9][0-9]{0,14}"
_PLAIN: Final = Expression(
    rf"{_NUMBER}|"
    r"(?:[0-9A-Za-z]{0,40}+[\u3400-\u9fff]|[“《（〔])(?:[^\x00- #:\x7f-\xa0\u061c\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\uf8ff\ufeff\ufff0-\U0010ffff]++| (?![ #]|$)|(?<! )#|:(?! |$))*"
)
_PLAIN_IN_FLOW: Final = Expression(
    rf"{_NUMBER}|"
    r"(?:[0-9A-Za-z]{0,40}+[\u3400-\u9fff]|[“《（〔])[0-9A-Za-z.;()%/+\-\u00a1-\u061b\u061d-\u1fff\u2010-\u2027\u3001-\u9fff\uff00-\uffef]*"
)
"""Texts that plainly need no quotes; asking the library takes a hundred times as long."""


def _scalar(value: Any, *, in_flow: bool = False) -> str:
    plain = _PLAIN_IN_FLOW if in_flow else _PLAIN
    if type(value) is str and plain.fullmatch(value):
        return value
    if value is None:
        return NULL
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | int):
        return str(value)
    if isinstance(value, _Reference):
        return quoted_text(value)
    return _any_scalar(str(value), in_flow)  # also of the enumerations


@lru_cache(maxsize=10_000)
def _any_scalar(text: str, in_flow: bool) -> str:
    if text != text.strip():  # the library takes a full-width space for any other character
        return quoted_text(text)
    written = scalar_text(text, in_flow=in_flow)
    readable = written.startswith("'") and '"' not in text and "\\" not in text
    return f'"{text}"' if readable else written


_NOT_LITERAL: Final = Expression(
    r"[^\n -~\u00a1-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[^\S\n]\n|\s\Z|\A[ \n]"
)


def _is_literal(text: str) -> bool:
    """Whether a text of several lines shows all it holds when it is written as such."""
    return "\n" in text and not _NOT_LITERAL.search(text)
