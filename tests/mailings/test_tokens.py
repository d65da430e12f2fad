"""Tokens."""

from __future__ import annotations

import re

from kexie_digest.mailings.tokens import make_token
from kexie_digest.model.mailing.message import TOKEN_SLOT


def test_a_token_is_24_url_safe_characters() -> None:
    """It fills the slot exactly and needs no escaping."""
    token = make_token(b"secret", "weekly", 131, "reader@example.org")
    assert re.fullmatch(r"[A-Za-z0-9_-]{24}", token)
    assert len(token) == len(TOKEN_SLOT)


def test_a_token_is_stable_and_personal() -> None:
    """Same three, same token; any other secret, digest, number or reader: another one."""
    token = make_token(b"secret", "weekly", 131, "reader@example.org")
    assert token == make_token(b"secret", "weekly", 131, "Reader@Example.org")
    others = {
        make_token(b"other", "weekly", 131, "reader@example.org"),
        make_token(b"secret", "daily", 131, "reader@example.org"),
        make_token(b"secret", "weekly", 132, "reader@example.org"),
        make_token(b"secret", "weekly", 131, "other@example.org"),
        make_token(b"secret", "weekly1", 31, "reader@example.org"),
    }
    assert len(others) == 5
    assert token not in others
