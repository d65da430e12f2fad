"""Shortening: the longest body that fits."""

from __future__ import annotations

import pytest

from kexie_digest.model import BodyLength
from kexie_digest.renderers._fit import Plan, fit

#: A title costs 10 bytes, a summary 100 more, a full text 1000 more.
COST = {BodyLength.SUMMARY: 100, BodyLength.FULL: 1000}


def write(plan: Plan) -> str:
    """Write a body of known size for five items."""
    listed = [number for number in range(1, 6) if plan.is_listed(number)]
    detailed = [number for number in listed if plan.is_detailed(number)]
    return "t" * 10 * len(listed) + "d" * COST[plan.length] * len(detailed)


@pytest.mark.parametrize(
    ("limit", "size", "warning"),
    [
        (6000, 5050, ""),
        (5049, 550, "全文改为摘要"),
        (549, 450, "第5条起只列标题"),
        (260, 250, "第3条起只列标题"),
        (50, 50, "第1条起只列标题"),
        (49, 40, "只列前4条标题"),
        (5, 0, "只列前0条标题"),
    ],
)
def test_the_longest_version_that_fits(limit: int, size: int, warning: str) -> None:
    """Full texts, summaries, fewer summaries, titles, fewer titles."""
    body, warnings = fit(write, BodyLength.FULL, item_count=5, limit=limit)
    assert len(body) == size
    assert (warning in warnings[0]) if warning else warnings == ()
