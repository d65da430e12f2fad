"""The inbox: order, pages, states, and that a page never reads the whole archive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kexie_digest.errors import NotFound
from kexie_digest.model import Document, Edition, FlagKind, Report
from kexie_digest.model.article import Flag
from kexie_digest.model.desk.inbox import InboxScope, InboxState
from kexie_digest.store import Store, articles, documents
from kexie_digest.store.desk import inbox

from factories import make_article, make_report
from fakes import FakeClock

MakeDocument = Callable[..., Document]
ALL = InboxScope(InboxState.ALL)


def report(number: int, *, flagged: bool = False, unsure: bool = False, theme: str = "other") -> Report:
    """One made-up report."""
    flags = (Flag(FlagKind.GAP, "缺一行。"),) if flagged else ()
    made = make_report(make_article(f"第{number}号气象站"), flags=flags, theme=theme)
    return replace(made, id=f"r-{number}", themes=replace(made.themes, unsure=unsure))


def stock(store: Store, make_document: MakeDocument, *reports: Report) -> None:
    """Store reports of one document."""
    with store.transaction() as tx:
        articles.add(tx, documents.claim(tx, make_document()).id, reports)


def listed(store: Store, scope: InboxScope = ALL) -> list[str]:
    """The ids of the first page."""
    with store.reading() as tx:
        return [entry.id for entry in inbox.list_page(tx, scope)]


def test_doubts_come_first_then_the_newest(store: Store, make_document: MakeDocument) -> None:
    """Unsure themes, then flags, then the rest; the newest first in each."""
    stock(
        store, make_document, report(1), report(2, flagged=True), report(3, unsure=True), report(4),
        report(5, flagged=True, unsure=True),
    )  # fmt: skip
    assert listed(store) == ["r-5", "r-3", "r-2", "r-4", "r-1"]


def test_a_line_says_what_the_report_says(store: Store, make_document: MakeDocument) -> None:
    """Title, theme, flags, place and the first quoted sentence."""
    stock(store, make_document, report(1, flagged=True, theme="awards"))
    with store.reading() as tx:
        (entry,) = inbox.list_page(tx, ALL)
    assert (entry.title, entry.themes, entry.flags) == ("第1号气象站", ("awards",), (FlagKind.GAP,))
    assert (entry.publication, entry.page) == ("海岚科技导报", "02")
    assert entry.excerpt.startswith("3月2日")
    assert not entry.is_corrected


def test_pages_meet_without_gap_or_overlap(store: Store, make_document: MakeDocument) -> None:
    """The place of the last entry leads to the next page."""
    stock(store, make_document, *(report(n, flagged=n % 3 == 0) for n in range(20)))
    seen, place = [], None
    with store.reading() as tx:
        while page := inbox.list_page(tx, ALL, after=place, limit=6):
            seen += [entry.id for entry in page]
            place = page[-1].attention, page[-1].seq
    assert seen == listed(store)
    assert len(seen) == 20


@pytest.fixture(params=[2000, -1], ids=["few are open", "many are open"])
def held(
    request: pytest.FixtureRequest,
    store: Store,
    add_reports: Callable[..., list[Report]],
    add_edition: Callable[..., Edition],
    monkeypatch: pytest.MonkeyPatch,
) -> Report:
    """An article that its edition held back; the other one was taken. Either walk lists what is open."""
    monkeypatch.setattr(inbox, "FEW", request.param)
    with store.transaction() as tx:
        taken, kept = add_reports(tx, "岭下小学办起气象站", "渡口镇建成科普长廊")
        add_edition(tx, [taken])
    return kept


def test_what_an_edition_took_is_no_longer_open(
    store: Store, add_reports: Callable[..., list[Report]], held: Report
) -> None:
    """Taken articles leave the open list; what was held back stays in it, whether few are open or many."""
    with store.transaction() as tx:
        (new,) = add_reports(tx, "石桥乡修好观测塔")
    assert listed(store, InboxScope(InboxState.OPEN)) == [new.id, held.id]
    assert len(listed(store)) == 3
    with store.reading() as tx:
        assert inbox.neighbours(tx, InboxScope(InboxState.OPEN), held.id) == (new.id, None)


def test_what_no_edition_would_take_any_more_is_not_open(
    store: Store, clock: FakeClock, held: Report
) -> None:
    """What was held back for ninety days is old news; it stays among all."""
    clock.instant += articles.NEWS
    assert listed(store, InboxScope(InboxState.OPEN)) == [held.id]
    clock.instant += timedelta(days=1)
    assert listed(store, InboxScope(InboxState.OPEN)) == []
    assert len(listed(store)) == 2


def test_a_settled_article_asks_no_more(store: Store, make_document: MakeDocument) -> None:
    """It leaves the doubtful list and stays in the others."""
    stock(store, make_document, report(1, flagged=True), report(2))
    with store.transaction() as tx:
        assert inbox.count_doubtful(tx, 10) == 1
        assert inbox.settle(tx, "r-1") == 1
        assert inbox.settle(tx, "r-1") == 0
        assert inbox.count_doubtful(tx, 10) == 0
    assert listed(store, InboxScope(InboxState.DOUBTFUL)) == []
    assert listed(store) == ["r-2", "r-1"]
    with pytest.raises(NotFound), store.transaction() as tx:
        inbox.settle(tx, "none")


def test_filters_narrow_and_neighbours_follow_them(store: Store, make_document: MakeDocument) -> None:
    """The article above and below are those of the narrowed list."""
    stock(store, make_document, *(report(n, theme="awards" if n % 2 else "other") for n in range(6)))
    scope = InboxScope(InboxState.ALL, theme="awards")
    assert listed(store, scope) == ["r-5", "r-3", "r-1"]
    with store.reading() as tx:
        assert inbox.neighbours(tx, scope, "r-3") == ("r-5", "r-1")
        assert inbox.neighbours(tx, scope, "r-5") == (None, "r-3")
        assert inbox.neighbours(tx, scope, "none") == (None, None)


@pytest.mark.sqlite
@pytest.mark.parametrize("theme", ["", "awards"])
@pytest.mark.parametrize("source", ["", "inbox"])
def test_every_list_walks_an_index(store: Store, theme: str, source: str) -> None:
    """No filter makes SQLite sort or scan the articles: the plan names an index for each."""
    scope = InboxScope(InboxState.ALL, theme=theme, source=source)
    plan: list[str] = []
    with store.reading() as tx:
        connection = tx.session.connection().connection.driver_connection
        assert connection is not None
        connection.set_trace_callback(plan.append)
        inbox.list_page(tx, scope, after=(1, 5))
        connection.set_trace_callback(None)
        statement = next(one for one in plan if "FROM articles" in one)
        steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
    assert any("USING INDEX ix_articles_" in step for step in steps), steps
    assert not any("TEMP B-TREE" in step for step in steps), steps
