"""Titles: the rows above the body that head it.

Takes rows with their first roles, marks the headline among the short rows above the first
paragraph, and the date or medium that stands with it.
"""

import re
from collections.abc import Sequence
from typing import Final

from kexie_digest.model import BlockKind
from kexie_digest.parsers.parts import attribution, dateline
from kexie_digest.parsers.prose.shapes import LONGEST_RUN, is_closed, is_full, is_label, is_latin
from kexie_digest.parsers.prose.sorting.roles import Role, Sorted, put

_TITLE_END: Final = re.compile(r"[。，；：、,;:]$")
_TITLE_LENGTH, _LATIN_TITLE_LENGTH = 40, 160
_TITLE_STACK: Final = 3
#: Shorter lines are no wrapped text but labels.
_WRAPPED: Final = 24


def mark_titles(found: list[Sorted], title: str | None) -> None:
    """Mark the stack above the body.

    Args:
        found: All rows with their roles; some get another.
        title: What the source calls the text; without it label-shaped rows before a paragraph head it.
    """
    texts = [place for place, item in enumerate(found) if item.role is Role.BODY]
    if title:
        named = [
            place for place in texts[: _TITLE_STACK + 1] if _letters(found[place].row.text) == _letters(title)
        ]
        if named:
            _mark_kickers(found, texts[: texts.index(named[0])])
            put(found, named[0], Role.TITLE, 1.0, "title-known")
            return
    first = next((place for place in texts if found[place].row.level == 1), None)
    if first is not None and texts.index(first) < _TITLE_STACK:
        _mark_kickers(found, texts[: texts.index(first)])
        put(found, first, Role.TITLE, 1.0, "title-heading")
        _mark_subtitle(found, first)
        return
    stack = [] if title or _is_wrapped(found, texts) else _unmarked_stack(found, texts)
    for place in stack:
        put(found, place, Role.TITLE, 0.8, "title-unmarked")


def mark_bare_facts(found: list[Sorted]) -> None:
    """Mark a date beside the medium's name, at the head of the text.

    Args:
        found: All rows with their roles; some get another.
    """
    texts = [place for place, item in enumerate(found) if item.role is Role.BODY]
    for place in texts[: _TITLE_STACK + 1]:
        if found[place].row.level != 1 and attribution.read_bare(found[place].row.text):
            put(found, place, Role.ATTRIBUTION, 0.8, "attribution-bare")


def _mark_kickers(found: list[Sorted], places: Sequence[int]) -> None:
    """One or two short lines right above a title that is sure."""
    if len(places) <= LONGEST_RUN and all(is_label(found[place].row) for place in places):
        for place in places:
            put(found, place, Role.TITLE, 0.7, "title-above")


def _mark_subtitle(found: list[Sorted], title: int) -> None:
    """A dash below the title opens a subtitle."""
    if title + 1 < len(found) and found[title + 1].role is Role.BODY:
        below = found[title + 1].row
        if below.text.startswith(("——", "—", "--")) and is_label(below):
            put(found, title + 1, Role.TITLE, 0.9, "subtitle-dash")


def _is_wrapped(found: Sequence[Sorted], texts: Sequence[int]) -> bool:
    """Whether the first row is as long as the lines an editor or a mail program wrapped."""
    rows = [found[place].row for place in texts]
    wrapped = sorted(
        len(row.text) for row in rows[1:] if not is_closed(row.text) and len(row.text) >= _WRAPPED
    )
    return len(wrapped) > 1 and len(rows[0].text) >= 0.8 * wrapped[len(wrapped) // 2]


def _unmarked_stack(found: list[Sorted], texts: list[int]) -> list[int]:
    stack: list[int] = []
    for place in texts:
        row = found[place].row
        longest = _LATIN_TITLE_LENGTH if is_latin(row.folded) else _TITLE_LENGTH
        is_headed = row.block.kind is BlockKind.HEADING
        ends = bool(_TITLE_END.search(row.text)) or (row.text.endswith(".") and is_latin(row.folded))
        if len(row.text) > longest or ends or (dateline.read(row.text) and not is_headed):
            break
        if stack and (place != stack[-1] + 1 or not (is_label(row) or is_headed)):
            break
        stack.append(place)
        if len(stack) > _TITLE_STACK:  # a list: a file may hold a million short lines
            return []
    rest = [place for place in texts if place not in stack]
    opens_body = bool(rest) and is_full(found[rest[0]].row)
    return stack if stack and (opens_body or not rest) and len(texts) > len(stack) else []


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)
