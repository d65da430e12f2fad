"""Shapes of a line: does it end a sentence, is it a phrase, do its quotes balance.

Takes folded text, gives yes or no. No context, no scores.
"""

import re
from functools import lru_cache
from typing import Final

_TERMINAL: Final = re.compile(r"[。!?…:.]\s*[”’\"')\]】》」』]*\s*$")
_NOT_STOP: Final = re.compile(r"[0-9a-z]\.$")
_LIST_ITEM: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}(?:是|、|要|方面)|\([一二三四五六七八九十\d]{1,3}\)|第[一二三四五六七八九十]{1,2}[,、,是]"
    r"|[①-⑳]|\d{1,2}[.、.](?!\d)|首先[,是]|其次[,是]|[●◆■★▶]\s*\S"
)
_SENTENCE_INSIDE: Final = re.compile(r"[。;](?!\s*[”’\"')\]】]*\s*$)")
_CLAUSE: Final = re.compile(r"[。,;]")
_QUOTES: Final = (("“", "”"), ("‘", "’"), ("(", ")"), ("《", "》"), ("【", "】"))
_HANGING: Final = re.compile(
    r"(?:[的和与及在对将为把被向从于以或、,;]|以及|通过|进行|关于|由于|根据|(?<![\u4e00-\u9fff])是)$"
)
_SCENE: Final = re.compile(
    r"现场|合影|场景|画面|颁奖|领奖|上台|接受采访|留影|掠影|一角|瞬间|实景|示意图|效果图|资料图|会场|展台|剪彩|交换|围观|"
    r"\([左右前后中][一二三四五排]?\)|[左右][一二三四]|正在|参加活动$"
    r"|^(?:第.{1,5}[届次期]|首届|20\d\d\s?年?)[^,。:!?]*(?:会|论坛|赛|奖|仪式|展|班|沙龙|周|日)[”’]?$"
    r"|^[^,。:!?]{2,14}在[^,。:!?]{2,20}$(?<!召开)(?<!举行)(?<!成立)(?<!启动)(?<!开幕)(?<!举办)(?<!落户)(?<!揭牌)(?<!开班)(?<!开赛)(?<![后时前中里上下地])"
)
_DEED: Final = re.compile(
    r"召开|举行|举办|成立|开幕|闭幕|启动|开班|启航|落户|签约|签署|签订|揭牌|发布|调研|表彰|获|荣膺|荣登|入选|当选|走进|深入|"
    r"助力|助推|推动|推进|提升|打造|建设|开展|培训|向|为|让|送|助|赴|进|开讲|落幕|亮相|聚焦|探索|赋能|出台|部署|"
    r"传达|学习|慰问|座谈|交流|合作|服务|促进|加强|创新|唱好|携手"
)
_DATED_START: Final = re.compile(
    r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?(?:[,至上下]|[^,。]{0,12},)|(?:按照|根据|随着|为了|通过|据|经过|目前|其中|此外|同时|当天|昨天|昨日|今天|今年|去年|目前|近日|日前|会上|随后|接着|期间)[^,。]{0,8},"
    r"|[^,。:]{1,8}[是为]:"
)
_DAY_FIRST: Final = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|近日|日前|昨日|昨天|记者\d{1,2}月")
_LONG_ENOUGH: Final = 13
_BARE_DATE: Final = re.compile(r"(?:记者)?[\d\s年月日号第:.、至—~-]{1,14}")
_CONTINUES: Final = re.compile(r"[,。、;:!?”’)》】]|[的了着们][^\s]|(?:以及|及其|等[\u4e00-\u9fff,、])")
_DATE_LEAD: Final = re.compile(
    r"[^。]{0,24}?(?:\d{1,2}\s*月\s*\d{1,2}\s*日|近日|日前|昨日|今日|昨天|今天|近期|连日来|上周|本周|[今去前]年|\d{4}\s*年|本月|上月|"
    r"\d{1,2}日(?:[,,至上下]|[至~—-]))"
)


@lru_cache(maxsize=2048)
def ends_sentence(folded: str) -> bool:
    """Tell whether a line ends where a sentence may end; a colon counts as an end.

    Args:
        folded: The folded line.

    Returns:
        True after 。！？：… and their closing quotes and brackets.
    """
    return bool(_TERMINAL.search(folded)) and not _NOT_STOP.search(folded)


@lru_cache(maxsize=2048)
def starts_item(folded: str) -> bool:
    """Tell whether a line begins with a list mark such as 一是, (二), ③ or 4.

    Args:
        folded: The folded line.

    Returns:
        True for a list mark; after a semicolon it begins a new paragraph.
    """
    return bool(_LIST_ITEM.match(folded))


@lru_cache(maxsize=2048)
def has_sentence_inside(folded: str) -> bool:
    """Tell whether a full stop or semicolon stands before the end.

    Args:
        folded: The folded line.

    Returns:
        True when the line holds more than one sentence, so that it is no headline.
    """
    return bool(_SENTENCE_INSIDE.search(folded))


def has_clause(folded: str) -> bool:
    """Tell whether the line holds a comma, semicolon or full stop.

    Args:
        folded: The folded line.

    Returns:
        True when it does.
    """
    return bool(_CLAUSE.search(folded))


@lru_cache(maxsize=2048)
def open_quotes(folded: str) -> int:
    """Count the quotation marks and brackets that are opened but not closed, or the reverse.

    Args:
        folded: The folded line.

    Returns:
        0 when all pairs balance.
    """
    return sum(abs(folded.count(left) - folded.count(right)) for left, right in _QUOTES)


@lru_cache(maxsize=2048)
def hangs(folded: str) -> bool:
    """Tell whether the line ends with a word that must go on (的, 和, a comma).

    Args:
        folded: The folded line.

    Returns:
        True when no headline could end like this.
    """
    return bool(_HANGING.search(folded)) and not (folded.endswith("的") and "是" in folded)


@lru_cache(maxsize=2048)
def shows_scene(folded: str) -> bool:
    """Tell whether a short line describes what a picture shows.

    Args:
        folded: The folded line.

    Returns:
        True for 现场, 合影, 正在… and the like.
    """
    return bool(_SCENE.search(folded))


@lru_cache(maxsize=2048)
def tells_deed(folded: str) -> bool:
    """Tell whether a short line reports something done, as headlines do.

    Args:
        folded: The folded line.

    Returns:
        True when it holds a verb of news.
    """
    return bool(_DEED.search(folded))


def opens_news(folded: str) -> bool:
    """Tell whether a body line opens like the first sentence of a news item.

    Args:
        folded: The folded line.

    Returns:
        True when a day or 近日 stands near its beginning.
    """
    return bool(_DATE_LEAD.match(folded))


def is_bare_date(folded: str) -> bool:
    """Tell whether a line is nothing but figures of a date.

    Args:
        folded: The folded line.

    Returns:
        True for 11月 or 5月2.
    """
    return bool(_BARE_DATE.fullmatch(folded))


def continues(folded: str) -> bool:
    """Tell whether a line can only go on with what stands before it.

    Args:
        folded: The folded line.

    Returns:
        True where it begins with a closing mark or a bound word (的, 了, 们).
    """
    return bool(_CONTINUES.match(folded))


@lru_cache(maxsize=2048)
def starts_dated(folded: str) -> bool:
    """Tell whether a line begins with a day and a comma, as sentences do and headlines do not.

    Args:
        folded: The folded line.

    Returns:
        True for 5月8日,某市 and 10月13日上午.
    """
    return bool(_DATED_START.match(folded))


def starts_day(folded: str) -> bool:
    """Tell whether a line begins with the day of the news.

    Args:
        folded: The folded line.

    Returns:
        True for 5月8日… and 近日….
    """
    return bool(_DAY_FIRST.match(folded))


def prose(folded: str) -> float:
    """Weigh the particles of a line: headlines of some length leave 的 and 了 out.

    Args:
        folded: The folded line.

    Returns:
        Evidence against a headline, 0 for short lines.
    """
    if len(folded) < _LONG_ENOUGH:
        return 0.0
    return 0.5 * folded.count("的") + 0.4 * folded.count("了")


def longest_run(folded: str) -> int:
    """Measure the longest stretch without a blank or a mark: headlines breathe.

    Args:
        folded: The folded line.

    Returns:
        Its length in characters.
    """
    return max(map(len, re.split(r"[\s,、:!?“”]", folded)))


def commas(folded: str) -> float:
    """Weigh the commas of a line; the first counts little when both halves are short.

    Args:
        folded: The folded line.

    Returns:
        Evidence against a headline.
    """
    count = len(re.findall("[,;]", folded))
    first = 0.6 if re.fullmatch("[^,;]{3,10}[,][^,;]{3,10}", folded) else 1.3
    names = max(0, folded.count("、") - 1)
    return (first + 1.5 * (count - 1) if count else 0.0) + 0.8 * names
