"""Clusters that grow by average link.

Takes members, scored ties and what must stay together or apart, gives groups. The same
members and ties give the same groups in whatever order they come. It knows nothing of reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kexie_digest.events.linking import LINKED
from kexie_digest.model import Tie

#: Two clusters join when the mean over all pairs between them, a missing tie counting
#: nothing, reaches this share of a single tie's threshold: one stray tie between two
#: big events (a recalled name) does not join them.
_MEAN_SHARE = 0.5


class Clusters:
    """A partition of members that only ever grows together."""

    def __init__(self, members: Sequence[str]) -> None:
        """Start with every member alone.

        Args:
            members: All members, in the order groups shall keep.
        """
        self._order = {member: index for index, member in enumerate(members)}
        self._cluster = dict(self._order)
        self._members: dict[int, list[str]] = {index: [member] for member, index in self._order.items()}
        self._between: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        self._apart: dict[int, set[int]] = defaultdict(set)

    def keep_together(self, members: Iterable[str]) -> None:
        """Put members' clusters together whatever the ties say, unless they were put apart.

        Args:
            members: Some members; those that are not known are passed over.
        """
        heads: list[str] = []
        for member in members:
            if member in self._cluster and not any(self._join_members(head, member) for head in heads):
                heads.append(member)

    def keep_apart(self, members: Iterable[str], others: Sequence[str]) -> None:
        """Never put members of two groups together, unless they are already.

        Args:
            members: Some members; those that are not known are passed over.
            others: Some others.
        """
        theirs = {self._cluster[other] for other in others if other in self._cluster}
        for ours in {self._cluster[member] for member in members if member in self._cluster}:
            for cluster in theirs - {ours}:
                self._apart[ours].add(cluster)
                self._apart[cluster].add(ours)

    def grow(self, ties: Sequence[Tie]) -> None:
        """Join clusters along ties, strongest first, where the mean tie is strong enough.

        Args:
            ties: Ties between members, one a pair; a negative one speaks against joining.
        """
        for tie in ties:
            left, right = self._cluster[tie.left], self._cluster[tie.right]
            if left != right:
                self._between[left][right] += tie.score
                self._between[right][left] += tie.score
        joining = [tie for tie in ties if tie.score > 0]
        for tie in sorted(joining, key=lambda tie: (-tie.score, tie.left, tie.right)):
            left, right = self._cluster[tie.left], self._cluster[tie.right]
            if left != right and self._mean(left, right) >= LINKED * _MEAN_SHARE:
                self._join(left, right)

    def members(self) -> list[tuple[str, ...]]:
        """Give all groups.

        Returns:
            Members in order, groups in order of their first member.
        """
        groups = [tuple(sorted(group, key=self._order.__getitem__)) for group in self._members.values()]
        return sorted(groups, key=lambda group: self._order[group[0]])

    def _mean(self, left: int, right: int) -> float:
        """The mean tie of two clusters; rounded, for sums differ with the order of adding."""
        pairs = len(self._members[left]) * len(self._members[right])
        return round(self._between[left][right] / pairs, 6)

    def _join_members(self, one: str, other: str) -> bool:
        """Join the clusters of two members, and say whether they are together now."""
        self._join(self._cluster[one], self._cluster[other])
        return self._cluster[one] == self._cluster[other]

    def _join(self, left: int, right: int) -> None:
        if left == right or right in self._apart[left]:
            return
        keep, gone = sorted((left, right))
        for member in self._members[gone]:
            self._cluster[member] = keep
        self._members[keep] += self._members.pop(gone)
        for other, total in self._between.pop(gone, {}).items():
            self._between[other].pop(gone, None)
            if other != keep:
                self._between[keep][other] += total
                self._between[other][keep] += total
        for other in self._apart.pop(gone, set()):
            self._apart[other].discard(gone)
            self._apart[other].add(keep)
            self._apart[keep].add(other)


def strongest(members: Iterable[str], ties: Iterable[Tie]) -> list[Tie]:
    """Choose the ties that tell why members are together.

    Args:
        members: One group.
        ties: Ties, also to reports outside it.

    Returns:
        The strongest ties within the group, each naming a member that none before named.
    """
    within = set(members)
    chosen: list[Tie] = []
    told: set[str] = set()
    for tie in sorted(ties, key=lambda tie: (-tie.score, tie.left, tie.right)):
        ends = {tie.left, tie.right}
        if tie.score > 0 and ends <= within and not ends <= told:
            told |= ends
            chosen.append(tie)
    return chosen
