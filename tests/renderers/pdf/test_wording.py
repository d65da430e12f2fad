"""Bylines, sources, flags in words."""

from __future__ import annotations

from kexie_digest.model import Byline, BylineRole, Flag, FlagKind, SourceReference
from kexie_digest.renderers.pdf import wording

from factories import make_item


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


def test_source_names_paper_day_and_page() -> None:
    """Leading zeros of the page are dropped."""
    source = SourceReference("a", "题", "海岚科技导报", "x.txt", page="02", date="2026-03-05")
    assert wording.source_place(source) == "《海岚科技导报》2026年3月5日第2版"


def test_source_without_a_paper_is_its_file() -> None:
    """A dropped file is named."""
    assert wording.source_place(SourceReference("a", "题", None, "会议纪要.txt")) == "会议纪要.txt"
    dated = SourceReference("a", "题", None, "会议纪要.txt", date="2026-03-05")
    assert wording.source_place(dated) == "会议纪要.txt 2026年3月5日"


def test_every_flag_has_a_word() -> None:
    """A new kind of flag cannot break a bulletin."""
    assert all(wording.flag_word(Flag(kind, "因")) for kind in FlagKind)
