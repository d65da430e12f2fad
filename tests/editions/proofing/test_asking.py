"""The proof list: what it asks, once each, and that mending makes a query vanish."""

from __future__ import annotations

import pytest

from kexie_digest.editions.proofing import proof_list
from kexie_digest.model import (
    Activity,
    Award,
    Cooperation,
    Edition,
    Facts,
    Flag,
    FlagKind,
    Item,
    ProofKind,
    Quote,
    SourceReference,
)

from factories import make_edition, make_item, make_section


def _kinds(edition: Edition, people: dict[str, list[tuple[str, str]]] | None = None) -> list[ProofKind]:
    return [query.kind for query in proof_list(edition, people or {})]


def _of(*items: Item) -> Edition:
    return make_edition(make_section("awards", *items))


def _award(name: str, *recipients: str, count: int | None = None) -> Facts:
    return Facts(awards=(Award(name, (), recipients, "", count=count),))


def test_a_clean_item_asks_nothing() -> None:
    """No query where nothing is doubtful and nobody is named."""
    assert _kinds(_of(make_item())) == []


def test_every_flag_is_a_query() -> None:
    """Losses, contradicting dates and counts keep the flag's own sentence."""
    flags = (
        Flag(FlagKind.TRUNCATED, "末尾不完整"),
        Flag(FlagKind.DATE_CONFLICT, "报头日期与星期不符"),
        Flag(FlagKind.COUNT_MISMATCH, "说 5 个，列了 4 个"),
    )
    queries = proof_list(_of(make_item(flags=flags)), {})
    assert [query.kind for query in queries] == [ProofKind.LOSS, ProofKind.DATE, ProofKind.COUNT]
    assert [query.question for query in queries] == [flag.reason for flag in flags]


def test_a_person_is_asked_about_once_with_every_post() -> None:
    """One person, two posts: one query that says so."""
    item = make_item(event="e")
    (query,) = proof_list(
        _of(item), {"e": [("学会理事长", "叶知舟"), ("研究员", "叶知舟"), ("研究员", "叶知舟")]}
    )
    assert query.kind is ProofKind.PERSON
    assert query.quotes == ("叶知舟", "学会理事长", "研究员")
    assert "不止一个职务" in query.question


@pytest.mark.parametrize(
    ("paragraph", "kind", "words"),
    [
        ("2026年3月2日（星期三）上午开馆。", ProofKind.DATE, "2026年3月2日（星期三"),
        ("会议定于2月30日召开。", ProofKind.DATE, "2月30日"),
        ("大家把的的标本收好。", ProofKind.SLIP, "大家把的的标本收好。"),
        ("种子收齐了，。明天晒。", ProofKind.SLIP, "种子收齐了，。明天晒。"),
        ("他说:今天的水很清。", ProofKind.SLIP, "他说:今天的水很清。"),
        ("他说：“今天的水很清。", ProofKind.SLIP, "他说：“今天的水很清。"),
    ],
)
def test_a_doubtful_place_is_quoted(paragraph: str, kind: ProofKind, words: str) -> None:
    """Impossible days, wrong weekdays, doubled words and points, lonely quotation marks."""
    (query,) = proof_list(_of(make_item(paragraphs=(paragraph,))), {})
    assert (query.kind, query.quotes[0]) == (kind, words)


@pytest.mark.parametrize(
    "paragraph",
    [
        "2026年3月2日（星期一）上午开馆。",
        "为了了解水质，孩子们取了样。",
        "他说：“今天的水很清。”",
        "pH值在6.5:7.5之间。",
    ],
)
def test_what_is_right_is_not_asked(paragraph: str) -> None:
    """A right weekday, two words that meet, a closed quotation, a ratio."""
    assert _kinds(_of(make_item(paragraphs=(paragraph,)))) == []


def test_a_count_is_held_against_the_list() -> None:
    """Five announced, two printed; a right count asks nothing."""
    item = make_item(facts=_award("新叶奖", "海岚省植物学会", "海岚省气象学会", count=5))
    (query,) = proof_list(_of(item), {})
    assert (query.kind, query.quotes) == (ProofKind.COUNT, ("新叶奖", "5", "2"))
    assert _kinds(_of(make_item(facts=_award("新叶奖", "海岚省植物学会", count=1)))) == []


def test_a_body_spelled_two_ways_is_found_across_items() -> None:
    """One character differs, or one is missing; numbered bodies are two."""
    near = _of(
        make_item("一", facts=_award("甲奖", "海岚省植物学会")),
        make_item(
            "二", facts=Facts(cooperation=(Cooperation(("海岚省值物学会", "青梧市第一中学"), None, ""),))
        ),
        make_item("三", facts=_award("乙奖", "海岚植物学会", "青梧市第二中学")),
    )
    pairs = [query.quotes for query in proof_list(near, {})]
    assert pairs == [("海岚植物学会", "海岚省植物学会"), ("海岚省值物学会", "海岚省植物学会")]


def test_one_activity_on_two_days_is_asked_about() -> None:
    """Papers contradict each other on a date."""
    facts = Facts(
        activities=(
            Activity("植物标本展", (), "", date="2026-03-02"),
            Activity("植物标本展", (), "", date="2026-03-03"),
        )
    )
    (query,) = proof_list(_of(make_item(facts=facts)), {})
    assert (query.kind, query.quotes) == (ProofKind.DATE, ("植物标本展", "2026-03-02", "2026-03-03"))


def test_the_editors_words_are_checked_against_the_print() -> None:
    """A new title and a new summary each ask once."""
    item = make_item("新题", printed_title="原题", summary=(Quote("编辑写的。"),), printed_summary=())
    assert _kinds(_of(item)) == [ProofKind.EDITED, ProofKind.EDITED]


def test_an_id_depends_on_the_words_alone() -> None:
    """The same doubt asks again under the same id; mended words ask no more."""
    first, second = (
        proof_list(_of(make_item(event="e", paragraphs=(text,), article_id="a")), {})
        for text in ("前言。大家把的的标本收好。", "改过的前言。大家把的的标本收好。")
    )
    assert {query.id for query in first} != set()
    assert len({query.id for query in (*first, *second)}) == len(
        {query.quotes for query in (*first, *second)}
    )


def test_the_year_of_a_day_comes_from_the_source() -> None:
    """3月2日（星期三） is judged in the year of the page it stands on."""
    source = SourceReference("a", "题", "导报", "f.txt", date="2022-03-02")
    item = make_item(paragraphs=("3月2日（星期三）开馆。",), sources=(source,))
    assert _kinds(_of(item)) == []
