"""Which edition a preview shows.

Takes what the owner named, or nothing; gives the path of an ``edition.json`` and what is
in it.
"""

from __future__ import annotations

import json
from pathlib import Path

from kexie_digest.errors import NotFound, RenderError
from kexie_digest.model import Edition
from kexie_digest.model.serialization import from_json

DATA = "edition.json"


def find_edition(named: Path | None, output: Path) -> Path:
    """Find the edition to show.

    Args:
        named: An ``edition.json``, a folder with one, or ``<digest>/<total number>`` of a
            published edition; None for the newest published one.
        output: Where published editions are.

    Returns:
        The path of its ``edition.json``.

    Raises:
        NotFound: Nothing is there.
    """
    if named is None:
        return _newest(output)
    for place in (named, output / named):
        path = place / DATA if place.is_dir() else place
        if path.is_file():
            return path
    raise NotFound(
        "没有找到这一期 (no such edition)",
        subject=str(named),
        advice="请用 --edition 指明某期的文件夹、其中的 edition.json，或“简报/总期号”，例如 weekly/131。",
    )


def _newest(output: Path) -> Path:
    """Give the edition written last; hidden folders are drafts."""
    published = [path for path in output.glob(f"*/*/{DATA}") if not path.parent.name.startswith(".")]
    if not published:
        raise NotFound(
            "还没有出过刊，无可预览 (no edition was published yet)",
            subject=str(output),
            advice="请先运行 kexie-digest run 出一期，或用 --edition 指明一个 edition.json。",
        )
    return max(published, key=lambda path: (path.stat().st_mtime_ns, str(path)))


def read_edition(path: Path) -> Edition:
    """Read an edition's data.

    Args:
        path: An ``edition.json``.

    Returns:
        The edition.

    Raises:
        RenderError: The file is no edition.
    """
    try:
        return from_json(Edition, json.loads(path.read_bytes()))
    except (OSError, ValueError) as error:  # a validation error is a ValueError
        raise RenderError(
            "本期数据读不出来 (edition.json cannot be read)",
            subject=str(path),
            code="unreadable_edition",
            permanent=True,
            advice="请用出刊时写下的 edition.json；若它是旧版本写的，请重新出一期。",
        ) from error
