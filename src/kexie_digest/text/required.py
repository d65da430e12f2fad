"""What a text must hold for a regular expression to match anywhere in it.

Takes a pattern, gives strings one of which stands in every match. Of a few hundred
patterns a text can match some ten; to know which from the pairs of characters it holds
takes a twentieth of the time of trying all.
"""

import re
from collections.abc import Iterable, Sequence
from re import _parser as syntax  # type: ignore[attr-defined] # the only reader of the syntax; typeshed hides it
from typing import Any

#: More strings than this tell little, and a set of more characters hardly anything.
_MOST, _MOST_CHARACTERS = 200, 36
#: Pairs of characters are looked up, and single ones where a string has no more.
GRAM = 2

_Strings = frozenset[str]
_EMPTY: _Strings = frozenset({""})


def required(pattern: str) -> frozenset[str] | None:
    """Give strings one of which stands in every match of a pattern.

    Args:
        pattern: A regular expression that compiles.

    Returns:
        The strings; None where none can be told (``[^。]{3}``, or letters of any case).
    """
    tree = syntax.parse(pattern)
    if tree.state.flags & re.IGNORECASE:
        return None
    return _required(list(tree))


def grams(text: str) -> frozenset[str]:
    """Give the characters of a text and their pairs.

    Args:
        text: A text, folded as the patterns are.

    Returns:
        What :func:`keys` are looked up in.
    """
    return frozenset(text).union([text[at : at + GRAM] for at in range(len(text) - 1)])


def keys(strings: Iterable[str]) -> frozenset[str]:
    """Give the grams that tell whether one of some strings may stand in a text.

    Args:
        strings: From :func:`required`.

    Returns:
        The beginning of each: a text without any of them holds none of the strings.
    """
    return frozenset(string[:GRAM] for string in strings)


def _required(items: Sequence[tuple[Any, Any]]) -> _Strings | None:
    """The most telling of what the items of a sequence each ask for."""
    asked: list[_Strings] = []
    run = _EMPTY
    for item in items:
        exact = _exact([item])
        if exact is not None and len(run) * len(exact) <= _MOST:
            run = frozenset(left + right for left in run for right in exact)
            continue
        asked.append(run)
        run = exact if exact is not None and len(exact) <= _MOST else _EMPTY
        if exact is None and (inner := _inner(item)) is not None:
            asked.append(inner)
    asked.append(run)
    telling = [strings for strings in asked if strings and "" not in strings]
    return max(telling, key=_worth, default=None)


def _worth(strings: _Strings) -> tuple[int, int]:
    return min(GRAM, *map(len, strings)), -len(strings)


def _inner(item: tuple[Any, Any]) -> _Strings | None:
    """What a group, a choice or a repetition asks for that cannot be spelt out."""
    name, argument = str(item[0]), item[1]
    if name == "SUBPATTERN":
        return _required(list(argument[3])) if not argument[1] else None
    if name == "BRANCH":
        found = [_required(list(branch)) for branch in argument[1]]
        known = [strings for strings in found if strings is not None]
        return frozenset().union(*known) if len(known) == len(found) else None
    if name.endswith("REPEAT") and argument[0] > 0:
        return _required(list(argument[2]))
    return None


def _exact(items: Sequence[tuple[Any, Any]]) -> _Strings | None:
    """Every string the items can match; None where these are too many."""
    found = _EMPTY
    for item in items:
        strings = _spelt(item)
        if strings is None or len(found) * len(strings) > _MOST:
            return None
        found = frozenset(left + right for left in found for right in strings)
    return found


def _spelt(item: tuple[Any, Any]) -> _Strings | None:
    name, argument = str(item[0]), item[1]
    if name == "LITERAL":
        return frozenset({chr(argument)})
    if name == "IN":
        return _members(argument)
    if name == "SUBPATTERN":
        return _exact(list(argument[3])) if not argument[1] else None
    if name == "BRANCH":
        found = [_exact(list(branch)) for branch in argument[1]]
        known = [strings for strings in found if strings is not None]
        joined = frozenset[str]().union(*known)
        return joined if len(known) == len(found) and len(joined) <= _MOST else None
    if name == "MAX_REPEAT" and argument[:2] == (0, 1):
        strings = _exact(list(argument[2]))
        return strings and strings | _EMPTY
    # What looks around matches nothing itself, and what it asks for may stand anywhere.
    return _EMPTY if name in {"AT", "ASSERT", "ASSERT_NOT"} else None


def _members(members: Sequence[tuple[Any, Any]]) -> _Strings | None:
    """The characters of a set, where it lists a few."""
    found: set[str] = set()
    for kind, argument in members:
        if str(kind) == "LITERAL":
            found.add(chr(argument))
        elif str(kind) == "RANGE" and argument[1] - argument[0] < _MOST_CHARACTERS:
            found |= {chr(code) for code in range(argument[0], argument[1] + 1)}
        else:
            return None
    return frozenset(found)
