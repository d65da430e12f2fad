"""The strongest of all ties between two reports."""

from __future__ import annotations

from events.reports import report
from kexie_digest.events.linking import link
from kexie_digest.events.signature import sign

TEXT = (
    "5月3日，首届岚湖湿地论坛在岚川市举行，百余名专家研讨候鸟保护。会上，湿地学会公布了十年来的"
    "鸟类记录，志愿者展示了自制的巢箱，渔民代表承诺把三百亩鱼塘还给滩涂。"
)
FORUM = sign(report("b", "论坛开幕", TEXT, day="2024-05-03", printed="2024-05-04"))


def test_a_copy_outweighs_a_name() -> None:
    """The reason names the repost, and the earlier report stands on the left."""
    copy = sign(report("a", "湿地论坛", TEXT, day="2024-05-03", printed="2024-05-06"))
    found = link(copy, FORUM)
    assert found
    assert (found.left, found.right) == ("b", "a")
    assert found.score >= 6
    assert "同文转载" in found.reason


def test_the_order_of_the_two_changes_nothing() -> None:
    """Who came in first is no trait of a pair."""
    voice = sign(report("a", "候鸟的家", "首届岚湖湿地论坛上，渔民说话了。", day="2024-05-03"))
    assert link(voice, FORUM) == link(FORUM, voice) is not None


def test_what_is_too_weak_links_nothing() -> None:
    """Two lectures."""
    one, other = (sign(report(name, "讲座", f"市{name}学会举办讲座。")) for name in ("物理", "化学"))
    assert link(one, other) is None
