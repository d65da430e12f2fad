"""Plain data of a file that remembers where every value stands.

Takes nothing, does nothing: the value that ``yaml_tree`` makes, and what ``wording`` and
``references`` point into.
"""

from dataclasses import dataclass, field
from typing import Any

from kexie_digest.config.mistakes import SettingError
from kexie_digest.errors import ConfigError

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a key and its value stand, 1-based."""

    line: int
    column: int
    value_line: int
    value_column: int


@dataclass(slots=True)
class Tree:
    """Plain data and its places; ``broken`` names sections that could not be read."""

    file: str
    value: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    mistakes: list[ConfigError] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    nodes: int = 0

    def mistake(
        self, code: str, message: str, advice: str, *, path: Path = (), at: tuple[int, int] = (0, 0)
    ) -> None:
        """Note a mistake of form."""
        error = SettingError(
            message,
            file=self.file,
            line=at[0],
            column=at[1],
            subject=dotted(path),
            code=code,
            advice=advice,
        )
        self.mistakes.append(error)


def dotted(path: Path) -> str:
    """Write a path as people read it: ``digests.weekly.sections[2]``.

    Args:
        path: Keys and list positions, from the top.

    Returns:
        The dotted name; empty for the whole file.
    """
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")
