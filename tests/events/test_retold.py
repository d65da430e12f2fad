"""What two accounts share in other words."""

from __future__ import annotations

from kexie_digest.events.retold import rarest_grams, retold, shared_strings


def test_shared_strings_are_the_longest() -> None:
    """Parts of a longer one are left out, and so are bare numbers and marks."""
    assert shared_strings("三只雪豹幼崽 二十一", "那三只雪豹幼崽啊 二十一") == ["三只雪豹幼崽"]


def test_shared_strings_come_in_the_order_of_the_text() -> None:
    """Of equal length, the first one first: reasons quote three, the same ones in every run."""
    text = "白鹭洲 青石桥 望江楼 松涛阁"
    assert shared_strings(text, text) == text.split()
    assert shared_strings(text, " ".join(reversed(text.split()))) == text.split()


def test_the_rarest_strings_lead_to_candidates() -> None:
    """At most 96, no stock words before rare ones, the same choice in any run."""
    chosen = rarest_grams("".join(map(chr, range(0x4E00, 0x4F00))) + " 科协科技 鹰嘴崖放归雪豹")
    assert len(chosen) <= 96
    assert "科协科" not in chosen
    assert rarest_grams("鹰嘴崖放归雪豹") == rarest_grams("鹰嘴崖放归雪豹")
    assert not [gram for gram in chosen if " " in gram]


def test_rare_strings_tell_and_bodies_are_not_seen() -> None:
    """A person and three cubs are telling; a society is shared by all its lectures."""
    found = retold("索朗旺堆 放归三只雪豹幼崽", "三只雪豹幼崽 索朗旺堆 望着")
    assert found.telling == ("三只雪豹幼崽", "索朗旺堆")
    assert found.seen == found.weight > 0
    body = retold("岚川市昆虫学会 讲养蜂", "岚川市昆虫学会 讲蝴蝶")
    assert body.telling
    assert body.seen == 0


def test_of_leaders_one_counts() -> None:
    """The same leaders are at many happenings."""
    text = "王主席 李书记 张院士"
    assert len(retold(text, "张院士 王主席 李书记").telling) <= 1
