"""Every rule of planctl in one list."""

from __future__ import annotations

from typing import Final

from planctl.checks import ALL_CHECKS
from planctl.diagnostics import Rule
from planctl.reading_rules import READING_RULES

_RULES = [*(one.rule for one in READING_RULES), *(one.rule for one in ALL_CHECKS)]
ALL_RULES: Final[tuple[Rule, ...]] = tuple(sorted(_RULES, key=lambda rule: rule.code))
