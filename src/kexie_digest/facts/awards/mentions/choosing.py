"""Which mentions are winners' names: the sum of what their features weigh, and that of their neighbours.

Takes the sentences, the title and what readers of fixed forms found, gives more honours. What those
readers found stays; where they found nobody, less is asked of a mention. The weights are taught by
``tests/facts/teach_mentions.py`` (decision 0020).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kexie_digest.facts.awards.honours import Honour, honour_name
from kexie_digest.facts.awards.mentions.candidates import Mention, mentions_in
from kexie_digest.facts.awards.mentions.features import features
from kexie_digest.facts.awards.mentions.signs import signs_in
from kexie_digest.facts.awards.mentions.surroundings import Surroundings, may_tell
from kexie_digest.facts.awards.mentions.weights import WEIGHTS
from kexie_digest.facts.awards.sentences.earlier import honour_before
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.text.script import fold

#: What a sum must reach where no other reader named anybody, and where one did (log-odds).
_ALONE, _BESIDE = 0.2, 1.2
#: Neighbours of a list win or lose together: their share in each other's sum, and who is none.
_SHARE, _NO_NEIGHBOUR = 0.4, -3.0
_SENTENCES_BACK = 6
#: What an honour is called: a mention with nothing of the kind before it has won nothing, whatever it weighs.
_HONOUR = re.compile(
    r"^(?!.*[把将被]).*(?:奖(?<!获奖)[项章牌杯状]?$|称号|[冠亚季]军|第[一二三四五六]名?|[一二三]等|[金银铜]牌|之星|标兵|能手|模范|楷模|先锋|达人|使者|工匠|"
    r"人物|工作者|先进|优秀|最[美佳]|十[佳大]|会士|状元|勋章|示范[县区市村校点]|百强|榜$|[大竞]赛|比武|评选|评比)"
)
#: Words behind a name by which it wins nothing: 副市长某某、主席某某为获奖者颁奖; 某某被孩子们称为“最美园丁”.
_GIVES = re.compile(
    r"(?:(?![获夺评得摘])[^,。;:!?]){0,30}?(?:[为给向与][^,。;:!?]{0,8}(?:者|得主|代表|选手|单位|集体|团队|队伍|个人|家庭|[他她]们?|其)"
    r"[^,。;:!?]{0,12}[颁授赠戴递]|被[^,。;:!?评授]{1,14}[称誉唤视看叫][为作做是])"
)


def mentioned(lines: Sequence[Line], title: str | None, known: Sequence[Honour]) -> Iterator[Honour]:
    """Find winners that no reader of fixed forms named.

    Args:
        lines: All sentences.
        title: The title.
        known: What those readers found.

    Yields:
        One honour per sentence and name of an honour; its list is open, for nobody says that it is whole.
    """
    names = {name for honour in known for name in honour.names}
    if not may_tell(lines, title) or (names and _is_read(lines, names)):
        return
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for one in sorted(_chosen(lines, title, names), key=lambda one: one.span):
        if not _GIVES.match(one.line.masked, one.end) and not any(
            one.name in name or name in one.name for name in names
        ):
            honour = _honour_of(lines, title, one)
            if honour:
                found[one.line.order, honour].append(one.name)
    for (order, name), winners in found.items():
        yield Honour(name, lines[order], 0, winners, is_open=True)


def _is_read(lines: Sequence[Line], names: set[str]) -> bool:
    """Whether every sentence with a sign of an honour names somebody known: weighing is slow."""
    return all(any(name in line.text for name in names) for line in lines if "prize" in signs_in(line.folded))


def _chosen(lines: Sequence[Line], title: str | None, names: set[str]) -> list[Mention]:
    """The mentions that reach the threshold, none of a row that was read already."""
    mentions = mentions_in(lines)
    around = Surroundings(lines, title, mentions)
    read = {
        line.order
        for line in lines
        if line.paragraph in around.rows and any(name in line.text for name in names)
    }
    chosen = separate(mentions, weigh(mentions, around), _BESIDE if names else _ALONE)
    return [one for one in chosen if one.line.order not in read]


def weigh(
    mentions: Sequence[Mention], around: Surroundings, weights: dict[str, float] = WEIGHTS
) -> list[float]:
    """Weigh mentions by their features and by their neighbours.

    Args:
        mentions: The mentions of an article.
        around: The article.
        weights: Feature → weight.

    Returns:
        A sum for each, as log-odds.
    """
    return shared(
        mentions, [sum(weights.get(name, 0.0) for name in features(one, around)) for one in mentions]
    )


def shared(mentions: Sequence[Mention], alone: Sequence[float]) -> list[float]:
    """Let neighbours of one kind in one sentence share their sums.

    Args:
        mentions: The mentions of an article.
        alone: What each weighs alone.

    Returns:
        What each weighs in company.
    """
    place = {one.span: at for at, one in enumerate(mentions)}
    groups: dict[tuple[int, str], list[int]] = defaultdict(list)
    for one in separate(mentions, alone, _NO_NEIGHBOUR):
        groups[one.line.order, one.kind].append(place[one.span])
    sums = list(alone)
    for group in groups.values():
        mean = sum(alone[at] for at in group) / len(group)
        for at in group:
            sums[at] += _SHARE * (mean - alone[at])
    return sums


def separate(mentions: Sequence[Mention], scores: Sequence[float], least: float) -> list[Mention]:
    """Choose mentions that do not overlap, the heaviest first.

    Args:
        mentions: The mentions of an article.
        scores: Their sums.
        least: The sum to reach.

    Returns:
        The chosen ones.
    """
    chosen: list[Mention] = []
    heavy = (at for at, score in enumerate(scores) if score > least)
    for at in sorted(heavy, key=lambda at: -scores[at]):
        if not any(mentions[at].overlaps(other) for other in chosen):
            chosen.append(mentions[at])
    return chosen


def _honour_of(lines: Sequence[Line], title: str | None, one: Mention) -> str | None:
    """The honour told nearest before a mention, else in the title, else first in the article."""
    told = (
        honour_before(lines, one.line, one.end, _SENTENCES_BACK),
        _in_title(title),
        honour_before(lines, lines[-1], len(lines[-1].text), len(lines)),
    )
    return next((name for name in told if name and _HONOUR.search(fold(name))), None)


def _in_title(title: str | None) -> str | None:
    line = Line(title or "", 0, 0)
    quoted = re.search(rf"{MASK}+(?:奖|称号)?", line.masked)
    return honour_name(line, *quoted.span()) if quoted else None
