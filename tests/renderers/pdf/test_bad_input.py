"""Articles that no editor would send: a clean bulletin, or a warning that names the item.

Clean means what preflight means: every character of the edition is there, fonts are
embedded, pages are tagged, no column has a hole.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from kexie_digest.model import Edition, Rendition, Section
from kexie_digest.renderers.pdf.preflight import Severity, inspect
from renderers.pdf import moving
from renderers.pdf.test_bulletin import prose, text_of

from factories import LABELS, make_edition, make_item, make_section, sample_digest

pytestmark = pytest.mark.render

Printing = Callable[..., tuple[Rendition, Path]]
STYLES = ("newspaper", "jianbao")
#: Articles of the longest edition; `make prove` sets 400.
ARTICLES = int(os.environ.get("PROVE_ARTICLES", "120"))  # noqa: TID251 - a test's own knob

TITLE = (
    "关于开展面向县域主导产业与山区乡镇中小学的科普资源下沉服务专项行动并同步推进学会服务站建设的通知"
    "以及海岚省科学技术协会第九次代表大会筹备工作领导小组办公室关于会议材料编印装订分发各项事宜的说明"
    "附沿江九个县市科协本年度流动科普设施运行情况一览"
)
SPEECH = "会上播放了 مرحبا بكم في هايلان 的致辞。" * 9
NAMES = "𠮷田、㐂多、喆、堃、镕、昇六位先生到会。" * 9
EDITIONS = {
    "30,000 characters": make_edition(make_section("other", prose("沿江行车记", paragraphs=440))),
    "title of 120 characters": make_edition(
        make_section(
            "awards",
            make_item(TITLE[:120], paragraphs=("正文。",)),
            prose("短稿" + TITLE[:118], paragraphs=9),
        )
    ),
    "empty section": make_edition(
        Section("awards", LABELS["awards"], ()), make_section("other", prose("一篇", paragraphs=2))
    ),
    "one article": make_edition(make_section("other", make_item("只有一篇"))),
    "right to left": make_edition(make_section("other", make_item("مرحبا بكم", paragraphs=(SPEECH,)))),
    "control characters": make_edition(
        make_section("other", make_item("标\x07题", paragraphs=("一\x00二\x1b三\u202e四\ufeff五。" * 30,)))
    ),
    "rare characters": make_edition(make_section("other", make_item("𠮷田与㐂多", paragraphs=(NAMES,)))),
    "long words": make_edition(
        make_section("other", make_item("地址", paragraphs=("见https://example.org/" + "abc" * 60 + "。",)))
    ),
}


def problems(rendition: Rendition, edition: Edition) -> list[str]:
    """Give what preflight calls an error, and holes in columns."""
    report = inspect(rendition.content, edition)
    return [
        f"{finding.check}: {finding.message}"
        for finding in report.findings
        if finding.severity is Severity.ERROR or finding.check == "columns"
    ]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", list(EDITIONS))
def test_it_prints_clean(printed: Printing, name: str, style: str) -> None:
    """Nothing lost, nothing broken, no complaint, in both styles."""
    edition = EDITIONS[name]
    rendition, _ = printed(edition, replace(sample_digest(), style=style))
    assert rendition.warnings == ()
    assert problems(rendition, edition) == []


@pytest.mark.parametrize("style", STYLES)
def test_an_edition_without_articles_prints(printed: Printing, style: str) -> None:
    """Masthead and colophon stand; there is nothing to bookmark, and that is all there is to say."""
    rendition, path = printed(make_edition(), replace(sample_digest(), style=style))
    assert rendition.warnings == ()
    assert [problem.split(":")[0] for problem in problems(rendition, make_edition())] == ["outline"]
    assert "海岚科协动态周报" in text_of(path)


@pytest.mark.parametrize("style", STYLES)
def test_emoji_are_named_with_their_item(printed: Printing, style: str) -> None:
    """No face of a newspaper has them: 〓 stands in their place and the warning names the item."""
    item = make_item(
        "孩子们的画", paragraphs=("画上写着\U0001f680\U0001f468\u200d\U0001f469\u200d\U0001f467。",)
    )
    rendition, path = printed(
        make_edition(make_section("other", item)), replace(sample_digest(), style=style)
    )
    assert all("孩子们的画" in warning for warning in rendition.warnings)
    assert any("U+1F680" in warning for warning in rendition.warnings)
    assert "画上写着〓" in text_of(path)


@pytest.mark.parametrize("style", STYLES)
def test_a_picture_that_moves_stands_still(printed: Printing, style: str) -> None:
    """Animated GIF, PNG and WebP: each is printed once, as its first frame."""
    items = (make_item(f"水车{place}", images=(image,)) for place, image in enumerate(moving.MOVING))
    edition = make_edition(make_section("other", *items))
    rendition, _ = printed(edition, replace(sample_digest(), style=style))
    assert rendition.warnings == ()
    assert problems(rendition, edition) == []
    shown = pictures_of(rendition)
    assert len(shown) == len(moving.NAMES)
    for picture in shown:
        pixel = picture.convert("RGB").getpixel((300, 200))
        assert max(abs(a - b) for a, b in zip(pixel, moving.FIRST, strict=True)) < 6  # JPEG rounds


def pictures_of(rendition: Rendition) -> list[Image.Image]:
    """Give every picture a file holds, masks left out."""
    with pikepdf.open(io.BytesIO(rendition.content)) as pdf:
        found = {image.objgen: image for page in pdf.pages for image in page.get_images().values()}
        return [pikepdf.PdfImage(image).as_pil_image() for image in found.values()]


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.timeout(600)  # on a busy machine two minutes were not enough
def test_hundreds_of_articles_print_clean(printed: Printing, style: str) -> None:
    """An edition of very many articles in eight sections."""
    themes = list(LABELS)[:8]
    edition = make_edition(
        *(
            make_section(
                theme, *(prose(f"第{n}则·{LABELS[theme]}", paragraphs=1) for n in range(ARTICLES // 8))
            )
            for theme in themes
        )
    )
    rendition, _ = printed(edition, replace(sample_digest(), style=style))
    assert rendition.warnings == ()
    assert problems(rendition, edition) == []
