"""第N期 and 总第N期: no gap and no repeat, whatever happens between two editions."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from kexie_digest.model import Edition, EditionState, Standing
from kexie_digest.store import Store, editions, periods

from factories import make_edition
from fakes import FakeClock

#: What may happen: an edition that is published, one that fails or is drafted, one withdrawn,
#: a new year, a restart.
_ACTS = st.lists(st.sampled_from(("publish", "fail", "draft", "withdraw", "year", "restart")), max_size=24)


class Shelf:
    """One digest of a store that may be closed and opened again."""

    def __init__(self, url: str, digest: str) -> None:
        """Open the store."""
        self.url, self.digest, self.year = url, digest, 2024
        self.store = Store.open(url, clock=FakeClock())

    def act(self, act: str) -> None:
        """Do one of the acts."""
        match act:
            case "year":
                self.year += 1
            case "restart":
                self.store.close()
                self.store = Store.open(self.url, clock=FakeClock())
            case "withdraw":
                self._withdraw_latest()
            case _:
                self._add(act)

    def editions(self) -> list[tuple[Edition, Standing]]:
        """All its editions, the latest first."""
        with self.store.reading() as tx:
            found = editions.list_standings(tx, self.digest, limit=100)
        return sorted(found, key=lambda one: -one[0].total_number)

    def _add(self, act: str) -> None:
        state = EditionState.DRAFTING if act == "draft" else EditionState.PUBLISHING
        with self.store.transaction() as tx:
            number, total = editions.numbers_for(tx, self.digest, self.year)
            numbers = {"number": number, "total_number": total}
            day = f"{self.year}-03-06"
            editions.add(tx, make_edition(digest=self.digest, published_on=day, **numbers), [], state=state)
            periods.announce_manual(tx, self.digest, total)
            if act == "publish":
                editions.mark_published(tx, self.digest, total, "/out")

    def _withdraw_latest(self) -> None:
        for edition, standing in self.editions()[:1]:
            if standing.state is EditionState.DRAFTING:
                with self.store.transaction() as tx:
                    editions.withdraw(tx, self.digest, edition.total_number, expected=standing.version)


def test_numbers_have_no_gap_and_no_repeat(url: str) -> None:
    """After each act: 1, 2, 3 … over all years, and 1, 2, 3 … within each year."""
    digests = (f"d{count}" for count in itertools.count())

    @settings(max_examples=6, deadline=None)
    @given(acts=_ACTS)
    def check(acts: list[str]) -> None:
        shelf = Shelf(url, next(digests))
        try:
            for act in acts:
                shelf.act(act)
                _check([edition for edition, _ in reversed(shelf.editions())])
        finally:
            shelf.store.close()

    check()


def _check(found: list[Edition]) -> None:
    assert [edition.total_number for edition in found] == list(range(1, len(found) + 1))
    for year in {edition.published_on[:4] for edition in found}:
        numbers = [edition.number for edition in found if edition.published_on[:4] == year]
        assert numbers == list(range(1, len(numbers) + 1))
