"""Captions stand with their pictures."""

from __future__ import annotations

import datetime as dt

from kexie_digest.extractors.html import extract
from kexie_digest.model import Document, Image
from kexie_digest.parsers.prose import read_one

TEXT = (
    "3月2日，岭下小学的气象站开始自动上传数据，四百名学生轮流值班，记录气温、雨量和风向。学校请来了预报员。"
)


def _images(*pieces: str) -> tuple[tuple[Image, ...], tuple[str, ...]]:
    body = f"<p>{TEXT}</p>{''.join(pieces)}<p>{TEXT.replace('3月2日', '次日')}</p>"
    page = f"<html><body><h1>岭下小学办起气象站</h1><div>{body}</div></body></html>"
    now = dt.datetime(2026, 3, 6, tzinfo=dt.UTC)
    document = Document(page.encode(), "0" * 64, "text/html", "p.html", "inbox", "p.html", "x", now)
    extracted = extract(document)
    (article,) = read_one(extracted, extracted.hints).articles
    return article.images, article.captions


def test_the_caption_below_belongs_to_the_picture() -> None:
    """With its credit."""
    (image,), captions = _images('<p><img src="a.jpg"></p>', "<p>学生在读数。（卓一鸣 摄）</p>")
    assert (image.address, image.caption, image.credit) == ("a.jpg", "学生在读数。", "卓一鸣 摄")
    assert captions == ("学生在读数。",)


def test_a_credit_on_its_own_line_joins_the_caption() -> None:
    """摄 under the caption is no second caption."""
    (image,), captions = _images(
        '<figure><img src="a.jpg"></figure>', "<p>学生在读数。</p>", "<p>本报记者 卓一鸣 摄</p>"
    )
    assert (image.caption, image.credit) == ("学生在读数。", "本报记者 卓一鸣 摄")
    assert captions == ("学生在读数。",)


def test_a_caption_above_counts_only_where_markup_says_so() -> None:
    """``figcaption`` first in its figure."""
    (image,), _ = _images('<figure><figcaption>学生在读数</figcaption><img src="a.jpg"></figure>')
    assert image.caption == "学生在读数"


def test_of_two_pictures_the_nearer_gets_the_caption() -> None:
    """The other one stays without words: nothing is invented."""
    (first, second), _ = _images(
        '<p><img src="a.jpg"></p>', '<p><img src="b.jpg"></p>', "<p>学生在读数。</p>"
    )
    assert (first.caption, second.caption) == ("", "学生在读数。")


def test_a_caption_without_a_picture_stays() -> None:
    """It is still the article's."""
    images, captions = _images("<p>▲学生在读数。</p>")
    assert images == ()
    assert captions == ("学生在读数。",)
