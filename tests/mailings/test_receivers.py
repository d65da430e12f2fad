"""What receivers think of our mail, and what a reader without HTML sees."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from kexie_digest import mailings
from kexie_digest.clock import SystemClock
from kexie_digest.model import BodyLength, Recipient, Sender
from kexie_digest.model.mailing.message import TOKEN_SLOT
from kexie_digest.renderers import Tools, render
from kexie_digest.renderers._jinja import environment
from kexie_digest.renderers.email.letter import render_letter

import rspamd
from factories import make_digest, sample_edition
from needed import absent
from neomutt import Reader

pytestmark = pytest.mark.slow

TOOLS = Tools(environment(), public_url="https://kexie.example.org")
TOKEN = mailings.make_token(b"s" * 16, "weekly", 131, "li@example.net")
KEY = rsa.generate_private_key(65537, 2048)


def digest_mail(length: BodyLength) -> bytes:
    """The sample edition as a reader gets it today, signed."""
    edition, digest, now = sample_edition(), make_digest(body_email=length), SystemClock().now()
    renditions = [render(name, edition, digest, TOOLS) for name in ("email.html", "email.txt")]
    campaign = mailings.Campaign(edition, digest, renditions, b"s" * 16, TOOLS.public_url, now)
    writer = mailings.Writer(mailings.freeze(campaign), mailings.Signer("hailan.example.org", "k", now, KEY))
    return writer.write("li@example.net", "李明", TOKEN).content


def letter_mail() -> bytes:
    """The letter that asks to confirm a sign-up, signed."""
    now = SystemClock().now()
    values = {
        "name": "李明",
        "titles": ["海岚科协动态周报"],
        "address": f"https://kexie.example.org/c/{TOKEN}",
        "days": 3,
        "consent": "我同意用这个邮箱接收以上简报，随时可以退订。",
        "sender_name": "海岚省科协",
        "sender_address": "digest@hailan.example.org",
    }
    said = render_letter("confirm", values, TOOLS)
    sender, recipient = Sender("海岚省科协", "digest@hailan.example.org"), Recipient("li@example.net", "李明")
    letter = mailings.Letter(sender, recipient, said.subject, said.text, said.html, TOKEN, now)
    return mailings.write_letter(letter, mailings.Signer("hailan.example.org", "k", now, KEY)).content


MAILS = {
    "summary": digest_mail(BodyLength.SUMMARY),
    "full": digest_mail(BodyLength.FULL),
    "confirm": letter_mail(),
}
#: The score may not pass this. A letter is no list, which SpamAssassin rewards with -1.0.
LIMITS = {
    "spamassassin": {"summary": -0.5, "full": -0.5, "confirm": 0.0},
    "rspamd": dict.fromkeys(MAILS, 0.5),
}


@pytest.fixture(scope="module")
def rspamd_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """One rspamd for all mails."""
    with rspamd.scoring(tmp_path_factory.mktemp("rspamd")) as port:
        yield port


@pytest.mark.parametrize("kind", MAILS)
def test_spamassassin_likes_it(kind: str) -> None:
    """At most -0.5, by its local rules (point 29)."""
    if shutil.which("spamassassin") is None:
        absent("没有 spamassassin：apt-get install spamassassin (tool not installed)")
    done = subprocess.run(["spamassassin", "-L", "-t"], input=MAILS[kind], capture_output=True, check=True)
    told = done.stdout.decode("utf-8", "replace")
    score = re.search(r"^X-Spam-Status: .*?score=(-?[\d.]+)", told, re.MULTILINE)
    assert score is not None
    assert float(score[1]) <= LIMITS["spamassassin"][kind], told.rpartition("Content analysis details")[2]


@pytest.mark.parametrize("kind", MAILS)
def test_rspamd_likes_it(kind: str, rspamd_port: int) -> None:
    """At most 0.5, by Debian's rules without the network (point 29)."""
    # Without --ip it would count a missing host against us.
    asked = ["rspamc", "-h", f"127.0.0.1:{rspamd_port}", "--ip", "127.0.0.1"]
    asked += ["--helo", "mx.hailan.example.org", "--from", "digest@hailan.example.org", "symbols"]
    told = subprocess.run(asked, input=MAILS[kind], capture_output=True, check=True).stdout.decode()
    score = re.search(r"^Score: (-?[\d.]+) /", told, re.MULTILINE)
    assert score is not None, told
    assert "MIME_GOOD" in told, "the rules were not asked"
    assert float(score[1]) <= LIMITS["rspamd"][kind], told


@pytest.mark.parametrize("length", list(BodyLength), ids=lambda length: str(length.value))
def test_neomutt_shows_subject_and_text(length: BodyLength, tmp_path: Path) -> None:
    """The list shows the subject, the mail every line of the text twin, links in one piece (point 30)."""
    reader = Reader(tmp_path, MAILS[length.value])
    try:
        listed = reader.screen_with("Msgs:1")
        reader.press("Enter")
        shown = reader.screen_with("退订：")
    finally:
        reader.close()
    assert "海岚省科协" in listed
    assert "海岚科协动态周报 第9期：海岚省二十个示范学会名单揭晓" in listed
    assert "To: 李明 <li@example.net>" in shown
    digest = make_digest(body_email=length)
    twin = render("email.txt", sample_edition(), digest, TOOLS).content.decode()
    lines = [re.sub(r"\s", "", line) for line in twin.replace(TOKEN_SLOT, TOKEN).splitlines()]
    seen = re.sub(r"\s", "", shown)
    assert [line for line in lines if line not in seen] == []
    assert f"https://kexie.example.org/u/{TOKEN}\n" in shown
