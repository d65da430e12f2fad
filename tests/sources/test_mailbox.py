"""Polling a real IMAP server on loopback (kexie_digest.sources.mailbox)."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

import pytest

from certificates import make_certificate
from dovecot_mailbox import PASSWORD, USER, Dovecot
from kexie_digest.model import Source, SourceState
from kexie_digest.sources import Client, Fetched, Tools, expand, fetch, mailbox

from fakes import FakeClock

BODY = "云岭市科协昨日召开学会工作会议，四十家学会的负责人到会交流经验，并就明年的科普计划交换了意见。" * 6


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dovecot]:
    """One server for the module; skipped where Dovecot is absent."""
    with Dovecot(make_certificate(tmp_path_factory.mktemp("tls"))) as started:
        yield started


@pytest.fixture
def server(running: Dovecot) -> Iterator[Dovecot]:
    """That server with an empty inbox."""
    yield running
    running.clear()


def letter(number: int, subject: str = "学会动态", attachment: bytes = b"") -> bytes:
    """Write a letter."""
    message = EmailMessage()
    message["Message-ID"] = f"<{number}@news.example>"
    message["From"] = "云岭学会部 <news@e.example>"
    message["Subject"] = f"{subject}第{number}期"
    message["Date"] = "Fri, 06 Mar 2026 09:00:00 +0800"
    message.set_content(BODY)
    if attachment:
        message.add_attachment(attachment, maintype="text", subtype="plain", filename="投稿.txt")
    return message.as_bytes()


def poll(
    url: str, seen: SourceState | None = None, login: str = f"{USER}:{PASSWORD}", account: str = "NEWS"
) -> Fetched:
    """Poll the mailbox once."""
    tools = Tools(Client(), FakeClock(), accounts={"NEWS": login})
    return fetch(Source("letters", "mailbox", url, account=account), seen or SourceState(), tools)


def test_letters_come_whole_and_are_taken_apart(server: Dovecot) -> None:
    """Body and attachment of each unread letter, the oldest first."""
    server.put(letter(1, attachment="云岭一中获奖喜报。".encode()), letter(2))
    fetched = poll(server.address)
    assert fetched.error is None
    assert [one.identity for one in fetched.documents] == ["<1@news.example>", "<2@news.example>"]
    parts = [part for part in expand(fetched.documents[0]) if not isinstance(part, Exception)]
    assert [part.hints.title for part in parts] == ["学会动态第1期", None]
    assert parts[1].name == "投稿.txt"


def test_a_letter_is_read_only_when_it_is_kept(server: Dovecot) -> None:
    """Killed before the store has it, nothing is marked; afterwards it does not come again."""
    server.put(letter(3))
    first = poll(server.address)
    assert server.unread() == 1
    again = poll(server.address, first.state)
    assert [one.sha256 for one in again.documents] == [one.sha256 for one in first.documents]
    again.acknowledge()
    assert server.unread() == 0
    assert poll(server.address, again.state).documents == ()


def test_a_letter_without_a_name_is_known_by_its_bytes(server: Dovecot) -> None:
    """No Message-ID: its hash stands for it."""
    server.put(b"Subject: x\r\n\r\n" + BODY.encode())
    document = poll(server.address).documents[0]
    assert document.identity == f"letter:{document.sha256}"


def test_a_large_letter_stays_unread_and_is_told_once(
    server: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are taken; the editor hears of it at one poll only."""
    server.put(letter(4, attachment=b"x" * 5000), letter(5))
    monkeypatch.setattr(mailbox, "LARGEST", 4000)
    fetched = poll(server.address)
    fetched.acknowledge()
    assert [one.identity for one in fetched.documents] == ["<5@news.example>"]
    assert [one.code for one in fetched.warnings] == ["too_large"]
    assert server.unread() == 1
    assert poll(server.address, fetched.state).warnings == ()


def test_a_full_mailbox_is_read_in_portions(server: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many letters a poll, the oldest first; the next poll goes on."""
    server.put(*(letter(number) for number in range(10, 15)))
    monkeypatch.setattr(mailbox, "MOST_LETTERS", 3)
    fetched = poll(server.address)
    fetched.acknowledge()
    assert len(fetched.documents) == 3
    assert [one.identity[:3] for one in poll(server.address, fetched.state).documents] == ["<13", "<14"]


def test_a_slow_mailbox_is_read_a_few_letters_at_a_time(
    server: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the time for asking is over, what came is kept and marked; the next poll goes on."""
    server.put(letter(16), letter(17))
    monkeypatch.setattr(mailbox, "ASKING", -1.0)
    fetched = poll(server.address)
    fetched.acknowledge()
    again = poll(server.address, fetched.state)
    assert [one.identity[:3] for one in (*fetched.documents, *again.documents)] == ["<16", "<17"]
    assert server.unread() == 1


def test_a_folder_with_a_chinese_name_is_opened(server: Dovecot) -> None:
    """Names travel in IMAP's own UTF-7; the example is that of RFC 3501 §5.1.3."""
    assert mailbox._in_utf7("~peter/mail/台北/日本語") == "~peter/mail/&U,BTFw-/&ZeVnLIqe-"
    server.put(letter(20), folder=mailbox._in_utf7("投稿"))
    assert [one.identity for one in poll(server.address.replace("INBOX", "投稿")).documents] == [
        "<20@news.example>"
    ]


def test_a_refused_login_does_not_show_the_password(server: Dovecot) -> None:
    """The error names the variable, and the advice what to do."""
    fetched = poll(server.address, login=f"{USER}:geheim")
    assert fetched.error is not None
    assert (fetched.error.code, "KEXIE_MAILBOX_NEWS" in fetched.error.advice) == ("forbidden", True)
    assert "geheim" not in f"{fetched.error} {fetched.error.advice} {fetched!r}"


def test_a_login_that_is_not_set_is_told() -> None:
    """Before anything is connected to."""
    fetched = poll("imaps://imap.example/INBOX", account="DESK")
    assert fetched.error is not None
    assert fetched.error.code == "no_account"


def test_a_server_that_is_away_is_tried_again() -> None:
    """No connection is a failed poll with a time for the next one."""
    fetched = poll("imap://127.0.0.1:9/INBOX")
    assert fetched.error is not None
    assert (fetched.error.code, fetched.state.failures) == ("connection_failed", 1)
    assert fetched.state.next_poll is not None


class _Rogue(socketserver.StreamRequestHandler):
    """An IMAP server that lets everybody in, and breaks off or talks without end where it is told to."""

    def handle(self) -> None:
        """Answer until the word at which it goes wrong."""
        bad, endless = self.server.at  # type: ignore[attr-defined]  # set by rogue()
        self.wfile.write(b"* OK hello\r\n")
        try:
            for line in self.rfile:
                tag, _, rest = line.partition(b" ")
                if bad in rest:
                    self.wfile.write(b"* 1 FETCH (UID 1 BODY[] {5000}\r\nSubject: half a letter\r\n")
                    while endless:
                        self.wfile.write(b"* 1 EXISTS\r\n")
                    return
                for word, said in _SAID.items():
                    if word in rest:
                        self.wfile.write(said)
                self.wfile.write(tag + b" OK done\r\n")
        except OSError:
            pass


_SAID = {
    b"CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n",
    b"SEARCH": b"* SEARCH 1 2\r\n",
    b"SIZE": b"* 1 FETCH (UID 1 RFC822.SIZE 5000)\r\n* 2 FETCH (UID 2 RFC822.SIZE 5000)\r\n",
    b"FETCH 1 (BODY": b"* 1 FETCH (UID 1 BODY[] {10}\r\nSubject: x)\r\n",
}


@contextmanager
def rogue(word: bytes, *, endless: bool = False) -> Iterator[str]:
    """Run such a server; give its address."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Rogue) as server:
        server.daemon_threads, server.at = True, (word, endless)  # type: ignore[attr-defined]  # for the handler
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"imap://127.0.0.1:{server.server_address[1]}/INBOX"
        server.shutdown()


@pytest.mark.parametrize("word", [b"AUTHENTICATE", b"SELECT", b"SIZE", b"BODY.PEEK"])
def test_a_server_that_breaks_off_is_asked_again(word: bytes) -> None:
    """At the login (which is no refusal), at the folder, in the middle of a letter: nothing is taken."""
    with rogue(word) as address:
        fetched = poll(address)
    assert fetched.error is not None
    assert (fetched.error.code, fetched.documents, fetched.state.failures) == ("connection_failed", (), 1)


def test_letters_that_came_whole_are_kept_when_a_later_one_breaks_off() -> None:
    """The second one breaks the line at every poll: the first is not lost for it."""
    with rogue(b"FETCH 2 (BODY") as address:
        fetched = poll(address)
    assert fetched.error is None
    assert [one.content for one in fetched.documents] == [b"Subject: x"]


@pytest.mark.parametrize("word", [b"CAPABILITY", b"SEARCH"])
def test_a_server_that_talks_without_end_is_cut_off(word: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each answer comes in time, all of them never: after the greeting, or later."""
    monkeypatch.setattr(mailbox, "WHOLE", 0.2)
    with rogue(word, endless=True) as address:
        fetched = poll(address)
    assert fetched.error is not None
    assert fetched.error.code == "connection_failed"


def test_an_unknown_certificate_is_refused(server: Dovecot) -> None:
    """A login is sent to nobody whose name is not vouched for."""
    fetched = poll(f"imaps://127.0.0.1:{server.tls_port}/INBOX")
    assert fetched.error is not None
    assert fetched.error.code == "tls_failed"
