"""How Chinese news says that an agreement was made: the patterns of ``cooperation``.

All are matched on masked text (see ``lines``): a quoted name is a run of masks. Groups:
``paper`` what was signed, ``parties`` who, where the pattern knows them.
"""

from __future__ import annotations

import re

from kexie_digest.facts.lines import MASK

_WRITTEN = r"(?:协议书?|备忘录|合同书?|意向书|议定书|协定书?|公约|章程|协作书|合作书)"
_PAPER = (
    rf"(?:{_WRITTEN}|(?![^,。;:!?]{{0,16}}{_WRITTEN})(?:合作框架|框架|约定|[^,。;:!?的]{{2,12}}项目|"
    r"战略合作|合作意向|意向|合作|共建|结对))"
)
#: What is called so has a name; 签约后 and 签约落地 name no paper.
NAMES_PAPER = re.compile(
    rf"{_WRITTEN}|共建|打造|合作|框架|约定|[^,。;:!?]项目|意向|结对|关系|之约|盟|文本|{MASK}"
)
#: 校企, 会地: what sort of bodies join hands, said before 合作.
_SORTS = "[校院会企地政馆社村所银医警军]"
SORT = rf"(?!医院|社会|会所|军校|警校|[军校村]医)(?P<one>{_SORTS})(?!(?P=one)){_SORTS}"
#: 签约 before these is a time, a number or a trade (签约当天, 签约居民, 签约作家).
OTHER_SIGNINGS = (
    r"项目|[当那这][天日]|前夕|一刻|时|现场|会[上后前]|结束|活动|人(?!民)|[之以]?后|[之以]?前|以来|对接|居民|用户|客户|农户|人数|的|金额|率|球员|"
    r"医生|家庭|服务|单位|企业|歌手|艺人|作家|演员|教练|主播|为(?:新|契机|起点|纽带)"
)
VERBS = (
    re.compile(r"(?:交换|互换)(?:了)?(?P<paper>[^,。;:!?]{0,44}?(?:协议|备忘录|合同|文本)(?:文本)?)"),
    re.compile(
        rf"(?:(?<![学究进合商委公两双三四各])(?<!(?<!科)协)会签|签署|签订|签定|签下|签了|签上|共签(?:了)?(?:一份)?|签立|订立|缔结|续签|互签|换签|达成(?=[^,。;:!?]{{0,40}}?(?:协议|"
        rf"备忘录|战略合作|合作伙伴)))(?:了|的)?"
        rf"(?P<paper>[^,。;:!?]{{0,44}}?{_PAPER}(?:协议书?|备忘录|关系)?|(?:[^,。;:!?]{{0,12}}的|[一首]份)?{MASK}+)"
    ),
    re.compile(
        rf"(?:[签续]约|签[了下]约)(?!仪式|暨|{OTHER_SIGNINGS})(?:了)?(?P<paper>(?:共建|成立|合作|建立|"
        r"打造)?[^,。;:!?]{0,30})"
    ),
    re.compile(
        r"(?:建立|缔结|结成|结为|确立|形成)(?:了)?(?P<paper>[^,。;:!?]{0,20}?(?:合作(?:伙伴)?关系|战略合作|"
        r"伙伴关系|"
        r"友好(?:学会|协会|科协|单位|城市|关系|合作|馆)(?:关系)?|(?:姊妹|姐妹|兄弟|友好)(?:学会|协会|科协|[馆园院校会所站]|"
        r"学校|单位|社区|城市)|共建(?:单位|关系)|结对(?:单位|关系|共建)))"
    ),
    re.compile(r"[立定订结许]下(?:了)?(?P<paper>[^,。;:!?]{0,12}(?:之约|盟约|约定))"),
    re.compile(r"(?<=共同|联合|现场|当场|先后|正式|相继|依次)签(?P<paper>[字名])"),
    re.compile(r"达成(?:了)?(?P<paper>[^,。;:!?]{0,16}?合作)(?!意向|共识|意愿|关系|协议)(?=[,。;:!?]|$)"),
    re.compile(
        r"把(?P<paper>[^,。;:!?]{0,24}?(?:协议书?|备忘录|合同书?|约定))(?:正式|终于|给|又|再)?[续重]?签(?:了|下|好|妥|订|署|到|至)"
    ),
    re.compile(
        r"(?:在)?(?P<paper>[^,。;:!?在和与同]{0,16}?(?:协议书?|备忘录|合同书?|合作书|文本))(?:的?[末尾][页端])?上?(?<=[上页端])(?:郑重|正式|共同|先后|分别)*(?:签字|签名|签下(?:了)?(?:自己的)?[名姓]|写下(?:了)?(?:自己的)?[名姓]|签了字|落笔|盖章)"
    ),
    re.compile(
        r"(?:举行|举办)(?:了)?(?P<paper>[^,。;:!?]{0,20}?)(?:[签续]约|签字|签署|签订)(?:暨[^,。;:!?]{0,20}?)?(?:仪式|活动)"
    ),
    re.compile(
        rf"(?:举行|举办)?(?:了)?(?P<paper>(?:全面|全方位|深化)?(?:战略|{SORT}|"
        rf"产学研|科技|创新|学术|人才|党建|结对|科普|"
        rf"项目|框架|对口)*(?:合作|共建|帮扶|支持|支援)(?:框架)?(?:协议|备忘录)?|(?:框架)?协议|"
        rf"{MASK}+(?:战略)?(?:合作)?(?:框架)?(?:协议)?)(?:的)?"
        rf"(?:(?:[签续]约|签字|签署|签订)(?:暨[^,。;:!?]{{0,20}}?)?(?:仪式|活动)|(?<=合作)签约(?=[,。;]|$))"
    ),
)
#: These name the paper before the verb, so every place of a sentence would be tried.
SLOW = tuple(verb for verb in VERBS if verb.pattern.startswith(("(?:在)", "(?:举行")))
PEN = re.compile("[签写续]")
#: 甲成为乙的协作医院; it counts where the article tells of a paper too.
BECAME = re.compile(
    r"成为(?P<parties>[^,。;:!?]{3,40}?)的(?P<paper>[^,。;:!?的]{0,8}(?:协作|合作|共建|伙伴|实践|实习|教学|定点|结对)[^,。;:!?的]{0,6})"
)
#: 协议双方——甲和乙; 结对的有:甲与乙,丙与丁.
SIDES = re.compile(
    r"(?P<paper>(?:协议|合作|签约))(?:的)?[双三各]方(?:——?|:|是|为|分别是|分别为|即)(?P<parties>[^,。;:!?—]{4,120})"
)
COUPLES = re.compile(
    r"(?:结对|签约|牵手|合作|共建|配对)的?(?:单位|名单)?(?:分别)?(?:有|是|为|包括|如下)*[:,](?P<list>[^。;!?]{6,300})"
)
#: 签约的是甲和乙; 签约双方为甲、乙.
WHO_SIGNED = re.compile(
    r"签(?:约|字|署|订|下)(?P<paper>[^,。;:!?]{0,20}?)(?:的|双方|各方|三方|单位|(?P<partners>学校|企业|高校|医院|机构|社区))"
    r"(?:分别)?(?:是|为|有|包括):?(?P<parties>[^,。;!?]{4,120}(?:,(?:以及|还有)[^,。;!?]{3,60})?)"
)
#: A bond told by a picture; it counts where the article tells of a paper too.
BOND = re.compile(
    r"(?P<paper>牵手|结对(?!会|仪式|活动|名单|专家)(?:共建|帮扶|子)?|结成对子|联姻|结亲|结缘|成为(?:战略|合作)*伙伴|结成[^,。;:!?]{0,8}伙伴)"
    r"(?P<parties>[^,。;:!?]{0,30})"
)
PAPER_TOLD = re.compile(r"签(?:署|订|约|下|了|字)|协议|约定|备忘录|结对")
PASSIVE = re.compile(
    r"(?P<paper>[^,。;:!?]{0,30}?(?:协议书?|备忘录|议定书|"
    r"合同))[^,。;:!?]{0,6}?由(?P<parties>[^,。;:!?]{4,80}?)(?:共同|联合|正式|现场)*(?:签署|签订)"
)
#: Not done yet, or merely wished for; looked for in the clause before the verb.
PLAN = re.compile(
    r"(?<![主名大干])将(?!于\d|军|近)|(?<![虚模])拟|计划|有望|希望(?!小学|集团|工程)|准备|即将|争取|力争|洽谈(?!后|,|、)|探讨|商讨|商谈|磋商|"
    r"建议|鼓励|否认|可(?:以|望|能)|欢迎|^若(?!干)|若(?=[能是要不有未])|如果|尚未|未能|未(?![来名])|(?<![供效反适响对相])应当?(?![用急邀对])|"
    r"需要|必须|筹备|筹建|(?:推动|加快).{0,4}(?:尽快|早日)?|期待|(?<![志心自])愿意?|(?:帮助|指导|支持|引导|协助)(?![^,]{0,3}下)|"
    r"尽[快早]|定于|预定|届时|预计|打算|酝酿|待[^,。]{2,12}[后时]|下一步|为了?(?=签)|要求|适时|择机|视情况|起草|如何|怎样|请(?:各|于)"
)
#: So many bodies or papers that the few nearby cannot be they; each with its own, who is not named.
MANY = re.compile(r"分别[与和同跟]|(?:\d+|多|数|几|若干|十[一二三四五六七八九]?)[余多]?[个家所份项对]")
#: Who watches signs nothing.
WITNESSED = re.compile(r"(?:见证|出席|参加)(?:了)?[^,。]{0,8}$")
#: Who signs for a house named before is no party (两位院长分别代表学校签约).
FOR_THEIR_HOUSE = re.compile(
    r"代表(?:该|本)?(?:学校|校方|学院|学会|协会|公司|企业|医院|院方|单位|集团|研究[所院])[^,。]{0,4}$"
)
#: The agreements come in rows below.
ABOVE_ROWS = re.compile(
    r"(?:签(?:署|订|约|下|了)|协议|结对)(?P<paper>[^,。;!?:]{0,12})(?:,[^,。;!?:]{0,10}如下)?:"
)
#: Papers that are no cooperation.
OTHER_PAPER = re.compile(
    r"劳动合同|就业|聘用|购销|采购合同|用工|贷款|租赁|(?:目标|安全|承诺|廉洁)[^,。]{0,6}责任书|承诺书|技术合同登记|"
    r"购房|保险合同|买卖"
)
WITH_IN_PAPER = re.compile(r"(?:与|(?<![共会一])同|和)([^,。;:!?的]{3,30})(?:的|之间)")
