"""What a plan's notice and its letter for comments say besides facts of one line: whom to ask, and what is asked by when."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom readers can ask; "" for what is not stated."""

    name: str = ""
    phone: str = ""
    email: str = ""
