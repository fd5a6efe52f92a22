"""Tables as they stand on a screen."""

from hypothesis import given
from hypothesis import strategies as st

from planctl.cli.printing.output import clean
from planctl.cli.printing.table import Column, display_width, plain_table, wrap

COLUMNS = [Column("序号"), Column("具体要求", 2), Column("牵头单位", 1)]


def test_hanzi_count_as_two_columns():
    assert plain_table(COLUMNS, [["1.1", "完善政府法律顾问制度。", "市法制局"]], 40) == [
        "序号  具体要求                牵头单位",
        "────  ──────────────────────  ────────",
        "1.1   完善政府法律顾问制度。  市法制局",
    ]


def test_long_cells_wrap_into_their_columns_and_lose_nothing():
    lines = plain_table(COLUMNS, [["1.1", "建立利益相关方、公众、专家、媒体等列席制度。", "市政务服务办、市编办"]], 40)
    assert lines == [
        "序号  具体要求               牵头单位",
        "────  ─────────────────────  ──────────",
        "1.1   建立利益相关方、公     市政务服务",
        "      众、专家、媒体等列席   办、市编办",
        "      制度。",
    ]


WORDS = st.text(alphabet=st.sampled_from(list("市发改局，。、（）()abc 1\n")), max_size=60)


@given(WORDS, st.integers(2, 30))
def test_wrapped_text_keeps_every_character_but_spaces_within_the_width(text, width):
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == "".join(text.splitlines()).replace(" ", "")
    assert all(display_width(line) <= width for line in lines)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=4), st.integers(40, 140))
def test_a_table_keeps_within_the_width_where_its_fixed_columns_do(rows, width):
    rows = [[str(index), b, c] for index, (_, b, c) in enumerate(rows)]
    assert all(display_width(line) <= width for line in plain_table(COLUMNS, rows, width))


def test_control_and_bidi_characters_are_shown_not_sent():
    assert clean("a\x1b[31m\u202eb\x9b\tc\n") == "a\\u001b[31m\\u202eb\\u009b\tc\n"


def test_a_finding_shows_the_part_of_its_line_that_fits_the_screen(capfd, monkeypatch, tmp_path):
    from planctl.cli import run

    text = "甲" * 200
    plan = tmp_path / "plan.yaml"
    content = f"format: 1\nplan: {{title: a, year: 2017}}\ntasks:\n- {{number: 1, title: {text}“{text}}}\n"
    plan.write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for width in (40, 80, 140):
        monkeypatch.setenv("COLUMNS", str(width))
        run(["validate", "plan.yaml", "--select", "PLN404"])
        _, excerpt, caret, *_ = capfd.readouterr().out.splitlines()
        assert width - 4 <= display_width(excerpt) <= width
        assert excerpt.endswith("…")
        assert display_width(excerpt[: excerpt.index("“")]) == caret.index("^")
