"""Whether a signing told is the news: made, not planned, not recalled, not at its end.

Takes a sentence and the place of a verb, gives a judgement. It names nobody.
"""

from __future__ import annotations

import re

from kexie_digest.facts.cooperation import patterns as pattern
from kexie_digest.facts.lines import Line
from kexie_digest.facts.when import near
from kexie_digest.model import Article
from kexie_digest.text.script import fold

#: An agreement recalled beside the news (继3月与某厂签约后, 此前已与某校签订);
#: 此前，三方已签订 speaks of the news.
_RECALLED = re.compile(r"^继(?!续|而)|[签约署订定]后,又")
_LONG_AGO = re.compile(
    r"近年来|多年来|历年|(?<!在)此前(?!一|,?[双两三四五各]方)|早在|早[于已]|曾(?=与|和|同|经|[^,。]{0,8}签)|至今已|近[期来].*还(?=与|和|同)|"
    r"[一二两三四五六七八九十数多]年前(?!.*(?:昨[日天晚]|今[日天年晚]|近日|日前|\d日))"
)
#: 这是支队今年签下的第五份协议 counts it with others.
_COUNTED_UP = re.compile(r"^(?:这|此)(?:也|已经?|次)?是[^与和同跟]*$")
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d) ?年")
#: An agreement at its end, or before a court.
_ENDED = re.compile(
    r"终止|解除|中止|作废|失效|破裂|谈崩|告吹|泡汤|搁浅|未果|毁约|违约|撕毁|诉请|判决|起诉|对簿公堂|原告|被告|审理|[一二三四五六七八九十\d]周年|到期(?![^,。]{0,4}续签)|期满(?![^,。]{0,6}续)|"
    r"(?:不再|没有|未能?|拒绝|放弃|暂不|暂缓)(?:与[^,。]{2,20})?(?:续签|签)|"
    r"签[^,。;]{0,12}(?:在即|(?:推迟|延期|取消|改期)(?!的))|"
    r"(?:协议|合同|备忘录)[^,。;]{0,6}(?:草案|初稿|草稿|文本草|征求意见|继续有效|仍然有效)"
)
_RENEWED = re.compile(r"(?<!不再)续签|重新签|重签|新签")
_FIRST_MONTHS = 2
_NO_NEWS = (pattern.WITNESSED, pattern.FOR_THEIR_HOUSE, pattern.PLAN, _COUNTED_UP)


def is_made(line: Line, start: int, end: int, article: Article) -> bool:
    """Tell whether what a verb says was done in the news.

    Args:
        line: The sentence.
        start: Where the verb begins.
        end: Where the paper behind it ends.
        article: The article, for the year of the news.

    Returns:
        False for plans, papers of other days, papers at their end, and who only watches.
    """
    before = line.folded[line.clause_start(start) : start]
    if any(words.search(before) for words in _NO_NEWS):
        return False
    if _RECALLED.search(before) and line.masked.find(",", end) >= 0:
        return False
    if pattern.OTHER_PAPER.search(line.folded[start:end]):
        return False
    return not is_elsewhen(line, start, article) and not has_ended(line.folded)


def is_elsewhen(line: Line, position: int, article: Article) -> bool:
    """Tell whether what a sentence says before a place lies in former years."""
    told = line.folded[:position]
    today = near(article)
    years = [int(match["year"]) for match in _YEAR.finditer(told)]
    if today and years:
        return years[-1] < today.year - (today.month <= _FIRST_MONTHS)
    return bool(_LONG_AGO.search(told))


def has_ended(text: str) -> bool:
    """Tell whether a folded text speaks of an agreement at its end and of no new one."""
    return bool(_ENDED.search(text)) and not _RENEWED.search(text)


def is_about_an_end(article: Article) -> bool:
    """Tell whether the title says so (关于终止…协议的声明)."""
    return has_ended(fold(article.title or ""))
