"""The weights of the wording, read once from the table beside this module.

Takes nothing, gives :class:`Weights`. The table is written by ``tests/themes/teach.py``: first the
themes, then a character or pair a line with its weights in tenths.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Weights:
    """For each character and pair of characters how much it speaks for each theme."""

    themes: tuple[str, ...]
    rows: Mapping[str, tuple[float, ...]]


@cache
def taught() -> Weights:
    """Read the weights.

    Returns:
        The weights taught last.
    """
    table = (files(__package__) / "weights.txt").read_text(encoding="utf-8")
    (_, *themes), *rows = (line.split("\t") for line in table.splitlines())
    return Weights(tuple(themes), {gram: tuple(int(tenths) / 10 for tenths in row) for gram, *row in rows})
