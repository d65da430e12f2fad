"""The registers of published facts give what a look at every fact would give."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from alembic import command
from sqlalchemy import text

from kexie_digest.model import Award, Cooperation, Edition, Facts, Report
from kexie_digest.store import Store, Transaction, articles, documents, editions
from kexie_digest.store.editions import registers
from kexie_digest.store.facts.filing import Kind
from kexie_digest.store.migrations import running

from factories import make_article, make_report

SOCIETIES = ("海岚省植物学会", "海岚省植物保护学会", "东屏市钟表学会", "青梧“茶叶”学会")
#: A look at everything: what the registers must agree with.
LISTED = """
    SELECT DISTINCT a.id, e.digest, e.total_number, e.published_on, a.seq
    FROM editions e
    JOIN edition_articles t ON t.digest = e.digest AND t.total_number = e.total_number
    JOIN articles a ON a.seq = t.article_seq
    JOIN facts f ON f.article_seq = a.seq
    LEFT JOIN fact_names n
      ON n.article_seq = f.article_seq AND n.kind = f.kind AND n.position = f.position
    WHERE e.state = 'published' AND f.kind = :kind
      AND (:year = 0 OR f.year = :year) AND (:name = '' OR replace(n.folded, :name, '') <> n.folded)
    ORDER BY e.published_on DESC, e.total_number DESC, e.digest DESC, a.seq
"""
COUNTED = """
    SELECT min(n.printed), count(DISTINCT f.article_seq) AS reports
    FROM facts f JOIN fact_names n
      ON n.article_seq = f.article_seq AND n.kind = f.kind AND n.position = f.position
    WHERE f.kind = :kind AND (:year = 0 OR f.year = :year) AND f.article_seq IN (
      SELECT t.article_seq FROM editions e JOIN edition_articles t
        ON t.digest = e.digest AND t.total_number = e.total_number WHERE e.state = 'published')
    GROUP BY n.folded ORDER BY reports DESC, n.folded
"""
REGISTERS = ("published_facts", "published_names")

Publish = Callable[..., Edition]


def story(number: int) -> Report:
    """A report with one to three facts of several years, some of them undated."""
    year = 2024 + number % 4
    first, second = SOCIETIES[number % 4], SOCIETIES[(number // 2) % 4]
    award = Award("优秀学会", ("海岚省科协",), (first, second), "获奖。", date=f"{year}-03")
    other = Award(
        "先进集体", ("东屏市科协",), (second,), "又获奖。", date=f"{year - 1}" if number % 2 else None
    )
    deal = Cooperation((first, f"第{number}小学"), "《协议》", "签约。")
    facts = Facts(awards=(award, other)[: number % 3], cooperation=(deal,) if number % 2 else ())
    article = make_article(f"第{number}件事", published_on=f"{year}-04-01")
    return make_report(article, id=f"r-{number}", event=f"r-{number}", facts=facts)


@pytest.fixture
def shelf(store: Store, make_document: Callable[..., object], add_edition: Publish) -> Store:
    """Two digests with shared reports, three editions published, one waiting."""
    with store.transaction() as tx:
        reports = [story(number) for number in range(24)]
        articles.add(tx, documents.claim(tx, make_document()).id, reports)  # type: ignore[arg-type]  # a Document
        issues = [
            add_edition(tx, reports[:10]),
            add_edition(tx, reports[5:14], "monthly"),
            add_edition(tx, reports[10:16], year=2027),
            add_edition(tx, reports[16:], year=2027),
        ]
        for issue in issues[:3]:
            editions.mark_published(tx, issue.digest, issue.total_number, "out")
    return store


def compare(tx: Transaction) -> None:
    """Every kind, year and name: the register's answer is that of a look at everything."""
    connection = tx.session.connection()
    for kind in Kind:
        for year in (None, 2023, 2024, 2025, 2026, 2030):
            asked = {"kind": kind.value, "year": year or 0}
            for name in ("", "植物", "海岚省植物学会", "茶叶", "没有"):
                rows = connection.execute(text(LISTED), {**asked, "name": name}).all()
                expected = [(row.id, (row.digest, row.total_number)) for row in rows]
                found = registers.list_reports(tx, kind, name, year, limit=99)
                assert [(report, (at.digest, at.total_number)) for report, at in found] == expected
                assert registers.list_reports(tx, kind, name, year, limit=3, offset=2) == found[2:5]
            counted = [tuple(row) for row in connection.execute(text(COUNTED), asked)]
            assert registers.count_names(tx, kind, year, limit=99) == counted


def test_a_register_is_what_a_look_at_every_fact_gives(shelf: Store) -> None:
    """Also for a report of two digests; years come latest first; a page is a part of the whole."""
    with shelf.reading() as tx:
        compare(tx)
        assert registers.list_years(tx, Kind.AWARD) == [2027, 2026, 2025, 2024]
        assert registers.list_years(tx, Kind.ACTIVITY) == []
        assert len(registers.list_reports(tx, Kind.AWARD, limit=99)) > 10


def everything(tx: Transaction) -> list[list[tuple[object, ...]]]:
    """What stands in the registers."""
    connection = tx.session.connection()
    tables = (f"SELECT * FROM {name}" for name in REGISTERS)  # noqa: S608 - our own tables
    return [sorted(map(tuple, connection.execute(text(query)))) for query in tables]


def test_publishing_again_enters_nothing_twice(shelf: Store) -> None:
    """Files may be written anew; names are counted once all the same."""
    with shelf.transaction() as tx:
        before = everything(tx)
        editions.mark_published(tx, "weekly", 1, "elsewhere")
        assert everything(tx) == before


def test_what_was_published_before_is_entered_by_the_migration(shelf: Store) -> None:
    """A database from before the registers gets the rows that publishing would have written."""
    with shelf.transaction() as tx:
        before = everything(tx)
        config = running.configuration(tx.session.connection())
        command.downgrade(config, "0009")
        command.upgrade(config, "head")
        assert everything(tx) == before
        assert all(before)
