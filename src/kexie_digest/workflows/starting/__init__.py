"""Begin in an empty folder: the ``init`` command.

Takes a folder, writes a commented ``sources.yaml``, the schema that editors complete it
from, and the folders people use. It asks nothing and replaces nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from kexie_digest.errors import ConfigError

CONFIGURATION = "sources.yaml"
SCHEMA = "sources.schema.json"
#: Where pages are dropped, where editions appear, and what the program keeps for itself.
FOLDERS = ("drops", "output", "var")


def begin(folder: Path, schema: str) -> list[Path]:
    """Write what a new digest starts from.

    Args:
        folder: Where; made if it is missing.
        schema: The JSON Schema of ``sources.yaml``.

    Returns:
        What was made, the configuration first; folders that were there are left out.

    Raises:
        ConfigError: There is a configuration already, or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_configuration(folder), _schema(folder, schema), *_folders(folder)]
    except OSError as error:
        raise ConfigError(
            f"文件夹无法写入 (the folder cannot be written): {error.strerror}",
            subject=str(error.filename or folder),
            code="folder_unwritable",
            advice="请检查名称、权限和剩余空间，或换一个文件夹。",
        ) from error


def _configuration(folder: Path) -> Path:
    """Write the configuration; it is the one file that somebody may have made their own."""
    path = folder / CONFIGURATION
    starter = files(__name__).joinpath(CONFIGURATION).read_text(encoding="utf-8")
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(starter)
    except FileExistsError:
        raise ConfigError(
            "这里已经有配置，什么都没有改 (there is one already: nothing was changed)",
            subject=str(path),
            code="exists_already",
            advice="直接编辑它，或换一个空文件夹：kexie-digest init 文件夹",
        ) from None  # the system's own words add nothing
    return path


def _schema(folder: Path, schema: str) -> Path:
    path = folder / SCHEMA
    path.write_text(schema, encoding="utf-8", newline="\n")
    return path


def _folders(folder: Path) -> Iterator[Path]:
    for name in FOLDERS:
        path = folder / name
        if not path.is_dir():
            path.mkdir()
            yield path
