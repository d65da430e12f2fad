"""What is known of a mention before it is weighed: kind, edges, signs by their distance, company.

Takes a mention and its surroundings, gives names of features. It weighs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kexie_digest.facts.awards.mentions.candidates import Mention
from kexie_digest.facts.awards.mentions.signs import signs_in
from kexie_digest.facts.awards.mentions.surroundings import Surroundings
from kexie_digest.facts.lines import MASK
from kexie_digest.facts.naming.organisations import POSTS

_POST = re.compile(rf"(?:{POSTS}|[师员长家工手者])$")
_UNSEEN = re.compile(r"[\s\"\\]")
_NEAR, _LONGEST, _MOST, _OFTEN = 6, 12, 6, 3
_FARTHEST_BEFORE, _FARTHEST_BEHIND = -2, 3


def features(mention: Mention, around: Surroundings) -> list[str]:
    """Name the features of a mention.

    Args:
        mention: The mention.
        around: Its article.

    Returns:
        Names such as ``right:got`` (a verb of winning follows); those that say different things of
        different kinds end in the kind.
    """
    general = [*_signs(mention, around), *around.setting, *_distance(mention, around)]
    by_kind = [*_edges(mention), *_company(mention, around)]
    kind = mention.kind
    return [
        "any",
        f"kind:{kind}",
        *general,
        *(f"{name}:{kind}" for name in (*general, *by_kind)),
        *_letters(mention),
    ]


def _signs(mention: Mention, around: Surroundings) -> Iterator[str]:
    """Signs by their place: close by, in the clause, in the sentence, around it, above, in the title."""
    line, folded = mention.line, mention.line.folded
    begin, stop = line.clause_start(mention.start), line.clause_end(mention.end)
    inside = around.paragraphs[line.paragraph]
    at = inside.index(line)
    above, heading = around.above.get(line.paragraph), around.headings.get(line.paragraph)
    zones = {
        "close-left": folded[max(0, mention.start - _NEAR) : mention.start],
        "close-right": folded[mention.end : mention.end + _NEAR],
        "left": folded[begin : max(begin, mention.start)],
        "right": folded[mention.end : stop],
        "sentence-left": folded[:begin],
        "sentence-right": folded[stop:],
        "before": inside[at - 1].folded if at else "",
        "behind": inside[at + 1].folded if at + 1 < len(inside) else "",
        "above": above.folded if above else "",
        "heading": heading.folded if heading else "",
        "title": around.title,
        "within": folded[mention.start : mention.end],
    }
    for zone, text in zones.items():
        yield from (f"{zone}:{sign}" for sign in sorted(signs_in(text)))
    if above:
        yield f"above-ends:{_seen(above.folded[-1:])}"
    if heading:
        yield "headed"


def _distance(mention: Mention, around: Surroundings) -> Iterator[str]:
    """How many sentences away an honour is told."""
    order = mention.line.order
    if around.scenes:
        nearest = min(around.scenes, key=lambda scene: abs(scene - order))
        yield f"scene-at:{max(_FARTHEST_BEFORE, min(_FARTHEST_BEHIND, order - nearest))}"
    yield "first" if order == 0 else "last" if order == len(around.lines) - 1 else "amid"
    if "?" in mention.line.folded:
        yield "asked"


def _edges(mention: Mention) -> Iterator[str]:
    """How a mention fills the stretch it stands in."""
    folded, (begin, stop) = mention.line.folded, mention.item
    yield f"opens:{mention.start == begin}"
    yield f"closes:{mention.end == stop}"
    yield f"item-left:{_seen(folded[begin - 1 : begin]) or '^'}"
    yield f"item-right:{_seen(folded[stop : stop + 1]) or '$'}"
    yield f"letters:{min(_LONGEST, mention.end - mention.start)}"
    if _POST.search(folded[max(0, mention.start - _NEAR) : mention.start]):
        yield "post"


def _company(mention: Mention, around: Surroundings) -> Iterator[str]:
    """What else is named beside it, and whether their number is told."""
    line, is_row = mention.line, mention.line.paragraph in around.rows
    is_whole = mention.item == (mention.start, mention.end)
    yield f"row:{is_row}"
    yield f"whole:{is_whole}:{is_row}"
    column = around.column(mention)
    if column:
        yield f"column:{_seen(column)}"
    yield from (f"beside:{kind}:{is_row}" for kind in sorted(around.kinds_beside(mention)))
    clause = line.clause_start(mention.start)
    yield from (f"clause:{kind}" for kind in sorted(around.kinds_beside(mention, clause)))
    listed = around.listed(mention)
    yield f"listed:{min(_MOST, listed)}"
    if listed in around.told:
        yield "count-told"
    if is_row:
        rows = around.in_rows(mention)
        yield f"rows:{min(_MOST, rows)}"
        if rows in around.told:
            yield "rows-told"
    word = line.folded[mention.start : mention.end]
    yield f"again:{min(_OFTEN, around.text.count(word))}"
    if word in around.title:
        yield "in-title"


def _letters(mention: Mention) -> Iterator[str]:
    """The letters right beside it."""
    folded, masked, kind = mention.line.folded, mention.line.masked, mention.kind
    left = _seen(folded[mention.start - 1]) if mention.start else "^"
    right = _seen(folded[mention.end : mention.end + 1]) or "$"
    right = f"<{right}" if masked[mention.end : mention.end + 1] == MASK else right
    yield from (f"l:{left}", f"r:{right}", f"l:{left}:{kind}", f"r:{right}:{kind}")
    yield f"ll:{_seen(folded[max(0, mention.start - 2) : mention.start])}"
    yield f"rr:{_seen(folded[mention.end : mention.end + 2])}"


def _seen(letters: str) -> str:
    """Letters as a table can hold them: no white space, no quotation marks of its own."""
    return _UNSEEN.sub("_", letters)
