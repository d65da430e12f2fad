"""The trail of acts: no act without its line, no line without its act, proved by a fault."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from kexie_digest.model.desk.user import Role
from kexie_digest.store import articles
from kexie_digest.workflows import review
from kexie_digest.workflows.desk import trail
from kexie_digest.workflows.grouping import group
from kexie_digest.workflows.run import run, scope_of

from newsroom import Newsroom, all_samples, csrf_of, newsroom

#: A trigger in a file lets lines be refused, and the file is compared table by table.
pytestmark = [pytest.mark.slow, pytest.mark.sqlite]

YAML = """
publication: {name: 云岭科协}
drops: {inbox: {path: drops}}
digests:
  weekly: {title: 周报, review: [终审], recipients: [li@example.com]}
"""
EDITION = "/desk/editions/weekly/1"
#: Not compared: when a session or token was last seen is no act.
_BESIDE = frozenset({"sessions", "acts"})


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A newsroom with an edition composed for review."""
    with newsroom(tmp_path_factory.mktemp("trail"), *all_samples()[:2], yaml=YAML) as opened:
        run(opened.context, scope_of(opened.context, is_sending=False))
        group(opened.context)
        yield opened


@contextmanager
def no_more_lines(room: Newsroom) -> Iterator[None]:
    """Let the database refuse every line of the trail."""
    with closing(sqlite3.connect(_file(room))) as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON acts BEGIN SELECT RAISE(ROLLBACK, 'no line'); END"
        )
        yield
        connection.execute("DROP TRIGGER full")


def everything(room: Newsroom) -> dict[str, str]:
    """What stands in the database and in the drop folder, by table, in a form to compare."""
    with closing(sqlite3.connect(_file(room))) as connection:
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'article_search%'"
        tables = [name for (name,) in connection.execute(query) if name not in _BESIDE]
        found = {name: repr(list(connection.execute(f'SELECT * FROM "{name}"'))) for name in tables}  # noqa: S608 - our own tables
    found["drops"] = repr(sorted(path.name for path in room.desk.drops.iterdir()))
    return {name: hashlib.sha256(rows.encode()).hexdigest() for name, rows in found.items()}


class Act:
    """Does an act twice: while the trail refuses lines, and when it takes them again."""

    def __init__(self, room: Newsroom, client: TestClient) -> None:
        """Begin at a newsroom."""
        self.room, self.client = room, client
        self.form = {"csrf": csrf_of(client)}

    def __call__(self, path: str, *actions: str, file: bytes = b"", **fields: str) -> None:
        """Nothing is changed without its lines; then it is, with just these lines."""
        form = {**self.form, **fields}
        files = {"file": ("a.txt", file, "text/plain")} if file else None
        before = everything(self.room)
        with no_more_lines(self.room):
            refused = self.client.post(path, data=form, files=files)
        assert refused.status_code >= 400, path
        assert everything(self.room) == before, path
        last = max((one.id for one in trail.list_page(self.room.context.store)), default=0)
        assert self.client.post(path, data=form, files=files).status_code < 400, path
        written = [one for one in trail.list_page(self.room.context.store) if one.id > last]
        assert sorted(one.action for one in written) == sorted(actions), path
        assert everything(self.room) != before, path


def _file(room: Newsroom) -> Path:
    return room.desk.root / "var" / "kexie.db"


def test_no_article_or_event_changes_without_its_line(room: Newsroom) -> None:
    """Corrected, taken back, looked at, merged, split, taken back; a page dropped."""
    act = Act(room, room.client(Role.EDITOR))
    doubtful, other = room.article_ids()[0], room.article_ids()[-1]
    with room.context.store.reading() as tx:
        theme = articles.get(tx, other).themes.keys[0]
        keys = [articles.get(tx, one).event or "" for one in (doubtful, other)]
    here = f"/desk/articles/{other}"
    act(f"{here}/corrections", "article.theme", field="theme", was=theme, becomes="rural_support")
    act(f"{here}/corrections/1/undo", "article.undo")
    act(f"/desk/articles/{doubtful}/settled", "article.settle")
    act(f"/desk/events/{keys[0]}/merge", "event.merge", other=keys[1])
    act(f"/desk/events/{keys[0]}/rulings/1/undo", "event.undo")
    act("/desk/drops", "drop.add", file="县科协召开年会。".encode())


def test_no_edition_changes_without_its_line(room: Newsroom) -> None:
    """Made up, proofread, submitted, returned, submitted, approved by no run, withdrawn."""
    act = Act(room, room.client(Role.PUBLISHER))
    context = room.context

    def version() -> str:
        return str(review.look(context, "weekly", 1).standing.version)

    edition = review.look(context, "weekly", 1).edition
    first, last = edition.items[0].event, edition.items[-1].event
    query = review.proofs(context, "weekly", 1)[0].query.id
    act(f"{EDITION}/acts", "edition.change", expected=version(), act="pin", event=last)
    act(f"{EDITION}/acts", "edition.change", expected=version(), act="discard", event=first)
    taken = edition.items[0].sources[0].article_id
    act(f"{EDITION}/taken", "edition.take", expected=version(), report=taken)
    act(f"{EDITION}/remade", "edition.remake", expected=version(), event=last)
    act(f"{EDITION}/ticks", "edition.tick", query=query, note="核过")
    act(f"{EDITION}/ticks", "edition.untick", query=query, is_open="true")
    act(f"{EDITION}/submit", "edition.submit", expected=version())
    act(f"{EDITION}/return", "edition.return", expected=version(), note="换头条")
    act(f"{EDITION}/withdraw", "edition.withdraw", expected=version())


def test_no_account_or_reader_changes_without_its_line(room: Newsroom) -> None:
    """Accounts and tokens; readers added, suppressed, allowed again, removed."""
    act = Act(room, room.client(Role.ADMIN))
    act("/desk/account/tokens", "token.add", label="门户", scope="read")
    act("/desk/account/tokens/1/revoke", "token.revoke")
    reader = {"reader": "wu@example.com"}
    act("/desk/readers", "reader.add", **reader, basis="登记表", list="会员")
    for what in ("suppress", "lift", "remove"):
        act("/desk/readers/change", f"reader.{what}", **reader, what=what)


def test_a_refused_run_can_be_started_again(room: Newsroom) -> None:
    """A run whose line cannot be written does not begin, and blocks no other."""
    client = room.client(Role.EDITOR)
    form = {"csrf": csrf_of(client)}
    with no_more_lines(room):
        assert client.post("/desk/runs", data=form).status_code >= 400
    assert room.app.state.site.runs.current() is None
