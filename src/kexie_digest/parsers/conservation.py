"""Text conservation: every character of a document has one owner, and only one.

Takes the extracted document and what a parser made of it; gives the places where the
promise is broken. Workflows check every page with it before anything is published.
"""

from dataclasses import dataclass
from typing import Final

from kexie_digest.model import Extracted, Parsed, Passage
from kexie_digest.text.spacing import joint

_CONTEXT: Final = 12


@dataclass(frozen=True, slots=True)
class Violation:
    """A stretch without an owner, with two, or a passage that is not what its spans say.

    ``kind`` is ``unowned``, ``twice``, ``outside`` or ``misquoted``.
    """

    kind: str
    start: int
    end: int
    text: str


def violations(extracted: Extracted, parsed: Parsed) -> tuple[Violation, ...]:
    """Check text conservation and the spans of all paragraphs.

    Args:
        extracted: The document as extracted.
        parsed: What a parser made of it.

    Returns:
        Nothing when every visible character of every block has exactly one owner and
        every paragraph is the text its spans point at.
    """
    text = extracted.text
    owners = bytearray(len(text))
    found: list[Violation] = []
    for entry in parsed.ownership:
        start, end = entry.span.start, entry.span.end
        if not 0 <= start <= end <= len(text):
            found.append(Violation("outside", start, end, entry.slot))
            continue
        if any(owners[start:end]):
            found.append(Violation("twice", start, end, text[start:end][:_CONTEXT]))
        owners[start:end] = b"\1" * (end - start)
    found += _unowned(extracted, owners)
    found += _misquoted(text, parsed)
    return tuple(found)


def _unowned(extracted: Extracted, owners: bytearray) -> list[Violation]:
    """Runs of visible characters inside blocks that no slot holds."""
    found: list[Violation] = []
    for block in extracted.blocks:
        run = -1
        for place in range(block.span.start, block.span.end + 1):
            is_lost = place < block.span.end and not owners[place] and not extracted.text[place].isspace()
            if is_lost and run < 0:
                run = place
            elif not is_lost and run >= 0:
                found.append(Violation("unowned", run, place, extracted.text[run:place][:_CONTEXT]))
                run = -1
    return found


def _misquoted(text: str, parsed: Parsed) -> list[Violation]:
    found = []
    for article in parsed.articles:
        for passage in article.paragraphs:
            if not _is_quoted(text, passage):
                start = passage.spans[0].start if passage.spans else 0
                found.append(Violation("misquoted", start, start, passage.text[:_CONTEXT]))
    return found


def _is_quoted(text: str, passage: Passage) -> bool:
    """Whether a passage is its spans, with nothing between them but the blank of two Latin words."""
    place = 0
    for span in passage.spans:
        piece = text[span.start : span.end]
        blank = joint(passage.text[max(0, place - 1) : place], piece)
        if blank and passage.text.startswith(blank + piece, place):
            place += len(blank)
        if not passage.text.startswith(piece, place):
            return False
        place += len(piece)
    return place == len(passage.text)
