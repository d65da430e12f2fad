"""The list of editions says of each what it is now, and reads it once a version."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kexie_digest.model import Edition, EditionState
from kexie_digest.store import Transaction
from kexie_digest.store import editions as edition_rows
from kexie_digest.workflows.review import Listing

from desk import Desk
from factories import make_edition, make_item, make_section


def test_an_edition_is_read_once_a_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change shows at once, also of another program; an edition without items has its line, too."""
    read: list[int] = []
    get = edition_rows.get
    with Desk(tmp_path).opened() as context:
        listing = Listing(context)
        first = make_edition(
            make_section("awards", make_item("岭下小学办起气象站")), number=1, total_number=1
        )
        empty = make_edition(number=2, total_number=2)
        with context.store.transaction() as tx:
            for edition in (first, empty):
                edition_rows.add(tx, edition, [], state=EditionState.DRAFTING)

        def noted(tx: Transaction, digest: str, total_number: int) -> Edition:
            read.append(total_number)
            return get(tx, digest, total_number)

        monkeypatch.setattr(edition_rows, "get", noted)
        for _ in range(2):
            lines = [(one.standing.total_number, one.lead, one.item_count) for one in listing.latest()]
            assert lines == [(2, "", 0), (1, "岭下小学办起气象站", 1)]
        assert sorted(read) == [1, 2]
        changed = replace(first, title="新刊名")
        with context.store.transaction() as tx:
            edition_rows.change(tx, changed, expected=1)
        assert [one.title for one in listing.latest("weekly")] == [empty.title, "新刊名"]
        assert sorted(read) == [1, 1, 2]
