"""What a page allows itself: its own style and script, and nothing else (Content Security Policy Level 3).

The style and the script of a page are those of its template, never what a plan says: they are hashed before anything is
drawn.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Final

from planctl.files import read_source, resource
from planctl.lazy_regex import Expression
from planctl.renderers.jinja import environment

_SHIPPED: Final = Expression(
    r"(?s)\{%[-+]?\s*+raw\s*+[-+]?%\}.*?\{%[-+]?\s*+endraw\s*+[-+]?%\}|\{#.*?#\}"
    r"|\{\{[-+]?\s*+page\s*+\.\s*+(style|script)\s*+(?:\|\s*+safe\s*+)?[-+]?\}\}"
)
"""The tags that ask for them; what stands in `raw` or a comment asks for nothing."""
_FILES: Final = {"style": "templates/page.css", "script": "templates/page.js"}
_BRACE: Final = "\udc7b"
"""Stands for a brace of the text: half of a character, which no text has."""
_NOT_DRAWN: Final = frozenset(("raw_begin", "raw_end", "comment_begin", "comment", "comment_end"))
_TAGS: Final = frozenset(("block_begin", "block_end", "variable_begin", "variable_end"))
_INLINE: Final = Expression(r"(?is)<(style|script)\b[^>]*+>(.*?)</\1")


def with_shipped_files(source: str) -> str:
    """A template with the style and the script that planctl ships where it asks for them, in whatever way that Jinja
    allows; the space around them, of which the policy's hashes are made as well, stays."""
    return _SHIPPED.sub(
        lambda found: f"{{% raw %}}{_shipped(found[1])}{{% endraw %}}" if found[1] else found[0], source
    )


def _shipped(kind: str) -> str:
    return read_source(resource(_FILES[kind])).text


def policy_of(source: str) -> str:
    """The policy of a page: the styles and scripts that its template holds, known by their hashes.

    Raises jinja2.TemplateSyntaxError for what is no template.
    """
    hashes: dict[str, list[str]] = {"style": [], "script": []}
    for found in _INLINE.finditer(_without_raw(source)):
        digest = base64.b64encode(hashlib.sha256(_drawn(found[2]).encode()).digest()).decode()
        hashes[found[1].lower()].append(f"'sha256-{digest}'")
    allowed = "; ".join(f"{kind}-src {' '.join(found) or chr(39) + 'none' + chr(39)}" for kind, found in hashes.items())
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _without_raw(source: str) -> str:
    """The same template without the marks of `raw`, comments, and the space that tags take away: an element may stand inside
    of `raw`, around it or across, and what is text opens no tag."""
    return "".join(_plain(kind, text) for _, kind, text in environment(str).lex(source))


def _plain(kind: str, text: str) -> str:
    if kind == "data":
        return text.replace("{", _BRACE)
    if kind in _NOT_DRAWN:
        return ""
    return text.strip().strip("-+") if kind in _TAGS else text


def _drawn(body: str) -> str:
    """A style or script as its template draws it. One that says anything of a plan has nothing to say it with, and is not
    allowed."""
    try:
        drawn = environment(str).from_string(body).render()
    except Exception:  # what is wrong in it is told where the page is drawn
        drawn = body
    return drawn.replace(_BRACE, "{")
