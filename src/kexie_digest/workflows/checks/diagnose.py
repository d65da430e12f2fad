"""Look whether everything the program needs is there: the ``doctor`` command.

Takes settings and configuration, gives findings, each with what mends it. It changes
nothing but making folders where they are missing: a database that is not there yet is made
by the first run, or by ``restore``, which wants an empty place.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kexie_digest import channels
from kexie_digest.clock import Clock
from kexie_digest.errors import KexieDigestError
from kexie_digest.model import Config
from kexie_digest.renderers.pdf import fonts, justify
from kexie_digest.store import Store, snapshots
from kexie_digest.store.watching import heartbeats
from kexie_digest.workflows.deliver import UNSET_HOST
from kexie_digest.workflows.watching import beats, places, serving


class Health(StrEnum):
    """How a part is: well, usable with a doubt, or missing."""

    OK = "ok"
    WARNING = "warning"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the system: how it is and what mends it."""

    part: str
    health: Health
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """What is looked at: addresses may hold passwords and are never shown."""

    config: Config
    database_url: str
    var: Path
    output: Path
    public_url: str
    smtp_url: str | None


def diagnose(machine: Machine, clock: Clock) -> Iterator[Finding]:
    """Look at every part in turn.

    Args:
        machine: Settings and configuration.
        clock: For opening the store.

    Yields:
        One finding a part (one a font family).
    """
    yield _pango()
    yield from _families()
    yield _justification()
    yield _database(machine.database_url, clock)
    yield _time_zone(machine.config.publication.timezone)
    yield _writable("成品文件夹 output folder", machine.output)
    yield from _disks(machine)
    yield from _schedulers(machine.database_url, clock)
    yield _public_url(machine.public_url, has_mail=machine.smtp_url is not None)
    yield _mail(machine.smtp_url)


def _pango() -> Finding:
    return _trying("排版库 Pango", lambda: f"可用，共 {len(fonts.installed_families())} 个字体族 (families)")


def _families() -> Iterator[Finding]:
    for family in fonts.FAMILIES:
        yield _trying(f"字体 {family}", partial(_family, family))


def _family(family: str) -> str:
    fonts.require((family,))
    return "已安装 (installed)"


def _justification() -> Finding:
    part = "两端对齐 justification"
    try:
        doubts = justify.differences()
    except OSError:
        return Finding(part, Health.MISSING, "没有 Pango，无法检查 (no Pango to look at)", fonts.ADVICE)
    if not doubts:
        return Finding(part, Health.OK, "可用 (available)")
    return Finding(
        part,
        Health.WARNING,
        f"WeasyPrint 版本不符，简报右边不齐 (ragged lines): {'; '.join(doubts)}",
        "pip install 'weasyprint==70.*'",
    )


def _database(url: str, clock: Clock) -> Finding:
    part = "数据库 database"
    file = _missing_file(url)
    if file is not None:
        place = _writable(part, file.parent)
        said = f"还没有，第一次运行时建立 (not there yet, the first run makes it): {file}"
        return replace(place, message=said) if place.health is Health.OK else place

    def look() -> str:
        with Store.open(url, clock=clock) as store, store.reading():
            return "可以打开，结构为最新 (opens, schema is current)"

    return _trying(part, look)


def _missing_file(url: str) -> Path | None:
    """Give the file of a database that is to be made yet."""
    try:
        file = snapshots.file_of(url)
    except KexieDigestError:
        return None  # opening it says what is wrong
    return file if file is not None and not file.exists() else None


def _disks(machine: Machine) -> Iterator[Finding]:
    for place in places.look_at({"var": machine.var, "output": machine.output}):
        said = f"{place.folder}：{place.free / 1e9:.1f} GB 可用 (free)"
        health = Health.WARNING if place.is_nearly_full else Health.OK
        yield Finding("磁盘空间 disk space", health, said, f"df -h {place.folder}")


def _schedulers(url: str, clock: Clock) -> Iterator[Finding]:
    """Look for schedulers that are not heard of; one that never ran is missed by nobody."""
    if _missing_file(url) is not None:
        return
    try:
        with Store.open(url, clock=clock) as store, store.reading() as tx:
            silent = beats.silent(heartbeats.list_all(tx), clock.now())
            workers = serving.look(tx)
    except KexieDigestError:
        return  # the database has a finding of its own
    for host, at in silent.items():
        said = f"{host} 从 {at:%Y-%m-%d %H:%M} UTC 起没有动静 (silent)"
        yield Finding("定时程序 scheduler", Health.WARNING, said, "systemctl status kexie-digest")
    if workers is not None:
        is_ok, said, remedy = workers
        health = Health.WARNING if remedy else Health.OK
        yield Finding("分担的机器 workers", health if is_ok else Health.MISSING, said, remedy)


def _time_zone(name: str) -> Finding:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return Finding("时区 time zone", Health.MISSING, f"不认识 {name}", "pip install tzdata")
    return Finding("时区 time zone", Health.OK, name)


def _writable(part: str, folder: Path) -> Finding:
    probe = folder / ".doctor"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        return Finding(part, Health.MISSING, f"{folder}: {error.strerror}", f"chown $USER {folder}")
    return Finding(part, Health.OK, str(folder))


def _public_url(url: str, *, has_mail: bool) -> Finding:
    if UNSET_HOST not in url:
        return Finding("公开网址 public address", Health.OK, url)
    health = Health.MISSING if has_mail else Health.WARNING
    return Finding(
        "公开网址 public address",
        health,
        f"{url} 是占位地址，邮件里的链接打不开 (a placeholder: links in mail lead nowhere)",
        "export KEXIE_PUBLIC_URL=https://digest.example.org",
    )


def _mail(url: str | None) -> Finding:
    if url is None:
        return Finding(
            "邮件服务器 mail server",
            Health.WARNING,
            "没有设置，邮件写成 .eml 文件 (not set: mail is written to files)",
            "export KEXIE_SMTP_URL=smtp://user:password@mail.example.org:587",
        )

    def look() -> str:
        with closing(channels.open_channel(url)) as channel:
            channel.check()
        return "可以连接 (connects)"

    return _trying("邮件服务器 mail server", look)


def _trying(part: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(part, Health.OK, look())
    except KexieDigestError as error:
        return Finding(part, Health.MISSING, str(error), error.advice)
