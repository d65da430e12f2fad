"""Jump lines: where a page says that a story goes on elsewhere, or began elsewhere.

Takes a text, gives the mark and the page it names: ``（下转第3版）`` at an end,
``（上接第1版）`` or ``（紧接第一版）`` at a beginning. Pure; following them is ``continuing``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_PAGE: Final = r"第?\s*(?P<page>[A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版"
_MORE: Final = r"[^（）()【】。！？]{0,12}"
#: A short word needs its bracket: 转第3版 may end a sentence, （转第3版） does not.
_OPEN: Final = r"[（(【\[]"
_ON: Final = r"(?:下转|紧接|(?<=[（(【\[])(?:转|续见?))"
_BACK: Final = r"(?:上接|紧接|(?<=[（(【\[])接)"
_FORWARD: Final = re.compile(rf"\s*{_OPEN}?{_ON}{_MORE}?{_PAGE}{_MORE}[)）】\]]?\s*\Z")
_BACKWARD: Final = re.compile(rf"\A\s*{_OPEN}?{_BACK}{_MORE}?{_PAGE}(?:{_MORE}[)）】\]])?\s*")
_TITLE_TAIL: Final = re.compile(rf"\s*{_OPEN}{_BACK}{_MORE}?{_PAGE}{_MORE}[)）】\]]\s*\Z")
_LONGEST_MARK: Final = 40
_LEAST_TITLE: Final = 3
_FIGURES: Final = dict(zip("一二三四五六七八九", range(1, 10), strict=True))


@dataclass(frozen=True, slots=True)
class Jump:
    """A mark: the page it names, and where it stands in its text (half open)."""

    page: str
    start: int
    end: int


def forward(text: str) -> Jump | None:
    """Find a mark at the end of a text that leads on.

    Args:
        text: A paragraph, or a line.

    Returns:
        The mark, or None.
    """
    return _jump(_FORWARD.search(text))


def backward(text: str) -> Jump | None:
    """Find a mark at the beginning of a text, or behind a title, that leads back.

    Args:
        text: A paragraph, a line or a title.

    Returns:
        The mark, or None.
    """
    return _jump(_BACKWARD.match(text) or _TITLE_TAIL.search(text))


def leads_on(line: str) -> bool:
    """Tell whether a story stops here to go on elsewhere: what follows is another one.

    Args:
        line: A line of any length.

    Returns:
        True behind a mark such as ``（下转第3版）``.
    """
    end = line[-_LONGEST_MARK:]
    return "版" in end and _FORWARD.search(end) is not None


def is_continued_title(line: str) -> bool:
    """Tell whether a line is a title that stands above the rest of its story.

    Args:
        line: A line.

    Returns:
        True for ``海岚启动百校科普行（上接第1版）``, false for the mark alone.
    """
    found = _TITLE_TAIL.search(line[-_LONGEST_MARK:]) if "版" in line[-_LONGEST_MARK:] else None
    return found is not None and len(line) - (found.end() - found.start()) >= _LEAST_TITLE


def page_name(printed: str | None) -> str:
    """Write the number of a page so that 第三版, 03 and 3 are one.

    Args:
        printed: As a page or a mark has it.

    Returns:
        Letters in capitals and figures; empty where nothing is printed.
    """
    name = (printed or "").strip().upper()
    if name and all(letter in _FIGURES or letter == "十" for letter in name):
        tens, _, ones = name.rpartition("十")
        return str((_FIGURES.get(tens, 1) * 10 if "十" in name else 0) + _FIGURES.get(ones, 0))
    return re.sub(r"(?<!\d)0+(?=\d)", "", name)


def _jump(found: re.Match[str] | None) -> Jump | None:
    return Jump(page_name(found["page"]), *found.span()) if found else None
