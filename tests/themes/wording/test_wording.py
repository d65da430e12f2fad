"""The wording of an article speaks for themes that no rule found."""

from __future__ import annotations

import pytest

from kexie_digest.config.themes import built_in
from kexie_digest.model import Article, Passage, Theme
from kexie_digest.themes import assign, score
from kexie_digest.themes.fields import read
from kexie_digest.themes.wording import grams, likelihoods, telling
from kexie_digest.themes.wording.weights import taught

#: Told without a word of prizes: no rule of ours speaks for it.
STORY = Article(
    (
        Passage(
            "老支书摸着墙上新挂的那块铜牌，半天没说话。全省一共二十块，青石沟村是头一回有，评委给的分排第三。"
        ),
    )
)


def test_pairs_do_not_cross_marks() -> None:
    """What a comma divides is no pair; other letters are none either."""
    assert grams("科普,周A日") == {"科", "普", "周", "日", "科普"}


def test_shares_add_up_to_one() -> None:
    """Every built-in theme has a share of one."""
    found = likelihoods(read(STORY))
    assert set(found) == set(taught().themes) == {theme.key for theme in built_in()}
    assert abs(sum(found.values()) - 1) < 1e-9


def test_a_text_without_hanzi_says_nothing() -> None:
    """No share is made up where nothing is known."""
    assert likelihoods(read(Article((Passage("3,5 x 7"),)))) == {}


def test_what_is_quoted_stands_in_the_text() -> None:
    """The telling stretches are cut from the article, the weightiest first."""
    reading = read(STORY)
    found = telling(reading, "awards")
    assert found
    assert [one[2] for one in found] == sorted((one[2] for one in found), reverse=True)
    assert all(reading.field_at(start, end) for start, end, _ in found)


def test_the_wording_can_name_a_theme_alone() -> None:
    """Without any rule the theme that the wording makes likely is named, with an exact quote."""
    bare = [Theme(theme.key, theme.label) for theme in built_in()]
    found = assign(STORY, bare)
    assert found.keys[0] == "awards"
    assert found.assignments[0].evidence
    assert all(one.text in STORY.body for one in found.assignments[0].evidence)


def test_an_owners_theme_keeps_its_score() -> None:
    """A theme that no notice taught is neither raised nor lowered."""
    own = Theme("bells", "铜牌", terms=(("铜牌", 2.0),))
    (found,) = [one for one in score(STORY, (*built_in(), own)) if one.theme.key == "bells"]
    assert found.sounding == 1.0
    assert found.value == pytest.approx(score(STORY, (own,))[0].value)
