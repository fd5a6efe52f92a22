"""The only reader of deadlines: a phrase as printed, or a requirement's running text → Deadline.

Plan files, imported documents, checks, questions and `planctl parse` all read by these two functions. The grammar is
loaded only for what is not plain.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from planctl.deadlines.from_issue import count_from_issue
from planctl.deadlines.plain import plain_deadline

if TYPE_CHECKING:
    from datetime import date

    from planctl.model.deadline import Deadline


def parse_deadline(phrase: str, year: int, dated_on: date | None = None) -> Deadline:
    """What the phrase of a 完成时限 cell means in a plan of the given year (0 = unknown), issued on the given day.

    Total: any string gives a Deadline whose `phrase` is the string itself; what cannot be read is kind `unread`, with a
    `problem` where it looks like a date but is none.
    """
    if (plain := plain_deadline(phrase, year)) is not None:
        return plain
    from planctl.deadlines.grammar import parse_by_grammar
    from planctl.deadlines.parts import with_parts

    @cache  # the parts of a phrase are tried alone and together
    def read(text: str) -> Deadline:
        return plain_deadline(text, year) or count_from_issue(parse_by_grammar(text, year, dated_on), dated_on)

    return with_parts(read(phrase), read)


def deadline_from_text(text: str, year: int, dated_on: date | None) -> Deadline | None:
    """The time that a requirement's running text states, None where it states none; `phrase` is the words that state it.

    Careful rather than complete: only dates with a limit word (…前, 年内完成, 到…年底,), spans and recurrences count,
    and a date before the plan itself (`dated_on`, otherwise its year) is history.
    """
    from planctl.deadlines.running_text import time_in

    stated = time_in(text, year, dated_on)
    return count_from_issue(stated, dated_on) if stated else None
