"""How a plan is laid out as an official document (公文): what the options of the command line ask for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from planctl.errors import PlanctlError
from planctl.model.plan import Plan

FOLLOWS: Final = "印发件"
"""The paper follows its notice without being called its attachment: how 关于印发《…》的通知 are mostly printed."""
ATTACHED: Final = "附件"
DOCUMENT: Final = "文件"
"""What a head says behind the issuer's name."""


FEEDBACK: Final = "意见反馈表"
"""The form on which units answer a letter that asks for their comments."""


class Form(StrEnum):
    """The forms of official documents planctl can make: the general one, and the letter (§10.1)."""

    DOCUMENT = "文件"
    LETTER = "信函"


class Kind(StrEnum):
    """What a notice does with the plan."""

    ISSUE = "印发"
    CHANGE = "调整"
    CONSULT = "征求意见函"


class Head(StrEnum):
    """Which of the organs that issue together stand in the head (§7.2.4)."""

    ALL = "all"
    LEAD = "lead"


@dataclass(frozen=True)
class Layout:
    """How a plan is laid out: with its notice or alone, as what, upright or turned, in which form (None: by its number).

    `attached_as` is 印发件, 附件, or 附件 with its number. `bound_apart` says that an attachment is not bound with its
    document, `no_head` that the paper has the red head printed on it, `unsealed` that no seal is put on the signatures.
    `table` names the built-in template that the table is set by, where it is not the plan's own. `fonts` is a folder of
    fonts besides those of the machine, for what LibreOffice lays out.
    """

    notice: bool = False
    attached_as: str = FOLLOWS
    bound_apart: bool = False
    portrait: bool = False
    form: Form | None = None
    no_head: bool = False
    head: Head = Head.ALL
    unsealed: bool = False
    kind: Kind = Kind.ISSUE
    table: str = ""
    fonts: Path | None = None


class MissingFactsError(PlanctlError):
    """The plan does not state what the document must say."""

    exit_code = 1


PLAIN: Final = Layout()
"""The plan alone, turned on its side, as the paper that follows its notice."""


def settle(plan: Plan, layout: Layout) -> Layout:
    """The layout with its form: what was asked for, else what the number is of (东府办函〔2017〕304号 is a letter's)."""
    if layout.kind is Kind.CONSULT:
        return replace(layout, form=Form.LETTER)
    if layout.form is not None:
        return layout
    letter = plan.document_number.partition("〔")[0].endswith("函")
    return replace(layout, form=Form.LETTER if letter else Form.DOCUMENT)
