"""robots.txt (kexie_digest.sources._robots)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.sources._robots import read_robots

FILE = b"""\xef\xbb\xbf# ours
User-agent: BadBot
User-Agent: KexieDigest
Disallow: /private
Allow: /private/list$
Disallow: /*.php
Disallow:

User-agent: *
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private/x", False),
        ("/private/list", True),
        ("/private/list/2", False),
        ("/news/index.php?id=1", False),
        ("/news/", True),
    ],
)
def test_the_longest_rule_of_our_group_decides(path: str, allowed: bool) -> None:  # noqa: FBT001 - an expectation
    """RFC 9309 §2.2.2, with * and $."""
    assert read_robots(FILE).allows(f"https://e.org{path}") is allowed


def _by_expression(pattern: str, path: str) -> bool:
    """Match as a regular expression does, which takes for ever where there are many stars."""
    pieces = ".*".join(re.escape(piece) for piece in pattern.removesuffix("$").split("*"))
    return re.match(pieces + ("$" if pattern.endswith("$") else ""), path) is not None


@given(st.text("ab*", max_size=6), st.sampled_from(["", "$"]), st.text("ab", max_size=6))
def test_stars_match_as_in_an_expression(pattern: str, end: str, path: str) -> None:
    """RFC 9309 §2.2.3, on every short pattern and path."""
    rules = read_robots(f"User-agent: *\nDisallow: /{pattern}{end}\n".encode())
    assert rules.allows(f"https://e.org/{path}") is not _by_expression(f"/{pattern}{end}", f"/{path}")


def test_many_stars_are_matched_at_once() -> None:
    """Tried at every place they would keep the program busy for longer than the sun shines."""
    rules = read_robots(b"User-agent: *\nDisallow: /" + b"*a" * 30 + b"b$\n")
    assert rules.allows("https://e.org/" + "a" * 60)


def test_without_a_group_of_ours_the_common_one_counts() -> None:
    """And without any file everything is allowed."""
    assert not read_robots(b"User-agent: *\nDisallow: /").allows("https://e.org/a")
    assert read_robots(b"User-agent: Other\nDisallow: /").allows("https://e.org/a")
    assert read_robots(b"\xff\x00 nonsense").allows("https://e.org/a")
