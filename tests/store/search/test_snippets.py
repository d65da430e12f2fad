"""The words around what was found."""

from __future__ import annotations

from kexie_digest.store.search.snippets import marks, snippet

FILLER = "路边的树又长高了一截。" * 20


def test_places_that_touch_are_one() -> None:
    """Two words side by side, or one over itself, are marked once."""
    assert marks("科普活动与科普", ["科普", "活动"]) == ((0, 4), (5, 7))
    assert marks("哈哈哈", ["哈哈"]) == ((0, 3),)


def test_script_width_and_white_space_do_not_hide_a_place() -> None:
    """Marks count in the printed text, the space a column left included."""
    assert marks("「科　學」ＡＩ課", ["科学", "ai"]) == ((1, 4), (5, 7))


def test_nothing_found_marks_nothing() -> None:
    """A text without the word, and an empty one."""
    assert marks("天文台", ["科普"]) == marks("", ["科普"]) == ()


def test_the_text_with_most_words_is_shown() -> None:
    """A later paragraph that holds both words beats an earlier one with one."""
    shown, places = snippet(["科普", "", "科普进了天文台"], ["科普", "天文台"])
    assert (shown, places) == ("科普进了天文台", ((0, 2), (4, 7)))


def test_a_long_text_is_cut_around_the_first_place() -> None:
    """Some text before, more behind; marks count in what is shown."""
    shown, ((start, end),) = snippet([f"{FILLER}天文台{FILLER}"], ["天文台"])
    assert shown in f"{FILLER}天文台{FILLER}"
    assert shown[start:end] == "天文台"
    assert 0 < start < len(shown) - end < len(shown) <= 80


def test_a_place_at_the_end_keeps_its_text_before() -> None:
    """The snippet is as long as elsewhere; nothing behind the end is made up."""
    shown, ((_, end),) = snippet([f"{FILLER}天文台"], ["天文台"])
    assert (len(shown), end) == (80, 80)


def test_a_mark_cut_off_by_the_end_ends_there() -> None:
    """A word longer than a snippet is shown whole; a second place is cut, not lost outside."""
    long = "一二三四五六七八九十" * 12
    shown, places = snippet([long], [long])
    assert (shown, places) == (long, ((0, 120),))


def test_a_run_of_places_that_touch_is_not_shown_whole() -> None:
    """A line of a thousand 哈 is one mark; the snippet is no longer for it, unless a word is."""
    assert snippet(["哈" * 1000], ["哈哈"]) == ("哈" * 80, ((0, 80),))
    assert len(snippet(["哈" * 1000], ["哈", "哈" * 90])[0]) == 90


def test_a_report_without_the_word_shows_its_beginning() -> None:
    """Found in what is not printed: the first text, unmarked."""
    assert snippet(["天文台", "气象站"], ["科普"]) == ("天文台", ())
    assert snippet([], ["科普"]) == ("", ())
