"""Clusters that grow by average link.

Takes members and scored links, gives groups with the links that made them. It knows
nothing of reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kexie_digest.events.ties import LINKED, Tie

#: Two clusters join when the mean over all pairs between them, a missing link counting
#: nothing, reaches this share of a single link's threshold: one stray link between two
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
        self._made: dict[int, list[Tie]] = defaultdict(list)

    def join(self, left: str, right: str) -> None:
        """Put two members' clusters together, whatever the links say.

        Args:
            left: A member.
            right: Another, or the same.
        """
        keep, gone = sorted((self._cluster[left], self._cluster[right]))
        if keep == gone:
            return
        for member in self._members[gone]:
            self._cluster[member] = keep
        self._members[keep] += self._members.pop(gone)
        self._made[keep] += self._made.pop(gone, [])
        for other, total in self._between.pop(gone, {}).items():
            self._between[other].pop(gone, None)
            if other != keep:
                self._between[keep][other] += total
                self._between[other][keep] += total

    def grow(self, links: Sequence[Tie]) -> None:
        """Join clusters along links, strongest first, where the mean link is strong enough.

        Args:
            links: Links between members, at most one a pair counting (the strongest).
        """
        strongest: dict[tuple[str, str], Tie] = {}
        for link in links:
            pair = (link.left, link.right)
            if pair not in strongest or strongest[pair].score < link.score:
                strongest[pair] = link
        for link in strongest.values():
            left, right = self._cluster[link.left], self._cluster[link.right]
            if left != right:
                self._between[left][right] += link.score
                self._between[right][left] += link.score
        waiting = sorted(strongest.values(), key=lambda link: (-link.score, self._order[link.left]))
        for link in waiting:
            if self._may_join(link):
                self.join(link.left, link.right)
            if self._cluster[link.left] == self._cluster[link.right]:
                self._made[self._cluster[link.left]].append(link)

    def _may_join(self, link: Tie) -> bool:
        left, right = self._cluster[link.left], self._cluster[link.right]
        if left == right:
            return False
        pairs = len(self._members[left]) * len(self._members[right])
        return self._between[left][right] / pairs >= LINKED * _MEAN_SHARE

    def members(self) -> list[tuple[str, ...]]:
        """Give all groups.

        Returns:
            Members in order, groups in order of their first member.
        """
        groups = [tuple(sorted(group, key=self._order.__getitem__)) for group in self._members.values()]
        return sorted(groups, key=lambda group: self._order[group[0]])

    def reasons(self, members: Sequence[str]) -> list[Tie]:
        """Give the links that tied a group together, strongest first.

        Args:
            members: A group as :meth:`members` gave it.

        Returns:
            One link per member after the first: its strongest.
        """
        made = self._made.get(self._cluster[members[0]], [])
        reasons: list[Tie] = []
        tied: set[str] = set()
        for link in made:
            if not {link.left, link.right} <= tied:
                tied |= {link.left, link.right}
                reasons.append(link)
        return reasons
