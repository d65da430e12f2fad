"""Copying a database: two different ones, the old one at this program's schema."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_digest.errors import StoreError
from kexie_digest.model import Run
from kexie_digest.store import Store, runs
from kexie_digest.workflows.copying import copy_store

from fakes import FakeClock


def test_a_copy_tells_its_progress(tmp_path: Path) -> None:
    """Every table is told; a target that is not there is made."""
    old, new = (f"sqlite:///{tmp_path}/{name}.db" for name in ("old", "new"))
    with Store.open(old, clock=FakeClock()) as store, store.transaction() as tx:
        runs.add(tx, Run("r1", tx.now))
    told: list[tuple[str, int, int]] = []
    copied = copy_store(old, new, FakeClock(), lambda *step: told.append(step))
    assert told[-1] == ("copy", len(copied), len(copied))
    assert [one.rows for one in copied if one.table == "runs"] == [1]
    with Store.attach(new, clock=FakeClock()) as store, store.reading() as tx:
        assert runs.get(tx, "r1").id == "r1"


def test_a_database_is_not_copied_into_itself(tmp_path: Path) -> None:
    """One address twice is a slip, told before anything is opened."""
    url = f"sqlite:///{tmp_path}/kexie.db"
    with pytest.raises(StoreError) as caught:
        copy_store(url, url, FakeClock(), lambda *_: None)
    assert caught.value.code == "same_database"
    assert not (tmp_path / "kexie.db").exists()
