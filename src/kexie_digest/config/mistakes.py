"""Every mistake of a configuration, told at once.

Takes places and bilingual sentences, gives one :class:`ConfigErrors` that holds a
:class:`ConfigError` per mistake in the order of the file. It knows nothing of
YAML or of what the settings mean.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from kexie_digest.errors import ConfigError

#: So much of a wrong value is repeated.
_LONGEST_SHOWN = 60


class ConfigErrors(ConfigError):  # noqa: N818 - a group of ConfigError, read as its plural
    """配置有误 (the configuration is not valid)."""

    code = "config_errors"

    def __init__(self, errors: Iterable[ConfigError]) -> None:
        """Gather mistakes.

        Args:
            errors: At least one mistake; they are put in the order of the file.
        """
        self.errors = tuple(sorted(errors, key=lambda error: (error.file, error.line, error.column)))
        first = self.errors[0]
        super().__init__(
            f"配置里有 {len(self.errors)} 处错误 ({len(self.errors)} mistakes in the configuration)",
            file=first.file,
            advice="请按下面列出的位置逐一改正，再运行 kexie-digest check。",
        )

    def __str__(self) -> str:
        return "\n".join([self.message, *(str(error) for error in self.errors)])


class SettingError(ConfigError):
    """设置有误 (a setting is not valid)."""

    def __str__(self) -> str:
        """Say the setting's name first, as the subject of the sentence."""
        return ": ".join(part for part in (self.place, f"{self.subject} {self.message}".strip()) if part)


#: ``titel`` is 0.8 from ``title``; at 0.6 ``email`` was taken for ``title``, ``name`` for ``themes``.
_NEAR = 0.75


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that was probably meant.

    Args:
        word: What was written.
        known: What could have been meant.

    Returns:
        The nearest one, or None when nothing is near.
    """
    by_fold = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold(), by_fold, n=1, cutoff=_NEAR)
    return by_fold[found[0]] if found else None


def shown(text: str) -> str:
    """Give a wrong value as a terminal may show it: short, and without signs that move others about.

    Args:
        text: What stands in the file.

    Returns:
        Its start; control and format characters as escapes.
    """
    start = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in start)
