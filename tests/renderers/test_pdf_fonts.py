"""What is told of a PDF's fonts, and characters that no font has."""

import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from planctl.cli import run
from planctl.document.view import view_plan
from planctl.programs.fontconfig import has_fontconfig
from planctl.programs.stand_ins import Face
from planctl.programs.word_text import WordText
from planctl.renderers.pdf_fonts import NoFaceError, font_notes, require_faces
from support import needs_libreoffice, plan_of
from support_docx import rendered_bytes

PLAN = (
    "plan: {title: 方案, year: 2018}\ntasks:\n- number: 1\n  title: 甲\n  requirements:\n"
    "  - {number: 1, text: 公开\U0002ceb0和\ue000。, lead_units: 市编办, deadline: 全年}\n"
)


class Machine:
    """Fonts of a machine that has some characters, and uses these faces."""

    def __init__(self, lacking="", used=None, unread=()):
        self.lacking, self.used, self.unread = lacking, used or {}, unread

    def without_face(self, characters):
        return [character for character in characters if character in self.lacking]

    def used_for(self, family):
        return self.used.get(family, Face((family,), name=family))


def test_characters_that_no_font_has_are_named_with_their_cells():
    plan = plan_of(PLAN)
    with pytest.raises(NoFaceError) as caught:
        require_faces(WordText(rendered_bytes(plan)), view_plan(plan), Machine("\U0002ceb0\ue000"))
    assert "“\U0002ceb0”（U+2CEB0，1.1的具体要求）" in caught.value.message
    assert "（U+E000，1.1的具体要求）" in caught.value.message
    assert caught.value.exit_code == 4


def test_outside_the_table_what_stands_around_the_character_is_named():
    plan = plan_of(
        "plan: {title: 关于\ue123的方案, year: 2018}\ntasks:\n- {number: 1, title: 甲, requirements: [{text: 乙}]}\n"
    )
    with pytest.raises(NoFaceError, match=r"U\+E123，“关于.的方案”"):
        require_faces(WordText(rendered_bytes(plan)), view_plan(plan), Machine("\ue123"))


def test_what_is_not_seen_needs_no_font():
    plan = plan_of(
        'plan: {title: 方案, year: 2018}\ntasks:\n- {number: 1, title: 甲, requirements: [{text: "乙\\u200b　\\ufe0f丙"}]}\n'
    )
    require_faces(WordText(rendered_bytes(plan)), view_plan(plan), Machine("\u200b\u3000\ufe0f "))


def pdf_in(*fonts):
    memory = io.BytesIO()
    canvas = Canvas(memory)
    for font in fonts:
        canvas.setFont(font, 12)
        canvas.drawString(10, 10, "abc")
    canvas.save()
    return memory.getvalue()


def text_asking(*fonts):
    text = WordText(b"")
    text.fonts = lambda: fonts
    return text


def test_fonts_that_stood_in_are_told_and_those_that_were_there_are_not():
    used = {
        "仿宋_GB2312": Face(("Nimbus", "别名"), name="Times-Roman"),
        "小标宋": Face(("Nimbus",), True, name="Times-Bold"),
    }
    machine = Machine(used={**used, "Courier": Face(("Courier",), name="Courier")})
    (first, *others) = font_notes(
        text_asking("仿宋_GB2312", "小标宋", "Courier", "没用上"),
        pdf_in("Times-Roman", "Times-Bold", "Courier"),
        machine,
    )
    assert "仿宋_GB2312 → Nimbus；小标宋 → Nimbus（粗体）" in first
    assert "Courier" not in first
    assert "没用上" not in first
    assert any("没有嵌入 PDF 的字体" in note for note in others)


def test_fonts_for_a_few_characters_are_told_by_their_own_names():
    machine = Machine(used={"Courier": Face(("Courier",), name="Courier")})
    notes = font_notes(text_asking("Courier"), pdf_in("Courier", "Helvetica"), machine)
    assert "个别字上述字体没有，用的是：Helvetica" in notes[0]


def test_files_that_were_given_as_fonts_and_are_none_are_told():
    notes = font_notes(text_asking(), pdf_in("Helvetica"), Machine(unread=(Path("坏.ttf"),)))
    assert "--fonts 的文件夹里，读不出字体的文件：坏.ttf（可能已损坏）" in notes


def test_without_fontconfig_it_is_told_what_could_not_be_checked():
    notes = font_notes(text_asking("仿宋_GB2312"), pdf_in("Courier"), None)
    assert "PDF 用的字体：Courier" in notes[0]
    assert "仿宋_GB2312" in notes[0]
    assert "没有核对" in notes[0]


def test_without_pypdf_it_is_told_that_nothing_was_checked(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    assert "pypdf" in font_notes(text_asking("仿宋_GB2312"), b"", Machine())[0]


def test_a_folder_of_fonts_is_for_what_libreoffice_lays_out(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.yaml").write_text("format: 1\n" + PLAN, encoding="utf-8")
    assert run(["render", "docx", "--fonts", "."]) == 2
    assert "Word 文档不用 --fonts" in capsys.readouterr().err


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.skipif(not has_fontconfig(), reason="needs fontconfig")
def test_a_machine_without_the_official_fonts_prints_serifs_and_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FONTCONFIG_FILE")
    (tmp_path / "plan.yaml").write_text("format: 1\n" + PLAN.replace("\U0002ceb0和\ue000", ""), encoding="utf-8")
    assert run(["render", "pdf", "-o", "out.pdf"]) == 0
    said = capsys.readouterr().err
    from pypdf import PdfReader

    used = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader("out.pdf").pages
        for font in page["/Resources"]["/Font"].values()
    }
    if "Noto Serif CJK SC" in said:
        assert "仿宋_GB2312" in said
        assert "方正小标宋简体 → Noto Serif CJK SC（粗体）" in said
        assert any("NotoSerifCJK" in name and "Bold" in name for name in used)
    (tmp_path / "plan.yaml").write_text("format: 1\n" + PLAN, encoding="utf-8")
    assert run(["render", "pdf", "-o", "lost.pdf"]) == 4
    assert "U+E000，1.1的具体要求" in capsys.readouterr().err
    assert not (tmp_path / "lost.pdf").exists()
