"""A digest's own colour: one setting, seen in every output."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kexie_digest.renderers import Tools, render
from kexie_digest.renderers._colours import colours_of
from kexie_digest.renderers.email.letter import render_letter
from kexie_digest.renderers.pdf.page import compose_html

from factories import sample_digest, sample_edition

BLUE = "#0b4f8a"
#: Our reds, on white and on dark screens.
REDS = re.compile("#(?:a3211b|8f1d18|f0938a|c0473f|b23a32|b5171e|e60012)")


@pytest.mark.parametrize("name", ["email.html", "wechat.html"])
def test_our_red_is_gone_from_what_has_inline_styles(tools: Tools, name: str) -> None:
    """Rules, names and links are in the digest's colour; without one they are in ours."""
    own = replace(sample_digest(), colour=BLUE)
    assert REDS.findall(render(name, sample_edition(), own, tools).content.decode()) == []
    ours = render(name, sample_edition(), sample_digest(), tools).content.decode()
    assert REDS.findall(ours)
    assert BLUE not in ours


def test_the_page_has_it_on_light_and_dark_screens(tools: Tools) -> None:
    """The digest's colour stands behind the style sheet's, for either scheme."""
    digest = replace(sample_digest(), colour=BLUE)
    page = render("index.html", sample_edition(), digest, tools).content.decode()
    last = re.findall(r"--red: (#\w+);", page)[-2:]
    assert last == [BLUE, colours_of(BLUE).on_dark]


@pytest.mark.parametrize("style", ["newspaper", "jianbao"])
def test_bulletins_have_it_as_light_and_as_ink(tools: Tools, style: str) -> None:
    """What is said last holds: the colour on screen, its inks on the press."""
    digest = replace(sample_digest(), colour=BLUE, style=style)
    screen, press = (
        compose_html(sample_edition(), digest, tools, mode=mode)[0] for mode in ("screen", "print")
    )
    assert re.findall(r"--red: ([^;]+);", screen)[-1] == BLUE
    assert re.findall(r"--red: ([^;]+);", press)[-1] == "device-cmyk(92% 43% 0% 46%)"
    assert [page.count("sources.yaml 里的 colour") for page in (screen, press)] == [1, 1]


def test_a_letter_belongs_to_no_digest(tools: Tools) -> None:
    """It is in our colours."""
    words = {"name": "李明", "titles": ["周报"], "address": "https://kexie.example.org/c/a", "days": 3}
    words |= {"consent": "我同意。", "sender_name": "省科协", "sender_address": "d@hailan.example.org"}
    assert REDS.search(render_letter("confirm", words, tools).html)


def _light(colour: str) -> float:
    parts = [part / 255 for part in bytes.fromhex(colour[1:])]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


@pytest.mark.parametrize("colour", ["#000000", "#0000ff", "#b5171e", BLUE])
@pytest.mark.parametrize("ground", ["#201f1c", "#2a2825"])
def test_shades_can_be_read_on_dark_screens(colour: str, ground: str) -> None:
    """At least 4.5 to 1 (WCAG 2.2, 1.4.3) on the grounds of mail and page, black's shade too."""
    assert (_light(colours_of(colour).on_dark) + 0.05) / (_light(ground) + 0.05) >= 4.5


@pytest.mark.parametrize("colour", ["#707070", "#b5171e", BLUE])
def test_a_colour_can_be_read_on_its_tint(colour: str) -> None:
    """Headings on a tinted box, the lightest colour that is taken among them."""
    assert (_light(colours_of(colour).tint) + 0.05) / (_light(colour) + 0.05) >= 4.5


def test_black_is_black_ink() -> None:
    """No plate is asked for more than it takes."""
    assert colours_of("#000000").ink == "device-cmyk(0% 0% 0% 100%)"
