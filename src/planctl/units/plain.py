"""The short way for the plainest cells: 市发改局、市商务局. It reads them as the grammar does, without loading it.

Most cells of most plans are such, and the grammar's patterns take as long to compile as the rest of planctl to start.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

_STRUCTURAL: Final = "省市区县州盟旗镇乡村街局委厅和及与等由并牵头配合负责落实参协会同主承完指督无"
"""Characters of levels, tails, conjunctions and role words: where one stands inside a name, the grammar must look."""

_BODY: Final = rf"(?![执{_STRUCTURAL}])[\u4e00-\u9fff]"
_GROUP_BODY: Final = rf"(?![{_STRUCTURAL}])[\u4e00-\u9fff]"
_OWN_LEVEL: Final = r"[省市区县](?!场|政(?!务|府|法)|[域郊容位块划城会际])"
_NAME: Final = (
    rf"(?:{_OWN_LEVEL}(?:(?:{_BODY}){{1,9}}|经协)(?:局|委|办|厅|中心|单位|部门)"
    rf"|各(?:{_GROUP_BODY}){{2,8}}(?:部门|单位)|各[镇乡街县市区][(（](?:[镇乡街县市区]、)?(?:街|街道|镇|乡|区|县|园区)[)）])"
)
_PLAIN_CELL: Final = re.compile(rf"{_NAME}(?:[、,，;；]{_NAME})*")
_SEPARATOR: Final = re.compile(r"[、,，;；](?![^(（]*[)）])")
_WHITE: Final = re.compile(r"[\s⏎\u200b\ufeff]+")
_BRACKET_KINDS: Final = str.maketrans("〔［[【〕］]】", "(((())))")
_QUOTES: Final = str.maketrans("“”„‟「」『』‘’'", '"""""""""""')
_PLACE_ENDS: Final = "省市区县州盟旗镇乡道"


def plain_names(printed: str) -> list[str] | None:
    """The names of a plain cell; None for one that needs the grammar."""
    return _SEPARATOR.split(printed) if _PLAIN_CELL.fullmatch(printed) else None


def are_full_forms(names: Sequence[str]) -> bool:
    """Whether each name plainly has its level and is no place, so that none is short for another form."""
    return all(_FULL_FORM.match(name) and name[-1] not in _PLACE_ENDS for name in names)


_FULL_FORM: Final = re.compile(rf"{_OWN_LEVEL}|各")


def normalise(name: str) -> str:
    """The form under which two names are equal: widths, kinds of brackets and quotes, white space do not count."""
    return unicodedata.normalize("NFKC", _WHITE.sub("", name)).translate(_BRACKET_KINDS).translate(_QUOTES)
