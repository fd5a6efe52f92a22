"""PDF through LibreOffice: what is said when it is not there, fails or hangs; slow tests with the real one."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from pypdf import PdfReader

from planctl import stopping
from planctl.cli import run
from planctl.errors import ConverterError
from planctl.programs import libreoffice, libreoffice_profile
from planctl.programs.libreoffice import docx_to_pdf
from planctl.programs.libreoffice_profile import socket_name
from support import ROOT, needs_libreoffice

PLAN = (
    "format: 1\nplan: {title: 测试方案, year: 2017}\ntasks:\n- number: 1\n  title: 甲\n  requirements:\n"
    "  - {number: 1, text: 公开。, lead_units: 市编办, deadline: 6月底}\n"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a plan, which is the current one, and whose temporary files stand in `temporary`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANCTL_PLAN", raising=False)
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    return tmp_path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def pretend(folder, monkeypatch, script):
    """Put a shell script in the place of LibreOffice."""
    program = folder / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.defpath}")


posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in for LibreOffice is a shell script")


@pytest.mark.parametrize("arguments", [["pdf"], ["docx", "--repeat-heads"]])
def test_without_libreoffice_the_package_to_install_is_named_and_nothing_is_written(
    folder, monkeypatch, capsys, arguments
):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(libreoffice, "_usual_places", lambda: iter(()))
    assert run(["render", *arguments]) == 4
    err = capsys.readouterr().err
    assert "没有找到 LibreOffice" in err
    assert "libreoffice-writer" in err or "libreoffice.org" in err
    assert names(folder) == ["plan.yaml", "temporary"]


def test_on_windows_libreoffice_is_found_where_its_installer_puts_it(folder, monkeypatch):
    program = folder / "LibreOffice" / "program" / "soffice.exe"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("ProgramFiles", str(folder))
    monkeypatch.setattr(sys, "platform", "win32")
    assert libreoffice.find_libreoffice() == str(program)


@posix
def test_what_libreoffice_says_when_it_fails_is_reported(folder, monkeypatch, capsys):
    pretend(folder, monkeypatch, "echo 'Error: source file could not be loaded' >&2")
    assert run(["render", "pdf"]) == 4
    assert "没有生成 PDF（退出码0）：Error: source file could not be loaded" in capsys.readouterr().err
    assert names(folder) == ["bin", "plan.yaml", "temporary"]
    assert names(folder / "temporary") == []


@posix
def test_a_program_that_cannot_be_started_is_reported(folder, monkeypatch, capsys):
    pretend(folder, monkeypatch, "")
    (folder / "bin" / "soffice").write_bytes(b"\x7fELF no program")
    assert run(["render", "pdf"]) == 4
    assert "无法启动 LibreOffice" in capsys.readouterr().err


def is_running(pid):
    state = Path(f"/proc/{pid}/stat")
    if state.exists():
        return state.read_text().rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@posix
def test_a_libreoffice_that_hangs_is_ended_with_all_it_started(folder, monkeypatch):
    pretend(folder, monkeypatch, f"sleep 300 & echo $! > {folder}/child; wait")
    monkeypatch.setattr(libreoffice, "_SECONDS", 2)
    with pytest.raises(ConverterError, match="用了2秒还没有转换完"):
        docx_to_pdf(b"")
    assert not is_running(int((folder / "child").read_text()))
    assert names(folder / "temporary") == []


@posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 128 + 15)])
def test_an_interrupted_run_leaves_neither_processes_nor_files(folder, monkeypatch, number, code):
    pretend(
        folder, monkeypatch, f"sleep 300 & echo $! > {folder}/child.new; mv {folder}/child.new {folder}/child; wait"
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "planctl", "render", "pdf", "-o", "out.pdf"],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder / "temporary")},
        stderr=subprocess.PIPE,
        start_new_session=True,  # as if started from a shell that has not told it to ignore Ctrl-C
    )
    while not (folder / "child").exists() and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode == code
    assert not is_running(int((folder / "child").read_text()))
    assert names(folder / "temporary") == []
    assert names(folder) == ["bin", "child", "plan.yaml", "temporary"]


@posix
def test_a_libreoffice_that_is_ended_leaves_neither_its_temporary_files_nor_its_socket(folder, monkeypatch):
    monkeypatch.setattr(libreoffice_profile, "_SOCKETS", (str(folder / "sockets"),))
    (folder / "sockets").mkdir()
    pretend(folder, monkeypatch, 'mkdir "$TMPDIR/lu1.tmp"; sleep 300')
    monkeypatch.setattr(libreoffice, "_SECONDS", 1)
    write = libreoffice_profile.write_profile

    def write_with_socket(profile, *others, **options):
        write(profile, *others, **options)
        (folder / "sockets" / socket_name(profile)).touch()

    monkeypatch.setattr(libreoffice, "write_profile", write_with_socket)
    with pytest.raises(ConverterError):
        docx_to_pdf(b"")
    assert names(folder / "temporary") == names(folder / "sockets") == []


@posix
def test_the_socket_of_a_libreoffice_is_known_by_its_folder(monkeypatch):
    monkeypatch.setattr("os.getuid", lambda: 0)
    seen = "OSL_PIPE_0_SingleOfficeIPC_8eaeb30152b54fb71f2553f969bf6e"  # of LibreOffice 7.4 with this folder
    assert socket_name(Path("/srv/planctl/profile")) == seen


@posix
def test_a_signal_that_strikes_while_libreoffice_is_being_started_ends_it_too(folder, monkeypatch):
    pretend(
        folder, monkeypatch, f"sleep 300 & echo $! > {folder}/child.new; mv {folder}/child.new {folder}/child; wait"
    )
    monkeypatch.setattr(stopping, "_exit_codes", [])
    start = subprocess.Popen

    def start_and_be_stopped(command, **options):
        process = start(command, **options)
        if command[0].endswith("soffice"):
            while not (folder / "child").exists():
                time.sleep(0.01)
            stopping._stop(signal.SIGINT, None)
        return process

    monkeypatch.setattr(subprocess, "Popen", start_and_be_stopped)
    with pytest.raises(KeyboardInterrupt):
        docx_to_pdf(b"")
    assert not is_running(int((folder / "child").read_text()))
    assert names(folder / "temporary") == []


@posix
def test_a_signal_that_python_drops_ends_libreoffice_all_the_same(folder, monkeypatch):
    pretend(folder, monkeypatch, "sleep 300")
    monkeypatch.setattr(stopping, "_exit_codes", [])
    threading.Timer(1, stopping._exit_codes.append, [128 + signal.SIGINT]).start()
    with pytest.raises(KeyboardInterrupt):
        docx_to_pdf(b"")


def test_a_pdf_is_not_sent_to_a_terminal(folder, monkeypatch, capsys):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert run(["render", "pdf", "-o", "-"]) == 2
    assert "PDF不能输出到终端" in capsys.readouterr().err.replace(" ", "")


@pytest.mark.slow
@needs_libreoffice
def test_the_plan_becomes_a_pdf_in_a_file_and_on_standard_output(folder, capfdbinary):
    assert run(["render", "pdf"]) == 0
    assert (folder / "测试方案.pdf").read_bytes().startswith(b"%PDF")
    assert names(folder) == ["plan.yaml", "temporary", "测试方案.pdf"]
    assert names(folder / "temporary") == []
    capfdbinary.readouterr()
    assert run(["render", "pdf", "-o", "-"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"%PDF")


@pytest.mark.slow
@needs_libreoffice
def test_the_pdf_is_tagged_and_has_its_title_its_language_and_an_outline(folder):
    assert run(["render", "pdf", "-o", "out.pdf"]) == 0
    pdf = PdfReader(folder / "out.pdf")
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  (a PDF's own kind of value)
    assert root["/StructTreeRoot"]["/Type"] == "/StructTreeRoot"
    assert root["/Lang"] == "zh-CN"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert pdf.metadata.title == "测试方案"
    assert [entry.title for entry in pdf.outline] == ["甲"]


@pytest.mark.slow
@needs_libreoffice
def test_a_libreoffice_that_runs_no_program_of_ours_prints_all_the_same(folder, monkeypatch):
    monkeypatch.setattr(libreoffice, "PRINT", "macro:///Standard.Planctl.Nothing")
    assert run(["render", "pdf", "-o", "out.pdf"]) == 0
    assert PdfReader(folder / "out.pdf").trailer["/Root"]["/Lang"] == "zh-CN"
    assert names(folder / "temporary") == []


@pytest.mark.slow
@needs_libreoffice
def test_libreoffice_s_own_failure_is_reported(folder):
    with pytest.raises(ConverterError, match="没有生成 PDF"):
        docx_to_pdf(b"PK\x03\x04 no document")


@pytest.mark.slow
@needs_libreoffice
def test_a_template_that_links_to_a_picture_elsewhere_does_not_reach_the_network(folder):
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *arguments):
            pass

    document = Document()
    picture = document.add_paragraph().add_run()
    picture.add_picture(str(ROOT / "docs" / "page-1.png"))
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/picture.png"
        blip = next(picture._r.iter("{*}blip"))
        blip.attrib.clear()
        blip.set(qn("r:link"), document.part.rels.get_or_add_ext_rel(RELATIONSHIP_TYPE.IMAGE, address))
        memory = io.BytesIO()
        document.save(memory)
        assert docx_to_pdf(memory.getvalue()).startswith(b"%PDF")
        server.shutdown()
    assert asked == []
