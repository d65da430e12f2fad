"""报头: what a page prints about itself: paper, day, issue, page, codes.

Takes one line, gives the facts in it with their places and the share of the line they
cover; a line mostly covered is a masthead line. Votes over contradicting facts are the
reader's, people of the colophon are ``colophon``'s.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kexie_digest.text.dates import make_day
from kexie_digest.text.numbers import read_digits, read_number
from kexie_digest.text.script import fold

_KEY: Final = r"\s*[::]?\s*"
_VALUE: Final = r"[^\s::|,;]{2,30}"
_LUNAR: Final = (
    r"(?:农历|夏历)?\s*(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?)?\s*"
    r"闰?(?:正|十[一二]|[一二三四五六七八九十冬腊])月[大小]?"
    r"(?:初[一二三四五六七八九十]|[十廿][一二三四五六七八九]|二十[一二三四五六七八九]?|三十|廿)"
)
_DAY: Final = (
    r"(?P<y>(?:19|20)\d\d|[一二三四五六七八九〇零○]{4})\s*[年./-]\s*"
    r"(?P<m>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[月./-]\s*"
    r"(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日?(?!\s*(?:[日至到~—–,、\d-]|[上下]午))"
)
_COUNT: Final = r"(?P<v>\d{1,6}|[一二三四五六七八九十百〇零]{1,6})"
_PHONE: Final = r"(?P<v>(?:\(?0\d{2,3}\)?[-—– ]?)?\d{7,8}|\d{3,4}-\d{3,4}-\d{3,4}|1\d{10}|\d{5,6})"
_SITE: Final = r"(?P<v>(?:https?://)?(?:www\.)[a-z0-9./_-]+\.[a-z]{2,}[a-z0-9/._-]*|https?://[^\s]+)"
_CN: Final = r"(?:\(国内\))?(?P<v>cn\s*\d\d\s*[-—–]\s*\d{4}(?:/[a-z]+)?)"
#: Field, words of which one stands wherever the pattern can match, pattern.
_COMPILED: Final = (
    ("date", ("年", ".", "/", "-"), re.compile(_DAY)),
    ("lunar_date", ("月",), re.compile(_LUNAR)),
    (
        "weekday",
        ("星期", "礼拜", "周"),
        re.compile(r"(?:星期|礼拜|周)[一二三四五六日天](?![\u4e00-\u9fff])"),
    ),
    ("cn_code", ("cn",), re.compile(rf"(?:国内)?(?:统一)?(?:连续)?(?:出版物)?(?:刊)?号?{_KEY}{_CN}")),
    ("issue_number", ("期",), re.compile(rf"(?:总)?第?\s*{_COUNT}\s*期")),
    (
        "page_count",
        ("版",),
        re.compile(rf"(?:本期|本报今日|今日|本报|今天|本刊)?共?\s*{_COUNT}\s*个?版(?![\u4e00-\u9fff])"),
    ),
    (
        "postal_code",
        ("邮发代号",),
        re.compile(rf"(?:国内)?邮发代号{_KEY}(?P<v>\d{{1,3}}\s*[-—–]\s*\d{{1,4}})"),
    ),
    ("website", ("www.", "http"), re.compile(rf"(?:(?:官方)?网[址站]|网站地址|本报网址)?{_KEY}{_SITE}")),
    (
        "hotline",
        ("热线", "电话"),
        re.compile(rf"(?:新闻|读者|服务|投稿|爆料|咨询|联系)?(?:热线|电话)(?:电话)?{_KEY}{_PHONE}"),
    ),
)
_PAGE: Final = re.compile(
    r"\s*(?:第?\s*(?P<a>[a-d]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版|(?P<b>[a-d]\d{1,2}|0\d))(?=[\s::|·/]|$)"
    r"[\s::|·/]*(?P<name>[\u4e00-\u9fff]{2,6}(?:[·/][\u4e00-\u9fff]{2,6})?)?(?=$|\s)"
)
_PUBLISHERS: Final = (
    re.compile(rf"(?P<v>{_VALUE}?)\s*(?:主管\s*[、,·/]?\s*主办|主办\s*[、,·/]?\s*主管)(?![::])"),
    re.compile(rf"主管\s*[、,·/]?\s*主办(?:单位)?\s*[::]\s*(?P<v>{_VALUE})"),
    re.compile(rf"主办(?:单位)?\s*[::]\s*(?P<v>{_VALUE})"),
    re.compile(rf"(?P<v>{_VALUE}?)\s*主办(?![::])"),
)
_OTHER: Final = re.compile(
    r"(?:主管|出版|编辑出版|出版单位|承办|协办|印刷|地址|邮编|邮箱|电子邮箱|广告许可证|定价|零售价|投稿邮箱|e-?mail"
    r"|国外代号|代号|今日天气|天气)(?:单位)?\s*:\s*[^\s]{2,40}"
)
#: Without one of these no pattern here can match.
_HINT: Final = re.compile(r"[\d:]|[年月期版报刊周]|星期|礼拜|农历|主办|主管|www|http|简报|通讯$")
_PERSON: Final = re.compile(
    r"(?P<r>(?:社长|总编辑|总编|主编|副总编辑?|值班总编辑?|执行总编|值班副总编|常务副社长|副社长|书记|总经理)(?:[、兼/](?:社长|总编辑|总编|主编|副总编辑?))*)\s*[::]\s*(?P<n>[\u4e00-\u9fff·]{2,5})"
)
_PAPER: Final = re.compile(
    r"[\u4e00-\u9fff]{1,10}(?:日报|晚报|时报|晨报|早报|商报|科技报|科学报|科普报|导报|周报|周刊|学报|报|通讯|学刊|会刊|导刊|月刊|季刊|快报|都市报|简报)"
)


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact of the page: field of ``Page``, its value, the whole stretch, and the value's own."""

    field: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundMasthead:
    """Facts of one line and the share (0..1) of its visible characters they cover."""

    facts: tuple[FoundFact, ...]
    share: float


@lru_cache(maxsize=512)
def read(text: str) -> FoundMasthead:
    """Read what a line prints about the page.

    Args:
        text: The line.

    Returns:
        Facts in reading order; none and a share of 0 for any other line.
    """
    folded = fold(text)
    if not _HINT.search(folded):
        return FoundMasthead((), 0.0)
    facts: list[FoundFact] = []
    taken = bytearray(len(folded))
    for fact in (*_publication(text, folded), *_people(text, folded), *_publisher(text, folded)):
        _take(facts, taken, fact)
    for fact in (*_coded(text, folded), *_page(text, folded)):
        _take(facts, taken, fact)
    for match in _OTHER.finditer(folded) if ":" in folded else ():
        _take(facts, taken, FoundFact("raw_lines", text[match.start() : match.end()], *match.span()))
    if not facts:
        return FoundMasthead((), 0.0)
    visible = sum(not char.isspace() and char not in ":|·、,;/()-*" for char in folded)
    covered = sum(
        bool(mark) and not char.isspace() and char not in ":|·、,;/()-*"
        for mark, char in zip(taken, folded, strict=True)
    )
    facts.sort(key=lambda fact: fact.start)
    return FoundMasthead(tuple(facts), covered / visible if visible else 0.0)


def _take(facts: list[FoundFact], taken: bytearray, fact: FoundFact) -> None:
    if fact.end > fact.start and not any(taken[fact.start : fact.end]):
        facts.append(fact)
        taken[fact.start : fact.end] = b"\1" * (fact.end - fact.start)


def _publication(text: str, folded: str) -> Iterator[FoundFact]:
    paper = _PAPER.match(folded)
    if paper and (paper.end() == len(folded.rstrip()) or folded[paper.end()] in " |·"):
        yield FoundFact("publication", text[: paper.end()], 0, paper.end())


def _people(text: str, folded: str) -> Iterator[FoundFact]:
    if ":" not in folded:
        return
    for match in _PERSON.finditer(folded):
        role, name = text[slice(*match.span("r"))], text[slice(*match.span("n"))]
        yield FoundFact("masthead_people", f"{role}\t{name}", *match.span())


def _publisher(text: str, folded: str) -> Iterator[FoundFact]:
    if "主办" not in folded:
        return
    for pattern in _PUBLISHERS:
        match = pattern.search(folded)
        if match and match.group("v"):
            value = text[slice(*match.span("v"))]
            start = match.start()
            yield FoundFact("publisher", re.sub("^(?:主管|主办)", "", value), start, match.end())
            return


def _coded(text: str, folded: str) -> Iterator[FoundFact]:
    for name, words, pattern in _COMPILED:
        if not any(word in folded for word in words):
            continue
        for match in pattern.finditer(folded):
            value = _value(name, match, text)
            if value:
                yield FoundFact(name, value, *match.span())


def _value(name: str, match: re.Match[str], text: str) -> str:
    if name == "date":
        day = make_day(read_digits(match["y"]), read_number(match["m"]), read_number(match["d"]))
        return day.isoformat() if day else ""
    if name in {"issue_number", "page_count"}:
        if name == "issue_number" and "第" not in match.group() and "总" not in match.group():
            return ""
        if name == "page_count" and not re.search("共|今", match.group()):
            return ""
        number = match["v"]
        return str(int(number) if number.isdecimal() else read_number(number))
    if "v" in match.groupdict():
        raw = text[slice(*match.span("v"))].strip().rstrip("/.")
        return re.sub(r"\s", "", raw)
    return text[match.start() : match.end()].strip()


def _page(text: str, folded: str) -> Iterator[FoundFact]:
    for match in re.finditer(r"(?:^|(?<=\s))(?=\S)", folded):
        page = _PAGE.match(folded, match.start())
        if page is None:
            continue
        group = "a" if page.group("a") else "b"
        yield FoundFact(
            "number",
            text[slice(*page.span(group))].strip(),
            page.start(),
            page.end(group) + ("版" in page.group()),
        )
        if page.group("name"):
            yield FoundFact("name", text[slice(*page.span("name"))], *page.span("name"))
        return
