"""声明: what platforms and mirrors put around a text.

Takes one line, gives how surely it is a disclaimer, a prompt to follow or share, or an
injected advertisement. What it finds is kept verbatim as noise; nothing is deleted.
"""

import re
from dataclasses import dataclass
from typing import Final

from kexie_digest.text.script import fold

_LABELLED: Final = re.compile(
    r"\W{0,3}(?:特别|郑重|免责|版权|平台|转载|法律|本网|本站|作者)?(?:声明|提示|申明)\W{0,2}:|\W{0,3}(?:免责|版权|转载|特别)声明\W*$|"
    r"\W{0,3}(?:notice|disclaimer|copyright notice|statement)\s*:"
)
_DISCLAIMERS: Final = re.compile(
    r"提供信息存储|信息存储(?:空间)?服务|(?:仅|只)代表(?:作者|发布者|其)(?:本人|个人)?|不代表(?:本|该)(?:平台|网站|网|站|号|刊)|"
    r"(?:如有|若有|涉及|如)(?:侵权|侵犯)|侵权.{0,12}(?:删除|联系|处理)|联系(?:我们|平台|小编|本站|本网).{0,8}(?:删除|处理)|"
    r"与(?:平台|我们|本站|本网)联系|版权归(?:原)?作者|版权归.{0,12}所有|转载请(?:注明|联系)|"
    r"未经.{0,10}(?:不得|禁止|请勿|严禁).{0,6}?(?:转载|使用|摘编)|"
    r"(?:用户|作者|博主)(?:自行)?(?:上传|发布|投稿)|自媒体平台|注册用户|"
    r"平台(?:只|仅|不)(?:负责|提供|承担)|(?:图片|素材|内容)(?:来自|来源于?|源自)(?:网络|互联网)|"
    r"版权所有|不构成.{0,8}建议|"
    r"(?:posted|uploaded|published)(?: and \w+)? by (?:a|the) (?:\w+ )?user|social media platform|"
    r"information storage|platform (?:only )?(?:stores|provides|takes)|takes no part in|"
    r"views? (?:expressed )?(?:are|is) (?:those|solely|only)|"
    r"does not (?:necessarily )?represent|all rights reserved|the content above|without (?:prior )?permission"
)
_PROMPTS: Final = re.compile(
    r"(?:当前|您的|所在)位置\s*:|^首页\s*[>»|]|阅读原文|(?:扫描?|长按|识别|扫一扫).{0,10}(?:二维码|关注)|(?:点击|戳).{0,6}(?:上方|下方|蓝字|关注|链接|卡片)|"
    r"关注(?:我们|本号|.{0,10}公众号)|"
    r"喜欢此内容的人|返回搜狐|查看更多|展开(?:全文|阅读)|阅读全文|查看(?:详情|全文)|点(?:个|亮|击)?[“\"]?(?:赞|在看)|分享(?:到|给|至)|转发给|"
    r"往期(?:推荐|回顾|精彩|内容)|更多(?:精彩|资讯|新闻)|(?:推荐|相关|延伸|热门)(?:阅读|新闻|文章|链接|推荐)|打开(?:app|客户端)|"
    r"下载.{0,8}(?:app|客户端)|上一篇|下一篇|(?:关闭|打印)(?:窗口|本页)|"
    r"返回(?:顶部|首页|列表)|举报|read more|share this|subscribe"
)
_END: Final = re.compile(r"[\W_]*(?:the\s)?(?:end|完|全文完|本文完)[\W_]*")
_SPAM: Final = re.compile(
    r"(?:加|添加|咨询|联系)?(?:微信|薇信|v信|vx|wx|qq|扣扣|q群|电报|telegram|whatsapp)(?:号|群|客服)?\s*:?\s*[a-z0-9_-]{5,20}|"
    r"(?:最新|备用|永久|官方|唯一|本站)?(?:网址|地址|官网|入口|域名|下载)\s*:?\s*(?:https?://|www\.)[\w./?=&%-]+|"
    r"(?:请)?(?:记住|收藏)本站.{0,12}|本站(?:永久)?(?:域名|网址).{0,30}|(?:百度)?搜索?[“\"(【]?[\w.]{2,12}[”\")】]?(?:看|阅读)最新章节|"
    r"代开发票|办证刻章|(?:线上|网上|真人)(?:赌场|博彩|娱乐城|棋牌)|澳门(?:赌场|博彩|新葡京|威尼斯人官网)|六合彩|时时彩|私彩|裸聊|约炮|"
    r"无抵押贷款|秒到账贷款|信用卡套现|兼职刷单|日赚\d+元?|月入过万|注册(?:即|就)?送\d+|首存|返水|稳赚不赔|"
    r"免费领取.{0,10}(?:红包|福利|彩金|资料)"
)
#: One of these stands in every advertisement; looking for them first is ten times quicker.
_SPAM_WORD: Final = re.compile(
    r"微信|薇信|v信|vx|wx|qq|扣扣|q群|电报|telegram|whatsapp|http|www\.|本站|最新章节|发票|刻章|赌场|博彩|娱乐城|棋牌|"
    r"澳门|六合彩|时时彩|私彩|裸聊|约炮|贷款|套现|刷单|日赚|月入|注册|首存|返水|稳赚|免费领取"
)
_BRACKETS: Final = {"(": ")", "【": "】", "[": "]", "<": ">"}
_STOPS: Final = "。!?;\n"
_LONGEST_PROMPT, _LONGEST_SPAM, _SURE_HITS = 60, 60, 2


@dataclass(frozen=True, slots=True)
class FoundNotice:
    """What a line is besides news: ``score`` 0..1 by its words alone, and the rule."""

    score: float
    rule: str


def read(text: str) -> FoundNotice | None:
    """Judge a line.

    Args:
        text: The line.

    Returns:
        .9 and more for what is a notice wherever it stands, .6 for what is one below
        the body only; None for anything else.
    """
    folded = fold(text)
    if _LABELLED.match(folded):
        return FoundNotice(0.95, "notice-label")
    hits = len({match[0] for match in _DISCLAIMERS.finditer(folded)})
    if hits >= _SURE_HITS:
        return FoundNotice(0.9, "notice-words")
    if len(folded) <= _LONGEST_PROMPT and _PROMPTS.search(folded) and not folded.rstrip("”").endswith("。"):
        return FoundNotice(0.9 if len(folded) <= _LONGEST_PROMPT // 2 else 0.6, "notice-prompt")
    if _END.fullmatch(folded):
        return FoundNotice(0.9, "notice-end")
    return FoundNotice(0.6, "notice-word") if hits else None


def find_spam(text: str) -> tuple[tuple[int, int], ...]:
    """Find advertisements injected into a text.

    A hit takes the bracket or the sentence it stands in along when that is short; from a
    long sentence only the hit itself is taken.

    Args:
        text: A line.

    Returns:
        Half-open stretches, none overlapping.
    """
    folded = fold(text)
    if not _SPAM_WORD.search(folded):
        return ()
    found: list[tuple[int, int]] = []
    for match in _SPAM.finditer(folded):
        start, end = _bracket(folded, *match.span()) or _sentence(folded, *match.span())
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _bracket(folded: str, start: int, end: int) -> tuple[int, int] | None:
    for left in range(start - 1, max(-1, start - _LONGEST_SPAM), -1):
        close = _BRACKETS.get(folded[left])
        if close is None:
            continue
        right = folded.find(close, end - 1, left + _LONGEST_SPAM)
        return (left, right + 1) if right >= 0 else None
    return None


def _sentence(folded: str, start: int, end: int) -> tuple[int, int]:
    first, last = max(0, start - _LONGEST_SPAM - 1), min(len(folded), end + _LONGEST_SPAM + 1)
    left = max(folded.rfind(stop, first, start) for stop in _STOPS) + 1
    rights = [place for stop in _STOPS if (place := folded.find(stop, end, last)) >= 0]
    if (not left and first) or (not rights and last < len(folded)):
        return start, end
    right = min(rights) + 1 if rights else len(folded)
    return (left, right) if right - left <= _LONGEST_SPAM else (start, end)
