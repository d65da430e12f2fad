"""Copies of one text, whatever was done to it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kexie_digest.events.duplicates import find_copies, shingles

TEXT = (
    "岚川市气象学会日前在滨江公园办起了露天课堂。三位退休预报员带来自制的雨量筒和风向标，教孩子们读云识天气。"
    "一位小学生发现，同一朵云在不同高度看上去并不一样，老人便拿出气球和照相机，与他一起拍下了云的侧面。"
    "学会负责人介绍，露天课堂每月一次，今年已经走过九个街道，秋天还将去山区的三所村小。"
)
TRADITIONAL = (
    "嵐川市氣象學會日前在濱江公園辦起了露天課堂。三位退休預報員帶來自製的雨量筒和風向標，教孩子們讀雲識天氣。"
    "一位小學生發現，同一朵雲在不同高度看上去並不一樣，老人便拿出氣球和照相機，與他一起拍下了雲的側面。"
    "學會負責人介紹，露天課堂每月一次，今年已經走過九個街道，秋天還將去山區的三所村小。"
)
OTHER = (
    "岚川市地质学会组织会员赴西岭考察溶洞，测量了三条支洞的温度与湿度，采集石笋样品十二件，并向景区提出照明改造的建议。"
    * 2
)


@pytest.mark.parametrize(
    ("copy", "kind"),
    [
        (TEXT, "same"),
        (TRADITIONAL, "same"),
        (TEXT[: len(TEXT) * 6 // 10], "shortened"),
        (TEXT + OTHER, "extended"),
        (TEXT.replace("，", ",").replace("气", "汽"), "same"),
    ],
    ids=["same", "traditional", "cut", "longer", "slips"],
)
def test_a_copy_is_found_and_named(copy: str, kind: str) -> None:
    """Cut, continued, converted, misread: containment stays above .6."""
    found = find_copies({"a": TEXT, "b": copy})
    assert [(pair.left, pair.right, pair.kind) for pair in found] == [("a", "b", kind)]
    assert found[0].containment >= 0.6
    assert f"{found[0].containment:.0%}" in found[0].reason


def test_different_texts_of_one_body_are_no_copies() -> None:
    """The same city and the same kind of society share few shingles."""
    assert find_copies({"a": TEXT, "b": OTHER}) == ()


def test_short_texts_prove_nothing() -> None:
    """A stock line of forty characters is no repost."""
    assert find_copies({"a": TEXT[:40], "b": TEXT[:40]}) == ()


def test_a_stock_phrase_makes_no_candidates_of_everything() -> None:
    """A long notice under every article ties none of them together."""
    notice = "本平台转载文章旨在传递更多信息，如有侵权请与我们联系，我们将在第一时间处理。"
    texts = {
        f"r{n}": "".join(chr(0x4E00 + (n * 997 + k * 31) % 20000) for k in range(300)) + notice
        for n in range(60)
    }
    assert find_copies(texts) == ()


def test_shingles_ignore_marks_and_spaces() -> None:
    """Punctuation and blanks are set differently by every paper."""
    assert shingles("科普，进 校园。活动") == shingles("科普进校园活动")
    assert all(a != b for a, b in pairwise(sorted(shingles(TEXT))))
