"""Winners whom no reader of fixed forms named, each with an honour.

Takes the sentences, the title and what readers of fixed forms found, gives more honours. What those
readers found is judged; beside it more is asked of a stretch (decision 0020).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kexie_digest.facts.awards.honours import Honour
from kexie_digest.facts.awards.items import is_generic
from kexie_digest.facts.awards.sentences.verbs import is_long_ago, is_taken_back
from kexie_digest.facts.awards.tagging.bystanders import is_bystander
from kexie_digest.facts.awards.tagging.conferring import honour_of
from kexie_digest.facts.awards.tagging.judging import Names, bare, judge
from kexie_digest.facts.awards.tagging.layout import Layout
from kexie_digest.facts.awards.tagging.winners import Winner, winners
from kexie_digest.facts.lines import Line
from kexie_digest.facts.naming.persons import is_name
from kexie_digest.text.script import fold

#: How likely a stretch must be to name a winner, and where no reader named anybody.
_LEAST, _ALONE = 0.5, 0.35
#: A word so short is asked whether it may be a name.
_SHORT_WORD = 2


def tagged(lines: Sequence[Line], title: str | None, known: list[Honour]) -> Iterator[Honour]:
    """Find winners that no reader of fixed forms named.

    Args:
        lines: All sentences.
        title: The title.
        known: What those readers found; mended in place.

    Yields:
        One honour per sentence and name of an honour; its list is open, for nobody says that it is whole.
    """
    layout = Layout(lines, title)
    told = [one for one in winners(layout) if not is_bystander(one.line, one.start, one.end)]
    judge(layout, known, told)
    names = Names(bare(name) for honour in known for name in honour.names)
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for one in told:
        is_none = (
            one.chance < (_LEAST if names.names else _ALONE)
            or names.touches(bare(one.name))
            or _overlaps(one, names)
            or _is_nobody(one)
        )
        honour = None if is_none else honour_of(layout, title, one)
        if honour:
            found[one.line.order, honour].append(one.name)
    for (order, name), listed in found.items():
        yield Honour(name, lines[order], 0, listed, is_open=True)


def _overlaps(one: Winner, names: Names) -> bool:
    """Whether a name stands where a stretch takes up a part of it (班李沐 of 李沐阳), not before it."""
    text = one.line.text
    return any(
        text[at : at + size] in names.names and not text.endswith(text[at : at + size], 0, one.start)
        for size in names.sizes
        for at in range(max(0, one.start - size + 1), one.end)
    )


def _is_nobody(one: Winner) -> bool:
    """Whether a stretch is of long ago, taken back, or a word for nobody (申报)."""
    word = fold(one.name)
    is_word = len(word) <= _SHORT_WORD and not is_name(word)
    return is_word or is_generic(word) or is_long_ago(one.line, one.end) or is_taken_back(one.line)
