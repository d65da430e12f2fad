"""How a command ends: the reason and the exit code that scripts rely on."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from kexie_digest.cli.terminal.console import BAD_CONFIGURATION, FAILURES, PART_MISSING
from kexie_digest.cli.terminal.stopping import configuration, ending
from kexie_digest.errors import (
    ConfigError,
    Conflict,
    DeliveryError,
    KexieDigestError,
    NotFound,
    SourceError,
    StoreError,
)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConfigError("坏了", subject="a", code="b"), BAD_CONFIGURATION),
        (NotFound("坏了", subject="a", code="b"), FAILURES),
        (Conflict("坏了", subject="a", code="b"), FAILURES),
        (DeliveryError("坏了", recipient="a@example.org", code="b"), FAILURES),
        (SourceError("坏了", subject="a", code="b"), FAILURES),
        (StoreError("坏了", subject="a", code="b"), PART_MISSING),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_error_has_its_exit_code(
    error: KexieDigestError, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reason is told once, and the code says whose turn it is to mend it."""
    with pytest.raises(typer.Exit) as ended, ending(PART_MISSING):
        raise error
    assert ended.value.exit_code == code
    assert capsys.readouterr().err.count("坏了") == 1


def test_a_mistake_of_ours_is_not_swallowed() -> None:
    """What is no error of the program's own kind goes on as it is."""
    with pytest.raises(ZeroDivisionError), ending():
        _ = 1 / 0


def test_every_mistake_of_a_configuration_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two wrong sources are two lines and one end."""
    file = tmp_path / "sources.yaml"
    file.write_text("sources:\n  a: {kind: feed}\n  b: {kind: smoke, url: 'https://b.example/'}\n", "utf-8")
    with pytest.raises(typer.Exit) as ended:
        configuration(file)
    assert ended.value.exit_code == BAD_CONFIGURATION
    told = capsys.readouterr().err
    assert "smoke" in told
    assert "url" in told
