"""What mail clients cannot show of a mail, by the tests that caniemail publishes.

Takes a mail's HTML and caniemail's data, gives (feature, client) pairs without full support. The
features are found as caniemail's own checker finds them: elements, attributes, properties, pairs of
property and value, units, functions, at-rules, selectors. Its data has no client of QQ, 163, Sina or
Aliyun: for those stands the floor profile, a page without classes and style blocks.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from lxml import html

DATA = Path(__file__).parents[1] / ".venv" / "corpora" / "caniemail.json"

_ELEMENTS = {
    "address": ["address"],
    "<h1> to <h6> elements": ["h1", "h2", "h3", "h4", "h5", "h6"],
    "<ul>, <ol> and <dl>": ["ul", "ol", "dl"],
    "HTML5 semantics": [
        "article",
        "aside",
        "details",
        "figure",
        "footer",
        "header",
        "main",
        "nav",
        "section",
    ],
    "Image maps": ["map"],
    "Embedded <svg> image": ["svg"],
}
_PROPERTIES = {
    "left, right, top, bottom": ["left", "right", "top", "bottom"],
    "gap, column-gap, row-gap": ["gap", "column-gap", "row-gap"],
    "color-scheme CSS property": ["color-scheme"],
}
_SELECTORS = {
    "Class selector": r"\.",
    "ID selector": r"#",
    "Type selector": r"(^|[\s>+~])[a-z]",
    "Attribute selector": r"\[",
    "Child combinator": r">",
    "Adjacent sibling combinator": r"\+",
    "Descendant combinator": r"\w\s+[.\w]",
    "Universal selector *": r"\*",
    "Grouping selectors": r",",
}


def weak_pairs(page: str, data: str) -> dict[str, dict[str, list[str]]]:
    """Name what is not fully supported somewhere.

    Args:
        page: A whole mail.
        data: ``caniemail.json``.

    Returns:
        Per feature: the clients of ``none`` and of ``partial`` support, sorted.
    """
    features = {feature["title"]: feature for feature in json.loads(data)["data"]}
    used = set(_used(page, list(features)))
    weak: dict[str, dict[str, list[str]]] = {}
    for title in sorted(used):
        clients = defaultdict(list)
        for family, platforms in features[title]["stats"].items():
            for platform, versions in platforms.items():
                # The newest version stands last; "u" is untested.
                support = {"n": "none", "a": "partial"}.get(list(versions.values())[-1][0])
                if support:
                    clients[support].append(f"{family}.{platform}")
        if clients:
            weak[title] = {support: sorted(names) for support, names in sorted(clients.items())}
    return weak


def _used(page: str, titles: list[str]) -> Iterator[str]:
    tree = html.document_fromstring(page)
    seen = re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)
    sheets = "".join(re.findall(r"<style[^>]*>(.*?)</style>", page, re.DOTALL))
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", sheets)
    styles = tree.xpath("//@style") + [style for _, style in rules]
    declared = {
        (name.strip(), value.strip())
        for style in styles
        for name, colon, value in (one.partition(":") for one in style.split(";"))
        if colon
    }
    for title in titles:
        if (
            _has_element(title, tree)
            or _has_attribute(title, tree)
            or any(_declares(title, name, value) for name, value in declared)
            or (title in _SELECTORS and any(re.search(_SELECTORS[title], one.strip()) for one, _ in rules))
            or (title.startswith(":") and title in sheets)
            or (title.startswith("@") and re.findall(r"@?[\w-]+", title)[-1] in sheets)
            or (title == "HTML comments" and seen != page)
            or (title == "CSS comments" and "/*" in sheets)
            or (title == "HTML5 doctype" and page.lstrip().lower().startswith("<!doctype html>"))
        ):
            yield title


def _has_element(title: str, tree: html.HtmlElement) -> bool:
    exact = re.fullmatch(r'<(\w+) (\w+)="(\w+)"> element', title)
    if exact:
        return bool(tree.xpath(f"//{exact[1]}[@{exact[2]}='{exact[3]}']"))
    single = re.fullmatch(r"<(\w+)>( element)?", title)
    names = _ELEMENTS.get(title) or ([single[1]] if single else [])
    return any(True for name in names for _ in tree.iter(name))


def _has_attribute(title: str, tree: html.HtmlElement) -> bool:
    if title == "color-scheme meta tag":
        return bool(tree.xpath("//meta[@name='color-scheme']"))
    if title in {"Local anchors", "mailto: links"}:
        start = "#" if title == "Local anchors" else "mailto:"
        return any(link.get("href", "").startswith(start) for link in tree.iter("a"))
    if title in {"JPG image format", "PNG image format", "webP image format", "SVG image format"}:
        return any(title[:2].lower() in one.get("src", "")[-4:].lower() for one in tree.iter("img"))
    single = re.fullmatch(r"([\w-]+) attribute", title)
    names = ["srcset", "sizes"] if title.startswith("srcset") else [single[1]] if single else []
    return any(tree.xpath(f"//*[@{name}]") for name in names)


def _declares(title: str, name: str, value: str) -> bool:
    pair = re.fullmatch(r"([a-z-]+):\s*([a-z-]+)", title)
    if pair:
        return (name, value.partition(" ")[0]) == (pair[1], pair[2])
    if title.endswith(" unit"):
        return bool(re.search(rf"\d{re.escape(title[:-5])}(?![a-z])", value))
    if title.endswith(" keyword"):
        return title[:-8] in value
    if title.startswith("system-ui"):
        return bool(re.search(r"(^|[\s,])(system-ui|ui-\w+)", value))
    called = re.search(r"([a-z-]+)\(\)", title)
    if called:
        return f"{called[1]}(" in value
    plain = re.sub(r" (shorthand|property)$", "", title.strip())
    names = _PROPERTIES.get(title) or ([plain] if re.fullmatch(r"[a-z-]+", plain) else [])
    return any(name == one or name.startswith(f"{one}-") for one in names)
