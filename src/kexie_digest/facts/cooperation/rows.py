"""Parties told in rows below a colon: who founds, who signs, who signs with whom.

Takes the sentences of an article, gives groups of names: a row with two bodies is an agreement
of its own (甲与乙,研制轴承;), rows with one body each make one group. It judges no verbs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kexie_digest.facts.lines import Line
from kexie_digest.facts.naming.organisations import Stretch, ends_like_organisation
from kexie_digest.facts.parties import FEWEST, name_parties

_NUMBERING = re.compile(r"\s*(?:[(]?[\d一二三四五六七八九十]+[.、)]|[·•●◆▲—-]+)?\s*")
#: A row names its bodies first; what they will do comes behind.
_HEAD = re.compile(r"[^,;:。!?—]+")
_BESIDE = re.compile(r"—+(?P<name>[^,;:。!?—]+)")
_ITEM = re.compile(r"[^;。!?]+")


def groups_below(lines: Sequence[Line], line: Line) -> list[list[str]]:
    """Read the rows that a sentence announces.

    Args:
        lines: All sentences.
        line: The sentence that ends with a colon, or has its rows behind one.

    Returns:
        The parties of each agreement, as printed; nothing where no such rows follow.
    """
    colon = line.masked.find(":")
    if colon < 0:
        return []
    rows: list[list[str]] = []
    for owner, span in _items(lines, line, colon + 1):
        names = _bodies(owner, span)
        if not names or (rows and len(names) < FEWEST <= len(rows[0])):
            break  # prose, behind rows of pairs
        rows.append(names)
    if len(rows) < FEWEST:
        return []
    if all(len(names) >= FEWEST for names in rows):
        return rows
    return [[names[0] for names in rows]] if all(len(names) == 1 for names in rows) else []


def _items(lines: Sequence[Line], line: Line, start: int) -> Iterator[tuple[Line, Stretch]]:
    for match in _ITEM.finditer(line.masked, start):
        yield line, match.span()
    for other in lines[line.order + 1 :]:
        for match in _ITEM.finditer(other.masked):
            yield other, match.span()


def _bodies(line: Line, span: Stretch) -> list[str]:
    numbering = _NUMBERING.match(line.masked, *span)
    head = _HEAD.match(line.masked, numbering.end() if numbering else span[0], span[1])
    if not head:
        return []
    stop = head.end()
    beside = _BESIDE.match(line.masked, stop)
    if beside and ends_like_organisation(line.masked[slice(*beside.span("name"))]):
        stop = beside.end()  # 甲—乙, where others have 甲与乙
    names = [line.text[start:end] for start, end in name_parties(line, head.start(), stop)]
    return names if all(ends_like_organisation(name) for name in names) else []
