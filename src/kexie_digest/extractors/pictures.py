"""Pictures: from whatever bytes came in to one upright, plain file, or a reason why not.

Takes bytes of a JPEG, PNG, GIF, WebP, BMP or TIFF; gives a JPEG or PNG in sRGB or grey of
eight bits, no larger than a page needs, with nothing of the original but its pixels: EXIF,
GPS, comments and colour profiles stay behind. It fetches nothing and knows no article.

The sizes are read before any pixel is, so that memory stays bounded whatever a file says of
itself (CWE-409); SVG is refused, since it is a program.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zlib
from dataclasses import dataclass

from PIL import Image as Picture
from PIL import ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from kexie_digest.errors import ExtractError

#: A larger file is no picture for a page of A4, or a trap.
MOST_BYTES = 50 * 1024 * 1024
#: A camera of 50 megapixels is the largest in the trade; above that it may be a bomb.
MOST_PIXELS = 60_000_000
#: WebP is decoded whole, several copies at a time: 50 megapixels took 820 MB, a JPEG 118.
MOST_WEBP_PIXELS = 16_000_000
#: The longest side that is kept: the type area of a 简报 at 350 pixels an inch is 2,150.
LONGEST_SIDE = 2560
#: Below this on one side it is a spacer, a pixel that counts readers, or a bullet.
SMALLEST_SIDE = 24
#: Read as pictures; everything else (EPS, PDF, PSD, icons …) stays closed.
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
_LOSSLESS = frozenset({"PNG", "GIF", "BMP", "TIFF"})
_MOST_COLOURS = 256
_QUALITY = 90
_SVG = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*<(?:\w+:)?svg\b", re.DOTALL
)
#: The EXIF tag of how a camera was held, and what sets the picture upright.
_ORIENTATION = 0x0112
_TURNS = {
    2: Picture.Transpose.FLIP_LEFT_RIGHT,
    3: Picture.Transpose.ROTATE_180,
    4: Picture.Transpose.FLIP_TOP_BOTTOM,
    5: Picture.Transpose.TRANSPOSE,
    6: Picture.Transpose.ROTATE_270,
    7: Picture.Transpose.TRANSVERSE,
    8: Picture.Transpose.ROTATE_90,
}
#: What Pillow raises over damaged files, by fuzzing and by its source.
_DAMAGE = (
    OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, OverflowError, EOFError, RuntimeError,
    AttributeError, MemoryError, struct.error, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Developed:
    """A picture fit to be published: its bytes, their type, its size in pixels.

    ``is_first_frame`` says that the original moved and only its first frame is shown.
    """

    content: bytes
    media_type: str
    width: int
    height: int
    is_first_frame: bool = False

    @property
    def suffix(self) -> str:
        """The extension of its file name."""
        return ".png" if self.media_type == "image/png" else ".jpg"


def develop(content: bytes, name: str) -> Developed:
    """Make a picture fit to be published.

    Args:
        content: Its bytes; the name's extension is not believed.
        name: For messages.

    Returns:
        The picture.

    Raises:
        ExtractError: ``picture_empty``, ``picture_svg``, ``picture_too_large``,
            ``picture_broken`` (cut off, damaged, no picture at all) or ``picture_tiny``
            (a spacer or a counting pixel, which nobody misses).
    """
    _refuse(content, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of sizes, which are judged here, and of odd tags
            return _developed(content, name)
    except Picture.DecompressionBombError as error:
        raise _too_large(name, "解压后超过上限") from error
    except _DAMAGE as error:
        # Pillow's word for "no picture" names an object in memory, which tells nobody anything.
        cause = None if isinstance(error, UnidentifiedImageError) else error
        raise ExtractError(
            "图片已损坏或不完整 (the picture is damaged or cut off)",
            subject=name,
            code="picture_broken",
            advice="请在看图软件中打开核对，重新导出为 JPEG 或 PNG 后随版面再投放。",
        ) from cause


def _refuse(content: bytes, name: str) -> None:
    if not content:
        raise ExtractError(
            "图片文件为空 (the picture file is empty)",
            subject=name,
            code="picture_empty",
            advice="请重新复制该图片后随版面再投放。",
        )
    if len(content) > MOST_BYTES:
        raise _too_large(name, f"{len(content) // 2**20} MB")
    if _SVG.match(content[:4096]):
        raise ExtractError(
            "不收 SVG 图片，它可以带脚本 (SVG is refused: it may hold scripts)",
            subject=name,
            code="picture_svg",
            advice="请导出为 PNG 后随版面再投放。",
        )


def _too_large(name: str, size: str) -> ExtractError:
    return ExtractError(
        f"图片过大：{size} (the picture is too large)",
        subject=name,
        code="picture_too_large",
        advice=f"请缩小到 {MOST_PIXELS // 10**6} 百万像素、{MOST_BYTES // 2**20} MB 以内后随版面再投放。",
    )


def _developed(content: bytes, name: str) -> Developed:
    with Picture.open(io.BytesIO(content), formats=FORMATS) as opened:
        kind = opened.format or ""
        most = MOST_WEBP_PIXELS if kind == "WEBP" else MOST_PIXELS
        if opened.width * opened.height > most:
            raise _too_large(name, f"{opened.width} × {opened.height}")
        if min(opened.size) < SMALLEST_SIDE:
            raise ExtractError("图片太小，是占位图 (too small: a spacer)", subject=name, code="picture_tiny")
        # An MPO is a JPEG with a preview or a second eye's view behind it, no moving picture.
        is_moving = kind in {"GIF", "WEBP", "PNG"} and getattr(opened, "n_frames", 1) > 1
        turn = _TURNS.get(_orientation(opened))
        profile = opened.info.get("icc_profile") or b""
        opened.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is decoded small at once
        # WeasyPrint switches this on for its whole process: half a picture would pass for one.
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        opened.load()
        plain = _plain(_smaller(opened), profile)
    upright = plain.transpose(turn) if turn is not None else plain
    content, media_type = _written(upright, is_lossless=kind in _LOSSLESS)
    return Developed(content, media_type, upright.width, upright.height, is_moving)


def _orientation(picture: Picture.Image) -> int:
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    except _DAMAGE:  # damaged EXIF turns nothing
        return 1


def _smaller(picture: Picture.Image) -> Picture.Image:
    if max(picture.size) <= LONGEST_SIDE:
        return picture
    if picture.mode in {"P", "1"}:  # resampled as they are they come out jagged
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    elif picture.mode not in {"L", "LA", "RGB", "RGBA", "CMYK", "F"}:
        picture = _eight_bits(picture)
    size = ImageOps.contain(Picture.new("1", picture.size), (LONGEST_SIDE, LONGEST_SIDE)).size
    return picture.resize(size, Picture.Resampling.LANCZOS, reducing_gap=2.0)


def _plain(picture: Picture.Image, profile: bytes) -> Picture.Image:
    """Give eight bits of grey or sRGB, transparent places white."""
    if picture.mode.startswith(("I", "F")):
        picture = _eight_bits(picture)
    if picture.has_transparency_data:
        layer = picture.convert("RGBA")
        paper = Picture.new("RGBA", layer.size, "white")
        return Picture.alpha_composite(paper, layer).convert("RGB")
    if picture.mode in {"1", "L"}:
        return picture.convert("L")
    if profile and picture.mode in {"RGB", "CMYK"}:
        return _in_srgb(picture, profile)
    return picture.convert("RGB")


def _eight_bits(picture: Picture.Image) -> Picture.Image:
    """Scale 16 bits of grey to eight; what is not grey is left to :func:`_plain`."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    return picture.convert("L" if picture.mode == "F" else "RGB")


def _in_srgb(picture: Picture.Image, profile: bytes) -> Picture.Image:
    """Convert from the picture's own colours; a profile that is of no use is not used."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(
            picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        converted = None
    return picture.convert("RGB") if converted is None else converted


def _written(picture: Picture.Image, *, is_lossless: bool) -> tuple[bytes, str]:
    """Write drawings as PNG and photographs as JPEG, with nothing but pixels."""
    picture.info.clear()  # Pillow would write comments and profiles on
    file = io.BytesIO()
    if is_lossless and picture.getcolors(_MOST_COLOURS) is not None:
        picture.save(file, "PNG")
        return file.getvalue(), "image/png"
    picture.save(file, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return file.getvalue(), "image/jpeg"


def shrink(content: bytes, width: int) -> bytes:
    """Make a smaller copy of a developed picture, for screens and mail.

    Args:
        content: From :func:`develop`.
        width: Most pixels across.

    Returns:
        A progressive JPEG or a PNG of the same kind; the same bytes when it is narrow enough.
    """
    with Picture.open(io.BytesIO(content), formats=("JPEG", "PNG")) as opened:
        if opened.width <= width:
            return content
        size = width, max(1, round(opened.height * width / opened.width))
        is_drawing = opened.format == "PNG"
        small = opened.resize(size, Picture.Resampling.LANCZOS, reducing_gap=2.0)
    if is_drawing:  # smoothed edges have more colours than the drawing
        small = small.quantize(_MOST_COLOURS) if small.mode == "RGB" else small
        file = io.BytesIO()
        small.save(file, "PNG")
        return file.getvalue()
    file = io.BytesIO()
    small.save(file, "JPEG", quality=80, optimize=True, progressive=True)
    return file.getvalue()
