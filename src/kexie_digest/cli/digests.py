"""``kexie-digest digests``: which digests there are, and when each appears next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from kexie_digest.cli.terminal.console import (
    BAD_CONFIGURATION,
    PART_MISSING,
    err,
    out,
    print_json,
)
from kexie_digest.cli.terminal.options import AsJson, Configured
from kexie_digest.cli.terminal.stopping import configuration, ending
from kexie_digest.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kexie_digest.model import Config, Digest
    from kexie_digest.workflows.due import Appearance, Past

_WEEKDAYS = "一二三四五六日"
_MOST = 100


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="简报：有哪些、下次何时出刊 (digests and their dates).", no_args_is_help=True)
    group.command("list")(list_digests)
    group.command("next")(next_dates)
    app.add_typer(group, name="digests")


def list_digests(config: Configured = None, as_json: AsJson = False) -> None:
    """列出各简报和下一期的日子 (list the digests and the next date of each)."""
    from kexie_digest.workflows.due import coming

    loaded, now = configuration(config), SystemClock().now()
    dates = {digest.key: coming(loaded, digest, now, 1) for digest in loaded.digests}
    latest = _past(loaded, loaded.digests, 1)
    if as_json:
        print_json(
            [
                {
                    "digest": one.key,
                    "title": one.title,
                    "next": [_as_data(date) for date in dates[one.key]],
                    "past": [_as_record(run) for run in latest[one.key]],
                }
                for one in loaded.digests
            ]
        )
        return
    for digest in loaded.digests:
        when = _shown(dates[digest.key][0]) if dates[digest.key] else _never(digest)
        before = "".join(f"  上次 {_recorded(run)}" for run in latest[digest.key])
        out.print(Text(f"{digest.key}  {digest.title}  {when}{before}"))


def next_dates(
    name: Annotated[str, typer.Argument(help="简报的键名 (digest key)")],
    count: Annotated[int, typer.Option(min=1, max=_MOST, help="几个日子 (how many dates)")] = 10,
    config: Configured = None,
    as_json: AsJson = False,
) -> None:
    """列出一种简报最近的刊期和接下来的出刊日 (what became of the latest dates, and the next ones)."""
    from kexie_digest.workflows.due import BEHIND, coming, warning

    loaded = configuration(config)
    digest = _named(loaded, name)
    dates, timezone = coming(loaded, digest, SystemClock().now(), count), loaded.timezone_of(digest)
    doubt, before = warning(dates), _past(loaded, [digest], BEHIND)[digest.key]
    if as_json:
        print_json(
            {
                "digest": digest.key,
                "timezone": timezone,
                "dates": [_as_data(one) for one in dates],
                "warning": doubt,
                "past": [_as_record(run) for run in before],
            }
        )
        return
    out.print(Text(f"{digest.title} {digest.key}（{timezone}）", style="bold"))
    for run in reversed(before):
        out.print(Text(f"  {_recorded(run)}", style="dim"))
    for one in dates:
        out.print(Text(f"  {_shown(one)}"))
    if not dates:
        out.print(Text(f"  {_never(digest)}"))
    if doubt:
        english = "days off are not known yet: weekdays stand for workdays"
        err.print(Text(f"! {doubt} ({english})", style="yellow"))


def _past(config: Config, digests: Sequence[Digest], count: int) -> dict[str, Sequence[Past]]:
    """Ask the store, where there is one, what became of the latest dates."""
    from kexie_digest import app as program
    from kexie_digest.workflows.due import past

    with ending(PART_MISSING), program.archive_if_any() as store:
        if store is None:
            return {digest.key: () for digest in digests}
        with store.reading() as tx:
            return {digest.key: past(tx, config, digest, count) for digest in digests}


def _recorded(run: Past) -> str:
    return f"{_when(run.at)}  {run.words}"


def _as_record(run: Past) -> dict[str, object]:
    reason = run.reason.value if run.reason else None
    return {"at": run.at.isoformat(), "total_number": run.total_number, "reason": reason, "words": run.words}


def _when(at: datetime) -> str:
    return f"{at:%Y-%m-%d} 周{_WEEKDAYS[at.weekday()]} {at:%H:%M}"


def _shown(one: Appearance) -> str:
    text = _when(one.at)
    if one.is_moved:
        text += f"  原定 {one.planned_on:%m-%d}，逢休息日 (moved from a day off)"
    return text


def _never(digest: Digest) -> str:
    if digest.schedule is None:
        return "没有排期，不会自动出刊 (no schedule: not published by itself)"
    return "排期的日子总逢休息日，不会出刊 (every date is a day off: never published)"


def _as_data(one: Appearance) -> dict[str, object]:
    return {
        "at": one.at.isoformat(),
        "planned_on": one.planned_on.isoformat(),
        "moved": one.is_moved,
        "supposed": one.is_supposed,
    }


def _named(config: Config, key: str) -> Digest:
    found = next((one for one in config.digests if one.key == key), None)
    if found is None:
        known = "、".join(one.key for one in config.digests) or "（没有 none）"
        err.print(Text(f"✗ 没有名为“{key}”的简报；有：{known} (no such digest)", style="red"))
        raise typer.Exit(BAD_CONFIGURATION)
    return found
