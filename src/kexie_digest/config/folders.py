"""Drop folders keep off the program's own folders: every file in a drop is moved.

Takes drop folders and the places the program writes or reads itself, gives a mistake
for each drop that is one of them, holds one or lies inside one. Links are followed;
nothing is made, moved or listed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kexie_digest.config.fields import Expect
from kexie_digest.config.mistakes import ConfigErrors
from kexie_digest.config.wording import mistake
from kexie_digest.config.yaml_tree import read_tree
from kexie_digest.errors import ConfigError
from kexie_digest.model import Config, Drop

_DROPS_ONLY = Expect("只用于投放的文件夹", "a folder for drops only", "path: drops")


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place of the program, with its name in both languages.

    ``is_shared`` says that other things may lie in it (the folder of ``sources.yaml``
    holds ``drops/``): only a drop that is it or holds it would swallow it.
    """

    path: Path
    chinese: str
    english: str
    is_shared: bool = False


def check_drops(config: Config, places: Sequence[OwnPlace], *, named: Path | None = None) -> None:
    """Refuse drop folders that would swallow what is the program's own.

    Args:
        config: Its drops are checked.
        places: What is the program's own.
        named: One more drop folder, from the command line.

    Raises:
        ConfigErrors: A drop is, holds or lies inside such a place; all are named.
    """
    mistakes = [*_configured(config, places)]
    if named is not None:
        mistakes += [
            ConfigError(
                f"{chinese} ({english})",
                subject=f"--drops {named}",
                code="own_folder",
                advice="请另建一个只放版面文件的文件夹，例如 --drops drops。",
            )
            for chinese, english in _words(named, places)
        ]
    if mistakes:
        raise ConfigErrors(mistakes)


def _configured(config: Config, places: Sequence[OwnPlace]) -> Iterator[ConfigError]:
    for drop in config.drops:
        for chinese, english in _words(Path(drop.path), places):
            yield _at_its_line(config, drop, chinese, english)


def _at_its_line(config: Config, drop: Drop, chinese: str, english: str) -> ConfigError:
    if config.file is None:
        return ConfigError(
            f"{chinese} ({english})",
            subject=drop.path,
            code="own_folder",
            advice="请改 --output 或 KEXIE_VAR_DIR，让它们与投放文件夹分开。",
        )
    tree = read_tree(Path(config.file).read_bytes(), config.file)
    path = ("drops", drop.key, "path")
    return mistake(tree, path, chinese, english, code="own_folder", expect=_DROPS_ONLY)


def _words(folder: Path, places: Iterable[OwnPlace]) -> Iterator[tuple[str, str]]:
    """Say how a drop folder collides with the first place it collides with."""
    here = folder.resolve()
    for place in places:
        there = place.path.resolve()
        name, english = f"{place.chinese} {place.path}", f"{place.english} {place.path}"
        if here == there:
            yield (
                f"不能用作投放文件夹：它就是{name}，其中的文件会被移走",
                f"is the {english}: files would be moved",
            )
        elif here in there.parents:
            yield (
                f"不能用作投放文件夹：它包含{name}，其中的文件会被移走",
                f"holds the {english}: files would be moved",
            )
        elif there in here.parents and not place.is_shared:
            yield f"不能用作投放文件夹：它在{name}里面", f"lies inside the {english}"
        else:
            continue
        return
