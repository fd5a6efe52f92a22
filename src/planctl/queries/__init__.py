"""Questions to a plan: who must do what, and by when. Pure functions from a Plan to an Answer."""

from planctl.queries.answers import Answer, Part, Row
from planctl.queries.by_date import Window, due, due_of, month_window, quarter_window, time_in_text, week_window
from planctl.queries.by_unit import list_for_units, printed_names, role_in
from planctl.queries.countdown import runs_on, with_days
from planctl.queries.known_units import require_units
from planctl.queries.leaders import leader_columns, leaders
from planctl.queries.sections import sections, sections_called
from planctl.queries.selection import Selection, find, fold, list_all, orphans_of, searched_text, select

__all__ = [
    "Answer",
    "Part",
    "Row",
    "Selection",
    "Window",
    "due",
    "due_of",
    "find",
    "fold",
    "leader_columns",
    "leaders",
    "list_all",
    "list_for_units",
    "month_window",
    "orphans_of",
    "printed_names",
    "quarter_window",
    "require_units",
    "role_in",
    "runs_on",
    "searched_text",
    "sections",
    "sections_called",
    "select",
    "time_in_text",
    "week_window",
    "with_days",
]
