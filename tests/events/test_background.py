"""The table of bigrams: counted in our own notices, and standing still."""

from __future__ import annotations

from math import log

from events.background_table import FEWEST, SETS, counts, read
from kexie_digest.events.background import NOTICES, weigh, weight


def test_rare_grams_weigh_more() -> None:
    """科协 stands in every third notice, 鸬鹚 in none that were counted."""
    assert weight("科协") < weight("协议") < weight("鸬鹚") == 1.0


def test_a_string_weighs_what_its_grams_weigh() -> None:
    """The sum; a single letter weighs nothing."""
    assert weigh("科协议") == weight("科协") + weight("协议")
    assert weigh("科") == 0


def test_the_table_was_counted_in_the_tuning_notices() -> None:
    """Notices written since only add to the counts: no gram of the table is rarer than it says."""
    sets = [read(folders) for folders in SETS]
    assert sum(map(len, sets)) >= NOTICES
    now = {gram: count for gram, count in counts(sets).items() if weight(gram) < 1}
    assert len(now) > 1500
    most = log(1 + NOTICES)
    assert all((log(1 + NOTICES / count) / most) ** 2 <= weight(gram) + 1e-9 for gram, count in now.items())
    assert min(now.values()) >= FEWEST


def test_the_invented_places_of_one_writer_are_no_language() -> None:
    """澜江 stands in a hundred notices of one set: on another desk it is a rare name."""
    assert weight("澜江") == 1.0
