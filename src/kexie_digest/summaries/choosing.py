"""Fill a summary of a given length with whole sentences.

Takes an article and its facts, gives quotes in source order. The sentence with the
main fact is taken first, then the most telling ones that still fit.
"""

from __future__ import annotations

from collections.abc import Sequence

from kexie_digest.model import Article, Facts, Quote
from kexie_digest.summaries.quoting import Sentence, quotable, quote
from kexie_digest.summaries.ranking import weigh

#: A lone sentence may exceed the length by this factor: better long than none.
_STRETCH = 2


def _main_evidence(facts: Facts) -> list[str]:
    """The sentences that facts stand in."""
    found: list[str] = [award.evidence for award in facts.awards]
    found += [agreement.evidence for agreement in facts.cooperation]
    return found + [activity.evidence for activity in facts.activities]


def _in_order_of_worth(
    sentences: Sequence[Sentence], weights: Sequence[float], evidence: Sequence[str]
) -> list[Sentence]:
    """Put the sentence of the main fact first, the others by weight."""
    by_weight = sorted(sentences, key=lambda sentence: (-weights[sentence.order], sentence.order))
    holding = [sentence for sentence in sentences if sentence.text in evidence]
    main = max(holding, key=lambda sentence: weights[sentence.order], default=None)
    return by_weight if main is None else [main, *(item for item in by_weight if item is not main)]


def _stands(sentence: Sentence, chosen: set[int]) -> bool:
    return not sentence.is_leaning or sentence.order - 1 in chosen


def _fill(ordered: Sequence[Sentence], length: int) -> list[Sentence]:
    """Take sentences while they fit; a leaning one only after the one it leans on."""
    chosen: dict[int, Sentence] = {}
    room = length
    is_growing = True
    while is_growing:
        is_growing = False
        for sentence in ordered:
            fits = sentence.order not in chosen and len(sentence.text) <= room
            if fits and _stands(sentence, set(chosen)):
                chosen[sentence.order] = sentence
                room -= len(sentence.text)
                is_growing = True
                break
    return [chosen[order] for order in sorted(chosen)]


def _alone(sentences: Sequence[Sentence], length: int) -> list[Sentence]:
    """When nothing fits: the first sentence that is not far too long, else the shortest."""
    standing = [sentence for sentence in sentences if not sentence.is_leaning] or list(sentences)
    bearable = [sentence for sentence in standing if len(sentence.text) <= length * _STRETCH]
    shortest = sorted(standing, key=lambda sentence: len(sentence.text))
    return (bearable or shortest)[:1]


def choose(article: Article, facts: Facts, *, length: int = 120) -> tuple[Quote, ...]:
    """Choose the sentences that sum an article up (摘要).

    A sentence with lost text, a stump or an open quotation is never quoted; one that
    leans on the sentence before it (他…、会上…) only together with that sentence.

    Args:
        article: The article.
        facts: What was found in it; the sentence of the main fact is preferred.
        length: How many characters there is room for.

    Returns:
        Whole sentences in source order, at least one where any may be quoted.
    """
    every = quotable(article)
    whole = [sentence for sentence in every if sentence.is_whole]
    ordered: Sequence[Sentence] = whole
    if sum(len(sentence.text) for sentence in whole) > length:  # else there is room for all
        title = "" if article.title_synthetic else f"{article.title or ''}{article.subtitle or ''}"
        ordered = _in_order_of_worth(whole, weigh(every, title), _main_evidence(facts))
    chosen = _fill(ordered, length) or _alone(whole, length)
    return tuple(quote(article, sentence) for sentence in chosen)
