"""Take the token out of a letter's link."""

from __future__ import annotations

import re
from email.message import EmailMessage


def link_of(letter: EmailMessage, kind: str) -> str:
    """Give the token of a letter's link of a kind (``c`` or ``p``), the same in both parts."""
    tokens = set[str]()
    for part in ("plain", "html"):
        body = letter.get_body((part,))
        assert body is not None
        found = re.findall(rf"https://digest\.example\.org/{kind}/([A-Za-z0-9_-]{{24}})", body.get_content())
        assert found, part
        tokens.update(found)
    (token,) = tokens
    return token
