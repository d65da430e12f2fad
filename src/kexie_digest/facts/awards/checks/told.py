"""Numbers a text tells of those honoured: 评出一等奖3名, 下列5个社区, 先进学会(12个).

Takes sentences or the title, gives every number with the words that say what it counts. Which list
it belongs to is for ``ties``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kexie_digest.facts.awards.honours import read_number
from kexie_digest.facts.lines import Line

_NUMBER = re.compile(
    r"(?<![第\d.·〔第同之逐])(?P<number>\d{1,4}|[两二三四五六七八九十][一二三四五六七八九十百]*|[一二三四五六七八九]?百[一二三四五六七八九十零]*|一(?=[名项件篇部对]))"
    r"(?P<more>余|多|来)? ?(?P<unit>[名个家项篇件部人位种支幅本户所组对处]|队(?=[、,。;]))"
    r"(?!月|半|小时|门|百分|区(?!县)|以上|部门|庭)"
)
#: Nouns that are no winners.
_OTHER = re.compile(
    r"\d*(?:环节|方面|学科|赛道|组别|类别|专业|单项|奖项|类型|阶段|步骤|问题|工作日|自然日|省|市|县|区|乡镇|街道|行业|领域|板块|主题|国家|月|小时|"
    r"代表队|展位|席位|名额|点|因素|层次|系列|批次|晚上|上午|下午|周|星期|年头|地区|州市|市州|百分|字|学时|课时|评委|评审|裁判|记者|观众|嘉宾)"
)
_ABOUT = re.compile(r"(?:近|约|超过?|逾|达到?|不少于|至少|每人?|各|人均|共有|累计|历届|往届|已有|现有|曾有)$")
#: Entries that were sent in, people who took part.
_ENTERED = re.compile(
    r"收到|征集|征得|参加|参赛|参评|申报|报送|提交|推荐(?!评|出)|提出申请|初审|初评|注册|现有|报名|到会|出席|进入|晋级|入围|候选|聘|顾问|开展|举办|举行|走访|覆盖|惠及|队伍|奖励.{0,4}元|每[人个项家]|去年|上届|此前|历年|累计|名额|同场|登台|角逐|竞争"
)
_HONOURS = re.compile(
    r"评选?[出为]|评定|评审出|产生|表彰|表扬|授予|颁发|颁[给出]|命名|认定|确定|公布|发布|公示|推介|下列|以下|如下|当选|入选|获(?!奖者|授信|奖[人作证])|上榜|决出|决定|新增|增选|增补|选出|选定|遴选|选树|挑选?出|入列|胜出|脱颖而出|"
    r"揭晓|名单|榜|荣|通报|嘉奖|奖励|为[“《]|礼赞|受到|捧回|摘|夺|推选|列入|最美|优秀|先进|十佳"
)
#: What stands in a cell, or before a colon, for the honour of a row.
LEVEL = re.compile(
    r"[特一二三四甲乙丙]等奖?|[金银铜][奖牌]|优[秀胜]奖|入围奖|提名奖|[\u4e00-\u9fff]{0,8}组织奖|[冠亚季]军|[\u4e00-\u9fff]{2,10}奖"
)
_LEVEL = re.compile(r"(?:等奖|[金银铜]奖|优[秀胜]奖|奖|等[级次]?|标兵|称号)$")
_EDGE = re.compile(r"[,。;:!?、()]|以及|[和与及](?!平)")
#: Words farther from a number say nothing of it.
_WIDEST = 100
_ENDS = ",。;:!?"
_PLAIN = re.compile(r"[\s“”‘’《》\"'【】\[\]]")
_NUMBERED = re.compile(
    r"^(?:附件?\d*[:.]?|[一二三四五六七八九十]+[、.]|[(（][一二三四五六七八九十\d]+[)）]|\d+[.、]|[^\w\s“《(【]{1,3})"
)
_TAIL = re.compile(r"(?:荣誉|称号|名单|如下|获得者|获奖者|得主|人员|分别|依次|[:为是有]|的)+$")
_YEAR = re.compile(r"^(?:\d{4}(?:[-—至]\d{4})?年?度?|第[一二三四五六七八九十百\d]+[届次批]|首届)+")


@dataclass(frozen=True)
class Told:
    """A number, its unit, the words before and behind it, and where it stands."""

    number: int
    unit: str
    before: str
    after: str
    line: Line
    start: int
    end: int
    is_honour: bool
    is_entered: bool = False

    @property
    def quote(self) -> str:
        """The clause that tells it, as printed."""
        return self.line.text[_clause(self.line.folded, self.start, self.end)].strip()


def numbers(line: Line) -> Iterator[Told]:
    """Read the numbers of a sentence that may count winners.

    Args:
        line: The sentence.

    Yields:
        The numbers in order, without dates, amounts and the like.
    """
    for number, unit, before, after, (start, end), is_honour, is_entered in _numbers(line.folded):
        yield Told(number, unit, before, after, line, start, end, is_honour, is_entered)


@lru_cache(maxsize=512)
def _numbers(folded: str) -> tuple[tuple[int, str, str, str, tuple[int, int], bool, bool], ...]:
    """What is told of each number; every check asks for the same sentences."""
    found = []
    is_honour, last = False, 0
    for match in _NUMBER.finditer(folded):
        number = read_number(match["number"])
        behind = _EDGE.search(folded, match.end())
        after = folded[match.end() : behind.start() if behind else len(folded)]
        edges = [
            edge.end() for edge in _EDGE.finditer(folded, max(0, match.start() - _WIDEST), match.start())
        ]
        if edges and folded[edges[-1] - 1] == "(" and edges[-1] == match.start() and len(edges) > 1:
            edges.pop()  # 先进学会(12个)
        elif edges and folded[edges[-1] - 1] == "(" and edges[-1] == match.start():
            edges = []
        before = folded[edges[-1] if edges else max(0, match.start() - _WIDEST) : match.start()]
        is_about = match["more"] or _ABOUT.search(folded, max(0, match.start() - _WIDEST), match.start())
        if not number or (is_about and not before.endswith("共有")) or _OTHER.match(after):
            continue
        clause = folded[_clause(folded, *match.span())]
        is_chain = is_honour and not re.search("[。;!?]", folded[last : match.start()])
        is_told = _HONOURS.search(clause) or _LEVEL.search(before) or is_chain
        is_entered = bool(_ENTERED.search(clause))
        is_honour, last = bool(is_told) and not is_entered, match.end()
        words = plain(before), plain(after)
        found.append((number, match["unit"], *words, match.span(), is_honour, is_entered))
    return tuple(found)


def _clause(folded: str, start: int, end: int) -> slice:
    """Where the clause around a number stands."""
    left = max(folded.rfind(mark, 0, start) for mark in _ENDS) + 1
    found = [at for at in (folded.find(mark, end) for mark in _ENDS) if at >= 0]
    return slice(left, min(found, default=len(folded)))


def plain(text: str) -> str:
    """A label without numbering, year, marks and 名单.

    Args:
        text: The label, folded.

    Returns:
        The words that name the honour.
    """
    bare = _PLAIN.sub("", _NUMBERED.sub("", text.strip()))
    bare = re.sub(r"\([^()]*\)?", "", bare)
    return _TAIL.sub("", _YEAR.sub("", bare))
