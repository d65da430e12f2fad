"""Alliances founded and their members."""

from __future__ import annotations

import pytest

from facts.support import facts


@pytest.mark.parametrize(
    "text",
    [
        "9月1日，湖湾科普联盟在河阴市成立。联盟由河阴市科协、青浦县科协、望江县科协3家单位组成。",
        "9月1日，河阴市科协、青浦县科协、望江县科协共同发起成立湖湾科普联盟。",
        "湖湾科普联盟揭牌，首批成员单位包括河阴市科协、青浦县科协、望江县科协，秘书处设在河阴市。",
    ],
    ids=["made-up-of", "founders", "members"],
)
def test_the_members_of_a_new_alliance_are_its_parties(text: str) -> None:
    """However the paper tells who belongs to it."""
    (found,) = facts(text, event_date="2024-09-01").cooperation
    assert found.parties == ("河阴市科协", "青浦县科协", "望江县科协")
    assert found.instrument == "湖湾科普联盟"


@pytest.mark.parametrize(
    "text",
    [
        "湖湾科普联盟成立于2018年，由河阴市科协、青浦县科协组成。",
        "河阴市科协、青浦县科协拟成立湖湾科普联盟。",
        "湖湾科普联盟成立，成员来自各地。",
    ],
    ids=["old", "plan", "nameless"],
)
def test_an_old_planned_or_nameless_alliance_is_no_fact(text: str) -> None:
    """Founded in the news, with named members, or nothing."""
    assert facts(text).cooperation == ()
