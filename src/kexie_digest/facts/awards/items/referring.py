"""Whom an item points back to: 该论坛 to the forum, 我们学会 to the speaker's society.

Takes sentences and an item, gives the name it stands for, or none where nothing proves it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kexie_digest.facts.lines import Line
from kexie_digest.facts.naming.leading import leading_organisation
from kexie_digest.facts.naming.organisations import strip_start
from kexie_digest.facts.naming.persons import body_of, speaker_of

_FIRST_PERSON = re.compile(
    r"(?:我|我们|本人|俺)(?:的[^,。]{0,6})?$|^(?:此次|这次|今天)?(?:我的|"
    r"我)(?![省市县区校国院会])[^,。]{0,8}$"
)
_OUR_BODY = re.compile(
    r"(?:我们|咱们|作为[^,。]{2,30}?)(?:学会|协会|公司|单位|企业|团队|学校|医院|研究会|科协|促进会)?$|^作为"
)


def referred(lines: Sequence[Line], line: Line, position: int, noun: str) -> list[str]:
    """What 该论坛 points back to: the nearest quoted name or body that ends so."""
    pattern = re.compile(rf"[“《]([^“”《》]{{2,60}}{noun}[^“”《》]{{0,4}})[”》]")
    for other in reversed(lines[max(0, line.order - 6) : line.order + 1]):
        text = other.folded[:position] if other is line else other.folded
        found = list(pattern.finditer(text))
        if found:
            return [other.text[found[-1].start(1) : found[-1].end(1)]]
        begin = strip_start(other.masked, 0, len(other.masked))
        subject = leading_organisation(other.masked, 0, other.clause_end(begin))
        is_before = other is not line or (subject and subject[1] < position)
        if subject and is_before and other.folded[subject[0] : subject[1]].endswith(noun):
            return [other.text[subject[0] : subject[1]]]
    return []


def spoken_of(lines: Sequence[Line], line: Line, item: str) -> list[str]:
    """Resolve 我的论文 to the speaker and 我们学会, 作为…协会 to the speaker's body.

    Args:
        lines: All sentences.
        line: The sentence.
        item: The folded words before the verb.

    Returns:
        The one name; empty when nobody speaks or nothing proves who.
    """
    is_ours = _OUR_BODY.search(item)
    if not is_ours and not _FIRST_PERSON.search(item):
        return []
    speaker = speaker_of(lines, line)
    if not speaker:
        return []
    other, (start, end) = speaker
    if not is_ours:
        return [other.text[start:end]]
    body = body_of(lines, other.folded[start:end])
    return [body] if body else []
