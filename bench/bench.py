"""Measure planctl against stated floors, in the same run: python bench/bench.py

Every figure is the median of several whole processes (start-up included on both sides, except where it says alone), turn about, and their ratio;
absolute times say more of the machine than of the program.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import peers
import taskwarrior
from pages import report_pages
from pdfs import PAGES_OF_PAPER, PAGES_OF_PLAN, write_paper, write_ruled_plan
from plans import write_plan

RUNS = 7
SIZE = 10_000
EVENTS = (
    "import sys, yaml\nfor event in yaml.parse(open(sys.argv[1], encoding='utf-8').read(), Loader=yaml.CLoader): pass"
)
EMPTY_APP = """
import typer
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
@app.command()
def one(): pass
@app.command()
def two(): pass
app()
"""
ZIP_FLOOR = """
import sys, zipfile
xml = zipfile.ZipFile(sys.argv[1]).read('word/document.xml')
zipfile.ZipFile(sys.argv[2], 'w', zipfile.ZIP_DEFLATED).writestr('word/document.xml', xml)
"""
RENDERING = """
import gc, io, sys, time, zipfile
from pathlib import Path
from planctl.files import read_source
from planctl.planfile.loader import load_plan
from planctl.renderers.docx.document import write_docx
from planctl.document.view import view_plan
gc.disable()  # as planctl itself does
plan = load_plan(read_source(Path(sys.argv[1]))).plan
start = time.perf_counter()
document = io.BytesIO()
write_docx(plan, view_plan(plan), document)
rendered = time.perf_counter() - start
xml = zipfile.ZipFile(document).read('word/document.xml')
start = time.perf_counter()
zipfile.ZipFile(io.BytesIO(), 'w', zipfile.ZIP_DEFLATED).writestr('word/document.xml', xml)
print(rendered, time.perf_counter() - start)
"""
"""Prints how long rendering takes once the plan is loaded, and how long zipping the same XML takes."""
LETTERS = """
import pdfplumber, sys
with pdfplumber.open(sys.argv[1]) as document:
    for page in document.pages:
        page.chars
        page.close()
"""
"""What reading any PDF costs at least: its letters and rulings are interpreted together."""
READING = """
import sys
from pathlib import Path
from planctl.errors import PlanctlError
from planctl.importer.readers.formats import FORMATS
try:
    FORMATS["pdf"].load_reader()(Path(sys.argv[1]).read_bytes())
except PlanctlError:
    pass
"""
"""What planctl does in a child process, whose memory is not counted as that of the command."""


def seconds(*command: str) -> float:
    """Wall time of one process; its output is thrown away."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def compare(
    label: str, ours: Callable[[], float], floor_label: str, floor: Callable[[], float], runs: int = RUNS
) -> None:
    """Print our median, the floor's, and the median of the ratios of turns."""
    ours(), floor()  # warm up
    report(label, floor_label, [(ours(), floor()) for _ in range(runs)])


def report(label: str, floor_label: str, turns: list[tuple[float, float]]) -> None:
    """Print the medians of both sides and of their ratios."""
    mine, theirs = (statistics.median(column) for column in zip(*turns, strict=True))
    ratio = statistics.median(a / b for a, b in turns)
    print(f"{label}: {mine:.3f} s; {floor_label}: {theirs:.3f} s; ratio {ratio:.2f}")


def reading_a_document(planctl: list[str], document: Path, plan: Path) -> None:
    """What `planctl import` of a Word document takes on top of start-up."""

    def once() -> float:
        plan.unlink(missing_ok=True)
        return seconds(*planctl, "import", str(document), "-o", str(plan))

    once()
    turns = [once() - seconds(*planctl, "--version") for _ in range(RUNS)]
    print(f"planctl import docx ({SIZE} rows): {statistics.median(turns):.2f} s on top of start-up")


def reading_pdfs(planctl: list[str], folder: Path) -> None:
    """What importing long PDF files takes against interpreting their pages. The peak is that of the process that reads."""
    pdf, plan = folder / "plan.pdf", folder / "of-pdf.yaml"
    for label, write in (
        (f"a ruled PDF of {PAGES_OF_PLAN} pages", write_ruled_plan),
        (f"a PDF of {PAGES_OF_PAPER} pages full of drawings", write_paper),
    ):
        write(pdf)

        def ours() -> float:
            plan.unlink(missing_ok=True)
            return seconds(*planctl, "import", str(pdf), "--year", "2017", "-o", str(plan))

        def floor() -> float:
            return seconds(sys.executable, "-c", LETTERS, str(pdf))

        compare(f"planctl import, {label}", ours, "pdfplumber's letters of its pages", floor, runs=3)
        memory = (peak_memory(sys.executable, "-c", code, str(pdf)) for code in (READING, LETTERS))
        print("peak memory: {:.0f} MB; pdfplumber's letters: {:.0f} MB".format(*memory))


def peak_memory(*command: str) -> float:
    """Peak memory of one process in MB."""
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=-3, stderr=-3); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    result = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, check=True)
    return int(result.stdout) / 1024


def rendering(plan: Path) -> tuple[float, float]:
    """What RENDERING prints, of a process of its own."""
    result = subprocess.run([sys.executable, "-c", RENDERING, str(plan)], capture_output=True, check=True, text=True)
    ours, floor = map(float, result.stdout.split())
    return ours, floor


def questions(planctl: list[str], plan: Path, folder: Path) -> None:
    """Two questions to a large plan, against reading its events, and against Taskwarrior where it is installed."""
    unit, month = ["list", "--unit", "市发改局", "-p", str(plan)], ["due", "--month", "12", "-p", str(plan)]
    peers = {
        "list --unit": ["task", "+市发改局", "list"],
        "due --month": ["task", "due.after:2017-11-30", "due.before:2018-01-01", "list"],
    }
    if taskwarrior.is_there():
        taskwarrior.import_plan(plan, folder)
    for label, question in (("list --unit", unit), ("due --month", month)):
        ours = partial(seconds, *planctl, *question)
        events = partial(seconds, sys.executable, "-c", EVENTS, str(plan))
        compare(f"planctl {label} ({SIZE} requirements)", ours, "reading the same file's events", events)
        if taskwarrior.is_there():
            peer = partial(seconds, *peers[label])
            compare(f"planctl {label} ({SIZE} requirements)", ours, "Taskwarrior, the same question", peer)


def costs_by_size(folder: Path) -> None:
    """What a row costs in small and large plans: the same, where cost is linear. The largest is run once."""
    for size, runs in ((1_000, 3), (10_000, 3), (100_000, 1)):
        plan, document = folder / f"plan{size}.yaml", folder / "plan.docx"
        write_plan(plan, size)
        command = [sys.executable, "-m", "planctl", "render", "docx", "-p", str(plan), "-o", str(document)]
        whole = statistics.median(seconds(*command) for _ in range(runs))
        alone = statistics.median(rendering(plan)[0] for _ in range(runs))
        print(
            f"{size} rows: planctl render docx {whole:.2f} s, {whole / size * 1e6:.0f} µs a row; "
            f"rendering alone {alone / size * 1e6:.1f} µs a row; peak memory {peak_memory(*command):.0f} MB"
        )


def main() -> None:
    """Run every comparison."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    planctl = [sys.executable, "-m", "planctl"]
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        plan, document, copy = (Path(folder) / name for name in ("plan.yaml", "plan.docx", "copy.zip"))
        write_plan(plan, SIZE)
        compare(
            "planctl list (built-in plan)",
            lambda: seconds(*planctl, "list"),
            "empty typer app",
            lambda: seconds(python, "-c", EMPTY_APP, "one"),
        )
        compare(
            "import planctl",
            lambda: seconds(python, "-c", "import planctl"),
            "Python itself",
            lambda: seconds(python, "-c", "pass"),
        )
        compare(
            f"planctl validate ({SIZE} requirements, all rules)",
            lambda: seconds(*planctl, "validate", str(plan)),
            "reading the same file's events",
            lambda: seconds(python, "-c", EVENTS, str(plan)),
        )
        compare(
            "planctl --version",
            lambda: seconds(*planctl, "--version"),
            "planctl list (built-in plan)",
            lambda: seconds(*planctl, "list"),
        )
        questions(planctl, plan, Path(folder))
        subprocess.run(
            [*planctl, "render", "docx", "-p", str(plan), "-o", str(document)], check=True, capture_output=True
        )
        compare(
            f"planctl render docx ({SIZE} rows)",
            lambda: seconds(*planctl, "render", "docx", "-p", str(plan), "-o", str(document)),
            "zipping the same XML",
            lambda: seconds(python, "-c", ZIP_FLOOR, str(document), str(copy)),
        )
        for name in ("docxtpl", "python-docx") if peers.has_docxtpl() else ("python-docx",):
            compare(
                f"the same table through {name}",
                partial(seconds, python, peers.__file__, name, str(plan), str(copy)),
                "planctl render docx",
                lambda: seconds(*planctl, "render", "docx", "-p", str(plan), "-o", str(document)),
                runs=3,
            )
        compare(
            f"planctl render md ({SIZE} rows)",
            lambda: seconds(*planctl, "render", "md", "-p", str(plan), "-o", str(document.with_suffix(".md"))),
            "planctl render docx",
            lambda: seconds(*planctl, "render", "docx", "-p", str(plan), "-o", str(document)),
        )
        compare(
            f"planctl render xlsx ({SIZE} rows)",
            lambda: seconds(*planctl, "render", "xlsx", "-p", str(plan), "-o", str(document.with_suffix(".xlsx"))),
            "planctl render docx",
            lambda: seconds(*planctl, "render", "docx", "-p", str(plan), "-o", str(document)),
        )
        compare(
            f"planctl render ics ({SIZE} rows)",
            lambda: seconds(*planctl, "render", "ics", "-p", str(plan), "-o", str(document.with_suffix(".ics"))),
            "planctl render docx",
            lambda: seconds(*planctl, "render", "docx", "-p", str(plan), "-o", str(document)),
        )
        page = document.with_suffix(".html")
        compare(
            f"planctl render html ({SIZE} rows)",
            lambda: seconds(*planctl, "render", "html", "-p", str(plan), "-o", str(page)),
            "planctl render md",
            lambda: seconds(*planctl, "render", "md", "-p", str(plan), "-o", str(document.with_suffix(".md"))),
        )
        report_pages(page, SIZE)
        report(
            f"rendering alone ({SIZE} rows, plan loaded)",
            "zipping the same XML in that process",
            [rendering(plan) for _ in range(RUNS)],
        )
        reading_a_document(planctl, document, Path(folder) / "imported.yaml")
        reading_pdfs(planctl, Path(folder))
        costs_by_size(Path(folder))
        for command in (
            ["validate", str(plan)],
            ["list", "-p", str(plan)],
            ["render", "docx", "-p", str(plan), "-o", str(document)],
            ["render", "xlsx", "-p", str(plan), "-o", str(document.with_suffix(".xlsx"))],
            ["render", "html", "-p", str(plan), "-o", str(page)],
            ["render", "ics", "-p", str(plan), "-o", str(document.with_suffix(".ics"))],
            ["import", str(document), "-o", str(Path(folder) / "again.yaml")],
        ):
            label = " ".join(word for word in command if word.isalpha())
            print(f"peak memory of planctl {label}: {peak_memory(*planctl, *command):.0f} MB")
    reading_phrases()


def reading_phrases() -> None:
    """The grammars by themselves, on the phrases and cells of the tests."""
    import json

    from planctl.deadlines.grammar import parse_by_grammar
    from planctl.units.cells import read_cell

    data = Path(__file__).parents[1] / "tests" / "data"
    for label, file, key, read in (
        ("deadlines", "deadlines.jsonl", "phrase", lambda text: parse_by_grammar(text, 2017)),
        ("cells of units", "units.jsonl", "cell", lambda text: read_cell(text.replace("⏎", "\n"), False)),
    ):
        texts = [json.loads(line)[key] for line in data.joinpath(file).read_text(encoding="utf-8").splitlines()]
        texts = (texts * (SIZE // len(texts) + 1))[:SIZE]
        start = time.perf_counter()
        for text in texts:
            read(text)
        print(f"{SIZE} {label} read by the grammar: {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
