"""Days, bylines, sources and addresses in words."""

from __future__ import annotations

import pytest

from kexie_digest.model import Byline, BylineRole, FlagKind, SourceReference
from kexie_digest.renderers._wording import (
    FLAG_LABELS,
    byline_groups,
    long_day,
    short_day,
    source_line,
    strip_invisible,
    web_address,
)


def test_long_days_have_their_weekday() -> None:
    """As a newspaper prints it; what is no day stays as it is."""
    assert long_day("2026-03-06") == "2026年3月6日 星期五"
    assert long_day("2026-03-08") == "2026年3月8日 星期日"
    assert long_day("近日") == "近日"


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2026", "2026年"),
        ("2026-03", "2026年3月"),
        ("2026-03-04", "2026年3月4日"),
        ("2026-03-27/2026-03-29", "2026年3月27日至29日"),
        ("2026-03-27/2026-04-02", "2026年3月27日至4月2日"),
        ("2025-12-30/2026-01-02", "2025年12月30日至2026年1月2日"),
        ("2026-03-27/2026-03-27", "2026年3月27日"),
        ("2026-03/2026-05", "2026年3月至5月"),
        ("近日", "近日"),
    ],
)
def test_short_days(iso: str, words: str) -> None:
    """Years, months, days and ranges; a range repeats nothing it shares."""
    assert short_day(iso) == words


def test_bylines_are_gathered_by_role() -> None:
    """Names of one role and paper stand together, a double one once."""
    reporter = Byline("罗小禾", BylineRole.REPORTER, "本报")
    bylines = (
        reporter,
        Byline("何晓汀", BylineRole.REPORTER, "本报"),
        Byline("金一鸣", BylineRole.PHOTOGRAPHER),
        reporter,
    )
    assert byline_groups(bylines) == ("本报记者 罗小禾 何晓汀", "摄影 金一鸣")
    assert byline_groups((Byline("石榴"), Byline("望溪县科协", BylineRole.ORGANISATION))) == (
        "石榴",
        "供稿 望溪县科协",
    )


def test_sources_say_where_they_stood() -> None:
    """Publication, page, day; a file name when nobody is named; 版 is never doubled."""
    assert (
        source_line(SourceReference("a", "t", "导报", "f.txt", page="02", date="2026-03-05"))
        == "导报 02版 2026年3月5日"
    )
    assert source_line(SourceReference("a", "t", None, "f.txt", page="A4版")) == "f.txt A4版"


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
