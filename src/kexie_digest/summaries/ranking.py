"""How telling each sentence of an article is.

Takes sentences and the title, gives a weight per sentence: TextRank on character
2- and 3-grams, the words of the title, and the place in the text. It chooses nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import sqrt

from kexie_digest.summaries.quoting import Sentence
from kexie_digest.text.script import fold

#: TextRank's usual damping (Mihalcea and Tarau 2004), and rounds enough to settle.
_DAMPING, _ROUNDS = 0.85, 12
#: Beyond so many sentences the rest only ever adds detail.
_RANKED = 60
#: What the title's words and the place in the text add to the rank (which averages 1).
_TITLE_SHARE, _POSITION_SHARE = 1.5, 1.2
_NOT_TEXT = re.compile(r"[^\w\u4e00-\u9fff]+")


def _grams(text: str) -> Counter[str]:
    plain = _NOT_TEXT.sub("", fold(text))
    return Counter([plain[i : i + size] for size in (2, 3) for i in range(len(plain) - size + 1)])


def _similarities(grams: Sequence[Counter[str]]) -> list[dict[int, float]]:
    """Cosine between sentences that share grams, through an index (no all-pairs)."""
    holders: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, counted in enumerate(grams):
        for gram, count in counted.items():
            holders[gram].append((index, count))
    products: list[dict[int, float]] = [defaultdict(float) for _ in grams]
    for held in holders.values():
        for left, left_count in held if len(held) > 1 else ():
            for right, right_count in held:
                if left != right:
                    products[left][right] += left_count * right_count
    norms = [sqrt(sum(count * count for count in counted.values())) or 1.0 for counted in grams]
    return [
        {right: value / norms[left] / norms[right] for right, value in row.items()}
        for left, row in enumerate(products)
    ]


def _text_rank(grams: Sequence[Counter[str]]) -> list[float]:
    links = _similarities(grams)
    totals = [sum(row.values()) or 1.0 for row in links]
    ranks = [1.0] * len(grams)
    for _ in range(_ROUNDS):
        ranks = [
            1
            - _DAMPING
            + _DAMPING * sum(ranks[other] * weight / totals[other] for other, weight in row.items())
            for row in links
        ]
    return ranks


def weigh(sentences: Sequence[Sentence], title: str) -> tuple[float, ...]:
    """Weigh the sentences of an article.

    Args:
        sentences: All of them, in source order.
        title: The headline; may be empty.

    Returns:
        One weight each; those far down a very long text weigh nothing.
    """
    ranked = sentences[:_RANKED]
    grams = [_grams(sentence.text) for sentence in ranked]
    wanted = set(_grams(title))
    weights = []
    for sentence, own, rank in zip(ranked, grams, _text_rank(grams), strict=True):
        overlap = len(wanted & set(own)) / len(wanted) if wanted else 0.0
        position = 1 / (1 + sentence.order)
        weights.append(rank + _TITLE_SHARE * overlap + _POSITION_SHARE * position)
    return (*weights, *([0.0] * (len(sentences) - len(ranked))))
