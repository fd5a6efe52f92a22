"""Who answers for a row: the people in columns of leaders, which plans call 分管领导, 责任领导 and the like."""

from __future__ import annotations

import re
from typing import Final

from planctl.lazy_regex import Expression
from planctl.model.plan import Plan, Requirement

_HEADING: Final = Expression("领导|(?:负责|责任|联系)(?:人|同志)|分管.{0,4}长")
_BETWEEN: Final = Expression(r"[、，,；;／/()（）：:\n]++")
_POST: Final = (
    "同志|[一第]?副|常务|党|书记|主任|主席|局长|市长|县长|区长|州长|旗长|省长|镇长|乡长|厅长|处长|科长|所长|院长|校长|组长|部长|会长"
    "|行长|队长|秘书长|董事长|总经理|常委|委员|政委|调研员|巡视员|市委|县委|区委|政协|人大"
)
"""What may follow a name directly; any other hanzi makes it another, longer name."""


def leader_columns(plan: Plan) -> list[str]:
    """The headings of the plan's columns of leaders."""
    headings = dict.fromkeys(heading for _, requirement in plan.rows() for heading in requirement.extra)
    return [heading for heading in headings if _HEADING.search(heading)]


def leaders(plan: Plan) -> list[str]:
    """The people in those columns as printed, in order of appearance."""
    columns = leader_columns(plan)
    cells = (requirement.extra.get(column, "") for _, requirement in plan.rows() for column in columns)
    names = (name.strip() for cell in dict.fromkeys(cells) for name in _BETWEEN.split(cell))
    return list(dict.fromkeys(name for name in names if name))


class Leader:
    """A person asked for by name, printed with spaces (张 三) or with a post (张三副市长) or not."""

    def __init__(self, plan: Plan, name: str) -> None:
        self._columns = leader_columns(plan)
        letters = r"\s*+".join(map(re.escape, "".join(name.split())))
        self._printed = Expression(rf"{letters}(?![\u3400-\u9fff])|{letters}(?={_POST})")

    def answers_for(self, requirement: Requirement) -> bool:
        """Whether a row's cells name the person."""
        return any(self._printed.search(requirement.extra.get(column, "")) for column in self._columns)
