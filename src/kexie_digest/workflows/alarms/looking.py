"""Look at what is wrong now.

Takes runs, sources, campaigns, disks and heartbeats, gives Alarms. It tells nobody; what
an alarm says names no reader's address.
"""

import datetime as dt
import hashlib
import re
import socket
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from kexie_digest.model import Alarm, AlarmKind, CampaignState, Failure, Run
from kexie_digest.sources.health import DOUBTS, Condition
from kexie_digest.store import Transaction, deliveries, runs
from kexie_digest.store.watching import alarms, heartbeats
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.processes import is_alive, is_here
from kexie_digest.workflows.run import BY_THE_CALENDAR
from kexie_digest.workflows.sources.watching import Watched, watch
from kexie_digest.workflows.watching import beats, places

_CONDITIONS = {
    Condition.QUIET: AlarmKind.SOURCE_QUIET,
    Condition.FAILING: AlarmKind.SOURCE_FAILING,
    Condition.CHANGED: AlarmKind.SOURCE_CHANGED,
    Condition.PAUSED: AlarmKind.SOURCE_PAUSED,
}
#: Failures that have an alarm of their own.
_TOLD_ELSEWHERE = frozenset({"waits_for_editor", "breaker"})
#: So many runs are at work at a time.
_RUNS = 20
#: So long after it a failure still stands: longer than until what failed is tried again.
_UNHEALED = dt.timedelta(minutes=15)
#: Who started runs that no person did: the calendar, a worker's job.
_OF_MACHINES = frozenset({"", BY_THE_CALENDAR})
#: So many failures are named; the desk has all.
_NAMED = 3
_CUT_OFF = "cut_off"
_CHARSET = "charset_doubt"
#: The second half of our messages.
_ENGLISH = re.compile(r" \([^()]*\)(?=$|:)")


def look(context: Context) -> list[Alarm]:
    """Say what is wrong now.

    Args:
        context: The program.

    Returns:
        Alarms, one a kind and subject.
    """
    now = context.clock.now()
    watched = watch(context.store, context.config.sources, now)
    found = [*_sources(watched, now), *_disks(context)]
    with context.store.reading() as tx:
        latest = runs.list_latest(tx, _RUNS)
        failed = _failed(tx, latest, now)
        begun = min((run.started_at for run in failed), default=now)
        asked_for = runs.list_asked_for(tx, begun, _OF_MACHINES)
        held = deliveries.list_campaigns(tx, CampaignState.PAUSED)
        cut_off = {alarm.mark for alarm in alarms.list_open(tx) if alarm.subject == _CUT_OFF}
        silent = beats.silent(heartbeats.list_all(tx), now)
    found += _failures(context, failed, asked_for)
    found += _cut(latest, cut_off)
    found += [
        Alarm(
            AlarmKind.SENDING_HELD,
            f"{one.digest}/{one.total_number}",
            f"群发停住了：{one.note} (sending is held up)",
            "请在编辑台这一期的投递页决定继续还是取消。",
            one.note,
        )
        for one in held
        if one.note
    ]
    found += [
        Alarm(
            AlarmKind.SCHEDULER_SILENT,
            host,
            f"定时程序从 {at:%Y-%m-%d %H:%M} UTC 起没有动静 (the scheduler is silent)",
            "请在那台机器上检查 kexie-digest schedule 或 serve 是否还在运行。",
        )
        for host, at in silent.items()
    ]
    return found


def covers(kind: AlarmKind, subject: str) -> bool:
    """Tell whether this machine can see that a trouble is over.

    Args:
        kind: Of the alarm.
        subject: What it is about.

    Returns:
        False for another machine's disk.
    """
    return kind is not AlarmKind.DISK_NEARLY_FULL or subject.startswith(f"{socket.gethostname()}:")


def _sources(watched: list[Watched], now: dt.datetime) -> Iterator[Alarm]:
    hosts: set[str] = set()
    for one in watched:
        name = one.source.name or one.source.key
        health, kind = one.health, _CONDITIONS.get(one.health.condition)
        if kind is not None:
            code = one.state.paused_reason or one.state.last_code
            mark = kind.value if kind is AlarmKind.SOURCE_QUIET else f"{kind.value} {code}"
            yield Alarm(kind, one.source.key, f"{name}：{health.words}", health.advice, mark)
        host = urlsplit(one.source.url).hostname or ""
        until = one.state.certificate_until
        if health.certificate and until is not None and host not in hosts:
            hosts.add(host)
            advice = "请告诉网站管理员更换证书；过期后程序就读不到这个网站。"
            mark = f"{until:%Y-%m-%d} {until <= now}"
            message = f"{health.certificate}：{host} (certificate ending)"
            yield Alarm(AlarmKind.CERTIFICATE_ENDING, host, message, advice, mark)
        if _CHARSET in one.state.doubts:
            said, _, advice = DOUBTS[_CHARSET].partition("；")
            yield Alarm(AlarmKind.ENCODING_GUESSED, one.source.key, f"{name}：{said}", advice)


def _disks(context: Context) -> Iterator[Alarm]:
    for place in places.look(context):
        if place.is_nearly_full:
            yield Alarm(
                AlarmKind.DISK_NEARLY_FULL,
                f"{socket.gethostname()}:{place.folder}",
                f"磁盘快满了，只剩 {place.free / 1e9:.1f} GB (the disk is nearly full)",
                "请清理磁盘或换大的；满了就收不了稿、出不了刊。",
            )


def _failed(tx: Transaction, latest: list[Run], now: dt.datetime) -> list[Run]:
    """Give the last run that ended, and those that could not do something lately.

    Workers and ticks make a run each of what they do: that one published this well says nothing of
    the edition that another could not publish.
    """
    ended = [run for run in latest if run.finished_at is not None][:1]
    return list({run.id: run for run in (*runs.list_failed(tx, now - _UNHEALED), *ended)}.values())


def _failures(context: Context, failed: list[Run], asked_for: list[Run]) -> Iterator[Alarm]:
    """Say what runs could not do; sources have alarms of their own.

    A person's run without failures goes through everything: what failed before it is mended.
    """
    addresses = {source.url for source in context.config.sources}
    mended = next((run for run in asked_for if not _counted(run, addresses)), None)
    failures = [
        one
        for run in failed
        if mended is None or run.started_at > mended.started_at
        for one in _counted(run, addresses)
    ]
    failures = list({(one.stage, one.code, one.subject): one for one in failures}.values())
    if failures:
        told = "；".join(dict.fromkeys(_ENGLISH.sub("", one.message) for one in failures[:_NAMED]))
        more = f" 等 {len(failures)} 项" if len(failures) > _NAMED else ""
        yield Alarm(
            AlarmKind.RUN_FAILED,
            "failures",
            f"最近的运行有 {len(failures)} 项没有完成：{told}{more} (a run had failures)",
            failures[0].advice or "请在编辑台的运行页查看。",
            _mark(failures),
        )


def _cut(latest: list[Run], cut_off: Collection[str]) -> Iterator[Alarm]:
    """Say that a run was cut off, until a later one ended."""
    ended = next((run for run in latest if run.finished_at is not None), None)
    cut = next((run for run in latest if run.finished_at is None and run.process), None)
    if cut is not None and (ended is None or cut.started_at > ended.started_at) and _is_cut_off(cut, cut_off):
        yield Alarm(
            AlarmKind.RUN_FAILED,
            _CUT_OFF,
            f"{cut.by or '有人'}启动的运行中断了，没有做完 (a run was cut off)",
            "已收下、已刊出的都在；再运行一次即可接着做。",
            cut.id,
        )


def _is_cut_off(run: Run, told: Collection[str]) -> bool:
    """Only the machine of a run sees that it ended; the others neither tell it nor call it over."""
    return not is_alive(run.process) if is_here(run.process) else run.id in told


def _counted(run: Run, addresses: set[str]) -> list[Failure]:
    return [one for one in run.failures if _counts(one, addresses)]


def _counts(failure: Failure, addresses: set[str]) -> bool:
    """Leave out what has an alarm of its own, and single copies: some address is always dead."""
    is_of_source = any(failure.subject.startswith(address) for address in addresses)
    is_of_reader = failure.stage == "deliver" and "@" in failure.subject
    return failure.code not in _TOLD_ELSEWHERE and not is_of_source and not is_of_reader


def _mark(failures: list[Failure]) -> str:
    """Name a set of failures: the same ones at every try are told once."""
    said = sorted(f"{one.stage} {one.code} {one.subject}" for one in failures)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]
