"""A page whose foot is left free, in templates of one's own: pictures and links go with copies of headers and footers."""

import base64
import io
import posixpath

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
