"""Mail leaves once, and every doubt is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from kexie_digest.model import DeliveryState
from kexie_digest.store import deliveries

from desk import Desk, sample_pages

pytestmark = pytest.mark.render

YAML = """
drops: {inbox: {path: drops}}
digests:
  weekly:
    title: 周报
    sender: {name: 示例市科协, address: digest@example.org}
    recipients: [li@example.org, wang@example.net, 名单]
"""


@dataclass
class Postbox:
    """A mail server that keeps what it gets, or answers as told."""

    replies: list[str] = field(default_factory=list)
    kept: list[tuple[str, bytes]] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep one message, or refuse it with the next scripted reply."""
        if self.replies:
            return self.replies.pop(0)
        assert isinstance(envelope.content, bytes)
        self.kept.extend((recipient, envelope.content) for recipient in envelope.rcpt_tos)
        return "250 OK"


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, str]]:
    """A server on loopback and its address."""
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=0, server_kwargs={"enable_SMTPUTF8": False})
    controller.start()
    try:
        assert controller.server is not None
        port = controller.server.sockets[0].getsockname()[1]
        yield box, f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


def _desk(tmp_path: Path, url: str | None, public_url: str = "https://digest.example.org") -> Desk:
    desk = Desk(tmp_path, smtp_url=url, public_url=public_url)
    desk.drop(sample_pages()[1])
    return desk


def _states(desk: Desk) -> dict[DeliveryState, int]:
    with desk.opened(YAML) as context, context.store.reading() as tx:
        return deliveries.counts(tx, "weekly", 1)


def test_every_recipient_gets_one_copy(tmp_path: Path, postbox: tuple[Postbox, str]) -> None:
    """Two readers, two runs: each has one copy, with its own Message-ID."""
    box, url = postbox
    desk = _desk(tmp_path, url)
    desk.run(YAML)
    desk.run(YAML)
    assert [recipient for recipient, _ in box.kept] == ["li@example.org", "wang@example.net"]
    assert _states(desk) == {DeliveryState.SENT: 2}


def test_a_temporary_refusal_is_tried_again_with_the_same_message_id(
    tmp_path: Path, postbox: tuple[Postbox, str]
) -> None:
    """451 now: the copy waits its minute and goes out on the next run."""
    box, url = postbox
    box.replies = ["451 4.7.1 Greylisted, try again later"]
    desk = _desk(tmp_path, url)
    desk.run(YAML)
    assert _states(desk) == {DeliveryState.SENT: 1, DeliveryState.DEFERRED: 1}
    desk.run(YAML)
    assert len(box.kept) == 1, "it is not tried before its time"
    desk.clock.sleep(120)
    desk.run(YAML)
    assert _states(desk) == {DeliveryState.SENT: 2}


def test_a_permanent_refusal_is_named(tmp_path: Path, postbox: tuple[Postbox, str]) -> None:
    """550 for one reader: the failure names the address, the other copy goes out."""
    box, url = postbox
    box.replies = ["550 5.1.1 no such user"]
    result = _desk(tmp_path, url).run(YAML)
    assert [failure.subject for failure in result.failures] == ["li@example.org"]
    assert [recipient for recipient, _ in box.kept] == ["wang@example.net"]


def test_a_dead_server_loses_nothing(tmp_path: Path) -> None:
    """No server there: a clear failure, and the copies wait."""
    desk = _desk(tmp_path, "smtp://127.0.0.1:9")
    result = desk.run(YAML)
    assert result.published
    assert result.failures
    assert _states(desk) == {DeliveryState.DEFERRED: 2}


def test_links_to_nowhere_are_not_mailed(tmp_path: Path, postbox: tuple[Postbox, str]) -> None:
    """Without KEXIE_PUBLIC_URL nothing is sent, and the failure says what to set."""
    box, url = postbox
    desk = _desk(tmp_path, url, public_url="https://digest.invalid")
    result = desk.run(YAML)
    assert [failure.code for failure in result.failures] == ["public_url_unset"]
    assert "KEXIE_PUBLIC_URL" in result.failures[0].advice
    assert not box.kept


def test_without_a_server_mail_becomes_files(tmp_path: Path) -> None:
    """No KEXIE_SMTP_URL: one .eml a reader in var/outbox."""
    desk = _desk(tmp_path, None)
    desk.run(YAML)
    assert len(list((tmp_path / "var" / "outbox").rglob("*.eml"))) == 2


def test_no_send_keeps_the_copies(tmp_path: Path, postbox: tuple[Postbox, str]) -> None:
    """--no-send publishes and queues; the next run sends."""
    box, url = postbox
    desk = _desk(tmp_path, url)
    desk.run(YAML, is_sending=False)
    assert _states(desk) == {DeliveryState.QUEUED: 2}
    desk.run(YAML)
    assert len(box.kept) == 2
