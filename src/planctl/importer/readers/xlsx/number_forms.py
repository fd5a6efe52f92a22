"""Numbers as fractions (# ?/?) and in scientific notation (0.00E+00), as spreadsheets show them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def digits(size: Decimal, code: str) -> str:
    """A number that is not negative, under a code such as #,##0.00."""
    whole, point, fraction = code.partition(".")
    rounded = size.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    before, _, after = f"{rounded:f}".partition(".")
    before = before.lstrip("0").zfill(whole.count("0"))
    if "," in whole and before:
        before = f"{int(before):,}" if len(before.lstrip("0")) == len(before) else before
    least = len(fraction.rstrip("#"))
    after = after[:least] + after[least:].rstrip("0")
    return before + point + after


def fraction(size: Decimal, code: str) -> str:
    """A number as the nearest fraction whose denominator has as many digits as the code (# ??/??), or is the code's (# ?/4)."""
    front, _, below = code.partition("/")
    places = front.split()
    if below.isdigit() and below.strip("0"):
        denominator = int(below)
        numerator = int((size * denominator).quantize(Decimal(1), ROUND_HALF_UP))
    else:
        numerator, denominator = Fraction(size).limit_denominator(10 ** len(below) - 1).as_integer_ratio()
    if len(places) < 2:
        return f"{numerator}/{denominator}"
    whole, rest = divmod(numerator, denominator)
    shown = [str(whole)] if whole or not rest or "0" in places[0] else []
    return " ".join([*shown, f"{rest}/{denominator}"] if rest else shown)


def scientific(size: Decimal, code: str) -> str:
    """A number with a power of ten, which goes in steps of as many as the code has places before the point (##0.0E+0)."""
    mantissa, _, power = code.upper().partition("E")
    step = len(mantissa.partition(".")[0])
    exponent = size.adjusted() // step * step if size else 0
    shown = digits(size.scaleb(-exponent), mantissa)
    if Decimal(shown or 0) >= 10**step:  # 9.999 is rounded to 10.00
        exponent += step
        shown = digits(size.scaleb(-exponent), mantissa)
    sign = "-" if exponent < 0 else power[0].strip("-")
    return f"{shown}E{sign}{abs(exponent):0{len(power) - 1}}"
