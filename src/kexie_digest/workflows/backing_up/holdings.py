"""What is backed up, and what a backup looks like inside.

A backup is a plain tar file that any tool opens: the database as gzip, the originals as
they are kept, published editions, ``sources.yaml``, templates beside it and the key, then
``MANIFEST.json`` and last ``SHA256SUMS``, which ``sha256sum -c`` reads.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kexie_digest.errors import StoreError

FORMAT, VERSION = "kexie-digest backup", 1
DATABASE = "database.sqlite.gz"
MANIFEST, SUMS = "MANIFEST.json", "SHA256SUMS"
CONFIG, KEY = "sources.yaml", "secret_key"
#: Folders of a backup.
ORIGINALS, OUTPUT, TEMPLATES = "originals", "output", "templates"
#: An original as ``store.blobs`` keeps it; damaged ones are kept too.
ORIGINAL = re.compile(r"originals/([0-9a-f]{2})/([0-9a-f]{2})/(\1\2[0-9a-f]{60})(\.gz)?")
_SINGLE = frozenset({DATABASE, MANIFEST, SUMS, CONFIG, KEY})


@dataclass(frozen=True, slots=True)
class Holdings:
    """Where the program's things are; the database's address may hold a password.

    ``config`` is ``sources.yaml``, ``templates`` the folder beside it; ``is_shared`` says that
    originals and editions lie in a bucket, which keeps its own copies.
    """

    database_url: str = field(repr=False)
    var: Path
    output: Path
    config: Path
    templates: Path
    is_shared: bool = False

    @property
    def originals(self) -> Path:
        """The folder of originals."""
        return self.var / "originals"

    @property
    def key(self) -> Path:
        """The file of the key that signs links."""
        return self.var / "secret_key"

    def folders(self) -> dict[str, Path]:
        """Give the folders, by their name in a backup."""
        mine = {} if self.is_shared else {ORIGINALS: self.originals, OUTPUT: self.output}
        return {**mine, TEMPLATES: self.templates}

    def files(self) -> dict[str, Path]:
        """Give the single files, by their name in a backup."""
        return {CONFIG: self.config, KEY: self.key}


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds, as its manifest says.

    ``missing`` are hashes of originals, and ``digest/number`` of editions, that the database
    names and that were lost before the backup was made. ``is_shared``: originals and editions
    lie in a bucket and are not in it. ``engine`` is what the database was kept in; in the backup it
    is a SQLite file.
    """

    made_at: dt.datetime
    program: str
    schema: str
    database_bytes: int
    originals: int
    editions: int
    files: int
    has_key: bool
    missing: tuple[str, ...] = ()
    is_shared: bool = False
    engine: str = "sqlite"


def is_member(name: str) -> bool:
    """Tell whether a name may stand in a backup: nothing may lead out of its folder.

    Args:
        name: A member's name, anything.

    Returns:
        Whether it is one of ours, spelt as we spell it.
    """
    if name in _SINGLE:
        return True
    path = PurePosixPath(name)
    if str(path) != name or len(path.parts) < 2 or any(part in {"..", "."} for part in path.parts):  # noqa: PLR2004 - folder and file
        return False
    if any(char in name for char in "\\\0\n\r") or path.is_absolute():
        return False
    if path.parts[0] == ORIGINALS:
        return ORIGINAL.fullmatch(name) is not None
    return path.parts[0] in {OUTPUT, TEMPLATES}


def damaged(subject: str, why: str) -> StoreError:
    """Make the error of a backup that is not what it was.

    Args:
        subject: The file.
        why: What does not fit, in Chinese and English.

    Returns:
        The error, for raising.
    """
    return StoreError(
        f"备份已损坏或不是本程序的备份：{why}",
        subject=subject,
        code="bad_backup",
        permanent=True,
        advice="请换用另一份备份；没有恢复任何东西。",
    )
