"""A desk whose only source is a column on loopback, for tests of what owners see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fake_site import Answer, FakeSite
from kexie_digest import app, config
from kexie_digest.sources import KINDS
from kexie_digest.workflows.context import Context

from desk import Desk
from walking import TOPICS, article, listing


@pytest.fixture
def column() -> Iterator[FakeSite]:
    """A column with three articles."""
    with FakeSite() as site:
        site.pages["/list"] = Answer(listing())
        for number, title in enumerate(TOPICS):
            site.pages[f"/art/{number}.html"] = Answer(article(title))
        yield site


@pytest.fixture
def context(tmp_path: Path, column: FakeSite) -> Iterator[Context]:
    """The program opened over a desk that polls the column."""
    desk = Desk(tmp_path)
    file = tmp_path / "sources.yaml"
    file.write_text(
        f"sources:\n  city:\n    kind: web_list\n    url: {column.url('/list')}\n"
        "    rights: full\n    allow_private: [127.0.0.1]\n",
        encoding="utf-8",
    )
    loaded = config.load(file, kinds=tuple(KINDS))
    with app.opened(loaded, settings=desk.settings, output=desk.output, clock=desk.clock) as opened:
        yield opened
