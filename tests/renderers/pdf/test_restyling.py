"""Owners' restyling as the how-to describes it: colours, a logo, another masthead, a new style."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kexie_digest.renderers import Tools
from kexie_digest.renderers._jinja import environment
from kexie_digest.renderers.pdf.page import compose_html, styles

from factories import sample_digest, sample_edition

LOGO = '<svg viewBox="0 0 9 9"><title>会徽</title><path fill="{{ mode }}" d="M0 0h9v9z"/></svg>'
STYLES = ("newspaper", "jianbao")


def html(own: Path, style: str, mode: str = "screen") -> str:
    """The sample edition as HTML, with the owner's templates in front."""
    digest = replace(sample_digest(), style=style)
    return compose_html(sample_edition(), digest, Tools(environment(own)), mode=mode)[0]


def write(own: Path, name: str, text: str) -> None:
    """Put a file into the owner's templates."""
    path = own / "bulletin" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("style", STYLES)
def test_own_colours_come_after_ours_and_leave_the_inks(tmp_path: Path, style: str) -> None:
    """own.css wins on screen; on the press our inks stay until own-press.css names others."""
    write(tmp_path, "own.css", ":root { --red: #0b4f8a; }")
    screen, press = html(tmp_path, style), html(tmp_path, style, "print")
    assert screen.rindex("--red: #") == screen.index("--red: #0b4f8a")
    assert press.rindex("--red: device-cmyk") > press.index("--red: #0b4f8a")
    write(tmp_path, "own-press.css", ":root { --red: device-cmyk(100% 60% 0 20%); }")
    press = html(tmp_path, style, "print")
    assert press.rindex("--red:") == press.index("--red: device-cmyk(100% 60% 0 20%)")


@pytest.mark.parametrize("style", STYLES)
def test_style_has_a_file_of_its_own(tmp_path: Path, style: str) -> None:
    """bulletin/<style>/own.css is for one style; the other keeps the common one."""
    write(tmp_path, "own.css", "/* for both */")
    write(tmp_path, f"{style}/own.css", "/* for one */")
    other = STYLES[1 - STYLES.index(style)]
    assert "/* for one */" in html(tmp_path, style)
    assert "/* for both */" in html(tmp_path, other)
    assert "/* for one */" not in html(tmp_path, other)


@pytest.mark.parametrize("style", STYLES)
def test_logo_stands_in_the_masthead(tmp_path: Path, style: str) -> None:
    """logo.svg is set beside the name, in the colours of the mode; without one there is no place for it."""
    assert 'class="logo"' not in html(tmp_path, style)
    write(tmp_path, "logo.svg", LOGO)
    assert '<div class="logo"><svg' in html(tmp_path, style)
    assert 'fill="print"' in html(tmp_path, style, "print")


def test_masthead_can_be_replaced(tmp_path: Path) -> None:
    """A file of the same name replaces ours, and nothing else changes."""
    write(tmp_path, "jianbao/masthead.html.j2", "<h1>自定报头 {{ edition.number }}</h1>")
    page = html(tmp_path, "jianbao")
    assert "<h1>自定报头 9</h1>" in page
    assert "目　录" in page


def test_a_folder_with_a_page_is_a_style(tmp_path: Path) -> None:
    """A new style needs one file, and is chosen by the folder's name."""
    write(tmp_path, "leaflet/page.html.j2", "<!DOCTYPE html><title>{{ edition.title }}</title>")
    write(tmp_path, "drafts/notes.txt", "no page")
    assert styles(environment(tmp_path)) == ("jianbao", "leaflet", "newspaper")
    assert html(tmp_path, "leaflet") == "<!DOCTYPE html><title>海岚科协动态周报</title>"
