"""The guard in front of the engine's replaced functions."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import weasyprint

from kexie_digest.renderers.pdf import justify
from kexie_digest.renderers.pdf.justify import known


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


def test_a_function_written_anew_is_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same version, name and parameters with another body is not trusted either."""
    place = "weasyprint.text.line_break:line_size"
    real = known.digest(place)
    source = (
        Path(weasyprint.__file__)
        .with_name("text")
        .joinpath("line_break.py")
        .read_text("utf-8")
        .replace("width += style['letter_spacing']", "width += 2 * style['letter_spacing']")
    )
    monkeypatch.setattr(known, "_source", {"weasyprint.text.line_break": source}.get)
    monkeypatch.setattr(known, "WRITTEN", {place: real})
    assert justify.differences() == [place]


def test_a_function_that_is_gone_is_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """So is one that another module no longer takes over, and a module that is not there."""
    gone = ["weasyprint.text.line_break:Layout.gone", "weasyprint.text.nowhere:gone"]
    monkeypatch.setattr(known, "WRITTEN", dict.fromkeys(gone, "0123456789abcdef"))
    monkeypatch.setattr(known, "LOOKED_UP", ("weasyprint.layout.inline:gone", "weasyprint.nowhere:gone"))
    assert justify.differences() == [*gone, "weasyprint.layout.inline:gone", "weasyprint.nowhere:gone"]


def test_a_decorator_written_anew_is_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """A property that is kept from now on is another function, though its body stayed."""
    monkeypatch.setattr(known, "_source", {"a": "@property\ndef f(self):\n    return 1\n"}.get)
    before = known.digest("a:f")
    monkeypatch.setattr(known, "_source", {"a": "@cached_property\ndef f(self):\n    return 1\n"}.get)
    assert before
    assert known.digest("a:f") != before


def test_a_module_without_source_is_a_difference() -> None:
    """A compiled one has no text to digest; one built in has no file."""
    assert known.digest("_cffi_backend:f") == ""
    assert known.digest("sys:f") == ""


@pytest.mark.usefixtures("fresh")
def test_a_difference_leaves_the_engine_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """One function in doubt, and nothing is replaced; the error names it."""
    monkeypatch.setattr(known, "WRITTEN", {"weasyprint.text.line_break:strut": "0123456789abcdef"})
    monkeypatch.setattr(justify, "_replace", lambda: pytest.fail("replaced"))
    with caplog.at_level(logging.ERROR):
        assert justify.install() is False
    assert "weasyprint.text.line_break:strut" in caplog.text
