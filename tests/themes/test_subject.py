"""Our news or not."""

from __future__ import annotations

import pytest

from kexie_digest.model import Article, Passage
from kexie_digest.themes.fields import read
from kexie_digest.themes.subject import association_share, other_share


@pytest.mark.parametrize(
    ("text", "share"),
    [("今晚有雨。", 0.02), ("大学生足球赛。", 0.5), ("大学里的技术课。", 0.8), ("市科协开会。", 1.0)],
)
def test_the_share_grows_with_words_of_ours(text: str, share: float) -> None:
    """None, one, two; a word that is surely ours is enough."""
    assert association_share(read(Article((Passage(text),)))) == share


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("市科协搬迁公告。新址在创业大厦。科普资料领取点不变。", 1.0),
        ("市科协机关搬迁公告。" + "请各单位留意。" * 20 + "科普资料领取点不变。", 0.25),
        ("园区物业与热力公司签订供热合同。", 0.25),
    ],
    ids=["a deed in the lead", "a detail", "not ours"],
)
def test_a_notice_of_housekeeping_keeps_a_quarter(text: str, share: float) -> None:
    """What it tells further down is no news, and no deed makes a landlord's notice ours."""
    assert association_share(read(Article((Passage(text),)))) == share


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("关于开展青少年科技创新大赛的启事", 1.0),
        ("市科协创新大赛作品征集启事", 1.0),
        ("市科协会刊征稿启事", 1.0),
        ("市科协招聘财务人员启事", 0.25),
        ("市科协迁址启事", 0.25),
    ],
)
def test_a_call_for_works_is_no_notice_of_housekeeping(text: str, share: float) -> None:
    """启事 is a notice of housekeeping where it hires, lets or looks for something."""
    assert association_share(read(Article((Passage(text),)))) == share


@pytest.mark.parametrize(
    ("text", "share"),
    [("市科协遗失公章，声明作废。", 1.0), ("市科协门前的公交改线。", 0.35), ("公交改线。", 1.0)],
    ids=["our own notice", "named in passing", "not named"],
)
def test_our_own_notices_are_other_news_in_full(text: str, share: float) -> None:
    """Words of shops and traffic count little where one of our bodies acts."""
    assert other_share(read(Article((Passage(text),)))) == share
