"""The same tasks in Taskwarrior (`task`, of Debian's package taskwarrior), as a peer that answers the same questions."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

from planctl.files import read_source
from planctl.model.deadline import Deadline, DeadlineKind
from planctl.planfile.loader import load_plan


def is_there() -> bool:
    """Whether Taskwarrior is installed."""
    return shutil.which("task") is not None


def import_plan(plan: Path, folder: Path) -> None:
    """Put every requirement of a plan file into Taskwarrior, with its units as tags and its last day as due date; from here on
    this process and its children use that list."""
    data, settings, tasks = folder / "data", folder / "taskrc", folder / "tasks.json"
    data.mkdir()
    settings.write_text(f"data.location={data}\nconfirmation=off\nverbose=nothing\nhooks=off\n", encoding="utf-8")
    loaded = load_plan(read_source(plan)).plan
    assert loaded is not None
    rows = [
        {
            "description": requirement.text,
            "project": task.number,
            "tags": requirement.lead_units.names if requirement.lead_units else [],
            "entry": f"{loaded.year}0101T000000Z",
            **_due(requirement.deadline, loaded.year),
        }
        for task, requirement in loaded.rows()
    ]
    tasks.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    os.environ["TASKRC"] = str(settings)
    subprocess.run(["task", "import", str(tasks)], check=True, capture_output=True)


def _due(deadline: Deadline | None, year: int) -> dict[str, str]:
    """What recurs is due at the end of the year: Taskwarrior would make a task of each time."""
    if deadline is None or deadline.kind not in (DeadlineKind.DATE, DeadlineKind.RECURRING):
        return {}
    return {"due": f"{deadline.due:%Y%m%d}T120000Z" if deadline.due else f"{year}1231T120000Z"}
