"""The fit of two pieces, and lines that break off."""

from __future__ import annotations

from kexie_digest.parsers.newspaper.page.seams import CROSSED, breaks_off, fit, names_subject


def test_a_word_across_the_cut_fits() -> None:
    """Two halves of a dictionary word belong together; two whole words say little."""
    assert fit("为孩子们准备了一座图", "书馆,里面都是种子") == CROSSED
    assert fit("2022年7月1", "9日,渔民出海") == CROSSED
    assert fit("种子图书馆", "昨天开张") < 0
    assert fit("望山县", ",昨天") == CROSSED
    assert fit("", "昨天") == 0


def test_broken_ends_are_noticed() -> None:
    """A lone adverb or an open count ends no headline."""
    assert breaks_off("校长最")
    assert breaks_off("提出建议的是九名")
    assert not breaks_off("望山县办起种子图书馆")
    assert not breaks_off("河水是怎样变清的")


def test_a_person_with_a_post_begins_a_sentence() -> None:
    """校长某某 wants to do something; a headline has said what."""
    assert names_subject("石盘村小学校长宋拂晓")
    assert not names_subject("两百名专家聚首望山")
