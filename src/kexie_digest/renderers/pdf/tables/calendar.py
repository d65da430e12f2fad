"""The calendar (活动一览): which activities it lists, and how wide its columns are.

Takes the bands of an edition, gives rows of texts, and the columns' shares of a table's width.
The day stands on one line, a range on two at most; activity, place and organisers share what is
left so that the table is as low as it can be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil

from kexie_digest.model import Activity
from kexie_digest.renderers._days import partial_day
from kexie_digest.renderers.pdf.headline import set_width
from kexie_digest.renderers.pdf.makeup import Band, Story
from kexie_digest.renderers.pdf.typography import full_width

#: What a cell's edges take, in characters.
EDGES = 1.1
#: No column is narrower, in characters: a place of seven stands in two lines.
_NARROWEST = 5.2
#: Widths are tried in so many steps; so many rows tell how columns are filled.
_STEPS = 24
_ROUNDING = 1e-6
_TELLING = 60
_WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Dated:
    """An activity with a day, and the story that tells of it."""

    activity: Activity
    story: Story


def dated(bands: tuple[Band, ...]) -> tuple[Dated, ...]:
    """Collect the activities whose day is known, earliest first; a year is no appointment.

    Several items may tell of one activity: of those with the same name and day the one
    that knows most (place, organisers) is kept.
    """
    best: dict[tuple[str, str], Dated] = {}
    for story in (story for band in bands for story in band.stories):
        for activity in story.item.facts.activities:
            if not activity.date or not _WHOLE_DAY.match(activity.date):
                continue
            key = (activity.date, activity.name)
            if key not in best or _known(activity) > _known(best[key].activity):
                best[key] = Dated(activity, story)
    return tuple(best[key] for key in sorted(best))


def _known(activity: Activity) -> int:
    return bool(activity.place) + len(activity.organisers)


def rows(dated_activities: Sequence[Dated], today: str) -> list[tuple[str, str, str, str]]:
    """Write day, name, place and organisers of activities.

    Args:
        dated_activities: As :func:`dated` gives them.
        today: The edition's ISO day, whose year goes without saying.

    Returns:
        One row an activity; what is not known is empty.
    """
    return [
        (
            partial_day(entry.activity.date or "", today),
            full_width(entry.activity.name),
            full_width(entry.activity.place or ""),
            full_width("、".join(entry.activity.organisers)),
        )
        for entry in dated_activities
    ]


def shares(table: Sequence[tuple[str, str, str, str]], room: float) -> tuple[float, ...]:
    """Share a table's width out over its four columns.

    Args:
        table: As :func:`rows` gives it, at least one row.
        room: The table's width in characters.

    Returns:
        Percents, together a hundred.
    """
    days = [row[0].split("—") for row in table]
    whole = max(sum(map(set_width, parts)) + len(parts) - 1 for parts in days)
    half = max(set_width(part) + (len(parts) > 1) for parts in days for part in parts)
    widths = [list(map(set_width, row)) for row in table[:_TELLING]]
    tried = [_NARROWEST + room / _STEPS * count for count in range(_STEPS)]
    ways = [
        (day + EDGES, name, place, room - day - EDGES - name - place)
        for day, name, place in product((whole, half), tried, tried)
    ]
    wide_enough = [way for way in ways if min(way[1:]) >= _NARROWEST]
    best = min(wide_enough, key=lambda way: _height(widths, way), default=(room / 4,) * 4)
    return tuple(round(100 * width / room, 1) for width in best)


def _height(widths: list[list[float]], columns: tuple[float, ...]) -> tuple[int, float]:
    """Count a table's lines; of two with as many, the one filled more evenly comes first."""
    filled = [
        [width / (column - EDGES + _ROUNDING) for width, column in zip(row, columns, strict=True)]
        for row in widths
    ]
    return sum(max(1, *map(ceil, row)) for row in filled), sum(cell * cell for row in filled for cell in row)
