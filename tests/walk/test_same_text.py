"""One edition, eight outputs, the same sentences: mail, text twin, page, feeds, 公众号, PDF and Word file."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from lxml import html
from PIL import Image

from kexie_digest.model import BodyLength, Edition, Item
from kexie_digest.renderers import Tools, render
from kexie_digest.renderers._jinja import environment
from kexie_digest.store import editions
from kexie_digest.web.application import create_application
from renderers.docx.wordml import paragraphs

from desk import Desk
from factories import make_digest, sample_edition
from needed import need
from newsroom import Newsroom

DIGEST = replace(make_digest(body_email=BodyLength.FULL), style="jianbao")
YAML = """
digests:
  weekly: {title: 海岚科协动态周报, sender: {name: 海岚省科协, address: digest@hailan.example.org}}
"""
OUTPUTS = (
    "email.html",
    "email.txt",
    "wechat.html",
    "index.html",
    "bulletin.pdf",
    "bulletin.docx",
    "atom",
    "json",
)


def plain(text: str) -> str:
    """Drop what typography changes: blanks, width, and the number at the foot of a printed page."""
    text = re.sub(r"\n— \d+ —\n", "\n", text.replace("\f", "\n"))
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def said(item: Item) -> Iterator[str]:
    """Every sentence of an item that its readers must get: title, text or summary, names, doubts."""
    yield item.title
    for text in item.paragraphs or [quote.text for quote in item.summary]:
        yield from (one for one in re.split(r"(?<=[。！？])", text) if one)
    yield from (flag.reason for flag in item.flags)
    for award in item.facts.awards:
        yield from award.recipients
    for deal in item.facts.cooperation:
        yield from deal.parties


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text of every output of the sample edition."""
    need("pdftotext")
    root, edition = tmp_path_factory.mktemp("same"), sample_edition()
    (root / "pictures").mkdir()
    Image.new("RGB", (800, 500)).save(root / "pictures" / "plaques.jpg")
    tools = Tools(environment(), public_url="https://digest.example.org", assets=root)
    files = {name: render(name, edition, DIGEST, tools).content for name in OUTPUTS if "." in name}
    (root / "bulletin.pdf").write_bytes(files["bulletin.pdf"])
    printed = ["pdftotext", "-raw", str(root / "bulletin.pdf"), "-"]
    pages = ("email.html", "wechat.html", "index.html")
    texts = {name: html.document_fromstring(files[name].decode()).text_content() for name in pages}
    texts["email.txt"] = files["email.txt"].decode()
    texts["bulletin.pdf"] = subprocess.run(printed, check=True, capture_output=True, text=True).stdout
    texts["bulletin.docx"] = "".join(text for _, text in paragraphs(files["bulletin.docx"]))
    return {name: plain(text) for name, text in (texts | feeds(root, edition)).items()}


def feeds(root: Path, edition: Edition) -> dict[str, str]:
    """What both feeds of the published edition say."""
    desk = Desk(root / "desk", public_url="https://digest.example.org")
    with desk.opened(YAML) as context:
        with context.store.transaction() as tx:
            editions.add(tx, edition, [])
            editions.mark_published(tx, edition.digest, edition.total_number, str(root))
        client = Newsroom(desk, context, create_application(context)).client()
        atom = feedparser.parse(client.get("/feeds/weekly.atom").content, sanitize_html=False)
        entries = json.loads(client.get("/feeds/weekly.json").content)["items"]
    bodies = {
        "atom": [entry.title + entry.content[0].value for entry in atom.entries],
        "json": [entry["title"] + entry["content_html"] for entry in entries],
    }
    return {
        name: "".join(html.fromstring(f"<div>{body}</div>").text_content() for body in them)
        for name, them in bodies.items()
    }


@pytest.mark.render
@pytest.mark.parametrize("name", OUTPUTS)
def test_every_output_says_every_sentence(outputs: dict[str, str], name: str) -> None:
    """Titles, sentences, names of rolls and parties: none is missing anywhere."""
    sentences = [sentence for item in sample_edition().items for sentence in said(item)]
    assert len(sentences) == 102
    assert [sentence for sentence in sentences if plain(sentence) not in outputs[name]] == []
