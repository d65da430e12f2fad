"""Speakers: a line that names a voice by body, post and name.

Takes the line, gives its three parts. It does not decide that a line is one.
"""

import re
from typing import Final

from kexie_digest.model import Speaker
from kexie_digest.parsers.parts.names import is_body
from kexie_digest.text.script import fold

_NAME: Final = re.compile(r"(?P<who>.*\S)\s+(?P<name>[^\s]{2,8}|\S\s\S)\s*")


def read_speaker(raw: str, before: int) -> Speaker:
    """Take a speaker line apart.

    Args:
        raw: The line, body and post first, the name after a blank.
        before: Index of the paragraph the voice begins with.

    Returns:
        The speaker; body or post None where the line does not show them.
    """
    match = _NAME.fullmatch(raw)
    who, name = (match["who"], match["name"]) if match else ("", raw)
    cut = _body_end(fold(who))
    return Speaker(name.replace(" ", ""), who[:cut] or None, who[cut:].strip() or None, raw, before)


def _body_end(who: str) -> int:
    """The longest beginning that names a body and leaves a post."""
    for end in range(len(who) - 1, 1, -1):
        if is_body(who[:end]) and len(who) - end > 1:
            return end
    return 0
