"""``kexie-digest facts``: who won what, who signed with whom, what was held when.

Each command asks the archive and shows records, JSON or CSV; every row names its
sentence, article, original, page and day.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from kexie_digest.cli.terminal import archive
from kexie_digest.cli.terminal.console import FAILURES, err, out, print_json
from kexie_digest.cli.terminal.options import AsJson
from kexie_digest.model import ActivityRecord, AgreementRecord, AwardRecord, Citation

Cell = str | int | None
Record = AwardRecord | AgreementRecord | ActivityRecord

CITED = (
    "原句 sentence",
    "稿件 article",
    "稿件编号 id",
    "原件 document",
    "版次 page",
    "日期 day",
    "事件 event",
)
AWARDS = (
    "获奖者 recipient",
    "匹配 match",
    "奖项 award",
    "级别 level",
    "颁发 by",
    "年份 year",
    "年份依据 from",
)
AGREEMENTS = ("单位 party", "匹配 match", "事项 instrument", "各方 parties", "年份 year", "年份依据 from")
ACTIVITIES = ("首日 first", "末日 last", "活动 activity", "地点 place", "主办 organisers", "规模 attendance")

Name = Annotated[str, typer.Option("--of", help="单位或个人名称 (organisation or person)")]
Year = Annotated[int | None, typer.Option(help="只看这一年 (only this year)")]
CsvFile = Annotated[
    Path | None, typer.Option("--csv", help="写成 CSV，- 为标准输出 (write CSV; - is standard output)")
]


@dataclass(frozen=True, slots=True)
class Output:
    """How records are to be shown."""

    csv: Path | None
    as_json: bool


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        help="查档案里的事实：获奖、协议、活动 (facts of everything stored, each with its source).",
        no_args_is_help=True,
    )
    group.command("awards")(awards)
    group.command("agreements")(agreements)
    group.command("activities")(activities)
    app.add_typer(group, name="facts")


def awards(of: Name, year: Year = None, csv: CsvFile = None, as_json: AsJson = False) -> None:
    """谁获过哪些奖 (what an organisation or person was awarded)."""
    from kexie_digest.workflows.ask import facts as ask

    with archive.opened() as store:
        records = ask.awards_of(store, of, year)
    _give(records, AWARDS, Output(csv, as_json))


def agreements(of: Name, year: Year = None, csv: CsvFile = None, as_json: AsJson = False) -> None:
    """和谁签过什么 (the agreements and alliances of a party)."""
    from kexie_digest.workflows.ask import facts as ask

    with archive.opened() as store:
        records = ask.agreements_of(store, of, year)
    _give(records, AGREEMENTS, Output(csv, as_json))


def activities(
    first: Annotated[str, typer.Option("--from", help="从这天起 (ISO day, month or year)")],
    last: Annotated[str, typer.Option("--to", help="到这天止，含 (ISO day, month or year, included)")],
    csv: CsvFile = None,
    as_json: AsJson = False,
) -> None:
    """某段时间办了哪些活动 (the activities of some days)."""
    from kexie_digest.workflows.ask import facts as ask

    with archive.opened() as store:
        records = ask.activities_between(store, first, last)
    _give(records, ACTIVITIES, Output(csv, as_json))


def _give(records: Sequence[Record], header: Sequence[str], output: Output) -> None:
    if output.csv is not None:
        _write(
            (*header, *CITED), [(*_cells(record), *_cited(record.citation)) for record in records], output.csv
        )
    from kexie_digest.model.serialization import to_json

    if output.as_json:
        print_json([to_json(record) for record in records])
    elif output.csv is None:
        _show(records)


def _cells(record: Record) -> tuple[Cell, ...]:
    """Give what stands in the columns before the citation."""
    if isinstance(record, ActivityRecord):
        held = record.activity
        days = (record.first_day, record.last_day)
        return (*days, held.name, held.place, "、".join(held.organisers), held.attendance)
    match = "部分 part" if record.is_part else "全名 exact"
    origin = None if record.year is None else "正文 text" if record.is_year_printed else "版面日期 page"
    if isinstance(record, AwardRecord):
        won = record.award
        bodies = "、".join(won.awarding_body)
        return (record.name, match, won.award, won.level, bodies, record.year, origin)
    signed = record.agreement
    return (record.name, match, signed.instrument, "、".join(signed.parties), record.year, origin)


def _cited(citation: Citation) -> tuple[Cell, ...]:
    return (
        citation.sentence,
        citation.title,
        citation.article_id,
        citation.document,
        citation.page,
        citation.date,
        citation.event,
    )


def _write(header: Sequence[str], rows: Sequence[Sequence[Cell]], file: Path) -> None:
    from kexie_digest.text.spreadsheet import write_csv

    content = write_csv(header, rows)
    if str(file) == "-":
        sys.stdout.buffer.write(content)
        return
    try:
        file.write_bytes(content)
    except OSError as error:
        err.print(Text(f"✗ 写不进 {file} (cannot write): {error.strerror}", style="red"))
        err.print("  → 请检查文件夹是否存在、权限和磁盘空间。")
        raise typer.Exit(FAILURES) from error
    err.print(Text(f"已写入 {len(rows)} 行 ({len(rows)} rows): {file}"))


def _show(records: Sequence[Record]) -> None:
    if not records:
        err.print("没有找到 (nothing found)")
        return
    for record in records:
        heading, *details = (str(cell) for cell in _cells(record) if cell)
        line = Text(heading, style="bold")
        line.append("  " + "  ".join(details), style="not bold")
        out.print(line)
        out.print(Text(f"    「{record.citation.sentence}」"))
        out.print(Text(f"    —— {_place(record.citation)}", style="dim"))


def _place(citation: Citation) -> str:
    page = f"第{citation.page}版" if citation.page and citation.page.isdigit() else citation.page
    parts = (f"《{citation.title}》", citation.document, page, citation.date, citation.article_id)
    return "，".join(part for part in parts if part)
