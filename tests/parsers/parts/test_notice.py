"""Disclaimers, prompts and injected advertisements."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.parsers.parts.notice import find_spam, read


@pytest.mark.parametrize(
    "text",
    [
        "特別聲明:以上文字由用戶上傳。",
        "免责声明：本文仅代表作者本人观点，与本站无关。",
        "本文由注册用户自行发布，平台仅提供存储服务",
        "未经授权不得转载，转载请注明出处",
        "Notice: this was posted by a registered user.",
        "This piece was uploaded by a user; the platform stores it.",
        "点击阅读原文，查看更多",
        "长按识别二维码关注我们",
        "返回搜狐，查看更多",
        "上一篇：县科协换届",
    ],
)
def test_boilerplate_is_seen_wherever_it_stands(text: str) -> None:
    """In both languages and both scripts."""
    found = read(text)
    assert found is not None
    assert found.score >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "县科协昨日召开全委会，总结去年工作。",
        "会上发表联合声明，两地将共建实验室。",
        "他提示大家，暴雨天不要下河。",
        "讲座吸引了两千名用户上传自己拍的星空，分享到学校的展墙上。",
        "The association opened a laboratory.",
    ],
)
def test_news_is_not_boilerplate(text: str) -> None:
    """Words of a disclaimer inside a story are at most a weak sign."""
    found = read(text)
    assert found is None or found.score < 0.9


@pytest.mark.parametrize(
    ("text", "spam"),
    [
        ("孩子们笑了。（最新网址：www.kan.example）天黑了。", ["（最新网址：www.kan.example）"]),
        ("孩子们笑了。加微信kx88990领取资料。天黑了。", ["加微信kx88990领取资料。"]),
        ("记住本站域名 kan.example", ["记住本站域名 kan.example"]),
        ("树" * 99 + "加微信kx88990" + "果" * 99, ["加微信kx88990"]),
        ("树。" + "加微信kx88990" + "果" * 99, ["加微信kx88990"]),
        ("农商行为果农发放贷款，扫码即可查询。", []),
        ("科协开通微信公众号，会员可加入微信群交流。", []),
        ("他把照片发到www.kexie.example的展台上。", []),
    ],
)
def test_advertisements_are_found_and_news_is_left(text: str, spam: list[str]) -> None:
    """The bracket or the short sentence goes along."""
    assert [text[start:end] for start, end in find_spam(text)] == spam


@given(st.text(alphabet="加微信qq123abc代开发票（）()。网址www.：: ", max_size=80))
def test_finds_never_overlap(text: str) -> None:
    """And stay inside the text."""
    found = find_spam(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))
