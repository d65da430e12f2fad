"""Speakers: a line that names a voice by body, post and name.

Takes the line, gives its three parts. It does not decide that a line is one.
"""

import re
from typing import Final

from kexie_digest.model import Speaker
from kexie_digest.parsers.parts.names import is_body, is_person
from kexie_digest.text.script import fold

_WHO: Final = r"(?P<who>[^\s。;:!?][^。;:!?]{1,38}?)"
_PERSON: Final = r"(?P<name>[\u4e00-\u9fff·]{2,8}|[\u4e00-\u9fff]\s[\u4e00-\u9fff])"
_POST: Final = "(?:[长授任员师士事记席人家工主干生总监导理委将民农户友医手]|代表|主播|博士后|秘书)"
_POSTED: Final = rf"(?P<who>[^\s。;:!?][^。;:!?]{{0,36}}?{_POST})"
_SHAPES: Final = (
    re.compile(rf"\s*{_WHO}\s+{_PERSON}\s*:?\s*"),
    re.compile(rf"\s*{_PERSON}\s*[(,、]\s*{_POSTED}\s*\)?\s*:?\s*"),
    re.compile(rf"\s*{_PERSON}\s+{_POSTED}\s*:?\s*"),
    re.compile(rf"\s*{_POSTED}{_PERSON}\s*:?\s*"),
)
_LONGEST: Final = 44


def names_voice(folded: str) -> bool:
    """Tell whether a line may name who says what follows: a person with a body or a post.

    Args:
        folded: The folded line.

    Returns:
        True for 某村菜农 王小明, 王小明(某村菜农) and the like by their shape.
    """
    return len(folded) <= _LONGEST and _match(folded) is not None


def read_speaker(raw: str, before: int) -> Speaker:
    """Take a speaker line apart.

    Args:
        raw: The line: body, post and name in one of the printed orders.
        before: Index of the paragraph the voice begins with.

    Returns:
        The speaker; body or post None where the line does not show them.
    """
    match = _match(fold(raw))
    if match is None:
        return Speaker(raw.replace(" ", ""), None, None, raw, before)
    who, name = raw[slice(*match.span("who"))], raw[slice(*match.span("name"))]
    cut = _body_end(fold(who))
    return Speaker(name.replace(" ", ""), who[:cut] or None, who[cut:].strip() or None, raw, before)


def _match(folded: str) -> re.Match[str] | None:
    for pattern in _SHAPES:
        match = pattern.fullmatch(folded)
        if match and is_person(match["name"].replace(" ", "")):
            return match
    return None


def _body_end(who: str) -> int:
    """The longest beginning that names a body and leaves a post."""
    for end in range(len(who) - 1, 1, -1):
        if is_body(who[:end]) and len(who) - end > 1:
            return end
    return 0
