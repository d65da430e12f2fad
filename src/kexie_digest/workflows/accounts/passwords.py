"""Passwords: argon2 hashes, and what a password must be like.

Takes passwords, gives hashes and verdicts; nothing here is logged.
"""

from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from kexie_digest.errors import ConfigError

#: NIST SP 800-63B asks for length, not for kinds of characters. The upper bound keeps
#: somebody from making us hash a megabyte.
SHORTEST, LONGEST = 10, 200

_HASHER = PasswordHash((Argon2Hasher(),))


def check(password: str, *, name: str = "") -> None:
    """Refuse a password that could be guessed.

    Args:
        password: As typed.
        name: The account's name, which it may not be.

    Raises:
        ConfigError: It is too short, too long, one character over and over, or the name.
    """
    if SHORTEST <= len(password) <= LONGEST and len(set(password)) > 3 and password != name:  # noqa: PLR2004 - "aaaaaaaaaab"
        return
    raise ConfigError(
        f"密码须有 {SHORTEST} 到 {LONGEST} 个字符，且不易猜到 (the password is too short or too simple)",
        code="weak_password",
        advice="可以用几个不相干的词连成一句，不必有符号。",
    )


def hashed(password: str) -> str:
    """Hash a password.

    Args:
        password: One that :func:`check` lets through.

    Returns:
        Argon2id with its parameters and salt.
    """
    return _HASHER.hash(password)


def fits(password: str, password_hash: str | None) -> bool:
    """Tell whether a password is the right one.

    Args:
        password: As typed.
        password_hash: From :func:`hashed`; None for an account that does not exist, which
            takes as long as one that does.

    Returns:
        Whether it fits.
    """
    if len(password) > LONGEST:
        return False
    return _HASHER.verify(password, password_hash or _nobody()) and password_hash is not None


@cache
def _nobody() -> str:
    return _HASHER.hash("nobody has this password")
