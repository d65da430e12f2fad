"""In which section a story stands and which report leads it."""

from __future__ import annotations

from kexie_digest.editions.sections import place, section_order
from kexie_digest.model import Assignment, Flag, FlagKind, Rights, Theme, Themes

from factories import make_article, make_digest, make_report

ORDER = ("awards", "cooperation", "science_popularization", "party_building")


def _themed(main: str, *headline: str) -> Themes:
    return Themes((Assignment(main, 5.0, ()),), headline=headline)


def test_the_star_stands_for_all_themes_not_named() -> None:
    """Named sections keep their place, the star gives the rest in standard order."""
    themes = [Theme(key, key) for key in ("awards", "cooperation", "academic_exchange", "other")]
    digest = make_digest(sections=("cooperation", "*", "other"))
    assert section_order(digest, themes) == ("cooperation", "awards", "academic_exchange", "other")


def test_an_event_stands_in_the_first_section_any_report_has_as_main_theme() -> None:
    """Two reports of one congress: the one about awards decides the section and leads."""
    congress = make_report(make_article("大会开幕"), themes=_themed("cooperation"))
    awards = make_report(make_article("学会受到表扬"), themes=_themed("awards"))
    section, ordered = place([congress, awards], ORDER) or ("", ())
    assert (section, ordered[0].id) == ("awards", awards.id)
    assert {report.id for report in ordered} == {congress.id, awards.id}


def test_an_alliance_in_the_headline_makes_it_cooperation_news() -> None:
    """A story mainly about party building stands under cooperation when its lead founds an alliance."""
    report = make_report(themes=_themed("party_building", "cooperation"))
    assert (place([report], ORDER) or ("",))[0] == "cooperation"


def test_the_least_damaged_report_leads() -> None:
    """A longer report with lost text yields to a whole one."""
    torn = make_article("长稿", "很长的正文。" * 30, flags=(Flag(FlagKind.TRUNCATED, "原文不全"),))
    damaged = make_report(torn, themes=_themed("awards"))
    whole = make_report(make_article("短稿"), themes=_themed("awards"))
    _, ordered = place([damaged, whole], ORDER) or ("", ())
    assert ordered[0].id == whole.id


def test_a_report_we_may_print_leads_over_one_we_may_only_link() -> None:
    """Of two undamaged reports the freer one leads."""
    linked = make_report(make_article("外稿"), themes=_themed("awards"), rights=Rights.LINK)
    own = make_report(make_article("本报稿"), themes=_themed("awards"))
    _, ordered = place([linked, own], ORDER) or ("", ())
    assert ordered[0].id == own.id


def test_a_digest_without_a_fitting_section_takes_nothing() -> None:
    """A story whose themes have no section is not placed."""
    assert place([make_report(themes=_themed("international"))], ORDER) is None
