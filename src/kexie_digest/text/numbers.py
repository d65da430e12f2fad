"""Read Chinese and Arabic numerals; sort names as a person counts them.

Takes the characters of one number, gives an int; takes a name, gives what it is sorted by.
It does not find numbers in a text.
"""

from __future__ import annotations

import re

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "兩": 2,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_TENS = {"廿": 20, "卅": 30}
_ROW = re.compile(r"(\d+)")
#: A longer row of digits is no number (and Python refuses to read one of 4,300).
_MOST_DIGITS = 18


def read_digits(text: str) -> int:
    """Read digits that stand one by one, as in a year (二〇二〇, 2020).

    Args:
        text: Chinese or Arabic digits.

    Returns:
        The number.

    Raises:
        ValueError: A character is no digit.
    """
    try:
        return int("".join(str(_DIGITS.get(char, char)) for char in text))
    except ValueError:
        raise ValueError(text) from None


def read_number(text: str) -> int:
    """Read a number with units (十二, 一百零五, 廿七, 三万, 12, ３).

    Args:
        text: A Chinese or Arabic numeral.

    Returns:
        The number.

    Raises:
        ValueError: A character belongs to no numeral.
    """
    if text.isascii():
        return int(text)
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section += _TENS[char]
        elif char in _UNITS:
            section += (digit or 1) * _UNITS[char]
            digit = 0
        elif char in _LARGE:
            total += (section + digit or 1) * _LARGE[char]
            section = digit = 0
        elif char.isdecimal():  # \d in a pattern finds the figures of every script (٣, ３)
            digit = digit * 10 + int(char)
        else:
            raise ValueError(text)
    return total + section + digit


def counted(name: str) -> list[tuple[int, str]]:
    """Give what a name is sorted by: 图2 stands before 图10.

    Args:
        name: Of a file, a page or an address.

    Returns:
        Its text and numbers in turn.
    """
    return [_step(part) for part in _ROW.split(name)]


def _step(part: str) -> tuple[int, str]:
    if not part.isdecimal():
        return -1, part
    return (int(part), "") if len(part) <= _MOST_DIGITS else (10**_MOST_DIGITS, part)
