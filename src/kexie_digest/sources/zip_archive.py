"""Archives (.zip): each member is a document of its own.

Takes a .zip, gives its members in the order of their names, numbers counted as numbers,
so that 第2版 comes before 第10版; pictures beside a page go along with it. One bad member is
an error of its own; an archive that unpacks to a bomb, climbs out of its folder or holds
further archives is refused. Nothing is ever written to disk.
"""

from __future__ import annotations

import hashlib
import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from kexie_digest.errors import SourceError
from kexie_digest.model import Document
from kexie_digest.sources.drop_folder.looking import Found
from kexie_digest.sources.drop_folder.pictures import belongs, is_picture
from kexie_digest.text.numbers import counted

#: What an archive may hold, at the most.
MOST_MEMBERS = 200
MOST_BYTES = 200 * 1024 * 1024
MOST_RATIO = 100
#: A short text of one repeated character may well pack a hundredfold.
_SMALL = 1024 * 1024
#: What systems put beside the files somebody packed.
_FURNITURE = re.compile(r"(?:^|/)(?:__MACOSX/|\.(?!\.)|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_ENCRYPTED = 0x1
#: Pages whose text names pictures: any picture in the archive may be meant.
_NAMING = (".html", ".htm", ".xhtml", ".md", ".markdown")


def expand(document: Document) -> Iterator[Document | SourceError]:
    """Take the members out of an archive.

    Args:
        document: A .zip file.

    Yields:
        A document a member, its media type not looked at yet; or why it cannot be read.

    Raises:
        SourceError: ``unreadable_zip``, ``too_large`` for a bomb, ``too_many`` members.
    """
    with _opened(document) as (archive, members):
        pictures = set(_pictures(members))
        for member in members:
            if member.filename not in pictures:
                yield _read(document, archive, member)


def pictures_of(document: Document) -> list[str]:
    """Name the pictures in an archive that go along with its pages, by the rules of drop folders.

    Args:
        document: A .zip file.

    Returns:
        Their places in the archive, in reading order; a picture beside no page is a scan and not
        among them.

    Raises:
        SourceError: As :func:`expand`.
    """
    with _opened(document) as (_, members):
        return list(_pictures(members))


def picture(document: Document, place: str) -> bytes:
    """Take one picture out of an archive.

    Args:
        document: A .zip file.
        place: One that :func:`pictures_of` gave.

    Returns:
        Its bytes.

    Raises:
        SourceError: It has a password, is damaged, or as :func:`expand`.
    """
    with _opened(document) as (archive, members):
        member = next(one for one in members if one.filename == place)
        found = _read(document, archive, member)
    if isinstance(found, SourceError):
        raise found
    return found.content


def as_found(place: str) -> Found:
    """Write a place in an archive as a look at a drop folder would, for the rules both share."""
    path = PurePosixPath(place)
    return Found(Path(place), path.name, place, 0, 0, 0, 0)


def _pictures(members: list[zipfile.ZipInfo]) -> Iterator[str]:
    found = [as_found(member.filename) for member in members]
    pages = [one for one in found if not is_picture(one)]
    is_naming = any(page.name.lower().endswith(_NAMING) for page in pages)
    for one in found:
        if is_picture(one) and (is_naming or any(belongs(one, page) for page in pages)):
            yield one.address


#: A Word file is an archive; whoever dropped one knows nothing of archives.
_OFFICE = (
    "Word 文件打不开，可能没有复制完整 (the Word file is damaged)",
    "请在 Word 或 WPS 里打开，另存一份，或重新复制后再投放。",
)
_ARCHIVE = ("压缩包打不开 (the archive is damaged)", "请重新压缩后再投放。")


@contextmanager
def _opened(document: Document) -> Iterator[tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]]:
    """Open an archive that was looked through; give its members in reading order."""
    try:
        # Names without the UTF-8 flag are GBK in China; the default would read them as cp437.
        with zipfile.ZipFile(io.BytesIO(document.content), metadata_encoding="gb18030") as archive:
            members = [one for one in archive.infolist() if not one.is_dir() and _is_wanted(one)]
            _check(document, members)
            yield archive, sorted(members, key=lambda one: counted(one.filename))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        what, advice = _OFFICE if document.name.lower().endswith(".docx") else _ARCHIVE
        raise _error(document, document.name, "unreadable_zip", what, advice) from error


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    return not _FURNITURE.search(member.filename)


def _check(document: Document, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise _error(
            document,
            document.name,
            "too_many",
            f"压缩包里有 {len(members)} 个文件，超过上限 {MOST_MEMBERS} (too many members)",
            "请分成几个压缩包投放。",
        )
    total = sum(member.file_size for member in members)
    if total > MOST_BYTES or any(_is_bomb(member) for member in members):
        raise _error(
            document,
            document.name,
            "too_large",
            "压缩包解开后过大 (the archive unpacks to too much)",
            "请分成几个压缩包投放；来历不明的压缩包请勿打开。",
        )


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > max(_SMALL, member.compress_size * MOST_RATIO)


def _read(document: Document, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Document | SourceError:
    name = member.filename
    if member.flag_bits & _ENCRYPTED:
        return _error(
            document,
            name,
            "needs_password",
            "压缩包里的文件加了密码 (a member has a password)",
            "请去掉密码后重新压缩。",
        )
    if _climbs(name) or stat.S_ISLNK(member.external_attr >> 16):
        return _error(
            document,
            name,
            "unsafe_name",
            "压缩包里的文件名或链接不安全 (an unsafe name or a link in the archive)",
            "请重新压缩这个文件；来历不明的压缩包请勿打开。",
        )
    try:
        with archive.open(member) as stream:
            content = stream.read(member.file_size + 1)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error, RuntimeError) as error:
        failed = _error(
            document,
            name,
            "unreadable_member",
            "压缩包里有文件读不出来 (a member is damaged)",
            "请重新压缩后再投放。",
        )
        failed.__cause__ = error
        return failed
    return replace(
        document,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type="",
        name=PurePosixPath(name).name,
        address=f"{document.address}/{name}",
        part=f"{document.part}/{name}".lstrip("/"),
    )


def _climbs(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or bool(re.match(r"[A-Za-z]:", name))


def _error(document: Document, name: str, code: str, message: str, advice: str) -> SourceError:
    subject = document.address if name == document.name else f"{document.address}/{name}"
    return SourceError(message, subject=subject, code=code, permanent=True, advice=advice)
