"""The process that recognises scans: bytes in, lines out, no network.

Run as ``python -m kexie_digest.extractors.scan.worker [page …]`` by ``calling``: a picture or
a PDF comes on standard input, one JSON line a page goes to standard output. Sizes are judged
before pixels are decoded (CWE-409), memory and time are limited, sockets and other programs
are refused: the models came with the wheel.
"""

from __future__ import annotations

import io
import json
import os
import resource
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image as Picture
from PIL import ImageOps, UnidentifiedImageError

from kexie_digest.extractors.scan.calling import DAMAGED, MOST_PAGES, MOST_PIXELS, TOO_LARGE, TOO_MANY
from kexie_digest.extractors.scan.engine import Engine
from kexie_digest.extractors.scan.ink import Grey
from kexie_digest.extractors.scan.reader import Reader

#: Bytes of address space (a page takes 1 GB of it), seconds of processor time: to start, a page.
MEMORY, SECONDS, SECONDS_A_PAGE = 6 * 1024**3, 60, 120
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP")
_POINTS = 72.0
#: What scans are said to have where a file says nothing one can believe.
_DPI, _LEAST_DPI, _MOST_DPI = 300.0, 50.0, 1200.0
#: A page of a PDF is drawn at 300 dpi, or so that its longer side has so many pixels.
_LONGEST = 5000
MOST_THREADS = 4
_REFUSED = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.")
#: What Pillow raises over damaged files.
_DAMAGE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError)


class _Unusable(Exception):  # noqa: N818 - carries an exit code, is no error of its own
    """The file cannot be read; the first argument is the exit code."""


def main() -> int:
    """Read a file from standard input and write its lines to standard output.

    Returns:
        The exit code.
    """
    numbers = [int(argument) for argument in sys.argv[1:]]
    content = sys.stdin.buffer.read()
    _confine(len(numbers) or 1)
    try:
        pages = _of_pdf(content, numbers) if numbers else _of_picture(content)
        reader: Reader | None = None
        for number, picture, dpi in pages:
            reader = reader or Reader(Engine(min(os.cpu_count() or 1, MOST_THREADS)))
            sys.stdout.write(json.dumps(_line(reader, number, picture, dpi), ensure_ascii=False) + "\n")
    except _Unusable as unusable:
        return int(unusable.args[0])
    except (pdfium.PdfiumError, Picture.DecompressionBombError, *_DAMAGE):
        return DAMAGED
    return 0


def _confine(pages: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    seconds = SECONDS + SECONDS_A_PAGE * (pages if pages > 1 else MOST_PAGES)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    sys.addaudithook(_refuse)


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(_REFUSED):
        raise RuntimeError(f"{event} is not for a worker that recognises scans")


def _line(reader: Reader, number: int, picture: Picture.Image, dpi: float) -> dict[str, Any]:
    pixels: Grey = np.asarray(picture, np.uint8)
    lines, unread = reader.read(pixels)
    return {
        "number": number,
        "scale": _POINTS / dpi,
        "unread": unread,
        "lines": [(line.text, round(line.confidence, 3), line.corners) for line in lines],
    }


def _of_picture(content: bytes) -> Iterator[tuple[int, Picture.Image, float]]:
    with Picture.open(io.BytesIO(content), formats=FORMATS) as opened:
        count = getattr(opened, "n_frames", 1) if opened.format == "TIFF" else 1
        if count > MOST_PAGES:
            raise _Unusable(TOO_MANY)
        for position in range(count):
            opened.seek(position)
            _check(opened.size)
            yield position + 1, _grey(opened), _dpi(opened)


def _of_pdf(content: bytes, numbers: Sequence[int]) -> Iterator[tuple[int, Picture.Image, float]]:
    document = pdfium.PdfDocument(content)
    for number in numbers:
        page = document[number - 1]
        scale = min(_DPI / _POINTS, _LONGEST / max(page.get_size()))
        yield number, page.render(scale=scale, grayscale=True).to_pil().convert("L"), scale * _POINTS


def _check(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise _Unusable(TOO_LARGE)


def _grey(picture: Picture.Image) -> Picture.Image:
    """Give upright grey pixels, transparent places white."""
    upright = ImageOps.exif_transpose(picture)
    if upright.mode.startswith("I"):  # sixteen bits
        return upright.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if upright.has_transparency_data:
        layer = upright.convert("RGBA")
        upright = Picture.alpha_composite(Picture.new("RGBA", layer.size, "white"), layer)
    return upright.convert("L")


def _dpi(picture: Picture.Image) -> float:
    said = picture.info.get("dpi", (0, 0))
    dpi = float(said[0]) if isinstance(said, tuple) and said else 0.0
    return dpi if _LEAST_DPI <= dpi <= _MOST_DPI else _DPI


if __name__ == "__main__":
    sys.exit(main())
