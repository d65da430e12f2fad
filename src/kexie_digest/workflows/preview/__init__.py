"""Preview the bulletin: an edition printed again with today's templates and settings.

Takes an edition on disk, gives ``bulletin.pdf`` and ``index.html`` in a folder of their
own. Neither the store nor the published edition is touched.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from kexie_digest import renderers
from kexie_digest.clock import Clock
from kexie_digest.errors import RenderError
from kexie_digest.model import Config, Digest, Edition
from kexie_digest.renderers import Tools as RenderTools
from kexie_digest.workflows.preview.choosing import find_edition, read_edition

#: What is shown of an edition: the bulletin, and the page that readers see on the web.
SHOWN = ("bulletin.pdf", "index.html")


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a preview draws with: configuration, templates, the folder of published editions."""

    config: Config
    tools: RenderTools
    output: Path


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be seen.

    ``edition`` is an ``edition.json`` or a folder with one (None: the newest published
    edition), ``style`` overrides the digest's own, ``target`` is the PDF to write.
    """

    edition: Path | None
    style: str | None
    target: Path


@dataclass(frozen=True, slots=True)
class Previewed:
    """The files written, in which style, in how many seconds, and what was degraded."""

    edition: Edition
    style: str
    files: tuple[Path, ...]
    seconds: float
    warnings: tuple[str, ...]


def preview(drawing: Drawing, wish: Wish, clock: Clock) -> Previewed:
    """Print an edition again.

    Args:
        drawing: Configuration and templates.
        wish: What is to be seen.
        clock: Measures how long it took.

    Returns:
        What was written.

    Raises:
        NotFound: There is no such edition, or none was published yet.
        RenderError: Unknown style, broken template, or the target cannot be written.
    """
    began = clock.monotonic()
    path = find_edition(wish.edition, drawing.output)
    edition = read_edition(path)
    digest = _digest(drawing.config, edition)
    if wish.style:
        digest = replace(digest, style=wish.style)
    tools = replace(drawing.tools, assets=path.parent)
    files: list[Path] = []
    warnings: list[str] = []
    for name in SHOWN:
        rendition = renderers.render(name, edition, digest, tools)
        files.append(_write(_place(name, wish.target), rendition.content))
        warnings += rendition.warnings
    return Previewed(edition, digest.style, tuple(files), clock.monotonic() - began, tuple(warnings))


def _digest(config: Config, edition: Edition) -> Digest:
    """Give the edition's digest; one that is no longer configured has the defaults."""
    known = {digest.key: digest for digest in config.digests}
    return known.get(edition.digest, Digest(key=edition.digest, title=edition.title))


def _place(name: str, target: Path) -> Path:
    return target if name == SHOWN[0] else target.with_name(name)


def _write(path: Path, content: bytes) -> Path:
    """Write a file whole: a viewer that reloads never sees half of it."""
    draft = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        raise RenderError(
            "预览写不进去 (the preview cannot be written)",
            subject=str(path),
            code="cannot_write",
            advice="请检查文件夹权限，或用 --output 换一个位置。",
        ) from error
    return path
