"""Readers' names: as a header can hold them.

Takes a name as somebody typed or imported it, gives one line.
"""

from kexie_digest.mailings.headers import CONTROLS


def tidy_name(name: str) -> str:
    """Make one line of a name, without what no mail header may hold.

    Args:
        name: As typed; office programs leave U+0000 and other control characters in cells.

    Returns:
        The name, its words parted by single spaces.
    """
    words = (CONTROLS.sub("", word) for word in name.split())
    return " ".join(word for word in words if word)
