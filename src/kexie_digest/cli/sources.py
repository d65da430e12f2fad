"""``kexie-digest sources``: how the polled places are doing, and trying a new one.

``sources try`` is how an entry of ``sources.yaml`` is written: look at what would be taken,
copy the suggestion, change a selector, try again. ``reparse`` reads what they sent again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from kexie_digest.cli.terminal import archive
from kexie_digest.cli.terminal.console import (
    BAD_CONFIGURATION,
    FAILURES,
    PART_MISSING,
    err,
    out,
    plural,
    print_error,
    print_json,
)
from kexie_digest.cli.terminal.options import AsJson, Configured
from kexie_digest.cli.terminal.stopping import configuration, ending
from kexie_digest.clock import SystemClock
from kexie_digest.model import Config, Source

if TYPE_CHECKING:
    import datetime as dt

    from kexie_digest.workflows.sources.trying import Item, Tried
    from kexie_digest.workflows.sources.watching import Watched

Key = Annotated[str | None, typer.Option("--source", help="sources.yaml 里的来源名 (source key)")]

#: Entries shown on a terminal; ``--json`` has all.
_SHOWN = 15


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="来源：状态如何、试读新来源 (sources and their health).", no_args_is_help=True)
    group.command("list")(list_sources)
    group.command("try")(try_source)
    group.command("unpause")(unpause)
    app.add_typer(group, name="sources")
    app.command("reparse")(reparse)


def list_sources(config: Configured = None, as_json: AsJson = False) -> None:
    """列出各来源的状态和该做什么 (list the sources, how each is doing and what to do)."""
    from kexie_digest.workflows.sources.watching import watch

    loaded = configuration(config)
    with archive.opened() as store:
        watched = watch(store, loaded.sources, SystemClock().now())
    if as_json:
        print_json([_as_data(one) for one in watched])
        return
    if not watched:
        err.print("sources.yaml 里没有来源 (no sources are configured)")
    for one in watched:
        _show_watched(one)


def try_source(
    address: Annotated[str, typer.Argument(help="网址或文件，有 --source 时可省 (address or file)")] = "",
    source: Key = None,
    config: Configured = None,
    as_json: AsJson = False,
) -> None:
    """试读一个来源，看会收到什么，并给出配置建议 (show what would be taken, suggest a recipe)."""
    from kexie_digest import app as program
    from kexie_digest.workflows.sources.trying import try_source as run_trial

    loaded = configuration(config)
    chosen = _named(loaded, source) if source else None
    if not address and chosen is None:
        err.print("请给出网址、文件或 --source (give an address, a file or --source)")
        raise typer.Exit(BAD_CONFIGURATION)
    with ending():
        tried = run_trial(address, program.source_tools(), chosen)
    if as_json:
        print_json(_trial_as_data(tried))
    else:
        _show_trial(tried)
    if not tried.items:
        raise typer.Exit(FAILURES)


def unpause(
    source: Annotated[str, typer.Argument(help="sources.yaml 里的来源名 (source key)")],
    config: Configured = None,
) -> None:
    """恢复轮询一个已暂停的来源 (poll a paused source again)."""
    from kexie_digest.workflows.accounts.users import AT_THE_TERMINAL
    from kexie_digest.workflows.sources import watching

    loaded = configuration(config)
    chosen = _named(loaded, source)
    with archive.opened() as store:
        watching.unpause(store, loaded.sources, chosen.key, by=AT_THE_TERMINAL)
    err.print(Text(f"{chosen.key} 下次检查时就会轮询 (will be polled again)"))


def reparse(
    source: Key = None,
    since: Annotated[str | None, typer.Option(help="只重读这天起收到的 (ISO day)")] = None,
    config: Configured = None,
    as_json: AsJson = False,
) -> None:
    """程序或专题改过，把存下的原件重读一遍；更正和事件不变 (read kept originals again)."""
    from kexie_digest import app as program
    from kexie_digest.workflows.sources.rereading import reread

    loaded = configuration(config)
    is_drop = source in {drop.key for drop in loaded.drops}
    keys = [source if is_drop else _named(loaded, source).key] if source else None
    first = _day(since)
    with ending(PART_MISSING), program.opened(loaded) as context:
        done = reread(context, keys, first)
    if as_json:
        counts = {"documents": done.documents, "changed": done.changed, "new": done.new, "kept": done.kept}
        print_json({**counts, "failures": [str(error) for error in done.failures]})
    else:
        out.print(f"重读 {done.documents} 份原件 ({plural(done.documents, 'document')} read again)")
        out.print(
            f"  改动 {done.changed} 篇，新读出 {done.new} 篇，保持原样 {done.kept} 篇 (changed, new, kept)"
        )
        for failure in done.failures[:_SHOWN]:
            print_error(failure)
    if done.failures:
        raise typer.Exit(FAILURES)


def _named(config: Config, key: str) -> Source:
    found = next((one for one in config.sources if one.key == key), None)
    if found is None:
        known = "、".join(one.key for one in config.sources) or "（没有 none）"
        err.print(Text(f"✗ 没有名为“{key}”的来源；有：{known} (no such source)", style="red"))
        raise typer.Exit(BAD_CONFIGURATION)
    return found


def _day(text: str | None) -> dt.date | None:
    import datetime as dt

    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        err.print(Text(f"✗ 日期写作 2026-03-06，不能是“{text}” (no ISO day)", style="red"))
        raise typer.Exit(BAD_CONFIGURATION) from None


def _show_watched(one: Watched) -> None:
    mark, style = ("!", "yellow") if one.health.needs_editor else ("✓", "green")
    line = Text(f"{mark} {one.source.key}", style=style)
    line.append(f"  {one.source.kind}  {one.health.words}", style="default")
    if one.health.last_good:
        line.append(f"  上次成功 (last good) {one.health.last_good.astimezone():%Y-%m-%d %H:%M}", style="dim")
    out.print(line)
    if one.sample or one.health.habit:
        last = f"最近一篇 (latest)：{one.sample[1]}" if one.sample else ""
        out.print(Text("  " + "；".join(filter(None, (last, one.health.habit))), style="dim"))
    for doubt in one.health.doubts:
        out.print(Text(f"  ? {doubt}", style="yellow"))
    if one.health.advice:
        out.print(Text(f"  → {one.health.advice}"))


def _as_data(one: Watched) -> dict[str, object]:
    state, health = one.state, one.health
    return {
        "source": one.source.key,
        "kind": one.source.kind,
        "url": one.source.url,
        "health": health.condition.value,
        "words": health.words,
        "advice": health.advice,
        "last_good": state.last_ok.isoformat() if state.last_ok else None,
        "last_new": state.last_new.isoformat() if state.last_new else None,
        "next_poll": state.next_poll.isoformat() if state.next_poll else None,
        "moved_to": health.moved_to,
        "habit": health.habit,
        "doubts": list(health.doubts),
        "latest": one.sample[1] if one.sample else None,
    }


def _show_trial(tried: Tried) -> None:
    out.print(Text(f"{tried.kind}：{len(tried.items)} 条 ({plural(len(tried.items), 'item')})", style="bold"))
    for item in tried.items[:_SHOWN]:
        _show_item(item)
    if len(tried.items) > _SHOWN:
        out.print(f"… 另有 {len(tried.items) - _SHOWN} 条 (and more)")
    doubts = [*([f"编码 {tried.encoding}"] if tried.encoding else []), *tried.notes]
    if doubts:
        out.print(Text("；".join(doubts), style="dim"))
    for warning in tried.warnings:
        print_error(warning)
    for feed in tried.feeds:
        out.print(Text(f"该站还有订阅源 (the site has a feed, which is better): {feed}"))
    out.print("建议写进 sources.yaml (suggested entry):")
    out.print(Text(tried.suggestion))


def _show_item(item: Item) -> None:
    out.print(Text(f"  {item.date or '（无日期 no date）'}  {item.title or '（无题 untitled）'}"))
    out.print(Text(f"    {item.link}", style="dim"))
    if item.words:
        out.print(Text(f"    {item.words}…"))
    if item.problem:
        out.print(Text(f"    ! {item.problem}", style="yellow"))


def _trial_as_data(tried: Tried) -> dict[str, object]:
    names = ("title", "date", "link", "words", "problem")
    return {
        "kind": tried.kind,
        "items": [{name: getattr(item, name) for name in names} for item in tried.items],
        "encoding": tried.encoding,
        "notes": list(tried.notes),
        "warnings": [str(warning) for warning in tried.warnings],
        "feeds": list(tried.feeds),
        "suggestion": tried.suggestion,
    }
