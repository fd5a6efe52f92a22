"""Headers and footers of a section: which part of the package it shows, and copies of them.

A part refers to its pictures and links by relationships of its own (ECMA-376-2 §9.3): a copy of its XML alone refers to
nothing, and Word calls the file damaged.
"""

from __future__ import annotations

from typing import Final, cast

from docx.document import Document as DocumentObject
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.package import Package
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.section import _Footer, _Header

from planctl.renderers.docx.xml import word_element

Edge = _Header | _Footer
"""A header or a footer of a section, for first, even or other pages."""
_Part = HeaderPart | FooterPart


def replace(edge: Edge, source: Edge, document: DocumentObject) -> None:
    """Make a header or footer a copy of another one, with all that this refers to; empty where the other is none."""
    _show(edge, _empty(edge, document) if source.is_linked_to_previous else _copy(source._definition), document)


def leave_to_next(document: DocumentObject, name: str) -> None:
    """Let the second section go on with a header or footer that it has from the first, whatever becomes of that one's."""
    first, *later = document.sections
    if not later or not getattr(later[0], name).is_linked_to_previous:
        return
    if name.startswith("first_page_") and not any(section.different_first_page_header_footer for section in later):
        return
    source = getattr(first, name)
    following = getattr(later[0], name)
    _show(following, _empty(following, document) if source.is_linked_to_previous else source._definition, document)


def set_apart(edge: Edge, document: DocumentObject) -> None:
    """Make a header or footer of the first section one that shows nowhere else, with the same content."""
    owner = document.part
    references = owner.element.xpath("//w:headerReference/@r:id | //w:footerReference/@r:id")
    if edge.is_linked_to_previous or [owner.related_parts.get(one) for one in references].count(edge._definition) > 1:
        replace(edge, edge, document)


def _empty(edge: Edge, document: DocumentObject) -> _Part:
    package = cast("Package", document.part.package)
    part: _Part = FooterPart.new(package) if isinstance(edge, _Footer) else HeaderPart.new(package)
    part.element[:] = [word_element("<w:p/>")]  # python-docx names a style that the document may lack
    return part


def _copy(original: _Part) -> _Part:
    """A part with the same content and the same relationships, by the same names."""
    kind = "footer" if isinstance(original, FooterPart) else "header"
    package = cast("Package", original.package)
    name = package.next_partname(f"/word/{kind}%d.xml")
    copy = cast("_Part", type(original).load(name, original.content_type, original.blob, package))
    for one in original.rels.values():
        copy.load_rel(one.reltype, one.target_ref if one.is_external else one.target_part, one.rId, one.is_external)
    return copy


def _show(edge: Edge, part: _Part, document: DocumentObject) -> None:
    """Make a section refer to a part, and leave out of the package the one that no section refers to any more."""
    kind = "footer" if isinstance(edge, _Footer) else "header"
    properties, pages, owner = edge._sectPr, edge._hdrftr_index, document.part
    identifier = owner.relate_to(part, _TYPES[kind])
    reference = getattr(properties, f"get_{kind}Reference")(pages)
    if reference is None:
        getattr(properties, f"add_{kind}Reference")(pages, identifier)
        return
    former, reference.rId = reference.rId, identifier
    if former not in owner.element.xpath("//@r:id"):
        owner.drop_rel(former)


_TYPES: Final = {"header": RELATIONSHIP_TYPE.HEADER, "footer": RELATIONSHIP_TYPE.FOOTER}
