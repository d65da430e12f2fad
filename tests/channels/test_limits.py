"""What an account allows is read from its address."""

from __future__ import annotations

import pytest

from kexie_digest.channels.limits import PER_CONNECTION, Limits, limits_of
from kexie_digest.errors import DeliveryError


def test_limits_stand_behind_the_address() -> None:
    """Each limit has its name; the password stays out."""
    found = limits_of(
        "smtps://post:geheim@mx.example.org:465?connections=2&per_minute=300&per_day=2000&per_connection=20"
    )
    assert found == Limits("post@mx.example.org:465", 2, 300, 2000, 20)
    assert "geheim" not in repr(found)


def test_an_account_without_limits_has_the_usual_ones() -> None:
    """Few connections, few mails on each; a day and a minute know no limit."""
    assert limits_of("smtp://mx.example.org") == Limits("mx.example.org", 4, 0, 0, PER_CONNECTION)


def test_a_folder_has_one_connection() -> None:
    """Nobody counts files."""
    assert limits_of("file:///srv/out?connections=9") == Limits("file")


def test_no_connection_is_one_connection() -> None:
    """With none nothing would ever go out."""
    assert limits_of("smtp://mx.example.org?connections=0").connections == 1


@pytest.mark.parametrize("value", ["", "-1", "many", "٣", "1e3", "9999999999"])
def test_a_limit_that_is_no_number_is_named(value: str) -> None:
    """The error says which one, and shows no password."""
    with pytest.raises(DeliveryError, match="per_day") as caught:
        limits_of(f"smtp://post:geheim@mx.example.org?per_day={value}")
    assert caught.value.code == "bad_url"
    assert "geheim" not in f"{caught.value} {caught.value.advice}"
