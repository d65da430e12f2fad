"""Style sheet and scripts: ours and the vendored ones, from the templates folder.

Takes the template environment, gives files that were read once. Their addresses carry a
hash of the content, so browsers may keep them for ever.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from fastapi import Request, Response
from jinja2 import Environment, FileSystemLoader

from kexie_digest.errors import NotFound
from kexie_digest.web.security.guard import new_router

FOLDER = "web/assets"
_KINDS = frozenset({".css", ".js", ".svg", ".txt"})

router = new_router()


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent."""

    content: bytes
    media_type: str
    etag: str


@dataclass(frozen=True, slots=True)
class Assets:
    """All files by name; an owner's templates folder may replace any of them."""

    files: Mapping[str, Asset]

    @classmethod
    def of(cls, templates: Environment) -> Assets:
        """Read the files.

        Args:
            templates: Whose search path is looked through, the owner's folders first.

        Returns:
            The files.
        """
        folders = cast("FileSystemLoader", templates.loader).searchpath
        files: dict[str, Asset] = {}
        for folder in reversed(folders):
            for path in Path(folder, FOLDER).glob("*"):
                if path.suffix in _KINDS:
                    files[path.name] = _read(path)
        return cls(files)

    def address(self, name: str) -> str:
        """Give the address of a file.

        Args:
            name: Its name in the assets folder.

        Returns:
            A path whose query changes with the content.
        """
        return f"/assets/{name}?{self.files[name].etag[:12]}"


@router.get("/assets/{name}")
async def asset(request: Request, name: str) -> Response:
    """Send a file, or 304 to a browser that has it."""
    found = request.app.state.site.assets.files.get(name)
    if found is None:
        raise NotFound("没有这个文件 (no such file)", subject=name)
    headers = {"ETag": f'"{found.etag}"', "Cache-Control": "public, max-age=31536000, immutable"}
    if found.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(found.content, media_type=found.media_type, headers=headers)


def _read(path: Path) -> Asset:
    content = path.read_bytes()
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Asset(content, media_type, hashlib.sha256(content).hexdigest()[:32])
