"""Numbers, dates and fractions as spreadsheets show them under a format."""

import pytest

from planctl.importer.readers.xlsx.number_formats import shown

FIRST_OF_JUNE_2017 = "42887"


@pytest.mark.parametrize(
    ("stored", "code", "text"),
    [
        ("0.5", "# ?/?", "1/2"),
        ("1.25", "# ?/?", "1 1/4"),
        ("-1.5", "# ?/?", "-1 1/2"),
        ("3", "# ?/?", "3"),
        ("0.999", "# ?/?", "1"),
        ("0", "# ?/?", "0"),
        ("0.5", "0 ?/?", "0 1/2"),
        ("1.5", "?/?", "3/2"),
        ("0.3125", "# ??/??", "5/16"),
        ("0.5", "# ?/4", "2/4"),
        ("2.37", "# ??/100", "2 37/100"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("0.00012", "0.00E+00", "1.20E-04"),
        ("-5", "0.0E-0", "-5.0E0"),
        ("9999.9", "0.00E+00", "1.00E+04"),
        ("0", "0.00E+00", "0.00E+00"),
        ("12345", "##0.0E+0", "12.3E+3"),
        (FIRST_OF_JUNE_2017, "d-mmm", "1-Jun"),
        (FIRST_OF_JUNE_2017, "d-mmm-yy", "1-Jun-17"),
        (FIRST_OF_JUNE_2017, "[$-en-US]mmmm\\ d\\,\\ yyyy;@", "June 1, 2017"),
        (FIRST_OF_JUNE_2017, "[$-409]ddd mmmmm", "Thu J"),
        (FIRST_OF_JUNE_2017, "[$-zh-CN]yyyy/m/d;@", "2017/6/1"),
    ],
)
def test_fractions_powers_of_ten_and_english_names_are_shown(stored, code, text):
    assert shown(stored, code) == text


@pytest.mark.parametrize("code", ["[$-804]dddd", "[$-zh-CN]mmm", "# ?/?%0", "0.0E+0000", "0 0"])
def test_a_format_that_is_shown_otherwise_elsewhere_is_not_known(code):
    assert shown(FIRST_OF_JUNE_2017, code) is None
