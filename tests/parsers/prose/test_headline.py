"""Titles proposed from the lead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.parsers.prose.headline import propose


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        (
            "雨过天晴，海岛迎来客人。5月8日，第三届海洋科普节在银沙湾举行，三千人参加。",
            "第三届海洋科普节在银沙湾举行",
        ),
        ("近日，云岭县科协与海滨学院签署共建协议，双方将建三个观察站。", "云岭县科协与海滨学院签署共建协议"),
        ("短。", None),
        ("", None),
    ],
)
def test_a_clause_that_reports_is_proposed(lead: str, title: str | None) -> None:
    """Not the slogan before it, not the date."""
    assert propose(lead) == title


@given(st.text(alphabet="科协举办“”《》（），。签署 abc", max_size=120))
def test_a_proposal_is_always_a_quotation(lead: str) -> None:
    """And its quotation marks are balanced."""
    title = propose(lead)
    if title is not None:
        assert title in lead
        assert title.count("“") == title.count("”")
