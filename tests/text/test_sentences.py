"""Sentences: exact stretches, closing quotes kept, names not cut."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.text.sentences import sentences


def cut(text: str) -> list[str]:
    """Give the sentences as strings."""
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("雨停了。船开了！", ["雨停了。", "船开了！"]),
        ("“船修好了。”木工老郁说。", ["“船修好了。”", "木工老郁说。"]),
        ("活动以“科学，你好！”为题。来者众。", ["活动以“科学，你好！”为题。", "来者众。"]),
        ("他说：“好。走吧。”众人起身。", ["他说：“好。", "走吧。”", "众人起身。"]),
        ("《你好！星空》上映（片长一小时。）完。", ["《你好！星空》上映（片长一小时。）完。"]),
        ("真的吗？！真的。", ["真的吗？！", "真的。"]),
        ("他想了想……说不。", ["他想了想……说不。"]),
        ("“他想了想……”灯灭了。", ["“他想了想……”", "灯灭了。"]),
        (
            "It weighs 3.5 kg. Dr. Li agrees. See e.g. this.",
            ["It weighs 3.5 kg.", "Dr. Li agrees.", "See e.g. this."],
        ),
        ("第一行\n第二行", ["第一行", "第二行"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    """Each row shows one trap."""
    assert cut(text) == expected


def test_a_bracket_never_closed_does_not_swallow_the_page() -> None:
    """After 120 characters an open bracket is taken for a slip."""
    text = "前文（未闭合。" + "字" * 130 + "。后文。"
    assert cut(text)[-1] == "后文。"


@given(st.text(alphabet="科学。！？…“”‘’（）《》.a A\n", max_size=120))
def test_every_character_is_in_one_sentence(text: str) -> None:
    """Nothing but white space falls between two sentences, and none overlap."""
    found = sentences(text)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
