"""Persons with their posts: found where the text closes the name, printed as they stand."""

from __future__ import annotations

import pytest

from kexie_digest.facts.naming.posts import posts_and_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("海岚省植物学会理事长叶知舟说，今年的种子收齐了。", [("海岚省植物学会理事长", "叶知舟")]),
        ("会上，青梧市科协主席陶然宣布名单。", [("青梧市科协主席", "陶然")]),
        (
            "出席的有省科协副主席林一川、北浦市副市长欧阳晴等。",
            [("省科协副主席", "林一川"), ("北浦市副市长", "欧阳晴")],
        ),
        ("海嵐省農業科學院研究員葉小滿，也到了田頭。", [("海嵐省農業科學院研究員", "葉小滿")]),
        ("主席主持会议，理事长作报告。", []),
        ("教授和学生一起下田。", []),
    ],
)
def test_persons_are_found_with_their_posts(text: str, expected: list[tuple[str, str]]) -> None:
    """Post and name are exact words of the text."""
    found = list(posts_and_names(text))
    assert [
        (post[-len(want) :], name) for (post, name), (want, _) in zip(found, expected, strict=True)
    ] == expected
    assert all(post + name in text for post, name in found)
