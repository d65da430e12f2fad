"""What of a report may be printed."""

from __future__ import annotations

import pytest

from kexie_digest.editions.items import make_item
from kexie_digest.model import Award, Facts, FlagKind, Rights, Script, Themes

from factories import make_article, make_report


@pytest.mark.parametrize(
    ("rights", "has_text", "has_summary"),
    [(Rights.FULL, True, True), (Rights.EXCERPT, False, True), (Rights.LINK, False, False)],
)
def test_rights_decide_how_much_is_printed(rights: Rights, *, has_text: bool, has_summary: bool) -> None:
    """Full prints the text, excerpt a quoted summary, link neither; the source is always named."""
    item = make_item([make_report(rights=rights)], "e1")
    assert bool(item.paragraphs) is has_text
    assert bool(item.provenance.paragraphs) is has_text
    assert bool(item.summary) is has_summary
    assert item.sources[0].publication == "海岚科技导报"


def test_every_report_is_a_source_and_the_first_is_the_lead() -> None:
    """The item names all its reports, the printed one first."""
    lead, other = make_report(make_article("甲")), make_report(make_article("乙"))
    item = make_item([lead, other], "e1")
    assert [source.title for source in item.sources] == ["甲", "乙"]
    assert item.article_id == lead.id


def test_an_unsure_theme_asks_for_review() -> None:
    """Doubt about the theme is a flag on the item, not an empty list."""
    item = make_item([make_report(themes=Themes((), unsure=True))], "e1")
    assert [flag.flag for flag in item.flags] == [FlagKind.NEEDS_REVIEW]
    assert item.themes == ("other",)


def test_traditional_text_is_marked_for_its_glyphs() -> None:
    """A traditional article is set with traditional glyphs."""
    assert make_item([make_report(make_article(script=Script.TRADITIONAL))], "e1").language == "zh-TW"


def test_each_fact_names_the_report_it_is_quoted_from() -> None:
    """A sentence of the second report leads there; one that both print leads to the first."""

    def won(*sentences: str) -> Facts:
        return Facts(awards=tuple(Award(f"奖{s}", (), ("某学会",), s) for s in sentences))

    lead = make_report(make_article("一"), facts=won("甲。"))
    other = make_report(make_article("二"), facts=won("甲。", "乙。"))
    assert make_item([lead, other], "e1").cited == {"甲。": lead.id, "乙。": other.id}


def test_a_corrected_title_is_marked_and_the_source_named_as_printed() -> None:
    """An editor's title heads the item; what was printed stands beside it and names the source."""
    article = make_article("小学有了观测台", edited={"title": "岭下小学办起气象站"})
    item = make_item([make_report(article)], "e-1")
    assert (item.title, item.printed_title) == ("小学有了观测台", "岭下小学办起气象站")
    assert item.sources[0].title == "岭下小学办起气象站"
    assert make_item([make_report()], "e-1").printed_title is None
