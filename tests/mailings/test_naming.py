"""Readers' names, whoever typed them."""

from __future__ import annotations

import pytest

from kexie_digest.mailings.headers import mailbox
from kexie_digest.mailings.naming import tidy_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  李　明\t", "李 明"),
        ("李\0明", "李明"),
        ("a \x00 b\r\nBcc: c@example.org", "a b Bcc: c@example.org"),
        ("\u2028李\x9f\ud800", "李"),
    ],
)
def test_a_tidied_name_passes_every_header(typed: str, name: str) -> None:
    """One line, nothing that a header refuses."""
    assert tidy_name(typed) == name
    assert mailbox("To", tidy_name(typed), "li@example.org").startswith("To: ")
