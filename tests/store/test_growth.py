"""Growth: what is asked often never looks at everything that is stored.

A plan of SQLite (https://sqlite.org/eqp.html) says SCAN where it walks a whole table or
index, and USE TEMP B-TREE where it sorts what it found; SEARCH follows an index to the
rows wanted. With a million articles only SEARCH stays quick.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from kexie_digest.model import Copy, Document, Edition, Report, SearchScope
from kexie_digest.model.desk.inbox import InboxScope, InboxState
from kexie_digest.store import Store, Transaction, articles, deliveries, documents, editions, facts, search
from kexie_digest.store.desk import inbox
from kexie_digest.store.editions import published, registers
from kexie_digest.store.facts.filing import Kind

from fakes import FakeClock

ASKED: dict[str, Callable[[Transaction], object]] = {
    "unpublished reports": lambda tx: articles.list_unpublished(tx, "weekly"),
    "one report": lambda tx: articles.get(tx, articles.list_unpublished(tx, "weekly")[0].id),
    "set events": lambda tx: articles.set_events(tx, {"r-1": "e-1"}),
    "unfinished documents": lambda tx: documents.list_unfinished(tx, "inbox"),
    "next numbers": lambda tx: editions.numbers_for(tx, "weekly", 2026),
    "unfinished editions": editions.list_unfinished,
    "due copies": lambda tx: deliveries.claim(tx, 200, "one", tx.now + timedelta(minutes=15)),
    "due copies of an edition": lambda tx: deliveries.claim(
        tx, 200, "one", tx.now + timedelta(minutes=15), edition=("weekly", 1)
    ),
    "arming": lambda tx: deliveries.arm(tx, 1, "one"),
    "recovery": lambda tx: deliveries.recover(tx, lambda _: True),
    "awards": lambda tx: facts.awards_of(tx, "海岚省植物学会", 2026),
    "agreements": lambda tx: facts.agreements_of(tx, "海岚省植物学会"),
    "activities": lambda tx: facts.activities_between(tx, "2026-03", "2026-03"),
    "told before": lambda tx: editions.list_earlier(tx, "weekly", ["e-1", "e-2"]),
    "counts": lambda tx: deliveries.counts(tx, "weekly", 1),
    "what is open": lambda tx: inbox.list_page(tx, InboxScope(InboxState.OPEN)),
    "register of a kind": lambda tx: registers.list_reports(tx, Kind.AWARD, limit=21),
    "register of a name": lambda tx: registers.list_reports(tx, Kind.AWARD, "植物", 2026, limit=21),
    "years of a register": lambda tx: registers.list_years(tx, Kind.AWARD),
    "the archive": lambda tx: published.list_standings(tx, limit=20),
    "a year of the archive": lambda tx: published.list_standings(tx, "weekly", 2026, limit=20),
    "publishing": lambda tx: editions.mark_published(tx, "weekly", 1, "out"),
}


@contextmanager
def watched(tx: Transaction) -> Iterator[list[tuple[str, Any]]]:
    """Note every statement a unit of work sends."""
    sent: list[tuple[str, Any]] = []
    connection = tx.session.connection()

    def note(*details: Any) -> None:  # noqa: ANN401 - SQLAlchemy's six arguments
        _, _, statement, parameters, _, is_many = details
        sent.append((statement, parameters[0] if is_many else parameters))

    event.listen(connection, "before_cursor_execute", note)
    yield sent
    event.remove(connection, "before_cursor_execute", note)


def plan(tx: Transaction, statement: str, parameters: Any) -> list[str]:  # noqa: ANN401 - DBAPI parameters
    """Ask SQLite how it runs a statement."""
    rows = tx.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    return [row[-1] for row in rows]


def walks(steps: list[str]) -> list[str]:
    """The steps that go through a whole table; what a subquery of the statement found is no table."""
    own = {step.split()[1] for step in steps if step.startswith(("CO-ROUTINE", "MATERIALIZE"))}
    return [step for step in steps if step.startswith("SCAN") and step.split()[1] not in {*own, "CONSTANT"}]


@pytest.fixture
def stocked(
    store: Store, add_reports: Callable[..., list[Report]], add_edition: Callable[..., Edition]
) -> Store:
    """A store with published, held-back and new reports, and a ledger."""
    with store.transaction() as tx:
        reports = add_reports(tx, *map(str, range(10)))
        add_edition(tx, reports[:8])
        add_reports(tx, "新来的")
        deliveries.queue(
            tx, "weekly", 1, [Copy(f"{name}@example.org", "", f"<{name}>", name) for name in "ab"]
        )
    return store


@pytest.mark.sqlite
@pytest.mark.parametrize("name", ASKED)
def test_nothing_stored_is_walked_through(stocked: Store, name: str) -> None:
    """Every statement goes by an index to what it wants."""
    with stocked.transaction() as tx:
        with watched(tx) as sent:
            ASKED[name](tx)
        plans = [plan(tx, statement, parameters) for statement, parameters in sent]
    assert plans
    assert not [step for steps in plans for step in walks(steps)], plans


@pytest.mark.sqlite
def test_a_walk_is_noticed(stocked: Store) -> None:
    """The check above can fail: counting all articles walks through them."""
    with stocked.reading() as tx:
        with watched(tx) as sent:
            articles.count(tx)
        assert walks(plan(tx, *sent[0]))


@pytest.mark.sqlite
def test_claiming_a_document_follows_the_index(
    stocked: Store, make_document: Callable[..., Document]
) -> None:
    """A drop is looked up by its identity and by its hash, among all documents."""
    with stocked.transaction() as tx:
        with watched(tx) as sent:
            documents.claim(tx, make_document("又一页"))
        steps = [step for statement, parameters in sent for step in plan(tx, statement, parameters)]
    assert any("sha256" in step for step in steps)
    assert not [step for step in steps if step.startswith("SCAN")], steps


@pytest.mark.sqlite
def test_claiming_copies_does_not_sort_the_ledger(stocked: Store) -> None:
    """The limit ends the walk along the index: a million queued copies are not sorted."""
    with stocked.transaction() as tx:
        with watched(tx) as sent:
            deliveries.claim(tx, 1, "one", tx.now + timedelta(minutes=15))
        steps = [step for statement, parameters in sent[:2] for step in plan(tx, statement, parameters)]
    assert not [step for step in steps if "TEMP B-TREE" in step], steps


@pytest.mark.sqlite
def test_what_was_told_before_is_found_by_its_event(stocked: Store) -> None:
    """Composing looks at the articles of this week's events, not at all that the digest ever took."""
    with stocked.transaction() as tx:
        told_before = editions.list_report_ids(tx, "weekly", 1)[0]
        new = articles.list_unpublished(tx, "weekly")[-1].id
        articles.set_events(tx, {told_before: "e-1", new: "e-1"})
        with watched(tx) as sent:
            told = editions.list_earlier(tx, "weekly", ["e-1"])
        steps = [step for statement, parameters in sent for step in plan(tx, statement, parameters)]
    assert [report.id for report in told["e-1"][1]] == [told_before]
    assert [step for step in steps if "articles_event" in step], steps
    assert [step for step in steps if "edition_articles" in step and "article_seq=?" in step], steps
    assert not [step for step in steps if step.endswith("(digest=?)")], steps


@pytest.mark.sqlite
def test_an_edition_looks_at_its_own_articles_only(
    stocked: Store, add_edition: Callable[..., Edition]
) -> None:
    """What waits and what was taken long ago is not looked through when an edition is added."""
    with stocked.transaction() as tx:
        waiting = articles.list_unpublished(tx, "weekly")
        with watched(tx) as sent:
            add_edition(tx, waiting[:1])
        steps = [step for statement, parameters in sent for step in plan(tx, statement, parameters)]
        assert waiting[0].id not in {report.id for report in articles.list_unpublished(tx, "weekly")}
    kept = ("waiting", "edition_articles")
    walked = [step for step in steps if step.endswith("(digest=?)") and any(name in step for name in kept)]
    assert not walked, steps


@pytest.mark.sqlite
def test_a_scope_is_read_from_an_index(stocked: Store) -> None:
    """Theme, source and days of a search are looked up without reading whole reports."""
    with stocked.reading() as tx:
        with watched(tx) as sent:
            search.search(tx, "新来", SearchScope(theme="other", source="inbox", since="2026"))
        steps = plan(tx, *sent[0])
    assert [step for step in steps if "articles" in step]
    assert all("USING COVERING INDEX" in step for step in steps if "articles" in step), steps


def test_an_edition_moves_the_mark(stocked: Store, clock: FakeClock) -> None:
    """After each edition the waiting list holds what was left, not what was published."""
    del clock
    with stocked.reading() as tx:
        connection = tx.session.connection()
        assert connection.exec_driver_sql("SELECT count(*) FROM waiting").scalar() == 2
        assert connection.exec_driver_sql("SELECT seq FROM digest_marks").scalar() == 10
