"""A page whose foot is left free, in templates of one's own: pictures and links go with copies of headers and footers."""

import base64
import io
import posixpath
from copy import deepcopy

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from lxml import etree

from docx_grid import R, open_docx
from docx_variants import JOINT
from planctl.document.layout import Layout
from planctl.files import resource
from planctl.renderers.docx.foot import free_foot
from support import plan_of
from support_docx import rendered

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
"""A picture of one point."""
LONG = JOINT.replace("addressees: 市政府各部门", f"addressees: {'、'.join(['某某市某某区人民政府办公室'] * 12)}")
"""Its notice leaves the foot of page 1 free."""


def with_picture_and_link(edge):
    """Put a logo and a link to a web site into a header or footer."""
    paragraph = edge.paragraphs[0]
    edge.part.relate_to("https://example.org/first", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    paragraph.add_run().add_picture(io.BytesIO(DOT))
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), edge.part.relate_to("https://example.org/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(OxmlElement("w:r"))
    paragraph._p.append(link)


def referred(package, name):
    """What the relationships lead to that a part's XML uses, in its order; every one must be declared and be there."""
    folder, _, base = name.rpartition("/")
    declared = package.parts.get(f"{folder}/_rels/{base}.rels", b"<none/>")
    targets = {}
    for one in etree.fromstring(declared):
        target = one.get("Target")
        if one.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join(folder, target))
            assert target in package.parts
        targets[one.get("Id")] = target
    elements = etree.fromstring(package.parts[name]).iter(etree.Element)
    return [targets[value] for one in elements for key, value in one.attrib.items() if key.startswith(R)]


def edges_of(package):
    return {name: content for name, content in package.parts.items() if name.startswith(("word/header", "word/footer"))}


def saved(document):
    memory = io.BytesIO()
    document.save(memory)
    return memory.getvalue()


@pytest.mark.parametrize("edge", ["header", "footer"])
def test_the_first_page_shows_the_logo_and_the_link_of_a_template_of_one_s_own(edge, tmp_path):
    document = Document(str(resource("templates/notice.docx")))
    with_picture_and_link(getattr(document.sections[0], edge))
    document.save(str(tmp_path / "own.docx"))
    package = rendered(plan_of(LONG), template=tmp_path / "own.docx", layout=Layout(notice=True))
    shown = {name: referred(package, name) for name in edges_of(package)}
    with_logo = [targets for targets in shown.values() if targets]
    assert len(with_logo) == 2, "page 1 and the odd pages"
    assert with_logo[0] == with_logo[1]
    assert with_logo[0][-1] == "https://example.org/"
    assert with_logo[0][0].startswith("word/media/")


@pytest.mark.parametrize("page", [1, 2, 3])
def test_a_copy_refers_to_the_same_by_whatever_attribute(page):
    document = Document()
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    section.header.is_linked_to_previous = False
    with_picture_and_link(section.header)
    picture = OxmlElement("w:pict")
    identifier = next(one.rId for one in section.header.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.IMAGE)
    picture.set(qn("r:pict"), identifier)
    section.header.paragraphs[0].runs[0]._r.append(picture)
    free_foot(document, page, 100)
    package = open_docx(saved(document))
    headers = [referred(package, name) for name in edges_of(package) if "header" in name]
    assert headers == [headers[0]] * (1 if page == 2 else 2)
    assert [posixpath.basename(one) for one in headers[0]] == ["image1.png", "image1.png", ""]


def test_what_the_first_page_showed_no_longer_is_not_left_in_the_package():
    document = Document()
    first = document.sections[0].first_page_footer
    first.is_linked_to_previous = False
    first.paragraphs[0].text = "早先的首页"
    document.sections[0].footer.paragraphs[0].text = "某某市人民政府"
    free_foot(document, 1, 100)
    texts = [etree.fromstring(content).xpath("string()") for content in edges_of(open_docx(saved(document))).values()]
    assert sorted(texts) == ["", "某某市人民政府", "某某市人民政府"]


def test_red_is_left_out_of_the_first_page_s_own_header_too(tmp_path):
    document = Document(str(resource("templates/notice.docx")))
    document.sections[0].header.paragraphs[0].add_run("本机关标志").font.color.rgb = RGBColor(0xFF, 0, 0)
    document.save(str(tmp_path / "own.docx"))
    for no_head, count in (False, 2), (True, 0):
        layout = Layout(notice=True, no_head=no_head)
        package = rendered(plan_of(LONG), template=tmp_path / "own.docx", layout=layout)
        assert sum("本机关标志".encode() in content for content in edges_of(package).values()) == count


KINDS = ("header", "footer", "even_page_header", "even_page_footer", "first_page_header", "first_page_footer")


def linked(first_page=()):
    """A document of three sections of which the later ones show the headers and footers of the first, as Word makes them;
    where `first_page` counts them, sections have a first page of their own."""
    document = Document()
    document.settings.odd_and_even_pages_header_footer = True
    document.add_section()
    document.add_section()
    for number in first_page:
        document.sections[number].different_first_page_header_footer = True
    return document


def seen(document):
    """What the headers and footers say that each section shows, and what they refer to."""
    data = saved(document)
    package = open_docx(data)
    sections, shown = [], {}
    for section in Document(io.BytesIO(data)).sections:
        for kind in KINDS:
            edge = getattr(section, kind)
            if not edge.is_linked_to_previous:
                room = [
                    one.paragraph_format.line_spacing for one in edge.paragraphs if one.paragraph_format.line_spacing
                ]
                words = "".join(one.text for one in edge.paragraphs)
                shown[kind] = (room, words, referred(package, str(edge.part.partname).lstrip("/")))
        first = section.different_first_page_header_footer
        sections.append(
            {kind: what for kind, what in shown.items() if any(what) and (first or not kind.startswith("first"))}
        )
    return sections


@pytest.mark.parametrize("page", [1, 2, 3])
@pytest.mark.parametrize("first_page", [(), (2,), (0, 1, 2)], ids=str)
@pytest.mark.parametrize("filled", [(), ("footer", "even_page_footer"), KINDS], ids=["none", "feet", "all"])
def test_later_sections_that_are_linked_to_the_first_show_what_they_did(filled, first_page, page):
    document = linked(first_page=first_page)
    for kind in filled:
        edge = getattr(document.sections[0], kind)
        edge.is_linked_to_previous = False
        edge.paragraphs[0].text = f"某某市 {kind}"
        with_picture_and_link(edge)
    before = seen(document)
    free_foot(document, page, 100)
    first, *later = seen(document)
    assert later == before[1:]
    assert [kind for kind, (room, *_) in first.items() if room] == [
        {1: "first_page_footer", 2: "even_page_footer", 3: "footer"}[page]
    ]


def test_sections_that_name_the_same_footer_are_told_apart_as_well():
    document = linked()
    first, second, _ = document.sections
    first.even_page_footer.is_linked_to_previous = False
    first.even_page_footer.paragraphs[0].text = "某某市"
    for reference in first._sectPr.findall(qn("w:footerReference")):
        second._sectPr.insert(0, deepcopy(reference))
    before = seen(document)
    free_foot(document, 2, 100)
    first, *later = seen(document)
    assert later == before[1:]
    assert first["even_page_footer"][0]


def test_a_last_page_without_colophon_goes_though_it_shows_the_footer_of_the_section_before(tmp_path):
    document = Document(str(resource("templates/notice-portrait.docx")))
    first = document.sections[0]._sectPr
    first.getparent().remove(first)  # notice and table in one section
    _, last = document.sections
    last.footer.is_linked_to_previous = True
    for table in last.even_page_footer.tables:
        table._tbl.getparent().remove(table._tbl)
    before, _ = document.sections
    before.even_page_footer.paragraphs[0].text = "某某市"
    last.even_page_footer.is_linked_to_previous = True
    document.save(str(tmp_path / "own.docx"))
    body = "现将方案印发给你们，请认真组织实施。" * 30
    plan = plan_of(JOINT.replace("disclosure:", f"body: {body}, disclosure:"))
    package = rendered(plan, template=tmp_path / "own.docx", layout=Layout(notice=True, portrait=True))
    assert any(b'w:lineRule="exact"' in content for content in edges_of(package).values())
    assert len(list(package.body.iter(qn("w:sectPr")))) == 1
