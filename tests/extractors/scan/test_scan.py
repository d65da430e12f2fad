"""Scans: a page as a scanner gives it, read whole, in order, without network; and what is refused."""

from __future__ import annotations

import io
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageFilter

from extractors.pdf.page import Line, draw, page
from kexie_digest.errors import ExtractError
from kexie_digest.extractors import extract
from kexie_digest.extractors.scan import calling
from kexie_digest.model import Document, Extracted

pytestmark = [pytest.mark.render, pytest.mark.slow]


def _document(content: bytes, name: str = "版.png") -> Document:
    at = datetime(2026, 3, 6, tzinfo=UTC)
    return Document(content, "0" * 64, "", name, "inbox", name, "i", at)


def _code(content: bytes, name: str = "版.png") -> str:
    with pytest.raises(ExtractError) as caught:
        extract(_document(content, name))
    assert caught.value.subject == name
    assert caught.value.advice
    return caught.value.code


def _printed(pdf: bytes, dpi: float) -> Image.Image:
    return pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")


def _bytes(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.fixture
def offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Start what is started in a network of its own that has no way out, where the system lets us."""
    if subprocess.run(["unshare", "-rn", "true"], check=False, capture_output=True).returncode:
        return False
    wrapper = tmp_path / "python"
    wrapper.write_text(f'#!/bin/sh\nexec unshare -rn "{sys.executable}" "$@"\n', "utf-8")
    wrapper.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(wrapper))
    return True


@pytest.mark.usefixtures("offline")
def test_a_skewed_and_noisy_page_is_read_whole_and_in_order() -> None:
    """Four columns at 300 dpi, 1° askew, blurred, grainy, JPEG: G6 asks .995 of letters, .95 of order."""
    pdf, expected = page(by_rows=False)
    picture = _printed(pdf, 300).filter(ImageFilter.GaussianBlur(1.2))
    picture = Image.blend(picture, Image.effect_noise(picture.size, 60), 0.15)
    picture = picture.rotate(-1, expand=True, fillcolor=225, resample=Image.Resampling.BICUBIC)
    extracted = extract(_document(_bytes(picture, "JPEG", quality=50, dpi=(300, 300)), "版.jpg"))
    wanted, found = "".join(expected), extracted.text.replace("\n", "").replace("\u3000", "")
    assert sum((Counter(wanted) & Counter(found)).values()) >= 0.995 * max(len(wanted), len(found))
    assert SequenceMatcher(None, found, wanted, autojunk=False).ratio() >= 0.95
    assert [block.text for block in extracted.blocks if block.level == 1] == [expected[0], expected[10]]
    assert "ink_unread" not in extracted.warnings
    _check_blocks(extracted)


def _check_blocks(extracted: Extracted) -> None:
    """Every block says where it stands and how sure it is, and an editor is told."""
    assert "recognised" in extracted.warnings
    for block in extracted.blocks:
        assert extracted.text[block.span.start : block.span.end] == block.text
        assert block.box is not None
        assert 0 < block.box[2] < 900
        assert block.confidence is not None


def test_a_page_of_a_pdf_that_is_a_picture_is_read() -> None:
    """The first page has text, the second is a scan of one: both, in order, with their page."""
    first, second = (
        "第一版的文字是排版软件画上去的，不用识别。",
        "第二版是扫描件，只有一张图片，文字要靠识别。",
    )
    lines = [
        Line(second[start : start + 11], 40, 40 + 20 * row) for row, start in enumerate(range(0, 22, 11))
    ]
    picture = _printed(draw(lines), 300).crop((100, 100, 1100, 500))
    scanned = pypdfium2.PdfDocument(_bytes(picture, "PDF", resolution=300))
    whole = pypdfium2.PdfDocument(draw([Line(first, 40, 40)]))
    whole.import_pages(scanned)
    buffer = io.BytesIO()
    whole.save(buffer)
    extracted = extract(_document(buffer.getvalue(), "版.pdf"))
    assert [(block.text, block.span.page) for block in extracted.blocks] == [(first, 1), (second, 2)]


def test_a_photograph_is_no_page() -> None:
    """No running text in it: it is named, and the way pictures travel with pages is told."""
    assert _code(_bytes(Image.effect_noise((300, 200), 90), "PNG")) == "no_text"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """A hundred million pixels in a few kilobytes; half a file; too many pages."""
    assert _code(_bytes(Image.new("1", (10_000, 10_000)), "PNG")) == "too_large"
    assert _code(_bytes(Image.new("L", (400, 400), 9), "PNG")[:90]) == "picture_broken"
    sheet = Image.new("1", (20, 20))
    many = _bytes(sheet, "TIFF", save_all=True, append_images=[sheet] * calling.MOST_PAGES)
    assert _code(many, "版.tif") == "too_large"


@pytest.mark.parametrize("name", ["版.png", "版.pdf"])
def test_without_the_extra_the_command_is_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever lacks the parts learns which command brings them."""
    monkeypatch.setattr(calling, "_PARTS", ("no_such_part",))
    with pytest.raises(ExtractError, match="没有安装文字识别") as caught:
        extract(_document(_bytes(Image.new("L", (600, 800), 200), name[-3:].upper()), name))
    assert caught.value.code == "ocr_not_installed"
    assert "pip install 'kexie-digest[ocr]'" in caught.value.advice
    assert ("与版面一起" in caught.value.advice) is (name == "版.png")


def test_the_worker_reaches_no_network() -> None:
    """Its own guard refuses sockets and other programs even where the system has a network."""
    code = (
        "from kexie_digest.extractors.scan import worker; worker._confine(1); import socket\n"
        "try: socket.create_connection(('127.0.0.1', 9))\nexcept RuntimeError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("socket.")
