"""The main job: pages in, a themed digest out."""

from __future__ import annotations

import email
import email.policy
import json
import subprocess
from pathlib import Path

import pytest

from kexie_digest.model import Edition
from kexie_digest.model.serialization import from_json
from kexie_digest.store import articles

from desk import Desk, sample_pages

OUTPUTS = {
    "edition.json",
    "email.html",
    "email.txt",
    "email.eml",
    "bulletin.pdf",
    "bulletin-print.pdf",
    "bulletin.docx",
    "index.html",
    "facts.csv",
    "activities.ics",
    "wechat.html",
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk that has published the sample pages once."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.drop(*sample_pages())
    result = desk.run()
    assert not result.failures
    return desk


def _folder(desk: Desk) -> Path:
    return desk.output / "weekly" / "1"


def _edition(desk: Desk) -> Edition:
    return from_json(Edition, json.loads((_folder(desk) / "edition.json").read_text("utf-8")))


@pytest.mark.render
def test_every_output_is_written(published: Desk) -> None:
    """An edition's folder holds exactly the promised files, none empty."""
    assert {path.name for path in _folder(published).iterdir()} == OUTPUTS
    assert all(path.stat().st_size for path in _folder(published).iterdir())


@pytest.mark.render
def test_the_readme_shows_what_comes_out(published: Desk) -> None:
    """The files and counts that the README prints under `make demo` are those of the sample pages."""
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    shown = readme.split("$ make demo\n", 1)[1].split("```", 1)[0]
    edition = _edition(published)
    items = [item for section in edition.sections for item in section.items]
    assert {line.rpartition("/")[2] for line in shown.splitlines() if line.startswith("  …/")} == OUTPUTS
    assert f"：{len(items)} 条，{sum(len(item.sources) for item in items)} 篇报道" in shown


@pytest.mark.render
def test_every_story_appears_exactly_once(published: Desk) -> None:
    """Each stored report is the source of exactly one item."""
    with published.opened() as context, context.store.reading() as tx:
        stored = articles.count(tx)
    ids = [source.article_id for item in _edition(published).items for source in item.sources]
    assert len(ids) == len(set(ids)) == stored


@pytest.mark.render
def test_sections_follow_the_digest(published: Desk) -> None:
    """The three named themes come first and in order, and no section is empty."""
    sections = _edition(published).sections
    assert [section.theme for section in sections][:3] == ["awards", "cooperation", "science_popularization"]
    assert all(section.items for section in sections)


@pytest.mark.render
def test_dropped_files_end_in_done(published: Desk) -> None:
    """Every dropped page was moved, none deleted."""
    assert {path.name for path in (published.drops / "done").iterdir()} >= {
        page.name for page in sample_pages()
    }
    assert not [path for path in published.drops.iterdir() if path.is_file()]


@pytest.mark.render
def test_the_mail_is_one_complete_message(published: Desk) -> None:
    """email.eml parses without defects and holds every title in its text part."""
    content = (_folder(published) / "email.eml").read_bytes()
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert not message.defects
    text = message.get_body(("plain",))
    assert text is not None
    body = "".join(text.get_content().split())
    for item in _edition(published).items:
        assert "".join(item.title.split()) in body


@pytest.mark.render
def test_the_bulletin_holds_every_title(published: Desk) -> None:
    """Pdftotext gives every title back."""
    text = subprocess.run(
        ["pdftotext", "-raw", _folder(published) / "bulletin.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    joined = "".join(text.split())
    for item in _edition(published).items:
        assert _bare(item.title) in _bare(joined), item.title


def _bare(text: str) -> str:
    """Only the characters both keep: the bulletin sets punctuation full width."""
    return "".join(character for character in text if character.isalnum())


@pytest.mark.render
def test_running_again_makes_no_new_edition(published: Desk) -> None:
    """Without new input nothing is published, and the run says so."""
    result = published.run()
    assert not result.published
    assert any("没有新稿件" in note for note in result.notes)
    assert not (published.output / "weekly" / "2").exists()


@pytest.mark.render
def test_a_page_dropped_twice_is_taken_once(published: Desk) -> None:
    """The same bytes under another name add nothing and end in done/ with a note."""
    page = sample_pages()[0]
    (published.drops / "again.txt").write_bytes(page.read_bytes())
    result = published.run()
    assert not result.published
    assert "already known" in (published.drops / "done" / "again.txt.warnings.txt").read_text("utf-8")
