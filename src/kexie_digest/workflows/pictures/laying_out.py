"""Lay an edition's pictures out as files: the large one, and the copy for screens.

Takes an edition and the kept bytes, writes files into a folder that renderers read and the
output folder copies. A picture whose bytes are gone is named; the edition appears without.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kexie_digest.errors import NotFound, RenderError, StoreError
from kexie_digest.extractors.pictures import shrink
from kexie_digest.model import Edition, Image, Item
from kexie_digest.renderers import SCREEN_WIDTH, screen_copy
from kexie_digest.store import Blobs


def lay_out(
    blobs: Blobs, edition: Edition, folder: Path
) -> tuple[Edition, dict[str, Path], list[RenderError]]:
    """Write the pictures of an edition.

    Args:
        blobs: Where their bytes are kept.
        edition: Names them by path and hash.
        folder: Where they go, by their paths.

    Returns:
        The edition without pictures that are lost, path below its folder to the file
        written, and a warning for each lost picture.
    """
    files: dict[str, Path] = {}
    warnings: list[RenderError] = []
    lost: set[str] = set()
    for item, image in _pictures(edition):
        if image.path in files or not image.sha256:
            continue
        try:
            content = blobs.get(image.sha256)
        except StoreError as error:
            warnings.append(_missing(item, image, error))
            lost.add(image.path)
            continue
        files |= _write(image, content, folder)
    return _without(edition, lost), files, warnings


def _without(edition: Edition, lost: set[str]) -> Edition:
    """Leave lost pictures out: a page with a hole is worse than one without a picture."""
    if not lost:
        return edition

    def kept(item: Item) -> Item:
        return replace(item, images=tuple(image for image in item.images if image.path not in lost))

    return replace(
        edition,
        sections=tuple(
            replace(section, items=tuple(map(kept, section.items))) for section in edition.sections
        ),
    )


def _pictures(edition: Edition) -> Iterator[tuple[Item, Image]]:
    for item in edition.items:
        for image in item.images:
            yield item, image


def _write(image: Image, content: bytes, folder: Path) -> dict[str, Path]:
    written = {image.path: content}
    small = screen_copy(image).path
    if small != image.path:
        written[small] = shrink(content, SCREEN_WIDTH)
    for name, data in written.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return {name: folder / name for name in written}


def _missing(item: Item, image: Image, error: StoreError) -> RenderError:
    is_gone = isinstance(error, NotFound)
    return RenderError(
        "图片的原件不在了，没有刊出 (the kept picture is missing)"
        if is_gone
        else "图片的原件读不出来，没有刊出 (the kept picture cannot be read)",
        subject=f"{item.title}：{image.path}",
        code="picture_missing",
        advice="请从备份恢复 var/originals；恢复后可用 preview 核对。",
    )
