"""What the index knows of a report: the texts it is found by.

Takes a report, gives its heading and its body as passages. No text reaches over from one
passage into the next.
"""

from dataclasses import dataclass

from kexie_digest.model import Report


@dataclass(frozen=True, slots=True)
class Entry:
    """The texts of one report, as printed."""

    seq: int
    heading: tuple[str, ...]
    body: tuple[str, ...]


def entry(seq: int, report: Report) -> Entry:
    """Give a report's entry.

    Args:
        seq: Its number.
        report: The report as it reads now.

    Returns:
        Heading and body.
    """
    return Entry(seq, tuple(_heading(report)), tuple(_body(report)))


def _heading(report: Report) -> list[str]:
    article = report.article
    return [part for part in (article.kicker, article.title, article.subtitle) if part]


def _body(report: Report) -> list[str]:
    article = report.article
    beside = (
        article.column,
        article.headline_organisation,
        *article.byline_raw,
        *(byline.name for byline in article.bylines),
        *(subhead.text for subhead in article.subheads),
        *article.captions,
        *article.photo_credits,
        article.source,
    )
    return [*(passage.text for passage in article.paragraphs), *(part for part in beside if part)]
