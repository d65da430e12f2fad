"""What a worker's own connections to the database are like."""

from __future__ import annotations

from typing import Any

import psycopg

from kexie_digest.store import Store
from kexie_digest.store.jobs.carrying import arguments_of

from fakes import FakeClock


def _parameters(url: str) -> dict[str, Any]:
    with Store.attach(url, clock=FakeClock()) as store, psycopg.connect(**arguments_of(store)) as connection:
        return connection.info.get_parameters()


def test_a_worker_gives_a_silent_server_up_as_soon_as_the_store_does(postgresql_url: str) -> None:
    """Else one whose packets vanish would wait for its jobs for a quarter of an hour (tcp(7))."""
    found = _parameters(postgresql_url)
    assert found["tcp_user_timeout"] == "45000"
    assert (found["connect_timeout"], found["keepalives_idle"]) == ("10", "20")
    assert _parameters(f"{postgresql_url}&tcp_user_timeout=9000")["tcp_user_timeout"] == "9000"
