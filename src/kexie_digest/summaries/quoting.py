"""Which sentences of an article may be quoted, and where they stand in the original.

Takes an article, gives its sentences with their faults named and their spans. It ranks
nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kexie_digest.model import Article, Gap, Passage, Quote, Span
from kexie_digest.text.script import fold
from kexie_digest.text.sentences import sentences

_TERMINAL = re.compile(r"[。!?…][”’\"')》]*$")
#: A start that leans on a sentence before it; it may be quoted only together with that.
_LEANING = re.compile(
    r"[“\"]?(?:[他她它]们?|该|此(?!次)|这|其(?!中国)|本次|此次|对此|据此|为此|因此|所以|于是|而|但|不过|然而|同时|"
    r"此外|另外|与此同时|随后|接着|之后|最后|其次|再次|首先|二是|三是|四是|五是|[二三四五六七八九]、|"
    r"会上|会议|活动中|活动期间|活动现场|座谈会上|现场|仪式上|大会|论坛上|双方|两者|大家|记者|据悉|据了解|据介绍)"
)
#: Speech without its speaker, or a speaker without the speech: neither says anything alone.
_VOICE = re.compile(
    r"[“\"][^”\"]*[”\"]$|.{0,30}(?:说|说道|表示|介绍|介绍道|坦言|感慨|如是说|告诉记者|谈到|指出|认为)(?:道)?。$|让我们|你|我们?"
)
#: Below so many characters a sentence is an aside.
_SHORTEST = 10
_PAIRS = (("“", "”"), ("‘", "’"), ("(", ")"), ("《", "》"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its place in its paragraph and whether it stands alone.

    ``is_whole`` is False for a stump, a sentence with lost text or an open quotation, and
    for speech without its speaker: such a one is never quoted. ``is_leaning`` needs the sentence before it.
    """

    text: str
    paragraph: int
    start: int
    order: int
    is_whole: bool
    is_leaning: bool


def _is_balanced(folded: str) -> bool:
    return all(folded.count(left) == folded.count(right) for left, right in _PAIRS)


def _gap_positions(text: str, gaps: list[Gap]) -> list[int]:
    """Offsets in a paragraph where text was lost; the end for a lost tail."""
    found = []
    for gap in gaps:
        at = text.find(gap.after)
        found.append(len(text) if gap.before is None or at < 0 else at + len(gap.after))
    return found


def _has_lost_text(start: int, end: int, positions: list[int]) -> bool:
    return any(start < position <= end for position in positions)


def quotable(article: Article) -> tuple[Sentence, ...]:
    """List all sentences of an article's body.

    Args:
        article: The article.

    Returns:
        Every sentence in source order, the unquotable ones marked.
    """
    found: list[Sentence] = []
    for index, passage in enumerate(article.paragraphs):
        gaps = _gap_positions(passage.text, [gap for gap in article.gaps if gap.paragraph == index])
        for start, end in sentences(passage.text):
            text = passage.text[start:end]
            folded = fold(text)
            is_whole = (
                bool(_TERMINAL.search(folded))
                and _is_balanced(folded)
                and not _has_lost_text(start, end, gaps)
                and "〔缺〕" not in text
                and len(text) >= _SHORTEST
                and not _VOICE.match(folded)
            )
            found.append(
                Sentence(
                    text,
                    index,
                    start,
                    len(found),
                    is_whole,
                    bool(_LEANING.match(folded)) and start + index > 0,
                )
            )
    return tuple(found)


def _spans(passage: Passage, start: int, end: int) -> tuple[Span, ...]:
    """Map a stretch of a passage to its original stretches.

    A passage whose pieces do not add up (markup left out inside them) gives every
    piece whole: coarser, never wrong.
    """
    if sum(span.end - span.start for span in passage.spans) != len(passage.text):
        return passage.spans
    found = []
    offset = 0
    for span in passage.spans:
        left, right = max(start, offset), min(end, offset + span.end - span.start)
        if left < right:
            shift = span.start - offset
            found.append(Span(left + shift, right + shift, span.line, span.page, span.part))
        offset += span.end - span.start
    return tuple(found)


def quote(article: Article, sentence: Sentence) -> Quote:
    """Make the quote of a sentence.

    Args:
        article: The article the sentence is from.
        sentence: One of :func:`quotable`.

    Returns:
        Its text, spans in the original and paragraph.
    """
    passage = article.paragraphs[sentence.paragraph]
    end = sentence.start + len(sentence.text)
    return Quote(sentence.text, _spans(passage, sentence.start, end), sentence.paragraph)
