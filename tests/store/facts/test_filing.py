"""Facts are filed with their report, in its transaction, once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kexie_digest.model import Activity, Award, Cooperation, Document, Facts
from kexie_digest.store import Store, articles, documents, facts

from factories import make_article, make_report

FOUND = Facts(
    awards=(
        Award(
            "优秀学会", ("海岚省科协",), ("海岚省植物学会", "海岚省植物学会", "“”"), "海岚省植物学会获奖。"
        ),
        Award("先进集体", (), ("海岚省植物学会",), "海岚省植物学会又获先进集体。"),
    ),
    cooperation=(Cooperation(("岭南大学",), None, "岭南大学签约。"),),
    activities=(Activity("科普日", ("海岚省科协",), "科普日举行。", date="2026-03-05"),),
)


def test_every_fact_and_name_is_filed_once(store: Store, make_document: Callable[..., Document]) -> None:
    """A report added again adds nothing; a name printed twice, or of marks only, does no harm."""
    report = make_report(facts=FOUND)
    for _ in range(2):
        with store.transaction() as tx:
            articles.add(tx, documents.claim(tx, make_document()).id, [report])
    with store.reading() as tx:
        connection = tx.session.connection()
        assert connection.exec_driver_sql("SELECT count(*) FROM facts").scalar() == 4
        assert len(facts.awards_of(tx, "海岚省植物学会")) == 2
        roles = connection.exec_driver_sql("SELECT role, count(*) FROM fact_names GROUP BY role").all()
    assert dict(map(tuple, roles)) == {"awarding_body": 1, "organiser": 1, "party": 1, "recipient": 2}


def test_a_sentence_is_no_name(store: Store, make_document: Callable[..., Document]) -> None:
    """What was taken for a name and is longer than any: the fact is kept, the index of names is spared."""
    found = Facts(cooperation=(Cooperation(("岭南大学", "大学" * 1000), None, "岭南大学签约。"),))
    with store.transaction() as tx:
        articles.add(tx, documents.claim(tx, make_document()).id, [make_report(facts=found)])
    with store.reading() as tx:
        connection = tx.session.connection()
        assert connection.exec_driver_sql("SELECT count(*) FROM facts").scalar() == 1
        assert connection.exec_driver_sql("SELECT count(*) FROM fact_names").scalar() == 1


def test_facts_are_filed_with_their_report_or_not_at_all(
    store: Store, make_document: Callable[..., Document]
) -> None:
    """A transaction that fails leaves neither."""

    def fail() -> None:
        with store.transaction() as tx:
            claim = documents.claim(tx, make_document())
            articles.add(tx, claim.id, [make_report(make_article(), facts=FOUND)])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with store.reading() as tx:
        assert not facts.awards_of(tx, "海岚省植物学会")
