"""What a site lets programs visit: robots.txt (RFC 9309).

Takes the file's text and an address, gives yes or no. The group of our name counts, else
that of ``*``; the longest matching rule decides, ``allow`` among equals. It fetches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

OUR_NAME = "kexiedigest"
#: RFC 9309 §2.5: a crawler must read at least 500 KiB.
MOST_READ = 512 * 1024


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for us: (path pattern, whether it is allowed)."""

    lines: tuple[tuple[str, bool], ...] = ()

    def allows(self, url: str) -> bool:
        """Tell whether we may visit an address.

        Args:
            url: The address.

        Returns:
            True where no rule speaks of it.
        """
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        matching = [(len(pattern), allowed) for pattern, allowed in self.lines if _matches(pattern, path)]
        return max(matching, default=(0, True))[1]


def read_robots(content: bytes) -> Rules:
    """Read a robots.txt.

    Args:
        content: The file.

    Returns:
        The rules of the groups for us.
    """
    text = content[:MOST_READ].decode("utf-8", "replace").removeprefix("\ufeff")
    groups: dict[str, list[tuple[str, bool]]] = {}
    names: list[str] = []
    is_naming = False
    for raw in text.splitlines():
        field, separator, value = raw.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if not separator:
            continue
        if field == "user-agent":
            names = [*names, value.lower()] if is_naming else [value.lower()]
            is_naming = True
            for name in names:
                groups.setdefault(name, [])
        elif field in {"allow", "disallow"}:
            is_naming = False
            for name in names if value else ():
                groups[name].append((value, field == "allow"))
    return Rules(tuple(groups.get(OUR_NAME, groups.get("*", []))))


def _matches(pattern: str, path: str) -> bool:
    """Match with ``*`` and a closing ``$`` (RFC 9309 §2.2.3), each piece at its first place.

    A regular expression would try all places: thirty stars in a robots.txt would keep it busy for ever.
    """
    first, *pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    last = pieces.pop() if pattern.endswith("$") and pieces else None
    at = len(first)
    for piece in pieces:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if not pattern.endswith("$"):
        return True
    return at == len(path) if last is None else path.endswith(last) and len(path) - len(last) >= at
