"""Winners whom the tagger finds: stretches likely enough, in the company of their list and their rows.

Takes the sentences, the title and what readers of fixed forms found, gives more honours. What those
readers found stays; beside it more is asked of a stretch (decision 0020).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kexie_digest.facts.awards.cells import cells_of
from kexie_digest.facts.awards.honours import Honour, honour_name
from kexie_digest.facts.awards.items import called, is_generic
from kexie_digest.facts.awards.items.trimming import SYMBOLS
from kexie_digest.facts.awards.sentences.earlier import honour_before
from kexie_digest.facts.awards.sentences.verbs import is_long_ago, is_taken_back
from kexie_digest.facts.awards.tagging.chain import Stretch, Weights, stretches
from kexie_digest.facts.awards.tagging.features import describe
from kexie_digest.facts.awards.tagging.items import Item, is_person
from kexie_digest.facts.awards.tagging.layout import Layout
from kexie_digest.facts.awards.tagging.signs import signs_in
from kexie_digest.facts.awards.tagging.weights import taught
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.organisations import ends_like_organisation
from kexie_digest.facts.naming.persons import is_name, person_in
from kexie_digest.facts.naming.surnames import COMPOUND
from kexie_digest.text.script import fold

#: How likely a stretch must be to name a winner, and where no reader named anybody.
_LEAST, _ALONE = 0.5, 0.35
#: Items of one list, and cells of one column, win or lose together: their mean in each one's chance.
_SHARE, _FEWEST_ROWS = 0.6, 3
_SENTENCES_BACK = 6
#: A name of a reader as unlikely as this is none.
_DOUBT = 0.05
#: So many sentences tell it enough to strike names out: of the probes, a sentence or two, it took a seventh.
_ENOUGH = 3
#: The sum of a roll of so many is no chance.
_ROLL = 3
#: Where nothing called like an honour is told, more is asked.
_SURE = 0.7
#: Signs of a sentence that confers. Asking for the word of a prize, too, costs a seventh of tuning_sixth.
_CONFERRING = frozenset({"got", "give", "list", "thing"})
#: What is signed wins nothing, though it stands in the marks of works.
_SIGNED = re.compile(r"(?:协议|合同|备忘录|意向|倡议|公约)书?$")
#: Who made a work stands behind it (安小满著).
_AUTHOR = re.compile(r"(?:著|编著?|摄影?|绘|译)$")
#: What somebody has drawn up is told of them, not honoured (制定和首发了《某标准》).
_DRAWN_UP = re.compile(r"(?:制定|首发|发布|编制|出台|起草)了?[^,。;:!?《》]{0,16}《$")
#: Where a row gives the title of a work, its authors do not win beside it.
_OF_WORK = re.compile(r"》[^《》。;]{0,8}作者[:,]?[^《》。;:]*$")
_Group = tuple[str | int, ...]
#: What an honour is called: a stretch with nothing of the kind before it has won nothing, however likely.
_HONOUR = re.compile(
    r"^(?!.*[把将被]).*(?:奖(?<!获奖)[项章牌杯状]?$|称号|[冠亚季]军|第[一二三四五六]名?|[一二三]等|[金银铜]牌|之星|标兵|能手|模范|楷模|先锋|达人|使者|工匠|"
    r"人物|工作者|先进|优秀|最[美佳]|十[佳大]|会士|状元|勋章|示范[县区市村校点]|基地|百强|榜$|名单|[大竞]赛|比武|评选|评比)"
)
#: Names of three and four letters are not cut to two and three (欧阳文博).
_COMPOUND = re.compile(rf"(?:{COMPOUND})[\u4e00-\u9fff]{{1,2}}")
#: A word so short is asked whether it may be a name.
_SHORT_WORD = 2
_TITLES = (("“", "”"), ("《", "》"))
#: 20余万次: 余 is a surname, too.
_NUMBER = re.compile(r"[\d一二三四五六七八九十百千万亿] ?[余多]")
_LIKE_HONOUR = re.compile(
    r"“[^“”]{2,20}”(?:[一二三]等奖|奖|称号)?|(?:[特一二三四]等|[金银铜][奖牌]|第[一二三四五六]名|[冠亚季]军|[三四五]星级?)奖?|"
    r"[^,。;:!?、“”的了为获得]{0,10}(?:奖(?<!获奖)|称号|会士|院士|之星|标兵|能手|模范|功勋|荣誉|[勋徽念]章|[一二三]等功)|"
    r"(?:优秀|先进|示范|最[美佳]|十[佳大])[^,。;:!?、“”的了为获得]{2,10}|第[一二三]|特等|通报表[彰扬]|表[彰扬]"
)


@dataclass(frozen=True)
class Winner:
    """A stretch of a sentence that names a winner, and how likely."""

    line: Line
    start: int
    end: int
    chance: float

    @property
    def name(self) -> str:
        """The name as printed."""
        return self.line.text[self.start : self.end].strip()


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
    told = winners(layout)
    _judge(layout, known, told)
    names = {_bare(name) for honour in known for name in honour.names}
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for one in told:
        is_known = any(_bare(one.name) in name or name in _bare(one.name) for name in names)
        is_known = is_known or any(_overlaps(one, name) for name in names)
        is_none = one.chance < (_LEAST if names else _ALONE) or is_known or _is_nobody(one)
        honour = None if is_none else _honour_of(layout, title, one)
        if honour:
            found[one.line.order, honour].append(one.name)
    for (order, name), listed in found.items():
        yield Honour(name, lines[order], 0, listed, is_open=True)


def _overlaps(one: Winner, name: str) -> bool:
    """Whether a name stands where a stretch takes up a part of it (班李沐 of 李沐阳)."""
    begin, end = max(0, one.start - len(name)), one.end + len(name)
    return any(
        begin + at < one.end and one.start < begin + at + len(name)
        for at in [one.line.text[begin:end].find(name)]
        if at >= 0
    )


def _is_nobody(one: Winner) -> bool:
    """Whether a stretch is a number, a paper signed or drawn up, of long ago, or a word for nobody (申报)."""
    word = fold(one.name)
    is_word = len(word) <= _SHORT_WORD and not is_name(word)
    is_number = _NUMBER.search(one.line.folded, max(0, one.start - 2), one.start + 1)
    is_paper = (
        _OF_WORK.search(one.line.folded, 0, one.start)
        or _SIGNED.search(word)
        or (_AUTHOR.search(word) and not is_person(word))
        or _DRAWN_UP.search(one.line.folded, 0, one.start)
    )
    is_none = is_word or is_generic(word) or is_paper or is_number
    return bool(is_none) or is_long_ago(one.line, one.end) or is_taken_back(one.line)


def winners(layout: Layout, weights: Weights | None = None) -> list[Winner]:
    """Tag the names of winners.

    Args:
        layout: The article.
        weights: Weights to use in the place of those taught last.

    Returns:
        Stretches in order, with their chances in company.
    """
    if not layout.may_tell:
        return []
    sizes: Counter[_Group] = Counter()
    found: list[tuple[Winner, _Group | None, tuple[int, int]]] = []
    for line in layout.lines:
        described = describe(line, layout)
        is_row = line.paragraph in layout.rows
        cells = [start for start, _ in cells_of(line, 0, len(line.text))] if is_row else []
        groups = [_group(layout, line, item, cells) for item in described.items]
        sizes.update(group for group in groups if group)
        for one in stretches(described, weights or taught()):
            at = _item_at(described.items, one)
            winner = Winner(line, *_person_alone(line, *_with_marks(line, one)), one.chance)
            found.append((winner, groups[at] if at >= 0 else None, (line.order, at)))
    return _in_company(found, sizes)


def _with_marks(line: Line, one: Stretch) -> tuple[int, int]:
    """Where a stretch begins whose first word stands in marks (“双缝”课堂演示, “凸包”队)."""
    symbols = SYMBOLS.match(line.folded, one.start, one.end)
    if symbols:
        return symbols.end(), one.end
    close = line.folded.find("”", max(0, one.start - 1), one.end)
    opening = line.folded.rfind("“", 0, close) if close >= 0 else -1
    is_led = 0 <= opening < one.start and "”" not in line.folded[opening:close] and close < one.end - 1
    return (opening if is_led else one.start), one.end


def _person_alone(line: Line, start: int, end: int) -> tuple[int, int]:
    """Where the name stands: a person without where one works and what follows (铁路中学古小雨, 岑松等)."""
    if line.folded[end - 1] == "等" and is_person(line.folded[start : end - 1]):
        end -= 1
    if is_person(line.folded[start:end]) or ends_like_organisation(line.folded[start:end]):
        return start, end
    for begin in range(max(start + 2, end - 4), end - 1):
        if is_person(line.folded[begin:end]) and ends_like_organisation(line.folded[start:begin]):
            return begin, end
    place = person_in(line.folded, start, end) or called(line.folded, start, end)
    return (place[0], end) if place and place[1] == end else (start, end)


def _group(layout: Layout, line: Line, item: Item, cells: Sequence[int]) -> _Group | None:
    """What an item wins or loses together with: its list, else its column."""
    if item.first != item.last:
        return "list", line.order, item.first
    cell = bisect_right(cells, item.start)
    return ("rows", layout.run_of(line), cell, len(cells)) if cells else None


def _item_at(items: Sequence[Item], one: Stretch) -> int:
    return next((at for at, item in enumerate(items) if item.start <= one.start < item.end), -1)


def _in_company(
    found: Sequence[tuple[Winner, _Group | None, tuple[int, int]]], sizes: Counter[_Group]
) -> list[Winner]:
    """Let the likeliest stretches of the items of a group share their chances."""
    best: dict[_Group, dict[tuple[int, int], float]] = defaultdict(dict)
    for winner, group, item in found:
        if group and winner.chance > best[group].get(item, 0.0):
            best[group][item] = winner.chance
    shared = []
    for winner, group, item in found:
        is_alone = not group or (group[0] == "rows" and sizes[group] < _FEWEST_ROWS)
        if not group or is_alone or winner.chance < best[group][item]:
            shared.append(winner)
            continue
        mean = sum(best[group].values()) / sizes[group]
        shared.append(replace(winner, chance=winner.chance + _SHARE * (mean - winner.chance)))
    return sorted(shared, key=lambda one: (one.line.order, one.start))


def _bare(name: str) -> str:
    """A name without the space that sets two letters wide, and without marks."""
    return re.sub(r"[\s“”‘’《》]", "", name)


def _judge(layout: Layout, known: list[Honour], told: Sequence[Winner]) -> None:
    """Ask the tagger about every name that readers found; what it holds for nobody is struck out.

    A roll of as many names as the article tells is left alone, and nobody is called as an honour is.
    Where it sees another name in the same place (机修车间典韦, 车维保团队), that one stands. It strikes out
    nothing where it is sure of nobody, or has too little to go by; an honour left with nothing is none.
    """
    may_strike = len(layout.lines) >= _ENOUGH and any(one.chance > _LEAST for one in told)
    sums: Counter[str] = Counter()
    for honour in known:
        sums[honour.key] += len(honour.names)
    honours = {_bare(honour.name) for honour in known}
    chances: dict[str, float] = defaultdict(float)
    for one in told:
        chances[_bare(one.name)] = max(chances[_bare(one.name)], one.chance)
    emptied = []
    for honour in known:
        heard = [chances.get(_bare(name), 0.0) for name in honour.names]
        names: list[str] = []
        is_whole = sums[honour.key] >= _ROLL and sums[honour.key] in layout.told
        for at, name in enumerate(honour.names):
            if _bare(name) in honours:
                continue
            if heard[at] >= _DOUBT or is_whole or _is_cell(honour, name):
                names.append(name)
            else:
                is_sure = not may_strike or _is_sure(
                    layout, honour, name, heard[max(0, at - 1) : at] + heard[at + 1 : at + 2]
                )
                names += _rivals(name, told) or ([name] if is_sure else [])
        if names != honour.names:
            honour.keep(names)
            emptied += [honour] if not names and honour.announced is None else []
    known[:] = [honour for honour in known if not any(honour is one for one in emptied)]


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
        for match in re.finditer(re.escape(name), one.line.text)
        if match.start() < one.end and one.start < match.end() and not (is_whole and one.name in name)
    }
    return sorted(found, key=lambda one: found[one])


def _is_sure(layout: Layout, honour: Honour, name: str, beside: Sequence[float]) -> bool:
    """Whether a name stays though the tagger sees nobody.

    In a roll, a title and who stands in one row with the honour (【最佳组织】某学会); in a sentence, a whole
    name of a person, a name beside likely ones, and one that is only referred to (我的论文).
    """
    own = honour.line.text
    if honour.is_roll or honour.line.paragraph in layout.rows:
        is_title = any(
            f"{left}{name}{right}" in line.text for left, right in _TITLES for line in layout.lines
        )
        return is_title or (honour.name in own and name in own and "\t" not in own)
    is_whole = len(name) > _SHORT_WORD and (is_person(fold(name)) or "·" in name)
    is_listed = bool(beside) and min(beside) > _LEAST
    return is_whole or is_listed or name not in own


def _honour_of(layout: Layout, title: str | None, one: Winner) -> str | None:
    """The honour told nearest before a winner, in the title, last in the article, or what is like one.

    The last two are asked only where an honour is conferred nearby or in the title.
    """
    lines = layout.lines
    here = one.line.order
    near = lines[max(0, here - _SENTENCES_BACK) : here + _SENTENCES_BACK + 1]
    is_conferred = _confers(layout.title) or any(_confers(line.folded) for line in near)
    told = (
        honour_before(lines, one.line, one.end, _SENTENCES_BACK),
        _in_title(title),
        honour_before(lines, lines[-1], len(lines[-1].text), len(lines)) if is_conferred else None,
    )
    named = next((name for name in told if name and _HONOUR.search(fold(name))), None)
    if named or not is_conferred:
        return named
    like = _like_honour(lines, title, one)
    return like if like and (one.chance > _SURE or _HONOUR.search(fold(like))) else None


def _confers(folded: str) -> bool:
    """Whether a sentence tells of winning, giving, a list or a thing that is handed over."""
    return not _CONFERRING.isdisjoint(signs_in(folded))


def _like_honour(lines: Sequence[Line], title: str | None, one: Winner) -> str | None:
    """What may be called an honour, before a winner or behind it: a level, praise, a quoted name of one."""
    here = one.line.order
    for line in (*lines[max(0, here - _SENTENCES_BACK) : here + 1][::-1], Line(title or "", 0, 0)):
        end = one.start if line is one.line else len(line.text)
        places = [match.span() for match in _LIKE_HONOUR.finditer(line.folded, 0, end)]
        places += (
            [match.span() for match in _LIKE_HONOUR.finditer(line.folded, one.end)]
            if line is one.line
            else []
        )
        for start, stop in places[::-1]:
            name = line.text[start:stop].strip("“”")
            is_bare = line.folded[start] == "“" and line.folded[stop - 1] == "”"
            if name != one.name and (not is_bare or _HONOUR.search(fold(name)) or _confers(line.folded)):
                return name
    return None


def _in_title(title: str | None) -> str | None:
    line = Line(title or "", 0, 0)
    quoted = re.search(rf"{MASK}+(?:奖|称号)?", line.masked)
    return honour_name(line, *quoted.span()) if quoted else None
