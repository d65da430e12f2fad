"""The weights of the tagger, read once from the table beside this module.

Takes nothing, gives :class:`~kexie_digest.facts.awards.tagging.chain.Weights`. The table is written
by ``tests/facts/teach_tagger.py``: first the transitions, a row for each label, then a feature a line
with its weights in hundredths, a nought left out.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kexie_digest.facts.awards.tagging.chain import LABELS, Weights


@cache
def taught() -> Weights:
    """Read the weights.

    Returns:
        The weights taught last.
    """
    rows = (files(__package__) / "weights.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    transitions = tuple(_numbers(row) for row in rows[: len(LABELS)])
    pairs = (row.rpartition("\t")[::2] for row in rows[len(LABELS) :])
    return Weights({name: _numbers(row) for name, row in pairs}, transitions)


@cache
def _numbers(row: str) -> tuple[float, ...]:
    """Alike rows as one: a hundred thousand numbers of their own fill the processor's cache."""
    return tuple(map(_number, row.split(",")))


@cache
def _number(text: str) -> float:
    return int(text or "0") / 100
