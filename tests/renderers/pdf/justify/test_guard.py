"""The guard in front of the engine's replaced functions."""

from __future__ import annotations

import logging

import pytest
import weasyprint

from kexie_digest.renderers.pdf import justify


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``install`` decide anew, without replacing anything a second time."""
    monkeypatch.setattr(justify, "_outcome", [])
    monkeypatch.setattr(justify, "_replace", lambda: None)


def test_known_engine_has_no_differences() -> None:
    """The pinned WeasyPrint is the one the replacements were written for."""
    assert justify.differences() == []


@pytest.mark.usefixtures("fresh")
def test_other_version_steps_aside_with_one_error(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Another WeasyPrint prints ragged, says so once, and does not break."""
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with caplog.at_level(logging.ERROR):
        assert justify.install() is False
        assert justify.install() is False
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "WeasyPrint 71.0" in caplog.text


@pytest.mark.usefixtures("fresh")
def test_changed_signature_is_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same version number with other functions is not trusted either."""
    monkeypatch.setitem(justify.CALLED, "weasyprint.text.line_break:line_size", ("line",))
    monkeypatch.setitem(justify.CALLED, "weasyprint.text.nowhere:gone", ())
    assert justify.differences() == [
        "weasyprint.text.line_break:line_size",
        "weasyprint.text.nowhere:gone",
    ]
