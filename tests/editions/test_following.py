"""When a published event is news again."""

from __future__ import annotations

from kexie_digest.editions import Earlier, draft
from kexie_digest.editions.following import moved_on
from kexie_digest.model import Award, Facts, FollowUp, Theme

from factories import make_article, make_digest, make_report

FIRST = make_report(make_article("科普月启动", event_date="2026-03-01"))
EARLIER = {"e1": Earlier(FollowUp(4, 40, "2026-03-06"), (FIRST,))}
THEMES = [Theme("other", "其他")]


def test_a_repost_is_no_news() -> None:
    """The same day and no new fact: the event stands still."""
    assert not moved_on([FIRST], [make_report(make_article("又见科普月启动", event_date="2026-03-01"))])


def test_an_undated_report_is_no_news() -> None:
    """A report without a day says nothing of a later one."""
    assert not moved_on([FIRST], [make_report(make_article("科普月侧记"))])


def test_a_later_day_is_news() -> None:
    """The event went on: its closing is a follow-up."""
    assert moved_on([FIRST], [make_report(make_article("科普月闭幕", event_date="2026-03-31"))])


def test_a_day_without_a_year_is_a_day() -> None:
    """Pages that print no year still tell the closing from the opening."""
    opening = make_report(make_article("启动", event_date_text="3 月 1 日"))
    assert moved_on([opening], [make_report(make_article("闭幕", event_date_text="3月31日"))])
    assert not moved_on([opening], [make_report(make_article("转载", event_date_text="3月1日"))])


def test_a_new_award_is_news() -> None:
    """A fact the earlier reports did not have moves the event on."""
    award = Award("优秀组织奖", (), ("云岭省气象学会",), "云岭省气象学会获优秀组织奖。")
    assert moved_on([FIRST], [make_report(make_article("科普月表彰"), facts=Facts(awards=(award,)))])


def test_repeats_are_consumed_and_not_printed() -> None:
    """A repost of a published event enters no section; a follow-up names the earlier edition."""
    repost = make_report(make_article("又见科普月启动", event_date="2026-03-01"))
    closing = make_report(make_article("科普月闭幕", event_date="2026-03-31"))
    digest = make_digest(sections=("*",))
    still = draft([repost], {repost.id: "e1"}, digest, THEMES, published=EARLIER)
    assert (still.sections, still.repeated) == ((), (repost.id,))
    onward = draft([repost, closing], {repost.id: "e1", closing.id: "e1"}, digest, THEMES, published=EARLIER)
    (item,) = onward.sections[0].items
    assert item.follow_up == EARLIER["e1"].edition
    assert len(item.sources) == 2
