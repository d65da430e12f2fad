"""``kexie-digest send`` and ``kexie-digest deliveries``: an edition on its way to its readers."""

from __future__ import annotations

from datetime import UTC, tzinfo
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from rich.text import Text

from kexie_digest.cli.terminal import archive, failures
from kexie_digest.cli.terminal.console import (
    FAILURES,
    PART_MISSING,
    out,
    print_json,
    progress,
)
from kexie_digest.cli.terminal.options import AsJson, Configured
from kexie_digest.cli.terminal.stopping import ending
from kexie_digest.errors import ConfigError

if TYPE_CHECKING:
    from kexie_digest.model import Delivery, DeliveryState

Edition = Annotated[str, typer.Argument(help="简报/总期号，如 weekly/131 (digest/total number)")]

_LABELS = {
    "queued": "排队",
    "armed": "正在投递",
    "sent": "已送出",
    "deferred": "稍后重试",
    "failed": "失败",
    "uncertain": "存疑",
    "cancelled": "已取消",
}
_CAMPAIGNS = {
    "planning": "正在排队 (planning)",
    "active": "投递中 (active)",
    "paused": "暂停 (paused)",
    "cancelled": "已取消 (cancelled)",
}


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("send")(send)
    app.command("deliveries")(deliveries)


def send(
    edition: Edition,
    test: Annotated[
        str | None, typer.Option(help="只寄给这个地址，不动投递记录 (only to this address)")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只说会寄给多少人 (say how many, send nothing)")
    ] = False,
    config: Configured = None,
    as_json: AsJson = False,
) -> None:
    """发送一期 (send an edition to whoever has not got it)."""
    from kexie_digest import app as program
    from kexie_digest.workflows.deliver import deliver
    from kexie_digest.workflows.journal import Journal
    from kexie_digest.workflows.sending import ledger
    from kexie_digest.workflows.sending.foreseeing import foresee

    with (
        ending(PART_MISSING),
        progress(is_quiet=as_json) as notify,
        program.opened(program.load_config(config), notify=notify) as context,
    ):
        key = ledger.read_name(edition)
        ledger.look(context.store, edition)
        if test is not None:
            reply = ledger.send_test(context, edition, test)
            out.print(Text(f"已寄出测试邮件 (test sent)：{test} — {reply.code} {reply.text}"))
            return
        journal, planned = Journal("send", context.clock), 0
        if dry_run:
            ledger.check_accounts(context)
            planned = foresee(context, edition)
        else:
            deliver(context, journal, edition=key)
        counts = ledger.look(context.store, edition).counts
    result = journal.result()
    if as_json:
        foreseen = {"planned": planned} if dry_run else {}
        print_json({state.value: count for state, count in counts.items()} | foreseen)
    else:
        if planned:
            out.print(f"将排队 {planned} 份 ({planned} copies would be queued)")
        if counts or not planned:
            _show_counts(counts)
        for note in result.notes:
            out.print(Text(note))
        failures.show(result.warnings, is_warning=True)
        failures.show(result.failures)
    if result.failures:
        raise typer.Exit(FAILURES)


def deliveries(  # noqa: PLR0913 - one parameter an option
    edition: Edition,
    *,
    state: Annotated[str | None, typer.Option(help="只列这种状态 (only this state)")] = None,
    resend: Annotated[
        str | None, typer.Option(help="重寄这个地址的存疑件，邮件编号不变 (same Message-ID)")
    ] = None,
    received: Annotated[str | None, typer.Option(help="此人说已收到 (this reader has it)")] = None,
    pause: Annotated[bool, typer.Option("--pause", help="暂停 (hold up)")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="继续 (go on)")] = False,
    cancel: Annotated[bool, typer.Option("--cancel", help="取消，不可恢复 (call back for good)")] = False,
    limit: Annotated[int, typer.Option(min=1, help="最多列几位 (the most to list)")] = 200,
    config: Configured = None,
    as_json: AsJson = False,
) -> None:
    """谁收到了，谁没有，为什么 (who got an edition, who did not, and why)."""
    from kexie_digest.model import DeliveryState
    from kexie_digest.model.serialization import to_json
    from kexie_digest.workflows.sending import ledger

    with archive.opened() as store:
        ledger.end_lost_leases(store)
        for wanted, act in ((pause, ledger.pause), (resume, ledger.resume), (cancel, ledger.cancel)):
            if wanted:
                act(store, edition)
        if resend is not None:
            ledger.resend(store, edition, resend)
        if received is not None:
            ledger.settle(store, edition, received)
        told = ledger.look(store, edition)
        states = frozenset({_state(state)}) if state else frozenset(set(DeliveryState) - {DeliveryState.SENT})
        copies = list(islice(ledger.list_copies(store, edition, states), limit))
    if as_json:
        counts = {one.value: count for one, count in told.counts.items()}
        campaign = to_json(told.record) if told.record else None
        print_json({"campaign": campaign, "counts": counts, "copies": [to_json(copy) for copy in copies]})
        return
    if told.record is not None:
        out.print(
            Text(
                f"{edition}：{_CAMPAIGNS[told.record.state.value]} {told.record.note}".rstrip(), style="bold"
            )
        )
    _show_counts(told.counts)
    # Without a time to tell, a wrong configuration keeps nobody from looking.
    zone = _zone(config, edition) if any(copy.not_before for copy in copies) else UTC
    for copy in copies:
        out.print(Text(_line(copy, zone)))


def _state(name: str) -> DeliveryState:
    from kexie_digest.model import DeliveryState

    try:
        return DeliveryState(name)
    except ValueError:
        known = "、".join(one.value for one in DeliveryState)
        raise ConfigError(
            "没有这种状态 (no such state)", subject=name, code="bad_state", advice=f"可用的有：{known}。"
        ) from None


def _zone(config: Path | None, edition: str) -> tzinfo:
    """Find the zone of an edition's digest; one that is configured no more is read in the publication's."""
    from kexie_digest import app as program
    from kexie_digest.workflows.sending import ledger

    with ending():
        known = program.load_config(config)
    key, _ = ledger.read_name(edition)
    digest = next((one for one in known.digests if one.key == key), None)
    return ZoneInfo(known.timezone_of(digest) if digest else known.publication.timezone)


def _line(copy: Delivery, zone: tzinfo) -> str:
    answer = f"{copy.last_code or ''} {copy.last_text}".strip()
    later = f"（{copy.not_before.astimezone(zone):%m-%d %H:%M} 后重试）" if copy.not_before else ""
    return f"{_LABELS[copy.state.value]}  {copy.recipient}  {answer}{later}".rstrip()


def _show_counts(counts: dict[DeliveryState, int]) -> None:
    shown = "，".join(f"{_LABELS[state.value]} {count}" for state, count in counts.items())
    out.print(shown or "没有收件人 (no recipients)")
