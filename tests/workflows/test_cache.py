"""What was made is kept for the next who asks."""

from __future__ import annotations

from kexie_digest.workflows.cache import Cache


def test_the_one_not_asked_for_longest_is_given_up() -> None:
    """A value is made once as long as it is asked for; of three only two stay."""
    made: list[str] = []
    kept: Cache[str] = Cache(2)

    def ask(key: str) -> str:
        def make() -> str:
            made.append(key)
            return key * 2

        return kept.get(key, make)

    assert [ask(key) for key in "abacab"] == ["aa", "bb", "aa", "cc", "aa", "bb"]
    assert made == ["a", "b", "c", "b"]
