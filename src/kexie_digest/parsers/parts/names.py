"""Whether a few characters name a person or a body.

Takes short texts that are folded already (simplified, half-width); gives yes or
no. It knows family names and the endings of organisations; it reads no context
and merges nobody.
"""

import re
from typing import Final

# The family names of 99 % of people: 百家姓 and those the census adds.
_SURNAMES: Final = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏"
    "成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪"
    "干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯"
    "宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻"
    "莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步"
    "都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓"
    "公肖闫覃兰付代涂仝岳帅缑亢况郈有琴梁丘左商牟佘佴伯赏墨哈谯笪年爱阳佟苟展随鄢揭鹿遆税荔幺占原邸粟檀楚楼敬战降仉候区"
)
_COMPOUND: Final = re.compile(
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|宇文|长孙|慕容|司徒|夏侯|端木|南宫|独孤|轩辕|闻人|呼延|澹台|申屠|太史|钟离|司空"
)
_BODY_ENDING: Final = re.compile(
    r"(?:科协|协会|学会|研究会|促进会|联合会|基金会|商会|委员会|管委会|党委|党组|支部|工会|团委|妇联|文联|社科联|"
    r"中心|办公室|宣传部|组织部|统战部|工作部|科普部|学会部|办公厅|政府|"
    r"[局厅院馆所校站社台]|大学|学院|中学|小学|幼儿园|医院|公司|集团|联盟|工作站|办事处|"
    r"(?:学术|科普|组宣|宣教|综合|业务|人事|推广)[科处室部]|园区|高新区|开发区|保护区|报社|融媒体|植物园|动物园|公园|园区|厂|社区|街道|工作队|课题组)$"
)
# Two to four characters that stand in brackets and are nobody's name.
_NOT_NAMES: Final = re.compile(
    "完|续|图|上|中|下|略|见图|节选|待续|转载|资料图?|综合|摘编|摘自|有删节|附图|注|文图|图文|图片|网络"
    "|扩大|试行|草案|修订|暂行|以下简称|简称|如图|本报综合|大意|下同|小标题|编者|编者按|未完|待续|掌声|鼓掌|笑声|大笑|众笑|采访|录音|画外音"
)
_HAN_NAME: Final = re.compile(r"[㐀-鿿]{2,4}")
_LONG_NAME: Final = re.compile(r"[㐀-鿿]{1,8}(?:[·•・][㐀-鿿]{1,10}){1,3}")
_BODY_SHAPE: Final = re.compile(r"[㐀-鿿A-Za-z0-9·“”\"]{3,30}")
_LONGEST_GIVEN = 2


def is_person(text: str) -> bool:
    """Tell whether the whole text is a personal name by its shape.

    Args:
        text: One token, folded, without spaces.

    Returns:
        True for family name + one or two characters, a compound family name,
        or a name with middle dots.
    """
    if _LONG_NAME.fullmatch(text):
        return True
    if not _HAN_NAME.fullmatch(text) or _NOT_NAMES.fullmatch(text):
        return False
    if _COMPOUND.match(text) and len(text) > _LONGEST_GIVEN:
        return True
    return text[0] in _SURNAMES and len(text) <= 1 + _LONGEST_GIVEN


def could_be_person(text: str) -> bool:
    """Tell whether a byline could hold this as a pen name: two to four characters, no stock word.

    Args:
        text: One token, folded, without spaces.

    Returns:
        True for :func:`is_person` and for any other short run of characters.
    """
    if _NOT_NAMES.fullmatch(text) or is_body(text):
        return False
    return bool(_HAN_NAME.fullmatch(text) or _LONG_NAME.fullmatch(text))


def is_body(text: str) -> bool:
    """Tell whether the whole text names an organisation by its ending.

    Args:
        text: One token, folded, without spaces.

    Returns:
        True when it is 3-30 characters and ends like an association, office, school or firm.
    """
    return bool(_BODY_SHAPE.fullmatch(text) and _BODY_ENDING.search(text))
