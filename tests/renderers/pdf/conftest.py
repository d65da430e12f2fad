"""The sample edition printed once for all tests that look at the PDF."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from kexie_digest.model import Digest, Edition, Rendition
from kexie_digest.model.serialization import to_json
from kexie_digest.renderers import Tools
from kexie_digest.renderers._jinja import environment
from kexie_digest.renderers.pdf import press, render
from renderers.pdf import moving
from renderers.pdf.official import OFFICIAL

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
def bulletin(tools: Tools) -> Rendition:
    """The sample edition as ``bulletin.pdf``."""
    return render(sample_edition(), sample_digest(), tools)


@pytest.fixture(scope="session")
def bulletin_file(bulletin: Rendition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The printed sample edition as a file, for tools that want one."""
    path = tmp_path_factory.mktemp("printed") / "bulletin.pdf"
    path.write_bytes(bulletin.content)
    return path


@pytest.fixture(scope="session")
def print_file(tools: Tools) -> Rendition:
    """The sample edition as ``bulletin-print.pdf``."""
    return press.render(sample_edition(), sample_digest(), tools)


@pytest.fixture(scope="session")
def print_path(print_file: Rendition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a file, for tools that want one."""
    path = tmp_path_factory.mktemp("press") / "bulletin-print.pdf"
    path.write_bytes(print_file.content)
    return path


@pytest.fixture(scope="session")
def official(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> tuple[Rendition, Path]:
    """The sample edition in the official style, with a colophon; and as a file."""
    rendition = render(sample_edition(), OFFICIAL, tools)
    path = tmp_path_factory.mktemp("official") / "bulletin.pdf"
    path.write_bytes(rendition.content)
    return rendition, path


@pytest.fixture(scope="session")
def renditions(bulletin: Rendition, official: tuple[Rendition, Path]) -> dict[str, Rendition]:
    """What was printed in this session, by edition and digest: nothing is printed twice."""
    return {
        _key(sample_edition(), sample_digest()): bulletin,
        _key(sample_edition(), OFFICIAL): official[0],
    }


@pytest.fixture
def printed(
    tools: Tools, tmp_path: Path, renditions: dict[str, Rendition]
) -> Callable[..., tuple[Rendition, Path]]:
    """Print an edition: the rendition and its file."""

    def go(edition: Edition, digest: Digest | None = None) -> tuple[Rendition, Path]:
        chosen = digest or sample_digest()
        key = _key(edition, chosen)
        if key not in renditions:
            renditions[key] = render(edition, chosen, tools)
        path = tmp_path / "bulletin.pdf"
        path.write_bytes(renditions[key].content)
        return renditions[key], path

    return go


def _key(edition: Edition, digest: Digest) -> str:
    return json.dumps([to_json(edition), to_json(digest)], ensure_ascii=False)
