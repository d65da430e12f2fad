"""Chinese numerals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.text.numbers import counted, read_digits, read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("十二", 12),
        ("廿七", 27),
        ("二十", 20),
        ("一百零五", 105),
        ("三万二千", 32000),
        ("12", 12),
        ("3万", 30000),
        ("３", 3),
        ("١٢", 12),
    ],
)
def test_a_number_with_units_is_read(text: str, number: int) -> None:
    """One shape a row."""
    assert read_number(text) == number


@given(st.integers(1000, 9999))
def test_digits_one_by_one(year: int) -> None:
    """A year in Chinese digits is the year."""
    assert read_digits("".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))) == year


@pytest.mark.parametrize("text", ["山", "1山"])
def test_what_is_no_number_is_refused(text: str) -> None:
    """ValueError, no guess."""
    with pytest.raises(ValueError, match=text):
        read_number(text)
    with pytest.raises(ValueError, match=text):
        read_digits(text)


def test_two_comes_before_ten() -> None:
    """Numbers count as numbers, also in other scripts; a row of 5,000 digits is no number."""
    names = ["图2.jpg", "图10.jpg", "图" + "9" * 5000 + ".jpg", "第2版/1", "第2版/٣"]
    names.reverse()
    assert sorted(names, key=counted) == names[::-1]
