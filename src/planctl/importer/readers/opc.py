"""Office packages: which part refers to which (ECMA-376 part 2, clause 9.3)."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from planctl.importer.readers.contents import Package, damaged
from planctl.importer.readers.xml_stream import stream_part


class Relation(NamedTuple):
    """What a part refers to: the last word of the relation's type, and the name of the other part."""

    kind: str
    part: str


def relations(package: Package, part: str) -> dict[str, Relation]:
    """What a part refers to that is in the package, by id."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, Relation] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
            if target in package.NameToInfo:
                found[attributes.get("Id", "")] = Relation(attributes.get("Type", "").rpartition("/")[2], target)

    if listed in package.NameToInfo:
        stream_part(package, listed, start)
    return found


def main_part(package: Package, usual: str) -> str:
    """The part that a package opens with, the `usual` one where the package does not say.

    Raises UnreadableInputError where there is none.
    """
    related = relations(package, "").values()
    part = next((relation.part for relation in related if relation.kind == "officeDocument"), usual)
    if part not in package.NameToInfo:
        raise damaged(package.kind)
    return part
