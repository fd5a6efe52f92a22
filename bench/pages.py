"""What filtering a page costs in Chromium, against the plainest way: hiding every row that does not contain the text."""

from __future__ import annotations

import shutil
import statistics
from pathlib import Path

TEXTS = ("旅游投诉", "公开", "财政预算统计", "编号77", "制度")
ROUNDS = 3
FILTER = """(text) => {
  const search = document.getElementById("search"), start = performance.now();
  search.value = text;
  search.dispatchEvent(new Event("input"));
  document.body.getBoundingClientRect();
  return performance.now() - start;
}"""
"""From the key pressed until the rows in sight are laid out."""
CHOOSE = """(index) => {
  const unit = document.getElementById("unit"), start = performance.now();
  unit.selectedIndex = index;
  unit.dispatchEvent(new Event("change"));
  document.body.getBoundingClientRect();
  return performance.now() - start;
}"""
PLAIN = """(text) => {
  const start = performance.now();
  for (const row of document.querySelectorAll("#table tbody tr")) row.hidden = !row.textContent.includes(text);
  document.body.getBoundingClientRect();
  return performance.now() - start;
}"""


def filtering(page_file: Path, width: int) -> dict[str, list[float]]:
    """Milliseconds by what was done: our search, the choice of a unit, and the plain way on the same page."""
    from playwright.sync_api import sync_playwright

    found: dict[str, list[float]] = {"search": [], "unit": [], "plain": []}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for ours in (True, False):
            page = browser.new_page(viewport={"width": width, "height": 800})
            page.goto(page_file.as_uri())
            page.wait_for_timeout(3000)
            for turn in range(ROUNDS):
                for text in (*TEXTS, ""):
                    found["search" if ours else "plain"].append(page.evaluate(FILTER if ours else PLAIN, text))
                    page.wait_for_timeout(1500)
                if ours:
                    for index in (turn + 1, 0):
                        found["unit"].append(page.evaluate(CHOOSE, index))
                        page.wait_for_timeout(1500)
            page.close()
        browser.close()
    return found


def report_pages(page_file: Path, rows: int) -> None:
    """Print the size of a page and what its filters cost, if Chromium is there."""
    print(f"the page of {rows} rows: {page_file.stat().st_size / 1e6:.1f} MB")
    if shutil.which("chromium") is None:
        print("filtering a page: no Chromium here")
        return
    for width in (1280, 390):
        found = filtering(page_file, width)
        ours, plain = statistics.median(found["search"]), statistics.median(found["plain"])
        slowest = max(*found["search"], *found["unit"])
        print(
            f"filtering {rows} rows, {width} px wide: {ours:.0f} ms, at most {slowest:.0f} ms; "
            f"hiding row by row: {plain:.0f} ms; ratio {ours / plain:.2f}"
        )
