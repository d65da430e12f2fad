"""Signs and their places."""

from kexie_digest.facts.awards.tagging.signs import places, signs_in


def test_signs_are_named_by_what_they_tell() -> None:
    """A verb of winning and a prize, but no judge."""
    assert {"got", "prize"} <= signs_in("荣获一等奖")
    assert "judge" not in signs_in("荣获一等奖")


def test_signs_have_places() -> None:
    """The judge stands behind the comma."""
    assert (3, 5, "judge") in places("他说,评委走了")
