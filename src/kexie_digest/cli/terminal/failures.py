"""Failures and warnings of a run as people read them: many of one kind in one line.

Takes what a run recorded, gives lines on standard error; ``--json`` has the full list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from kexie_digest.cli.terminal.console import err

if TYPE_CHECKING:
    from kexie_digest.model import Failure

#: More failures of one stage and code than this become one line that names the first few.
_MOST, _NAMED = 5, 3


def show(failures: Sequence[Failure], *, is_warning: bool = False) -> None:
    """Say what happened to each item and what to do next.

    Args:
        failures: In the order of the run.
        is_warning: They were degraded but done.
    """
    kinds: dict[tuple[str, str], list[Failure]] = {}
    for failure in failures:
        kinds.setdefault((failure.stage, failure.code), []).append(failure)
    for alike in kinds.values():
        if len(alike) > _MOST:
            _show_together(alike, is_warning=is_warning)
        else:
            for failure in alike:
                subject = f"{failure.subject}: " if failure.subject else ""
                _say(f"{subject}{failure.message}", failure.advice, is_warning=is_warning)


def _show_together(alike: Sequence[Failure], *, is_warning: bool) -> None:
    subjects = [failure.subject for failure in alike if failure.subject]
    named = "、".join(list(dict.fromkeys(subjects))[:_NAMED])
    first = alike[0]
    line = f"{len(alike)} 项 (items)：{first.message}" + (f" — {named} 等 (and more)" if named else "")
    _say(line, first.advice, is_warning=is_warning)


def _say(line: str, advice: str, *, is_warning: bool) -> None:
    mark, style = ("!", "yellow") if is_warning else ("✗", "red")
    err.print(Text(f"{mark} {line}", style=style))
    if advice:
        err.print(Text(f"  → {advice}"))
