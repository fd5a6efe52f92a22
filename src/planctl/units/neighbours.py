"""Whether two whole names, printed one after the other, are two names or the parts of one."""

from __future__ import annotations

from functools import lru_cache

from planctl.lazy_regex import Expression
from planctl.units import organs, words
from planctl.units.whole_names import are_levels, begins_as_a_name, ends_in_levels, is_place

_HOST = Expression(organs.HOST)
_WIDE_HOST = Expression(organs.WIDE_HOST)
_BRANCH = Expression(organs.BRANCH)
_UNHOSTED = Expression(organs.UNHOSTED)
_NAMED_BRANCH = Expression(organs.NAMED_BRANCH)
_BODIES_AND_OFFICES = [(Expression(body), Expression(office)) for body, office in organs.BODIES_AND_OFFICES]
_ONE_NAME = Expression(organs.ONE_NAME)
_JUNCTION = Expression(organs.JUNCTION)
_LOCAL_GOVERNMENT = Expression(rf"..{{1,5}}?[省市区县州盟旗镇乡]{words.GOVERNMENT}{words.BRACKETS}?")
_OWN_BODY = Expression(r"(?:高新|经开|综保|[^各]{2,8}(?:开发|示范|度假|园))区(?:管理?委员会|管委会|党工委)")
_AND = Expression("..+(?<![高中初])等[省市区县州]?[级直]?")
_OTHERS = Expression(rf"(?!各)(?:[\d多]|.{{0,6}}{words.any_of(*organs.GROUP_TAILS)})")


@lru_cache(maxsize=4096)
def are_apart(left: str, right: str) -> bool:
    """Whether two whole names in folded text, the right one directly behind the left, are two."""
    if _are_one(left, right):
        return False
    if begins_as_a_name(right):
        return True
    if is_place(left):
        return is_place(right) or _OWN_BODY.fullmatch(right) is not None
    if _LOCAL_GOVERNMENT.fullmatch(right) or (_WIDE_HOST.fullmatch(left) and _UNHOSTED.fullmatch(right)):
        return True
    if _NAMED_BRANCH.fullmatch(right) or (_WIDE_HOST.fullmatch(left) and (left[0] != "各" or left[-1] in "委团")):
        return False
    return not any(body.fullmatch(left) and office.fullmatch(right) for body, office in _BODIES_AND_OFFICES)


def _are_one(left: str, right: str) -> bool:
    """Whether the right one goes on with the left whatever it begins with: a department of a committee, 等 and its noun."""
    if _HOST.fullmatch(left):
        return _HOST.fullmatch(right) is None
    if _AND.fullmatch(left) and _OTHERS.match(right):
        return True
    if _BRANCH.fullmatch(right) or _ONE_NAME.fullmatch(f"{left}\n{right}"):
        return True
    return ends_in_levels(left) and (are_levels(left, right) or _JUNCTION.search(f"{left}\n{right}") is not None)
