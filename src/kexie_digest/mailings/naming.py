"""Readers' names: as a header can hold them, and as a letter may speak them.

Takes a name as somebody typed or imported it, gives one line. Whoever fills in the
sign-up form chooses what a stranger reads over our signature: a name that advertises
is left out.
"""

import re
import unicodedata

from kexie_digest.mailings.headers import CONTROLS

#: A letter speaks so many characters of a name.
LONGEST_SPOKEN = 40

#: Addresses and hosts (``www.example.org/x``, ``li@``), and numbers to call or to add.
_ADVERTISES = re.compile(
    r"[@/\\]|[\w-]\.[^\W\d_]{2}|[\w-]。(?:com|cn|net|org|top|xyz)\b|\d{5}", re.IGNORECASE
)


def spoken_name(name: str) -> str:
    """Give a name as a letter may speak it to somebody who has confirmed nothing yet.

    Args:
        name: As typed, by anybody.

    Returns:
        At most :data:`LONGEST_SPOKEN` characters; nothing for a name in more than one line
        or with an address, a link or a long number in it.
    """
    # Marks that nobody sees would hide a link from us; the letter drops them, and it is one again.
    shown = "".join(letter for letter in name if unicodedata.category(letter) != "Cf")
    if len(shown.strip().splitlines()) > 1 or _ADVERTISES.search(unicodedata.normalize("NFKC", shown)):
        return ""
    return tidy_name(shown)[:LONGEST_SPOKEN].rstrip()


def tidy_name(name: str) -> str:
    """Make one line of a name, without what no mail header may hold.

    Args:
        name: As typed; office programs leave U+0000 and other control characters in cells.

    Returns:
        The name, its words parted by single spaces.
    """
    words = (CONTROLS.sub("", word) for word in name.split())
    return " ".join(word for word in words if word)
