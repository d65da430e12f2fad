"""Words of the desk that are made of figures."""

from __future__ import annotations

import pytest

from kexie_digest.web.wording import counted, took


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, "—"),
        (0.04, "0.0 秒"),
        (9.94, "9.9 秒"),
        (12.4, "12 秒"),
        (59.7, "1 分 0 秒"),
        (200, "3 分 20 秒"),
        (3900, "1 小时 5 分"),
    ],
)
def test_lengths_are_said_as_people_say_them(seconds: float | None, said: str) -> None:
    """A tenth where it matters, whole seconds, minutes, hours."""
    assert took(seconds) == said


def test_counts_are_said_in_their_measure() -> None:
    """Nothing is left out, also a count without a word of its own."""
    assert counted({"sent": 3, "articles": 0, "odd": 2}) == ["送出邮件 3 封", "odd 2"]
