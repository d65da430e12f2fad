"""Finished editions on many machines: one makes them, every other shows them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from kexie_digest import app
from kexie_digest.store import Objects, documents
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.run import run, scope_of
from kexie_digest.workflows.sharing import folder_of, share

from desk import Desk, sample_pages
from objects import bucket_url, objects, s3_server

__all__ = ["bucket_url", "objects", "s3_server"]  # fixtures of this file


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """A program whose store is closed: here only its folder of editions is asked for."""
    with Desk(tmp_path / "there").opened() as context:
        return context


def _made(folder: Path, mark: str = "") -> Path:
    (folder / "pictures").mkdir(parents=True)
    (folder / "edition.json").write_text(f'{{"mark": "{mark}"}}', "utf-8")
    (folder / "web.html").write_text("<p>简报</p>", "utf-8")
    (folder / "pictures" / "one.jpg").write_bytes(b"\xff\xd8")
    return folder


def test_an_edition_made_elsewhere_is_taken_out_of_the_bucket(
    context: Context, objects: Objects, tmp_path: Path
) -> None:
    """All its files, pictures in their folder; and once here it is asked for no more."""
    folder = _made(tmp_path / "made")
    here = replace(context, objects=objects)
    share(here, "weekly", 7, folder)
    found = folder_of(here, "weekly", 7, Path("/nowhere/weekly/7"))
    assert found == context.output / "weekly" / "7"
    names = sorted(path.relative_to(found).as_posix() for path in found.rglob("*") if path.is_file())
    assert names == ["edition.json", "pictures/one.jpg", "web.html"]
    assert (found / "web.html").read_bytes() == (folder / "web.html").read_bytes()
    assert folder_of(context, "weekly", 7) == found


def test_what_is_not_there_whole_is_not_shown(context: Context, objects: Objects, tmp_path: Path) -> None:
    """An upload that broke off has no edition.json yet: the folder of whoever makes it is named."""
    objects.put("output/weekly/8/web.html", b"<p>")
    here = replace(context, objects=objects)
    assert folder_of(here, "weekly", 8, tmp_path / "elsewhere") == tmp_path / "elsewhere"
    assert not (context.output / "weekly" / "8").exists()


def test_without_a_bucket_nothing_changes(context: Context, tmp_path: Path) -> None:
    """The folder of this machine where it is there, else the one that was published to."""
    share(context, "weekly", 9, _made(tmp_path / "made"))
    assert folder_of(context, "weekly", 9, tmp_path / "made") == tmp_path / "made"
    here = _made(context.output / "weekly" / "9")
    assert folder_of(context, "weekly", 9, tmp_path / "made") == here


@pytest.mark.usefixtures("no_paper")
def test_a_run_leaves_nothing_on_its_own_machine_alone(bucket_url: str, tmp_path: Path) -> None:
    """Originals and the edition are in the bucket: another machine reads the one and shows the other."""
    made, other = Desk(tmp_path / "made"), Desk(tmp_path / "other")
    made.drop(sample_pages()[1])
    settings = replace(made.settings, objects_url=SecretStr(bucket_url))
    with app.opened(made.configuration(), settings=settings, output=made.output, clock=made.clock) as context:
        (edition,) = run(context, scope_of(context, drops=made.drops)).published
        assert not (context.var / "originals").exists()
        with context.store.reading() as tx:
            record = documents.get(tx, 1)
    settings = replace(other.settings, objects_url=SecretStr(bucket_url))
    with app.opened(other.configuration(), settings=settings, output=other.output) as context:
        assert context.blobs.get(record.sha256) == sample_pages()[1].read_bytes()
        folder = folder_of(context, edition.digest, edition.total_number)
    assert folder.is_relative_to(other.output)
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        path.name for path in Path(edition.folder).iterdir()
    )
