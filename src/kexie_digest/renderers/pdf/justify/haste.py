"""Start the engine without what a bulletin does not need, and let it work undisturbed.

Two context managers; they change how long a rendering takes, never its bytes. Measured on
eight pages, together a fifth of the processor time:

* cffi looks every library up by ``ldconfig``, ``gcc`` and ``ld``, 54 programs at a start;
  on Linux the engine knows the file names besides.
* fontTools' subsetter and instancer are loaded with the engine, and used for TrueType
  above 700 glyphs and for variable fonts only.
* Python's collector of cycles goes through all boxes again whenever some hundreds are new.
"""

from __future__ import annotations

import ctypes.util
import gc
import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

#: Modules of which the engine, as it is imported, takes functions that it may never call.
_LATER = ("fontTools.subset", "fontTools.varLib.instancer")
#: So many new objects start a collection; Python's own 700 are for small programs.
_NEW_OBJECTS = 100_000


class _Later(ModuleType):
    """A module that is imported when a function of it is called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*words: object, **named: object) -> object:
            return getattr(importlib.import_module(self.__name__), name)(*words, **named)

        return call


@contextmanager
def quick_import() -> Iterator[None]:
    """Import the engine inside: libraries by their file names, fontTools when it is called."""
    find_library = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _find_nothing
    stand_ins = {name: _Later(name) for name in _LATER if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        ctypes.util.find_library = find_library
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _find_nothing(name: str) -> str | None:  # noqa: ARG001 - as ctypes
    """Stand in for ``find_library``: cffi then opens the name itself, ``libpango-1.0.so.0`` last."""
    return None


@contextmanager
def rare_collections() -> Iterator[None]:
    """Look for unreachable cycles seldom while the block runs; memory stays bounded."""
    before = gc.get_threshold()
    gc.set_threshold(_NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
