"""White space between boxes, seen from one side. Pure."""

from __future__ import annotations

#: A gap: how wide, and where its middle is.
Gap = tuple[float, float]


def gaps_of(sides: list[tuple[float, float]], least: float) -> list[Gap]:
    """Find where nothing stands.

    Args:
        sides: Where each box begins and ends, sorted.
        least: A gap that is no wider is none.

    Returns:
        The gaps, the widest first.
    """
    gaps: list[Gap] = []
    end = sides[0][1] if sides else 0.0
    for start, stop in sides:
        if start - end > least:
            gaps.append((start - end, (start + end) / 2))
        end = max(end, stop)
    return sorted(gaps, reverse=True)
