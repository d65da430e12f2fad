"""Runs of hanzi that two texts have in common.

Takes texts, gives the shared runs of a length. It is how we prove that no text
of ours was copied from the real pages. It reads no files.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import opencc

LENGTH = 8
_HANZI = re.compile(r"[\u3400-\u9fff]+")


@lru_cache(maxsize=1)
def _converter() -> Any:  # noqa: ANN401 - opencc ships no type information
    return opencc.OpenCC("t2s")


def shingles(text: str, length: int = LENGTH) -> set[str]:
    """Give every run of ``length`` hanzi in a text.

    Args:
        text: Any text; traditional characters are folded to simplified ones.
        length: Characters in a run. Line ends inside a run of hanzi are ignored,
            since a column end may cut one.

    Returns:
        The runs; empty for a shorter text.
    """
    joined = re.sub(r"\s+", "", _converter().convert(text))
    return {
        run[start : start + length]
        for run in _HANZI.findall(joined)
        for start in range(len(run) - length + 1)
    }
