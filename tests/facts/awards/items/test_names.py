"""The one name of an item."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.items.names import one_name, plain, titled


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("某大学教授张三", "张三"),
        ("甲市林学会", "甲市林学会"),
        ("洛桑的", None),
        ("某稀土公司技术顾问中村健一", "中村健一"),
        ("草原站高级畜牧师朝鲁门", "朝鲁门"),
        ("雁坞县长湾垄", None),
        ("和个人", None),
    ],
)
def test_persons_and_bodies(text: str, name: str | None) -> None:
    """A person without post and employer, a body whole."""
    place = one_name(line(text), 0, len(text))
    assert (text[slice(*place)] if place else None) == name


def test_titles_are_named_without_their_marks() -> None:
    """Two titles are two names."""
    assert titled(line("“芯火”“蓝鲸”"), 0, 8) == ["芯火", "蓝鲸"]


def test_plain_words_are_short_and_tell_nothing() -> None:
    """清风书屋 may be a name, 在山里 may not."""
    assert plain(line("清风书屋"), 0, 4) == (0, 4)
    assert plain(line("在山里"), 0, 3) is None
    assert plain(line("386.50"), 0, 6) is None
