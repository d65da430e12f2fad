"""When it happened: the day the lead gives.

Takes the paragraphs, gives the ISO day (year inferred near the page's day) and the
phrase as printed. A vague phrase (近日) has no day; a range gives its first day.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from kexie_digest.text.dates import find_days

_LEAD: Final = 160


def event_day(paragraphs: Sequence[str], near: dt.date | None) -> tuple[str | None, str | None]:
    """Read the day of the news from the lead.

    Args:
        paragraphs: Body texts in order.
        near: The day of the page, whose year is lent.

    Returns:
        ISO day and printed phrase; None for what the lead does not say.
    """
    if not paragraphs:
        return None, None
    for day in find_days(paragraphs[0][:_LEAD], near):
        if day.precision in {"day", "none"}:
            iso = day.iso.split("/")[0] if day.iso else None
            return iso, day.text
    return None, None
