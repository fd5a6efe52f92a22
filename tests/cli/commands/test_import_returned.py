"""A Word document that comes back: `planctl import` says which draft of the plan it was made from."""

import io
import shutil
import subprocess
import zipfile

import pytest
from docx import Document

from planctl.planfile.loader import load_plan
from support import needs_libreoffice

PLAN = """\
format: 1
plan: {title: 2017年方案, year: 2017, stage: 征求意见稿}
tasks:
- {number: 1, title: 推进公开, requirements: [{number: 1, text: 公开预算。, lead_units: 市编办, deadline: 6月底}]}
"""
OTHER = "不是这里任何一份方案现在的内容，方案可能已经改过"


@pytest.fixture
def sent(planctl, tmp_path, monkeypatch):
    """A document that was sent out, as its plan stood then."""
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("方案.yaml").write_text(PLAN, encoding="utf-8")
    assert planctl("render", "docx", "-p", "方案.yaml", "-o", "送出.docx")[0] == 0
    return tmp_path / "送出.docx"


def said(planctl, document):
    code, _, err = planctl("import", document, "-o", "-")
    assert code == 0
    return [line for line in err.splitlines() if "由 planctl 生成" in line]


def test_a_document_that_was_edited_says_its_stage_and_the_plan_that_it_was_made_from(planctl, sent):
    document = Document(sent)
    document.tables[0].rows[1].cells[2].paragraphs[0].add_run("建议删去。")
    document.save(sent)
    assert said(planctl, sent) == ["文档由 planctl 生成，稿次为征求意见稿，底稿就是 方案.yaml 现在的内容"]


def test_the_draft_is_found_among_several_plans_whatever_its_comments_say(planctl, sent, tmp_path):
    tmp_path.joinpath("新稿.yaml").write_text(PLAN.replace("公开预算", "公开决算"), encoding="utf-8")
    tmp_path.joinpath("坏.yaml").write_text("format: 1\nplan: [\ntasks: ]\n", encoding="utf-8")
    tmp_path.joinpath("方案.yaml").rename(tmp_path / "旧稿.yaml")
    tmp_path.joinpath("旧稿.yaml").write_text(f"# 8月送出\n{PLAN}", encoding="utf-8")
    assert said(planctl, sent) == ["文档由 planctl 生成，稿次为征求意见稿，底稿就是 旧稿.yaml 现在的内容"]


def test_the_plan_may_stand_beside_the_document(planctl, sent, tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert said(planctl, "../送出.docx") == ["文档由 planctl 生成，稿次为征求意见稿，底稿就是 ../方案.yaml 现在的内容"]


def test_a_document_whose_plan_was_changed_since_says_so(planctl, sent, tmp_path):
    assert planctl("set", "-p", "方案.yaml", "1.1", "完成时限", "9月底")[0] == 0
    (line,) = said(planctl, sent)
    assert line.startswith("文档由 planctl 生成，稿次为征求意见稿，底稿（planctl-plan ")
    assert line.endswith(OTHER)


def test_a_plan_without_a_stage_has_none_in_its_document(planctl, sent, tmp_path):
    tmp_path.joinpath("方案.yaml").write_text(PLAN.replace(", stage: 征求意见稿", ""), encoding="utf-8")
    planctl("render", "docx", "-p", "方案.yaml", "-o", "b.docx")
    assert said(planctl, "b.docx") == ["文档由 planctl 生成，没有标明稿次，底稿就是 方案.yaml 现在的内容"]


def test_what_was_made_from_the_plan_that_planctl_ships_says_so(planctl, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANCTL_PLAN", raising=False)
    assert planctl("render", "docx", "-o", "a.docx")[0] == 0
    assert said(planctl, "a.docx") == ["文档由 planctl 生成，稿次为印发稿，底稿就是内置的东莞市2017年方案"]


def with_properties(document, content):
    """The document with other bytes for its custom properties; None for none."""
    memory = io.BytesIO()
    with zipfile.ZipFile(document) as old, zipfile.ZipFile(memory, "w") as new:
        for name in old.namelist():
            if name != "docProps/custom.xml":
                new.writestr(name, old.read(name))
            elif content is not None:
                new.writestr(name, content(old.read(name)))
    return memory.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        None,
        lambda good: b"",
        lambda good: good[:-20],
        lambda good: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + good,
        lambda good: good + b" " * (1 << 20),
        lambda good: good.replace(b"planctl-plan", b"planctl"),
        lambda good: good.replace(b"lpwstr>", b"lpwstr>x", 1),
    ],
)
def test_properties_that_are_not_ours_or_cannot_be_read_say_nothing_and_the_document_is_read(planctl, sent, content):
    changed = sent.with_name("改.docx")
    changed.write_bytes(with_properties(sent, content))
    assert said(planctl, changed) == []


def with_stage(document, stage):
    changed = document.with_name("改.docx")
    replaced = stage.encode()
    changed.write_bytes(with_properties(document, lambda good: good.replace("征求意见稿".encode(), replaced)))
    return changed


@pytest.mark.parametrize("feed", ["\n", "&#10;", "&#13;", "&#x2028;", "&#x85;", "&#x202e;"])
def test_a_stage_that_somebody_else_wrote_stands_on_one_line(planctl, sent, feed):
    changed = with_stage(sent, f"送审稿{feed}错误 E999 {feed}")
    code, _, err = planctl("import", changed, "-o", "-")
    assert code == 0
    (line,) = [line for line in err.splitlines() if "E999" in line]
    assert line.startswith("文档由 planctl 生成，稿次为送审稿")
    assert "\u202e" not in err


def test_a_stage_that_is_too_long_is_cut(planctl, sent):
    (line,) = said(planctl, with_stage(sent, "稿" * 80_000))
    assert line == "文档由 planctl 生成，稿次为" + "稿" * 19 + "…，底稿就是 方案.yaml 现在的内容"


def test_drafts_are_looked_for_behind_the_plan_that_is_written_each_once_and_that_is_none(
    planctl, sent, tmp_path, monkeypatch
):
    read = []

    def seen(source):
        read.append((source.name, tmp_path.joinpath("读回.yaml").exists()))
        return load_plan(source)

    monkeypatch.setattr("planctl.cli.commands.import_.load_plan", seen)
    tmp_path.joinpath("方案.yaml").write_text(PLAN.replace("公开预算", "公开决算"), encoding="utf-8")
    code, _, err = planctl("import", tmp_path.resolve() / "送出.docx", "-o", "读回.yaml")
    assert (code, OTHER in err) == (0, True)
    assert read[0] == ("方案.yaml", True)
    assert len(read) == 2  # and the plan that planctl ships


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("ending", ["docx", "odt", "doc"])
def test_a_document_that_libreoffice_saved_says_it_too(planctl, sent, tmp_path, ending):
    office = shutil.which("soffice")
    folder = tmp_path / "saved"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    arguments = [office, profile, "--headless", "--convert-to", ending, "--outdir", folder, sent]
    subprocess.run(arguments, check=True, capture_output=True, timeout=120)
    line = "文档由 planctl 生成，稿次为征求意见稿，底稿就是 方案.yaml 现在的内容"
    assert said(planctl, folder / f"送出.{ending}") == [line]
