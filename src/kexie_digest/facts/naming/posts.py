"""Persons with their posts, as a proofreader checks them (某学会理事长张三).

Takes a text, gives post and name as printed. A name counts only where something closes
it: a point, another person, or what people do (说, 出席, 主持).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kexie_digest.facts.naming.organisations import POSTS
from kexie_digest.facts.naming.surnames import NAME
from kexie_digest.text.script import fold

_CLOSES = (
    r"(?=[、,。;:!?“”()\s]|$|说|表示|介绍|指出|认为|强调|告诉|坦言|透露|出席|主持|宣布|致辞|致欢迎|讲话|"
    r"作了?|为[^了]|在|向|对|就|与|和|及|等|一行|率|带队|参加|陪同|担任|当选|荣获|获|被|受邀|应邀|代表|现场|分别|先后)"
)
_PERSON = re.compile(rf"(?P<post>[\u4e00-\u9fff]{{0,14}}?{POSTS}(?:[、,]?{POSTS})*)(?P<name>{NAME}){_CLOSES}")
#: Where a body's name begins behind other words.
_LEADING = re.compile(
    r"^.*(?:[由请和与及对向]|活动中|会上|[了是]|其中|以及|日前?|近日)(?=[\u4e00-\u9fff]{2})"
)


def posts_and_names(text: str) -> Iterator[tuple[str, str]]:
    """Find persons named with their posts.

    Args:
        text: A paragraph.

    Yields:
        Post (with what stands right before it) and name, as printed.
    """
    folded = fold(text)
    for match in _PERSON.finditer(folded):
        start = match.start("post")
        lead = _LEADING.match(folded[start : match.end("post")])
        if lead and lead.end() < match.end("post") - start - 1:
            start += lead.end()
        yield text[start : match.end("post")], text[match.start("name") : match.end("name")]
