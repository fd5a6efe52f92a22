"""The properties of a Word document: what it is, of which draft of which plan, and that planctl made it."""

from __future__ import annotations

from typing import Final

from docx.document import Document as DocumentObject
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from planctl.document.dates import file_moment
from planctl.document.official import OfficialDocument
from planctl.document.view import TableView
from planctl.model.plan import Plan
from planctl.planfile.origin import PLAN_PROPERTY, STAGE_PROPERTY, plan_digest
from planctl.renderers.docx.xml import Element, child_of, tag
from planctl.renderers.xml_text import clean_text

_LONGEST: Final = 255  # python-docx refuses longer ones
_CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What marks custom properties that users may name."""
_FIRST_NUMBER: Final = 2
"""Of a custom property; 0 and 1 are reserved."""
_APPLICATION: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>planctl</Application></Properties>"
)
_BEHIND_CAPTION: Final = (
    "tblStyle",
    "tblpPr",
    "tblOverlap",
    "bidiVisual",
    "tblStyleRowBandSize",
    "tblStyleColBandSize",
    "tblW",
    "jc",
    "tblCellSpacing",
    "tblInd",
    "tblBorders",
    "shd",
    "tblLayout",
    "tblCellMar",
    "tblLook",
)


def set_properties(document: DocumentObject, plan: Plan, view: TableView, official: OfficialDocument) -> None:
    """Say in the properties what the document is: title, authority, number and date, and which draft it was made from."""
    properties = document.core_properties
    properties.title = _short(view.title.replace("\n", ""))
    properties.author = _short("、".join(plan.issuing_authorities))
    properties.subject = _short(official.number)
    properties.language = "zh-CN"
    properties.last_modified_by = ""
    properties.revision = 1
    properties.created = properties.modified = file_moment(plan)
    _set_application(document)
    _set_custom(document, {PLAN_PROPERTY: plan_digest(plan), STAGE_PROPERTY: _short(plan.stage)})


def describe_table(table: Element, view: TableView) -> None:
    """Give the table the title and description that screen readers read."""
    properties = child_of(table, "tblPr")
    caption = child_of(properties, "tblCaption", behind=_BEHIND_CAPTION)
    caption.set(tag("val"), _short(view.title.replace("\n", "")))
    described = child_of(properties, "tblDescription", behind=(*_BEHIND_CAPTION, "tblCaption"))
    columns = "、".join(column.heading for column in view.columns)
    described.set(tag("val"), _short(f"共{len(view.rows)}行，各栏为{columns}"))


def _short(text: str) -> str:
    return clean_text(text)[:_LONGEST]


def _set_application(document: DocumentObject) -> None:
    """Name the program that wrote the document: the template's own names the one it was made with."""
    for relationship in document.part.package.rels.values():
        if relationship.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES and not relationship.is_external:
            relationship.target_part._blob = _APPLICATION.encode()


def _set_custom(document: DocumentObject, values: dict[str, str]) -> None:
    """Set custom properties; what else the template has of them stays."""
    package = document.part.package
    kind = RELATIONSHIP_TYPE.CUSTOM_PROPERTIES
    part = next((one.target_part for one in package.rels.values() if one.reltype == kind and not one.is_external), None)
    root = _read_custom(part)
    for old in [one for one in root if one.get("name") in values]:
        root.remove(old)
    for name, value in values.items():
        element = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FORMAT, name=name)
        etree.SubElement(element, f"{{{_TYPES}}}lpwstr").text = value
    for number, element in enumerate(root, _FIRST_NUMBER):
        element.set("pid", str(number))
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if part is not None:
        part._blob = content
        return
    made = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, content, package)
    package.relate_to(made, kind)


def _read_custom(part: Part | None) -> Element:
    """The custom properties of a template; none where it has none, or none that can be read."""
    try:
        root = etree.fromstring(b"" if part is None else part.blob)
    except etree.XMLSyntaxError:
        root = None
    if root is None or root.tag != f"{{{_CUSTOM}}}Properties":
        return etree.fromstring(f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}"/>')
    return root
