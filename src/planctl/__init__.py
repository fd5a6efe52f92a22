"""Keep a division-of-work plan (分工方案) as one YAML file: check it, query it, render it."""

TYPE_CHECKING = False  # as checkers of types know it; importing typing takes longer than all of this

__version__ = "0.1.0"
__all__ = [
    "Answer",
    "ClassifiedPlanError",
    "Finding",
    "FlatRow",
    "NotInPlanError",
    "Part",
    "Plan",
    "PlanError",
    "PlanctlError",
    "Role",
    "due",
    "of_unit",
    "read",
    "render",
    "rows",
    "validate",
]

if TYPE_CHECKING:
    from planctl.api import (
        Answer,
        ClassifiedPlanError,
        Finding,
        FlatRow,
        NotInPlanError,
        Part,
        Plan,
        PlanctlError,
        PlanError,
        Role,
        due,
        of_unit,
        read,
        render,
        rows,
        validate,
    )
else:

    def __getattr__(name):
        """A name of the library, which is loaded now: the command line and its help do without."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from planctl import api

        return getattr(api, name)

    def __dir__():
        return sorted({*globals(), *__all__})
