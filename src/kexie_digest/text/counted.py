"""The order in which a person counts names: 图2 before 图10.

Takes a name, gives what it is sorted by.
"""

import re

_DIGITS = re.compile(r"(\d+)")
#: A longer row of digits is no number (and Python refuses to read one of 4,300).
_MOST_DIGITS = 18


def counted(name: str) -> list[tuple[int, str]]:
    """Give what a name is sorted by.

    Args:
        name: Of a file, a page or an address.

    Returns:
        Its text and numbers in turn.
    """
    return [_step(part) for part in _DIGITS.split(name)]


def _step(part: str) -> tuple[int, str]:
    if not part.isdecimal():
        return -1, part
    return (int(part), "") if len(part) <= _MOST_DIGITS else (10**_MOST_DIGITS, part)
