"""A dropped file that was written again: what it tells as before is no news.

Takes the reports of a file, gives those that are new; the others take the place of what an earlier file
of the same name told, under the ids that has, and the change is on record. An article that was cut off
while its writer paused becomes whole; corrections stay, and so does what editions printed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kexie_digest.errors import SourceError
from kexie_digest.model import Document, Report
from kexie_digest.store import documents, rereading
from kexie_digest.store.database import Transaction
from kexie_digest.store.rereading import versions
from kexie_digest.store.rereading.versions import Version

#: Where no date is printed that tells two days apart, the next day's page is another one.
_UNDATED_WITHIN = dt.timedelta(hours=18)
#: Share of the shorter text's runs of letters that the other has, from which both tell the same: under one
#: title, and under a title that was mended.
_SAME, _MENDED = 0.8, 0.9
_RUN = 4
#: 第11场 and 第12场 are told alike, and are two things.
_FIGURES = re.compile(r"\d+|[一二三四五六七八九十百千万]+")


def fresh(tx: Transaction, document_id: int, document: Document, reports: Sequence[Report]) -> list[Report]:
    """Put the articles of a file in the place of those an earlier one of its name gave.

    Args:
        tx: The unit of work that stores the file's articles.
        document_id: The file's row.
        document: A dropped file.
        reports: What was read of it.

    Returns:
        Those that nobody knew.
    """
    if document.identity != document.sha256 or not reports:  # of the web: a revision is on record only
        return list(reports)
    known = versions.list_of_name(tx, document, documents.SAME_PAGE)
    told = dict(_pairs(reports, known, document.fetched_at))
    for number, version in told.items():
        if (version.fetched_at, version.document_id) > (document.fetched_at, document_id):
            continue  # this file was read after the newer one: a run had died over it
        if not _is_cut(reports[number]) or _is_cut(version.report):
            rereading.put(tx, replace(reports[number], id=version.report.id))
        if version.document_id != document_id:
            documents.claim(tx, replace(document, identity=version.identity))  # a revision of it
            versions.hand_on(tx, version.report.id, document_id)
    return [report for number, report in enumerate(reports) if number not in told]


def _is_cut(report: Report) -> bool:
    """Whether the rest of a story is missing: its other pages were not written again."""
    return any(flag.rule == "jump-lost" for flag in report.article.flags)


def _pairs(
    reports: Sequence[Report], known: Sequence[Version], fetched_at: dt.datetime
) -> Iterator[tuple[int, Version]]:
    """Pair reports with those of their id, then with those they are most alike, each once."""
    left = dict(enumerate(known))
    places = {version.report.id: place for place, version in left.items()}
    waiting = []
    for number, report in enumerate(reports):
        if (place := places.get(report.id)) is not None:
            yield number, left.pop(place)
        else:
            waiting.append(number)
    alike = [
        (likeness, -number, -place)
        for number in waiting
        for place, version in left.items()
        if not _is_next_day(reports[number], version, fetched_at)
        and (likeness := _likeness(reports[number], version.report))
    ]
    paired: set[int] = set()
    for _, number, place in sorted(alike, reverse=True):
        if -number not in paired and -place in left:
            paired.add(-number)
            yield -number, left.pop(-place)


def _is_next_day(report: Report, version: Version, fetched_at: dt.datetime) -> bool:
    """Whether two pages that tell the same came a day apart, and nothing printed tells the two days.

    Files are read again in any order: the one at hand may be the earlier.
    """
    is_dated = all(one.page.date or one.article.published_on for one in (report, version.report))
    return not is_dated and abs(fetched_at - version.fetched_at) > _UNDATED_WITHIN


def _likeness(one: Report, other: Report) -> float:
    """Say how far two articles tell the same (0-1): 0 for those of two days, or that only look alike."""
    if _differ(one.page.date, other.page.date) or _differ(
        one.article.published_on, other.article.published_on
    ):
        return 0.0
    titles = [report.article.title or "" for report in (one, other)]
    figures, others = (_FIGURES.findall(title) for title in titles)
    if figures != others:
        return 0.0
    ours, theirs = _runs(one), _runs(other)
    share = len(ours & theirs) / max(1, min(len(ours), len(theirs)))
    return share if share >= (_SAME if titles[0] == titles[1] else _MENDED) else 0.0


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _runs(report: Report) -> set[str]:
    article = report.article  # a piece of picture news has captions alone
    text = "".join("".join((article.title or "", article.body, *article.captions)).split())
    return {text[at : at + _RUN] for at in range(max(1, len(text) - _RUN + 1))} - {""}


def revised(document: Document, count: int) -> SourceError:
    """Tell that a file is a new version of one that was taken.

    Args:
        document: The file.
        count: How many of its articles were known.

    Returns:
        A warning.
    """
    return SourceError(
        f"同名文件的新版本：{count} 篇稿件已按新版更新，没有重复入库 "
        f"(a new version of a file taken before: {count} articles were updated, none was added twice)",
        subject=document.address,
        code="revised",
        advice="已经刊出的期次不变；若这是另一版面，请换一个文件名再投放。",
    )
