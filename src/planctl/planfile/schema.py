"""The keys of a plan file, declared once: the loader reads by these tables and the editors' schema comes from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from planctl.model.plan import CELL_FIELDS, Certainty, GapKind, Numbering
from planctl.model.vocabulary import COLUMN_LABELS, CONTACT_LABELS, PLAN_LABELS, SHAPE_LABELS, TEXT_COLUMNS, URGENCIES


class Kind(StrEnum):
    """What a value is; each value is the Chinese word for it in messages."""

    TEXT = "文字"
    UNITS = "单位（文字或列表）"
    ORGANS = "机关（文字，几个机关联合行文的写成列表）"
    NAMES = "列表"
    TEXTS = "列表（每项一段文字）"
    YEAR = "四位年份"
    DATE = "日期（如 2017-06-01）"
    FLAG = "true 或 false"
    TEXTS_BY_KEY = "一组键值"
    SHAPE = "一组键值 "
    SHAPES = "列表 "


@dataclass(frozen=True)
class Key:
    """A key of a mapping: what its value is, whether it must stand, whether it may be null."""

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    nullable: bool = False
    choices: tuple[str, ...] = ()
    shape: Shape | None = None

    @cached_property
    def is_free_text(self) -> bool:
        """Whether any text will do."""
        return self.kind in (Kind.TEXT, Kind.UNITS) and not self.choices


@dataclass(frozen=True)
class Shape:
    """A mapping of the plan file: its Chinese name and its keys."""

    label: str
    keys: tuple[Key, ...]

    @cached_property
    def by_name(self) -> dict[str, Key]:
        """The keys by their names."""
        return {key.name: key for key in self.keys}

    @cached_property
    def required(self) -> tuple[Key, ...]:
        """The keys that must stand."""
        return tuple(key for key in self.keys if key.required)


_CELLS: Final = (
    Key("lead_units", Kind.UNITS, nullable=True),
    Key("supporting_units", Kind.UNITS, nullable=True),
    Key("deadline", nullable=True),
    *map(Key, TEXT_COLUMNS),
)

REQUIREMENT: Final = Shape(
    SHAPE_LABELS["requirement"],
    (Key("number"), Key("text", required=True, nullable=True), *_CELLS, Key("extra", Kind.TEXTS_BY_KEY)),
)

TASK: Final = Shape(
    SHAPE_LABELS["task"],
    (
        Key("number", required=True),
        Key("title", required=True, nullable=True),
        Key("section"),
        Key("requirements", Kind.SHAPES, shape=REQUIREMENT),
        # a plan without a 具体要求 column has its cells on the task itself
        *_CELLS,
        Key("extra", Kind.TEXTS_BY_KEY),
    ),
)

GAP: Final = Shape(
    SHAPE_LABELS["gap"],
    (
        Key("kind", required=True, choices=tuple(GapKind)),
        Key("reference", required=True),
        Key("certainty", choices=tuple(Certainty)),
        Key("fields", Kind.NAMES, choices=CELL_FIELDS),
        Key("lead_units", Kind.UNITS),
        Key("supporting_units", Kind.UNITS),
        Key("deadline"),
        Key("note"),
    ),
)

UNIT: Final = Shape(
    SHAPE_LABELS["unit"],
    (
        Key("name", required=True),
        Key("full_name"),
        Key("aliases", Kind.NAMES),
        Key("group", Kind.FLAG),
        Key("members", Kind.NAMES),
        Key("parent"),
        Key("valid_from", Kind.DATE),
        Key("valid_to", Kind.DATE),
        Key("succeeded_by"),
    ),
)

CONTACT: Final = Shape(SHAPE_LABELS["contact"], tuple(map(Key, CONTACT_LABELS)))

CONSULTATION: Final = Shape(
    SHAPE_LABELS["consultation"],
    (Key("document_number"), Key("dated_on", Kind.DATE), Key("reply_by", Kind.DATE)),
)

PLAN: Final = Shape(
    SHAPE_LABELS["plan"],
    (
        Key("title", required=True),
        Key("year", Kind.YEAR, required=True),
        Key("stage"),
        Key("issuing_authority", Kind.ORGANS),
        Key("document_number"),
        Key("dated_on", Kind.DATE),
        Key("notice_title"),
        Key("addressees"),
        Key("copy_to"),
        Key("printed_by"),
        Key("printed_on", Kind.DATE),
        Key("disclosure"),
        Key("classification"),
        Key("urgency", choices=URGENCIES),
        Key("body"),
        Key("approved_by"),
        Key("attachments", Kind.TEXTS),
        Key("contact", Kind.SHAPE, shape=CONTACT),
        Key("consultation", Kind.SHAPE, shape=CONSULTATION),
        Key("numbering", choices=tuple(Numbering)),
        Key("headings", Kind.TEXTS_BY_KEY, choices=tuple(COLUMN_LABELS)),
        Key("first_unit_leads", Kind.FLAG),
    ),
)

PLAN_FILE: Final = Shape(
    SHAPE_LABELS["file"],
    (
        Key("format", required=True, choices=("1",)),
        Key("plan", Kind.SHAPE, required=True, shape=PLAN),
        Key("units", Kind.SHAPES, shape=UNIT),
        Key("tasks", Kind.SHAPES, required=True, shape=TASK),
        Key("gaps", Kind.SHAPES, shape=GAP),
    ),
)


def _names_of(shape: Shape) -> frozenset[str]:
    own = frozenset(shape.by_name)
    return own.union(*(_names_of(key.shape) for key in shape.keys if key.shape))


KEY_NAMES: Final = _names_of(PLAN_FILE)
"""Every key that a plan file may have, whatever mapping it belongs to."""


CHINESE_KEYS: Final[dict[str, tuple[str, ...]]] = {
    **{label: (key,) for labels in (PLAN_LABELS, COLUMN_LABELS) for key, label in labels.items()},
    **{label: (key,) for key, label in CONTACT_LABELS.items()},
    "联系人": ("contact", "name"),
    "反馈期限": ("reply_by",),
    "电话": ("phone",),
    "邮箱": ("email",),
    "格式": ("format",),
    "方案": ("plan",),
    "单位名录": ("units",),
    "单位": ("lead_units", "units", "name"),
    "责任单位": ("lead_units",),
    "协办单位": ("supporting_units",),
    "工作任务": ("title", "tasks"),
    "任务": ("title", "tasks"),
    "具体要求": ("text", "requirements"),
    "要求": ("text", "requirements"),
    "内容": ("text",),
    "编号": ("number",),
    "时限": ("deadline",),
    "部分": ("section",),
    "缺失说明": ("gaps",),
    "抄送": ("copy_to",),
    "主送": ("addressees",),
    "名称": ("name",),
    "全称": ("full_name",),
    "别名": ("aliases",),
    "成员": ("members",),
    "说明": ("note",),
}
"""The keys that people mean by Chinese words; the mapping decides which of several."""
