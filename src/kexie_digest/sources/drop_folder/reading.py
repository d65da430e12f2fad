"""Read a dropped file into a Document, and make sure it stayed the same meanwhile.

Takes a Found, gives its bytes under their SHA-256, or a SourceError that says whether
trying again helps. It moves nothing; links and special files are not opened.
"""

import hashlib
import os
import stat

from kexie_digest.clock import Clock
from kexie_digest.errors import SourceError
from kexie_digest.model import Document, Drop, Hints
from kexie_digest.sources.drop_folder.looking import Found

#: The largest file taken.
LARGEST = 200 * 1024 * 1024


def read(found: Found, drop: Drop, clock: Clock, *, largest: int = LARGEST) -> Document:
    """Read a complete file.

    Args:
        found: The file as a scan saw it.
        drop: The folder it lies in.
        clock: Gives the time of reading.
        largest: Most bytes.

    Returns:
        The document; its identity is the hash of its bytes, its media type is left to
        the content's own look.

    Raises:
        SourceError: For good ``empty_file``, ``too_large``, ``unreadable_permission``,
            ``unreadable_file``; for now ``vanished``, ``still_changing``.
    """
    if found.size == 0:
        raise _error(
            found, "empty_file", "文件为空 (the file is empty)", "请重新导出或重新复制该文件后再放入。"
        )
    if found.size > largest:
        raise _too_large(found, largest)
    try:
        content, digest = _content(found)
    except FileNotFoundError as error:
        message = "文件在读取前被移走了 (the file vanished before it was read)"
        raise _error(found, "vanished", message, "如需收录，请重新放入。", permanent=False) from error
    except PermissionError as error:
        message = "没有读取该文件的权限 (no permission to read the file)"
        raise _error(found, "unreadable_permission", message, "请改好文件权限后再放入。") from error
    except OSError as error:
        message = "文件读不出来 (the file cannot be read)"
        raise _error(found, "unreadable_file", message, "请检查磁盘或网络共享后再放入。") from error
    return Document(
        content=content,
        sha256=digest,
        media_type="",
        name=found.name,
        source_key=drop.key,
        address=found.address,
        identity=digest,
        fetched_at=clock.now(),
        hints=Hints(layout=drop.layout),
    )


def _content(found: Found) -> tuple[bytes, str]:
    # O_NONBLOCK: a pipe put in the file's place would otherwise wait for a writer for ever.
    flags = os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(found.path, flags), "rb") as stream:
        _check_same(found, os.fstat(stream.fileno()))
        content = stream.read(found.size + 1)  # in one piece: a large file lies in memory once
        _check_same(found, os.fstat(stream.fileno()), size=len(content))
    return content, hashlib.sha256(content).hexdigest()


def _check_same(found: Found, status: os.stat_result, *, size: int | None = None) -> None:
    now = (status.st_size, status.st_mtime_ns, status.st_ino, status.st_dev)
    if not stat.S_ISREG(status.st_mode) or now != found.version or size not in {None, found.size}:
        message = "文件还在写入 (the file is still being written)"
        raise _error(found, "still_changing", message, "写完后会自动收录，无需处理。", permanent=False)


def _too_large(found: Found, largest: int) -> SourceError:
    limit = largest // (1024 * 1024)
    message = f"文件过大，超过 {limit} MB (the file is larger than {limit} MB)"
    return _error(found, "too_large", message, "请拆分或压缩图片后再放入。")


def _error(found: Found, code: str, message: str, advice: str, *, permanent: bool = True) -> SourceError:
    return SourceError(message, subject=found.address, code=code, permanent=permanent, advice=advice)
