"""robots.txt (kexie_digest.sources._robots)."""

from __future__ import annotations

import pytest

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


def test_without_a_group_of_ours_the_common_one_counts() -> None:
    """And without any file everything is allowed."""
    assert not read_robots(b"User-agent: *\nDisallow: /").allows("https://e.org/a")
    assert read_robots(b"User-agent: Other\nDisallow: /").allows("https://e.org/a")
    assert read_robots(b"\xff\x00 nonsense").allows("https://e.org/a")
