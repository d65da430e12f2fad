"""Themes: the built-in ones, and what an owner adds or overrides.

Takes ``themes.yaml`` of the package and the ``themes:`` of ``sources.yaml``, gives
Theme values in standard order with ``other`` last. It matches nothing.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

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

    Returns:
        Them in standard order.
    """
    file = files("kexie_digest.config") / "themes.yaml"
    return read_themes(file.read_bytes(), "themes.yaml")


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
