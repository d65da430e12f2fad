"""Contrast of every text in a mail, by WCAG 2.1 §1.4.3, from inline styles and the dark block.

It knows just enough CSS for our own templates: colours as six digits, rules by one
class, inheritance of colour and background.
"""

from __future__ import annotations

import re

from lxml import html

ENOUGH = 4.5


def weak_texts(page: str, *, dark: bool = False) -> list[str]:
    """Name each text whose contrast is under 4.5 to 1.

    The hidden preheader is left out.
    """
    tree = html.document_fromstring(page)
    overrides = _dark_rules(page) if dark else {}
    found: list[str] = []
    _walk(tree.body, {"color": "#000000", "background-color": "#ffffff"}, overrides, found)
    return found


def _walk(
    element: html.HtmlElement,
    inherited: dict[str, str],
    overrides: dict[str, dict[str, str]],
    found: list[str],
) -> None:
    if not isinstance(element.tag, str) or "display:none" in element.get("style", "").replace(" ", ""):
        return
    style = inherited | _colours(element.get("style", ""))
    for name in element.get("class", "").split():
        style |= overrides.get(name, {})
    texts = [element.text, *(child.tail for child in element)]
    if any(text and text.strip() for text in texts):
        ratio = contrast(style["color"], style["background-color"])
        if ratio < ENOUGH:
            found.append(
                f"{ratio:.2f} {style['color']} on {style['background-color']}: {element.text_content()[:30]}"
            )
    for child in element:
        _walk(child, style, overrides, found)


def contrast(one: str, other: str) -> float:
    """Give the ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _colours(style: str) -> dict[str, str]:
    found = dict(re.findall(r"(?<![\w-])(color|background-color)\s*:\s*(#[0-9a-fA-F]{3,6})", style))
    return {
        key: value if len(value) == 7 else "#" + "".join(c * 2 for c in value[1:])
        for key, value in found.items()
    }


def _dark_rules(page: str) -> dict[str, dict[str, str]]:
    block = page.split("@media (prefers-color-scheme: dark)")[1].split("</style>", maxsplit=1)[0]
    rules: dict[str, dict[str, str]] = {}
    for selectors, style in re.findall(r"([^{}]+)\{([^{}]*)\}", block.partition("{")[2]):
        for selector in selectors.split(","):
            rules.setdefault(selector.strip().removeprefix("."), {}).update(_colours(style))
    return rules
