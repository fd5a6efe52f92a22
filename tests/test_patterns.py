"""The cost of every pattern, and of reading any cell, grows in proportion to the length of the text.

What is measured is growth: four times the text may cost eight times as much, where the cost is large enough to measure.
The texts repeat the words and separators of the patterns themselves: a few of each pattern here, and all in the slow tests.
"""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import pytest

import planctl
from planctl import units
from planctl.deadlines import deadline_from_text, parse_deadline
from planctl.importer.readers.document import read_document
from planctl.lazy_regex import Expression
from planctl.units import expand_names, parse_unit_cell

PACKAGE = Path(planctl.__file__).parent
SOURCE = {path: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
SHARES = 8
SOME = 20
"""Words of a pattern that the fast tests repeat."""

Read = Callable[[str], Any]

FLOOR = 0.02
"""Seconds; what costs less is not looked at more closely."""

ENOUGH = 0.1
"""Seconds of work in which the clock of the processor, which ticks in hundredths, is exact enough."""


def cost(read: Read, text: str) -> float:
    """The seconds of the processor that a reading costs."""
    runs, started = 0, process_time()
    while (spent := process_time() - started) < ENOUGH:
        read(text)
        runs += 1
    return spent / runs


def is_cheap(read: Read, text: str) -> bool:
    started = perf_counter()
    read(text)
    return perf_counter() - started < FLOOR


def grows_too_fast(read: Read, repeated: str, lengths: tuple[int, ...]) -> bool:
    """Whether a text of one of the lengths costs more than eight times what a quarter of it costs, each time of three."""
    for length in lengths:
        long, short = (repeated * max(1, size // len(repeated)) + "□" for size in (length, length // 4))
        if not is_cheap(read, long) and all(cost(read, long) > max(FLOOR, 8 * cost(read, short)) for _ in range(3)):
            return True
    return False


@cache
def named_expressions() -> dict[tuple[str, str], list[Expression]]:
    """The patterns of every module, by the module and the name under which it holds one or several."""
    found: dict[tuple[str, str], list[Expression]] = {}
    for entry in pkgutil.walk_packages(planctl.__path__, "planctl."):
        if not entry.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(entry.name)).items():
                if expressions := list(expressions_in(value)):
                    found[entry.name, name] = expressions
    return found


def expressions_in(value: Any) -> Iterator[Expression]:
    if type(value) is Expression:
        yield value
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from expressions_in(inner)


def ways_of_use(module: str, name: str, expression: Expression) -> list[Read]:
    """How a pattern is used where its name is; every way where it is one of several under a name."""
    ways: dict[str, Read] = {
        "match": expression.compiled.match,
        "fullmatch": expression.compiled.fullmatch,
        "search": lambda text: list(expression.compiled.finditer(text)),
    }
    own = Path(importlib.import_module(module).__file__ or "").read_text(encoding="utf-8")
    source = own if name.startswith("_") else "\n".join(SOURCE.values())
    methods = re.findall(rf"\b{name}\.(?:end_of_)?([a-z]+)\(", source)
    used = {method if method in ways else "search" for method in methods}
    return [ways[way] for way in sorted(used or ways)]


@cache
def words_of(pattern: str) -> list[str]:
    """The words that a pattern is about, the characters they begin with, and separators."""
    words = {word for word in re.split(r"[\\()\[\]{}|?*+.^$<>:=!]+", pattern) if 0 < len(word) < 9}
    return sorted(
        {*words, *(word[0] for word in words), "2017年", "1", "市", "甲", " ", "\n", "、", "，", "：", "（", "("}
    )


def test_every_pattern_is_an_expression():
    for path, source in SOURCE.items():
        if path.name != "lazy_regex.py":
            assert not re.search(r"\bre\.(?:compile|match|fullmatch|search|sub|split|find\w+)\(", source), path


def some_of(words: list[str], most: int) -> list[str]:
    """At most so many words from all parts of a list."""
    return words[:: -(-len(words) // most)]


@pytest.mark.parametrize("most", [SOME, pytest.param(10_000, marks=pytest.mark.slow)], ids=["some words", "every word"])
@pytest.mark.parametrize("share", range(SHARES))
def test_the_cost_of_a_pattern_grows_in_proportion_to_the_text(share, most):
    for (module, name), expressions in sorted(named_expressions().items())[share::SHARES]:
        for expression in expressions:
            for read in ways_of_use(module, name, expression):
                for word in some_of(words_of(expression.pattern), most):
                    for repeated in (word, f"{word}、", f"{word}:"):
                        # by short steps, so that what doubles with each repeat is seen before it takes for ever
                        assert not grows_too_fast(read, repeated, (20, 40, 80, 400, 2400)), (module, name, repeated)


@cache
def cached_functions() -> list[Any]:
    modules = [importlib.import_module(entry.name) for entry in pkgutil.walk_packages(units.__path__, "planctl.units.")]
    return [value for module in modules for value in vars(module).values() if hasattr(value, "cache_clear")]


def read_unit_cell(text: str) -> None:
    for function in cached_functions():
        function.cache_clear()
    expand_names(parse_unit_cell(text).mentions)


READERS: dict[str, tuple[str, Read, int]] = {
    "units": ("planctl.units.", read_unit_cell, 1200),
    "deadlines": ("planctl.deadlines.", lambda text: parse_deadline(text, 2017), 480),
    "running text": ("planctl.deadlines.", lambda text: deadline_from_text(text, 2017, date(2017, 6, 1)), 4000),
}


@pytest.mark.parametrize(
    "most", [20 * SOME, pytest.param(10_000, marks=pytest.mark.slow)], ids=["some words", "every word"]
)
@pytest.mark.parametrize("share", range(4))
@pytest.mark.parametrize("kind", READERS)
def test_the_cost_of_reading_a_cell_grows_in_proportion_to_its_length(kind, share, most):
    room, read, length = READERS[kind]
    words = {
        word
        for (module, _), expressions in named_expressions().items()
        if module.startswith(room)
        for expression in expressions
        for word in words_of(expression.pattern)
    }
    for word in some_of(sorted(words), most)[share::4]:
        for repeated in (word, f"{word}、", f"{word} "):
            assert not grows_too_fast(read, repeated, (length,)), repeated


@pytest.mark.parametrize(
    "cell", ["2017年" * 40 + "：", "按职责分工" * 30, "主要责任" * 40 + "：", "落实" * 200, "2017年" * 125 + "：" * 100]
)
def test_a_cell_that_repeats_a_word_of_the_grammar_is_read_at_once(cell):
    read_unit_cell(cell)  # for ever, where each repeat doubles the cost
    assert parse_unit_cell(cell).printed == cell


@pytest.mark.parametrize("phrase", ["应" * 45, "季报" + "、月" * 200 + "□", "节点是" * 60, "按部署和" * 11])
def test_a_phrase_that_repeats_a_word_of_the_grammar_is_read_at_once(phrase):
    assert parse_deadline(phrase, 2017).phrase == phrase  # for ever, where each repeat doubles the cost


def test_the_cost_of_a_document_of_blank_lines_grows_in_proportion_to_their_number():
    def read(text: str) -> None:
        read_document(text.encode(), "plan.txt")

    assert not grows_too_fast(read, "\n", (4000, 16000))


@pytest.mark.parametrize("cell", ["2017年" * 40 + "：", "按职责分工" * 30])
def test_a_cell_that_repeats_a_word_neither_stops_validate_nor_import(planctl, tmp_path, cell):
    plan, table = tmp_path / "plan.yaml", tmp_path / "table.csv"
    plan.write_text(
        f"format: 1\nplan: {{title: 方案, year: 2017}}\ntasks: [{{number: 1, title: 甲, lead_units: '{cell}', deadline: 12月底}}]\n",
        encoding="utf-8",
    )
    table.write_text(f"序号,工作任务,具体要求,牵头单位,完成时限\n1,甲,乙,{cell},12月底\n", encoding="utf-8")
    assert planctl("validate", plan)[0] == 0
    assert planctl("import", table, "--year", "2017", "-o", tmp_path / "imported.yaml")[0] == 0
