"""What the archive answers: facts of all stored reports, and reports that were looked for.

Every answer names its report: two people of one name stay two entries, told apart by
the articles they stand in.
"""

from __future__ import annotations

from dataclasses import dataclass

from kexie_digest.model.understanding import Activity, Award, Cooperation, Report


@dataclass(frozen=True, slots=True)
class Citation:
    """出处: the sentence a fact stands in, and the report, original and page it is from.

    ``date`` is the ISO day of the page or feed entry; ``event`` is equal for reports
    of one happening, so that a fact told twice can be counted once.
    """

    sentence: str
    article_id: str
    title: str
    document: str
    page: str | None = None
    date: str | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True)
class AwardRecord:
    """获奖记录: an award that a name was found among the recipients of.

    ``name`` is the recipient as printed; with ``is_part`` what was asked for is only a
    part of it. ``year`` is the award's, or with ``is_year_printed`` false the page's.
    """

    award: Award
    name: str
    citation: Citation
    is_part: bool = False
    year: int | None = None
    is_year_printed: bool = False


@dataclass(frozen=True, slots=True)
class AgreementRecord:
    """协议记录: an agreement or alliance that a name was found among the parties of."""

    agreement: Cooperation
    name: str
    citation: Citation
    is_part: bool = False
    year: int | None = None
    is_year_printed: bool = False


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """活动记录: an activity with the days its printed date covers."""

    activity: Activity
    citation: Citation
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True)
class SearchScope:
    """检索范围: which reports a search looks at; None lets everything through.

    ``since`` and ``until`` are ISO days, both included; ``organisation`` is a name that
    a fact of the report gives as recipient, awarding body, party or organiser. With
    ``is_published`` only what stands in a published edition is looked at.
    """

    theme: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None
    organisation: str | None = None
    is_published: bool = False


@dataclass(frozen=True, slots=True)
class SearchHit:
    """命中: a report that was found, and the words around the first place.

    ``snippet`` is an exact part of one of its texts; ``marks`` are the half-open offsets
    in it of what was looked for, ``title_marks`` those in the title.
    """

    report: Report
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()
    title_marks: tuple[tuple[int, int], ...] = ()
