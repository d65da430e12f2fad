"""What is read before anything opens: ``sources.yaml``, what it may say and its mistakes.

Takes a path, gives the checked configuration with the plug-ins there are.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from kexie_digest import config as configuration
from kexie_digest import parsers, sources
from kexie_digest.config import ConfigErrors
from kexie_digest.errors import ConfigError
from kexie_digest.model import Config

#: The configuration file looked for when none is named.
DEFAULT_FILE = Path("sources.yaml")


def load_config(path: Path | None) -> Config:
    """Read the configuration.

    Args:
        path: The file; None looks for ``./sources.yaml`` and falls back on the
            built-in default.

    Returns:
        The checked configuration.

    Raises:
        ConfigErrors: The file is missing or has mistakes; all are named.
    """
    chosen = path or (DEFAULT_FILE if DEFAULT_FILE.exists() else None)
    return configuration.load(
        chosen, kinds=tuple(sources.KINDS), layouts=tuple(parsers.LAYOUTS), styles=_styles(chosen)
    )


def _styles(file: Path | None) -> tuple[str, ...]:
    """The bulletin styles there are: built in, beside ``sources.yaml``, in the owner's folder."""
    from kexie_digest.renderers._jinja import bulletin_styles

    folders = [(file.parent if file else Path.cwd()) / "templates"]
    with suppress(ConfigError):  # a wrong setting is told where settings are needed
        own = configuration.load_settings().templates
        folders += [own] if own else []
    return bulletin_styles(*folders)


def schema() -> dict[str, object]:
    """Describe ``sources.yaml`` for completion in editors.

    Returns:
        A JSON Schema that offers the plug-ins there are.
    """
    from kexie_digest.renderers._jinja import bulletin_styles

    kinds, layouts = tuple(sources.KINDS), tuple(parsers.LAYOUTS)
    return configuration.schema(kinds=kinds, layouts=layouts, styles=bulletin_styles())


def all_errors(error: ConfigError) -> tuple[ConfigError, ...]:
    """Spell out every mistake behind a configuration error.

    Args:
        error: One mistake, or a group of them.

    Returns:
        The mistakes in the order of the file.
    """
    return error.errors if isinstance(error, ConfigErrors) else (error,)
