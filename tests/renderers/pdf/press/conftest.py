"""The sample edition printed once for the press."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_digest.model import Rendition
from kexie_digest.renderers import Tools
from kexie_digest.renderers.pdf.press import render

from factories import sample_digest, sample_edition


@pytest.fixture(scope="session")
def print_file(tools: Tools) -> Rendition:
    """The sample edition as ``bulletin-print.pdf``."""
    return render(sample_edition(), sample_digest(), tools)


@pytest.fixture(scope="session")
def print_path(print_file: Rendition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a file, for tools that want one."""
    path = tmp_path_factory.mktemp("press") / "bulletin-print.pdf"
    path.write_bytes(print_file.content)
    return path
