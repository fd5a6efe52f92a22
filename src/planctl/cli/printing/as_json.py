"""JSON for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from planctl.cli.printing.output import emit


def print_json(whole: Mapping[str, Any]) -> None:
    """Print one object."""
    emit(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")


def print_jsonl(objects: Iterable[Mapping[str, Any]]) -> None:
    """Print one object a line."""
    emit("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in objects))
