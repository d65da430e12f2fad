"""The sample edition printed once for all tests that look at the PDF, whatever process they run in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from kexie_digest.model import Digest, Edition, Rendition
from kexie_digest.renderers import Tools
from kexie_digest.renderers._jinja import environment
from kexie_digest.renderers.pdf import press, render
from renderers.pdf import moving
from renderers.pdf.official import OFFICIAL
from renderers.pdf.shelf import Shelf, key_of

from factories import sample_digest, sample_edition


@pytest.fixture(scope="session")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of pictures: the one the sample edition names, and some that move."""
    folder = tmp_path_factory.mktemp("assets")
    (folder / "pictures").mkdir()
    Image.new("RGB", (1600, 1000), (90, 120, 140)).save(folder / "pictures" / "plaques.jpg")
    moving.write(folder / "pictures")
    return folder


@pytest.fixture(scope="session")
def tools(assets: Path) -> Tools:
    """The project's templates and the folder of pictures."""
    return Tools(environment(), assets=assets)


@pytest.fixture(scope="session")
def shelf(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Where renditions are kept for the run."""
    own = tmp_path_factory.getbasetemp()  # of this process; beside it are those of the others
    folder = (own.parent if hasattr(pytestconfig, "workerinput") else own) / "renditions"
    folder.mkdir(exist_ok=True)
    return Shelf(folder)


@pytest.fixture(scope="session")
def bulletin(tools: Tools, shelf: Shelf) -> Rendition:
    """The sample edition as ``bulletin.pdf``."""
    key = key_of(sample_edition(), sample_digest())
    return shelf.get(key, lambda: render(sample_edition(), sample_digest(), tools))


@pytest.fixture(scope="session")
def bulletin_file(bulletin: Rendition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The printed sample edition as a file, for tools that want one."""
    path = tmp_path_factory.mktemp("printed") / "bulletin.pdf"
    path.write_bytes(bulletin.content)
    return path


@pytest.fixture(scope="session")
def print_file(tools: Tools, shelf: Shelf) -> Rendition:
    """The sample edition as ``bulletin-print.pdf``."""
    key = "press" + key_of(sample_edition(), sample_digest())
    return shelf.get(key, lambda: press.render(sample_edition(), sample_digest(), tools))


@pytest.fixture(scope="session")
def print_path(print_file: Rendition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a file, for tools that want one."""
    path = tmp_path_factory.mktemp("press") / "bulletin-print.pdf"
    path.write_bytes(print_file.content)
    return path


@pytest.fixture(scope="session")
def official(tools: Tools, shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> tuple[Rendition, Path]:
    """The sample edition in the official style, with a colophon; and as a file."""
    key = key_of(sample_edition(), OFFICIAL)
    rendition = shelf.get(key, lambda: render(sample_edition(), OFFICIAL, tools))
    path = tmp_path_factory.mktemp("official") / "bulletin.pdf"
    path.write_bytes(rendition.content)
    return rendition, path


@pytest.fixture
def printed(tools: Tools, tmp_path: Path, shelf: Shelf) -> Callable[..., tuple[Rendition, Path]]:
    """Print an edition, unless it was printed before: the rendition and its file."""

    def go(edition: Edition, digest: Digest | None = None) -> tuple[Rendition, Path]:
        chosen = digest or sample_digest()
        rendition = shelf.get(key_of(edition, chosen), lambda: render(edition, chosen, tools))
        path = tmp_path / "bulletin.pdf"
        path.write_bytes(rendition.content)
        return rendition, path

    return go
