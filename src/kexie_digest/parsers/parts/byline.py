"""署名: who wrote it, wherever the page prints it.

Takes one line or a stretch of it; gives the place, the people and their roles.
One grammar serves the bracket after a body, the bracket glued to it, the line of
its own and the bracket inside a dateline. Whom it
names is read by ``byline_people``; to which article it belongs is the reader's.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kexie_digest.model import Byline, BylineRole
from kexie_digest.parsers.parts.byline_people import BOTH, LABEL, TOKENS, read_people
from kexie_digest.parsers.parts.names import could_be_person, is_body, is_person
from kexie_digest.text.script import fold

_LABELLED: Final = re.compile(r"(?:作者|撰文|撰稿|供稿|来稿|文字)\s|(?:图/文|文/图)\s")
_WRITES: Final = re.compile(r"[文稿写笔图摄绘译]|作者|报道|采访|整理")
_WHO_HE_IS: Final = re.compile(r"\((?:作者)?(?:系|单位|为|是|来自|现任)?:?(?P<unit>[^()]{3,30})\)\s*$")
_BRACKET_TAIL: Final = re.compile(r"\(([^()]{2,48})\)\s*[。.]?\s*$")
_BRACKET_LINE: Final = re.compile(r"\s*[(\[【]\s*([^()\[\]【】]{2,60})\s*[)\]】]\s*")
_BULLET: Final = re.compile(r"\s*(?:[□■◇◆●○☆★◎◪▣]|--|——)+\s*")
_BARE_NAME: Final = re.compile(
    r"(?!此|本文|以上|详见|据|摘|转|来源|原载|刊于|未|注|又名|全文)(?!.*(?:简称|下转|上接|见图|版$|图片|资料|删|略$))[㐀-鿿]{5,16}"
)
_BARE_LINE: Final = re.compile(r"[\u4e00-\u9fff·]{1,20}(?:[\s、]+[\u4e00-\u9fff·]{1,6}){0,5}")
_CREDIT_END: Final = re.compile(r"摄$|摄/|摄影$|供图$|(?<![文/])[\s/]图$|提供$|[社网报]发$")
_MOST_BARE: Final = 4
_LONGEST_PEN_NAME: Final = 4
_MOST_UNKNOWN: Final = 2
_SURE: Final = 0.9
_STOPPED: Final = re.compile("[。!?][”’」』]?\\s*$")
_LONGEST_LINE: Final = 48
_SENTENCE: Final = re.compile(r"[。!?;…“”\"]")


@dataclass(frozen=True, slots=True)
class FoundByline:
    """A byline in a text: the stretch it takes (brackets and bullets included) and what it says.

    ``score`` is 0..1, how sure the shape alone makes us; ``rule`` names the shape.
    """

    start: int
    end: int
    raw: str
    people: tuple[Byline, ...]
    rule: str
    score: float


def _score(people: tuple[Byline, ...], folded: str) -> float:
    if not people:
        return 0.0
    if re.search("记者|通讯员|来稿|供稿|撰稿", folded):
        return 1.0
    labels = [label["word"] or "文" for label in LABEL.finditer(folded)]
    named = all(_is_named(person) for person in people)
    if labels and not all(map(_WRITES.search, labels)):
        return 0.9 if named and LABEL.match(folded) else 0.0
    if labels:
        return 1.0
    return 0.9 if named else 0.5


def _is_named(person: Byline) -> bool:
    return person.role is BylineRole.ORGANISATION or is_person(fold(person.name))


def _found(text: str, start: int, end: int, rule: str, inside: tuple[int, int]) -> FoundByline | None:
    inner = text[inside[0] : inside[1]]
    folded = fold(inner)
    people = () if _SENTENCE.search(folded) else read_people(inner)
    if not people or all(person.role is BylineRole.PHOTOGRAPHER for person in people):
        return None
    score = _score(people, folded)
    return FoundByline(start, end, text[start:end].strip(), people, rule, score) if score else None


def read_tail(text: str) -> FoundByline | None:
    """Read a bracketed byline glued to the end of a paragraph.

    Args:
        text: The line, stretches count in it.

    Returns:
        The byline, or None when the last bracket is something else.
    """
    folded = fold(text)
    bracket = _BRACKET_TAIL.search(folded)
    if bracket is None or bracket.start() == 0:
        return None
    found = _found(text, bracket.start(), len(text.rstrip()), "byline-glued", bracket.span(1))
    if _STOPPED.search(folded[: bracket.start()]):  # behind a full stop even a pen name signs
        end = len(text.rstrip())
        found = found or _unknown(text, folded, bracket, (bracket.start(), end))
        return replace(found, score=max(_SURE, found.score)) if found else None
    return found


def read_bracket(text: str, start: int) -> FoundByline | None:
    """Read a byline in the bracket that opens at a place, as in 本报讯(记者 ...).

    Args:
        text: The line.
        start: Where the opening bracket stands.

    Returns:
        The byline, or None when no bracket opens there or it names nobody.
    """
    bracket = re.compile(r"\(([^()]{2,40})\)").match(fold(text), start)
    if bracket is None:
        return None
    return _found(text, start, bracket.end(), "byline-in-dateline", bracket.span(1))


def read_stretch(text: str, start: int, end: int) -> FoundByline | None:
    """Read a byline whose ends are known, as in 本报讯 记者某某报道：.

    Args:
        text: The line.
        start: Its first character.
        end: One past its last.

    Returns:
        The byline, or None when the stretch names nobody.
    """
    inner = len(text[start:end].rstrip(":：,，"))
    return _found(text, start, end, "byline-reports", (start, start + inner))


def _unknown(text: str, folded: str, bracket: re.Match[str], whole: tuple[int, int]) -> FoundByline | None:
    """Names in brackets on a line of their own sign, even when a body's ending is not known."""
    if not folded.strip().endswith(")"):
        return None
    people: tuple[Byline, ...] = ()
    for token in TOKENS.finditer(folded, *bracket.span(1)):
        name = text[slice(*token.span())]
        if _BARE_NAME.fullmatch(token.group()):
            people += (Byline(name, BylineRole.ORGANISATION),)
        elif could_be_person(token.group()):
            people += (Byline(name, BylineRole.CONTRIBUTOR),)
        else:
            return None
    if not people or len(people) > _MOST_UNKNOWN:
        return None
    start, end = whole
    return FoundByline(start, end, text[start:end].strip(), people, "byline-unknown-body", 0.55)


@lru_cache(maxsize=512)
def read_line(text: str) -> FoundByline | None:
    """Read a line that is a byline and nothing else, bracketed or not.

    Args:
        text: The line.

    Returns:
        The byline, or None. A bare name without bracket, role word or bullet is none.
    """
    folded = fold(text)
    if len(folded.strip()) > _LONGEST_LINE:
        return None
    bracket = _BRACKET_LINE.fullmatch(folded)
    if bracket:
        found = _found(text, 0, len(text), "byline-bracketed", bracket.span(1))
        return found or _unknown(text, folded, bracket, (0, len(text)))
    bullet = _BULLET.match(folded)
    inside = bullet.end() if bullet else 0
    end = len(text)
    who = _WHO_HE_IS.search(folded)
    if who and is_body(_unit(who)):
        end = who.start()
    label = LABEL.match(folded[inside:]) or _LABELLED.match(folded[inside:])
    label = label if label and _WRITES.search(label.group()) else None
    named = who or label or re.match(r"[^\s,、]{0,14}(?:记者|通讯员)", folded[inside:])
    both = BOTH.search(folded) and re.fullmatch(r"\s*\S{2,4}\s*(?:文/?图|图/?文|文并摄)\s*", folded)
    if not (bullet or named or both) or _CREDIT_END.search(folded.strip()):
        return None
    rule = "byline-bullet" if bullet else "byline-line"
    found = _found(text, 0, len(text), rule, (inside, end))
    if found and who and end < len(text):
        first = who.start("unit")
        unit = text[first : first + len(_unit(who))]
        people = tuple(replace(person, affiliation=person.affiliation or unit) for person in found.people)
        return replace(found, people=people)
    return found


def _unit(who: re.Match[str]) -> str:
    """流沙河区昆虫学会 of 流沙河区昆虫学会会员."""
    return re.sub("(?:会员|理事|秘书长|会长|工程师|教师|教授|研究员)$", "", who.group("unit"))


@lru_cache(maxsize=512)
def read_bare(text: str) -> FoundByline | None:
    """Read a line that holds names and nothing else, as printed under a headline or at the foot.

    Args:
        text: The line.

    Returns:
        The byline; its score is low, since only its place can tell it from a headline.
    """
    folded = fold(text).strip()
    if not _BARE_LINE.fullmatch(folded) or _CREDIT_END.search(folded):
        return None
    people = read_people(text)
    if not people or len(people) > _MOST_BARE:
        return None
    persons = [person for person in people if person.role is not BylineRole.ORGANISATION]
    if not all(map(_is_named, people)):
        rule, score = "byline-bare-name", 0.2
        if len(people) > 1 or len(folded) > _LONGEST_PEN_NAME:
            return None
    elif not persons:
        rule, score = "byline-bare-body", 0.35
    else:
        rule, score = "byline-bare", 0.4 if len(persons) == len(people) else 0.65
    return FoundByline(0, len(text), text.strip(), people, rule, score)
