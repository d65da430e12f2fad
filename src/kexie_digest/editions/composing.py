"""Compose one edition from the reports that a digest has not published yet.

Takes reports, events, themes and a digest; gives first a :class:`Draft` (sections and
what was held back), then, once a number is allotted, the Edition. Two steps, because a
number is allotted only for something worth publishing (no gaps in 第N期).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kexie_digest.editions.following import Earlier, moved_on
from kexie_digest.editions.items import make_item
from kexie_digest.editions.sections import place, section_order
from kexie_digest.model import Digest, Edition, Item, Publication, Report, Section, Theme


@dataclass(frozen=True, slots=True)
class Draft:
    """The content of an edition before it has a number.

    ``report_ids`` are all reports it prints or names; ``held`` the items that wait for
    an editor because they are flagged; ``homeless`` the reports no section takes.
    ``repeated`` are reports of events already published that say nothing new: they are
    not printed and count as published with this edition.
    """

    sections: tuple[Section, ...]
    report_ids: tuple[str, ...]
    held: tuple[Item, ...] = ()
    homeless: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()


def draft(
    reports: Sequence[Report],
    event_of: Mapping[str, str],
    digest: Digest,
    themes: Sequence[Theme],
    *,
    published: Mapping[str, Earlier] | None = None,
) -> Draft:
    """Choose and order what an edition prints.

    Args:
        reports: Reports not yet published in this digest.
        event_of: Report id to event key; a report without one is its own event.
        digest: Section order, and whether flagged items are held back.
        themes: All themes in their standard order, for labels and ``"*"``.
        published: What the digest already published, by event key.

    Returns:
        Sections with each event once; in a section, what most papers told comes first.
    """
    order = section_order(digest, themes)
    placed: dict[str, list[tuple[Item, tuple[Report, ...]]]] = {key: [] for key in order}
    held: list[Item] = []
    homeless: list[str] = []
    repeated: list[str] = []
    for key, members in _by_event(reports, event_of).items():
        earlier = (published or {}).get(key)
        if earlier is not None and not moved_on(earlier.reports, members):
            repeated.extend(report.id for report in members)
            continue
        position = place(members, order)
        if position is None:
            homeless.extend(report.id for report in members)
            continue
        section, ordered = position
        item = make_item(ordered, key, follow_up=earlier.edition if earlier else None)
        if digest.hold_flagged and item.flags:
            held.append(item)
        else:
            placed[section].append((item, ordered))
    labels = {theme.key: theme.label for theme in themes}
    return Draft(
        sections=tuple(
            Section(theme=key, label=labels.get(key, key), items=tuple(item for item, _ in _sorted(rows)))
            for key, rows in placed.items()
            if rows
        ),
        report_ids=tuple(report.id for rows in placed.values() for _, found in rows for report in found),
        held=tuple(held),
        homeless=tuple(homeless),
        repeated=tuple(repeated),
    )


def compose(
    content: Draft,
    digest: Digest,
    publication: Publication,
    *,
    numbers: tuple[int, int],
    published_on: str,
) -> Edition:
    """Give a draft its number and date.

    Args:
        content: Sections as drafted.
        digest: Key and title.
        publication: Who publishes.
        numbers: Number within the year and over all years.
        published_on: ISO day in the publication's time zone.

    Returns:
        The edition as it is stored, rendered and sent.
    """
    number, total_number = numbers
    return Edition(
        digest=digest.key,
        number=number,
        total_number=total_number,
        title=digest.title,
        published_on=published_on,
        sections=content.sections,
        publication=publication.name,
        publisher=publication.publisher,
    )


def _by_event(reports: Sequence[Report], event_of: Mapping[str, str]) -> dict[str, list[Report]]:
    events: dict[str, list[Report]] = {}
    for report in reports:
        events.setdefault(event_of.get(report.id, report.id), []).append(report)
    return events


def _sorted(
    rows: Sequence[tuple[Item, tuple[Report, ...]]],
) -> list[tuple[Item, tuple[Report, ...]]]:
    """Put the event with most reports first, then fuller facts; otherwise keep reading order."""
    return sorted(rows, key=lambda row: (-len(row[1]), -_weight(row[0])))


def _weight(item: Item) -> int:
    facts = item.facts
    return sum(len(award.recipients) + 1 for award in facts.awards) + len(facts.cooperation)
