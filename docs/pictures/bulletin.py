"""Draw the handbook's pictures of an edition: the first two pages of both styles, the mail on a telephone.

Run by ``make pictures``; writes ``bulletin-1.png``, ``bulletin-2.png``, ``jianbao-1.png`` and
``jianbao-2.png`` beside itself, as poppler shows them, and ``email.png``, as Chromium does. The demo
runs as the README has it; then its edition gets a publisher and a fixed day, so that pictures change
only when pages do.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import sync_playwright

from kexie_digest.model import Digest, Edition, Sender
from kexie_digest.model.serialization import from_json
from kexie_digest.renderers import Tools, email, pdf
from kexie_digest.renderers._jinja import environment

HERE = Path(__file__).parent
TESTS = HERE.parents[1] / "tests"
SAMPLES = TESTS / "samples"
sys.path.insert(0, str(TESTS))

from chromium import CHROMIUM  # noqa: E402 - the tests' own module

#: Style → how its pictures are named.
NAMES = {"newspaper": "bulletin", "jianbao": "jianbao"}
PAGES = 2
PUBLISHED_ON = "2026-03-06"
PUBLISHER = "云岭市科学技术协会"
#: What a telephone shows of the mail, in pixels.
MAIL_WIDTH, MAIL_HEIGHT = 390, 620
#: Pixels an inch of the drawing, the width it is kept at, and its colours.
_PPI, _WIDTH, _COLOURS = 220, 912, 96


def main() -> None:
    """Draw every picture."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--folder", type=Path, default=HERE, help="where the pictures go")
    folder = given.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="kexie-pictures-") as name:
        written = demo(Path(name))
        stored = json.loads((written / "edition.json").read_text("utf-8"))
        edition = replace(from_json(Edition, stored), published_on=PUBLISHED_ON, publisher=PUBLISHER)
        tools = Tools(environment(), assets=written)
        for style, drawn in NAMES.items():
            digest = Digest(key="weekly", title=edition.title, style=style, sender=Sender("", ""))
            draw(pdf.render(edition, digest, tools).content, Path(name), folder, drawn)
        digest = Digest(
            key="weekly", title=edition.title, sender=Sender(PUBLISHER, "digest@kexie.example.org")
        )
        draw_mail(email.render(edition, digest, tools).content.decode(), folder)


def demo(root: Path) -> Path:
    """Run the program over the sample pages; give the folder of the edition."""
    drops = root / "drops"
    drops.mkdir()
    for page in sorted(SAMPLES.glob("[0-9]*")):
        shutil.copy(page, drops)
    command = [sys.executable, "-m", "kexie_digest", "run", "--drops", "drops", "--output", "editions"]
    quiet = subprocess.DEVNULL
    subprocess.run(command, cwd=root, check=True, stdout=quiet, stderr=quiet)  # noqa: S603 - our own program
    return root / "editions" / "weekly" / "1"


def draw(content: bytes, work: Path, folder: Path, name: str) -> None:
    """Draw the first pages of a PDF."""
    path = work / f"{name}.pdf"
    path.write_bytes(content)
    for number in range(1, PAGES + 1):
        page, target = str(number), work / f"{name}-{number}"
        command = ["pdftoppm", "-r", str(_PPI), "-png", "-singlefile", "-f", page, "-l", page]
        subprocess.run([*command, str(path), str(target)], check=True)  # noqa: S603 - poppler, and paths of our own
        with Image.open(target.with_suffix(".png")) as drawing:
            height = round(drawing.height * _WIDTH / drawing.width)
            small = drawing.convert("RGB").resize((_WIDTH, height), Image.Resampling.LANCZOS)
            keep(small, folder / f"{name}-{number}.png")


def draw_mail(html: str, folder: Path) -> None:
    """Draw the top of the mail."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": MAIL_WIDTH, "height": MAIL_HEIGHT}, locale="zh-CN")
        page.set_content(html)
        with Image.open(BytesIO(page.screenshot())) as drawing:
            keep(drawing.convert("RGB"), folder / "email.png")
        browser.close()


def keep(drawing: Image.Image, path: Path) -> None:
    """Write a picture in few colours: pages have few."""
    drawing.quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
