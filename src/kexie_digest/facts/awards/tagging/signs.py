"""Words that speak for or against a winner nearby, by what they tell.

Takes folded text, gives the names of the signs in it and their places. What a sign weighs, and
where, is taught (``weights.txt``).
"""

from __future__ import annotations

import re
from functools import lru_cache

from kexie_digest.facts.awards.patterns import GOT

_SIGNS = {
    "got": (
        f"{GOT}|夺冠|夺魁|折桂|问鼎|胜出|封王|称雄|上榜|得了|收走|抱[走回]|领走|带回|摘走|搬回|拿[回下到走]|荣归|登顶|"
        "[在其]列|加冕|脱颖|拔得|反超|收入囊中|笑到最后|独占鳌头|榜上有名|接过|成为|评上|选[为上中]|入[选列册围]"
    ),
    "give": (
        "授予|颁给|颁发|颁奖|发给|给了|判给|归了?|花落|落[在到]|属于|奖给|[递送交]到|[披别]在|挂[上在]|颁授|落户|授[牌奖]|佩戴"
    ),
    "prize": (
        "奖|称号|[冠亚季]军|[金银铜]牌|证书|匾|荣誉|殊荣|桂冠|功臣|标兵|能手|模范|楷模|之星|先锋|达人|使者|工匠|最美|"
        "十佳|优秀|先进|杰出|示范|会士|院士|领军|名师|状元|勋章"
    ),
    "thing": "奖[杯牌状章金品]|铜牌|锦旗|旗帜|绶带|[勋徽奖胸像念]章|头衔|红本|红花|名号|钥匙",
    "level": (
        "[特一二三四]等奖?|第[一二三四五六七八九十\\d]+名?|[金银铜][奖牌]?|[冠亚季殿]军|前[三五六八十]名?|[优佳]胜?奖|"
        "[一二三四五]星|头[名筹]|榜首|居首|首位|次席|并列|位列|魁首|状元|榜眼|探花|得票|总分|名次"
    ),
    "list": (
        "名单|如下|揭晓|公布|公示|评[出选定]|选出|当选|入选|榜|出炉|结果|分别是|依次|[他她它]们是|有:|产生|通报|命名|认定|"
        "确定|列[为入]|纳入|授牌|表[彰扬]|投票|票选"
    ),
    "praise": "优秀|先进|最[美佳具受可]|十[佳大]|示范|特色|首席|杰出|突出|拔尖|英才|标杆",
    "judge": "评委|专家组|裁判|点评|评审|评议|嘉宾|主持|命题|监督|监审",
    "speak": "说|介绍|表示|指出|强调|认为|坦言|要求|讲话|致辞|发言|告诉|透露|回忆|谈|希望|宣布|宣读|笑",
    "host": "[主承协]办|举[办行]|设立|组织|发起|牵头|召开|开展|联合",
    "leader": "书记|[市县省区会院校馆局部厅]长|主席|理事长|主任|秘书长",
    "teach": (
        "指导|教练|导师|带队|领队|老师|教师|师[傅父]|徒弟|学生|家长|[父母]亲|妈妈|爸爸|儿子|女儿|妻子|丈夫|同[学事]|邻居|辅导"
    ),
    "author": (
        "作者|完成[人单]|[报选]送|撰写|创作|设计|研制|来自|主创|负责人|[拍出]自|著者|编剧|导演|出版|供稿"
    ),
    "contact": "联系|电话|编辑|校对|审核|来源|受理|邮箱|地址",
    "negated": (
        "未|没有?|落选|无缘|提名|候选|失利|擦肩|不敌|淘汰|遗憾|落败|险胜|击败|战胜|[空暂]缺|止步|惜败|退赛|取消|撤销|摘牌"
    ),
    "past": "曾|去年|[上往历]一?届|此前|年前|前年|早年|当年",
    "future": (
        "可(?=[获得评])|将(?=[于在对从])|拟|报名|申报|推荐|争取|冲刺|角逐|征集|设[一二三]等奖|明年|下届|招募"
    ),
    "attend": "出席|参[加会]|陪同|慰问|到场|见证|观看|来到|走进",
    "stage": "[登上]台|走上|亮相|登场|领奖|站上|舞台|手捧|高举|手[中里]|聚光|红毯",
    "office": "选举|换届|聘|任命|理事会|成员|委员|名誉",
    "byline": "记者|通讯员|摄$|摄[)]",
    "pronoun": "^[她他它]|[,。“][她他它]|给[她他]|[他她]们",
}
_COMPILED = {name: re.compile(sign) for name, sign in _SIGNS.items()}


@lru_cache(maxsize=4096)
def places(folded: str) -> tuple[tuple[int, int, str], ...]:
    """Find the signs of a sentence.

    Args:
        folded: The sentence, folded.

    Returns:
        Start, end and name of each.
    """
    return tuple(
        (match.start(), match.end(), name)
        for name, sign in _COMPILED.items()
        for match in sign.finditer(folded)
    )


@lru_cache(maxsize=4096)
def signs_in(folded: str) -> frozenset[str]:
    """Name the signs of a stretch of text.

    Args:
        folded: The text, folded.

    Returns:
        Their names.
    """
    return frozenset(name for _, _, name in places(folded))
