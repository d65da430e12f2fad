"""The SMTP channel against a scripted server and against aiosmtpd."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

from certificates import make_certificate
from kexie_digest.channels import ACCOUNT_CODES, RefusedError, open_channel
from kexie_digest.channels.limits import PER_CONNECTION
from kexie_digest.channels.smtp import SmtpChannel
from kexie_digest.channels.smtp import open_channel as open_smtp
from kexie_digest.errors import DeliveryError
from kexie_digest.model import Message

from fake_mail_server import CUT, STALL, FakeMailServer

CONTENT = b"Subject: test\r\nTo: reader@example.org\r\n\r\nbody\r\n.dot at the start\r\n"
MESSAGE = Message("reader@example.org", "digest@example.org", "<weekly.1.t@example.org>", CONTENT)


def yes() -> bool:
    """Arm without condition."""
    return True


@pytest.fixture
def server() -> Iterator[FakeMailServer]:
    """A server that accepts everything and announces PIPELINING."""
    with FakeMailServer() as fake:
        yield fake


@pytest.fixture
def channel(server: FakeMailServer) -> Iterator[SmtpChannel]:
    """A channel to that server."""
    opened = open_smtp(f"smtp://127.0.0.1:{server.port}?timeout=60")
    yield opened
    opened.close()


def error_of(channel: SmtpChannel, arm: object = yes) -> DeliveryError:
    """Deliver, expecting a refusal."""
    with pytest.raises(DeliveryError) as caught:
        channel.deliver(MESSAGE, arm)  # type: ignore[arg-type]  # any callable will do here
    return caught.value


def test_delivers_the_exact_bytes(server: FakeMailServer, channel: SmtpChannel) -> None:
    """What the server stores is what we were given, dots at line starts included."""
    reply = channel.deliver(MESSAGE, yes)
    assert reply.code == 250
    assert server.messages == [CONTENT]
    assert "MAIL FROM:<digest@example.org> SIZE=" + str(len(CONTENT)) in server.commands


def test_pipelines_where_announced(server: FakeMailServer, channel: SmtpChannel) -> None:
    """MAIL, RCPT and DATA travel in one write."""
    channel.deliver(MESSAGE, yes)
    assert any(b"MAIL" in write and b"RCPT" in write and b"DATA" in write for write in server.writes)


def test_waits_for_each_reply_where_pipelining_is_not_announced() -> None:
    """Without the announcement each command waits for its answer."""
    with FakeMailServer(extensions=()) as server:
        channel = open_smtp(f"smtp://127.0.0.1:{server.port}")
        channel.deliver(MESSAGE, yes)
        channel.close()
    assert server.messages == [CONTENT]
    assert not any(b"MAIL" in write and b"RCPT" in write for write in server.writes)


def test_keeps_the_connection_between_messages(server: FakeMailServer, channel: SmtpChannel) -> None:
    """Three messages use one connection."""
    for _ in range(3):
        channel.deliver(MESSAGE, yes)
    assert (server.connections, len(server.messages)) == (1, 3)


def test_a_dead_line_is_noticed_by_the_system(channel: SmtpChannel) -> None:
    """Where packets vanish, nothing else ends the wait for the answer to the dot before ten minutes."""
    channel.deliver(MESSAGE, yes)
    assert channel._connection is not None
    line = channel._connection.sock
    assert line is not None
    assert line.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
    assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == 20
    assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 180_000


def test_changes_the_connection_after_its_quota(server: FakeMailServer, channel: SmtpChannel) -> None:
    """Providers dislike connections that carry too many mails."""
    for _ in range(PER_CONNECTION + 1):
        channel.deliver(MESSAGE, yes)
    assert server.connections == 2
    assert len(server.messages) == PER_CONNECTION + 1


def test_arms_between_the_body_and_the_dot(server: FakeMailServer, channel: SmtpChannel) -> None:
    """When arm is asked, the dot is not sent: no message is complete."""
    seen: list[int] = []

    def arm() -> bool:
        seen.append(len(server.messages))
        return True

    channel.deliver(MESSAGE, arm)
    assert seen == [0]
    assert len(server.messages) == 1


def test_without_arming_nothing_is_delivered(server: FakeMailServer, channel: SmtpChannel) -> None:
    """A no drops the line inside DATA; the next message opens a new one."""
    error = error_of(channel, lambda: False)
    assert error.code == "not_armed"
    assert server.messages == []
    channel.deliver(MESSAGE, yes)
    assert server.messages == [CONTENT]


def test_a_failing_arm_drops_the_line(server: FakeMailServer, channel: SmtpChannel) -> None:
    """When the ledger cannot be written, the dot is never sent."""

    def arm() -> bool:
        raise RuntimeError("disk full")

    with pytest.raises(RuntimeError, match="disk full"):
        channel.deliver(MESSAGE, arm)
    channel.deliver(MESSAGE, yes)
    assert len(server.messages) == 1


@pytest.mark.parametrize(
    ("script", "code", "permanent"),
    [
        ({"RCPT": "450 4.2.1 greylisted"}, "refused_temporarily", False),
        ({"RCPT": "550 5.1.1 no such user"}, "refused", True),
        ({"MAIL": "550 sender frequency limited"}, "refused", True),
        ({"DATA": "451 try later"}, "refused_temporarily", False),
        ({".": "451 DT:SPM"}, "refused_temporarily", False),
        ({".": "554 5.7.1 rejected"}, "refused", True),
        ({"MAIL": "421 closing"}, "refused_temporarily", False),
    ],
)
def test_names_every_refusal(script: dict[str, str], code: str, permanent: bool) -> None:  # noqa: FBT001 - a table
    """A reply is an answer: its class and text reach the ledger."""
    for extensions in (("PIPELINING",), ()):
        with FakeMailServer(extensions=extensions, replies=dict(script)) as server:
            channel = open_smtp(f"smtp://127.0.0.1:{server.port}")
            error = error_of(channel)
            channel.close()
        assert isinstance(error, RefusedError)
        assert (error.code, error.permanent) == (code, permanent)
        assert f"{error.reply.code} {error.reply.text}" == next(iter(script.values()))
        assert [message for message in server.messages if message.strip()] == [] or "." in script


def test_a_refused_recipient_under_an_open_data_gets_a_lone_dot() -> None:
    """354 after a refused RCPT: an empty body, RSET, and the connection stays good."""
    with FakeMailServer(replies={"RCPT": ["550 5.1.1 no such user", "250 ok"]}) as server:
        channel = open_smtp(f"smtp://127.0.0.1:{server.port}")
        assert error_of(channel).code == "refused"
        channel.deliver(MESSAGE, yes)
        channel.close()
    assert server.connections == 1
    assert "RSET" in server.commands
    assert server.messages == [b"", CONTENT]


@pytest.mark.parametrize("ending", [CUT, "garbage"])
def test_silence_after_the_dot_is_uncertain(ending: str) -> None:
    """Cut, or an answer that is none: nobody knows, and the error says so."""
    with FakeMailServer(replies={".": ending}) as server:
        channel = open_smtp(f"smtp://127.0.0.1:{server.port}")
        error = error_of(channel)
        channel.close()
    assert error.code == "uncertain"
    assert len(server.messages) == 1


def test_a_stall_after_the_dot_is_uncertain(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wait for the answer to the dot has its own, long limit."""
    monkeypatch.setattr("kexie_digest.channels._transaction.Connection.dot_timeout", 0.2)
    with FakeMailServer(replies={".": STALL}) as server:
        channel = open_smtp(f"smtp://127.0.0.1:{server.port}")
        assert error_of(channel).code == "uncertain"


@pytest.mark.parametrize(
    ("verb", "reply"), [("MAIL", "421 HL:ICC too many connections"), ("RCPT", "550 5.1.1 no such user")]
)
@pytest.mark.parametrize("extensions", [("PIPELINING",), ()])
def test_a_refusal_counts_though_the_line_is_cut_after_it(
    verb: str, reply: str, extensions: tuple[str, ...]
) -> None:
    """The server says why and hangs up: the reason reaches the ledger, not a broken line."""
    with FakeMailServer(extensions=extensions) as server:
        later = {"MAIL": ("RCPT",), "RCPT": ("DATA",)}[verb]
        server.replies = {verb: reply, **dict.fromkeys((*later, "RSET"), CUT)}
        channel = open_smtp(f"smtp://127.0.0.1:{server.port}?timeout=60")
        error = error_of(channel)
        assert isinstance(error, RefusedError)
        assert f"{error.reply.code} {error.reply.text}" == reply
        server.replies.clear()
        channel.deliver(MESSAGE, yes)
        channel.close()
    assert [message for message in server.messages if message.strip()] == [CONTENT]


def test_after_a_no_of_arm_neither_rset_nor_quit_is_sent(
    server: FakeMailServer, channel: SmtpChannel
) -> None:
    """Inside DATA both would be body text: the socket is closed, the body has no dot."""
    error_of(channel, lambda: False)
    channel.close()
    server.hear_out()
    assert not {"RSET", "QUIT"} & set(server.commands)
    assert len(server.bodies) == 1
    assert b"\r\n.\r\n" not in server.bodies[0]


def test_a_refused_data_is_reset_and_the_connection_kept() -> None:
    """No 354: RSET, and the next message uses the same line."""
    with FakeMailServer(replies={"DATA": ["451 later", "354 go ahead"]}) as server:
        channel = open_smtp(f"smtp://127.0.0.1:{server.port}")
        assert error_of(channel).code == "refused_temporarily"
        channel.deliver(MESSAGE, yes)
        channel.close()
    assert (server.connections, server.messages) == (1, [CONTENT])
    assert server.commands.count("RSET") == 1


def test_a_refused_rset_drops_the_line() -> None:
    """Who knows what state it is in: a new connection."""
    with FakeMailServer(replies={"MAIL": ["451 later", "250 ok"], "RSET": "500 what"}) as server:
        channel = open_smtp(f"smtp://127.0.0.1:{server.port}")
        error_of(channel)
        channel.deliver(MESSAGE, yes)
        channel.close()
    assert server.connections == 2


def test_the_first_of_several_refusals_is_reported() -> None:
    """MAIL and RCPT both refused in one write: the reason is MAIL's."""
    replies: dict[str, str | list[str]] = {
        "MAIL": "550 sender unknown",
        "RCPT": "503 need MAIL",
        "DATA": "503 no",
    }
    with FakeMailServer(replies=replies) as server:
        channel = open_smtp(f"smtp://127.0.0.1:{server.port}")
        assert "sender unknown" in str(error_of(channel))
        channel.close()


@pytest.mark.parametrize("address", ["a@example.org>\r\nDATA", "a b@example.org", "李@b.c", "a\n@b.c"])
def test_an_address_cannot_smuggle_commands(
    server: FakeMailServer, channel: SmtpChannel, address: str
) -> None:
    """Neither as recipient nor as sender; nothing of it is sent."""
    for message in (replace(MESSAGE, recipient=address), replace(MESSAGE, envelope_from=address)):
        with pytest.raises(DeliveryError) as caught:
            channel.deliver(message, yes)
        assert (caught.value.code, caught.value.permanent) == ("bad_address", True)
    assert server.messages == []
    assert not any(command.startswith(("MAIL", "RCPT", "DATA")) for command in server.commands)


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_a_real_server_with_tls_and_login(certificate: tuple[Path, Path], mechanism: str) -> None:
    """Aiosmtpd over TLS, one mechanism at a time: the right account in, a wrong one named."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    trusted = ssl.create_default_context(cafile=str(certificate[0]))
    used: list[str] = []
    received: list[bytes] = []

    class Keep:
        async def handle_DATA(self, server: object, session: object, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
            del server, session
            received.append(envelope.original_content or b"")
            return "250 kept"

    def account(server: object, session: object, envelope: object, kind: str, data: object) -> AuthResult:
        del server, session, envelope
        used.append(kind)
        is_right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"user", b"p%w@:/")
        return AuthResult(success=is_right, handled=False)

    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    other = {"PLAIN": "LOGIN", "LOGIN": "PLAIN"}[mechanism]
    controller = Controller(
        Keep(),
        hostname="127.0.0.1",
        port=port,
        tls_context=context,
        require_starttls=True,
        authenticator=account,
        auth_required=True,
        auth_exclude_mechanism=[other],
    )
    controller.start()
    try:
        for password, code in (("p%25w%40%3A%2F", None), ("wrong", "login_refused")):
            url = f"smtp://user:{password}@127.0.0.1:{port}?starttls"
            channel = SmtpChannel(open_smtp(url)._address, trusted)
            if code is None:
                assert channel.deliver(MESSAGE, yes).text == "kept"
            else:
                assert error_of(channel).code == code
            channel.close()
    finally:
        controller.stop()
    assert received == [CONTENT]
    assert set(used) == {mechanism}


@pytest.mark.parametrize(("verb", "ending"), [("MAIL", CUT), ("DATA", CUT), ("RCPT", STALL)])
def test_a_broken_line_before_the_dot_is_not_delivered(verb: str, ending: str) -> None:
    """Before the dot a broken line is plain: not delivered, try again."""
    with FakeMailServer(replies={verb: ending}) as server:
        address = f"smtp://127.0.0.1:{server.port}?timeout="
        channel = open_smtp(f"{address}{0.3 if ending == STALL else 60}")
        assert error_of(channel).code == "connection_lost"
        server.replies.clear()
        if ending == STALL:  # nothing that is to succeed may have to hurry
            channel.close()
            channel = open_smtp(f"{address}60")
        channel.deliver(MESSAGE, yes)
        channel.close()
    assert server.messages == [CONTENT]


@pytest.mark.parametrize("greeting", [CUT, "554 go away", "garbage"])
def test_a_server_that_does_not_greet(greeting: str) -> None:
    """No connection, no transaction."""
    with FakeMailServer(replies={"greeting": greeting}) as server:
        channel = open_smtp(f"smtp://127.0.0.1:{server.port}")
        assert error_of(channel).code == "cannot_connect"


def test_checking_goes_as_far_as_the_login(server: FakeMailServer, channel: SmtpChannel) -> None:
    """`doctor` learns whether the way is open, without a message."""
    channel.check()
    assert server.commands[-1].upper() == "QUIT"
    assert not any(command.startswith("MAIL") for command in server.commands)


def test_checking_a_closed_port() -> None:
    """The error is about the account, not about a reader."""
    with FakeMailServer() as server:
        port = server.port
    with pytest.raises(DeliveryError) as caught:
        open_smtp(f"smtp://127.0.0.1:{port}").check()
    assert caught.value.code in ACCOUNT_CODES


def test_nobody_listens() -> None:
    """A closed port names host and port and the next step."""
    with FakeMailServer() as server:
        port = server.port
    error = error_of(open_smtp(f"smtp://127.0.0.1:{port}"))
    assert error.code == "cannot_connect"
    assert f"127.0.0.1:{port}" in str(error)
    assert "refused" in str(error)
    assert "KEXIE_SMTP_URL" in error.advice


def test_login_refused_never_shows_the_password() -> None:
    """Even a server that repeats the password cannot get it into our error."""
    replies: dict[str, str | list[str]] = {"AUTH": "535 wrong: s3cret"}
    with FakeMailServer(extensions=("AUTH PLAIN",), replies=replies) as server:
        channel = open_smtp(f"smtp://user:s3cret@127.0.0.1:{server.port}")
        error = error_of(channel)
    assert error.code == "login_refused"
    assert "s3cret" not in f"{error} {error!r} {error.advice} {error.__cause__} {channel._address!r}"


def test_a_server_without_login_is_not_called_insecure() -> None:
    """An account on a server that offers no AUTH: the login is named, not the encryption."""
    with FakeMailServer(extensions=()) as server:
        error = error_of(open_smtp(f"smtp://user:pw@127.0.0.1:{server.port}"))
    assert error.code == "login_refused"
    assert not any(command.startswith("MAIL") for command in server.commands)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1, made here and now."""
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.mark.parametrize("kind", ["starttls", "smtps"])
def test_encrypts_and_logs_in(certificate: tuple[Path, Path], kind: str) -> None:
    """STARTTLS and TLS both carry login and message, with the certificate checked."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    trusted = ssl.create_default_context(cafile=str(certificate[0]))
    extensions = ("STARTTLS", "AUTH PLAIN LOGIN", "PIPELINING")
    with FakeMailServer(extensions=extensions, tls=context, tls_from_start=kind == "smtps") as server:
        place = f"user:pw@127.0.0.1:{server.port}"
        url = f"smtps://{place}" if kind == "smtps" else f"smtp://{place}?starttls"
        channel = SmtpChannel(open_smtp(url)._address, trusted)
        channel.deliver(MESSAGE, yes)
        channel.close()
        assert (server.secured, server.messages) == (1, [CONTENT])
        assert any(command.startswith("AUTH") for command in server.commands)
        assert error_of(open_smtp(url)).code == "no_tls"  # nobody vouches for this certificate


def test_starttls_is_never_given_up() -> None:
    """A server without STARTTLS gets neither password nor mail."""
    with FakeMailServer() as server:
        error = error_of(open_smtp(f"smtp://user:pw@127.0.0.1:{server.port}?starttls"))
    assert error.code == "no_tls"
    assert not any(command.startswith(("AUTH", "MAIL")) for command in server.commands)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("smtp://user:s3cret@mail.example.org", "insecure_login"),
        ("smtp://user:s3cret@mail.example.org:port", "bad_url"),
        ("smtp://", "bad_url"),
        ("smtps://user:s3cret@mail.example.org?timeout=soon", "bad_url"),
        ("gopher://user:s3cret@mail.example.org", "bad_url"),
    ],
)
def test_bad_addresses_are_refused_without_repeating_them(url: str, code: str) -> None:
    """A wrong URL is named by its mistake: the password in it stays out of the error."""
    with pytest.raises(DeliveryError) as caught:
        open_channel(url)
    assert caught.value.code == code
    assert "s3cret" not in f"{caught.value} {caught.value.advice} {caught.value!r}"


def test_delivers_to_a_real_server() -> None:
    """Aiosmtpd takes the message and Python's parser reads it."""
    received = []

    class Keep(MessageHandler):
        def handle_message(self, message: object) -> None:
            received.append(message)

    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(Keep(), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        channel = open_channel(f"smtp://127.0.0.1:{port}")
        assert channel.deliver(MESSAGE, yes).code == 250
        channel.close()
    finally:
        controller.stop()
    assert received[0]["Subject"] == "test"
    assert received[0]["X-RcptTo"] == "reader@example.org"
