"""Which installed font stands in for a Chinese one that is not there: one of the same kind, never a Japanese or Korean one.

GB/T 9704-2012 names families (小标宋, 仿宋, 楷体, 黑体, 宋体). Of which kind a font is, its name says; what may stand for what is our
own choice: a bold 宋体 for a 小标宋, a 宋体 for a 仿宋 or 楷体.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from planctl.lazy_regex import Expression


class Kind(Enum):
    """The kinds of Chinese type in official documents."""

    TITLE = "小标宋"
    FANGSONG = "仿宋"
    KAI = "楷体"
    HEI = "黑体"
    SONG = "宋体"


@dataclass(frozen=True)
class Face:
    """An installed face: the names of its family in all languages, whether it is bold, the languages it can set, its PostScript
    name, and its file."""

    families: tuple[str, ...]
    bold: bool = False
    languages: frozenset[str] = frozenset()
    name: str = ""
    file: str = ""


@dataclass(frozen=True)
class StandIn:
    """The font that is used in the place of another, whether in its bold face, and the one for characters that it lacks."""

    family: str
    bold: bool = False
    behind: str = ""


_KINDS: Final = {
    Kind.TITLE: Expression("(?i)标宋|标题宋|中宋|biao ?song|zhong ?song|FZXBS"),
    Kind.FANGSONG: Expression("(?i)仿宋|fang ?song|fandol ?fang"),
    Kind.KAI: Expression("(?i)楷|kai"),
    Kind.HEI: Expression("(?i)黑|hei|(?:noto|source han) sans|droid sans fallback|等线|deng ?xian"),
    Kind.SONG: Expression("(?i)宋|明体|song|sim ?sun|(?:noto|source han) serif|ming"),
}
"""What a name says of its font's kind, in the order in which it is asked: a 仿宋 is called 宋 as well."""

_LIKE: Final = {
    Kind.KAI: Expression("(?i)隶|魏|行书|草|lisu|li ?ti|xin ?wei"),
    Kind.HEI: Expression("(?i)圆|youyuan|综艺"),
}
"""Fonts of other kinds, and the one whose fonts are most like them; another Chinese font is taken for a 宋体."""
_HANZI: Final = Expression("[\u4e00-\u9fff]")

_STANDING_IN: Final = {
    Kind.TITLE: (Kind.TITLE, Kind.SONG),
    Kind.FANGSONG: (Kind.FANGSONG, Kind.SONG),
    Kind.KAI: (Kind.KAI, Kind.FANGSONG, Kind.SONG),
    Kind.HEI: (Kind.HEI, Kind.SONG),
    Kind.SONG: (Kind.SONG,),
}
_HEAVY: Final = frozenset((Kind.TITLE, Kind.HEI))
"""Kinds for which a 宋体 stands in its bold face."""

_FOREIGN: Final = Expression("(?i)\\b(?:JP|KR|J|K|Mincho|Gothic|Myeongjo|Batang)\\b")
_SIMPLIFIED: Final = Expression("(?i)\\b(?:SC|CN|Hans)\\b|GB|简")
_TRADITIONAL: Final = Expression("(?i)\\b(?:TC|TW|HK|MO|Hant|B5|Big5|MBE)\\b|繁")
_ODD: Final = Expression("(?i)mono|等距|条|light|thin|细")
_CHINESE: Final = frozenset(("zh-cn", "zh-sg"))


def kind_of(*names: str) -> Kind | None:
    """The kind of a Chinese font by its names; None for Latin ones, and where they say nothing."""
    return next((kind for kind, said in _KINDS.items() if any(map(said.search, names))), None)


def kind_asked(name: str) -> Kind | None:
    """The kind of which a font may be that stands in for one with this name; None for Latin ones."""
    kind = kind_of(name) or next((kind for kind, said in _LIKE.items() if said.search(name)), None)
    return kind or (Kind.SONG if _HANZI.search(name) else None)


def find_stand_in(kind: Kind, faces: Iterable[Face]) -> StandIn | None:
    """What stands in for a font of a kind that is not installed; None where no installed font may."""
    families = {face.families: kind_of(*face.families) for face in faces if face.languages & _CHINESE}
    best = {
        other: min(fitting, key=_preference)[0]
        for other in _STANDING_IN[kind]
        if (fitting := [names for names, its in families.items() if its is other and not _is_foreign(names)])
    }
    if not best:
        return None
    found, family = next(iter(best.items()))
    return StandIn(family, found is Kind.SONG and kind in _HEAVY, best.get(Kind.SONG, ""))


def is_there(family: str, faces: Iterable[Face]) -> bool:
    """Whether a font is installed, under any of its names."""
    wanted = family.casefold()
    return any(name.casefold() == wanted for face in faces for name in face.families)


def _is_foreign(names: tuple[str, ...]) -> bool:
    return any(map(_FOREIGN.search, names))


def _preference(names: tuple[str, ...]) -> tuple[bool, bool, bool, tuple[str, ...]]:
    """Faces for traditional Chinese last, and before them odd ones; of the others those made for simplified Chinese first."""
    written = " ".join(names)
    traditional, simplified, odd = (bool(one.search(written)) for one in (_TRADITIONAL, _SIMPLIFIED, _ODD))
    return traditional, odd, not simplified, names
