"""Put the proof list together, item by item in the order of the edition."""

from collections.abc import Iterator, Mapping

from kexie_digest.editions.proofing._query import make_query
from kexie_digest.editions.proofing.names import People, person_queries, spelling_queries
from kexie_digest.editions.proofing.texts import text_queries
from kexie_digest.model import Edition, FlagKind, Item, ProofKind, ProofQuery

#: Flags that have a kind of query of their own; every other flag is a loss or a doubt.
_KINDS = {FlagKind.DATE_CONFLICT: ProofKind.DATE, FlagKind.COUNT_MISMATCH: ProofKind.COUNT}


def proof_list(edition: Edition, people: Mapping[str, People]) -> tuple[ProofQuery, ...]:
    """Ask what a proofreader should look at.

    Args:
        edition: As it would be published.
        people: Event key → post and name of each person the item's text names.

    Returns:
        Each query once, by item in printing order; spellings across items come last.
    """
    queries: dict[str, ProofQuery] = {}
    for item in edition.items:
        for query in _of_item(item, people.get(item.event, ())):
            queries.setdefault(query.id, query)
    for query in spelling_queries(edition.items):
        queries.setdefault(query.id, query)
    return tuple(queries.values())


def _of_item(item: Item, people: People) -> Iterator[ProofQuery]:
    for flag in item.flags:
        yield make_query(_KINDS.get(flag.flag, ProofKind.LOSS), item, flag.reason, flag.flag, flag.reason)
    yield from _edited(item)
    yield from person_queries(item, people)
    yield from _counts(item)
    yield from _held_twice(item)
    yield from text_queries(item)


def _edited(item: Item) -> Iterator[ProofQuery]:
    if item.printed_title is not None:
        question = f"标题改过：原题“{item.printed_title}”，现题“{item.title}”，请核对。"
        yield make_query(ProofKind.EDITED, item, question, item.printed_title, item.title)
    if item.printed_summary is not None:
        summary = "".join(quote.text for quote in item.summary)
        question = "摘要是编辑写的，不是原文，请与原文核对。"
        yield make_query(ProofKind.EDITED, item, question, summary)


def _counts(item: Item) -> Iterator[ProofQuery]:
    for award in item.facts.awards:
        listed = len(award.recipients)
        if award.count is not None and listed and listed != award.count:
            question = f"“{award.award}”：文中说 {award.count} 个，名单里有 {listed} 个，请核对。"
            yield make_query(ProofKind.COUNT, item, question, award.award, str(award.count), str(listed))


def _held_twice(item: Item) -> Iterator[ProofQuery]:
    """One activity with two dates: papers contradict each other."""
    dates: dict[str, set[str]] = {}
    for activity in item.facts.activities:
        if activity.date:
            dates.setdefault(activity.name, set()).add(activity.date)
    for name, days in dates.items():
        if len(days) > 1:
            told = "、".join(sorted(days))
            question = f"“{name}”的日期各报不一：{told}，请核对。"
            yield make_query(ProofKind.DATE, item, question, name, *sorted(days))
