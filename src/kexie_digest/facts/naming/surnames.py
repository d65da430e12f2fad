"""What a Chinese personal name looks like.

Takes nothing, gives one pattern: a surname and one or two characters that may stand in
a given name, or a foreign name with its dot. Where a name is expected is for ``persons``.
"""

from __future__ import annotations

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌"
    "马苗凤花方俞任袁柳酆鲍史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成"
    "戴谈宋茅庞熊纪舒屈项祝董梁杜阮"
    "蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣贲邓郁单"
    "杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣"
    "翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武"
    "符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀"
    "蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温"
    "别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈"
    "廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰"
    "巢关蒯相查后荆红游竺权逯盖益桓公肖覃佘覃岳"
)
_COMPOUND = "欧阳|上官|司马|诸葛|夏侯|东方|尉迟|皇甫|令狐|慕容|司徒|端木|南宫"
#: No given name holds these characters, or these at the start of a word that follows it.
_GIVEN = (
    r"(?!强调|表示|介绍|指出|指导|认为|坦言|出席|参加|参与|参会|作为|作报告|作了|主持|主任|主讲|接受|分别|"
    r"分享|先后|先生|率队|率领|带领|带队|担任|"
    r"凭借|以及|以其|以来|教授|院士|同志|团队|博士|老师|同学|等人|代表|获得|一行|受邀|围绕|现场|讲述|回忆|"
    r"感慨|告诉|荣获|当选|入选)"
    r"[^\W\da-zA-Z在说与获等被及就对将向的了是也已因于又还到并从、]"
)
_FOREIGN = r"[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff·]{1,12}"
NAME = rf"(?:(?:{_COMPOUND}){_GIVEN}{{1,2}}|[{_SURNAMES}]{_GIVEN}{{1,2}}|{_FOREIGN})"
