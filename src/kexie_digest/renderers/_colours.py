"""The colours of what an edition is printed and shown in: its digest's own, or ours.

Takes the colour that ``sources.yaml`` names, gives every shade of it that templates ask for. Whether
it is dark enough for text on white is checked where the file is read.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Shares of white in shades of a digest's colour. On the dark grounds of mail and page, even black
#: with so much white has a contrast of 5 (WCAG 2 asks for 4.5).
_ON_DARK, _RULE, _TINT = 0.6, 0.3, 0.93


@dataclass(frozen=True, slots=True)
class Colours:
    """Shades as CSS writes them, ours unless ``own``; ``tint`` and inks are a digest's own only.

    ``accent`` is for names, labels and rules, ``link`` for links and buttons; the next three
    are for dark screens, inks for the printing press.
    """

    own: bool = False
    accent: str = "#a3211b"
    link: str = "#8f1d18"
    on_dark: str = "#f0938a"
    rule_on_dark: str = "#c0473f"
    button_on_dark: str = "#b23a32"
    tint: str = ""
    ink: str = ""
    tint_ink: str = ""


def colours_of(colour: str) -> Colours:
    """Give the shades of a digest's colour.

    Args:
        colour: Such as ``#0b4f8a``; empty for ours.

    Returns:
        One colour in all its shades.
    """
    if not colour:
        return Colours()
    return Colours(
        own=True,
        accent=colour,
        link=colour,
        on_dark=_whitened(colour, _ON_DARK),
        rule_on_dark=_whitened(colour, _RULE),
        button_on_dark=colour,
        tint=_whitened(colour, _TINT),
        ink=_ink(colour),
        tint_ink=_ink(_whitened(colour, _TINT)),
    )


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _whitened(colour: str, white: float) -> str:
    return "#" + bytes(round(part + (255 - part) * white) for part in _parts(colour)).hex()


def _ink(colour: str) -> str:
    """Write a colour as inks: what red, green and blue have in common is black (full grey replacement)."""
    light = max(_parts(colour))
    inks = [1 - part / light if light else 0 for part in _parts(colour)]
    return f"device-cmyk({' '.join(f'{ink:.0%}' for ink in (*inks, 1 - light / 255))})"
