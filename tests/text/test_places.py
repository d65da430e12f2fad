"""Provinces, cities and counties by name."""

from __future__ import annotations

import pytest

from kexie_digest.text.places import FULL, is_place, places_end
from kexie_digest.text.places.names import CITIES, COUNTIES, PROVINCES


@pytest.mark.parametrize(
    "name", ["四川省", "四川", "新疆", "内蒙古", "凉山", "成都市", "成都", "双流区", "汶川县", "香港", "大理"]
)
def test_places_are_known_in_full_and_short(name: str) -> None:
    """A province and a city with and without its ending, without its peoples."""
    assert is_place(name)


@pytest.mark.parametrize("name", ["双流", "和平", "石湖省", "科协", "省", "市", ""])
def test_short_counties_and_invented_places_are_not(name: str) -> None:
    """The short name of a county is too often a word; what is not in the tables is no place."""
    assert not is_place(name)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("四川省成都市双流区科协", "科协"),
        ("成都理工大学", "理工大学"),
        ("吉林省吉林市", ""),
        ("石湖省科协", "石湖省科协"),
    ],
)
def test_a_chain_of_places_is_followed_to_its_end(text: str, rest: str) -> None:
    """Each place of a chain may be full or short."""
    assert text[places_end(text) :] == rest


def test_the_end_of_a_chain_is_looked_for_within_bounds() -> None:
    """Nothing behind the end counts."""
    assert places_end("在成都市双流区", 1, 4) == 4


def test_the_tables_are_whole() -> None:
    """All provinces, and about as many cities and counties as there are."""
    counts = [sum(len(stems.split()) for stems in level.values()) for level in (PROVINCES, CITIES, COUNTIES)]
    assert counts[0] == 34
    assert counts[1] >= 330
    assert counts[2] >= 2800
    assert len(FULL) >= 3100
