"""Average link: one stray tie does not join two events."""

from __future__ import annotations

from kexie_digest.events.clusters import Clusters
from kexie_digest.events.ties import Tie


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


def test_joined_clusters_stay_joined() -> None:
    """A join asks for no links."""
    clusters = Clusters(("a", "b"))
    clusters.join("b", "a")
    assert clusters.members() == [("a", "b")]


def test_reasons_tell_one_link_per_newcomer() -> None:
    """The strongest links that connect the group, no more than members less one."""
    clusters = Clusters(("a", "b", "c"))
    clusters.grow([link("a", "b", 2.0), link("b", "c", 1.5), link("a", "c", 1.2)])
    assert [(tie.left, tie.right) for tie in clusters.reasons(("a", "b", "c"))] == [("a", "b"), ("b", "c")]
