"""Begin in a folder, or complete one that was restored or upgraded: the ``init`` command.

Takes a folder, writes a commented ``sources.yaml``, the schema that editors complete it
from, and the folders people use. It asks nothing and replaces nothing that people write:
the schema is the program's and follows its version.
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
    """Write what a digest needs and does not have.

    Args:
        folder: Where; made if it is missing.
        schema: The JSON Schema of ``sources.yaml``.

    Returns:
        What was made or brought up to date, the configuration first; what was there is left out.

    Raises:
        ConfigError: The folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [*_configuration(folder), *_schema(folder, schema), *_folders(folder)]
    except OSError as error:
        raise ConfigError(
            f"文件夹无法写入 (the folder cannot be written): {error.strerror}",
            subject=str(error.filename or folder),
            code="folder_unwritable",
            advice="请检查名称、权限和剩余空间，或换一个文件夹。",
        ) from error


def _configuration(folder: Path) -> Iterator[Path]:
    """Write the configuration; it is the one file that somebody may have made their own."""
    path = folder / CONFIGURATION
    starter = files(__name__).joinpath(CONFIGURATION).read_text(encoding="utf-8")
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(starter)
    except FileExistsError:
        return
    yield path


def _schema(folder: Path, schema: str) -> Iterator[Path]:
    """Write the schema; an older version's is replaced, nobody edits it."""
    path = folder / SCHEMA
    if not path.exists() or path.read_text(encoding="utf-8") != schema:
        path.write_text(schema, encoding="utf-8", newline="\n")
        yield path


def _folders(folder: Path) -> Iterator[Path]:
    for name in FOLDERS:
        path = folder / name
        if not path.is_dir():
            path.mkdir()
            yield path
