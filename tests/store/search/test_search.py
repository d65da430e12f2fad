"""Search: any part of any stored text is found, the best first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kexie_digest.errors import StoreError
from kexie_digest.model import Award, Byline, Document, Facts, Report, SearchScope
from kexie_digest.store import Store, articles, documents, search
from kexie_digest.text.script import fold

from factories import make_article, make_report, sample_edition
from fakes import FakeClock
from stores import url_in

STORIES = [
    make_report(make_article(item.title, *(item.paragraphs or (item.title,))))
    for item in sample_edition().items
]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the sample edition's stories, opened once for all tests here."""
    with Store.open(url_in(tmp_path_factory.mktemp("search")), clock=FakeClock()) as opened:
        yield opened


@pytest.fixture(scope="module")
def stocked(shelf: Store) -> Store:
    """The same store, filled."""
    with shelf.transaction() as tx:
        claim = documents.claim(tx, a_document())
        articles.add(tx, claim.id, STORIES)
    return shelf


def a_document() -> Document:
    """Make the document the stories came from."""
    moment = FakeClock().now()
    return Document(b"", "0" * 64, "text/plain", "导报.txt", "inbox", "导报.txt", "0" * 64, moment)


def found(store: Store, words: str, limit: int = 100) -> list[str]:
    """Search and give the ids."""
    with store.reading() as tx:
        return [hit.report.id for hit in search.search(tx, words, limit=limit)]


def texts(report: Report) -> list[str]:
    """Give the texts of a report as printed, white space left out."""
    return ["".join(text.split()) for text in (report.article.title or "", *report.article.body.split("\n"))]


def fold_each(text: str) -> str:
    """Fold script and width, each character by itself."""
    return "".join(map(fold, text))


PLAIN = {report.id: [fold_each(text) for text in texts(report)] for report in STORIES}


def scan(part: str) -> set[str]:
    """Find reports the slow way: look into every text."""
    plain = fold_each(part)
    return {report_id for report_id, parts in PLAIN.items() if any(plain in text for text in parts)}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choice=st.data())
def test_any_part_of_a_text_finds_it(stocked: Store, choice: st.DataObject) -> None:
    """Any stretch of two or more characters gives exactly the reports that hold it."""
    report = choice.draw(st.sampled_from(STORIES))
    text = choice.draw(st.sampled_from([text for text in texts(report) if len(text) > 1]))
    start = choice.draw(st.integers(0, len(text) - 2))
    part = text[start : choice.draw(st.integers(start + 2, min(len(text), start + 12)))]
    assert report.id in scan(part)
    assert set(found(stocked, part)) == scan(part)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choice=st.data())
def test_one_character_is_found_too(stocked: Store, choice: st.DataObject) -> None:
    """A single character gives exactly the reports that hold it, wherever it stands."""
    report = choice.draw(st.sampled_from(STORIES))
    character = choice.draw(st.sampled_from(sorted(set("".join(texts(report))))))
    assert set(found(stocked, character)) == scan(character)


@given(text=st.text(min_size=2, max_size=12))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_a_reader_types_breaks_search(stocked: Store, text: str) -> None:
    """Quotes, operators, control characters and lone surrogates find nothing or something."""
    if text.strip():
        assert len(found(stocked, text)) <= len(STORIES)


def test_every_word_must_occur(store: Store, add_reports: Callable[..., list[Report]]) -> None:
    """Several words narrow the search, in any order, across title and text."""
    with store.transaction() as tx:
        add_reports(tx, "科普大篷车进山区", "科普讲座")
    assert len(found(store, "科普")) == 2
    assert len(found(store, "山区 科普")) == 1
    assert found(store, "科普 天文") == []


def test_traditional_finds_simplified_and_back(
    store: Store, add_reports: Callable[..., list[Report]]
) -> None:
    """The script a reader types in does not matter."""
    with store.transaction() as tx:
        add_reports(tx, "兩岸學會聯合辦展", "两岸学会联合办展")
    assert len(found(store, "学会联合")) == len(found(store, "學會聯合")) == 2


def test_title_counts_more_than_text(store: Store, make_document: Callable[..., Document]) -> None:
    """Of two reports with the word, the one that has it in its title comes first."""
    with store.transaction() as tx:
        claim = documents.claim(tx, make_document())
        beside = make_report(make_article("村里通了路", "路旁建起一座天文台，孩子们常去。"))
        about = make_report(make_article("天文台开放日", "周末接待了三百名观众，讲解员全程陪同。"))
        articles.add(tx, claim.id, [about, beside])
    assert found(store, "天文台") == [about.id, beside.id]


def test_names_beside_the_text_are_found(store: Store, make_document: Callable[..., Document]) -> None:
    """Bylines, captions and columns can be searched as well."""
    article = replace(
        make_article(), bylines=(Byline("岑若溪"),), captions=("图为观测现场",), column="基层动态"
    )
    with store.transaction() as tx:
        claim = documents.claim(tx, make_document())
        articles.add(tx, claim.id, [make_report(article)])
    for words in ("岑若溪", "观测现场", "基层动态"):
        assert len(found(store, words)) == 1


def test_the_limit_holds(stocked: Store) -> None:
    """No more reports are given than were asked for."""
    assert len(found(stocked, "的", limit=2)) == 2


def test_an_old_report_about_it_is_found_among_thousands(
    store: Store, make_document: Callable[..., Document]
) -> None:
    """Of a word in 4,001 reports the newest are ranked, and the oldest has it in its title."""
    about = make_report(make_article("天文台落成", "孩子们来了。"))
    beside = [make_report(make_article("动态", "路旁有座天文台。"), id=f"r-{n}") for n in range(4000)]
    with store.transaction() as tx:
        articles.add(tx, documents.claim(tx, make_document()).id, [about, *beside])
    assert found(store, "天文台", limit=2) == [about.id, "r-3999"]
    assert len(found(store, "天文台", limit=5000)) == 4001


def test_a_book_is_no_search(store: Store) -> None:
    """Beyond a thousand characters nothing is looked up; up to there everything is."""
    with store.reading() as tx:
        assert search.search(tx, "科" * search.LONGEST) == []
        with pytest.raises(StoreError) as caught:
            search.search(tx, "科" * (search.LONGEST + 1))
    assert caught.value.code == "query_too_long"


def test_an_empty_search_is_refused(store: Store) -> None:
    """White space alone is an error with a next step."""
    with store.reading() as tx, pytest.raises(StoreError) as caught:
        search.search(tx, " 　 ")
    assert caught.value.code == "empty_query"
    assert caught.value.advice


@pytest.fixture
def shelved(store: Store, make_document: Callable[..., Document]) -> Store:
    """Four reports of one word: two themes, two sources, three days, one society that won."""
    won = Facts(awards=(Award("优秀学会", (), ("海岚省植物学会",), "海岚省植物学会获奖。"),))
    reports = [
        make_report(make_article("科普一", published_on="2026-03-01"), theme="awards", facts=won),
        make_report(make_article("科普二", published_on="2026-03-02"), theme="other"),
        make_report(make_article("科普三", published_on="2026-03-02"), theme="other", source_key="paper"),
        make_report(make_article("科普四"), theme="other", collected_on="2026-04-01"),
    ]
    with store.transaction() as tx:
        articles.add(tx, documents.claim(tx, make_document()).id, reports)
    return store


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (SearchScope(), "一二三四"),
        (SearchScope(theme="other"), "二三四"),
        (SearchScope(source="paper"), "三"),
        (SearchScope(since="2026-03-02"), "二三四"),
        (SearchScope(until="2026-03-01"), "一"),
        (SearchScope(since="2026-03", until="2026-03"), "一二三"),
        (SearchScope(organisation="海岚省“植物”學會"), "一"),
        (SearchScope(organisation="植物学会"), ""),
        (SearchScope(theme="other", source="inbox", since="2026-03-02", until="2026-03-31"), "二"),
        (SearchScope(theme="nothing"), ""),
    ],
)
def test_a_scope_narrows_the_search(shelved: Store, scope: SearchScope, expected: str) -> None:
    """Theme, source, days (that of the page, else that of collection) and organisation, all at once."""
    with shelved.reading() as tx:
        hits = search.search(tx, "科普", scope)
    assert {(hit.report.article.title or "")[-1] for hit in hits} == set(expected)


def test_the_limit_counts_what_the_scope_lets_through(shelved: Store) -> None:
    """Filters work inside the query: a limit of one is not used up by a report left out."""
    with shelved.reading() as tx:
        for theme in ("awards", "other"):
            (hit,) = search.search(tx, "科普", SearchScope(theme=theme), limit=1)
            assert hit.report.themes.keys[0] == theme


def test_a_wrong_day_is_refused(store: Store) -> None:
    """A day that is none is an error with an example."""
    with store.reading() as tx, pytest.raises(StoreError) as caught:
        search.search(tx, "科普", SearchScope(since="昨天"))
    assert caught.value.code == "bad_range"


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choice=st.data())
def test_every_hit_shows_what_was_found(stocked: Store, choice: st.DataObject) -> None:
    """Each mark, folded, is the word; the snippet is an exact part of the report."""
    report = choice.draw(st.sampled_from(STORIES))
    text = choice.draw(st.sampled_from([text for text in texts(report) if len(text) > 1]))
    start = choice.draw(st.integers(0, len(text) - 2))
    part = text[start : choice.draw(st.integers(start + 2, min(len(text), start + 12)))]
    assume(part.isalnum())  # the index takes all punctuation for one
    with stocked.reading() as tx:
        hits = search.search(tx, part, limit=100)
    for hit in hits:
        sources = [hit.report.article.title or "", *(p.text for p in hit.report.article.paragraphs)]
        assert any(hit.snippet in source for source in sources)
        title = hit.report.article.title or ""
        shown = [hit.snippet[a:b] for a, b in hit.marks] + [title[a:b] for a, b in hit.title_marks]
        assert shown
        assert all(fold_each(part) in fold_each("".join(place.split())) for place in shown)


def test_ids_are_those_of_the_hits(stocked: Store) -> None:
    """Whoever wants no text gets the same reports in the same order."""
    with stocked.reading() as tx:
        assert search.search_ids(tx, "科协", limit=5) == found(stocked, "科协", limit=5) != []
