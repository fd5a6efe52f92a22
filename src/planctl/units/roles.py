"""列第一位者为牵头单位: roles by the order of names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planctl.model.plan import Role, UnitMention


def let_first_lead(mentions: Sequence[UnitMention], *, others_support: bool = False) -> list[UnitMention]:
    """The mentions with the first unit leading and the others responsible (or supporting).

    Unchanged where the cell itself names a leader, or where its first unit only supports.
    """
    if not mentions or mentions[0].role is Role.SUPPORT or any(mention.role is Role.LEAD for mention in mentions):
        return list(mentions)
    rest = Role.SUPPORT if others_support else Role.RESPONSIBLE
    roles = [Role.LEAD, *(Role.SUPPORT if mention.role is Role.SUPPORT else rest for mention in mentions[1:])]
    return [replace(mention, role=role) for mention, role in zip(mentions, roles, strict=False)]
