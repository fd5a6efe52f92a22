"""Kinds of HTML elements: those that are no text, those that stand on lines of their own."""

from __future__ import annotations

from typing import Final

SKIPPED: Final = frozenset(("script", "style", "template", "noscript", "object", "svg", "math"))
_BLOCKS: Final = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary "
    "table tbody td tfoot th thead tr ul"
)
BLOCKS: Final = frozenset(_BLOCKS.split())
