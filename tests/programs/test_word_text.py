"""What printing needs to know of a Word document: the fonts it asks for, and its texts."""

import io
import zipfile

from planctl.programs.word_text import WordText
from support import plan_of
from support_docx import rendered_bytes


def test_the_fonts_of_styles_that_are_used_are_asked_for_and_no_others():
    made = plan_of(
        "plan: {title: 方案, year: 2018}\ntasks:\n- {number: 1, title: 甲, requirements: [{text: 公开<&。}]}\n"
    )
    text = WordText(rendered_bytes(made))
    assert set(text.fonts()) == {"Times New Roman", "仿宋_GB2312", "方正小标宋简体", "黑体", "宋体"}  # and no 楷体
    assert "公开<&。" in list(text.paragraphs())


def test_a_document_says_whether_hanzi_stand_beside_digits_without_gaps():
    made = rendered_bytes(plan_of("tasks:\n- {number: 1, title: 甲, lead_units: 乙局}\n"))
    assert WordText(made).is_set_without_gaps
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        styles = package.read("word/styles.xml")
    for otherwise in (b'<w:autoSpaceDE w:val="1"/>', b""):
        changed = styles.replace(b'<w:autoSpaceDE w:val="0"/>', otherwise, 1)
        assert changed != styles
        memory = io.BytesIO()
        with zipfile.ZipFile(memory, "w") as package:
            package.writestr("word/styles.xml", changed)
        assert not WordText(memory.getvalue()).is_set_without_gaps


def test_bytes_that_are_no_document_ask_for_nothing():
    assert WordText(b"PK no document").fonts() == ()
    assert list(WordText(b"").paragraphs()) == []
    assert not WordText(b"").is_set_without_gaps
