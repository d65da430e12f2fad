"""``kexie-digest themes``: which themes there are, and what they make of some files.

``themes try`` is how a theme in ``sources.yaml`` is written: change a word, try it on
pages that must and must not match, read which words counted.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from kexie_digest.cli.terminal.console import FAILURES, PART_MISSING, out, print_error, print_json
from kexie_digest.cli.terminal.options import AsJson, Configured
from kexie_digest.cli.terminal.stopping import configuration, ending
from kexie_digest.clock import SystemClock
from kexie_digest.model import Config, LearntThemes

if TYPE_CHECKING:
    from kexie_digest.workflows.ask.themes import Trial, TriedFile


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="专题：有哪些、怎样归类 (themes and how they sort).", no_args_is_help=True)
    group.command("list")(list_themes)
    group.command("try")(try_files)
    group.command("learnt")(show_learnt)
    app.add_typer(group, name="themes")


def list_themes(config: Configured = None, as_json: AsJson = False) -> None:
    """列出全部专题 (list the themes, built-in ones and yours)."""
    from kexie_digest.model.serialization import to_json

    themes = configuration(config).themes
    if as_json:
        print_json([to_json(theme) for theme in themes])
        return
    table = Table(
        "专题 key", "名称 label", "词 terms", "句式 phrases", "反例 counters", box=None, pad_edge=False
    )
    for theme in themes:
        counts = (len(theme.terms), len(theme.phrases), len(theme.counters))
        table.add_row(Text(theme.key), Text(theme.label), *map(str, counts))
    out.print(table)


def try_files(
    files: Annotated[
        list[Path], typer.Argument(help="版面、网页或订阅源文件 (pages, web pages, feed files)")
    ],
    config: Configured = None,
    as_json: AsJson = False,
) -> None:
    """逐篇列出各专题得分和依据原文 (scores and quoted evidence, article by article)."""
    from kexie_digest.workflows.ask.themes import try_themes

    loaded = configuration(config)
    results = list(try_themes(files, loaded.themes, SystemClock(), _learnt(loaded)))
    if as_json:
        print_json([_as_data(result) for result in results])
    for result in results:
        if result.error is not None:
            print_error(result.error)
        elif not as_json:
            _show(result)
    if any(result.error for result in results):
        raise typer.Exit(FAILURES)


def show_learnt(config: Configured = None, as_json: AsJson = False) -> None:
    """专题从更正中学到了什么，是否起作用 (what was learnt from corrections, and whether it acts)."""
    from kexie_digest.model.serialization import to_json

    loaded = configuration(config)
    learnt = _learnt(loaded)
    if as_json:
        print_json(to_json(learnt) if learnt else None)
    elif not loaded.themes_learning:
        out.print("已关闭 (switched off): themes_learning: false")
    elif learnt is None:
        out.print("还没有更正可学 (no corrections to learn from yet)。")
    else:
        out.print(Text(learnt.reason))
        for theme, count in learnt.counts.items():
            out.print(Text(f"  {theme}: {count} 篇 (lessons)"))


def _learnt(config: Config) -> LearntThemes | None:
    """What was learnt, where there is a database; trying a theme makes none."""
    from kexie_digest import app as program
    from kexie_digest.workflows.curate.learning import latest

    if not config.themes_learning:
        return None
    with ending(PART_MISSING), program.archive_if_any() as store:
        return None if store is None else latest(store)


def _show(result: TriedFile) -> None:
    out.print(Text(result.path.name, style="bold"))
    for trial in result.trials:
        out.print(
            Text(f"{trial.report.id}  {trial.report.article.title or '（无题 untitled）'}", style="bold")
        )
        for line in trial.explanation:
            out.print(Text(f"  {line}"))


def _as_data(result: TriedFile) -> dict[str, object]:
    return {
        "file": str(result.path),
        "error": str(result.error) if result.error else None,
        "articles": [_trial_as_data(trial) for trial in result.trials],
    }


def _trial_as_data(trial: Trial) -> dict[str, object]:
    from kexie_digest.model.serialization import to_json

    decision = trial.report.themes
    learnt = {score.theme.key: score.value for score in trial.learnt}
    return {
        "id": trial.report.id,
        "title": trial.report.article.title,
        "themes": list(decision.keys),
        "unsure": decision.unsure,
        "certain": decision.certain,
        "headline": list(decision.headline),
        "scores": [
            {
                "theme": score.theme.key,
                "label": score.theme.label,
                "score": round(score.value, 3),
                "learnt": round(learnt.get(score.theme.key, score.value), 3),
                "evidence": [to_json(evidence) for evidence in score.evidence],
                "against": [to_json(evidence) for evidence in score.against],
            }
            for score in trial.scores
        ],
    }
