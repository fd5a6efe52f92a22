"""列第一位者为牵头单位: roles by the order of names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planctl.model.plan import Role, UnitMention


def let_first_lead(mentions: Sequence[UnitMention], *, others_support: bool = False) -> list[UnitMention]:
    """The first unit leads, the others are responsible (or support), unless a unit leads by name already or the first only
    supports."""
    if not mentions or mentions[0].role is Role.SUPPORT or any(one.role is Role.LEAD for one in mentions):
        return list(mentions)
    rest = Role.SUPPORT if others_support else Role.RESPONSIBLE
    roles = [Role.LEAD, *(Role.SUPPORT if mention.role is Role.SUPPORT else rest for mention in mentions[1:])]
    return [replace(mention, role=role) for mention, role in zip(mentions, roles, strict=False)]
