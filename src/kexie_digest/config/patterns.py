"""Regular expressions that would hang a run are refused when they are read.

``re`` tries every way to split a text between repetitions: ``(a+)+$`` takes 2ⁿ steps on n
letters and cannot be stopped. Whether a pattern does so is hard to say from its form
alone (``(第[一二三]+届)+`` is harmless), so each repetition is tried: its own letters again
and again, ended by what cannot match, longer each time, until it is slow or long enough.

Takes the raw themes of ``sources.yaml``, gives mistakes. It judges no meaning.
"""

import re
from collections.abc import Iterator, Sequence
from re import _parser as syntax  # type: ignore[attr-defined] # the only reader of the syntax; typeshed hides it
from time import process_time
from typing import Any

from kexie_digest.config.fields import Expect
from kexie_digest.config.tree import Path, Tree
from kexie_digest.config.wording import mistake
from kexie_digest.errors import ConfigError

#: Processor seconds one search may take; all built-in patterns stay far below.
_LIMIT, _SURE = 0.05, 0.2
#: Most letters tried: a page's body; most repetitions tried in one pattern.
_LONGEST, _MOST = 1000, 24
#: A repetition of what may be empty: from this many times on it is refused untried.
_OFTEN = 10
#: Neither a letter, a digit, a space nor what an owner writes; the line end stops ``.`` and ``$``.
_MISMATCH = "\uffff\n\uffff"
_SAMPLES = "科技a1， "
_CATEGORIES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "科", "CATEGORY_NOT_WORD": "，"}
_EXPECT = Expect(
    "不嵌套重复、有上限的写法",
    "repetitions that are not nested and have a limit",
    'phrases: ["航天员.{0,6}授课"]',
)

_ADVICE = "请不要重复已经重复的内容，例如把 (科+)+ 写成 科+；给不限长的空隙定上限，例如把 .* 写成 .{0,20}。"


def find_slow(tree: Tree) -> Iterator[ConfigError]:
    """Find the owner's patterns that could hang a run.

    Args:
        tree: The file's raw data and places.

    Yields:
        One mistake a pattern, coded ``slow_pattern``.
    """
    for path, pattern in _patterns(tree):
        if is_slow(pattern):
            error = mistake(
                tree,
                path,
                f"“{pattern}”在长文上会卡住",
                f"“{pattern}” takes forever on long texts",
                code="slow_pattern",
                expect=_EXPECT,
            )
            error.advice = _ADVICE
            yield error


def is_slow(pattern: str) -> bool:
    """Tell whether a search with a pattern can take far longer than the text is long.

    Args:
        pattern: A regular expression; one that does not compile is not slow.

    Returns:
        True when some text of at most a page's length takes more than the limit.
    """
    try:
        compiled, parsed = re.compile(pattern), syntax.parse(pattern)
    except (re.error, OverflowError, RecursionError):
        return False  # told by the field's own check
    if _repeats_nothing(list(parsed)):
        return True
    attacks = dict.fromkeys(_attacks(list(parsed), ""))
    return any(_hangs(compiled, start, again) for start, again in list(attacks)[:_MOST])


def _patterns(tree: Tree) -> Iterator[tuple[Path, str]]:
    themes = tree.value.get("themes")
    for key, theme in themes.items() if isinstance(themes, dict) else ():
        for setting in ("phrases", "counters"):
            given = theme.get(setting) if isinstance(theme, dict) else None
            for index, phrase in enumerate(given if isinstance(given, list) else ()):
                pattern = phrase.get("pattern") if isinstance(phrase, dict) else phrase
                if isinstance(pattern, str):
                    yield ("themes", key, setting, index), pattern


def _hangs(pattern: re.Pattern[str], start: str, again: str) -> bool:
    """Search ever longer texts: by an eighth, so that the first slow one is not an endless one."""
    times = 4
    while times * len(again) <= _LONGEST:
        text = start + again * times + _MISMATCH
        seconds = _seconds(pattern, text)
        if seconds > _SURE or (seconds > _LIMIT and _seconds(pattern, text) > _LIMIT):  # not a hiccup
            return True
        times += max(2, times // 8)
    return False


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    before = process_time()
    pattern.search(text)
    return process_time() - before


#: A parsed pattern: a list of (operation, argument); ``re`` gives it no type.
_Parsed = Sequence[tuple[Any, Any]]


def _attacks(parsed: _Parsed, start: str) -> Iterator[tuple[str, str]]:
    """Give, for each repetition, a text that leads to it and what it takes again and again."""
    for operation, argument in parsed:
        for body in _bodies(operation, argument):
            if str(operation).endswith("REPEAT"):
                for choice in _choices(body):
                    if choice:
                        yield start, choice
            yield from _attacks(body, start)
        start += _sample([(operation, argument)])


def _repeats_nothing(parsed: _Parsed) -> bool:
    """Tell ``(a?){30}`` and ``(.*)*``: slow from one length to the next, too steep to try."""
    for operation, argument in parsed:
        is_often = str(operation) in {"MAX_REPEAT", "MIN_REPEAT"} and argument[1] >= _OFTEN
        if is_often and argument[2].getwidth()[0] == 0:
            return True
        if any(_repeats_nothing(body) for body in _bodies(operation, argument)):
            return True
    return False


def _bodies(operation: object, argument: Any) -> list[_Parsed]:  # noqa: ANN401 - as re gives it
    """Give the patterns inside an operation."""
    name = str(operation)
    if name == "BRANCH":
        return [list(branch) for branch in argument[1]]
    if name in {"SUBPATTERN", "MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        return [list(argument[-1])]
    if name in {"ASSERT", "ASSERT_NOT"}:
        return [list(argument[1])]
    return [list(argument)] if name == "ATOMIC_GROUP" else []


def _choices(body: _Parsed) -> Iterator[str]:
    """Give texts that a repeated pattern takes: one a branch, and one a letter of each set."""
    yield _sample(body)
    for operation, argument in body:
        for inner in _bodies(operation, argument):
            yield from _choices(inner)
        if str(operation) == "IN":
            yield from (_member([one]) for one in argument[:3])


def _sample(parsed: _Parsed) -> str:
    """Write one text that a pattern matches, if assertions allow."""
    return "".join(_sampled(str(operation), argument) for operation, argument in parsed)


def _sampled(name: str, argument: Any) -> str:  # noqa: ANN401 - as re gives it
    if name == "LITERAL":
        return chr(argument)
    if name == "NOT_LITERAL":
        return next(sample for sample in _SAMPLES if ord(sample) != argument)
    if name == "ANY":
        return _SAMPLES[0]
    if name == "IN":
        return _member(argument)
    if name.endswith("REPEAT"):
        times = min(max(int(argument[0]), 1), _LONGEST)
        return _sample(list(argument[2])) * times
    bodies = [] if name.startswith("ASSERT") else _bodies(name, argument)
    return next((text for text in map(_sample, bodies) if text), "")


def _member(members: Sequence[tuple[Any, Any]]) -> str:
    """Give one letter of a set such as ``[a-z科]`` or ``[^。]``."""
    if str(members[0][0]) == "NEGATE":
        outside = re.compile("|".join(map(_as_pattern, members[1:])) or "(?!)")
        return next((sample for sample in _SAMPLES if not outside.match(sample)), "龘")
    name, argument = str(members[0][0]), members[0][1]
    if name == "CATEGORY":
        return _CATEGORIES.get(str(argument), "科")
    return chr(argument[0] if name == "RANGE" else argument)


def _as_pattern(member: tuple[Any, Any]) -> str:
    name, argument = str(member[0]), member[1]
    if name == "CATEGORY":
        return {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s", "CATEGORY_WORD": r"\w"}.get(
            str(argument), r"\W"
        )
    first, last = argument if name == "RANGE" else (argument, argument)
    return f"[{re.escape(chr(first))}-{re.escape(chr(last))}]"
