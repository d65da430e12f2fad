"""Questions to the archive of facts: found under every spelling, never mixed up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from kexie_digest.errors import StoreError
from kexie_digest.model import Activity, Award, Cooperation, Document, Facts, Page, Report
from kexie_digest.store import Store, articles, documents, facts

from factories import make_article, make_report

File = Callable[..., Report]


def award(*recipients: str, date: str | None = None, **fields: object) -> Award:
    """Make an award of 优秀学会."""
    sentence = f"{'、'.join(recipients)}获评优秀学会。"
    return Award("优秀学会", ("海岚省科协",), recipients, sentence, date=date, **fields)  # type: ignore[arg-type]  # a test names the fields it needs


@pytest.fixture
def file(store: Store, make_document: Callable[..., Document]) -> File:
    """File one report with these facts; its title and page can be said."""

    def add(
        *,
        title: str,
        awards: Sequence[Award] = (),
        cooperation: Sequence[Cooperation] = (),
        activities: Sequence[Activity] = (),
        **fields: object,
    ) -> Report:
        found = Facts(tuple(awards), tuple(cooperation), tuple(activities))
        report = make_report(make_article(title), facts=found, **fields)
        with store.transaction() as tx:
            claim = documents.claim(tx, make_document(title))
            articles.add(tx, claim.id, [report])
        return report

    return add


def test_a_record_names_its_source(store: Store, file: File) -> None:
    """The fact comes back whole, with sentence, article, original, page, day and event."""
    conferred = award("海岚省植物学会", date="2026", recipient_aliases={"海岚省植物学会": ("省植物学会",)})
    report = file(title="学会获奖", awards=[conferred], event="e-1")
    with store.reading() as tx:
        (record,) = facts.awards_of(tx, "海岚省植物学会")
    assert record.award == conferred
    assert (record.name, record.is_part, record.year, record.is_year_printed) == (
        "海岚省植物学会",
        False,
        2026,
        True,
    )
    cited = record.citation
    assert (cited.sentence, cited.article_id, cited.title) == (conferred.evidence, report.id, "学会获奖")
    assert (cited.document, cited.page, cited.date, cited.event) == (
        "导报-0305.txt",
        "02",
        "2026-03-05",
        "e-1",
    )


@pytest.mark.parametrize(
    "asked",
    ["海岚省“植物”学会", "海嵐省植物學會", "海岚省植物学会", " 海岚省 植物学会 ", "省植物学会（简称）"],
)
def test_spelling_does_not_matter(store: Store, file: File, asked: str) -> None:
    """Script, quotation marks, width, spaces and an alias the page proves all find it, exactly."""
    aliases = {"海岚省植物学会": ("省植物学会(简称)",)}
    file(title="学会获奖", awards=[award("海岚省植物学会", recipient_aliases=aliases)])
    with store.reading() as tx:
        (record,) = facts.awards_of(tx, asked)
    assert (record.name, record.is_part) == ("海岚省植物学会", False)


def test_longer_names_follow_and_are_flagged(store: Store, file: File) -> None:
    """A hospital of the university is not the university, even when it won later."""
    file(title="医院获奖", awards=[award("岭南大学附属医院", date="2026-05")])
    file(title="大学获奖", awards=[award("岭南大学", date="2025-05")])
    with store.reading() as tx:
        records = facts.awards_of(tx, "岭南大学")
    assert [(record.name, record.is_part) for record in records] == [
        ("岭南大学", False),
        ("岭南大学附属医院", True),
    ]


def test_a_recipient_found_by_alias_and_by_part_is_one_record(store: Store, file: File) -> None:
    """省科协 is the printed alias of 海岚省科协 and also a part of it: exact, once."""
    file(title="表彰", awards=[award("海岚省科协", recipient_aliases={"海岚省科协": ("省科协",)})])
    with store.reading() as tx:
        (record,) = facts.awards_of(tx, "省科协")
    assert not record.is_part


def test_people_of_one_name_stay_apart(store: Store, file: File) -> None:
    """Two articles about a 岑岭: two records, told apart by their articles."""
    one = file(title="教师获奖", awards=[award("岑岭", date="2026")])
    two = file(title="农技员获奖", awards=[award("岑岭", date="2026")])
    with store.reading() as tx:
        records = facts.awards_of(tx, "岑岭")
    assert {record.citation.article_id for record in records} == {one.id, two.id}


def test_awards_of_a_year(store: Store, file: File) -> None:
    """The award's year counts; where none is printed the page's, and the record says so."""
    file(title="旧奖", awards=[award("海岚省植物学会", date="2024-11-02")])
    file(title="新奖", awards=[award("海岚省植物学会", date="2026")])
    file(title="无日期", awards=[award("海岚省植物学会")])
    with store.reading() as tx:
        records = facts.awards_of(tx, "海岚省植物学会", 2026)
        assert len(facts.awards_of(tx, "海岚省植物学会")) == 3
        assert not facts.awards_of(tx, "海岚省植物学会", 2025)
    assert {(record.citation.title, record.is_year_printed) for record in records} == {
        ("新奖", True),
        ("无日期", False),
    }


def test_a_page_without_any_date_is_still_filed(store: Store, file: File) -> None:
    """Neither award nor page is dated: found without a year, in no year."""
    file(title="无日期", awards=[award("海岚省植物学会")], page=Page())
    with store.reading() as tx:
        (record,) = facts.awards_of(tx, "海岚省植物学会")
        assert not facts.awards_of(tx, "海岚省植物学会", 2026)
    assert (record.year, record.citation.page, record.citation.date) == (None, None, None)


def test_awarding_bodies_are_not_recipients(store: Store, file: File) -> None:
    """Who conferred an award did not win it."""
    file(title="表彰", awards=[award("海岚省植物学会")])
    with store.reading() as tx:
        assert not facts.awards_of(tx, "海岚省科协")


@pytest.mark.parametrize("asked", ["%", "_", "/"])
def test_marks_of_the_query_language_are_plain_characters(store: Store, file: File, asked: str) -> None:
    """A per cent sign finds itself, not everything."""
    file(title="表彰", awards=[award("海岚省植物学会")])
    with store.reading() as tx:
        assert not facts.awards_of(tx, asked)


def test_agreements_of_a_party(store: Store, file: File) -> None:
    """Every party finds the agreement; the record keeps all of them."""
    signed = Cooperation(("岭南大学", "海岚省科协"), "战略合作协议", "双方签署协议。", "2026-03-02")
    file(title="签约", cooperation=[signed])
    with store.reading() as tx:
        for party in signed.parties:
            (record,) = facts.agreements_of(tx, party, 2026)
            assert (record.agreement, record.name) == (signed, party)
        assert not facts.agreements_of(tx, "岭南大学", 2025)
        assert not facts.awards_of(tx, "岭南大学")


def test_activities_between_two_days(store: Store, file: File) -> None:
    """What reaches into the days, in their order; both ends count, undated ones do not."""
    held = {"二日": "2026-03-02", "跨月": "2026-02-27/2026-03-01", "三月": "2026-03", "四月": "2026-04-01"}
    activities = [Activity(name, (), f"{name}举行。", date=date) for name, date in held.items()]
    file(title="活动", activities=[*activities, Activity("无日期", (), "无日期举行。")])
    with store.reading() as tx:
        records = facts.activities_between(tx, "2026-03-01", "2026-03-31")
        assert [record.activity.name for record in records] == ["跨月", "三月", "二日"]
        assert (records[1].first_day, records[1].last_day) == ("2026-03-01", "2026-03-31")
        assert len(facts.activities_between(tx, "2026", "2026")) == 4
        assert not facts.activities_between(tx, "2025", "2025-12")


@pytest.mark.parametrize(("first", "last"), [("昨天", "2026"), ("2026-03-02", "2026-03-01"), ("", "")])
def test_wrong_days_are_refused(store: Store, first: str, last: str) -> None:
    """No date, or the end before the beginning: an error with an example."""
    with store.reading() as tx, pytest.raises(StoreError) as caught:
        facts.activities_between(tx, first, last)
    assert caught.value.code == "bad_range"
    assert "2026-03-01" in caught.value.advice


@pytest.mark.parametrize("name", ["", "  ", "“”"])
def test_an_empty_name_is_refused(store: Store, name: str) -> None:
    """Nothing to look for is an error, not everything."""
    with store.reading() as tx, pytest.raises(StoreError) as caught:
        facts.awards_of(tx, name)
    assert caught.value.code == "empty_name"
