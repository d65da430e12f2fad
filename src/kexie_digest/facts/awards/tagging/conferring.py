"""Which honour a winner has won: the one told before, in the title, last in the article, or what is like one.

Takes the layout, the title and a stretch, gives the name of the honour as printed. It makes none up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kexie_digest.facts.awards.honours import honour_name
from kexie_digest.facts.awards.sentences.earlier import honour_before
from kexie_digest.facts.awards.tagging.layout import Layout
from kexie_digest.facts.awards.tagging.signs import signs_in
from kexie_digest.facts.awards.tagging.winners import Winner
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.text.script import fold

_SENTENCES_BACK = 6
#: Where nothing called like an honour is told, more is asked.
_SURE = 0.7
#: Signs of a sentence that confers. Asking for the word of a prize, too, costs a seventh of tuning_sixth.
_CONFERRING = frozenset({"got", "give", "list", "thing"})
#: What an honour is called: a stretch with nothing of the kind before it has won nothing, however likely.
_HONOUR = re.compile(
    r"^(?!.*[把将被]).*(?:奖(?<!获奖)[项章牌杯状]?$|称号|[冠亚季]军|第[一二三四五六]名?|[一二三]等|[金银铜]牌|之星|标兵|能手|模范|楷模|先锋|达人|使者|工匠|"
    r"人物|工作者|先进|优秀|最[美佳]|十[佳大]|会士|状元|勋章|示范[县区市村校点]|基地|百强|榜$|名单|[大竞]赛|比武|评选|评比)"
)
_LIKE_HONOUR = re.compile(
    r"“[^“”]{2,20}”(?:[一二三]等奖|奖|称号)?|(?:[特一二三四]等|[金银铜][奖牌]|第[一二三四五六]名|[冠亚季]军|[三四五]星级?)奖?|"
    r"[^,。;:!?、“”的了为获得]{0,10}(?:奖(?<!获奖)|称号|会士|院士|之星|标兵|能手|模范|功勋|荣誉|[勋徽念]章|[一二三]等功)|"
    r"(?:优秀|先进|示范|最[美佳]|十[佳大])[^,。;:!?、“”的了为获得]{2,10}|第[一二三]|特等|通报表[彰扬]|表[彰扬]"
)


def honour_of(layout: Layout, title: str | None, one: Winner) -> str | None:
    """The honour told nearest before a winner, in the title, last in the article, or what is like one.

    The last two are asked only where an honour is conferred nearby or in the title.
    """
    lines = layout.lines
    here = one.line.order
    near = lines[max(0, here - _SENTENCES_BACK) : here + _SENTENCES_BACK + 1]
    is_conferred = _confers(layout.title) or any(_confers(line.folded) for line in near)
    named = next(
        (
            name
            for name in _told(layout, title, one, is_conferred=is_conferred)
            if name and _HONOUR.search(fold(name))
        ),
        None,
    )
    if named or not is_conferred:
        return named
    like = _like_honour(lines, title, one)
    return like if like and (one.chance > _SURE or _HONOUR.search(fold(like))) else None


def _told(layout: Layout, title: str | None, one: Winner, *, is_conferred: bool) -> Iterator[str | None]:
    """The honours told before a winner, in the title and last in the article, each read when asked for."""
    yield honour_before(layout.lines, one.line, one.end, _SENTENCES_BACK)
    yield _in_title(title)
    yield layout.last_honour if is_conferred else None


def _confers(folded: str) -> bool:
    """Whether a sentence tells of winning, giving, a list or a thing that is handed over."""
    return not _CONFERRING.isdisjoint(signs_in(folded))


def _like_honour(lines: Sequence[Line], title: str | None, one: Winner) -> str | None:
    """What may be called an honour, before a winner or behind it: a level, praise, a quoted name of one."""
    here = one.line.order
    for line in (*lines[max(0, here - _SENTENCES_BACK) : here + 1][::-1], Line(title or "", 0, 0)):
        end = one.start if line is one.line else len(line.text)
        places = [match.span() for match in _LIKE_HONOUR.finditer(line.folded, 0, end)]
        places += (
            [match.span() for match in _LIKE_HONOUR.finditer(line.folded, one.end)]
            if line is one.line
            else []
        )
        for start, stop in places[::-1]:
            name = line.text[start:stop].strip("“”")
            is_bare = line.folded[start] == "“" and line.folded[stop - 1] == "”"
            if name != one.name and (not is_bare or _HONOUR.search(fold(name)) or _confers(line.folded)):
                return name
    return None


def _in_title(title: str | None) -> str | None:
    line = Line(title or "", 0, 0)
    quoted = re.search(rf"{MASK}+(?:奖|称号)?", line.masked)
    return honour_name(line, *quoted.span()) if quoted else None
