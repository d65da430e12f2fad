"""How an item of a source is known: by what the source calls it, in a bounded length.

Takes a guid, a link or a Message-ID of any length, gives the identity under which the item is
kept. A source may write what it likes; an index entry of PostgreSQL holds 2,704 bytes.
"""

import hashlib

#: A character has up to four bytes, and an identity stands twice in the index of documents.
LONGEST = 300
_DIGITS = 32


def bounded(name: str) -> str:
    """Bound the length of a name.

    Args:
        name: As the source gives it.

    Returns:
        Itself, or its beginning and a hash of the whole: two long names that begin alike stay two.
    """
    if len(name) <= LONGEST:
        return name
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return f"{name[: LONGEST - _DIGITS - 1]}…{digest}"
