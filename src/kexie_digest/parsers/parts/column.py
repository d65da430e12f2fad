"""栏目: standing heads such as 学会动态, with their pinyin and brackets.

Takes one line, gives the name, the decoration and how sure the shape makes us. How far
a column reaches is the reader's business.
"""

import re
from dataclasses import dataclass
from typing import Final

_PINYIN: Final = re.compile(
    r"(?P<name>[^\sA-Za-z]{2,10})\s*(?P<pinyin>(?:[A-ZÜ]{1,6}[\s'·]*){2,12})", re.ASCII
)
_PINYIN_LOWER: Final = re.compile(
    r"(?P<name>[㐀-鿿]{2,8})\s+(?P<pinyin>[A-Za-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{2,40}(?:\s[A-Za-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,7}){0,9})"
)
_FRAMED: Final = re.compile(
    r"\s*(?P<open>[【\[〖「『<《〈□■◆◇●○★☆▌▍▎▏█|·•—\-=]+)\s*(?P<name>[㐀-鿿·]{2,10})\s*(?P<close>[】\]〗」』>》〉□■◆◇●○★☆▌▍▎▏█|·•—\-=]*)\s*"
)
_RUBRIC: Final = re.compile(
    r"[㐀-鿿]{0,6}(?:动态|简讯|短讯|快讯|要闻|新闻|速递|快递|速览|之窗|窗口|之声|之家|声音|论坛|讲坛|观察|视点|视野|焦点|关注|聚焦|特写|专题|专栏|"
    r"风采|人物|园地|天地|广角|传真|博览|集锦|集萃|一线|之石|经验|评论|时评|言论|随笔|访谈|对话|在线|在行动|资讯|信息|平台|看台|百科|课堂|驿站|链接|连线|巡礼|纪实|掠影|论苑|副刊|荐读|短波|采风|前沿|来风|众人谈|百家谈|漫谈|笔谈|杂谈|茶座|沙龙|扫描|会客厅|热线|来信|综合|各地|区县|部落|纵横|点击)"
)
_LONGEST: Final = 8


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A column head: the stretch of its name; all else in the line is decoration.

    ``score`` is 0..1 by shape alone.
    """

    name: tuple[int, int]
    rule: str
    score: float


def read(text: str) -> FoundColumn | None:
    """Read a line as a column head.

    Args:
        text: The line, without markup.

    Returns:
        The head, or None when the line has none of its shapes.
    """
    pinyin = _PINYIN.fullmatch(text.strip())
    if pinyin and _sounds(pinyin.group("pinyin"), pinyin.group("name")):
        shift = len(text) - len(text.lstrip())
        return FoundColumn((pinyin.start("name") + shift, pinyin.end("name") + shift), "column-pinyin", 1.0)
    lower = _PINYIN_LOWER.fullmatch(text.strip())
    if lower and _sounds(lower.group("pinyin"), lower.group("name")):
        return FoundColumn(lower.span("name"), "column-pinyin", 0.8)
    framed = _FRAMED.fullmatch(text)
    if framed:
        return FoundColumn(framed.span("name"), "column-framed", 0.8 if framed.group("close") else 0.6)
    if len(text) <= _LONGEST and _RUBRIC.fullmatch(text):
        return FoundColumn((0, len(text)), "column-rubric", 0.5)
    return None


def _sounds(pinyin: str, name: str) -> bool:
    """Whether the Latin letters could sound out the name: one to six letters a character."""
    letters = re.sub(r"[^a-z]", "", pinyin.lower())
    return len(name) <= len(letters) <= 6 * len(name)
