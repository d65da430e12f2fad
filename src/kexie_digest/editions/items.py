"""Turn an event's reports into the item that is printed.

Takes reports in printing order, gives an Item. Rights are enforced here: a text leaves
this function only as far as its source allows (full, excerpt, link).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from kexie_digest.editions.uniting import unite
from kexie_digest.model import (
    Activity,
    Article,
    Award,
    Cooperation,
    Facts,
    Flag,
    FlagKind,
    FollowUp,
    Item,
    Page,
    Provenance,
    Report,
    Rights,
    Script,
    SourceReference,
)

Fact = TypeVar("Fact", Award, Cooperation, Activity)

#: What a flag's reason quotes of the text.
_QUOTED = re.compile(r"[“「][^”」]*[”」]?")


def make_item(reports: Sequence[Report], event_key: str, *, follow_up: FollowUp | None = None) -> Item:
    """Make the item of one event.

    Args:
        reports: Every report, the leading one first.
        event_key: The event's persisted key.
        follow_up: The earlier edition that told this event, if any did.

    Returns:
        The item: the leading report's text as far as its rights allow, the united
        facts, and every report as a source.
    """
    lead = reports[0]
    article = lead.article
    full = lead.rights is Rights.FULL
    return Item(
        article_id=lead.id,
        title=article.title or "",
        title_synthetic=article.title_synthetic,
        printed_title=article.edited.get("title"),
        kicker=article.kicker,
        subtitle=article.subtitle,
        column=article.column,
        dateline=article.dateline.source_phrase,
        bylines=article.bylines,
        summary=() if lead.rights is Rights.LINK else lead.summary,
        paragraphs=tuple(passage.text for passage in article.paragraphs) if full else (),
        subheads=tuple((head.before_paragraph, head.text) for head in article.subheads) if full else (),
        speakers=tuple((voice.before_paragraph, voice.raw) for voice in article.speakers) if full else (),
        images=tuple(image for image in article.images if image.path) if full else (),
        sources=tuple(source_reference(report) for report in reports),
        themes=tuple(dict.fromkeys(key for report in reports for key in report.themes.keys)),
        flags=_flags(lead),
        event=event_key,
        facts=unite(_republishable(report) for report in reports),
        cited=_cited(reports),
        provenance=Provenance(
            file=lead.document,
            sha256=lead.sha256,
            paragraphs=tuple(passage.spans for passage in article.paragraphs) if full else (),
        ),
        language="zh-TW" if article.script is Script.TRADITIONAL else "zh-CN",
        follow_up=follow_up,
    )


def source_reference(report: Report) -> SourceReference:
    """Name one report: what it was called, who printed it, where and when.

    Args:
        report: Any report of an event.

    Returns:
        The reference printed under the item.
    """
    article, page = report.article, report.page
    return SourceReference(
        article_id=report.id,
        title=article.edited.get("title") or article.title or "",  # a source is named as it was printed
        publication=_publication(article, page),
        file=report.document,
        page=page.number or page.name,
        date=article.published_on or page.date,
        href=article.link,
    )


def _publication(article: Article, page: Page) -> str | None:
    return article.source or page.publication


def _cited(reports: Sequence[Report]) -> dict[str, str]:
    """Say which report each sentence behind a fact stands in, the leading report first."""
    cited: dict[str, str] = {}
    for report in reports:
        facts = _republishable(report)
        sentences = (
            *(award.evidence for award in facts.awards),
            *(agreement.evidence for agreement in facts.cooperation),
            *(activity.evidence for activity in facts.activities),
        )
        for sentence in filter(None, sentences):
            cited.setdefault(sentence, report.id)
    return cited


def _republishable(report: Report) -> Facts:
    """A report's facts without the sentences its rights keep back.

    Names, dates and counts are facts; the sentence they stand in is the source's text.
    An excerpt may show the sentences it quotes anyway, a link none.
    """
    if report.rights is Rights.FULL:
        return report.facts
    quoted = {quote.text for quote in report.summary} if report.rights is Rights.EXCERPT else set()

    def kept(fact: Fact) -> Fact:
        return fact if fact.evidence in quoted else replace(fact, evidence="")

    facts = report.facts
    return Facts(
        awards=tuple(kept(fact) for fact in facts.awards),
        cooperation=tuple(kept(fact) for fact in facts.cooperation),
        activities=tuple(kept(fact) for fact in facts.activities),
    )


def _flags(lead: Report) -> tuple[Flag, ...]:
    flags = [*lead.article.flags, *lead.flags]
    if lead.themes.unsure:
        flags.append(Flag(FlagKind.NEEDS_REVIEW, "专题归类把握不大，请编辑确认。", rule="theme_unsure"))
    if lead.rights is not Rights.FULL:
        flags = [replace(flag, reason=_QUOTED.sub("", flag.reason)) for flag in flags]
    return tuple(flags)
