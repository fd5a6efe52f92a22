"""Signature and date of a notice do not stand on a page without text (§7.3.5.5): lines stand closer, or text goes with them."""

import io
import json

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from docx_variants import JOINT, OFFICIAL
from planctl.document.layout import Form, Layout
from planctl.document.official import official_document
from planctl.document.view import view_plan
from planctl.files import resource
from planctl.renderers.docx.document import write_docx
from planctl.renderers.docx.head import set_heads
from planctl.renderers.docx.tags import fill_tags
from planctl.renderers.jinja import environment
from support import plan_of
from support_docx import rendered, rendered_bytes, texts_in

PITCH, RULE = qn("w:line"), qn("w:before")


def paragraphs(text, form=Form.DOCUMENT):
    """The notice's paragraphs from its title on: what they say, their own pitch and the room above them in twips."""
    found = []
    body = rendered(plan_of(text), layout=Layout(notice=True, form=form, attached_as="附件")).body
    for paragraph in body.findall(qn("w:p")):
        properties = paragraph.find(qn("w:pPr"))
        if properties.find(qn("w:sectPr")) is not None:
            break
        spacing = properties.find(qn("w:spacing"))
        stated = {} if spacing is None else spacing.attrib
        found.append((texts_in(paragraph), stated.get(PITCH), stated.get(RULE), properties))
    titles = [place for place, (words, *_) in enumerate(found) if words.startswith("关于印发")]
    return found[titles[0] :]


def marked(text, mark, form=Form.DOCUMENT):
    """The paragraphs of the text that have a mark of their own, by their first characters."""
    found = paragraphs(text, form)
    kept = [(words, properties) for words, _, _, properties in found if properties.find(qn(f"w:{mark}")) is not None]
    return [words[:4] for words, _ in kept if not words.startswith(("附件", "某某市", "2018", "（"))]


def addressed_to(count, text=OFFICIAL):
    return text.replace("addressees: 市政府各部门", f"addressees: {'、'.join(['某某市某某区人民政府办公室'] * count)}")


def with_body(*lines, text=OFFICIAL):
    return text.replace("disclosure:", f"body: {json.dumps(chr(10).join(lines), ensure_ascii=False)}, disclosure:")


def notice_section(text, form):
    data = rendered_bytes(plan_of(text), layout=Layout(notice=True, form=form, attached_as="附件"))
    return Document(io.BytesIO(data)).sections[0]


def feet(text, form=Form.DOCUMENT):
    """The pages of the notice whose text ends higher: an empty line makes their footers so many points higher."""
    section = notice_section(text, form)
    footers = {"odd": section.footer, "even": section.even_page_footer}
    if section.different_first_page_header_footer:
        footers["first"] = section.first_page_footer
    found = {}
    for pages, footer in footers.items():
        line = footer.paragraphs[0]
        if not line.text and (pitch := line.paragraph_format.line_spacing) and pitch.pt > 10:
            found[pages] = pitch.pt
    return found


def test_lines_keep_their_pitch_where_the_notice_ends_on_its_first_page_anyway_or_never():
    for count, form in ((1, Form.LETTER), (9, Form.LETTER), (9, Form.DOCUMENT)):
        assert {pitch for _, pitch, *_ in paragraphs(addressed_to(count), form)} == {None}


@pytest.mark.parametrize(("form", "count"), [(Form.DOCUMENT, 5), (Form.LETTER, 15)])
def test_lines_and_what_is_free_between_them_give_alike_where_that_keeps_the_date_on_the_page(form, count):
    found = paragraphs(addressed_to(count), form)
    (pitch,) = {pitch for _, pitch, *_ in found}
    assert 500 <= int(pitch) < 579
    assert int(found[0][2]) == pytest.approx(2 * int(pitch), abs=2), "two lines above the title"


def test_a_letter_is_counted_as_one_also_where_only_its_number_says_so():
    number = OFFICIAL.replace("某府办〔", "某府办函〔")
    assert number != OFFICIAL
    (pitch,) = {pitch for _, pitch, *_ in paragraphs(addressed_to(15, number), form=None)}
    assert 500 <= int(pitch) < 579


def test_the_last_short_paragraphs_of_a_text_stay_with_the_signature():
    text = with_body("现将方案印发给你们。", "请各单位于每月5日前报送进展情况。")
    assert marked(text, "keepNext") == ["请各单位"]
    assert marked(text, "pageBreakBefore") == [], "they fit on page 1"
    assert marked(with_body("现将方案印发给你们。", "请遵照执行。", text=JOINT), "pageBreakBefore") == ["请遵照执"]


def test_of_the_only_paragraph_the_last_lines_go_over_for_the_foot_of_its_page_is_left_free():
    short, long = (with_body("现将方案印发给你们，请认真组织实施。" * count, text=JOINT) for count in (16, 30))
    assert list(feet(short, Form.LETTER)) == ["first"]
    assert list(feet(long)) == ["even"]
    assert marked(long, "keepNext") == marked(long, "widowControl") == []
    assert feet(OFFICIAL) == {}


@pytest.mark.parametrize("form", [Form.DOCUMENT, Form.LETTER])
def test_the_first_page_has_its_number_and_lines_though_its_foot_is_left_free(form):
    long = addressed_to(12, JOINT)
    footer = notice_section(long, form).first_page_footer._element.xml
    assert list(feet(long, form)) == ["first"]
    assert ("PAGE" in footer) == (form is Form.DOCUMENT)
    assert ("thinThickSmallGap" in footer) == (form is Form.LETTER)


def test_of_a_short_text_a_single_line_goes_over_by_letters_further_apart():
    (text,) = [one for one in paragraphs(JOINT) if one[0].startswith("现将")]
    assert text[3].find(qn("w:widowControl")).get(qn("w:val")) == "0"
    runs = text[3].getparent().findall(qn("w:r"))
    assert {int(run.find(f"{qn('w:rPr')}/{qn('w:spacing')}").get(qn("w:val"))) for run in runs} <= set(range(20, 100))
    assert len(runs) > 0


@pytest.mark.parametrize("organ", ["某某市人民政府办公室", "某某市发展和改革委员会", "某市政府", "某某市科学技术局"])
def test_the_end_is_planned_by_the_size_that_the_head_is_printed_in(organ):
    layout = Layout(notice=True, form=Form.DOCUMENT)
    plan = plan_of(OFFICIAL.replace("某某市人民政府办公室", organ))
    document = Document(resource("templates/notice.docx"))
    head = next(one for one in document.element.body.iter(qn("w:p")) if "document.head" in texts_in(one))
    official = official_document(plan, plan.title, layout)
    fill_tags(head, environment(str), {"document": official})
    height = set_heads([head], document, official, layout)
    sizes = {int(size.get(qn("w:val"))) / 2 for size in head.iter(qn("w:sz"))}
    assert sizes in ({height}, set()), "none of its own where it is the usual one"


def written(plan, template=None):
    memory, layout = io.BytesIO(), Layout(notice=True, form=Form.DOCUMENT)
    notes = write_docx(plan, view_plan(plan), memory, template, layout).notes
    return Document(io.BytesIO(memory.getvalue())), notes


def organs(count):
    names = ", ".join(f"某某市发展和改革委员会{number}处" for number in range(count))
    return OFFICIAL.replace("issuing_authority: 某某市人民政府办公室", f"issuing_authority: [{names}]")


def attached(count, text=OFFICIAL):
    names = [f"某某市第{number}项制度" for number in range(count)]
    return text.replace("disclosure:", f"attachments: {json.dumps(names, ensure_ascii=False)}, disclosure:")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (attached(24), "附件名称（attachments）"),
        (organs(12), "--unsealed"),
        (attached(6, addressed_to(5, with_body("请执行。"))), "正文（body）"),
    ],
)
def test_a_notice_whose_end_no_page_holds_with_text_is_written_with_a_note(text, advice):
    document, (note,) = written(plan_of(text))
    assert note.startswith("署名和成文日期所在的一页没有正文（GB/T 9704-2012 第7.3.5.5条）：请")
    assert advice in note
    assert "2018年3月1日" in texts_in(document.element.body)


def test_standard_error_says_that_the_signature_stands_alone(planctl, tmp_path):
    path, output = tmp_path / "plan.yaml", tmp_path / "notice.docx"
    path.write_text(f"format: 1\n{attached(24)}", encoding="utf-8")
    code, _, errors = planctl("render", "docx", "--notice", "-p", str(path), "-o", str(output))
    assert code == 0
    assert output.exists()
    assert "所在的一页没有正文" in errors.replace("\n", "")


@pytest.mark.parametrize("tag", ["signature", "date", "attachment", "text"])
def test_the_end_is_not_planned_for_a_template_that_prints_other_words_than_are_counted(tag, tmp_path):
    template = Document(resource("templates/notice.docx"))
    for paragraph in template.paragraphs:
        if f"document.{tag}" in paragraph.text:
            paragraph.text = "见市政府门户网站。"
    template.save(tmp_path / "own.docx")
    assert written(plan_of(attached(24)), tmp_path / "own.docx")[1] == ()
    assert len(written(plan_of(attached(24)))[1]) == 1


def test_the_end_is_not_planned_for_a_page_with_another_text_area(tmp_path):
    template = Document(resource("templates/notice.docx"))
    template.sections[0].bottom_margin -= Mm(20)
    template.save(tmp_path / "own.docx")
    assert written(plan_of(attached(24)), tmp_path / "own.docx")[1] == ()
