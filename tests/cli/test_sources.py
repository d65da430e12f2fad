"""``kexie-digest sources`` and ``reparse`` as commands (kexie_digest.cli.sources)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fake_site import Answer, FakeSite
from kexie_digest import app as program
from kexie_digest.cli import app
from kexie_digest.model import SourceState
from kexie_digest.store import source_state

from walking import TOPICS, article, listing

RUNNER = CliRunner()


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder with one configured source."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources.yaml").write_text(
        "sources:\n  city: {kind: web_list, url: 'http://127.0.0.1:9/', allow_private: [127.0.0.1]}\n",
        encoding="utf-8",
    )


def test_sources_are_listed_with_what_to_do() -> None:
    """A source that was never polled is no alarm."""
    shown = RUNNER.invoke(app, ["sources", "list"])
    assert (shown.exit_code, "city" in shown.stdout, "还没有轮询" in shown.stdout) == (0, True, True)
    data = json.loads(RUNNER.invoke(app, ["sources", "list", "--json"]).stdout)
    assert [(one["source"], one["health"]) for one in data] == [("city", "new")]


def test_a_paused_source_is_polled_again() -> None:
    """The list says what to do, the command does it once."""
    assert RUNNER.invoke(app, ["sources", "unpause", "city"]).exit_code == 1, "it is not paused"
    with program.archive() as store, store.transaction() as tx:
        state = SourceState(last_code="gone", paused_reason="gone", doubts=("charset_doubt",))
        source_state.put(tx, "city", state)
    shown = RUNNER.invoke(app, ["sources", "list"]).stdout
    assert "已暂停" in shown
    assert "乱码" in shown
    assert RUNNER.invoke(app, ["sources", "unpause", "city"]).exit_code == 0
    assert "已暂停" not in RUNNER.invoke(app, ["sources", "list"]).stdout
    assert RUNNER.invoke(app, ["sources", "unpause", "nobody"]).exit_code == 2


def test_a_saved_page_is_tried(tmp_path: Path) -> None:
    """Items and a suggestion; as JSON for programs."""
    (tmp_path / "list.html").write_bytes(listing())
    shown = RUNNER.invoke(app, ["sources", "try", "list.html"])
    assert shown.exit_code == 0
    assert TOPICS[0] in shown.stdout
    assert "ul.news-list > li" in shown.stdout
    data = json.loads(RUNNER.invoke(app, ["sources", "try", "list.html", "--json"]).stdout)
    assert [item["title"] for item in data["items"]] == list(TOPICS)


def test_a_configured_source_is_tried(tmp_path: Path) -> None:
    """Its exemption from the address test holds, its first articles are shown."""
    with FakeSite({"/": Answer(listing())}) as site:
        for number, title in enumerate(TOPICS):
            site.pages[f"/art/{number}.html"] = Answer(article(title))
        file = tmp_path / "sources.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace(":9/", f":{site.port}/"), encoding="utf-8")
        shown = RUNNER.invoke(app, ["sources", "try", "--source", "city"])
    assert shown.exit_code == 0
    assert TOPICS[2] in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["sources", "try"], 2),
        (["sources", "try", "--source", "nobody"], 2),
        (["sources", "try", "http://127.0.0.1:80/"], 1),
        (["reparse", "--source", "nobody"], 2),
        (["reparse", "--since", "yesterday"], 2),
    ],
)
def test_mistakes_have_their_code(arguments: list[str], code: int) -> None:
    """A wrong question is 2, a source that cannot be read is 1."""
    assert RUNNER.invoke(app, arguments).exit_code == code


def test_an_empty_archive_is_read_again() -> None:
    """There is nothing, and that is no failure."""
    shown = RUNNER.invoke(app, ["reparse", "--json"])
    assert shown.exit_code == 0
    assert json.loads(shown.stdout)["documents"] == 0
