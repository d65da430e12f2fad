"""Pictures for the press: from whatever came in to CMYK, within the ink limit.

Takes the edition's pictures, writes CMYK JPEGs of the same names into another folder. It
never enlarges: a coarse picture is printed as it is, and named in preflight.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image as Picture
from PIL import ImageCms, ImageMath, ImageOps, UnidentifiedImageError

from kexie_digest.model import Edition
from kexie_digest.renderers.pdf.pictures import MOST_PIXELS, PRINT_PPI, frames
from kexie_digest.renderers.pdf.press.profiles import Profile

#: Sum of the four inks in per cent: more dries too slowly on coated paper (ISO 12647-2
#: allows 330). JPEG overshoots at edges, so pictures stay somewhat below.
INK_LIMIT = 300
_AIM = 285
#: The type area's width at 350 pixels an inch: no page needs more.
WIDEST = 2508
#: Above this the eye finds no trace of JPEG at 300 pixels an inch.
_QUALITY = 92


def convert(edition: Edition, assets: Path, folder: Path, profile: Profile) -> tuple[str, ...]:
    """Write every picture of an edition as a CMYK JPEG.

    Args:
        edition: Names pictures by paths relative to ``assets``.
        assets: Where they are.
        folder: Where they go, by the same paths.
        profile: The press's.

    Returns:
        One warning for each picture whose own colour profile was of no use. Pictures that
        cannot be read are not written: the page leaves them out and names them.
    """
    transforms = Transforms(profile)
    warnings = []
    for path in dict.fromkeys(image.path for item in edition.items for image in item.images):
        source, target = (assets / path).resolve(), (folder / path).resolve()
        if not (source.is_relative_to(assets.resolve()) and target.is_relative_to(folder.resolve())):
            continue
        try:
            converted = _read(source, transforms)
        except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Picture.DecompressionBombError):
            continue  # the page tells
        except ImageCms.PyCMSError as error:
            warnings.append(f"图片颜色转换失败 (colours not converted): {path}: {error}")
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        converted.save(target, "JPEG", quality=_QUALITY, subsampling=0)
    return tuple(warnings)


def coarse(edition: Edition, assets: Path, style: str) -> tuple[str, ...]:
    """Name the pictures that have too few pixels for the press at the size they are printed.

    Args:
        edition: What is printed.
        assets: Where its pictures are.
        style: Decides their size.

    Returns:
        One warning a picture, with its item; they are printed all the same.
    """
    return tuple(
        f"图片只有 {frame.resolution(style)} ppi，低于印刷所需 {PRINT_PPI} (coarse in print): "
        f"{frame.image.path}（{item.title}）"
        for item in edition.items
        for frame in frames(item.images, assets)[0]
        if frame.resolution(style) < PRINT_PPI
    )


class Transforms:
    """Conversions to the press, made once for each kind of source."""

    def __init__(self, profile: Profile) -> None:
        self._press = ImageCms.ImageCmsProfile(io.BytesIO(profile.content))
        self._made: dict[tuple[bytes, str], ImageCms.ImageCmsTransform] = {}

    def apply(self, picture: Picture.Image, source: bytes) -> Picture.Image:
        """Convert ``picture`` from the profile in ``source`` (empty: sRGB or plain grey)."""
        key = (source, picture.mode)
        if key not in self._made:
            self._made[key] = ImageCms.buildTransform(
                ImageCms.ImageCmsProfile(io.BytesIO(source)) if source else ImageCms.createProfile("sRGB"),
                self._press,
                picture.mode,
                "CMYK",
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
        converted = ImageCms.applyTransform(picture, self._made[key])
        if converted is None:
            raise ValueError("no picture came back")
        return converted


def _read(path: Path, transforms: Transforms) -> Picture.Image:
    with Picture.open(path) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise ValueError(f"{opened.width} × {opened.height}")
        profile = opened.info.get("icc_profile") or b""
        picture = ImageOps.exif_transpose(opened)
        if picture.width > WIDEST:
            picture = picture.resize(
                (WIDEST, round(picture.height * WIDEST / picture.width)), Picture.Resampling.LANCZOS
            )
        return to_inks(picture, profile, transforms)


def to_inks(picture: Picture.Image, profile: bytes, transforms: Transforms) -> Picture.Image:
    """Convert one picture of any kind.

    Args:
        picture: RGB, grey, palette, 16-bit, with or without transparency, or CMYK.
        profile: The ICC profile it came with, or nothing.
        transforms: To the press.

    Returns:
        CMYK within the ink limit. A grey picture has black ink only: four-ink greys take
        on a hue when the press drifts.
    """
    if picture.mode == "CMYK":
        return limited(transforms.apply(picture, profile) if profile else picture)
    if picture.mode in {"1", "L", "LA"} or picture.mode.startswith(("I", "F")):
        return in_black(_grey(picture))
    if picture.has_transparency_data:
        picture = Picture.alpha_composite(Picture.new("RGBA", picture.size, "white"), picture.convert("RGBA"))
    is_rgb = picture.mode == "RGB"
    return limited(transforms.apply(picture.convert("RGB"), profile if is_rgb else b""))


def _grey(picture: Picture.Image) -> Picture.Image:
    if picture.mode.startswith("I"):
        deep = picture.convert("I")
        if picture.mode != "I":  # 16 bits a pixel
            deep = deep.point(lambda value: value * (1 / 257))
        return deep.convert("L")
    if picture.has_transparency_data:
        white = Picture.new("RGBA", picture.size, "white")
        return Picture.alpha_composite(white, picture.convert("RGBA")).convert("L")
    return picture.convert("L")


def in_black(grey: Picture.Image) -> Picture.Image:
    """Set a grey picture in black ink alone.

    Args:
        grey: Mode L.

    Returns:
        CMYK with empty colour plates.
    """
    empty = Picture.new("L", grey.size, 0)
    return Picture.merge("CMYK", (empty, empty, empty, ImageOps.invert(grey)))


def limited(picture: Picture.Image, limit: int = _AIM) -> Picture.Image:
    """Take colour from where the inks sum up to more than the paper can hold.

    Args:
        picture: CMYK.
        limit: Sum of the four inks, in per cent.

    Returns:
        CMYK; black and what is within the limit are unchanged.
    """
    most = limit * 255 / 100
    *colours, black = (plane.convert("F") for plane in picture.split())
    sum_of_colours = ImageMath.lambda_eval(
        lambda of: of["max"](of["c"] + of["m"] + of["y"], 1), c=colours[0], m=colours[1], y=colours[2]
    )
    share = ImageMath.lambda_eval(
        lambda of: of["max"](of["min"]((most - of["k"]) / of["sum"], 1), 0), k=black, sum=sum_of_colours
    )
    kept = [
        ImageMath.lambda_eval(
            lambda of: of["convert"](of["plane"] * of["share"], "L"), plane=plane, share=share
        )
        for plane in colours
    ]
    return Picture.merge("CMYK", (*kept, picture.getchannel("K")))
