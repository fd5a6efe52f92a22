"""Signature and date of a notice do not stand on a page without text (§7.3.5.5): lines stand closer, or text goes with them."""

import pytest
from docx.oxml.ns import qn

from docx_variants import JOINT, OFFICIAL
from planctl.document.layout import Form, Layout
from support import plan_of
from support_docx import rendered, texts_in

PITCH, RULE = qn("w:line"), qn("w:before")


def paragraphs(text, form=Form.DOCUMENT):
    """The notice's paragraphs from its title on: what they say, their own pitch and the room above them in twips."""
    body = rendered(plan_of(text), layout=Layout(notice=True, form=form, attached_as="附件")).body
    found = []
    for paragraph in body.findall(qn("w:p")):
        properties = paragraph.find(qn("w:pPr"))
        if properties.find(qn("w:sectPr")) is not None:
            break
        spacing = properties.find(qn("w:spacing"))
        stated = {} if spacing is None else spacing.attrib
        found.append((texts_in(paragraph), stated.get(PITCH), stated.get(RULE), properties.find(qn("w:keepNext"))))
    titles = [place for place, (words, *_) in enumerate(found) if words.startswith("关于印发")]
    return found[titles[0] :]


def addressed_to(count, text=OFFICIAL):
    return text.replace("addressees: 市政府各部门", f"addressees: {'、'.join(['某某市某某区人民政府办公室'] * count)}")


def test_lines_keep_their_pitch_where_the_notice_ends_on_its_first_page_anyway_or_never():
    for count in (1, 4, 9):
        assert {pitch for _, pitch, *_ in paragraphs(addressed_to(count))} == {None}


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


def test_the_lines_under_the_head_of_several_organs_are_left_alone_for_that_gets_smaller():
    assert {pitch for _, pitch, *_ in paragraphs(addressed_to(5, JOINT))} == {None}


def test_the_end_of_a_text_in_paragraphs_stays_with_the_signature():
    body = 'body: "现将方案印发给你们。\\n请各单位于每月5日前报送进展情况。", '
    found = paragraphs(OFFICIAL.replace("disclosure:", f"{body}disclosure:"))
    kept = {words: mark is not None for words, _, _, mark in found}
    assert (kept["现将方案印发给你们。"], kept["请各单位于每月5日前报送进展情况。"]) == (False, True)
    short = {words: mark is not None for words, _, _, mark in paragraphs(OFFICIAL)}
    assert not short["现将《2018年工作分工方案》印发给你们，请认真组织实施。"], "it is all the text that page 1 has"


def test_a_text_of_one_paragraph_stays_on_the_first_page_however_long_it_is():
    body = f'body: "{"现将方案印发给你们，请认真组织实施。" * 12}", '
    found = paragraphs(OFFICIAL.replace("disclosure:", f"{body}disclosure:"))
    assert [mark for words, _, _, mark in found if words.startswith("现将方案")] == [None]
