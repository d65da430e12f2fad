"""Honours told the other way round: the honour or a lead-in first, then who received it.

Takes sentences, gives :class:`~kexie_digest.facts.awards.honours.Honour` for placings in running
prose (冠军是甲,亚军由乙夺得), lists behind a lead-in (他们是, 依次为, 共3人:), designations
(认定甲、乙为…) and 获…的还有甲. ``awards`` reads the plain order and calls this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kexie_digest.facts.awards import patterns as pattern
from kexie_digest.facts.awards.honours import Honour, honour_name, read_number
from kexie_digest.facts.awards.recipients import Found, recipients_in
from kexie_digest.facts.awards.rolls import announced
from kexie_digest.facts.awards.sentences.earlier import honour_before
from kexie_digest.facts.awards.sentences.verbs import is_done
from kexie_digest.facts.lines import MASK, Line

_NUMBER = r"(?:\d+|[一二两三四五六七八九十百]+)"
_UNIT = r"[个名家项篇位件人所支部幅种席]"
_PLACING = (
    r"(?:[特一二三四]等奖|第[一二三四五六七八九十\d]+[名位]|前[三四五六八十][名强甲]|[金银铜][奖牌]|冠军|亚军|季军|桂冠|优[秀胜]奖|头名|榜首|"
    r"最佳[^,。;:!?、的]{1,8}?奖|奖[章牌杯]|(?:先进|优秀|最佳|十佳)[^,。;:!?、的是为有]{1,8}|"
    rf"[^,。;:!?、的是为有由]{{0,16}}(?:奖|称号)|{MASK}+(?:称号|奖)?)"
)
#: A verb of receiving in front of the honour (荣获一等奖的是…).
_RECEIVED = r"(?:荣获|获得|获评|摘得|夺得|赢得|捧回|斩获|领取|当选|入选|受表[彰扬]的|被?评为|被?授予|获)"
_LINK = (
    rf"(?:{_NUMBER} ?{_UNIT},?)?(?:的?(?:{_NUMBER}个)?名额)?"
    r"(?:获得者|得主|作品|项目|单位|选手|团队)?(?:则|又|也|都|均|还|同样|最终)*(?:分别|依次)*"
    r"(?:(?<=[人体位队者])有|是|为|由|被|归于|归属于?|归了?|落到|落入|颁给|授予|授给|花落|给了|属于|:)(?:了)?:?"
)
_TAKEN = (
    r"(?:获得|拿走|拿下|夺得|夺走|摘得|摘走|领走|抱走|斩获|捧走|捧得|捧回|收入囊中|折桂|"
    r"手[里中]|名下|囊中|分享|共享|平分|并列)?"
)
#: 冠军是甲; 亚军由乙拿走; 一等奖两项,分别是…
_PLACED = re.compile(
    rf"(?P<honour>{_PLACING}){_LINK}(?![^,。;:!?]{{0,40}}(?:评选|主办|承办|设立|颁发|发起|评审))"
    rf"(?P<who>[^,。;:!?]{{2,200}}?){_TAKEN}(?=[,。;:!?]|$)"
)
#: 荣获一等奖的是甲; 同时当选的还有甲、乙.
_WHO_GOT = re.compile(
    rf"(?:{_RECEIVED}(?P<honour>{_PLACING}|[^,。;:!?]{{2,30}}?)?|获奖|上榜|获此[殊荣誉]+|受到?(?:通报)?表[彰扬]|领奖|[站登走][上在]了?[^,。;:!?]{{0,4}}领奖台[^,。;:!?的]{{0,4}})的"
    rf"(?P<kind>[^,。;:!?的]{{0,10}}?)(?:,(?=还|则|也|分别|是|有))?(?:还|则|也|一共|共)?(?:分别|依次)?(?:是|为|有|包括)+:?(?:来自)?"
    r"(?P<who>(?:(?!,[^,。;:!?]{0,24}的(?:还|则|也|分别|依次)*(?:是|有|为))[^。;:!?]){2,300})"
)
#: 他们是:…; 依次为…; 共有五人:…; 名单如下:…
_LED_IN = re.compile(
    rf"(?:(?:^|[,;])(?:(?:其余|其他|另外|另有?|还有)?{_NUMBER}[人名位家](?=[分依])|入选者|受表[彰扬]者|他们|她们|它们|名单|获奖(?:者|名单)|当选者|入选者|得主|分别|依次|其中)+"
    rf"(?:分别|依次|共计?{_NUMBER}{_UNIT})*(?:是|为|有|如下)*+:?(?<![他她它]们)(?<!其中)(?<!获奖者)(?<!名单)(?<!当选者)(?<!入选者)(?<!得主)(?!来自|由|从|在|获)"
    rf"|(?:共有?|新增|上榜|入选|获评|获奖|当选)了?{_NUMBER} ?{_UNIT}[^,。;:!?]{{0,8}}(?::|[:,]"
    rf"(?:他们|她们|它们|名单|获奖者)?(?:分别|依次)?(?:是|为|有|包括|如下)+:?))"
    rf"(?P<who>[^。;:!?]{{2,600}})"
)
#: 其中,某大学4人:甲、乙、丙、丁.
_GROUP = re.compile(
    rf"(?:^|[,;:])[^,。;:!?]{{2,20}}?(?:共|有|各)?{_NUMBER} ?[人名位家项个件]"
    rf"[^,。;:!?{MASK}]{{0,6}}(?::|,(?:分别|依次)?[是为]:?)(?P<who>[^。;:!?]{{2,300}})"
)
#: 9个上榜。东岭区有甲、乙;西岭县有丙.
_HERE = re.compile(r"(?:^|[,;:])[^,。;:!?、]{2,10}?[省市县区州盟旗]有(?P<who>[^,。;:!?]{2,200}?)(?=[,。;]|$)")
#: 随后揭晓的年度团队是甲.
_REVEALED = re.compile(
    r"(?:揭晓|公布|出炉|诞生|产生|宣布|颁出)的(?P<honour>[^,。;:!?的]{2,16}?)(?:则|分别|依次)*[是为](?P<who>[^,。;:!?]{2,100}?)(?=[,。;]|$)"
)
#: “某称号”这份荣誉,落在了甲肩上.
_FALLEN = re.compile(
    rf"(?P<honour>{MASK}+(?:称号|奖)?|[^,。;:!?、]{{2,24}}(?:奖|称号|殊荣|桂冠|冠军))(?:这[一份个项][^,。;:!?]{{0,12}})?,?"
    r"(?:最终|则|又|也)?(?:落在|落到|花落|归属)了?(?P<who>[^,。;:!?]{2,80}?)(?:肩上|头上|身上|手[中里]|名下|家)?(?=[,。;!]|$)"
)
#: 把“某奖”奖牌挂上了甲的墙; 将“某证书”递到甲手中.
_HANDED_TO = re.compile(
    rf"[将把](?P<honour>[^,。;:!?{MASK}]{{0,16}}{MASK}+(?:奖|称号)?|[^,。;:!?]{{2,24}}?(?:奖|称号))(?:的?(?:荣誉)?(?:证书|奖牌|奖杯|奖章|牌匾|铜牌))?"
    r"(?:颁给|发给|授予|送给|交给|给|[递送交颁发][到与])了?(?P<who>[^,。;:!?]{2,80}?)(?:的?(?:手[里中上]|家[里中]|面前))?(?=[,。;:!]|——|$)"
)
#: 奖项最终花落甲、乙: the honour was named before.
_FELL = re.compile(
    r"(?:奖项|大奖|奖杯|该奖|这一(?:奖项|荣誉|称号)|该(?:荣誉|称号))(?:最终|则|也|分别|都|已)*(?:花落|落户|归属?于?|属于|颁给|授予|给)了?(?!谁)(?P<who>[^,。;:!?]{2,120})(?=[,。;]|$)"
)
#: 将甲县认定为“某示范县”.
_MADE = re.compile(
    rf"[将把](?P<who>[^,。;:!?]{{2,120}}?)(?:等{_NUMBER}?{_UNIT}?[^,。;:!?、]{{0,8}})?(?:认定|命名|评定|确定|评选|推选|评|选|列)为了?"
    rf"(?P<honour>{MASK}+(?:称号)?|[^,。;:!?、]{{2,36}})"
)
#: 表彰了先进集体甲、乙和先进个人丙、丁.
_COMMENDED = re.compile(
    r"(?:表彰|表扬|通报|命名|选出|评出)了?(?P<honour>[^,。;:!?、]{0,20}?(?:先进|优秀|模范|示范|最美)[^,。;:!?、和与及]{0,4}?"
    r"(?:集体|个人|单位|工作者|组织|教师|辅导员|学会|志愿者|团队|企业))(?!的|和|名单|评选|代表|及|与|等|活动|工作|[大会])"
    r"(?P<who>[^,。;:!?]{3,200}?)(?=[,。;]|$)"
)
_PRAISE = re.compile(r"通报表[扬彰]|表[扬彰]|嘉奖")
_ON_A_LIST = re.compile(r"上榜|入选|命名|获评|认定|名单|在列|获奖")
#: 得主是甲; 获奖企业为甲、乙; 一位是甲,一位是乙; 其中包括来自某中学的甲.
_HOLDERS = re.compile(
    r"(?:(?:得主|获得者|(?:获奖|获评|入选|上榜|当选)(?:者|人|企业|单位|项目|作品|团队|学校|个人|选手|学会|集体|名单))"
    r"[^,。;:!?没不未]{0,4}?(?:则|还|也|均|都)?(?:分别|依次)?(?:是|为|有|包括|:)+"
    r"|最[^,。;:!?]{1,6}的(?:则)?是|(?:^|[,;:])(?:其中|另)?一(?:位|名|个|家|项|所|篇|部)(?:则)?是|其中(?:就)?包括(?:了)?|(?:^|[,;])其中,?(?:先进|优秀|获奖)?(?:集体|个人|单位|团队|教师|学生|作品|项目|企业|学校|社区)(?:奖)?(?:分别)?(?:是|为|有):?|名字(?:是|:)"
    rf"|占(?:了|据)?{_NUMBER}席:|(?:^|[,;])(?:这|该|入选的)?{_NUMBER}{_UNIT}[^,。;:!?]{{1,8}}?(?:分别|依次)*(?:是|为):?)(?:来自)?"
    r"(?P<who>[^,。;!?]{2,300})"
)
#: 第一名,甲;第二名,乙; 8部作品入选,其中《某某》出自某人之手.
_ENUMERATED = re.compile(
    r"(?:^|[;:。])(?P<honour>第[一二三四五六七八九十]名|[特一二三]等奖|[冠亚季]军|[金银铜]奖),(?P<who>[^,。;:!?]{2,60})(?=[,。;]|$)"
)
_AMONG_THEM = re.compile(
    r"(?:入选|获奖|上榜|获评|当选|获表彰),其中,?(?P<who>[^,。;:!?]{2,200}?)(?:分别)?(?:出自|来自|属于|系我|是我|为我)"
)
#: 认定甲、乙为第六批…基地; 甲、乙为优秀等次.
_DESIGNATED = re.compile(
    rf"(?:认定|命名|评定|确定|评选|批准|推选|决定,|追授|授予)(?:了)?(?P<who>[^。;:!?]{{2,300}}?)"
    rf"(?:等{_NUMBER}?{_UNIT}?[^,。;:!?、]{{0,8}})?为(?:了)?(?P<honour>{MASK}+(?:称号)?|[^,。;:!?、]{{2,36}})"
)
#: 确定甲、乙、丙为示范点,4家单位将…
_COUNTED_AFTER = re.compile(
    rf"[,;。](?:这|上述|以上)?(?P<number>{_NUMBER}) ?[家个名所位项][^,。;:!?]{{0,6}}(?:将|均|都|可|各)"
)
#: A number announces a list when it stands right before it.
_COUNT = re.compile(
    rf"(?<![前第各])(?P<number>{_NUMBER}) ?{_UNIT}[^,。;:!?]{{0,14}}[,。:]?"
    r"(?:他们|她们|它们|名单|获奖者)?(?:分别|依次)?(?:是|为|如下)?[:]?$"
)
_AWARD_SCENE = re.compile(
    r"奖|称号|夺金|夺冠|金牌|摘金|表[彰扬]|评[选出为定审]|获评|认定|命名|当选|入选|十佳|最美|优秀|先进|示范|基地|名单|上榜|荣誉|揭晓|出炉|十大"
)
#: A list of something else (成员单位分别是…).
_OTHER_LIST = re.compile(
    r"成员|发起|主题|内容|方面|课程|议题|板块|环节|措施|任务|评委|导师|嘉宾|主办|承办|环节"
)
#: 三等奖4项,为…: their number stands behind the honour.
_PLACES = re.compile(rf"(?P<number>{_NUMBER}) ?{_UNIT}")
#: 与它一同获奖的: the honour may have been told paragraphs before.
_SAME, _FAR = re.compile(r"一[同道起并]|同时|同样|同获"), 6
#: A list goes on behind an item that could not be read.
_GOES_ON = re.compile(",(?:以及|和|及|还有)")
_IS_HONOUR = re.compile(rf"^(?:{_PLACING})$")
_STOPPED = re.compile(
    r"^(?:其中|将|并|也|还(?!有)|会|据|这|该|此|每|活动|比赛|评选|奖项|奖金|颁奖|"
    r"[市省县](?!.*的[\u4e00-\u9fff]{2,4}$))"
)


def inverted_honours(lines: Sequence[Line], line: Line) -> Iterator[tuple[tuple[int, int], Honour]]:
    """Read honours told before their recipients.

    Args:
        lines: All sentences, for the name of an honour told before.
        line: The sentence.

    Yields:
        The stretch read and the honour.
    """
    for expression, reader, gate in _MANNERS:
        if gate and not gate.search(line.masked):
            continue
        for match in expression.finditer(line.masked):
            if not is_done(lines, line, match.start()):
                continue
            honour = reader(lines, line, match)
            if honour and honour.names:
                yield match.span(), honour


def _named(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Honour | None:
    """冠军是甲; 认定甲为…: both stand in the match."""
    told = line.folded[match.start("honour") : match.end("honour")]
    name = honour_name(line, *match.span("honour"))
    if not name or (
        not pattern.HONOURED.search(told + match[0][:0]) and not re.search("基地|单位|年度|[军名位首]$", told)
    ):
        return None
    tail = line.masked[match.end("who") : match.start("honour")]
    is_roll = "等" in tail or line.masked[match.start("who") - 1] == ":"
    found = list_in(lines, line, *match.span("who"), is_roll=is_roll)
    found.is_open = found.is_open or "等" in tail
    if not found.names:
        found.count = recipients_in(lines, line, *match.span("who")).count
        listed = announced(lines, line, match.end())
        found.names, found.is_open = listed.names, listed.is_open if listed.names else found.is_open
    told_after = _COUNTED_AFTER.match(line.masked, match.end())
    count = read_number(told_after["number"]) if told_after and found.count is None else found.count
    between = _PLACES.search(line.masked, match.end("honour"), match.start("who"))
    count = read_number(between["number"]) if between and count is None else count
    return Honour(name, line, match.start(), found.names, count, [], is_open=found.is_open)


def _who(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Honour | None:
    """获…的是甲: the honour in front, or one told before."""
    name = honour_name(line, *match.span("honour")) if match["honour"] else None
    if match["kind"] and pattern.HONOURED.search(match["kind"]):
        name = line.text[match.start("kind") : match.end("kind")]
    is_same = _SAME.search(line.masked, 0, match.start("who"))
    name = name or honour_before(lines, line, match.start(), _FAR if is_same else 2)
    is_roll = (
        line.folded[match.start("who") - 1] == ":" or line.folded[match.start() : match.start() + 2] == "授予"
    )
    found = list_in(lines, line, *match.span("who"), is_roll=is_roll)
    is_open = found.is_open or bool(re.search("[有还括]", match[0][: match.start("who") - match.start()]))
    return Honour(name, line, match.start(), found.names, None, [], is_open=is_open) if name else None


def _list(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Honour | None:
    """他们是甲、乙: the honour and the number are told before."""
    told = line.folded[: match.start("who")]
    earlier = lines[line.order - 1].folded if line.order else ""
    scene = told if _AWARD_SCENE.search(told) else earlier + told
    clause = told[line.clause_start(match.start()) :]
    if not _AWARD_SCENE.search(scene) or _OTHER_LIST.search(clause):
        return None
    name = honour_before(lines, line, match.start("who")) or _praise_in(scene)
    found = list_in(lines, line, *match.span("who"), is_roll=True)
    counted = _COUNT.search(told) or (_COUNT.search(earlier) if match.start() == 0 else None)
    count = read_number(counted["number"]) if counted and found.count is None else found.count
    return Honour(name, line, match.start(), found.names, count, [], is_open=found.is_open) if name else None


def _praise_in(scene: str) -> str | None:
    """通报表扬: the praise is the honour where no other is named."""
    told = _PRAISE.search(scene)
    return told[0] if told else None


def _of_place(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Honour | None:
    """东岭区有甲、乙: which places those on the list come from."""
    scene = (lines[line.order - 1].folded if line.order else "") + line.folded[: match.start()]
    name = honour_before(lines, line, match.start("who")) if _ON_A_LIST.search(scene) else None
    found = recipients_in(lines, line, *match.span("who"))
    return Honour(name, line, match.start(), found.names, None, [], is_open=found.is_open) if name else None


def list_in(lines: Sequence[Line], line: Line, start: int, end: int, *, is_roll: bool = False) -> Found:
    """Read a list that may run over commas (院士甲、乙,研究员丙).

    Args:
        lines: All sentences.
        line: The sentence.
        start: Where the list begins.
        end: Where it may end.
        is_roll: The list was announced as a roll: any plain noun in it is a name.

    Returns:
        The names up to the first clause that names nobody.
    """
    whole = Found()
    for piece in re.finditer(r"[^,]+", line.masked[start:end]):
        text = line.folded[start + piece.start() : start + piece.end()]
        if whole.names and (_STOPPED.match(text) or re.search(pattern.GOT, text)):
            break
        found = recipients_in(lines, line, start + piece.start(), start + piece.end(), is_roll=is_roll)
        names = [name for name in found.names if not _IS_HONOUR.match(name)]
        if not names:
            whole.is_open = True
            if not whole.names and _GOES_ON.match(line.masked, start + piece.end()):
                continue
            break
        whole.names += names
        whole.is_open = whole.is_open or found.is_open
        whole.count = None if piece.start() else found.count
    return whole


#: Each expression with its reader, and what a slow one cannot do without.
_MANNERS = (
    (_DESIGNATED, _named, re.compile("为")),
    (_PLACED, _named, None),
    (_ENUMERATED, _named, None),
    (_WHO_GOT, _who, re.compile("的")),
    (_AMONG_THEM, _list, re.compile("其中")),
    (_LED_IN, _list, None),
    (_HOLDERS, _list, None),
    (_GROUP, _list, re.compile(":|,(?:分别|依次)?[是为]")),
    (_HERE, _of_place, re.compile("[省市县区州盟旗]有")),
    (_FALLEN, _named, re.compile("落|归属")),
    (_HANDED_TO, _named, re.compile("[将把].+[给到与予]")),
    (_FELL, _list, None),
    (_MADE, _named, re.compile("[将把].+为")),
    (_COMMENDED, _named, re.compile("(?:表[彰扬]|通报|命名|选出|评出).*(?:先进|优秀|模范|示范|最美)")),
    (_REVEALED, _named, re.compile("(?:揭晓|公布|出炉|诞生|产生|宣布|颁出)的")),
)
