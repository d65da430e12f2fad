"""Whether an event that was published before is news again.

Takes the reports printed earlier and those that came in since; gives yes or no. Another
day of the event or a fact that was not known moves it on; a repost or another paper's
account of the same does not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kexie_digest.editions.uniting import unite
from kexie_digest.model import Article, Facts, FollowUp, Report
from kexie_digest.text.script import fold

_PRINTED_DAY = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*日")


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a digest already published of an event: the latest edition, and all reports."""

    edition: FollowUp
    reports: tuple[Report, ...]


def moved_on(earlier: Sequence[Report], new: Sequence[Report]) -> bool:
    """Tell whether new reports of a published event say something new.

    Args:
        earlier: The reports that editions printed or named.
        new: Reports of the same event that came in since.

    Returns:
        True when a new report tells of another day, or of an award, an agreement or a
        dated activity that the earlier ones did not have.
    """
    return bool(_days(new) - _days(earlier)) or _fact_count([*earlier, *new]) > _fact_count(earlier)


def _days(reports: Sequence[Report]) -> set[str]:
    """The days an event is said to happen on, as ``MM-DD``: many pages print no year.

    Reports of one event are weeks apart at most, so the year would add nothing.
    """
    return {day for report in reports if (day := _month_and_day(report.article))}


def _month_and_day(article: Article) -> str:
    if article.event_date:
        return article.event_date[5:10]
    printed = _PRINTED_DAY.search(fold(article.event_date_text or ""))
    return f"{int(printed[1]):02}-{int(printed[2]):02}" if printed else ""


def _fact_count(reports: Sequence[Report]) -> int:
    facts: Facts = unite(report.facts for report in reports)
    dated = [activity for activity in facts.activities if activity.date]
    return len(facts.awards) + len(facts.cooperation) + len(dated)
