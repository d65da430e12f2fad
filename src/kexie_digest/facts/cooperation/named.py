"""Which names can be parties: bodies by name, not any firm and no scrap of a sentence.

Takes folded names, gives judgements. A firm's brand without a suffix is rare; it counts only
beside bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kexie_digest.facts.lines import Line
from kexie_digest.facts.naming.organisations import POSTS, ends_like_organisation
from kexie_digest.facts.naming.surnames import NAME
from kexie_digest.facts.parties import FEWEST, name_parties
from kexie_digest.model import Article
from kexie_digest.text.script import fold

#: No name begins so; none tells who speaks, or leaves a choice.
_SCRAP = re.compile(
    r"^(?:据|以来|遵照|因(?!特)|凭|随着|由于|关于|学校(?=.)|对于|同意|[他她它你]|我们|某[公家单])|或|我[院校馆会所局台]"
)
#: Not one body but any: all schools, both sides, a meeting.
_ANY = re.compile(
    r"^(?:以来)?(?:全[省市县区国镇乡校]|[省市县区国]内外?|本[报刊台网]|中小学校?|大中小学校?|各[级地]?.{0,4}|他人|(?:友好|姊妹|姐妹|兄弟|协作)[\u4e00-\u9fff]{1,3}|[^与和、]*(?:博览|展览|对接|交流|洽谈|招商|推介|签约|发布|见面|研讨)会|"
    r"[\u4e00-\u9fff]{0,4}[标租借购售卖]人|[产行]业学院|(?:学?[院校会]|[市县区省])?(?:党委|办公室|秘书处|常委)|党委常委|[\u4e00-\u9fff]*两[家公][公司单]?[位司]?)$"
)
_REGION = re.compile(
    r"(?P<region>[\u4e00-\u9fff]*?(?:[省市县区州旗镇乡]|街道))(?P<party>[市县区省]?[党工]?委)?$"
)
#: Somebody, whatever his surname (院长阳春雷, 代表范德维尔); 职工技协 and 学生社 are bodies.
_PERSON = re.compile(rf"^{NAME}$|(?:{POSTS})(?:{NAME}|[\u4e00-\u9fff·]{{2,8}}(?<![协友社队站网屋]))$")
_CONTRACTED = {
    "科学技术协会": "科协",
    "科学技术馆": "科技馆",
    "管理委员会": "管委会",
    "农业大学": "农大",
    "师范大学": "师大",
    "工业大学": "工大",
    "医科大学": "医大",
    "人民政府": "政府",
    "人力资源和社会保障": "人社",
    "发展和改革委员会": "发改委",
    "卫生健康委员会": "卫健委",
    "市场监督管理": "市场监管",
    "文化和旅游": "文旅",
}
#: A department signs for its house (某大学教务处), a party committee for the body it leads (产业园党工委).
_DEPARTMENT = re.compile(
    r"(?P<house>.+(?:大学|学院|医院|公司|集团|研究[院所]))(?:[\u4e00-\u9fff]{2,6}(?:处|部|办公室|科))"
)
_COMMITTEE = re.compile(r"(?P<body>.{2,}[^省市县区州旗镇乡街道])(?:党[工组]?委|党组)")
_INTRODUCED = re.compile(r"\((?:以下)?(?:统称|简称|下称)[为:]?[“\"]?(?P<short>[^()“”\"]{2,12})[”\"]?\)")
_SPACE = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|[\t|]")


def named(names: Iterable[str]) -> list[str]:
    """Keep the names that can be parties.

    Args:
        names: Names as printed.

    Returns:
        Those of bodies; none where fewer than half of them end like one.
    """
    kept = [name for name in names if not any(words.search(fold(name)) for words in (_SCRAP, _ANY, _SPACE))]
    kept = [name for name in kept if not any(stands_for(name, other) for other in kept if other != name)]
    bodies = [name for name in kept if ends_like_organisation(fold(name))]
    return kept if bodies and len(kept) <= FEWEST * len(bodies) else bodies


def is_person(name: str) -> bool:
    """Tell whether a name is a person's, who signs for a party and is none."""
    return bool(_PERSON.search(name)) and not ends_like_organisation(name)


def governed(name: str, body: str) -> str:
    """Let a county, or the party committee whose secretary signs, be its government.

    Args:
        name: A party as printed.
        body: The article.

    Returns:
        The government as the article prints it elsewhere, or the name itself.
    """
    region = _REGION.match(name)
    if not region or (region["party"] and not re.search(rf"{name}(?:常委|副?书记)", body)):
        return name
    place = region["region"] if len(region["region"]) > 1 else rf"[\u4e00-\u9fff]{{2,3}}{region['region']}"
    office = re.search(rf"(?<![^\W在由与和及向对从]){place}(?:人民政府|政府|办事处)", body)
    if office:
        return office[0]
    return region["region"] if region["party"] else name


def housed(name: str, article: Article) -> str:
    """Let a department be its house, and a party committee whose secretary signs the body it leads.

    Args:
        name: A party as printed.
        article: The article; of a department its title must say that the house agreed.

    Returns:
        The house, or the name itself.
    """
    title = article.title or ""
    department, committee = _DEPARTMENT.fullmatch(name), _COMMITTEE.fullmatch(name)
    if department and name not in title and department["house"] in title:
        return department["house"]
    if committee and re.search(rf"{re.escape(name)}(?:常委|副?书记)", article.body):
        return committee["body"]
    return name


def introduced(name: str, lines: Sequence[Line]) -> str:
    """Let a short form be the name that it was introduced for (某省机械工程学会(以下简称“省机械学会”)).

    Args:
        name: A party as printed.
        lines: The sentences of the article.

    Returns:
        The full name as printed before the bracket, or the name itself.
    """
    short = fold(name)
    for line in lines:
        for bracket in _INTRODUCED.finditer(line.folded):
            places = name_parties(line, line.clause_start(bracket.start()), bracket.start())
            if bracket["short"] == short and places:
                return line.text[slice(*places[-1])]
    return name


def stands_for(short: str, full: str) -> bool:
    """Tell whether one name is the other, told without its first words (果蔬合作社, 农大).

    Args:
        short: A name as printed.
        full: Another one.

    Returns:
        True for the same name, and for its end.
    """
    return _contracted(full).endswith(_contracted(short))


def _contracted(name: str) -> str:
    folded = fold(name)
    for long, contracted in _CONTRACTED.items():
        folded = folded.replace(long, contracted)
    return folded
