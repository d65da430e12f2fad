"""Where the name of an organisation begins and ends.

Takes folded text and offsets, gives offsets: what leads to a name, what follows it, where the
post of a person begins. A grammar of suffixes and of what may stand before and after; it keeps
no register of names. Lists of names are cut by ``lists``, clauses opened by one by ``leading``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kexie_digest.facts.lines import MASK

Stretch = tuple[int, int]

_SUFFIXES = (
    "科学技术协会|科协|农技协|学会|协会|促进会|研究会|联合会|联谊会|商会|总会|分会|基金会|委员会|管委会|工委|理事会|"
    "研究总院|研究院|研究所|设计院|科学院|工程院|农科院|学院|大学|师专|高专|职高|职中|[师农工医]大(?!学)|中学|小学|附中|附小|学校|党校|职校|"
    "幼儿园|高中|初中|"
    "医院|卫生院|疾控中心|服务中心|研究中心|创新中心|转移中心|中心|实验室|工作站|观测站|气象站|推广站|站|"
    "联盟|共同体|"
    "有限公司|股份公司|公司|集团|银行|保险|药业|科技园|工厂|钢厂|电厂|厂|供电局|局|厅|委|部|办公室|办|政府|"
    "党委|党组|团委|妇联|工会|"
    "高新区|经开区|开发区|示范区|自贸区|园区|新区|产业园|工业园|创业园|农业园|校区|保护区|景区|"
    "科技馆|博物馆|图书馆|天文馆|文化馆|展览馆|美术馆|纪念馆|规划馆|馆|天文台|电视台|气象台|台|出版社|"
    "杂志社|报社|通讯社|合作社|"
    "[农林茶牧渔盐]场|基地|学部|学校联盟|研究生院|分院|总院|法院|检察院|支队|大队|服务队|服务团|专班|指挥部|工作室|"
    "(?:学|工程|管理|生物|物理|化学|数学|中文|计算机|信息|外语|历史|地理|艺术|材料|电子|机械|土木)系|居委会|村委会|公会|旧址|遗址|宣讲团|讲师团|专家团|艺术团|乐团|剧团|兵团|部队|某部|协作组|团队|课题组|书店|分店|药店|商店|酒店|支行|分行|总队|公园|植物园|动物园|湿地|超市|影院|乐园|(?<=[一二三四五六七八九十])中|之家|编辑部|联合社|"
    "街道|社区|企业|平台|高校|书院|智库|俱乐部|军区|分公司|所|院|会(?!议|场|展|期)|署|处|室|社|校|省|市|县|区|镇|乡|(?<!农)村"
)
#: Firms by their trade; as a whole name only, for 科技 and 能源 are common words too.
_FIRMS = (
    r"(?<=[\u4e00-\u9fff]{2})(?:重工|种业|乳业|股份|光伏|制药|化纤|钢构|船舶|农机|电器|机器人|茶业|酒业|水务|地产|轴承|"
    r"(?<!农业)(?<!林业)(?<!高新)(?<!现代)(?<!先进)(?<!前沿)(?<!数字)(?<!金融)(?<!医疗)(?<!航天)(?<!海洋)(?<!生物)"
    r"(?<!食品)(?<!信息)(?<!教育)(?<!文化)(?<!国际)(?<!核心)(?<!气象)(?<!环保)(?<!民生)(?<!国防)科技)"
)
_ENDS = re.compile(rf"(?:{_SUFFIXES}|{_FIRMS})(?:{MASK}*)$")
#: Where the name of a body may end.
SUFFIX = re.compile(f"(?:{_SUFFIXES})")
#: Posts that stand between a body and a person.
POSTS = (
    r"(?:原|前|时任)?(?:党组|党委|党总支|党支部|机关党委)?(?:常务|执行|名誉)?"
    r"(?:副?书记|副?主席|副?会长|副?理事长|副?秘书长|副?院长|副?校长|副?主任委员|副?主任|副?局长|副?厅长|副?总经理|"
    r"副?董事长|"
    r"副?总裁|总监|副?行长|副?总干事|副?总编辑|负责同志|支队长|大队长|副?关长|监事长|副?董事|理事|"
    r"首席执行官|副?院士|学生|同学|职工|学员|选手|副?所长|副?部长|副?处长|副?站长|副?馆长|副?台长|副?科长|"
    r"副?县长|副?市长|副?区长|副?省长|"
    r"副?镇长|副?乡长|"
    r"常委|党组成员|党委委员|巡视员|一级调研员|二级调研员|调研员|首席[^、,]{0,6}?|总工程师|高级工程师|"
    r"工程师|高级农艺师|农艺师|副?教授|"
    r"副?研究员|讲师|博士后|博士生导师|博士|硕士|院士|主任医师|副主任医师|医师|医生|护士长|老师|教师|校医|"
    r"技术员|专家|学者|"
    r"(?:相关|有关|主要)?负责人|(?:相关|有关)?领导|一行|代表|联合创始人|创始人|法定代表人|队长|团长|组长|"
    r"支书|副?场长|副?园长|主编|社长|厂长|经理|顾问|监事|秘书(?![处长])|畜牧师|兽医师|园艺师|药师|护师|技师)"
)
#: A post, not the start of a society of such people (工程师学会, 律师协会).
_POST_START = re.compile(
    rf"{POSTS}(?!之家|(?:与|和|及)?[\u4e00-\u9fff]{{0,4}}?(?:学会|协会|联合会|联谊会|公会|团队|工作站|工作室|服务团|宣讲团))"
)
_ADVERBIAL = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}[讯电] |据悉|据了解|据介绍|据统计|记者获悉|记者从[^,]{2,20}获悉|本报讯|日前|"
    r"近日|近期|最近|昨日|昨天|今天|"
    r"今日|当日|当天|同日|次日|另有|另悉|还有|更有|"
    r"前不久|不久前|上个月|上月|本月初?|去年|今年|早在|此前|目前|如今|现在|随后|接着|此外|另外|同时|期间|"
    r"其中|其间|最终|最后|最近|"
    r"会上|会前|会后|会议期间|活动中|活动上|活动现场|活动期间|大会上|大会现场|大会期间|仪式上|现场|"
    r"开幕式上|闭幕式上|座谈会上|论坛上|年会上|"
    r"(?:启动|签约|颁奖|揭牌|开幕|授牌)仪式(?:现场)?上|"
    r"经(?:过)?[^、,]{2,24}?(?:评审|评选|推荐|审核|投票|评定|批准|研究|同意|考核|遴选|公示|评议|答辩)(?:后|"
    r",)?|"
    r"(?:自|从|于|在)?(?:\d{4} ?年 ?)?(?:今年|"
    r"去年)? ?\d{1,2} ?月 ?(?:\d{1,2} ?[日号])?(?:[至~-]+(?:\d{1,2} ?月 ?)?\d{1,2} ?日)?(?:以来|起|"
    r"[初中末底])?(?:[上下]午|晚上?|凌晨|中午|的)?|"
    r"(?:自|从|于|在)? ?\d{4} ?年(?:度|以来|底|初|[春夏秋冬]季)?|(?:20)?\d\d年来|近年来|多年来|"
    r"[本此这该]次|根据|按照|依据|我(?=[省市县区](?!委|政府))|来自|我们(?=[\u4e00-\u9fff]{3})|(?:航运|龙头|民营|国有|高新技术|本地|当地|知名|医药|化工|食品|电力|环保|制造|建筑|软件|上市)企业(?=[\u4e00-\u9fff]{4})(?!家|联合|管理|发展|文化|合作|科技|技术|创新|服务|协会|商会)|联合(?!会|国|体|社(?!区)|大学|实验|研究|培养|创新|中心)|会同|携手|以及|并且|而且|并|还|也|且|由|经(?![开信贸管协])|已|即|"
    r"在[^,、。]{1,40}?(?:(?:仪式|大会|会议|论坛|活动|年会|现场|研讨会|峰会|发布会|对接会|展会|比赛|大赛|"
    r"竞赛|评选|座谈会|开幕式|会)(?:上|中|期间|现场)|见证下|指导下|支持下|推动下|之际|期间)(?:的)?|"
    r"[\s,:;“\"‘]+)"
)
_NOUN = (
    rf"(?:[^、,。;{MASK}]{{0,14}}?(?:单位|学会|协会|企业|高校|院校|机构|公司|组织|部门|集体|个人|团队|项目|"
    rf"高新区|开发区|园区|医院|学校|"
    r"场馆|品种|展品|案例|课程|图书|影片|节目|剧目|产品|品牌|专利|绘本|视频|模型|方案|院所|部门|科研院所|乡镇|街道|小区|学院|联合单位|兄弟单位|主体|成员|会员|同志|代表|成果|作品|活动|论文|区县|村|社区|基地|平台|省市|科协|选手|教师|学生|工作者|专家|"
    r"队伍|代表队|县市|班级|家庭))?"
)
_NUMBER = r"(?:[一二两三四五六七八九十百千]+|\d+) ?[余多]?"
#: 等12家单位, 等省内高校; without 等 only a counted noun (A、B、C三家单位).
_ANNEX = re.compile(
    rf"(?<![高中初平])等(?:国内外|省内外|各地|省内|市内|一批|多[家个名])?(?:共|"
    rf"共计)?(?:{_NUMBER}[家个所名位项支人方地校院省市区县篇件种部幅本册组队户处席门])?{_NOUN}$"
    rf"|(?<![高中初平])等(?:共|共计)?{_NUMBER}[种部幅本册件篇项个家名位支组]\s*[\u4e00-\u9fff]{{0,6}}$"
    rf"|(?<=[\u4e00-\u9fff]{{3}})(?<!第)\d+[家户个名位项支件部][\u4e00-\u9fff]{{0,8}}$|(?<=[\u4e00-\u9fff]{{3}})[两三四五六七八九十]+[家户名位项][\u4e00-\u9fff]{{0,6}}$|(?:共|共计)?(?<!第){_NUMBER}[家个所名位项支篇件处种部幅席]{_NOUN}$|(?<=[^\d第]){_NUMBER}人$"
)
_TAIL = re.compile(
    r"(?:(?<=[市县区镇乡村校馆院会])[两三四五六七八九][市县区镇乡村校馆院会]|等|各|双方|三方|四方|多方|两家|三家|之间|代表|两地|三地|的|等等)$"
)


@lru_cache(maxsize=1024)
def ends_like_organisation(name: str) -> bool:
    """Tell whether a folded name ends as names of bodies do; several readers ask for the same name.

    Args:
        name: A name without what follows it.

    Returns:
        True for 某某学会 and 某某大学, also before a bracket.
    """
    return bool(_ENDS.search(name))


def strip_start(folded: str, start: int, end: int) -> int:
    """Skip dates, 会上, 据悉 and the like at the start of a stretch.

    Args:
        folded: The sentence (masked or not).
        start: Where the stretch begins.
        end: Where it ends.

    Returns:
        The offset of its first word that is no adverbial.
    """
    while start < end:
        match = _ADVERBIAL.match(folded, start, end)
        if not match or match.end() == start:
            return start
        start = match.end()
    return start


def strip_end(folded: str, start: int, end: int) -> int:
    """Cut 等12家单位, 双方 and brackets off the end of a list of names.

    Args:
        folded: The sentence, masked.
        start: Where the stretch begins.
        end: Where it ends.

    Returns:
        The offset after its last name.
    """
    changed = True
    while changed and start < end:
        before = end
        for pattern in (_ANNEX, _TAIL):
            match = pattern.search(folded[start:end])
            if match and match[0]:
                end = start + match.start()
        while start < end and folded[end - 1] in " ,、:":
            end -= 1
        changed = end != before
    return end


def cut_post(folded: str, start: int, end: int) -> int:
    """Find where the body ends in 某某学会理事长张三.

    Args:
        folded: The sentence, masked.
        start: Where the name begins.
        end: Where the stretch ends.

    Returns:
        The end of the body's name; ``end`` where no post follows one.
    """
    for match in SUFFIX.finditer(folded, start, end):
        if _POST_START.match(folded, match.end(), end) and match.end() - start > 2:  # noqa: PLR2004 - 部长 is a post
            return match.end()
    return end
