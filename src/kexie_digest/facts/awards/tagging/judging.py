"""Names that readers of fixed forms found, judged by the tagger: kept, mended, or struck out.

Takes honours and the stretches the tagger saw, mends the honours in place. It finds no honour.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kexie_digest.facts.awards.honours import Honour
from kexie_digest.facts.awards.items.trimming import WORK
from kexie_digest.facts.awards.tagging.bystanders import is_bystander
from kexie_digest.facts.awards.tagging.items import is_person
from kexie_digest.facts.awards.tagging.layout import Layout
from kexie_digest.facts.awards.tagging.winners import Winner
from kexie_digest.facts.naming.organisations import ends_like_organisation
from kexie_digest.facts.naming.surnames import COMPOUND
from kexie_digest.text.script import fold

#: A name as likely as this mends one that a reader took in its place.
_LEAST = 0.5
#: A name of a reader as unlikely as this is none.
_DOUBT = 0.05
#: Where the tagger sees nobody as likely as this, it strikes nobody out.
_SEEN = 0.3
#: So many sentences tell it enough to strike names out: of the probes, a sentence or two, it took a seventh.
_ENOUGH = 3
#: The sum of a roll of so many is no chance.
_ROLL = 3
#: Names of three and four letters are not cut to two and three (欧阳文博).
_COMPOUND = re.compile(rf"(?:{COMPOUND})[\u4e00-\u9fff]{{1,2}}")
#: A word so short is asked whether it may be a name.
_SHORT_WORD = 2
_TITLES = (("“", "”"), ("《", "》"))


def bare(name: str) -> str:
    """A name without the space that sets two letters wide, and without marks."""
    return re.sub(r"[\s“”‘’《》]", "", name)


class Names:
    """A set of names, asked which of them is part of a word or has it as a part."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        self.sizes = sorted({len(name) for name in self.names})
        self._printed = "\n".join(self.names)

    def touches(self, word: str) -> bool:
        """Tell whether a word without white space is part of a name, or has a name as a part."""
        return bool(self.names) and (
            word in self._printed
            or any(
                word[at : at + size] in self.names
                for size in self.sizes
                for at in range(len(word) - size + 1)
            )
        )


def judge(layout: Layout, known: list[Honour], told: Sequence[Winner]) -> None:
    """Ask the tagger about every name that readers found; what it holds for nobody is struck out.

    Where it sees another name in the same place (机修车间典韦, 车维保团队), that one stands. An honour left
    with neither names nor a number is none.

    Args:
        layout: The article.
        known: What readers found; mended in place.
        told: The stretches that the tagger saw.
    """
    jury = _Jury(layout, known, told)
    emptied = []
    for honour in known:
        names = jury.left_of(honour)
        if names != honour.names:
            honour.keep(names)
            emptied += [honour] if not names and honour.announced is None else []
    known[:] = [honour for honour in known if not any(honour is one for one in emptied)]


class _Jury:
    """What the tagger saw in an article, asked about names."""

    def __init__(self, layout: Layout, known: Sequence[Honour], told: Sequence[Winner]) -> None:
        self.layout, self.told = layout, told
        self.honours = {bare(honour.name) for honour in known}
        self.sums: Counter[str] = Counter()
        for honour in known:
            self.sums[honour.key] += len(honour.names)
        self.chances: dict[str, float] = defaultdict(float)
        self.likely = Names(bare(one.name) for one in told if one.chance >= _DOUBT)
        self.knows = len(layout.lines) >= _ENOUGH and any(one.chance > _SEEN for one in told)
        for one in told:
            self.chances[bare(one.name)] = max(self.chances[bare(one.name)], one.chance)

    def left_of(self, honour: Honour) -> list[str]:
        """The names of an honour that stand, and those that stand for others."""
        heard = [self.chances.get(bare(name), 0.0) for name in honour.names]
        size = self.sums[honour.key]
        is_whole = size >= _ROLL and size in self.layout.told
        names: list[str] = []
        for at, name in enumerate(honour.names):
            if bare(name) in self.honours or _stands_beside(self.layout, name):
                continue
            if heard[at] >= _DOUBT or is_whole or _is_cell(honour, name):
                names.append(name)
            else:
                beside = heard[max(0, at - 1) : at] + heard[at + 1 : at + 2]
                names += _rivals(name, self.told) or ([name] if self._stays(honour, name, beside) else [])
        return names

    def _stays(self, honour: Honour, name: str, beside: Sequence[float]) -> bool:
        """Whether a name stays that the tagger does not see: there is too little to go by, or much for it."""
        return (
            not self.knows or self.likely.touches(bare(name)) or _is_sure(self.layout, honour, name, beside)
        )


def _stands_beside(layout: Layout, name: str) -> bool:
    """Whether a name is printed only where nobody wins."""
    return name in layout.printed and all(is_bystander(*place) for place in layout.places(name))


def _is_cell(honour: Honour, name: str) -> bool:
    """Whether a name is a whole cell of its table, whose head was read."""
    return honour.is_roll and name in honour.line.text.split("\t")[1:]


def _rivals(name: str, told: Sequence[Winner]) -> list[str]:
    """The likely names printed where a reader found another, in order; bodies and long names are whole."""
    is_whole = ends_like_organisation(fold(name)) or "·" in name or bool(_COMPOUND.fullmatch(fold(name)))
    found = {
        one.name: (one.line.order, one.start)
        for one in told
        if one.chance > _LEAST
        if name in one.line.text
        for match in re.finditer(re.escape(name), one.line.text)
        if match.start() < one.end
        and one.start < match.end()
        and not ((is_whole or _is_marked(name, one.name) or _is_cut(name, one.name)) and one.name in name)
    }
    return sorted(found, key=lambda one: found[one])


def _is_marked(name: str, part: str) -> bool:
    """Whether a part of a name stands in its marks (市广播电视台《问问科学家》栏目组)."""
    return bool(re.search(f"[“《]{re.escape(part)}[”》].", name))


def _is_cut(name: str, part: str) -> bool:
    """Whether a part of a name ends or begins at a figure inside it (青禾糯6号选育)."""
    part = re.escape(part)
    return bool(re.search(rf"{part}\d|\d{part}", name))


def _won_by_title(name: str, own: str) -> re.Match[str] | None:
    """Where a title in its marks is the subject of winning (“青禾一号”项目荣获…)."""
    return re.search(rf"[“《]{re.escape(name)}[”》]{WORK}?[,，]?(?:荣|喜)?获(?!奖)", own)


def _is_sure(layout: Layout, honour: Honour, name: str, beside: Sequence[float]) -> bool:
    """Whether a name stays though the tagger sees nobody.

    In a roll, a title and who stands in one row with the honour (【最佳组织】某学会); in a sentence, a whole
    name of a person, a name beside likely ones, and one that is only referred to (我的论文).
    """
    own = honour.line.text
    if honour.is_roll or honour.line.paragraph in layout.rows:
        is_title = any(f"{left}{name}{right}" in layout.printed for left, right in _TITLES)
        return is_title or (honour.name in own and name in own and "\t" not in own)
    is_whole = len(name) > _SHORT_WORD and (is_person(fold(name)) or "·" in name)
    is_listed = bool(beside) and min(beside) > _LEAST
    is_listed = is_listed or (
        len(honour.names) >= _ROLL and all(is_person(fold(one)) for one in honour.names)
    )
    return is_whole or is_listed or bool(_won_by_title(name, own)) or name not in own
