"""Find what was conferred, agreed and held, each with the sentence that says so.

Takes an article and its page, gives :class:`~kexie_digest.model.Facts` and flags where
a printed number does not fit the names found. Plans, programmes and grades are no facts.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kexie_digest.facts.finding import find
    from kexie_digest.facts.naming.posts import posts_and_names

__all__ = ["find", "posts_and_names"]

_MODULES = {"find": "kexie_digest.facts.finding", "posts_and_names": "kexie_digest.facts.naming.posts"}


def __getattr__(name: str) -> object:
    """Import what finds when it is asked for: its patterns take 0.6 s, and most runs find nothing to read."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
