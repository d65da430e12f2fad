"""When a fact happened, as far as its sentence says.

Takes a sentence and the article, gives an ISO date or None. It infers a year only from
the day of the news or of the page, and lends the day of the news only to what the
sentence does not put elsewhere in time.
"""

from __future__ import annotations

import datetime as dt
import re

from kexie_digest.facts.lines import Line
from kexie_digest.model import Article
from kexie_digest.text.dates import find_days

#: The sentence tells of another day than the news, without naming it.
_ELSEWHEN = re.compile(
    r"曾|此前|去年|前年|往年|早在|前不久|不久前|上个?月|目前|已与|已经|先后|多年来|近年来|历年|以来"
)
#: A day told from the day of printing.
_SPOKEN = re.compile(r"[昨今](?=[日天晚晨])")
#: Prizes named by their year are conferred up to two years later.
_YEARS_BACK = 3


def near(article: Article) -> dt.date | None:
    """Give the day that lends its year to incomplete dates.

    Args:
        article: The article.

    Returns:
        The day of the news, else of the page, else None.
    """
    return _day(article.event_date) or _day(article.published_on)


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((text or "").split("/")[0])
    except ValueError:
        return None


def date_of(line: Line, article: Article, position: int) -> str | None:
    """Date a fact whose verb stands at a position of a sentence.

    Args:
        line: The sentence.
        article: Its article.
        position: Where the verb stands.

    Returns:
        The date printed nearest before the verb (else the first of the sentence), not
        counting those in 《》; without one, the day of printing for 今日 and the day before
        for 昨日; else the day of the news when nothing speaks against it, or None.
    """
    days = [
        day
        for day in find_days(line.text, near(article))
        if day.precision != "none" and not _is_in_title(line, day.start)
    ]
    if days:
        before = [day for day in days if day.start < position] or days[:1]
        exact = [day for day in before if day.precision == "day"] or before
        return exact[-1].iso
    spoken, printed = _SPOKEN.findall(line.folded, 0, position), _day(article.published_on)
    if spoken and printed:
        return (printed - dt.timedelta(days=spoken[-1] == "昨")).isoformat()
    if _ELSEWHEN.search(line.folded[: position + 6]):
        return None
    return article.event_date


def _is_in_title(line: Line, position: int) -> bool:
    """Whether a place stands between 《 and 》: the years there are what a paper is about."""
    return line.folded.rfind("《", 0, position) > line.folded.rfind("》", 0, position)


def is_past(date: str | None, article: Article) -> bool:
    """Tell whether a day lies so far back that the news merely recalls it (1991年获…).

    Args:
        date: The day of a fact, if known.
        article: Its article.

    Returns:
        True from three years before the news; a prize of the year before last is still news.
    """
    today = near(article)
    return bool(date and today and int(date[:4]) <= today.year - _YEARS_BACK)
