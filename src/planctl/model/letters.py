"""What a plan's notice and its letter for comments say besides facts of one line: whom to ask, and what is asked by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom readers can ask; "" for what is not stated."""

    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Consultation:
    """The letter that asks units for their comments on a draft: its number and date, and the last day for answers."""

    document_number: str = ""
    dated_on: date | None = None
    reply_by: date | None = None
