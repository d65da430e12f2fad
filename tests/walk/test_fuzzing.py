"""Foreign bytes of every kind, spoilt at random: a value or a typed failure, never anything else.

A dozen inputs a kind in `make test`, always the same; `make prove` sets PROVE_FUZZ.
"""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kexie_digest import config, parsers
from kexie_digest.clock import SystemClock
from kexie_digest.errors import KexieDigestError
from kexie_digest.extractors import extract
from kexie_digest.extractors.pictures import develop
from kexie_digest.mailings import bounces
from kexie_digest.model import Document, Hints
from kexie_digest.sources import feed, letter, zip_archive
from kexie_digest.sources._robots import read_robots
from kexie_digest.store import Store
from kexie_digest.workflows.backing_up import verify_file
from kexie_digest.workflows.subscribe.importing import import_readers

from desk import SAMPLES

EXAMPLES = int(os.environ.get("PROVE_FUZZ", "12"))  # noqa: TID251 - a test's own knob
#: Readers that start a process or write to disk cost a hundred times the others.
FEW = max(EXAMPLES // 50, 2)

PAGE = (SAMPLES / "02-科协动态.txt").read_bytes()
HTML = (SAMPLES / "06-青禾新闻网.html").read_bytes()
FEED = (SAMPLES / "04-订阅源.xml").read_bytes()
PICTURE = (SAMPLES / "02-科协动态.图1.jpg").read_bytes()
READERS = "邮箱,姓名,同意依据\nli@example.org,李,会员登记表\nwang@example.org,王,会员登记表\n".encode()
CONFIGURATION = Path(__file__).parents[2].joinpath("sources.yaml").read_bytes()
ROBOTS = b"User-agent: *\nDisallow: /a/*\nAllow: /a/b$\nCrawl-delay: 5\n"
#: What formats trip over: lengths, ends, entities, byte order marks, halves of characters.
TOKENS = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe4\xb8", b"\x81\x30\x81", b"\r", b"\x1a", b"\xed\xa0\x80"),
    *(b"]]>", b"<!DOCTYPE x [<!ENTITY e 'e'>]>", b"&e;", b"&#0;", b"<![CDATA[", b"</", b"<table><tr>" * 40),
    *(b"PK\x03\x04", b"=?gb2312?B?", b"--=_\r\n", b"9" * 40, b"-1", b"%00", b"../../x", b"{" * 60, b"&a *a"),
)


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """Cut, double, flip and fill in a few places."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(made) + 1)
        end = min(at + chance.randint(1, 200), len(made))
        match chance.randrange(6):
            case 0:
                del made[at:end]
            case 1:
                made[at:at] = made[at:end]
            case 2:
                made[at:end] = chance.randbytes(end - at)
            case 3:
                made[at:at] = chance.choice(TOKENS)
            case 4:
                del made[at:]
            case _:
                made[at:end] = bytes(byte ^ (1 << chance.randrange(8)) for byte in made[at:end])
    return bytes(made)


def word_file() -> bytes:
    """A Word file with a heading, a paragraph and a table."""
    file, stream = docx.Document(), io.BytesIO()
    file.add_heading("云岭省科普周启动", 1)
    file.add_paragraph("本报讯 云岭省第十六届科普周在临江市启动，全省共安排活动二百余场。")
    file.add_table(2, 2).cell(0, 0).text = "一等奖"
    file.save(stream)
    return stream.getvalue()


def archive() -> bytes:
    """An archive of two pages and a picture."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("页/第1版.txt", PAGE)
        file.writestr("a.html", HTML)
        file.writestr("a.jpg", PICTURE)
    return stream.getvalue()


def mail() -> bytes:
    """A letter with an attached page."""
    message = EmailMessage()
    message["Subject"], message["From"], message["Message-ID"] = "通讯稿", "li@example.org", "<1@example.org>"
    message.set_content("云岭省科协举办第七期培训班，来自各县的一百零八名学员参加了学习。\n" * 3)
    message.add_attachment(PAGE, maintype="text", subtype="plain", filename="第1版.txt")
    return message.as_bytes()


def bounce() -> bytes:
    """A report of a failed delivery."""
    return (
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\r\n'
        b"To: digest@example.org\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nno such user\r\n--x\r\n"
        b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
        b"Final-Recipient: rfc822; li@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n--x--\r\n"
    )


def read(content: bytes, name: str) -> None:
    """Read a file into articles, as a run does."""
    document = Document(content, "0" * 64, "", name, "inbox", name, name, datetime(2026, 3, 6, tzinfo=UTC))
    parsers.parse(extract(document), Hints())


def take_apart(expand: Callable[[Document], Iterable[object]], content: bytes, name: str) -> None:
    """Take a collection apart; its parts are read as files are."""
    document = Document(content, "0" * 64, "", name, "inbox", name, name, datetime(2026, 3, 6, tzinfo=UTC))
    for part in expand(document):
        if isinstance(part, Document):
            try:
                parsers.parse(extract(part), Hints())
            except KexieDigestError as error:
                assert error.code  # noqa: PT017 - a failure is as right as a value


def take_readers(content: bytes, folder: Path) -> None:
    """Take a readers' file into a store."""
    (folder / "readers.csv").write_bytes(content)
    with Store.open(f"sqlite:///{folder}/readers.db", clock=SystemClock()) as store:
        import_readers(store, folder / "readers.csv", "members", SystemClock(), lambda _: None)


def configure(content: bytes, folder: Path) -> None:
    """Read a configuration."""
    (folder / "sources.yaml").write_bytes(content)
    config.load(folder / "sources.yaml", kinds=("feed",))


def look_over(content: bytes, folder: Path) -> None:
    """Look whether a backup is whole."""
    (folder / "a.tar").write_bytes(content)
    verify_file(folder / "a.tar")


#: Kind -> a sound input, what reads it, how many are tried.
KINDS: dict[str, tuple[Callable[[], bytes], Callable[[bytes, Path], object], int]] = {
    "text": (lambda: PAGE, lambda content, _: read(content, "a.txt"), EXAMPLES),
    "html": (lambda: HTML, lambda content, _: read(content, "a.html"), EXAMPLES),
    "word": (word_file, lambda content, _: read(content, "a.docx"), EXAMPLES),
    "pdf": (lambda: b"%PDF-1.7\n" + PAGE, lambda content, _: read(content, "a.pdf"), FEW),
    "feed": (lambda: FEED, lambda content, _: take_apart(feed.expand, content, "a.xml"), EXAMPLES),
    "archive": (archive, lambda content, _: take_apart(zip_archive.expand, content, "a.zip"), EXAMPLES),
    "letter": (mail, lambda content, _: take_apart(letter.expand, content, "a.eml"), EXAMPLES),
    "bounce": (bounce, lambda content, _: bounces.read_bounce(content, b"k" * 32), EXAMPLES),
    "picture": (lambda: PICTURE, lambda content, _: develop(content, "a.jpg"), EXAMPLES),
    "robots": (lambda: ROBOTS, lambda content, _: read_robots(content).allows("/a/b"), EXAMPLES),
    "configuration": (lambda: CONFIGURATION, configure, EXAMPLES),
    "readers": (lambda: READERS, take_readers, FEW),
    "backup": (archive, look_over, FEW),
}


@pytest.mark.parametrize("kind", KINDS)
def test_spoilt_bytes_end_in_a_value_or_a_typed_failure(
    kind: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """Whatever a site, a colleague or a broken copy sends, a run goes on and says why."""
    sound, reader, count = KINDS[kind]
    content = sound()
    tried = 0

    @settings(
        max_examples=count,
        deadline=None,
        derandomize="PROVE_FUZZ" not in os.environ,  # noqa: TID251 - a test's own knob
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 2**32))
    def spoil(seed: int) -> None:
        nonlocal tried
        tried += 1
        try:
            reader(spoilt(content, random.Random(seed)), tmp_path)  # noqa: S311 - rubbish, no secrets
        except KexieDigestError as error:
            assert error.code  # noqa: PT017 - a failure is as right as a value

    spoil()
    record_property("tries", tried)


def test_sound_inputs_are_read(tmp_path: Path) -> None:
    """What is spoilt above is sound before: the readers get past the first byte."""
    for kind in set(KINDS) - {"pdf", "backup"}:
        sound, reader, _ = KINDS[kind]
        reader(sound(), tmp_path)
