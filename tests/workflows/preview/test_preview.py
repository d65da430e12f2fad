"""Previews of published editions: which one, in which style, and where to."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kexie_digest.errors import NotFound, RenderError
from kexie_digest.model import Config, Publication
from kexie_digest.model.serialization import to_json
from kexie_digest.renderers import Tools
from kexie_digest.renderers._jinja import environment
from kexie_digest.workflows.preview import Drawing, Wish, preview
from kexie_digest.workflows.preview.choosing import find_edition, read_edition

from factories import make_edition, make_item, make_section, sample_digest
from fakes import FakeClock


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """An output folder with two editions, the second one newer, and a draft newer still."""
    for seconds, name in enumerate(("130", "131", ".132.part")):
        folder = tmp_path / "output" / "weekly" / name
        folder.mkdir(parents=True)
        edition = make_edition(
            make_section("awards", make_item("岭下小学办起气象站")), total_number=130 + seconds
        )
        path = folder / "edition.json"
        path.write_text(json.dumps(to_json(edition), ensure_ascii=False), encoding="utf-8")
        os.utime(path, (1_000 + seconds, 1_000 + seconds))
    return tmp_path / "output"


def drawing(output: Path) -> Drawing:
    """The project's templates and one digest."""
    config = Config(Publication(), (), (), (), (sample_digest(),))
    return Drawing(config, Tools(environment()), output)


def test_newest_edition_is_shown(published: Path) -> None:
    """Without a name it is the one written last; drafts do not count."""
    assert find_edition(None, published) == published / "weekly" / "131" / "edition.json"


@pytest.mark.parametrize("named", ["weekly/130", "output/weekly/130", "output/weekly/130/edition.json"])
def test_an_edition_can_be_named(published: Path, named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By digest and number, by folder, by file."""
    monkeypatch.chdir(published.parent)
    found = find_edition(Path(named), Path("output"))
    assert found.resolve() == published / "weekly" / "130" / "edition.json"


def test_nothing_published_says_what_to_do(tmp_path: Path) -> None:
    """The error names the command that makes an edition; a wrong name says how to name one."""
    with pytest.raises(NotFound, match="还没有出过刊") as caught:
        find_edition(None, tmp_path)
    assert "kexie-digest run" in caught.value.advice
    with pytest.raises(NotFound, match="没有找到这一期"):
        find_edition(Path("weekly/7"), tmp_path)


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"digest": "weekly"}', b"\xff"])
def test_broken_edition_is_refused(tmp_path: Path, content: bytes) -> None:
    """A file that holds no edition is named, with a next step."""
    path = tmp_path / "edition.json"
    path.write_bytes(content)
    with pytest.raises(RenderError) as caught:
        read_edition(path)
    assert caught.value.code == "unreadable_edition"
    assert caught.value.subject == str(path)


@pytest.mark.render
def test_preview_writes_bulletin_and_page_in_the_wished_style(published: Path, tmp_path: Path) -> None:
    """PDF and page stand side by side; the published folder is left as it was."""
    before = sorted(published.rglob("*"))
    target = tmp_path / "look" / "try.pdf"
    made = preview(drawing(published), Wish(None, "jianbao", target), FakeClock())
    assert made.files == (target, tmp_path / "look" / "index.html")
    assert target.read_bytes().startswith(b"%PDF")
    assert "岭下小学办起气象站" in made.files[1].read_text(encoding="utf-8")
    assert (made.style, made.edition.total_number, made.warnings) == ("jianbao", 131, ())
    assert sorted(published.rglob("*")) == before


def test_unknown_style_names_the_known_ones(published: Path, tmp_path: Path) -> None:
    """A misspelt style is refused before anything is written."""
    with pytest.raises(RenderError, match="jianbao、newspaper"):
        preview(drawing(published), Wish(None, "jianbo", tmp_path / "try.pdf"), FakeClock())
    assert not (tmp_path / "try.pdf").exists()


@pytest.mark.render
def test_unwritable_target_is_named(published: Path, tmp_path: Path) -> None:
    """A target inside a file: one error with the place, no traceback."""
    (tmp_path / "file").write_text("")
    with pytest.raises(RenderError) as caught:
        preview(drawing(published), Wish(None, None, tmp_path / "file" / "try.pdf"), FakeClock())
    assert caught.value.code == "cannot_write"
