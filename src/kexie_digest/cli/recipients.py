"""``kexie-digest recipients``: the readers, their lists, and whom we must not mail."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from kexie_digest.cli.terminal import archive
from kexie_digest.cli.terminal.console import FAILURES, err, out, print_json
from kexie_digest.cli.terminal.options import AsJson
from kexie_digest.clock import SystemClock

if TYPE_CHECKING:
    from kexie_digest.workflows.subscribe.importing import Line

#: Refused lines shown on the screen; ``--report`` has them all.
_SHOWN = 20

Address = Annotated[str, typer.Argument(help="邮箱地址 (mail address)")]
ListName = Annotated[str, typer.Option("--list", help="名单 (list)")]
DigestKey = Annotated[str, typer.Option("--digest", help="简报 (digest key)")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="读者：名单、订阅、禁发 (readers, lists, suppressions).", no_args_is_help=True)
    group.command("import")(import_file)
    group.command("export")(export)
    group.command("add")(add)
    group.command("remove")(remove)
    group.command("suppress")(suppress)
    group.command("list")(list_all)
    app.add_typer(group, name="recipients")


def import_file(
    file: Annotated[Path, typer.Argument(help="CSV，首行含“邮箱”“同意依据” (header: address, basis)")],
    list_name: Annotated[str, typer.Option("--list", help="加入的名单 (the list they join)")],
    report: Annotated[Path | None, typer.Option(help="逐行报告写成 CSV (a CSV line by line)")] = None,
    as_json: AsJson = False,
) -> None:
    """从 CSV 导入读者，逐行说明结果 (take readers from a CSV file)."""
    from kexie_digest.workflows.subscribe.importing import Fate, import_readers

    refused: list[Line] = []
    tidied: list[Line] = []
    with archive.opened() as store, _reporting(report) as write:

        def tell(line: Line) -> None:
            write(line)
            if line.fate is Fate.REFUSED and len(refused) < _SHOWN:
                refused.append(line)
            if line.fate is Fate.TAKEN and line.reason and len(tidied) < _SHOWN:
                tidied.append(line)

        counted = import_readers(store, file, list_name, SystemClock(), tell)
    if as_json:
        print_json({fate.value: counted[fate] for fate in Fate})
    else:
        taken, known, bad = (counted[fate] for fate in Fate)
        out.print(f"新收 {taken}，已有 {known}，拒收 {bad} ({taken} taken, {known} known, {bad} refused)")
        for line in (*tidied, *refused):
            err.print(Text(f"! 第{line.number}行 {line.address!r}：{line.reason}", style="yellow"))
        if bad > len(refused):
            err.print(f"……其余请用 --report 查看 ({bad - len(refused)} more: see --report)")
    if counted[Fate.REFUSED]:
        raise typer.Exit(FAILURES)


def export(
    file: Annotated[Path, typer.Argument(help="写到哪里，- 为标准输出 (- is standard output)")],
    list_name: ListName = "",
) -> None:
    """把读者写成 CSV，可再导入 (write readers as CSV)."""
    from kexie_digest.workflows.subscribe.keeping import export_csv

    with archive.opened() as store:
        if str(file) == "-":
            for piece in export_csv(store, list_name):
                sys.stdout.buffer.write(piece)
            return
        with file.open("wb") as stream:
            stream.writelines(export_csv(store, list_name))


def add(
    address: Address,
    *,
    basis: Annotated[str, typer.Option(help="同意依据，如“会员登记表2026” (ground of consent)")],
    name: Annotated[str, typer.Option(help="姓名 (name)")] = "",
    list_name: ListName = "",
    digest: DigestKey = "",
) -> None:
    """录入一位读者 (enter one reader)."""
    from kexie_digest.workflows.subscribe.keeping import Addition, add_reader

    with archive.opened() as store:
        reader = add_reader(store, Addition(address, basis, name, list_name, digest))
    lists = "、".join((*reader.lists, *(wish.digest for wish in reader.subscriptions)))
    out.print(Text(f"已录入 (entered)：{reader.recipient.address} {lists}"))


def remove(address: Address, list_name: ListName = "") -> None:
    """移出名单；不写 --list 则删除其资料 (take off a list, or delete the record)."""
    from kexie_digest.workflows.subscribe.keeping import remove_reader

    with archive.opened() as store:
        remove_reader(store, address, list_name)
    out.print(Text(f"已移除 (removed)：{address} {list_name}"))


def suppress(
    address: Address,
    digest: DigestKey = "",
    note: Annotated[str, typer.Option(help="缘由 (why)")] = "",
    lift: Annotated[bool, typer.Option("--lift", help="解除 (allow mail again)")] = False,
) -> None:
    """列入禁发名单，此后不再寄 (never mail this address again)."""
    from kexie_digest.workflows.subscribe.keeping import lift_suppression, suppress_address

    with archive.opened() as store:
        if not lift:
            suppress_address(store, address, digest=digest, note=note)
        elif not lift_suppression(store, address, digest):
            err.print(Text(f"! 不在禁发名单上 (not suppressed)：{address}", style="yellow"))
            raise typer.Exit(FAILURES)
    out.print(Text(f"{'已解除 (lifted)' if lift else '已禁发 (suppressed)'}：{address} {digest}"))


def list_all(
    list_name: ListName = "",
    suppressed: Annotated[bool, typer.Option("--suppressed", help="列出禁发名单 (the suppressed)")] = False,
    words: Annotated[str, typer.Option(help="地址或姓名中的字 (part of address or name)")] = "",
    limit: Annotated[int, typer.Option(min=1, help="最多几位 (the most to give)")] = 100,
    as_json: AsJson = False,
) -> None:
    """列出读者或禁发名单 (list readers or the suppressed)."""
    from kexie_digest.model.serialization import to_json
    from kexie_digest.workflows.subscribe.keeping import list_readers, list_suppressed

    with archive.opened() as store:
        if suppressed:
            refused = list_suppressed(store)
            found = []
        else:
            refused, found = [], list(islice(list_readers(store, list_name, words), limit))
    if as_json:
        print_json([to_json(row) for row in (refused if suppressed else found)])
        return
    for one in refused:
        scope = one.digest or "全部 (all)"
        out.print(Text(f"{one.address or one.mark}  {one.reason.value}  {scope}  {one.note}".rstrip()))
    for reader in found:
        lists = " ".join((*reader.lists, *(wish.digest for wish in reader.subscriptions)))
        mark = "禁发 " if reader.suppressions else ""
        out.print(Text(f"{reader.recipient.address}  {reader.recipient.name}  {mark}{lists}".rstrip()))


@contextmanager
def _reporting(file: Path | None) -> Iterator[Callable[[Line], None]]:
    """Write the report as it comes: a million lines are never held."""
    if file is None:
        yield lambda _: None
        return
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("行 line", "邮箱 address", "结果 result", "原因 reason"))
        yield lambda line: writer.writerow((line.number, repr(line.address), line.fate.value, line.reason))
