"""How fast mail leaves: beside Postfix's smtp-source (the limit) and the usual Python way.

Usage: python benchmarks/sending.py [MESSAGES]. Writes ``benchmarks/results/sending.json``.
Everything sends personalised messages of about 105 KB to one smtp-sink in one run, so the
ratios mean something; Postfix's two programs are unpacked from Debian's package into a
temporary folder, no daemon is installed. CPU is this process's own.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import smtplib
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import dkim
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from pydantic import SecretStr

from kexie_digest import app, channels, config, mailings
from kexie_digest.clock import SystemClock
from kexie_digest.config import Settings
from kexie_digest.model import DeliveryState, FrozenMail, Rendition
from kexie_digest.store import deliveries, editions
from kexie_digest.workflows.deliver import deliver
from kexie_digest.workflows.journal import Journal

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from factories import make_digest, make_edition

RESULTS = Path(__file__).with_name("results") / "sending.json"
THREADS = 8
#: Each is measured so often, in turn: on a shared machine the best rounds are the comparable ones.
ROUNDS = 3
SLOT = "RECIPIENT-TOKEN-24-CHARS"
LINE = "<p>科普讲堂进社区，今天下午三点在市科技馆开讲，欢迎居民参加。</p>\n"
PEM = rsa.generate_private_key(65537, 2048).private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
)


@contextmanager
def sink(folder: Path) -> Iterator[int]:
    """Unpack Postfix, start smtp-sink; give its port."""
    if not list(folder.glob("postfix*.deb")):
        subprocess.run(["apt-get", "download", "-q", "postfix"], cwd=folder, check=True, capture_output=True)
        subprocess.run(["dpkg", "-x", next(folder.glob("postfix*.deb")), folder / "x"], check=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    command = [folder / "x/usr/sbin/smtp-sink", "-u", "root", f"127.0.0.1:{port}", "512"]
    process = subprocess.Popen(command, env={"LD_LIBRARY_PATH": str(folder / "x/usr/lib/postfix")})
    time.sleep(0.5)
    try:
        yield port
    finally:
        process.kill()
        process.wait()


def smtp_source(folder: Path, port: int, count: int) -> float:
    """Let Postfix's own source send; give messages a second."""
    command = [folder / "x/usr/sbin/smtp-source", "-d", "-s", str(THREADS), "-m", str(count), "-l", "105000"]
    command += ["-f", "a@example.org", "-t", "b@example.org", f"127.0.0.1:{port}"]
    began = time.perf_counter()
    subprocess.run(command, check=True, env={"LD_LIBRARY_PATH": str(folder / "x/usr/lib/postfix")})
    return count / (time.perf_counter() - began)


def frozen() -> FrozenMail:
    """A mail of about 105 KB on the wire."""
    html = LINE * 600 + f'<a href="https://d.example.org/u/{SLOT}">退订</a>' + "<p>完</p>" * 20
    text = LINE * 240 + f"\n退订：\nhttps://d.example.org/u/{SLOT}\n{'=' * 40}\n"
    renditions = (
        Rendition("email.html", "text/html", html.encode(), texts={"subject": "海岚科协动态周报 第9期"}),
        Rendition("email.txt", "text/plain", text.encode()),
    )
    now = SystemClock().now()
    return mailings.freeze(
        mailings.Campaign(make_edition(), make_digest(), renditions, b"s" * 16, "https://d.example.org", now)
    )


def in_threads(count: int, work: Callable[[range], None]) -> tuple[float, float]:
    """Share numbers among threads; give messages a second and CPU milliseconds a message."""
    parts = [range(number, count, THREADS) for number in range(THREADS)]
    threads = [threading.Thread(target=work, args=(part,)) for part in parts]
    began, cpu = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return count / (time.perf_counter() - began), (time.process_time() - cpu) * 1000 / count


def ours(port: int, count: int, *, is_signed: bool) -> tuple[float, float]:
    """Our compiled messages over our channel."""
    key = mailings.read_key(PEM)
    signer = mailings.Signer("hailan.example.org", "kexie", SystemClock().now(), key) if is_signed else None
    writer = mailings.Writer(frozen(), signer)

    def work(numbers: range) -> None:
        channel = channels.open_channel(f"smtp://127.0.0.1:{port}?per_connection=0")
        for number in numbers:
            token = mailings.make_token(b"s" * 16, "weekly", 131, f"r{number}@example.org")
            channel.deliver(writer.write(f"r{number}@example.org", "读者", token), lambda: True)
        channel.close()

    return in_threads(count, work)


def bare_cost(size: int) -> float:
    """Give the CPU milliseconds of one RSA signature and one hash of a message: no signer is below."""
    key, content = mailings.read_key(PEM), bytes(size)
    costs = []
    for _ in range(200):
        began = time.process_time()
        key.sign(hashlib.sha256(content).digest(), padding.PKCS1v15(), hashes.SHA256())
        costs.append(time.process_time() - began)
    return round(statistics.median(costs) * 1000, 3)


def usual(port: int, count: int) -> tuple[float, float]:
    """EmailMessage, dkimpy, smtplib: what most programs do."""

    def work(numbers: range) -> None:
        with smtplib.SMTP("127.0.0.1", port) as server:
            for number in numbers:
                mail = EmailMessage()
                mail["From"], mail["To"] = "digest@example.org", f"r{number}@example.org"
                mail["Subject"] = "海岚科协动态周报 第9期"
                mail.set_content(LINE * 240 + f"https://d.example.org/u/{number}")
                mail.add_alternative(
                    LINE * 600 + f"<a href='https://d.example.org/u/{number}'>退订</a>", "html"
                )
                content = mail.as_bytes()
                signature = dkim.sign(content, b"kexie", b"example.org", PEM)
                server.sendmail("digest@example.org", [f"r{number}@example.org"], signature + content)

    return in_threads(count, work)


def with_ledger(port: int, count: int, folder: Path) -> tuple[float, float]:
    """The whole program: claimed, armed, signed, settled on disk."""
    url = f"smtp://127.0.0.1:{port}?connections={THREADS * 2}&per_connection=0"
    settings = Settings(
        var_dir=folder / "var",
        database_url=SecretStr(f"sqlite:///{folder}/kexie.db"),
        public_url="https://d.example.org",
        smtp_url=SecretStr(url),
    )
    with app.opened(config.load(None, kinds=("feed",), folder=folder), settings=settings) as opened:
        context = replace(opened, mail=replace(opened.mail, dkim_key=PEM))
        edition = make_edition()
        people, _ = mailings.sort_addresses(
            mailings.read_recipient(f"r{number}@d{number % 2000}.example.org") for number in range(count)
        )
        copies = list(mailings.address_copies(edition, "digest@hailan.example.org", b"s" * 16, people))
        with context.store.transaction() as tx:
            editions.add(tx, edition, [])
            deliveries.begin(tx, "weekly", edition.total_number, context.clock.now())
            deliveries.keep_mail(tx, "weekly", edition.total_number, "", frozen())
            deliveries.mark_planned(tx, "weekly", edition.total_number)
            deliveries.queue(tx, "weekly", edition.total_number, copies)
        began, cpu = time.perf_counter(), time.process_time()
        deliver(context, Journal("bench", context.clock))
        spent, used = time.perf_counter() - began, time.process_time() - cpu
        with context.store.reading() as tx:
            sent = deliveries.counts(tx, "weekly", edition.total_number).get(DeliveryState.SENT, 0)
    if sent != count:
        raise SystemExit(f"only {sent} of {count} were sent")
    return count / spent, used * 1000 / count


def main(count: int) -> None:
    """Measure everything in turn, keep each one's best round, and write it down."""
    load = [round(value, 1) for value in os.getloadavg()]
    with tempfile.TemporaryDirectory() as name, sink(Path(name)) as port:
        folder = Path(name)
        size = len(mailings.Writer(frozen()).write("r@example.org", "", "T" * 24).content)
        limits, rounds = [], []
        for number in range(ROUNDS):
            limits.append(smtp_source(folder, port, count))
            rounds.append(
                {
                    "unsigned": ours(port, count, is_signed=False),
                    "signed": ours(port, count, is_signed=True),
                    "signed, with ledger on disk": with_ledger(port, count, folder / str(number)),
                    "EmailMessage + dkimpy + smtplib": usual(port, max(count // 20, 20)),
                }
            )
    limit, rows = max(limits), {}
    for label in rounds[0]:
        rate, cpu = max(one[label][0] for one in rounds), min(one[label][1] for one in rounds)
        rows[label] = {
            "per second": round(rate), "of the limit": round(rate / limit, 3), "CPU ms": round(cpu, 3)
        }  # fmt: skip
    result = {
        "messages": count,
        "rounds": ROUNDS,
        "bytes": size,
        "load_before": load,
        "bare_rsa_and_hash_ms": bare_cost(size),
        "smtp-source per second": round(limit),
        "rows": rows,
    }
    text = json.dumps(result, ensure_ascii=False, indent=1)
    RESULTS.write_text(f"{re.sub(r' +$', '', text)}\n", "utf-8")
    print(text)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
