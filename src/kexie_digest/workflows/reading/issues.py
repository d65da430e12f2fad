"""Which documents are pages of one issue, and reading them together.

Takes documents in order, gives them in groups: files whose names tell one paper and day,
articles of one day's paper from its own site; anything else stands alone. A group is read
into reports; stories that go on on another page are whole. It touches no store.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from kexie_digest.errors import KexieDigestError, ParseError
from kexie_digest.model import Document, DocumentRecord, Rights, Theme
from kexie_digest.sources.issue_names import issue_in_name
from kexie_digest.workflows.reading import Opened, Reading, follow_jumps, look_into, open_page, parts

#: Pages read together at most: they lie in memory together.
MOST_TOGETHER = 200
_T = TypeVar("_T")

_log = logging.getLogger(__name__)


def issue_of(document: Document | DocumentRecord) -> str:
    """Name the issue a document is a page of.

    Args:
        document: A dropped file, or an article with what its paper's site says of it.

    Returns:
        Equal for pages of one issue; empty for what stands alone.
    """
    hints = document.hints
    if hints.page_number and hints.published:
        return "\0".join((document.source_key, hints.publication or "", hints.published))
    return "" if "://" in document.address else issue_in_name(document.address)


def grouped(items: Sequence[_T], name: Callable[[_T], str]) -> list[list[_T]]:
    """Put together what has one name, in the order of the first of each group.

    Args:
        items: In their order.
        name: Gives the issue of an item; empty for one that stands alone.

    Returns:
        Groups of at most ``MOST_TOGETHER``.
    """
    groups: list[list[_T]] = []
    by_name: dict[str, list[_T]] = {}
    for item in items:
        issue = name(item)
        group = by_name.get(issue) if issue else None
        if group is None or len(group) >= MOST_TOGETHER:
            group = []
            groups.append(group)
            if issue:
                by_name[issue] = group
        group.append(item)
    return groups


@dataclass(slots=True)
class Outcome:
    """What reading one document gave: its parts as read, and the errors of those that failed."""

    readings: list[Reading] = field(default_factory=list)
    errors: list[KexieDigestError] = field(default_factory=list)


def read_together(items: Sequence[tuple[Document, Rights]], themes: Sequence[Theme]) -> list[Outcome]:
    """Open every part of every document, follow jump lines through them all, then look into each.

    Args:
        items: The pages of an issue, or one document of any kind, with the rights of its source.
        themes: Themes to sort into, in standard order.

    Returns:
        What each gave; failures are values.
    """
    outcomes = [Outcome() for _ in items]
    opened: list[tuple[int, int, Opened]] = []
    for number, (document, _) in enumerate(items):
        for position, page in _pages(document):
            if isinstance(page, Opened):
                opened.append((number, position, page))
            else:
                outcomes[number].errors.append(page)
    followed = follow_jumps([page for _, _, page in opened])
    for (number, position, _), (page, gone) in zip(opened, followed, strict=True):
        document, rights = items[number]
        name = f"{identifier(document)}.{position}"
        found = _tried(document, partial(look_into, page, gone, themes, rights, name))
        if isinstance(found, Reading):
            outcomes[number].readings.append(found)
        else:
            outcomes[number].errors.append(found)
    return outcomes


def _pages(document: Document) -> Iterator[tuple[int, Opened | KexieDigestError]]:
    """Open each part; what fails is given as its error."""
    try:
        found = list(parts(document))
    except KexieDigestError as error:
        yield 0, error
        return
    for position, part in enumerate(found):
        yield (
            position,
            part if isinstance(part, KexieDigestError) else _tried(document, partial(open_page, part)),
        )


def _tried(document: Document, act: Callable[[], _T]) -> _T | KexieDigestError:
    try:
        return act()
    except KexieDigestError as error:
        return error
    except Exception as error:  # noqa: BLE001 - a bug of ours must not stop the run or lose the page
        _log.exception("reading %s failed", document.address)
        return _bug(document, error)


def identifier(document: Document) -> str:
    """Name the reports of a document the same way every time it is read.

    Args:
        document: Which item of which source it is.

    Returns:
        16 hexadecimal digits.
    """
    # Dropped files are the same document in every folder; a feed's guid means nothing elsewhere.
    source = "" if document.identity == document.sha256 else document.source_key
    item = f"{source}\0{document.identity}\0{document.part}"
    return hashlib.sha256(item.encode()).hexdigest()[:16]


def _bug(document: Document, error: Exception) -> ParseError:
    wrapped = ParseError(
        "程序读这份原件时出错 (the program failed on this document)",
        subject=document.address,
        code="internal_error",
        advice="原件已保存；请把它和日志一起报给开发者，修复后放回投放文件夹即可重读。",
    )
    wrapped.__cause__ = error
    return wrapped
