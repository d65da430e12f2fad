"""From reports to an edition."""

from __future__ import annotations

from kexie_digest.editions import compose, draft
from kexie_digest.model import Assignment, Edition, Flag, FlagKind, Publication, Theme, Themes
from kexie_digest.model.serialization import from_json, to_json

from factories import make_article, make_digest, make_report

THEMES = [Theme("awards", "获奖表彰"), Theme("cooperation", "合作交流"), Theme("other", "其他")]


def _report(title: str, theme: str, **fields: object):  # noqa: ANN202 - a Report
    return make_report(make_article(title, **fields), themes=Themes((Assignment(theme, 3.0, ()),)))


def test_every_report_appears_exactly_once() -> None:
    """Reports of one event share an item; nothing is printed twice or lost."""
    reports = [_report("甲", "awards"), _report("乙", "cooperation"), _report("丙", "other")]
    event_of = {reports[0].id: "e1", reports[1].id: "e1", reports[2].id: "e2"}
    content = draft(reports, event_of, make_digest(sections=("*",)), THEMES)
    sources = [
        source.article_id for section in content.sections for item in section.items for source in item.sources
    ]
    assert sorted(sources) == sorted(report.id for report in reports) == sorted(content.report_ids)


def test_empty_sections_are_left_out() -> None:
    """A digest has three themes, an edition only those with news."""
    content = draft([_report("甲", "other")], {}, make_digest(sections=("*",)), THEMES)
    assert [section.label for section in content.sections] == ["其他"]


def test_flagged_items_wait_for_an_editor_when_the_digest_says_so() -> None:
    """hold_flagged keeps a damaged item back and leaves it unpublished."""
    torn = _report("残稿", "awards", flags=(Flag(FlagKind.TRUNCATED, "原文不全"),))
    held = draft([torn], {}, make_digest(sections=("*",), hold_flagged=True), THEMES)
    printed = draft([torn], {}, make_digest(sections=("*",)), THEMES)
    assert (held.sections, held.report_ids, len(held.held)) == ((), (), 1)
    assert printed.sections[0].items[0].flags


def test_reports_no_section_takes_stay_unpublished() -> None:
    """A digest of awards leaves other news for other digests."""
    content = draft([_report("甲", "other")], {}, make_digest(sections=("awards",)), THEMES)
    assert (content.sections, len(content.homeless)) == ((), 1)


def test_an_edition_survives_json() -> None:
    """edition.json holds the whole value."""
    digest = make_digest(sections=("*",))
    content = draft([_report("甲", "awards")], {}, digest, THEMES)
    edition = compose(content, digest, Publication("刊", "社"), numbers=(3, 40), published_on="2026-03-06")
    assert from_json(Edition, to_json(edition)) == edition
    assert (edition.number, edition.total_number) == (3, 40)
