"""Bylines in one line, and what a bulletin says of itself."""

from __future__ import annotations

from kexie_digest.model import Byline, BylineRole
from kexie_digest.renderers.pdf import wording

from factories import make_edition, make_item, make_section


def test_credits_name_a_shared_role_once() -> None:
    """Two reporters of one paper stand behind one 本报记者."""
    bylines = (
        Byline("罗小禾", BylineRole.REPORTER, "本报"),
        Byline("何晓汀", BylineRole.REPORTER, "本报"),
        Byline("宋知远", BylineRole.CONTRIBUTOR),
    )
    assert wording.credits_line(make_item(bylines=bylines)) == "本报记者 罗小禾　何晓汀　通讯员 宋知远"


def test_credits_of_bodies_and_photographers() -> None:
    """A body has no role word; a photographer's stands behind."""
    bylines = (Byline("望溪县科协", BylineRole.ORGANISATION), Byline("金一鸣", BylineRole.PHOTOGRAPHER))
    assert wording.credits_line(make_item(bylines=bylines)) == "望溪县科协　金一鸣 摄"
    abroad = make_item(bylines=(Byline("甲", BylineRole.PHOTOGRAPHER, "視覺"),), language="zh-TW")
    assert wording.credits_line(abroad) == "甲 視覺 攝"


def test_credits_of_nobody() -> None:
    """No bylines, no line."""
    assert wording.credits_line(make_item()) == ""


def test_imprint_counts_items_and_reports() -> None:
    """Papers are named once; a report without one is among 等."""
    edition = make_edition(make_section("other", make_item("甲"), make_item("乙")))
    assert wording.imprint(edition, ("海岚科技导报",)).startswith(
        "本期刊出2篇，依据报道2则，选自《海岚科技导报》。"
    )
