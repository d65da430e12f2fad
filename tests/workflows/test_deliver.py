"""Mail leaves once, and every doubt is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kexie_digest.model import DeliveryState
from kexie_digest.store import deliveries

from desk import Desk, sample_pages
from fake_mail_server import CUT, FakeMailServer

pytestmark = pytest.mark.usefixtures("no_paper")

YAML = """
drops: {inbox: {path: drops}}
digests:
  weekly:
    title: 周报
    sender: {name: 示例市科协, address: digest@example.org}
    recipients: [li@example.org, wang@example.net, 名单]
"""


@pytest.fixture
def server() -> Iterator[FakeMailServer]:
    """A mail server on loopback that answers as scripted."""
    with FakeMailServer() as fake:
        yield fake


def _url(server: FakeMailServer) -> str:
    return f"smtp://127.0.0.1:{server.port}?connections=1"


def _recipients(server: FakeMailServer) -> list[str]:
    """Whom complete messages were addressed to: the last RCPT before each."""
    named = [command for command in server.commands if command.upper().startswith("RCPT")]
    return [command.partition("<")[2].partition(">")[0] for command in named]


def _desk(tmp_path: Path, url: str | None, public_url: str = "https://digest.example.org") -> Desk:
    desk = Desk(tmp_path, smtp_url=url, public_url=public_url)
    desk.drop(sample_pages()[1])
    return desk


def _states(desk: Desk) -> dict[DeliveryState, int]:
    with desk.opened(YAML) as context, context.store.reading() as tx:
        return deliveries.counts(tx, "weekly", 1)


def test_every_recipient_gets_one_copy(tmp_path: Path, server: FakeMailServer) -> None:
    """Two readers, two runs: each has one copy, with its own Message-ID."""
    desk = _desk(tmp_path, _url(server))
    desk.run(YAML)
    desk.run(YAML)
    assert _recipients(server) == ["li@example.org", "wang@example.net"]
    ids = {re.search(rb"Message-ID: (<[^>]+>)", message) for message in server.messages}
    assert len(server.messages) == len(ids) == 2
    assert _states(desk) == {DeliveryState.SENT: 2}


def test_a_temporary_refusal_is_tried_again(tmp_path: Path, server: FakeMailServer) -> None:
    """451 now: the copy waits its minute and goes out on a later run."""
    server.replies = {".": ["451 4.7.1 Greylisted, try again later", "250 ok"]}
    desk = _desk(tmp_path, _url(server))
    desk.run(YAML)
    assert _states(desk) == {DeliveryState.SENT: 1, DeliveryState.DEFERRED: 1}
    desk.run(YAML)
    assert _recipients(server).count("li@example.org") == 1, "it is not tried before its time"
    desk.clock.sleep(120)
    desk.run(YAML)
    assert _states(desk) == {DeliveryState.SENT: 2}


def test_a_permanent_refusal_is_named(tmp_path: Path, server: FakeMailServer) -> None:
    """550 for one reader: the failure names the address, the other copy goes out."""
    server.replies = {"RCPT": ["550 5.1.1 no such user", "250 ok"]}
    desk = _desk(tmp_path, _url(server))
    result = desk.run(YAML)
    assert [failure.subject for failure in result.failures] == ["li@example.org"]
    assert _states(desk) == {DeliveryState.SENT: 1, DeliveryState.FAILED: 1}


def test_a_line_cut_after_the_dot_is_never_sent_again(tmp_path: Path, server: FakeMailServer) -> None:
    """Nobody knows whether it arrived: named to the editor, not repeated by any later run."""
    server.replies = {".": [CUT, "250 ok"]}
    desk = _desk(tmp_path, _url(server))
    result = desk.run(YAML)
    assert [failure.code for failure in result.failures] == ["uncertain"]
    desk.clock.sleep(90_000)
    desk.run(YAML)
    assert _recipients(server).count("li@example.org") == 1
    assert _states(desk) == {DeliveryState.SENT: 1, DeliveryState.UNCERTAIN: 1}


def test_a_dead_server_loses_nothing(tmp_path: Path) -> None:
    """No server there: a clear failure, and the copies wait."""
    desk = _desk(tmp_path, "smtp://127.0.0.1:9")
    result = desk.run(YAML)
    assert result.published
    assert result.failures
    assert _states(desk) == {DeliveryState.DEFERRED: 2}


def test_links_to_nowhere_are_not_mailed(tmp_path: Path, server: FakeMailServer) -> None:
    """Without KEXIE_PUBLIC_URL nothing is sent, and the failure says what to set."""
    desk = _desk(tmp_path, _url(server), public_url="https://digest.invalid")
    result = desk.run(YAML)
    assert [failure.code for failure in result.failures] == ["public_url_unset"]
    assert "KEXIE_PUBLIC_URL" in result.failures[0].advice
    assert not server.messages


def test_without_a_server_mail_becomes_files(tmp_path: Path) -> None:
    """No KEXIE_SMTP_URL: one .eml a reader in var/outbox."""
    desk = _desk(tmp_path, None)
    desk.run(YAML)
    assert len(list((tmp_path / "var" / "outbox").rglob("*.eml"))) == 2


def test_no_send_keeps_the_copies(tmp_path: Path, server: FakeMailServer) -> None:
    """--no-send publishes and queues; the next run sends."""
    desk = _desk(tmp_path, _url(server))
    desk.run(YAML, is_sending=False)
    assert _states(desk) == {DeliveryState.QUEUED: 2}
    desk.run(YAML)
    assert len(server.messages) == 2
