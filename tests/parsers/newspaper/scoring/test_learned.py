"""Features and the weights that hang on them."""

from __future__ import annotations

from kexie_digest.parsers.newspaper.classes.classify import by_rules, candidates
from kexie_digest.parsers.newspaper.classes.label import Candidate, Label
from kexie_digest.parsers.newspaper.page.lines import read_lines
from kexie_digest.parsers.newspaper.page.page_view import PageView, view
from kexie_digest.parsers.newspaper.scoring.features import features
from kexie_digest.parsers.newspaper.scoring.learned import TAUGHT, in_doubt
from kexie_digest.parsers.newspaper.scoring.weights import WEIGHTS
from parsers.newspaper.pages import extract_text

PAGE = """种子图书馆开到了山脚

望山县科协与县图书馆合办的种子图书馆昨天开张，读者凭借书证可以借走一袋老品种种子，收获以后再还回两袋。

有人借走

黑花生。她说小时候吃过这种花生，已经三十年没有见到了，要种满屋后那一小块地。"""


def _page() -> PageView:
    return view(read_lines(extract_text(PAGE)))


def test_features_speak_of_shape_and_place() -> None:
    """A headline's features name its length, its neighbours and the way it ends, each once."""
    page = _page()
    found = features(page.lines[0], page)
    assert {"bias", "above:none", "below:prose", "unmarked-page", "gap:-1"} <= set(found)
    assert len(found) == len(set(found))


def test_weights_change_scores_and_keep_candidates() -> None:
    """What the rules allow stays possible; only the scores of short lines move."""
    page = _page()
    ruled, corrected = by_rules(page.lines[2], page), candidates(page.lines[2], page)
    assert [(item.label, item.rule) for item in ruled] == [(item.label, item.rule) for item in corrected]
    assert [item.score for item in ruled] != [item.score for item in corrected]
    assert by_rules(page.lines[1], page) == candidates(page.lines[1], page)


def test_every_weight_belongs_to_the_taught_classes() -> None:
    """One number a class, and none so large that it would drown the rules."""
    assert all(len(row) == len(TAUGHT) for row in WEIGHTS.values())
    assert max(abs(number) for row in WEIGHTS.values() for number in row) < 4


def test_weights_are_not_asked_where_the_rules_are_clear() -> None:
    """A lone reading and one three points ahead stay as they are."""
    body, head = Candidate(Label.BODY, 1.0, "body"), Candidate(Label.HEAD, 3.9, "head")
    assert not in_doubt((body,))
    assert in_doubt((body, head))
    assert not in_doubt((body, Candidate(Label.HEAD, 4.0, "head")))
