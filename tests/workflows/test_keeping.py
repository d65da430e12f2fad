"""What was made is kept for the next who asks."""

from __future__ import annotations

from kexie_digest.workflows.keeping import Kept


def test_the_least_asked_for_is_given_up() -> None:
    """A value is made once as long as it is asked for; of three only two stay."""
    made: list[str] = []
    kept: Kept[str] = Kept(2)

    def ask(key: str) -> str:
        def make() -> str:
            made.append(key)
            return key * 2

        return kept.get(key, make)

    assert [ask(key) for key in "abacab"] == ["aa", "bb", "aa", "cc", "aa", "bb"]
    assert made == ["a", "b", "c", "b"]
