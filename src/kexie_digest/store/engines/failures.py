"""Turn what the database and the disk complain about into errors an editor understands.

Takes exceptions of sqlite3, psycopg and the operating system, gives StoreErrors
with a stable code and a next step. It decides nothing about retries beyond
``permanent``; nothing else in the store builds an error from a foreign exception.
"""

import errno
import sqlite3
from dataclasses import dataclass

from kexie_digest.errors import Conflict, StoreError


@dataclass(frozen=True, slots=True)
class _Verdict:
    """How one kind of complaint is told."""

    code: str
    message: str
    advice: str
    is_permanent: bool = False


_FULL = _Verdict(
    "disk_full",
    "磁盘已满，没有写入 (the disk is full, nothing was written)",
    "请清理磁盘空间后重试；没做完的工作会从中断处继续。",
)
_BUSY = _Verdict(
    "busy",
    "数据库正被另一个程序占用 (the database is locked by another program)",
    "请稍后重试；若一直如此，请检查是否有程序卡住。",
)
_UNWRITABLE = _Verdict(
    "unwritable",
    "数据库文件或所在文件夹无法写入 (the database or its folder cannot be written)",
    "请检查该文件和文件夹的权限与所有者，或用 KEXIE_VAR_DIR 另选一个文件夹。",
)
_DAMAGED = _Verdict(
    "damaged",
    "数据库文件已损坏或不是数据库 (the file is damaged or not a database)",
    "请从备份恢复；在此之前请勿删除原文件。",
    is_permanent=True,
)
_DISK = _Verdict(
    "disk_error",
    "读写磁盘出错 (the disk reported an error)",
    "请检查磁盘和网络盘是否正常，再重试。",
)
_TEXT = _Verdict(
    "bad_text",
    "文字里有无法保存的字符 (the text holds characters that cannot be stored)",
    "请用常用软件打开原文件，另存为 UTF-8 后重新投放。",
    is_permanent=True,
)
_TOO_LONG = _Verdict(
    "too_long",
    "有一项名称或地址太长，数据库存不下 (a name or an address is too long for the database)",
    "请缩短这一项的名称或地址后再试（文件名、文件夹名、网址或信件编号）；其他各项不受影响。",
    is_permanent=True,
)
_OTHER = _Verdict(
    "store_failed",
    "数据库操作失败 (the store refused an operation)",
    "请把这条信息和日志交给维护人员。",
)
_UNREACHABLE = _Verdict(
    "unreachable",
    "连接不上数据库 (the database cannot be reached)",
    "请检查 KEXIE_DATABASE_URL 以及数据库服务是否在运行。",
)
_REFUSED = _Verdict(
    "login_refused",
    "数据库拒绝登录，或没有这个库 (the database refuses the login, or is not there)",
    "请检查 KEXIE_DATABASE_URL 里的用户名、密码和库名；库要先建好：createdb -O 用户 库名。",
)
_CROWDED = _Verdict(
    "crowded",
    "数据库的连接已满 (the database takes no more connections)",
    "请稍后重试，或调高服务器的 max_connections。",
)
_STALE = _Verdict(
    "ended_by_server",
    "工作停顿太久，数据库已撤销 (the database ended a unit of work that stood still)",
    "不用处理；没做完的工作会由别的程序或下一次运行接着做。",
)

#: By the first word after ``SQLITE_`` of https://sqlite.org/rescode.html.
_BY_SQLITE_NAME = {
    "FULL": _FULL,
    "BUSY": _BUSY,
    "LOCKED": _BUSY,
    "READONLY": _UNWRITABLE,
    "CANTOPEN": _UNWRITABLE,
    "PERM": _UNWRITABLE,
    "AUTH": _UNWRITABLE,
    "CORRUPT": _DAMAGED,
    "NOTADB": _DAMAGED,
    "IOERR": _DISK,
}

#: By SQLSTATE, or its class of two characters (PostgreSQL's manual, appendix A).
_BY_SQLSTATE = {
    "08": _UNREACHABLE,
    "22021": _TEXT,
    "22P05": _TEXT,
    "25006": _UNWRITABLE,  # a standby
    "25P03": _STALE,
    "28": _REFUSED,
    "3D": _REFUSED,
    "40": _BUSY,  # a deadlock, or two that changed the same
    "42501": _UNWRITABLE,
    "53100": _FULL,
    "53300": _CROWDED,
    "54000": _TOO_LONG,  # an index entry above a third of a page
    "55P03": _BUSY,
    "57P": _UNREACHABLE,  # shut down, starting up
    "58030": _DISK,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}

_BY_ERRNO = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _UNWRITABLE,
    errno.EPERM: _UNWRITABLE,
    errno.EROFS: _UNWRITABLE,
    errno.EEXIST: _UNWRITABLE,  # a file stands where the folder should be
    errno.ENOTDIR: _UNWRITABLE,
    errno.EISDIR: _UNWRITABLE,
}


def _tell(verdict: _Verdict, subject: str) -> StoreError:
    return StoreError(
        verdict.message,
        subject=subject,
        code=verdict.code,
        permanent=verdict.is_permanent,
        advice=verdict.advice,
    )


def from_database(error: BaseException, subject: str) -> StoreError:
    """Tell a database driver's exception in our words.

    Args:
        error: What sqlite3 (or another driver) raised.
        subject: The database, without password.

    Returns:
        The error to raise instead; :class:`Conflict` for a violated constraint.
    """
    if isinstance(error, UnicodeEncodeError):  # half of a surrogate pair
        return _tell(_TEXT, subject)
    if isinstance(error, sqlite3.Error):
        return _from_sqlite(error, subject)
    state = getattr(error, "sqlstate", None) or ""
    if state.startswith("23") or type(error).__name__ == "IntegrityError":
        return Conflict(subject=subject)
    if type(error).__name__ == "DataError" and not state:  # psycopg itself: a zero byte
        return _tell(_TEXT, subject)
    for code in (state, state[:3], state[:2]):
        if code in _BY_SQLSTATE:
            return _tell(_BY_SQLSTATE[code], subject)
    is_connecting = not state and "OperationalError" in {kind.__name__ for kind in type(error).__mro__}
    return _tell(_connecting(error) if is_connecting else _OTHER, subject)


def _from_sqlite(error: sqlite3.Error, subject: str) -> StoreError:
    name = getattr(error, "sqlite_errorname", None) or ""
    kind = name.removeprefix("SQLITE_").split("_")[0]
    if kind == "CONSTRAINT":
        return Conflict(subject=subject)
    return _tell(_BY_SQLITE_NAME.get(kind, _OTHER), subject)


def _connecting(error: BaseException) -> _Verdict:
    """Tell a refusal from silence: libpq gives its own errors no SQLSTATE, only the server's words."""
    words = str(error)
    if "too many clients" in words or "remaining connection slots" in words:
        return _CROWDED
    is_refusal = any(part in words for part in ("authentication failed", "does not exist", "no pg_hba.conf"))
    return _REFUSED if is_refusal else _UNREACHABLE


def from_system(error: OSError, subject: str) -> StoreError:
    """Tell an operating system's error in our words.

    Args:
        error: What a file operation raised.
        subject: The path.

    Returns:
        The error to raise instead.
    """
    return _tell(_BY_ERRNO.get(error.errno or 0, _DISK), subject)
