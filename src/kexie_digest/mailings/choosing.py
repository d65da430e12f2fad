"""What of an edition a reader gets: their themes, in their time.

Takes an Edition and a reader's wishes, gives the edition as they asked for it.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from kexie_digest.model import Edition, Frequency


def is_due(frequency: Frequency, published_on: str, last_on: str | None) -> bool:
    """Say whether a reader's turn has come.

    Args:
        frequency: What they asked for.
        published_on: The edition's ISO day.
        last_on: The ISO day of the last edition they were sent.

    Returns:
        True for the first edition of the week or month; the same day counts as the same
        edition, so that planning again changes nothing.
    """
    if frequency is Frequency.EACH or last_on is None or last_on == published_on:
        return True
    day, last = dt.date.fromisoformat(published_on), dt.date.fromisoformat(last_on)
    if frequency is Frequency.WEEKLY:
        return day.isocalendar()[:2] != last.isocalendar()[:2]
    return (day.year, day.month) != (last.year, last.month)


def themes_key(themes: Iterable[str], edition: Edition) -> str:
    """Name a choice of themes as far as this edition can tell it from others.

    Args:
        themes: Theme keys; none means all.
        edition: What is sent.

    Returns:
        Keys joined by commas; empty when everything in the edition is wanted.
    """
    wanted = set(themes)
    printed = {section.theme for section in edition.sections}
    return "" if not wanted or printed <= wanted else ",".join(sorted(wanted & printed)) or "-"


def of_themes(edition: Edition, key: str) -> Edition | None:
    """Give the edition with the sections a reader wants.

    Args:
        edition: The whole.
        key: From :func:`themes_key`.

    Returns:
        The edition; None when nothing in it is wanted.
    """
    if not key:
        return edition
    wanted = set(key.split(","))
    sections = tuple(section for section in edition.sections if section.theme in wanted)
    return replace(edition, sections=sections) if sections else None
