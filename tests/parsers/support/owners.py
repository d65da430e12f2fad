"""Text conservation: who owns which character, and what nobody owns."""

from __future__ import annotations

import itertools

from kexie_digest.model import Extracted, Parsed


def unowned(extracted: Extracted, parsed: Parsed) -> str:
    """Give the visible characters of the text that no slot owns."""
    owned = bytearray(len(extracted.text))
    for entry in parsed.ownership:
        owned[entry.span.start : entry.span.end] = b"\1" * (entry.span.end - entry.span.start)
    return "".join(
        char
        for char, is_owned in zip(extracted.text, owned, strict=True)
        if not is_owned and not char.isspace()
    )


def overlaps(parsed: Parsed) -> list[tuple[str, str]]:
    """Give the pairs of slots that own one character twice."""
    entries = sorted(parsed.ownership, key=lambda entry: (entry.span.start, entry.span.end))
    return [(a.slot, b.slot) for a, b in itertools.pairwise(entries) if b.span.start < a.span.end]


def owned_text(extracted: Extracted, parsed: Parsed, slot: str) -> str:
    """Give the text that landed in a slot, pieces joined with ``|``."""
    return "|".join(
        extracted.text[entry.span.start : entry.span.end] for entry in parsed.ownership if entry.slot == slot
    )
