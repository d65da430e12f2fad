"""Words that stand between names of bodies and never inside one.

Takes folded, masked text and offsets, gives the body inside a stretch: 小院由某大学, 某学会走进某中学
hold a name and a verb. It judges by words, not by a register of names.
"""

from __future__ import annotations

import re

from kexie_digest.facts.naming.organisations import Stretch, ends_like_organisation

_VERBS = (
    "走进|走入|[来到回]访|来到|走访|前往|赶赴|奔赴|牵手|携手|联手|握手|结对|结亲|联姻|(?<![学协究进合总分商金员])会同|邀请|组织(?![部委])|举办|举行|召开|"
    "签署|签订|签约|签下|签了|会签|续签|成为|加入|入驻|落户|达成|共建|联建|合建|共同|分别|先后|相继|正式|日前|近日|近期|"
    "昨[天日晚]|今[天日年]|去年|本[周月次]|上[周月]|来自|包括|根据|按照|通过|牵头|发起|倡议|授予|负责人|一行|派出|提供|"
    "捐赠|赠送|获得|荣获|获评|推出|启动|合作推|设立|成立|揭牌|挂牌|授牌|迎来|联合(?!会|国|体|社(?!区)|大学|实验|研究|培养|创新|中心|组织|技术)|"
    "代表(?!队|大会)|新添|深化|强化|加强|会长|应邀|应(?=[^用急对])|继(?!续|教)|受到|所属|旗下|等[一二三四五六七八九十两\\d]|"
    "坐[在到]|走到|当场|(?<!第)\\d{1,4}[年月日时]|[上下]午|积极|主动|将与|已与|与会|参与|参加|出席|担任|作为|表示|介绍|说"
)
_FUNCTION = (
    "由|从(?!化|江)|"
    "(?<![导定走转方志])向(?![阳日荣])|(?<![存所现内实潜自外])在(?!线)|到(?!家|位)|(?<![前])赴|把|让|被|(?<![干大上中少主名])将|的|了(?!望)|着|(?<![国商])是|"
    "(?<![华行作有中])为(?!民|农|先)|(?<![国持])有(?![限色机研线轨])|(?<![高中初平])等(?!离)|其(?!林|亚|其|木|格|美)|此|并|也"
)
#: A word no name of a body holds; 和 and 与 are left to ``split_names``, which knows 经济和信息化局.
BORDER = re.compile(f"(?:{_VERBS}|{_FUNCTION})")
_COUNT = re.compile(
    r"[两三四五六七八九十\d]+[家个所名位](?:[^、,]{0,8})$|[两三四五六七八九][地市省县区校州会院馆]$"
)
_SHORTEST = 3


def body_within(folded: str, start: int, end: int) -> Stretch:
    """Find the body a stretch names, without the words around it.

    Args:
        folded: The sentence, masked.
        start: Where the stretch begins.
        end: Where it ends.

    Returns:
        The name's place; the stretch itself where no name of a body stands beside a border word.
    """
    stop = end
    first = BORDER.search(folded, start + _SHORTEST, end)
    if not ends_like_organisation(folded[start:end]):
        if not first or not ends_like_organisation(folded[start : first.start()]):
            return start, end
        stop = first.start()
    begin = start
    for match in BORDER.finditer(folded, start, stop):
        if stop - match.end() >= _SHORTEST and ends_like_organisation(folded[match.end() : stop]):
            begin = match.end()
    counted = _COUNT.search(folded[begin:stop])
    if counted and ends_like_organisation(folded[begin : begin + counted.start()]):
        stop = begin + counted.start()
    return begin, stop
