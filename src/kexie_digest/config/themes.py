"""Themes: the built-in ones, and what an owner adds or overrides.

Takes ``themes.yaml`` of the package and the ``themes:`` of ``sources.yaml``, gives
Theme values in standard order with ``other`` last. It matches nothing.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pydantic import ValidationError

from kexie_digest.config.mistakes import ConfigErrors
from kexie_digest.config.shape import FileShape, PhraseShape, ThemeShape
from kexie_digest.config.wording import explain
from kexie_digest.config.yaml_tree import read_tree
from kexie_digest.model import Theme

#: The theme of what fits no other one; it stays last whatever is added.
LAST = "other"


def read_themes(content: bytes, file: str) -> tuple[Theme, ...]:
    """Read a file of themes.

    Args:
        content: YAML with one key ``themes``.
        file: Its name, for messages.

    Returns:
        The themes in the order of the file.

    Raises:
        ConfigErrors: All mistakes of the file.
    """
    tree = read_tree(content, file)
    mistakes = tree.mistakes
    try:
        shape = FileShape.model_validate(tree.value or {})
    except ValidationError as error:
        mistakes = [*mistakes, *explain(tree, error)]
    if mistakes:
        raise ConfigErrors(mistakes)
    return merge((), shape.themes)


@lru_cache(maxsize=1)
def built_in() -> tuple[Theme, ...]:
    """Give the themes of the package.

    Checking a file of 400 lines takes 0.8 s of processor time, for every command. It was
    checked when ``make reference`` wrote ``themes.json``; a ``themes.yaml`` that was
    changed since is read itself.

    Returns:
        Them in standard order.
    """
    folder = files("kexie_digest.config")
    written = (folder / "themes.yaml").read_bytes()
    checked = json.loads((folder / "themes.json").read_bytes())
    if checked["of"] != hashlib.sha256(written).hexdigest():
        return read_themes(written, "themes.yaml")
    return tuple(_from_json(theme) for theme in checked["themes"])


def checked(written: bytes) -> str:
    """Write down themes that have no mistakes, with the hash of the file they are from.

    Args:
        written: ``themes.yaml``.

    Returns:
        ``themes.json``.

    Raises:
        ConfigErrors: All mistakes of the file.
    """
    themes = [asdict(theme) for theme in read_themes(written, "themes.yaml")]
    made = {"of": hashlib.sha256(written).hexdigest(), "themes": themes}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _from_json(theme: Mapping[str, Any]) -> Theme:
    return Theme(
        key=theme["key"],
        label=theme["label"],
        terms=tuple(map(tuple, theme["terms"])),
        phrases=tuple(map(tuple, theme["phrases"])),
        counters=tuple(map(tuple, theme["counters"])),
    )


def merge(known: Sequence[Theme], own: Mapping[str, ThemeShape]) -> tuple[Theme, ...]:
    """Let an owner's themes add to and override others.

    A theme of a known key keeps its place and whatever the owner does not say: to
    rename a theme one writes its label only. New ones come before ``other``.

    Args:
        known: The built-in themes.
        own: The owner's, by key.

    Returns:
        All of them.
    """
    themes = {theme.key: theme for theme in known}
    for key, shape in own.items():
        themes[key] = _override(themes.get(key, Theme(key=key, label=key)), shape)
    ordered = [theme for key, theme in themes.items() if key != LAST]
    return (*ordered, *(theme for key, theme in themes.items() if key == LAST))


def _override(theme: Theme, shape: ThemeShape) -> Theme:
    return Theme(
        key=theme.key,
        label=shape.label or theme.label,
        terms=theme.terms if shape.terms is None else tuple(shape.terms.items()),
        phrases=theme.phrases if shape.phrases is None else _weighted(shape.phrases),
        counters=theme.counters if shape.counters is None else _weighted(shape.counters),
    )


def _weighted(phrases: Sequence[PhraseShape]) -> tuple[tuple[str, float], ...]:
    return tuple((phrase.pattern, phrase.weight) for phrase in phrases)
