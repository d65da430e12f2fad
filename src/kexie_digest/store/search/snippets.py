"""The words around what was found.

Takes the texts of a report and the words looked for, gives an exact part of one text
with the places to mark. It compares as the index does (``bigrams.plain``) and reads the
report itself: the index keeps no text.
"""

from collections.abc import Iterable, Sequence

from kexie_digest.store.search.bigrams import folded, plain

Marks = tuple[tuple[int, int], ...]

#: Characters shown before the first place, and in all.
_BEFORE, _LENGTH = 24, 80


def marks(text: str, words: Sequence[str]) -> Marks:
    """Find every place of every word.

    Args:
        text: As printed.
        words: In plain form, none empty.

    Returns:
        Half-open offsets in ``text``, in order; places that touch are one.
    """
    return _merged(_found(text, words))


def snippet(texts: Iterable[str], words: Sequence[str]) -> tuple[str, Marks]:
    """Choose the text that holds most of the words and cut out the first place.

    Args:
        texts: The report's texts, the ones readers should rather see first.
        words: In plain form, none empty.

    Returns:
        An exact part of a text and the marks in it; the beginning of the first text,
        unmarked, when none holds a word.
    """
    best = _best([text for text in texts if text], words)
    found = _found(best, words)
    first = next(iter(found), (0, 0))
    start = max(0, min(first[0] - _BEFORE, len(best) - _LENGTH))
    end = max(start + _LENGTH, first[1])
    inside = ((max(a, start), min(b, end)) for a, b in _merged(found) if a < end)
    return best[start:end], tuple((a - start, b - start) for a, b in inside)


def _found(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Give every place of every word, of those that begin together the longest first."""
    characters, offsets = plain(text)
    found = [
        (offsets[at], offsets[at + len(word) - 1] + 1) for word in words for at in _places(characters, word)
    ]
    return sorted(found, key=lambda place: (place[0], -place[1]))


def _merged(found: Iterable[tuple[int, int]]) -> Marks:
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _places(text: str, word: str) -> Iterable[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _best(texts: Iterable[str], words: Sequence[str]) -> str:
    """Choose the first text that holds most of the words; one with all ends the search."""
    best, most = "", -1
    for text in texts:
        characters = folded(text)
        count = sum(word in characters for word in words)
        if count > most:
            best, most = text, count
        if count == len(words):
            break
    return best
