"""The ``parse`` command: any files in, one JSON each out; the store is not touched.

The JSON has the fields of an annotated page: page facts, articles with their parts,
themes with quoted evidence, facts, and event keys shared by all files of one call.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kexie_digest import events
from kexie_digest.clock import Clock
from kexie_digest.errors import ExtractError, KexieDigestError
from kexie_digest.model import Article, Document, LineTrace, Report, Rights, Theme
from kexie_digest.model.serialization import to_json
from kexie_digest.sources.issue_names import issue_in_name
from kexie_digest.workflows.reading import Opened, Reading, follow_jumps, look_into, open_page, parts
from kexie_digest.workflows.reading.issues import grouped

#: As much as a drop folder takes; what one extractor takes is less.
_LARGEST = 200 * 1024 * 1024
#: Steps of a path that may tell paper, day and page: 海岚报/2026-11-20/03.txt.
_PLACE = 3


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """One input file: its readings, or the error that stopped it; ``failed`` are parts of it."""

    path: Path
    readings: tuple[Reading, ...] = ()
    error: KexieDigestError | None = None
    failed: tuple[KexieDigestError, ...] = ()

    @property
    def trace(self) -> tuple[LineTrace, ...]:
        """How each line was read."""
        return tuple(line for reading in self.readings for line in reading.parsed.trace)


def parse_files(paths: Sequence[Path], themes: Sequence[Theme], clock: Clock) -> Iterator[ParsedFile]:
    """Read files one after another; one bad file never stops the others.

    Files whose names tell one paper and day are read together: a story that goes on on another
    page (下转、上接) is given whole, in the file where it begins.

    Args:
        paths: Files of any kind we read.
        themes: Themes to sort into.
        clock: Gives the time the files were read.

    Yields:
        One result a file, in order.
    """
    waiting: dict[int, ParsedFile] = {}
    given = 0
    for together in grouped(list(enumerate(paths)), lambda numbered: _issue_of(numbered[1])):
        found = _read_together([path for _, path in together], themes, clock)
        waiting |= {number: file for (number, _), file in zip(together, found, strict=True)}
        while given in waiting:
            yield waiting.pop(given)
            given += 1


def share_events(files: Iterable[ParsedFile]) -> list[ParsedFile]:
    """Give the reports of all files event keys, equal where they tell of one happening.

    Args:
        files: What :func:`parse_files` gave.

    Returns:
        The same files with ``Report.event`` set.
    """
    files = list(files)
    reports = [report for file in files for reading in file.readings for report in reading.reports]
    key_of = {member: event.key for event in events.group(reports, {}) for member in event.reports}

    def keyed(reading: Reading) -> Reading:
        return replace(
            reading, reports=tuple(replace(report, event=key_of[report.id]) for report in reading.reports)
        )

    return [replace(file, readings=tuple(keyed(reading) for reading in file.readings)) for file in files]


def as_json(file: ParsedFile) -> dict[str, Any]:
    """Write one parsed file in the shape of an annotated page.

    Args:
        file: A file that was read; a feed's entries follow each other as articles.

    Returns:
        JSON data: ``source_file``, ``page``, ``noise``, ``articles``, ``flags``.
    """
    readings = file.readings
    return {
        "source_file": file.path.name,
        "page": to_json(readings[0].parsed.page) if readings else None,
        "noise": [line for reading in readings for line in reading.parsed.noise],
        "articles": [_article(report) for reading in readings for report in reading.reports],
        "flags": [to_json(flag) for reading in readings for flag in reading.parsed.flags],
    }


def _document(path: Path, clock: Clock) -> Document:
    try:
        if not path.is_file() and path.exists():  # a pipe would make us wait for ever
            raise ExtractError(
                "不是普通文件 (not a regular file)",
                subject=str(path),
                code="not_a_file",
                advice="请给出文件，不要给文件夹或管道。",
            )
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)  # one more is enough to be refused
    except FileNotFoundError as error:
        raise ExtractError(
            "文件不存在 (no such file)", subject=str(path), code="missing", advice="请检查路径。"
        ) from error
    except OSError as error:
        raise ExtractError(
            "文件读不出来 (the file cannot be read)",
            subject=str(path),
            code="unreadable",
            advice="请检查文件权限。",
        ) from error
    digest = hashlib.sha256(content).hexdigest()
    return Document(
        content=content,
        sha256=digest,
        media_type="",
        name=path.name,
        source_key="parse",
        address=path.name,
        identity=digest,
        fetched_at=clock.now(),
    )


def _issue_of(path: Path) -> str:
    """Name the issue a file is a page of, as for a file at this place in a drop folder."""
    return issue_in_name("/".join(path.absolute().parts[-_PLACE:]))


def _read_together(paths: Sequence[Path], themes: Sequence[Theme], clock: Clock) -> list[ParsedFile]:
    """Open every part of every file, follow jump lines through them all, then look into each."""
    opened: list[tuple[int, int, Opened]] = []
    failed: list[list[KexieDigestError]] = [[] for _ in paths]
    for number, path in enumerate(paths):
        for position, page in _pages(path, clock):
            if isinstance(page, KexieDigestError):
                failed[number].append(page)
            else:
                opened.append((number, position, page))
    readings: list[list[Reading]] = [[] for _ in paths]
    followed = follow_jumps([page for _, _, page in opened])
    for (number, position, _), (page, gone) in zip(opened, followed, strict=True):
        try:
            found = look_into(page, gone, themes, Rights.FULL, f"{paths[number].stem}.{position}")
        except KexieDigestError as error:
            failed[number].append(error)
        else:
            readings[number].append(found)
    return [_file(*one) for one in zip(paths, readings, failed, strict=True)]


def _pages(path: Path, clock: Clock) -> Iterator[tuple[int, Opened | KexieDigestError]]:
    """Open every part of a file; one that fails does not stop the others."""
    try:
        for position, part in enumerate(parts(_document(path, clock))):
            yield position, part if isinstance(part, KexieDigestError) else _opened(part)
    except KexieDigestError as error:
        yield 0, error


def _opened(part: Document) -> Opened | KexieDigestError:
    try:
        return open_page(part)
    except KexieDigestError as error:
        return error


def _file(path: Path, readings: Sequence[Reading], failed: Sequence[KexieDigestError]) -> ParsedFile:
    if failed and not readings:
        return ParsedFile(path, error=failed[0], failed=tuple(failed[1:]))
    return ParsedFile(path, _numbered(readings, path.stem), failed=tuple(failed))


def _numbered(readings: Sequence[Reading], stem: str) -> tuple[Reading, ...]:
    """Number the articles of a file through, over all its parts: ``<stem>-<n>``."""
    numbered: list[Reading] = []
    position = 0
    for reading in readings:
        reports = []
        for report in reading.reports:
            position += 1
            reports.append(replace(report, id=f"{stem}-{position}"))
        numbered.append(replace(reading, reports=tuple(reports)))
    return tuple(numbered)


def _article(report: Report) -> dict[str, Any]:
    article = report.article
    data: dict[str, Any] = to_json(article)
    data["id"] = report.id
    data["paragraphs"] = [passage.text for passage in article.paragraphs]
    data["paragraph_lines"] = _lines(article)
    data["paragraph_spans"] = [[to_json(span) for span in passage.spans] for passage in article.paragraphs]
    data["themes"] = list(report.themes.keys)
    data["theme_evidence"] = {
        assignment.theme: [evidence.text for evidence in assignment.evidence]
        for assignment in report.themes.assignments
    }
    data["theme_unsure"] = report.themes.unsure
    data["facts"] = to_json(report.facts)
    data["summary"] = [to_json(quote) for quote in report.summary]
    data["event"] = report.event
    data["flags"] = [to_json(flag) for flag in (*article.flags, *report.flags)]
    return data


def _lines(article: Article) -> list[list[int]] | None:
    lines = [passage.lines for passage in article.paragraphs]
    return [list(one) for one in lines if one] if all(lines) else None
