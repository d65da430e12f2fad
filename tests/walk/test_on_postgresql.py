"""The whole walk on PostgreSQL: the same pages give the same edition as on SQLite."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from kexie_digest import app
from kexie_digest.store import articles, search
from kexie_digest.workflows.run import run, scope_of

from desk import Desk, sample_pages


@pytest.mark.usefixtures("no_paper")
def test_both_stores_give_one_edition(tmp_path: Path, postgresql_url: str) -> None:
    """Collected, grouped, composed, numbered and written: byte for byte the same edition."""
    editions: list[bytes] = []
    for name, url in (("file", f"sqlite:///{tmp_path}/kexie.db"), ("server", postgresql_url)):
        desk = Desk(tmp_path / name)
        desk.drop(*sample_pages()[:1])
        settings = replace(desk.settings, database_url=SecretStr(url))
        with app.opened(
            desk.configuration(), settings=settings, output=desk.output, clock=desk.clock
        ) as context:
            done = run(context, scope_of(context, drops=desk.drops))
            assert not done.failures
            with context.store.reading() as tx:
                assert articles.count(tx)
                assert search.search(tx, "科")
        (written,) = desk.output.rglob("edition.json")
        editions.append(written.read_bytes())
    assert editions[0] == editions[1]
