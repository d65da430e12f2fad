"""Pictures come to the right article, or are named."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from kexie_digest.errors import SourceError
from kexie_digest.model import AltOrigin, Document, Rights
from kexie_digest.store import Blobs
from kexie_digest.workflows.pictures import EmptyShelf, attach
from kexie_digest.workflows.reading import Reading, parts, read

from drawn import bomb, encoded, jpeg, scene
from fakes import FakeClock

TEXT = "3月2日，岭下小学的气象站开始自动上传数据，四百名学生轮流值班，记录气温、雨量和风向。"
PAGE = f"""# 岭下小学办起气象站

**本报讯** {TEXT}

▲学生在气象站读数。卓一鸣 摄

# 临江学会走进社区

**本报讯** {TEXT.replace("岭下小学", "临江市气象学会")}

▲专家为居民讲解。
"""


class Shelf(EmptyShelf):
    """Pictures by name; those named ``beside`` lie beside the page."""

    def __init__(self, beside: tuple[str, ...] = (), **pictures: bytes) -> None:
        self.pictures = {name.replace("_", "."): content for name, content in pictures.items()}
        self.names = beside
        self.rejected: list[str] = []

    def beside(self) -> tuple[str, ...]:
        """Their names."""
        return self.names

    def key_of(self, address: str) -> str | None:
        """The name itself."""
        return address if address in self.pictures else None

    def read(self, key: str) -> bytes:
        """The bytes, or an error for a name that is not there."""
        if key not in self.pictures:
            raise SourceError("找不到 (gone)", subject=key, code="gone")
        return self.pictures[key]

    def reject(self, key: str, _error: object) -> None:
        """Remember."""
        self.rejected.append(key)


def _reading(text: str, name: str = "page.txt") -> Reading:
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    document = Document(content, digest, "", name, "inbox", name, digest, FakeClock().now())
    (part,) = parts(document)
    return read(part, (), Rights.FULL, "r")


def _html(*images: str) -> Reading:
    body = f"<p>{TEXT}</p>{''.join(images)}<p>{TEXT.replace('3月2日', '次日')}学校还请来了预报员。</p>"
    return _reading(f"<html><body><h1>岭下小学办起气象站</h1><div>{body}</div></body></html>", "page.html")


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    """An empty folder of kept bytes."""
    return Blobs(tmp_path / "originals")


def test_a_named_picture_comes_with_its_words(blobs: Blobs) -> None:
    """Path, size, type, caption, credit, alternative; original and result are kept."""
    reading = _html('<img src="a.jpg" alt="百叶箱">', "<p>学生在气象站读数。（卓一鸣 摄）</p>")
    found, warnings = attach(blobs, reading, Shelf(a_jpg=jpeg()))
    (image,) = found.reports[0].article.images
    assert (image.caption, image.credit, image.alt) == ("学生在气象站读数。", "卓一鸣 摄", "百叶箱")
    assert (image.width, image.height, image.media_type) == (400, 300, "image/jpeg")
    assert image.path == f"pictures/{image.sha256[:16]}.jpg"
    assert blobs.verify(image.sha256)
    assert blobs.verify(hashlib.sha256(jpeg()).hexdigest())
    assert warnings == []


def test_a_missing_alternative_is_taken_from_caption_or_title(blobs: Blobs) -> None:
    """And marked; what a program wrote there is no alternative."""
    images = (
        '<img src="a.jpg" alt="640.jpg">',
        "<p>学生在气象站读数。</p>",
        f"<p>{TEXT}</p>",
        '<img src="b.jpg">',
    )
    found, _ = attach(blobs, _html(*images), Shelf(a_jpg=jpeg(), b_jpg=jpeg(500, 300)))
    first, second = found.reports[0].article.images
    assert (first.alt, first.alt_origin) == ("学生在气象站读数。", AltOrigin.CAPTION)
    assert (second.alt, second.alt_origin) == ("配图：岭下小学办起气象站", AltOrigin.TITLE)


def test_a_picture_in_the_page_itself(blobs: Blobs) -> None:
    """Its bytes come from the page, its address does not."""
    uri = "data:image/jpeg;base64," + base64.b64encode(jpeg()).decode()
    found, _ = attach(blobs, _html(f'<img src="{uri}">'), EmptyShelf())
    (image,) = found.reports[0].article.images
    assert image.path
    assert image.address == ""


def test_pictures_beside_a_page_follow_its_captions(blobs: Blobs) -> None:
    """In order, over several articles; nothing is doubtful when the numbers agree."""
    shelf = Shelf(("1.jpg", "2.jpg"), **{"1_jpg": jpeg(), "2_jpg": jpeg(500, 300)})
    found, warnings = attach(blobs, _reading(PAGE), shelf)
    images = [report.article.images for report in found.reports]
    assert [[image.caption for image in some] for some in images] == [
        ["学生在气象站读数。"],
        ["专家为居民讲解。"],
    ]
    assert [some[0].width for some in images] == [400, 500]
    assert images[0][0].credit == "卓一鸣 摄"
    assert not any(flag.rule == "picture-match" for report in found.reports for flag in report.article.flags)
    assert warnings == []


def test_a_number_in_the_name_decides_and_a_missing_picture_is_a_doubt(blobs: Blobs) -> None:
    """图2 alone goes to the second caption, flagged because there are two captions."""
    shelf = Shelf(("page.图2.jpg",), page_图2_jpg=jpeg())
    found, _ = attach(blobs, _reading(PAGE), shelf)
    first, second = (report.article for report in found.reports)
    assert first.images == ()
    assert [image.caption for image in second.images] == ["专家为居民讲解。"]
    assert [flag.rule for flag in second.flags if flag.rule == "picture-match"] == ["picture-match"]
    assert first.captions == ("学生在气象站读数。",), "the caption stays"


def test_a_picture_without_a_caption_is_named(blobs: Blobs) -> None:
    """On a page of several articles nobody knows whose it is."""
    names = ("1.jpg", "2.jpg", "3.jpg")
    shelf = Shelf(names, **{name.replace(".", "_"): jpeg(400 + 9 * at) for at, name in enumerate(names)})
    found, warnings = attach(blobs, _reading(PAGE), shelf)
    assert [len(report.article.images) for report in found.reports] == [1, 1]
    assert [(warning.code, warning.subject) for warning in warnings] == [("picture_without_caption", "3.jpg")]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "picture_empty"), (jpeg()[:2000], "picture_broken"), (bomb(60000, 60000), "picture_too_large")],
    ids=["empty", "cut", "bomb"],
)
def test_a_bad_picture_leaves_its_caption_and_is_named(blobs: Blobs, content: bytes, code: str) -> None:
    """The warning names file and article; the text is published."""
    reading = _html('<img src="a.jpg">', "<p>学生在气象站读数。</p>")
    shelf = Shelf(a_jpg=content)
    found, warnings = attach(blobs, reading, shelf)
    article = found.reports[0].article
    assert [image.path for image in article.images] == [""]
    assert article.captions == ("学生在气象站读数。",)
    assert [warning.code for warning in warnings] == [code]
    assert "a.jpg" in warnings[0].subject
    assert "岭下小学办起气象站" in warnings[0].subject
    assert shelf.rejected == ["a.jpg"]


def test_a_counting_pixel_is_dropped_in_silence(blobs: Blobs) -> None:
    """Nobody misses it."""
    found, warnings = attach(blobs, _html('<img src="a.gif">'), Shelf(a_gif=encoded(scene(1, 1), "GIF")))
    assert not any(image.path for image in found.reports[0].article.images)
    assert warnings == []


def test_the_same_picture_stands_once(blobs: Blobs) -> None:
    """Under two names it is still one."""
    shelf = Shelf(a_jpg=jpeg(), b_jpg=jpeg())
    found, _ = attach(blobs, _html('<img src="a.jpg">', f"<p>{TEXT}</p>", '<img src="b.jpg">'), shelf)
    assert len([image for image in found.reports[0].article.images if image.path]) == 1
