"""What is known of a mention."""

from __future__ import annotations

from facts.support import article
from kexie_digest.facts.awards.mentions.candidates import mentions_in
from kexie_digest.facts.awards.mentions.features import features
from kexie_digest.facts.awards.mentions.surroundings import Surroundings
from kexie_digest.facts.lines import read_lines


def known_of(name: str, *paragraphs: str) -> set[str]:
    """The features of the first mention of a name."""
    lines = read_lines(article(*paragraphs))
    mentions = mentions_in(lines)
    around = Surroundings(lines, "", mentions)
    return set(features(next(one for one in mentions if one.name == name), around))


def test_signs_are_told_apart_by_their_place() -> None:
    """A verb of winning behind a name is another sign than one before it."""
    behind = known_of("左思齐", "讲解员左思齐捧走奖杯。")
    before = known_of("左思齐", "捧走奖杯的是讲解员左思齐。")
    assert "close-right:got" in behind
    assert "close-right:got" not in before
    assert "left:got:person" in before


def test_a_list_as_long_as_told_is_known() -> None:
    """Three persons, and three were announced."""
    found = known_of("左思齐", "三人入选，分别是左思齐、麦冬青、谷满仓。")
    assert "count-told:person" in found


def test_white_space_at_an_edge_is_written_visibly() -> None:
    """The table of weights is divided by spaces."""
    found = known_of("左思齐", "县医院　左思齐　一等奖")
    assert all(" " not in name and "\u3000" not in name for name in found)
