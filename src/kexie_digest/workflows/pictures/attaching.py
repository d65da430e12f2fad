"""Give a document's pictures to its articles.

Takes a reading and a shelf; reads each wanted picture, makes it plain (``extractors``),
keeps original and result by their hashes, and writes path, size and words into the article.
A picture that fails is named in a warning with the article it was for; the text stays.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from kexie_digest.errors import KexieDigestError, ParseError
from kexie_digest.extractors.pictures import Developed, develop
from kexie_digest.model import AltOrigin, Article, Flag, FlagKind, Image, Report
from kexie_digest.store import Blobs
from kexie_digest.workflows.pictures.matching import EMBEDDED, Placement, place
from kexie_digest.workflows.pictures.shelves import Shelf
from kexie_digest.workflows.reading import Reading

#: More pictures than this in one article are a gallery; the first ones are printed.
MOST_IN_ARTICLE = 12
#: Where an edition's folder has its pictures.
FOLDER = "pictures"
#: What programs write where a text alternative should stand.
_NO_WORDS = re.compile(
    r"(?:图片?|照片|配图|插图|image|img|pic|photo|picture)?[\s\d_-]*(?:[\w-]+\.(?:jpe?g|png|gif|webp|bmp))?",
    re.IGNORECASE,
)


def attach(blobs: Blobs, reading: Reading, shelf: Shelf) -> tuple[Reading, list[KexieDigestError]]:
    """Give a document's pictures to its articles.

    Args:
        blobs: Where bytes are kept.
        reading: One document as read.
        shelf: The pictures it may use.

    Returns:
        The reading with pictures, and a warning for each picture that is of no use.

    Raises:
        StoreError: The bytes cannot be kept.
    """
    placements, homeless = place(reading, shelf)
    warnings: list[KexieDigestError] = [_homeless(key) for key in homeless]
    found: dict[int, list[tuple[Image, str]]] = {}
    for placement in placements:
        taken = found.setdefault(placement.article, [])
        article = reading.reports[placement.article].article
        if len(taken) >= MOST_IN_ARTICLE:
            continue
        try:
            original = _bytes(placement.key, reading, shelf)
            picture = develop(original, placement.key)
        except KexieDigestError as error:
            if error.code != "picture_tiny":
                warnings.append(_told(error, placement, article))
                shelf.reject(placement.key, error)
            continue
        if picture.is_first_frame:
            warnings.append(_moving(placement, article))
        blobs.put(original)
        image = _image(placement, picture, blobs.put(picture.content), article)
        if image.sha256 not in {other.sha256 for other, _ in taken}:
            taken.append((image, placement.doubt))
    reports = tuple(
        _with_pictures(report, found.get(number, [])) for number, report in enumerate(reading.reports)
    )
    return replace(reading, reports=reports), warnings


def _bytes(key: str, reading: Reading, shelf: Shelf) -> bytes:
    if key.startswith(EMBEDDED):
        return reading.extracted.embedded[int(key.removeprefix(EMBEDDED))]
    return shelf.read(key)


def _image(placement: Placement, picture: Developed, sha256: str, article: Article) -> Image:
    words = placement.words
    alt, origin = _alt(words, article)
    return replace(
        words,
        path=f"{FOLDER}/{sha256[:16]}{picture.suffix}",
        alt=alt,
        alt_origin=origin,
        address="" if placement.key.startswith(EMBEDDED) else words.address or placement.key,
        sha256=sha256,
        media_type=picture.media_type,
        width=picture.width,
        height=picture.height,
    )


def _alt(words: Image, article: Article) -> tuple[str, AltOrigin]:
    """Give the page's own alternative, else the caption, else the title."""
    if words.alt and not _NO_WORDS.fullmatch(words.alt):
        return words.alt, AltOrigin.PAGE
    if words.caption:
        return words.caption, AltOrigin.CAPTION
    return f"配图：{article.title or article.body[:30]}", AltOrigin.TITLE


def _with_pictures(report: Report, found: Sequence[tuple[Image, str]]) -> Report:
    """Put the pictures we have first, and keep the addresses of those we have not."""
    article = report.article
    if not found and not article.images:
        return report
    have = {image.address for image, _ in found}
    missing = [image for image in article.images if image.address not in have and not _is_embedded(image)]
    images = (*(image for image, _ in found), *missing)
    doubts = dict.fromkeys(doubt for _, doubt in found if doubt)
    flags = tuple(Flag(FlagKind.NEEDS_REVIEW, doubt, None, "picture-match") for doubt in doubts)
    return replace(report, article=replace(article, images=images, flags=(*article.flags, *flags)))


def _is_embedded(image: Image) -> bool:
    return image.address.startswith(EMBEDDED)


def _name(placement: Placement, article: Article) -> str:
    name = "网页内嵌的图片" if placement.key.startswith(EMBEDDED) else placement.key
    return f"{name}（{article.title or article.body[:20]}）"


def _told(error: KexieDigestError, placement: Placement, article: Article) -> KexieDigestError:
    told = ParseError(
        f"{error.message}，图片没有刊出 (the picture was left out)",
        subject=_name(placement, article),
        code=error.code,
        advice=error.advice,
    )
    told.__cause__ = error.__cause__
    return told


def _moving(placement: Placement, article: Article) -> ParseError:
    return ParseError(
        "动图只取第一帧 (only the first frame of a moving picture is shown)",
        subject=_name(placement, article),
        code="picture_moving",
        advice="如第一帧不合适，请换一张静态图片。",
    )


def _homeless(key: str) -> ParseError:
    return ParseError(
        "版面上没有与它对应的图片说明，图片没有刊出 (no caption for this picture)",
        subject=key,
        code="picture_without_caption",
        advice="请在版面文字中加上图片说明（▲ 开头或以“摄”结尾），或减少图片后连同版面一起再投放。",
    )
