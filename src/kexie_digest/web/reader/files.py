"""The files of an issue: ranges, entity tags, Chinese names. And its pictures."""

import datetime as dt
import re
from pathlib import Path
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import FileResponse

from kexie_digest.web.reader.conditional import is_known
from kexie_digest.web.reader.showing import Number, ShelfOf
from kexie_digest.web.security.guard import new_router
from kexie_digest.workflows.reader import files

router = new_router()

_METHODS = ["GET", "HEAD"]
#: What RFC 9110 §14.1.2 calls ranges; anything else is as if it was not sent (§14.2).
_RANGES = re.compile(r"bytes\s*=\s*(\d+-\d*|-\d+)(\s*,\s*(\d+-\d*|-\d+))*", re.IGNORECASE)
#: A file as it was published, but one day it may be published anew.
_DAY = "public, max-age=86400"
_LONGEST_RANGE = 200


@router.api_route("/editions/{digest}/{number}/{name}", methods=_METHODS)
@router.api_route("/{digest}/{number:int}/{name}", methods=_METHODS)
def download(request: Request, shelf: ShelfOf, digest: str, number: Number, name: str) -> Response:
    """Send a file of an issue."""
    file = files.download(shelf.issue(digest, number), name)
    headers = {"Content-Disposition": attachment(file.name, file.plain_name)}
    return _send(request, file.path, file.media_type, headers)


@router.api_route("/editions/{digest}/{number}/pictures/{name}", methods=_METHODS)
@router.api_route("/{digest}/{number:int}/pictures/{name}", methods=_METHODS)
def picture(request: Request, shelf: ShelfOf, digest: str, number: Number, name: str) -> Response:
    """Send a picture of an issue; mail programs fetch it from here as well."""
    path, media_type = files.picture(shelf.issue(digest, number), name)
    # Pages of ours are kept to ourselves; pictures stand in mails that webmail shows.
    return _send(request, path, media_type, {"Cross-Origin-Resource-Policy": "cross-origin"})


def attachment(name: str, plain_name: str) -> str:
    """Name a download (RFC 6266): an ASCII name, and the real one (RFC 8187).

    Args:
        name: The name to save by; any characters.
        plain_name: ASCII letters, digits, ``-`` and ``.`` for programs that know no other.

    Returns:
        The value of ``Content-Disposition``.
    """
    # A slash or a control character is no part of a name on any disk.
    safe = re.sub(r'[\x00-\x1f\x7f/\\:*?"<>|]', "_", name)
    return f"attachment; filename=\"{plain_name}\"; filename*=UTF-8''{quote(safe, safe='')}"


def _send(request: Request, path: Path, media_type: str, headers: dict[str, str]) -> Response:
    stat = path.stat()
    etag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
    response = FileResponse(
        path,
        media_type=media_type,
        stat_result=stat,
        headers={**headers, "ETag": etag, "Cache-Control": _DAY},
    )
    if is_known(request, etag, _modified(stat.st_mtime)):
        known = {name: response.headers[name] for name in ("etag", "last-modified", "cache-control")}
        return Response(status_code=304, headers=known)
    _drop_bad_range(request)
    return response


def _modified(seconds: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC)


def _drop_bad_range(request: Request) -> None:
    """Take out a range that is none, or far too many: the whole file is sent then."""
    given = request.headers.get("range")
    if given is not None and not _is_range(given):
        request.scope["headers"] = [pair for pair in request.scope["headers"] if pair[0] != b"range"]


def _is_range(given: str) -> bool:
    if len(given) > _LONGEST_RANGE or not _RANGES.fullmatch(given):
        return False
    return all(int(first) <= int(last) for first, last in re.findall(r"(\d+)-(\d+)", given))
