"""The files of an edition's folder that readers may have.

Takes an Issue and a name, gives a path, a type and the name to save it by. A name is
looked up in a list: nothing that was typed ever becomes a part of a path.
"""

from dataclasses import dataclass
from pathlib import Path

from kexie_digest.errors import NotFound
from kexie_digest.model import Edition
from kexie_digest.renderers import screen_copy
from kexie_digest.workflows.reader.shelf import Issue


@dataclass(frozen=True, slots=True)
class _Kind:
    """An output: how it is called on pages and in the name it is saved by."""

    label: str
    mark: str
    media_type: str


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: File name → what it is; nothing else of the folder is given out.
_KINDS = {
    "bulletin.pdf": _Kind("简报（PDF）", "", "application/pdf"),
    "bulletin-print.pdf": _Kind("印刷版（PDF）", "（印刷版）", "application/pdf"),
    "bulletin.docx": _Kind("Word 文档", "", _WORD),
    "edition.json": _Kind("本期数据（JSON）", "", "application/json"),
    "facts.csv": _Kind("事实表（CSV）", "（事实表）", "text/csv; charset=utf-8"),
    "activities.ics": _Kind("活动日历（ICS）", "（活动）", "text/calendar; charset=utf-8"),
    "email.html": _Kind("邮件版（HTML）", "（邮件）", "text/html; charset=utf-8"),
}
_PICTURES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file of an edition: where it is, what it is called on pages and on the reader's disk.

    ``plain_name`` is the name for programs that read ASCII only.
    """

    path: Path
    media_type: str
    label: str
    name: str
    plain_name: str


def downloads(issue: Issue) -> list[tuple[str, Download]]:
    """List the files of an issue that are there: file name and file."""
    found = [(name, _download(issue, name)) for name in _KINDS]
    return [(name, one) for name, one in found if one.path.is_file()]


def download(issue: Issue, name: str) -> Download:
    """Give a file of an issue.

    Args:
        issue: Which.
        name: A name of the list.

    Returns:
        The file.

    Raises:
        NotFound: The name is not on the list, or the file is not there.
    """
    if name not in _KINDS:
        raise _missing(name)
    found = _download(issue, name)
    if not found.path.is_file():
        raise _missing(name)
    return found


def picture(issue: Issue, name: str) -> tuple[Path, str]:
    """Give a picture of an issue.

    Args:
        issue: Which.
        name: Its name in the folder ``pictures``.

    Returns:
        The file and its media type.

    Raises:
        NotFound: The issue names no such picture, or the file is not there.
    """
    asked = f"pictures/{name}"
    for path in _pictures(issue.edition):
        file = issue.folder / path
        media_type = _PICTURES.get(file.suffix.lower())
        if path == asked and media_type and file.is_file():
            return file, media_type
    raise _missing(name)


def _pictures(edition: Edition) -> set[str]:
    images = [image for item in edition.items for image in item.images]
    paths = {path for image in images for path in (image.path, screen_copy(image).path)}
    return {path for path in paths if ".." not in path.split("/")}


def _download(issue: Issue, name: str) -> Download:
    edition, kind = issue.edition, _KINDS[name]
    suffix = Path(name).suffix
    return Download(
        path=issue.folder / name,
        media_type=kind.media_type,
        label=kind.label,
        name=f"{edition.title}第{edition.number}期{kind.mark}{suffix}",
        plain_name=f"{edition.digest}-{edition.published_on[:4]}-{edition.number}-{name}",
    )


def _missing(name: str) -> NotFound:
    return NotFound("没有这个文件 (no such file)", subject=name, advice="请从本期页面上的链接下载。")
