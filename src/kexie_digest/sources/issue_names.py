"""Which files are pages of one issue, told by their names.

Takes the address of a file, gives the issue it belongs to and the number of its page:
``海岚报_2026-11-20_03.txt`` and ``海岚报/2026-11-20/03-综合.pdf`` are page 3 of the paper of that
day. Pure; whether the pages print one paper and day is looked at again when they are read.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d{2})[-_.年]?(0[1-9]|1[0-2]|[1-9](?=\D))[-_.月]?(0[1-9]|[12]\d|3[01]|[1-9])日?(?!\d)"
)
#: Stands for the day in a name whose page is looked for.
_MARK = "|"
_PAGES = (
    re.compile(r"第?\s*([A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版"),
    re.compile(r"(?:^|(?<=[-_.\s|（(pP]))([A-Da-d]?\d{1,3})[)）]?$"),
    re.compile(r"(?:^|(?<=\|))[-_.\s]*([A-Da-d]?\d{1,3})(?![\dA-Za-z年月日期届])"),
)
_EDGES = " -_.|（("


def page_in_name(address: str) -> str:
    """Read the number of a page from a file's name.

    Args:
        address: A file's place in its drop or archive.

    Returns:
        Such as ``03`` or ``A2``; empty where the name tells none.
    """
    found = _place(PurePosixPath(address).stem)
    return found[0] if found else ""


def issue_in_name(address: str) -> str:
    """Name the issue that a file is a page of.

    Args:
        address: A file's place in its drop.

    Returns:
        Equal for pages of one issue; empty where the name tells no day or no page.
    """
    path = PurePosixPath(address)
    day, found = _DAY.search(address), _place(path.stem)
    if day is None or not found:
        return ""
    return "\0".join((str(path.parent), "-".join(f"{int(part):02}" for part in day.groups()), found[1]))


def _place(stem: str) -> tuple[str, str] | None:
    """Give the page that a name tells, and what stands before it: the paper."""
    rest = _DAY.sub(_MARK, stem)
    for pattern in _PAGES:
        found = pattern.search(rest)
        if found:
            return found[1], rest[: found.start()].strip(_EDGES)
    return None
