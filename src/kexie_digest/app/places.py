"""Where things lie: relative paths, templates, and what a drop folder must keep off.

Takes configuration and settings, gives folders; makes only the drop folders that lie
beside ``sources.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kexie_digest import config as configuration
from kexie_digest.config import OwnPlace, Settings
from kexie_digest.model import Config

_SQLITE = "sqlite:///"


def root_of(config: Config) -> Path:
    """Give the folder of ``sources.yaml``: relative paths and the default output start there."""
    return Path(config.file).parent if config.file else Path.cwd()


def own_templates(settings: Settings, root: Path) -> tuple[Path, ...]:
    """Give the owner's template folders, the one named in the settings first."""
    folders = (settings.templates, root / "templates")
    return tuple(folder for folder in folders if folder is not None)


def sqlite_file(settings: Settings) -> Path | None:
    """Give the store's file; None when the store is on a server."""
    address = settings.database_url.get_secret_value()
    return Path(address.removeprefix(_SQLITE)) if address.startswith(_SQLITE) else None


def check_folders(
    config: Config,
    *,
    settings: Settings | None = None,
    output: Path | None = None,
    drops: Path | None = None,
) -> None:
    """Refuse drop folders that are, hold or lie inside what is the program's own.

    Args:
        config: From :func:`load_config`.
        settings: Machine settings; default: from the environment.
        output: Where editions go when not into the default folder.
        drops: A drop folder named on the command line.

    Raises:
        ConfigError: A setting is wrong, or a drop would swallow the program's own files.
    """
    settings = settings or configuration.load_settings()
    configuration.check_drops(config, tuple(_own_places(config, settings, output)), named=drops)


def _own_places(config: Config, settings: Settings, output: Path | None) -> Iterator[OwnPlace]:
    """Give what a drop folder must keep off; a default output may hold earlier editions."""
    root = root_of(config)
    for folder in (output, root / "output"):
        if folder is not None:
            yield OwnPlace(folder.absolute(), "成品文件夹", "output folder")
    yield OwnPlace(settings.var_dir, "数据文件夹", "var folder")
    for folder in own_templates(settings, root):
        yield OwnPlace(folder.absolute(), "模板文件夹", "templates folder")
    yield OwnPlace(root.absolute(), "配置所在的文件夹", "folder of the configuration", is_shared=True)
    file = sqlite_file(settings)
    if file is not None:
        yield OwnPlace(file.absolute(), "数据库文件", "database file", is_shared=True)


def make_drop_folders(config: Config, root: Path) -> None:
    """Make the drop folders that lie beside ``sources.yaml``; others may be mounts that are down."""
    for drop in config.drops:
        if Path(drop.path).parent == root.absolute():
            with suppress(OSError):  # the scan names a folder that is still missing
                Path(drop.path).mkdir(exist_ok=True)
