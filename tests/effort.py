"""Work counted instead of timed: the same on an idle machine and on a busy one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType


def calls_of(work: Callable[[], object]) -> int:
    """The calls that a piece of work makes, of functions in Python and in C.

    It does not see a C function that itself takes longer than its input grows; ``benchmarks/parsing.py``
    times that.

    Args:
        work: What to do once.

    Returns:
        How many calls began while it ran.
    """
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
