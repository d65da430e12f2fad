"""Copies of one text, whatever was done to it."""

from __future__ import annotations

import pytest

from kexie_digest.events.duplicates import find_copy, fingerprints, shingles
from kexie_digest.events.signature import letters

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


COPIES = {
    "same": (TEXT, "same"),
    "traditional": (TRADITIONAL, "same"),
    "cut": (TEXT[: len(TEXT) * 6 // 10], "shortened"),
    "longer": (TEXT + OTHER, "extended"),
    "slips": (TEXT.replace("，", ",").replace("气", "汽"), "same"),
}


@pytest.mark.parametrize(("copy", "kind"), COPIES.values(), ids=COPIES)
def test_a_copy_is_found_and_named(copy: str, kind: str) -> None:
    """Cut, continued, converted, misread: containment stays above .6."""
    found = find_copy(letters(TEXT), letters(copy), is_identified=False)
    assert found
    assert found.kind == kind
    assert found.containment >= 0.6
    assert f"{found.containment:.0%}" in found.reason


@pytest.mark.parametrize(("copy", "kind"), COPIES.values(), ids=COPIES)
def test_a_copy_has_a_fingerprint_in_common(copy: str, kind: str) -> None:
    """What was done to it leaves runs as long as a window."""
    assert kind
    assert fingerprints(letters(TEXT)) & fingerprints(letters(copy))


def test_fingerprints_are_few() -> None:
    """About two for each window of sixteen shingles."""
    assert len(fingerprints(letters(TEXT))) <= len(shingles(letters(TEXT))) / 5


def test_different_texts_of_one_body_are_no_copies() -> None:
    """The same city and the same kind of society share few shingles."""
    assert find_copy(letters(TEXT), letters(OTHER), is_identified=True) is None


def test_short_texts_prove_nothing() -> None:
    """A stock line of forty characters is no repost, unless it names a day or a name in marks."""
    line = letters(TEXT[:40])
    assert find_copy(line, letters(TEXT), is_identified=False) is None
    assert find_copy(line, letters(TEXT), is_identified=True)


def test_a_line_too_short_for_a_shingle_has_no_fingerprint() -> None:
    """Two words stand in every paper."""
    assert not fingerprints("图片新闻")
