"""Search in what was published, and only in that.

Takes words, gives items with the words around. The archive's index also knows texts that
rights keep back: a hit counts only if the item as it was printed holds every word, so
that neither an excerpt's nor a link's full text can be read out by searching.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kexie_digest.model import Item, SearchScope
from kexie_digest.store import search as index
from kexie_digest.store.editions import published
from kexie_digest.store.search.bigrams import plain
from kexie_digest.store.search.snippets import Marks, marks, snippet
from kexie_digest.workflows.reader.archive import Told
from kexie_digest.workflows.reader.shelf import Issue, Shelf

#: Hits shown, and reports looked at for them.
MOST = 30
_CANDIDATES = 120
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Found:
    """An item that holds the words: ``snippet`` is an exact part of what it prints."""

    told: Told
    snippet: str
    marks: Marks
    title_marks: Marks


def find(shelf: Shelf, words: str, theme: str | None = None) -> list[Found]:
    """Find published items.

    Args:
        shelf: Published editions.
        words: What a reader typed.
        theme: Only of this theme.

    Returns:
        Items that print every word, the best first.

    Raises:
        StoreError: There is nothing to look for.
    """
    words = words[:LONGEST]
    scope = SearchScope(theme=theme or None, is_published=True)
    with shelf.context.store.reading() as tx:
        ids = index.search_ids(tx, words, scope, limit=_CANDIDATES)
        places = published.places(tx, ids)
    wanted = [plain(word)[0] for word in words.split()]
    found: dict[str, Found] = {}
    for report_id in ids:
        standing = places.get(report_id)
        told = _told(shelf.issue_at(standing), report_id) if standing else None
        if told is None or told.path in found or len(found) >= MOST:
            continue
        texts = _printed(told.item)
        if all(any(word in plain(text)[0] for text in texts) for word in wanted):
            shown, spots = snippet(texts, wanted)
            found[told.path] = Found(told, shown, spots, marks(told.item.title, wanted))
    return list(found.values())


def _told(issue: Issue, report_id: str) -> Told | None:
    pair = issue.find(report_id)
    return Told(issue, *pair) if pair else None


def _printed(item: Item) -> Sequence[str]:
    """List the texts of an item as it was printed, the ones to show from first."""
    facts = item.facts
    names = [
        *(name for award in facts.awards for name in (award.award, *award.awarding_body, *award.recipients)),
        *(party for agreement in facts.cooperation for party in agreement.parties),
        *(
            name
            for activity in facts.activities
            for name in (activity.name, activity.place or "", *activity.organisers)
        ),
    ]
    heading = (item.kicker, item.title, item.subtitle, item.column, item.dateline)
    beside = [byline.name for byline in item.bylines] + [image.caption for image in item.images]
    texts = [
        *(item.paragraphs or [quote.text for quote in item.summary]),
        *(text for _, text in item.subheads),
        *(text for text in heading if text),
        *beside,
        "、".join(names),
        *(source.title for source in item.sources),
    ]
    return [text for text in texts if text]
