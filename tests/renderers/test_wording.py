"""Days, bylines, sources and addresses in words."""

from __future__ import annotations

import pytest

from kexie_digest.model import Byline, BylineRole, Flag, FlagKind, SourceReference
from kexie_digest.renderers._wording import (
    FLAG_LABELS,
    byline_phrases,
    flag_word,
    note_lines,
    retitled,
    source_place,
    strip_invisible,
    web_address,
)

from factories import make_item


def test_bylines_of_one_role_stand_together() -> None:
    """Neighbours of one role and paper share its name, a double name is printed once."""
    reporter = Byline("罗小禾", BylineRole.REPORTER, "本报")
    bylines = (
        reporter,
        Byline("何晓汀", BylineRole.REPORTER, "本报"),
        reporter,
        Byline("金一鸣", BylineRole.PHOTOGRAPHER),
    )
    assert byline_phrases(bylines) == ("本报记者 罗小禾　何晓汀", "金一鸣 摄")
    assert byline_phrases((Byline("石榴"), Byline("望溪县科协", BylineRole.ORGANISATION))) == (
        "石榴",
        "望溪县科协",
    )


def test_source_names_paper_day_and_page() -> None:
    """Leading zeros of the page are dropped."""
    source = SourceReference("a", "题", "海岚科技导报", "x.txt", page="02", date="2026-03-05")
    assert source_place(source) == "《海岚科技导报》2026年3月5日第2版"


def test_source_without_a_paper_is_its_document() -> None:
    """A dropped file is named without its ending; a host keeps all of its name."""
    assert source_place(SourceReference("a", "题", None, "会议纪要.docx")) == "会议纪要"
    dated = SourceReference("a", "题", None, "会议纪要.txt", date="2026-03-05")
    assert source_place(SourceReference("a", "t", None, "f.TXT", page="A4版")) == "f 第A4版"
    assert source_place(dated) == "会议纪要 2026年3月5日"
    assert source_place(SourceReference("a", "t", None, "kx.example.cn")) == "kx.example.cn"


@pytest.mark.parametrize("address", ["https://a.example/x?y=1#z", "http://a.example", " https://a.example/ "])
def test_web_addresses_pass(address: str) -> None:
    """Http and https, blanks around them dropped."""
    assert web_address(address) == address.strip()


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "/path",
        "https://",
        "ftp://a.example",
        "https://[::1",
    ],
)
def test_other_addresses_do_not(address: str | None) -> None:
    """Nothing else becomes a link."""
    assert web_address(address) is None


def test_invisible_characters_go_and_nothing_else() -> None:
    """Tabs, newlines, ideographic spaces, emoji and rare ideographs stay."""
    kept = "字\t\n　 😀𠀀𪚥\u200d\u00a0"
    assert strip_invisible(kept) == kept
    assert strip_invisible("a\x00\r\x7f\x9f\ufeff\ud800\ufdd0\uffff\U0010ffffb") == "ab"


def test_every_flag_has_a_label() -> None:
    """A new kind of doubt needs its words."""
    assert set(FLAG_LABELS) == set(FlagKind)
    assert flag_word(Flag(FlagKind.GAP, "因")) == FLAG_LABELS[FlagKind.GAP]


def test_original_title_is_quoted_in_marks_it_has_not() -> None:
    """书名号 do not nest; a proposed original has no title to name."""
    assert retitled(make_item("新题", printed_title="旧题")) == "编者改题，原题《旧题》"
    assert retitled(make_item("新题", printed_title="学《条例》")) == "编者改题，原题“学《条例》”"
    assert retitled(make_item("新题", printed_title="")) == "编者拟题，原无标题"
    assert not retitled(make_item("新题"))


def test_notes_are_divided_into_paragraphs() -> None:
    """Empty lines and blanks at the ends are nothing."""
    assert note_lines(" 一\n\n 二 \n") == ("一", "二")
    assert note_lines(" \n") == ()
