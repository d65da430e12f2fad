"""Log lines: for people and for programs, with marks and without secrets."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kexie_digest.cli.terminal.logs import JsonLines, TextLines, configure, without_secrets
from kexie_digest.workflows.watching.marks import marked


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """Put the root logger back: other tests look at what is logged."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    for handler in root.handlers:
        if handler not in handlers:
            handler.close()
    root.handlers[:], root.level = handlers, level


def test_json_lines_are_one_object_each(tmp_path: Path) -> None:
    """Run, stage, source and edition are fields of their own; a trace stays on its line."""
    configure(tmp_path, as_json=True)
    log = logging.getLogger("kexie_digest.test")
    with marked(run="abc", stage="collect", source="city"):
        log.warning("两份\n原件 %d", 2)
        try:
            int("bad")
        except ValueError:
            log.exception("failed")
    log.info("later")
    lines = [json.loads(line) for line in (tmp_path / "kexie.log").read_text("utf-8").splitlines()]
    assert [line["level"] for line in lines] == ["warning", "error", "info"]
    first = lines[0]
    assert (first["run"], first["stage"], first["source"], first["message"]) == (
        "abc",
        "collect",
        "city",
        "两份\n原件 2",
    )
    assert "ValueError: invalid literal" in lines[1]["trace"]
    assert first["at"].endswith("+00:00")
    assert "run" not in lines[2]


def test_text_lines_are_for_people(tmp_path: Path) -> None:
    """The marks stand before the message; without any the line is as it always was."""
    configure(tmp_path)
    log = logging.getLogger("kexie_digest.test")
    with marked(run="abc", edition="weekly/131"):
        log.info("published")
    log.info("idle")
    first, second = (tmp_path / "kexie.log").read_text("utf-8").splitlines()
    assert first.endswith("INFO kexie_digest.test [run=abc edition=weekly/131] published")
    assert second.endswith("INFO kexie_digest.test idle")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("smtp://user:pa55word@mail.example.org:587 refused", "mail.example.org:587"),
        ("postgresql+psycopg://kexie:pa55word@db/kexie", "@db/kexie"),
        ("smtp://kexie:first@pa55word@mail.example.org", "@mail.example.org"),
        ("s3://kexie:first/pa55word@bucket/digest", "@bucket/digest"),
        ("POST https://qyapi.example.org/cgi-bin/webhook/send?key=pa55word-1234", "?key="),
        ("https://oapi.example.org/robot/send?access_token=pa55word&x=1", "&x=1"),
        ("https://open.example.org/open-apis/bot/v2/hook/pa55word-pa55word-1234", "/v2/hook/"),
        ("https://digest.example.org/u/pa55wordpa55wordpa55word", "/u/"),
    ],
)
@pytest.mark.parametrize("lines", [TextLines(), JsonLines()])
def test_no_secret_gets_into_a_line(lines: logging.Formatter, text: str, kept: str) -> None:
    """Passwords of addresses, keys of robots, tokens that act; the rest of the address stays."""
    record = logging.LogRecord("kexie", logging.ERROR, "", 1, "%s", (text,), None)
    said = lines.format(record)
    assert "pa55word" not in said
    assert kept in said


def test_a_secret_in_a_trace_is_cut_too() -> None:
    """A traceback repeats the message of the error."""
    try:
        int("smtp://user:pa55word@mail.example.org")
    except ValueError:
        record = logging.LogRecord("kexie", logging.ERROR, "", 1, "failed", None, sys.exc_info())
    assert "pa55word" not in JsonLines().format(record) + TextLines().format(record)
    assert without_secrets("三只鹭鸟 a@b.example.org") == "三只鹭鸟 a@b.example.org"
