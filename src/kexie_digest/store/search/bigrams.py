"""Texts as overlapping pairs of characters, so that a word index can find Chinese.

Takes text, gives tokens for SQLite's FTS5 (``unicode61``) and its query syntax. A word
index cannot split Chinese, and FTS5's own trigrams find nothing for words of one or two
characters such as 科协. Here 科普活动 is stored as ``科普 普活 活动 动þ`` and asked for as
the phrase ``"科普 普活 活动"``; one character is asked for by prefix. Nothing here
touches the database.
"""

from collections.abc import Iterable, Sequence
from operator import add

from kexie_digest.text.script import fold

#: Marks the end of a passage and of an escape; folding and escaping keep it out of texts.
_END = "þ"


class _Folding(dict[int, str]):
    """Each character's token form, found once.

    Characters are folded one by one: folded in context, 乾 would be found in 乾燥 and
    missed where a query cuts the word. What ``unicode61`` might split, drop or fold by
    itself (punctuation, characters newer than its Unicode 6.1) becomes a number.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = "" if char.isspace() else fold(char)
        is_plain = "一" <= folded <= "龥" or (folded.isascii() and folded.isalnum())
        token = folded if is_plain or not folded else f"{_END}{ord(folded):06x}"
        self[code] = token
        return token


_FOLDING = _Folding()


class _Plain(dict[int, str]):
    """Each character folded by itself, found once: 20 snippets fold 14,000 characters."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = fold(chr(code))
        return folded


_PLAIN = _Plain()


def tokens(passages: Iterable[str]) -> str:
    """Turn passages into index tokens; no pair reaches over from one into the next.

    White space is left out: it stands in Chinese where a page was set, not where a
    word ends.

    Args:
        passages: Texts, such as the paragraphs of an article.

    Returns:
        The tokens, separated by spaces.
    """
    return " ".join(pair for passage in passages for pair in _pairs(passage))


def query(words: Iterable[str]) -> str:
    """Turn what a reader typed into an FTS5 query: every word must occur.

    Args:
        words: Without white space, none empty.

    Returns:
        The query.
    """
    return " AND ".join(map(_phrase, words))


def folded(text: str) -> str:
    """Give a text in the form that is compared, as :func:`plain`, at a fifth of its cost.

    Args:
        text: A passage.

    Returns:
        The folded characters without white space.
    """
    return "".join(text.split()).translate(_PLAIN)


def plain(text: str) -> tuple[str, Sequence[int]]:
    """Give a text in the form that is compared, and where each character of it stands.

    Args:
        text: A passage, or a word that is looked for.

    Returns:
        The folded characters without white space, and the offset of each in ``text``.
    """
    shown = text.translate(_PLAIN)  # one character each, so offsets hold
    if text.split() == [text]:  # most passages: a third of the time
        return shown, range(len(text))
    offsets = [offset for offset, char in enumerate(text) if not char.isspace()]
    return "".join(shown[offset] for offset in offsets), offsets


def _characters(text: str) -> list[str]:
    return list(filter(None, map(_FOLDING.__getitem__, map(ord, text))))


def _pairs(passage: str) -> Iterable[str]:
    characters = _characters(passage)
    return map(add, characters, [*characters[1:], _END]) if characters else ()


def _phrase(word: str) -> str:
    characters = _characters(word)
    if len(characters) == 1:
        return f'"{characters[0]}" *'
    return f'"{" ".join(map(add, characters, characters[1:]))}"'
