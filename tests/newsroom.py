"""A newsroom to test in: sample pages collected, one user a role, clients and a real server."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from kexie_digest.model.desk.user import Role, User
from kexie_digest.store import users as user_rows
from kexie_digest.web.application import create_application
from kexie_digest.workflows.accounts import passwords, sessions
from kexie_digest.workflows.collect import collect
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.run import scope_of

from desk import Desk, sample_pages

PASSWORD = "three quiet herons"  # noqa: S105 - of accounts that live for one test
ADDRESS = "http://127.0.0.1"
#: Hashing is slow on purpose: one hash serves all accounts of a test run.
_HASHES: list[str] = []
#: Where collected newsrooms are kept to be copied, if anywhere; the innermost last.
_STOCK: list[Path] = []
#: Newsrooms that were collected there.
_STOCKED: dict[Path, Desk] = {}

Then = Callable[[Context], object]


@dataclass
class Newsroom:
    """The program opened over a desk, with its application."""

    desk: Desk
    context: Context
    app: FastAPI
    clients: list[TestClient] = field(default_factory=list)

    def client(self, role: Role | None = None) -> TestClient:
        """A browser: of somebody signed in with a role, or of a stranger."""
        client = TestClient(self.app, base_url=ADDRESS, follow_redirects=False)
        if role is not None:
            client.cookies.set("kexie", self.session(role.value), domain="127.0.0.1")
        return client

    def session(self, name: str) -> str:
        """Begin a session without a login form."""
        with self.context.store.transaction() as tx:
            return sessions.begin(tx, user_rows.get(tx, name))

    def article_ids(self) -> list[str]:
        """The articles in the order of the inbox."""
        page = self.client(Role.EDITOR).get("/desk?state=all").text
        return re.findall(r"data-row href=\"/desk/articles/([^?\"]+)", page)


def csrf_of(client: TestClient, page: str = "/desk/account") -> str:
    """The token that the forms of a page carry."""
    found = re.search(r'name="csrf" value="([^"]+)"', client.get(page).text)
    assert found, page
    return found[1]


@contextmanager
def newsroom(root: Path, *pages: Path, yaml: str = "", then: Then | None = None) -> Iterator[Newsroom]:
    """Open a newsroom in a folder; pages are collected, nothing is published unless ``then`` does.

    What the same pages and configuration came to once is copied: reading them takes seconds.
    """
    if _STOCK:
        key = hashlib.sha256(repr((pages, yaml, then and then.__qualname__)).encode()).hexdigest()[:16]
        stocked = _STOCK[-1] / key
        if stocked not in _STOCKED:
            draft = Desk(stocked)
            _collect(draft, pages, yaml, then)
            _STOCKED[stocked] = draft
        desk = _STOCKED[stocked].copied(root)
    else:
        desk = Desk(root)
        _collect(desk, pages, yaml, then)
    with desk.opened(yaml) as context:
        yield Newsroom(desk, context, create_application(context))


@contextmanager
def stock_in(folder: Path) -> Iterator[None]:
    """Let newsrooms copy what was collected once, kept in a folder."""
    _STOCK.append(folder)
    yield
    _STOCK.pop()


def _collect(desk: Desk, pages: tuple[Path, ...], yaml: str, then: Then | None) -> None:
    desk.drop(*pages)
    with desk.opened(yaml) as context:
        scope = scope_of(context, drops=desk.drops)
        journal = Journal("stock", desk.clock)
        collect(context, scope.drops, scope.sources, journal)
        assert not journal.result().failures
        add_users(context)
        if then is not None:
            then(context)


def add_users(context: Context) -> None:
    """One account a role, named like it."""
    if not _HASHES:
        _HASHES.append(passwords.hashed(PASSWORD))
    with context.store.transaction() as tx:
        for role in Role:
            if user_rows.find(tx, role.value) is None:
                user_rows.add(tx, User(role.value, role, _HASHES[0], tx.now, full_name=f"{role.value} 同志"))


def all_samples() -> list[Path]:
    """The project's own pages."""
    return sample_pages()


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Serve an application on loopback, in a thread; gives its address."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, timeout_graceful_shutdown=5)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        deadline = time.monotonic() + 200
        while not server.started:
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        app.state.site.stopping.set()
        server.should_exit = True
        thread.join(timeout=200)
