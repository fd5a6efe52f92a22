"""How a document says which draft of a plan it was made from, so that one that comes back can be told from others."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final, NamedTuple

from planctl.lazy_regex import Expression
from planctl.model.plan import Plan
from planctl.planfile.writer import dump_plan

PLAN_PROPERTY: Final = "planctl-plan"
"""The property of a document that holds the digest of its plan."""
STAGE_PROPERTY: Final = "planctl-stage"
_DIGEST: Final = Expression("[0-9a-f]{64}")


class Origin(NamedTuple):
    """The draft that a document was made from: the digest of its plan, and its stage on one line ("" where it had none)."""

    plan: str
    stage: str


def origin_in(properties: Mapping[str, str]) -> Origin | None:
    """The draft that a document's properties name; None for a document that planctl has not made."""
    digest = properties.get(PLAN_PROPERTY, "")
    return Origin(digest, " ".join(properties.get(STAGE_PROPERTY, "").split())) if _DIGEST.fullmatch(digest) else None


class _Digests:
    """The digest of the last plan is kept: of one plan a document is made for each of many units."""

    def __init__(self) -> None:
        self._last: tuple[Plan, str] | None = None

    def of(self, plan: Plan) -> str:
        if self._last is None or self._last[0] is not plan:
            self._last = plan, hashlib.sha256(dump_plan(plan).encode("utf-8", "surrogatepass")).hexdigest()
        return self._last[1]


_digests: Final = _Digests()


def plan_digest(plan: Plan) -> str:
    """SHA-256 of the plan, which never changes, as `dump_plan` writes it: comments and the order of keys do not count."""
    return _digests.of(plan)
