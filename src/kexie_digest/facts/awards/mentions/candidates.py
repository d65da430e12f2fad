"""Every name that a sentence might call a winner: persons, bodies, teams, works, plain items.

Takes sentences, gives :class:`Mention`. It offers too much on purpose and judges nothing: of two
mentions that overlap at most one is right, which ``choosing`` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kexie_digest.facts.awards.items import is_generic
from kexie_digest.facts.awards.rows import NUMBERING
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.organisations import (
    POSTS,
    Stretch,
    ends_like_organisation,
    strip_end,
    strip_start,
)
from kexie_digest.facts.naming.persons import is_name
from kexie_digest.facts.naming.surnames import NAME

_QUOTED = re.compile(
    r"“(?P<double>[^“”]{1,40})”|‘(?P<single>[^‘’]{1,40})’|《(?P<title>[^《》]{1,60})》|\"(?P<plain>[^\"]{1,40})\""
)
_SEPARATOR = re.compile(r"[,。;:!?、…]|[ \t|]+|—+|以及|(?<=.)[和与及跟]|并(?=[被获列])")
_NAME = re.compile(NAME)
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,8})+|[a-z][a-z]+(?: [a-z][a-z-]+)+")
#: 张 三: a name of two letters, set as wide as one of three.
_SPREAD = re.compile(rf"(?:^|(?<=[\s、|,:]))(\S)[ \t]+(\S)(?=$|[\s、|,({MASK}])")
#: What stands right before the name of a person: a mark, a post, a calling, a body, a preposition.
_BEFORE_PERSON = re.compile(
    rf"(?:^|[,。;:!?、…“”‘’《》·【】()\s|{MASK}—]|[的是由被给为与和及跟向有归让把将叫到位名以对从予]|[奖等军组牌份]|"
    r"[师员长家工手者人生士匠医民授任娘倌户星王机导演式书根客翁嫂弟妹兵帅]|[学中室区市县镇乡村班科站所校院馆局厂队]|"
    rf"同学|父亲|儿子|女儿|先生|女士|{POSTS})$"
)
_TEAM = re.compile(
    rf"[^{MASK}]*{MASK}+[\u4e00-\u9fff]{{0,3}}(?:队|小?组|团队|社|班|工作室|服务团|合唱团|家庭|联盟|行动|课堂|号)$"
)
#: A name may begin behind one of these.
_OPENS = re.compile(
    r"由|被|给了?|为了?|是|有|归于?|归?属于?|授予了?|颁(?:发)?给|判给|花落|落户|来自|的|到|向|在|从|将|把|让|"
    r"选出|评出|命名|认定|确定|表彰了?|祝贺|恭喜|宣布|分别|依次|其中|还有|以及|我[省市县区校院]|得主|获奖者|落[在到]了?|"
    r"[省市县区](?=.)|名|位|中(?=.)|等"
)
#: A name may end before one of these.
_CLOSES = re.compile(
    r"等|获(?!得者|奖)|荣[获膺]|被|摘|夺|斩|捧|揽|折桂|问鼎|登上|跻身|入[选围]|当选|上榜|榜上|[位名]列|位居|列入|分别|双双|"
    r"均|都|则|也|各|一[起道同]|同[时列]|并列|率先|凭|以(?!来)|在|从|为|是|因|成为|领|拿|得|收|由|的|分享|亮相|登[场台]|胜出|"
    r"脱颖|出线|赫然|最终|[近昨今][天日年]|日前|[两三四五六七八九十\d]+(?:[家个名位人件项部篇支所]|[村镇县市]|单位)|"
    r"第[一二三四五六七八九十]|挂上|喜|首次|再次|一举|成功|组成|队员|出自|来自|连|搬|拔|站|走|手里|[头肩身]上|名下|"
    r"报送|选送|撰写|完成"
)
#: 小学组, 一等奖, 获奖名单, 全市有九个学会: parts of a roll and numbers of winners, no names.
_NOBODY = re.compile(
    r"(?:小学|初中|高中|中学|幼儿|成人|男子|女子|专业|业余|青年|少年|教师|学生|公众|[a-z甲乙丙丁])组"
    r"|.*(?:奖[项杯牌状章]?|称号|[冠亚季]军|名单|证书|等次|第[一二三四五六七八九十]名?)|[和与及也都均分依].*|.*(?:我[省市县区校]|本报|了).*|成绩单"
    r"|.*[两三四五六七八九十百\d][余多几]?[个家位](?!.*队).*"
)
_LONGEST, _MOST_ENDS, _CONTEXT = 36, 4, 8
_SPEECH = 24


@dataclass(frozen=True)
class Mention:
    """A name as printed at its place, of a kind (person, body, team, work, quote, other).

    ``item`` is the stretch between the separators around it.
    """

    name: str
    line: Line
    start: int
    end: int
    kind: str
    item: Stretch

    @property
    def span(self) -> tuple[int, int, int]:
        """The sentence and the place in it."""
        return self.line.order, self.start, self.end

    def overlaps(self, other: Mention) -> bool:
        """Whether two mentions share a character."""
        return self.line is other.line and self.start < other.end and other.start < self.end


def mentions_in(lines: Sequence[Line]) -> list[Mention]:
    """Read every name that might be a winner's.

    Args:
        lines: The sentences.

    Returns:
        The mentions, each place once, those of a sentence by their manner.
    """
    found: dict[tuple[int, int, int], Mention] = {}
    for line in lines:
        items = _items(line)
        for start, end, kind in (*_quoted(line), *_persons(line), *_stretches(line, items)):
            printed = line.text[start:end]
            begin = start + len(printed) - len(printed.lstrip(" \u3000\t,、"))
            stop = end - len(printed) + len(printed.rstrip(" \u3000\t,、"))
            if stop - begin > 1:
                item = next((one for one in items if one[0] <= begin < one[1]), (begin, stop))
                one = Mention(line.text[begin:stop], line, begin, stop, kind, item)
                found.setdefault(one.span, one)
    return list(found.values())


def _items(line: Line) -> list[Stretch]:
    """The stretches between marks, gaps and conjunctions."""
    numbering = NUMBERING.match(line.folded)
    begin = numbering.end() if numbering else 0
    found = []
    for match in _SEPARATOR.finditer(line.masked, begin):
        if match[0] in "和与及跟" and match.start() - begin < 2:  # noqa: PLR2004 - a name has two letters
            continue
        found.append((begin, match.start()))
        begin = match.end()
    return [item for item in (*found, (begin, len(line.masked))) if item[0] < item[1]]


def _quoted(line: Line) -> Iterator[tuple[int, int, str]]:
    for match in _QUOTED.finditer(line.folded):
        group = next(name for name, value in match.groupdict().items() if value)
        is_speech = line.masked[match.start()] != MASK and len(match[0]) > _SPEECH
        if group == "title" or not is_speech:
            yield *match.span(group), "work" if group == "title" else "quote"


def _persons(line: Line) -> Iterator[tuple[int, int, str]]:
    for match in _SPREAD.finditer(line.folded):
        if _NAME.fullmatch(match[1] + match[2]):
            yield *match.span(), "person"
    for match in _FOREIGN.finditer(line.folded):
        yield *match.span(), "person"
    for start in range(len(line.folded)):
        if not _NAME.match(line.folded, start) or not _BEFORE_PERSON.search(
            line.masked[max(0, start - _CONTEXT) : start]
        ):
            continue
        for end in range(start + 2, min(start + 5, len(line.folded) + 1)):
            word = line.folded[start:end]
            if _NAME.fullmatch(word) and is_name(word) and word[0] != "和":
                yield start, end, "person"


def _stretches(line: Line, items: Sequence[Stretch]) -> Iterator[tuple[int, int, str]]:
    """What an item may hold between words that open and words that close a name."""
    for start, end in items:
        opened = {start, strip_start(line.masked, start, end)}
        opened |= {match.end() for match in _OPENS.finditer(line.masked, start, end)}
        closed = {end, strip_end(line.masked, start, end)}
        closed |= {match.start() for match in _CLOSES.finditer(line.masked, start, end)}
        closed |= {
            match.start()
            for match in re.finditer(f"{MASK}+", line.masked[:end])
            if match.start() > start and line.folded[match.start()] == "("
        }
        for begin in sorted(opened):
            near = sorted(stop for stop in closed if begin + 1 < stop <= begin + _LONGEST)
            for stop in near[:_MOST_ENDS]:
                kind = _kind(line, begin, stop)
                if kind:
                    yield begin, stop, kind


def _kind(line: Line, start: int, end: int) -> str | None:
    """What a stretch may be called; None for persons and quotations, which are read apart, and for nobody."""
    masked, folded = line.masked[start:end], line.folded[start:end]
    if _TEAM.fullmatch(masked):
        return "team"
    is_quotation = MASK in masked and not re.search(rf"[^{MASK}]{{2}}", masked)
    if is_quotation or is_generic(folded) or _NAME.fullmatch(folded) or _NOBODY.fullmatch(folded):
        return None
    return "body" if ends_like_organisation(masked) else "other"
