"""Readers' names, whoever typed them."""

from __future__ import annotations

import pytest

from kexie_digest.mailings.headers import mailbox
from kexie_digest.mailings.naming import LONGEST_SPOKEN, spoken_name, tidy_name


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


@pytest.mark.parametrize("name", ["李明", "J. R. Li", "Anna-Maria O'Neill", "海岚省科协 学会部", "王 3 号"])
def test_an_ordinary_name_is_spoken(name: str) -> None:
    """Initials, hyphens and the names of bodies are no links."""
    assert spoken_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "中奖了 https://evil.example/win",
        "领奖 evil.example",
        "ｅｖｉｌ．ｅｘａｍｐｌｅ",
        "evil。com",
        "evil\u200b.example",
        "win@evil.example",
        "win＠evil",
        "李明\n点这里领奖",
        "李明\u2028点这里领奖",
        "加微信 135790",
    ],
)
def test_a_name_that_advertises_is_left_out(name: str) -> None:
    """The sign-up form must not mail a stranger's words to anybody."""
    assert not spoken_name(name)


def test_a_long_name_is_cut() -> None:
    """An essay is no name."""
    assert spoken_name("长" * 400) == "长" * LONGEST_SPOKEN
