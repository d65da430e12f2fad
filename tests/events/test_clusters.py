"""Average link: one stray tie does not join two events."""

from __future__ import annotations

from kexie_digest.events.clusters import Clusters, strongest
from kexie_digest.model import Tie


def link(left: str, right: str, score: float = 1.5) -> Tie:
    """A tie of some strength."""
    return Tie(left, right, score, "因")


def grown(members: str, *links: Tie) -> list[str]:
    """The groups after growing, each as one word."""
    clusters = Clusters(tuple(members))
    clusters.grow(links)
    return ["".join(group) for group in clusters.members()]


def test_linked_members_come_together_in_order() -> None:
    """A chain of strong links is a group."""
    assert grown("abc", link("b", "c"), link("a", "b")) == ["abc"]


def test_one_stray_link_joins_no_two_triangles() -> None:
    """Nine pairs between them, one link: the mean is too weak."""
    inner = [link("a", "b"), link("b", "c"), link("a", "c"), link("d", "e"), link("e", "f"), link("d", "f")]
    assert grown("abcdef", *inner, link("c", "d", 1.1)) == ["abc", "def"]


def test_the_order_of_ties_changes_nothing() -> None:
    """Equal scores are taken in the order of their ends, not of their coming."""
    ties = [link(*pair) for pair in ("ab", "bc", "cd", "de", "ef", "ac", "df")]
    assert grown("abcdef", *ties) == grown("abcdef", *reversed(ties))


def test_what_is_kept_together_asks_for_no_ties() -> None:
    """An editor's word is enough; who is unknown is passed over."""
    clusters = Clusters(("a", "b"))
    clusters.keep_together(("b", "x", "a"))
    assert clusters.members() == [("a", "b")]


def test_what_is_kept_apart_no_tie_joins() -> None:
    """Neither a tie of the two nor a third that is tied to both."""
    clusters = Clusters(("a", "b", "c"))
    clusters.keep_apart(("a",), ("b",))
    clusters.grow([link("a", "b", 9), link("a", "c", 2), link("b", "c", 1.5)])
    assert clusters.members() == [("a", "c"), ("b",)]


def test_the_earlier_word_holds() -> None:
    """What is together is not put apart, and what is apart not together."""
    clusters = Clusters(("a", "b", "c"))
    clusters.keep_together(("a", "b"))
    clusters.keep_apart(("a",), ("b", "c"))
    clusters.keep_together(("b", "c"))
    assert clusters.members() == [("a", "b"), ("c",)]


def test_a_later_split_leaves_the_rest_of_a_merge_together() -> None:
    """The split-off member comes first, and the others are still one group."""
    clusters = Clusters(("a", "b", "c"))
    clusters.keep_apart(("a",), ("b", "c"))
    clusters.keep_together(("a", "b", "c"))
    assert clusters.members() == [("a",), ("b", "c")]


def test_the_strongest_ties_tell_why() -> None:
    """One tie per newcomer, the strongest first, none to strangers."""
    ties = [link("a", "b", 2.0), link("b", "c", 1.5), link("a", "c", 1.2), link("c", "x", 9)]
    assert [(tie.left, tie.right) for tie in strongest(("a", "b", "c"), ties)] == [("a", "b"), ("b", "c")]


def test_a_contradiction_weighs_against_joining() -> None:
    """The third is tied to the second, but uses the first's template for another happening."""
    clusters = Clusters("abc")
    clusters.grow([Tie("a", "b", 2.0, ""), Tie("b", "c", 1.5, ""), Tie("a", "c", -2.0, "")])
    assert clusters.members() == [("a", "b"), ("c",)]
