"""``kexie-digest search``: any words, in everything stored."""

from typing import Annotated

import typer
from rich.text import Text

from kexie_digest.cli.terminal import archive
from kexie_digest.cli.terminal.console import err, out, print_json
from kexie_digest.cli.terminal.options import AsJson
from kexie_digest.model import Report, SearchHit, SearchScope

_MARK = "bold red"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("search")(search)


def search(  # noqa: PLR0913 - one parameter an option
    words: Annotated[list[str], typer.Argument(help="要找的词，须都出现 (words, all of which must occur)")],
    *,
    theme: Annotated[str | None, typer.Option(help="只找这个专题 (theme key, as themes list shows)")] = None,
    source: Annotated[str | None, typer.Option(help="只找这个来源 (source key)")] = None,
    since: Annotated[str | None, typer.Option("--from", help="从这天起 (ISO day, month or year)")] = None,
    until: Annotated[str | None, typer.Option("--to", help="到这天止，含 (included)")] = None,
    organisation: Annotated[
        str | None, typer.Option(help="获奖、颁奖、签约或主办单位 (who won, conferred, signed or hosted)")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="最多几篇 (the most to give)")] = 20,
    as_json: AsJson = False,
) -> None:
    """在全部稿件里找词，繁简通用 (find words in everything stored, in either script)."""
    from kexie_digest.workflows.ask.search import find

    scope = SearchScope(theme, source, since, until, organisation)
    with archive.opened() as store:
        hits = find(store, " ".join(words), scope, limit=limit)
    if as_json:
        print_json([_as_data(hit) for hit in hits])
    elif not hits:
        err.print("没有找到 (nothing found)")
    else:
        for hit in hits:
            _show(hit)


def _as_data(hit: SearchHit) -> dict[str, object]:
    report = hit.report
    return {
        "article_id": report.id,
        "title": report.article.title,
        "date": _day(report),
        "document": report.document,
        "page": report.page.number or report.page.name,
        "source": report.source_key,
        "themes": list(report.themes.keys),
        "event": report.event,
        "snippet": hit.snippet,
        "marks": [list(mark) for mark in hit.marks],
        "title_marks": [list(mark) for mark in hit.title_marks],
    }


def _day(report: Report) -> str | None:
    return report.article.published_on or report.page.date or report.collected_on


def _show(hit: SearchHit) -> None:
    report = hit.report
    title = Text(report.article.title or "（无题 untitled）", style="bold")
    for start, end in hit.title_marks:
        title.stylize(_MARK, start, end)
    title.append(f"  {report.themes.keys[0]}", style="not bold cyan")
    snippet = Text(hit.snippet)
    for start, end in hit.marks:
        snippet.stylize(_MARK, start, end)
    out.print(title)
    out.print(Text("    …").append_text(snippet).append("…"))
    place = (report.page.publication, report.document, _day(report), report.id)
    out.print(Text(f"    —— {'，'.join(part for part in place if part)}", style="dim"))
