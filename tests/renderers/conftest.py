"""Tools for rendering, and editions read from case files."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from factories import make_digest, make_edition, make_item, make_section
from kexie_digest.model import BodyLength, Digest, Edition
from kexie_digest.renderers import Tools
from kexie_digest.renderers._jinja import environment


@pytest.fixture(scope="session")
def tools() -> Tools:
    """The project's own templates and a public address."""
    return Tools(environment(), public_url="https://kexie.example.org")


def read_case(path: Path) -> tuple[Edition, Digest]:
    """Read a case: items by theme as in ``sample_edition.yaml``, and ``body_email`` if it matters."""
    case = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    length = BodyLength(case.pop("body_email", "summary"))
    numbered = iter(range(1, 100))
    sections = [
        make_section(theme, *(make_item(theme=theme, article_id=f"a-{next(numbered)}", **item) for item in items))
        for theme, items in case.items()
    ]
    return make_edition(*sections), make_digest(body_email=length)
