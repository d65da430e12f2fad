"""Tags with more attributes than a parser can compare."""

from __future__ import annotations

import pytest

from kexie_digest.text.markup import MOST_ATTRIBUTES, MOST_TAGS, is_flooded

NAMES = [f"a{number}" for number in range(MOST_ATTRIBUTES + 1)]


@pytest.mark.parametrize("between", [" ", "/", "='' ", "=x\n", ' = ">" '])
def test_a_flood_is_told_however_it_is_written(between: str) -> None:
    """Bare names, slashes, values in quotes and without, a bracket inside a value."""
    assert is_flooded(f"<p>字</p><p title='>' {between.join(NAMES)}>字</p>")


def test_so_many_tags_nobody_wrote() -> None:
    """A million paragraphs without a word would keep the reader busy for a minute."""
    assert is_flooded("<p>" * (MOST_TAGS + 1))


@pytest.mark.parametrize(
    "markup",
    [
        f"<script>var a = '{' '.join(NAMES)}'</script>",
        f"<p>{' '.join(NAMES)}</p>",
        f"<div data-props='{' '.join(NAMES)}'>字</div>",
        '<img src="data:image/png;base64,' + "iVBORw0/" * MOST_ATTRIBUTES + '">',
        "<p a=1 b>" * MOST_ATTRIBUTES,
    ],
    ids=["a script", "words", "one long value", "a picture", "many tags"],
)
def test_what_only_looks_like_one_is_none(markup: str) -> None:
    """Long, and read in a moment all the same."""
    assert not is_flooded(markup)
