"""Repair: pieces brought to the article they speak of.

Takes a sheet, moves titles printed after their body, captions printed after their
picture's story and stumps after a repeated byline, and records each move as a flag.
The measure is coverage: the share of a line's character trigrams that a body holds.
"""

from collections.abc import Callable
from functools import cache
from operator import add
from typing import Final

from kexie_digest.model import Flag, FlagKind
from kexie_digest.parsers.newspaper.draft import Draft, Picture, Piece, Sheet
from kexie_digest.parsers.newspaper.page import shape
from kexie_digest.parsers.newspaper.page.topic import Topics

_BETTER_TITLE: Final = 0.05
_SHARED_LEAST: Final = 0.35
_SHARED_WITHIN: Final = 0.12
_TOPIC, _TOPIC_SHARE = 6, 0.75
_CLOSING_LEAST: Final = 0.6
_PAIRS: Final = 0.7
#: So many items outside the column, all of them with the phrase, before its absence means anything.
_LOCAL_LEAST: Final = 3
_EMPTY: Final = frozenset("的了在和与为 “”,、。!?—:")
_CAPTION_LEAST, _CAPTION_BETTER, _CAPTION_LENGTH = 0.75, 0.3, 8
_GRAM: Final = 3
#: How many articles away a picture's story may stand; pages hold fewer than twenty.
_REACH: Final = 12


class Likeness:
    """How much of a headline the body of a draft says too, by weighted pairs and single characters."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics

    def of(self, folded: str, draft: Draft) -> float:
        """Measure a headline against a body.

        Args:
            folded: The headline, folded.
            draft: Whose body.

        Returns:
            0..1.
        """
        body = draft.folded
        pairs = self._topics.coverage(folded, body)
        letters = set(folded) - _EMPTY
        single = len(letters & set(body)) / len(letters) if letters else 0.0
        return _PAIRS * pairs + (1 - _PAIRS) * single


def repair(sheet: Sheet, topics: Topics) -> None:
    """Apply all repairs to a sheet, in place.

    Args:
        sheet: What ``assemble`` made.
        topics: Weights of the page's words.
    """
    _lone_titles(sheet.drafts)
    _titles(sheet.drafts, Likeness(topics))
    texts = [draft.folded for draft in sheet.drafts]
    body = cache(lambda place: "".join(texts[place].split()))  # few pages ask for more than one
    _closing_titles(sheet, body)
    _captions(sheet.drafts, body)
    sheet.drafts[:] = [draft for draft in sheet.drafts if not draft.is_empty]
    _duplicates(sheet.drafts)
    _columns(sheet.drafts)


def grams(folded: str) -> frozenset[str]:
    """Cut a text into its character trigrams, blanks left out.

    Args:
        folded: Folded text.

    Returns:
        All runs of three characters; the text itself when it is shorter.
    """
    plain = "".join(folded.split())
    if len(plain) < _GRAM:
        return frozenset([plain]) if plain else frozenset()
    return frozenset(map(add, map(add, plain, plain[1:]), plain[2:]))


def coverage(piece: str, body: str) -> float:
    """Tell how much of a line a body says too.

    Args:
        piece: The folded line.
        body: The folded body without blanks; looking for each trigram in it is ten times
            quicker than cutting it up.

    Returns:
        Share 0..1 of the line's trigrams.
    """
    own = grams(piece)
    return sum(gram in body for gram in own) / len(own) if own else 0.0


def _lone_titles(drafts: list[Draft]) -> None:
    """A stack with no body of its own is the title of the untitled body above it."""
    for place in range(len(drafts) - 1, 0, -1):
        lone, first = drafts[place], drafts[place - 1]
        if lone.paragraphs or lone.dateline_piece or not lone.heads or first.heads or not first.paragraphs:
            continue
        first.heads += lone.heads
        first.pictures += lone.pictures
        first.signatures += lone.signatures
        reason = f"标题“{lone.heads[0].text[:20]}”排在正文之后，归回上面没有标题的一篇。"
        first.flags.append(Flag(FlagKind.DISPLACED, reason, lone.heads[0].span, "title-after-body"))
        del drafts[place]


def _titles(drafts: list[Draft], likeness: Likeness) -> None:
    """A stack above one body may hold the title of the untitled body above it."""
    for place in range(1, len(drafts)):
        first, second = drafts[place - 1], drafts[place]
        if first.heads or not first.paragraphs or not second.heads or not second.paragraphs:
            continue
        if first.column == second.column or not second.heads[1:]:
            _share_stack(first, second, likeness)


def _share_stack(first: Draft, second: Draft, likeness: Likeness) -> None:
    """Cut the stack where its upper lines fit the body above and the lower ones that below."""
    heads = second.heads
    above = [likeness.of(head.folded, first) for head in heads]
    below = [likeness.of(head.folded, second) for head in heads]
    gains = [sum(above[:cut]) + sum(below[cut:]) for cut in range(len(heads))]
    cut = max(range(len(heads)), key=gains.__getitem__)
    if cut == 0 or gains[cut] - gains[0] < _BETTER_TITLE:
        return
    for place, head in enumerate(heads):
        a, b = above[place], below[place]
        if _is_shared(heads, place, a, b):
            first.shared.append(head)
            second.shared.append(head)
            reason = f"“{head.text[:20]}”只排了一次，与上下两篇都相符，作两篇的引题，请核对。"
            first.flags.append(Flag(FlagKind.AMBIGUOUS, reason, head.span, "kicker-shared"))
        elif place < cut:
            first.heads.append(head)
            reason = f"标题“{head.text[:20]}”排在正文之后，内容与上一篇更相符，归到上一篇。"
            first.flags.append(Flag(FlagKind.DISPLACED, reason, head.span, "title-after-body"))
    second.heads = [head for place, head in enumerate(heads) if place >= cut or head in second.shared]


def _is_shared(heads: list[Piece], place: int, above: float, below: float) -> bool:
    """Whether a short line between two headlines completes both of them."""
    if not 0 < place < len(heads) - 1 or heads[place].line.level != heads[-1].line.level:
        return False
    length = len(heads[place].folded)
    near = min(len(heads[place - 1].folded), len(heads[-1].folded))
    if length > near:
        return False
    is_topic = length <= _TOPIC and length < _TOPIC_SHARE * near
    return is_topic or min(above, below) >= _SHARED_LEAST or abs(above - below) < _SHARED_WITHIN


def _closing_titles(sheet: Sheet, body: Callable[[int], str]) -> None:
    """The last lines of a page, taken for captions, may be the title of an untitled body."""
    for place, draft in enumerate(sheet.drafts):
        if draft.heads or not draft.paragraphs:
            continue
        for picture in list(draft.pictures):
            plain = not picture.credits and not picture.marks and len(picture.texts) == 1
            if not plain or picture.at < len(draft.paragraphs) or shape.shows_scene(picture.folded):
                continue
            if len(picture.folded) >= 6 and coverage(picture.folded, body(place)) >= _CLOSING_LEAST:  # noqa: PLR2004 - a shorter piece matches anywhere
                draft.heads.append(picture.texts[0])
                draft.pictures.remove(picture)
                reason = f"标题“{picture.texts[0].text[:20]}”排在正文之后，按内容归回本篇。"
                flag = Flag(FlagKind.DISPLACED, reason, picture.texts[0].span, "title-after-body")
                draft.flags.append(flag)
                break


def _captions(drafts: list[Draft], body: Callable[[int], str]) -> None:
    """A caption goes to the body that says the same, when its own does not."""
    for place, draft in enumerate(drafts):
        for picture in list(draft.pictures):
            if len(picture.folded) < _CAPTION_LENGTH or 0 < picture.at < len(draft.paragraphs):
                continue
            reach = range(max(0, place - _REACH), min(len(drafts), place + _REACH + 1))
            scores = {other: coverage(picture.folded, body(other)) for other in reach}
            best = max(reach, key=scores.__getitem__)
            near = scores[best] >= _CAPTION_LEAST and scores[best] - scores[place] >= _CAPTION_BETTER
            if best != place and near:
                _move(picture, draft, drafts[best])


def _move(picture: Picture, old: Draft, new: Draft) -> None:
    old.pictures.remove(picture)
    new.pictures.append(picture)
    text = "".join(piece.text for piece in picture.texts)[:20]
    reason = f"图片说明“{text}”与所在稿件不符，内容与本篇相符，移到本篇。"
    span = (picture.texts or picture.credits)[0].span
    new.flags.append(Flag(FlagKind.DISPLACED, reason, span, "caption-by-coverage"))


def _duplicates(drafts: list[Draft]) -> None:
    for draft in drafts:
        seen: set[str] = set()
        for signature in draft.signatures:
            key = "".join(signature.piece.folded.split())
            if key in seen:
                reason = f"署名“{signature.piece.text.strip()}”印了两次，前一次可能插在文中。"
                span = signature.piece.span
                draft.flags.append(Flag(FlagKind.DUPLICATE_BYLINE, reason, span, "byline-twice"))
            seen.add(key)


def _columns(drafts: list[Draft]) -> None:
    """A column without 本报讯 ends where local news begins again: 外地经验 prints none.

    This holds only on pages whose other items all begin with the phrase.
    """
    scope: str | None = None
    has_lead, is_over = False, False
    for draft in drafts:
        own_lead = draft.dateline.source_phrase is not None
        if draft.column != scope:
            scope, is_over, has_lead = draft.column, False, own_lead
        elif scope is not None and not has_lead and own_lead:
            others = [other.dateline.source_phrase is not None for other in drafts if other.column != scope]
            is_over = len(others) >= _LOCAL_LEAST and all(others)
        if is_over:
            draft.column = None
