"""Who stands before the verb: parties of an agreement, read from a clause.

Takes sentences and offsets, gives names as printed. It accepts bodies by their suffix
and firms by a brand in the right place; generic ones (多家企业) are nobody.
"""

from __future__ import annotations

import re

from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.borders import body_within
from kexie_digest.facts.naming.leading import leading_organisation
from kexie_digest.facts.naming.lists import split_names
from kexie_digest.facts.naming.organisations import (
    POSTS,
    Stretch,
    cut_post,
    ends_like_organisation,
    strip_end,
    strip_start,
)
from kexie_digest.facts.naming.referents import BARE
from kexie_digest.facts.naming.surnames import NAME

FEWEST, _SMALL = 2, "两三四五六七八九"
#: Adverbs between the parties and the verb.
_ADVERBS = re.compile(
    r"(?:正式|共同|联合|成功|现场|分别|先后|相继|双双|隆重|率先|再次|已经?|也|又|还|并|就此|当场|集中|一致|"
    r"同时|同日|一[起道同]|自愿|抱团|携手|倡议|牵头|宣布|宣告|"
    r"举行了?|进行了?|举办了?|开展了?|代表(?:双方|各自?(?:单位)?|三方|两地|[校会院企政馆][方]?(?:[、和与]?[校会院企政馆]方?)|(?:学校|学院|政府|学会|协会|医院)[、和与](?:企业|公司|学校|学院|医院|学会|政府))|[双三各多两]方|"
    r"在(?:(?![与同跟和])[^,、。]){1,24}|在[^,、。]{2,30}(?:[下上中时]|期间|现场)|"
    r"于[^,、。]{1,20}|通过[^,、。]{1,16}|(?:就|围绕|针对|聚焦)[^,。]{2,44}|之间|的| )$"
)
_GENERIC = re.compile(
    r"^(?:所属|所辖|下属|结对|我国|国内|国外|海外|全国|全省|全市|全县|本地|当地|各|有关|相关|部分|众多|多家?|若干|一些|一批|数|"
    r"几|"
    r"[一二两三四五六七八九十百\d]+余?[家个所名]?|上述|其他|相应|省内外|重点|龙头|来自)*"
    r"(?:知名|优秀|重点|骨干|龙头|会员|成员|兄弟|友好|科技|大型|中小|民营|国有|农业|高新技术|规上|理事|"
    r"共建|国家|省市|区县|省级|市级|国家级|全国|街道|基层)*"
    r"(?:企业|高校|院校|高等院校|单位|学会|协会|科协|公司|科研院所|院所|农户|部门|政府|医院|学校|村民|"
    r"[双三各两多]方|机构|团体|组织|"
    r"基地|平台|合作社|专家|代表|地区|国家|大学|市|区|县|省|地|区县|社会|市场|联盟|会|与会|(?:院士|专家|科研|研发|技术|服务)+团队|(?:新一届|该)?理事会|[院校馆企]方|(?:展览)?(?:主办|承办|合作|运营)方|场馆)$"
)
#: The name of a body without suffix (a firm's brand) holds none of these.
_NO_NAME = re.compile(
    r"[的了是为有将等我们其该此这那也都就并各被把让使到从向以及]|[,。:;\s“”]|签|协议|合作|活动|工作|大家|"
    r"记者|根据|按照|昨|在|[双三各多]方|领域|方面|[去今]年|】"
)
#: 甲、乙两市科协 names two bodies that are printed nowhere.
_COLLECTIVE = re.compile(
    r"(?P<number>[两三四五六七八九十])(?P<kind>[地市省县区校院馆州])(?:的)?(?:科协|学会|协会|政府)"
)
#: 校长与台长签了字: who holds the pen is no party.
_CHIEF = re.compile(r"[校台馆院所会站厂局区县市省乡镇村社]长$|书记$|主任$|经理$|负责人$")
_LONGEST_BRAND, _LONGEST_BODY = 10, 40
#: 三名歌手, 某公司: nobody in particular.
_COUNTED = re.compile(r"[一二两三四五六七八九十\d]+余?[名位家个对处座艘件项次场]|某(?!部)")
_PARTNER_START = re.compile(
    r"(?P<bare>学会|协会|研究会|学院|学校|中心|公司|集团|该[会校院馆局所]|科协)?"
    r"(?:分别|同时|昨|今|又|还|先后|联合|携手|已经?|再次|成功|也|相继|日前|近日|此后|随后|现场|当场|当天|当日)*(?:与|和|同|跟)"
)
#: The parties come behind it (张三代表学会与某校).
_OPENERS = re.compile(
    r"促成|促进了|由|代表(?=[^,]{2,30}?[与和同跟])(?![双三各多两]方|各自|两地|[校企院会政][方企校会]|学校[、和与]|学院[、和与])"
)
#: What an item of a digest begins with (【周三】, △).
_MARK = re.compile(r"[】△▲★☆●◆■※◎]")
#: 某人所在的合作社: the body stands behind it.
_WHERE = "所在的"
#: 我院护理专科: who speaks is the party, not the department.
_OURS = re.compile(r"我[院校馆会所局台]")
_OFFICER = re.compile(rf"{POSTS}{NAME}$")
_SESSION = re.compile(r"第[一二三四五六七八九十\d]+[届次]")
_BRAND = re.compile(r"[\u4e00-\u9fffa-z0-9]{2,8}?(?=已|与|和|同|为|将|持续|还|又|也|在)")


def is_party(name: str) -> bool:
    """Tell whether a folded name can be a party.

    Args:
        name: The name, trimmed.

    Returns:
        False for generic ones (双方, 多家企业) and for scraps of a sentence.
    """
    if len(name) < 2 or len(name) > _LONGEST_BODY or _GENERIC.match(name):  # noqa: PLR2004 - shortest name
        return False
    if _COUNTED.match(name) or "—" in name:
        return False
    if ends_like_organisation(name):
        return not re.search(
            r"^[的了是为有将等我其该此这那]|^[双三各]方|[了着的]|(?:举办|主办|承办|开办|全部|干部|内部|"
            r"外部|局部|机会|社会|不会|(?:大|办公|座谈|评审|推进|工作|发布|表彰|交流|宣讲|动员|部署|现场)会|洽谈区|展区|会场|会议室|现场|[展餐大]厅)$",
            name,
        )
    return len(name) <= _LONGEST_BRAND and not _NO_NAME.search(name) and not _CHIEF.search(name)


def _before_post(line: Line, start: int, end: int) -> int:
    """Leave out a person and his post; the students in 某学院学生科技社 are no post."""
    name = line.masked[start:end]
    is_body = ends_like_organisation(name) and not _OFFICER.search(name)
    return end if is_body else cut_post(line.masked, start, end)


def _before_bracket(line: Line, start: int, end: int) -> int:
    """Leave out 以下简称 and the like behind a name; a name that is all quotes stays."""
    stop = end
    while stop > start and line.masked[stop - 1] == MASK:
        stop -= 1
    return stop if stop > start and line.folded[stop : stop + 1] == "(" else end


def name_parties(
    line: Line, start: int, end: int, *, brands: bool = False, bare: bool = False
) -> list[Stretch]:
    """Read a stretch as a list of parties.

    Args:
        line: The sentence.
        start: Where the list begins, adverbials included.
        end: Where it ends.
        brands: Whether firms without a suffix may stand before 与 and 和.
        bare: Whether bare nouns (学会, 该院) are given too.

    Returns:
        The named parties; generic ones are left out.
    """
    start = max([start, *(mark.end() for mark in _MARK.finditer(line.masked, start, end))])
    start = strip_start(line.masked, start, end)
    end = strip_end(line.masked, start, end)
    together = _COLLECTIVE.search(line.masked, start, end)
    if together:  # 甲大学、乙大学两校科协: the two are told, the joint name is theirs
        end = together.start()
        listed = split_names(line.masked, start, end)
        if together["kind"] not in "校院馆" or len(listed) != _SMALL.index(together["number"]) + FEWEST:
            return []
    found = []
    for left, right in split_names(line.masked, start, end, brands=brands):
        begin = strip_start(line.masked, left, right)
        stop = strip_end(line.masked, begin, _before_post(line, begin, right))
        begin, stop = body_within(line.masked, begin, stop)
        ours = _OURS.match(line.masked, begin, stop)
        if ours and bare:
            stop = ours.end()
        stop = _before_bracket(line, begin, stop)
        if line.masked[stop - 1] in "与和同跟及" and ends_like_organisation(line.masked[begin : stop - 1]):
            stop -= 1  # 甲大学与六家合作社签订: nobody in particular stands behind it
        if is_party(line.folded[begin:stop]) or (bare and BARE.match(line.folded[begin:stop])):
            found.append((begin, stop))
    return list(dict.fromkeys(found))


def strip_adverbs(line: Line, start: int, end: int) -> int:
    """Cut 正式, 在某地, 就某事 off before a verb.

    Args:
        line: The sentence.
        start: Where the clause begins.
        end: Where the verb stands.

    Returns:
        The offset after the last word that belongs to the names.
    """
    while start < end:
        match = _ADVERBS.search(line.masked, start, end)
        if not match:
            break
        end = match.start()
    return end


def clause_parties(line: Line, position: int, *, bare: bool = False) -> list[Stretch]:
    """Read the clause before a verb as a list of parties (A与B正式).

    Args:
        line: The sentence.
        position: Where the verb stands.
        bare: Whether bare nouns (学会, 该院) are given too.

    Returns:
        The parties; one only where the clause opens with 与B.
    """
    start = strip_start(line.masked, line.clause_start(position), position)
    partner = _PARTNER_START.match(line.masked, start, position)
    if partner:
        start = partner.end()
    for opener in _OPENERS.finditer(line.masked, start, position):
        start = opener.end()
    end = strip_adverbs(line, start, position)
    plain = name_parties(line, start, end, bare=bare)
    return (
        plain if partner or len(plain) >= FEWEST else name_parties(line, start, end, brands=True, bare=bare)
    )


def opening_partner(line: Line, position: int) -> re.Match[str] | None:
    """Match 与 at the start of the clause before a verb, its subject left out or ``bare`` (学会与)."""
    start = strip_start(line.masked, line.clause_start(position), position)
    return _PARTNER_START.match(line.masked, start, position)


def _brand(line: Line, start: int, end: int) -> Stretch | None:
    start = strip_start(line.masked, start, end)
    match = _BRAND.match(line.masked, start, end)
    if match and is_party(match[0]):
        return match.span()
    return None


def subject_of(line: Line, position: int) -> Stretch | None:
    """Find the body that an earlier clause of a sentence begins with.

    Args:
        line: The sentence.
        position: Where the clause in question stands.

    Returns:
        The subject, the first clause preferred, or None.
    """
    found = (_subject(line, start, end) for start, end in reversed(line.clauses_before(position)))
    return next(filter(None, found), None)


def opening_subject(line: Line) -> str | None:
    """Name the body a whole sentence begins with, as printed."""
    start = strip_start(line.masked, 0, len(line.masked))
    if line.masked[start : start + 1] in tuple("与和同跟"):
        return None
    found = _subject(line, 0, line.clause_end(start))
    return line.text[found[0] : found[1]] if found else None


def _subject(line: Line, start: int, end: int) -> Stretch | None:
    """The body that a clause begins with; the society, where it is its congress (某学会第五次代表大会)."""
    where = line.masked.rfind(_WHERE, start, end)
    if where >= 0:
        start = where + len(_WHERE)
    session = _SESSION.search(line.masked, start, end)
    for stop in (end, session.start() if session else end):
        found = leading_organisation(line.masked, start, stop) or _brand(line, start, stop)
        if found and is_party(line.folded[found[0] : found[1]]):
            return found
    return None
