"""What commands gather while the store stays closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_digest import app
from kexie_digest.errors import ConfigError

from desk import Desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk whose folder and environment are this process's own."""
    desk = Desk(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KEXIE_VAR_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("KEXIE_DATABASE_URL", f"sqlite:///{tmp_path / 'var' / 'kexie.db'}")
    return desk


def test_gathering_opens_no_store(desk: Desk) -> None:
    """Previews, doctors and backups are prepared without making a database."""
    config = desk.configuration()
    assert app.drawing(None).output == desk.root / "output"
    assert app.machine(config).var == desk.root / "var"
    assert app.holdings(None).config == desk.root / "sources.yaml"
    assert not (desk.root / "var").exists()


def test_owners_templates_come_before_the_built_in_ones(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview watches the folder of the settings, then the one beside ``sources.yaml``."""
    (desk.root / "own").mkdir()
    monkeypatch.setenv("KEXIE_TEMPLATES", str(desk.root / "own"))
    file, own, beside, *built_in = app.drawing_places(desk.root / "sources.yaml")
    assert (file.name, own.name, beside) == ("sources.yaml", "own", desk.root / "templates")
    assert any(folder.is_dir() for folder in built_in)


def test_a_key_that_cannot_be_read_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A DKIM key that refuses to be read ends in a mistake with its path, not in a traceback."""
    refuses = "/proc/self/mem"  # also to root, whom file modes do not stop
    monkeypatch.setenv("KEXIE_DKIM_KEY", refuses)
    monkeypatch.setenv("KEXIE_DKIM_SELECTOR", "mail")
    with pytest.raises(ConfigError, match=refuses) as caught:
        app.mail_machine(desk.configuration())
    assert caught.value.code == "dkim_key_unreadable"
