"""The way back, against a real Dovecot."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from certificates import make_certificate
from dovecot_mailbox import Dovecot, trusting
from kexie_digest.channels import mailbox
from kexie_digest.channels.mailbox import Mailbox
from kexie_digest.errors import DeliveryError

BOUNCE = b"From: MAILER-DAEMON@example.org\r\nSubject: failed\r\n\r\n\xe6\x97\xa0\xe6\xad\xa4\xe4\xba\xba\r\n"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1."""
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="module")
def running(certificate: tuple[Path, Path]) -> Iterator[Dovecot]:
    """A running Dovecot."""
    with Dovecot(certificate) as started:
        yield started


@pytest.fixture
def server(running: Dovecot) -> Iterator[Dovecot]:
    """That Dovecot with an empty inbox."""
    yield running
    running.clear()


def refused(url: str, context: ssl.SSLContext | None = None) -> DeliveryError:
    """Open a mailbox that cannot be opened."""
    with pytest.raises(DeliveryError) as caught:
        Mailbox(url, context)
    return caught.value


def test_gives_new_mails_and_marks_what_is_done(server: Dovecot) -> None:
    """The bytes as delivered; reading leaves a mail unseen, marking it does not."""
    server.put(BOUNCE)
    server.put(b"Subject: second\r\n\r\n")
    with Mailbox(server.url) as box:
        first, second = box.unseen()
        assert first[1] == BOUNCE
        box.mark_seen(first[0])
    with Mailbox(server.url) as box:
        assert list(box.unseen()) == [second]
    assert server.flags() == ["S", ""]


def test_a_mail_that_comes_in_meanwhile_is_there_next_time(server: Dovecot) -> None:
    """Nothing is lost between looking and marking."""
    server.put(BOUNCE)
    with Mailbox(server.url) as box:
        for number, _ in box.unseen():
            box.mark_seen(number)
            server.put(b"Subject: later\r\n\r\n")
    with Mailbox(server.url) as box:
        assert [content for _, content in box.unseen()] == [b"Subject: later\r\n\r\n"]


def test_what_is_too_large_for_a_bounce_is_not_read(server: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its number comes with no bytes, so that it is marked and not asked for again."""
    monkeypatch.setattr(mailbox, "LARGEST", 10)
    server.put(BOUNCE)
    with Mailbox(server.url) as box:
        assert [content for _, content in box.unseen()] == [b""]


def test_over_tls_the_certificate_is_checked(server: Dovecot, certificate: tuple[Path, Path]) -> None:
    """A certificate that somebody vouches for lets us in, any other does not."""
    server.put(BOUNCE)
    with Mailbox(server.tls_url, trusting(certificate[0])) as box:
        assert [content for _, content in box.unseen()] == [BOUNCE]
    assert refused(server.tls_url).code == "mailbox_unreachable"


def test_a_plain_connection_is_for_this_machine_only(
    server: Dovecot, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Elsewhere ``imap://`` means STARTTLS; without it the password stays here."""
    monkeypatch.setattr(mailbox, "is_loopback", lambda _: False)
    server.put(BOUNCE)
    with Mailbox(server.url, trusting(certificate[0])) as box:
        assert [content for _, content in box.unseen()] == [BOUNCE]
    with Dovecot() as plain:
        assert refused(plain.url).code == "insecure_login"


def test_a_wrong_password_and_a_missing_folder_are_named_without_the_password(server: Dovecot) -> None:
    """The error names the server and the setting, never the password."""
    for url in (server.url.replace("bounce:", "bounce:s3cret"), server.url.replace("INBOX", "s3cret")):
        error = refused(url)
        assert error.code == "mailbox_refused"
        assert "KEXIE_BOUNCE_MAILBOX" in error.advice
        assert "s3cret" not in f"{error} {error!r} {error.advice} {error.__cause__}"


def test_folders_may_have_any_name(server: Dovecot) -> None:
    """Chinese, spaces, ampersands and quotes (RFC 3501's modified UTF-7)."""
    with Mailbox(server.url) as box:
        box._imap.create('"&kABP4Q- & &-"'.replace(" & ", " "))
    with Mailbox(server.url.replace("INBOX", "%E9%80%80%E4%BF%A1%20%26")) as box:
        assert list(box.unseen()) == []


def test_nobody_listens() -> None:
    """A closed port and a wrong port are different mistakes."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert refused(f"imap://u:p@127.0.0.1:{port}").code == "mailbox_unreachable"
    assert refused("imap://u:p@127.0.0.1:port").code == "bad_url"


@pytest.mark.parametrize("greeting", [b"220 this is no IMAP\r\n", b""])
def test_a_server_that_speaks_something_else(greeting: bytes) -> None:
    """Garbage and a line cut at once are a mailbox that cannot be reached, no traceback."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(greeting)

        thread = threading.Thread(target=answer)
        thread.start()
        port = listener.getsockname()[1]
        assert refused(f"imap://u:p@127.0.0.1:{port}").code == "mailbox_unreachable"
        thread.join()


def test_a_line_that_breaks_while_reading(server: Dovecot) -> None:
    """What is not marked is read again next time."""
    server.put(BOUNCE)
    with Mailbox(server.url) as box:
        mails = box.unseen()
        number, _ = next(mails)
        box._imap.sock.shutdown(socket.SHUT_RDWR)
        with pytest.raises(DeliveryError, match="broke"):
            box.mark_seen(number)
    assert server.flags() == [""]
