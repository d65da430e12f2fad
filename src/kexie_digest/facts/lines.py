"""Sentences laid out for matching: folded, with quoted names masked.

Takes an article, gives its sentences as :class:`Line`. All offsets hold in the original
text, because folding and masking keep the length. It recognises no facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kexie_digest.model import Article
from kexie_digest.text.script import fold
from kexie_digest.text.sentences import sentences

#: Stands for each character of a quoted name.
MASK = "□"
_QUOTATION = re.compile(r"“([^“”]*)”|‘([^‘’]*)’|《([^《》]*)》|\(([^()]*)\)|\"([^\"]*)\"")
#: A quotation is speech, not a name, when it holds an end mark or is long.
_LONGEST_NAME, _LONGEST_WITH_COMMA = 60, 30
#: A half-width full stop between Chinese words.
_FULL_STOP = re.compile(r"(?<=[\u4e00-\u9fff)”》])\.(?=[\u4e00-\u9fff“《]|$)")
#: The dot of a foreign name has many shapes (叶尔肯•哈力克).
_DOT = re.compile("[•‧・∙⋅･]")
_DELIMITERS = ",;:。!?"
#: A row that ends so is complete; a longer one without any mark may still be prose cut in two.
_ENDERS, _LONG_ROW = frozenset("。！？!?：:；;”’」』》）)…⋯】"), 10
_SHORTEST_LIST = 3
_HEADING = re.compile(r"(?:名单|奖|集体|个人|单位|作品|项目|[组类])$")
_COLONS = (":", "：")
_MARK, _PROSE = re.compile(r"[,。;]"), re.compile(r"[,。;、“”]")
#: Rows of a list begin so, and so does a new article.
_NEW_ITEM = re.compile(
    r"\s*(?:[\d一二三四五六七八九十]+[.、．)）]|[（(][\d一二三四五六七八九十]+[)）]|[·•●◆▲【\u2600-\u27bf\U0001f300-\U0001faff]|[^，。；：,;:]{0,12}[：:]|本[报報][讯訊])"
)
_LISTED = re.compile(r"[^，,。；;、]{2,24}[；;]")
#: A row of cells is no prose.
_CELLS = re.compile(r"[ \u3000]{2,}(?=\S)|\t|\||(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
#: How the sentence after a roll begins.
_CLOSING = re.compile(
    r"\s*(?:请各|希望|望各|特此|附件|以上|上述|通知(?:要求|指出)|联系|咨询|据悉|"
    r"据了解|此次|本次|本届|赛后|会后|另[,，]|原(?=[省市县区])|获奖(?:证书|人员|单位|作品)|当选|未入选)"
)
_DESCRIBES = re.compile(r"[\u4e00-\u9fff·]{2,14}(?:[（(][^（）()]{1,20}[)）])?[,，][^。！？；]{2,30}")
#: 甲某（Jia Mou），某大学: rows however wide.
_NOTED = re.compile(r"[\u4e00-\u9fff·]{2,14}[（(][^（）()]{1,20}[)）][,，]")
_FOREIGN = re.compile(r"[\u4e00-\u9fff]+(?:·[\u4e00-\u9fff]+)+[,，]")
_SAME_WIDTH = 1
#: White space around a break goes with it, but not the one space between Latin words.
_BREAK = re.compile(r"[^\S\n]*\n\s*")


def _mask_names(folded: str) -> str:
    """Replace quoted and bracketed names by masks, speech left open.

    ``“A”“B”`` are two runs of masks divided by their marks, which are masked too.
    """

    def masked(match: re.Match[str]) -> str:
        inner = next(group for group in match.groups() if group is not None)
        is_speech = re.search(r"[。!?]", inner) or (
            match[0][0] != "("
            and (
                ";" in inner
                or len(inner) > _LONGEST_NAME
                or (re.search(r"[,:]", inner) and len(inner) > _LONGEST_WITH_COMMA)
            )
        )
        if not is_speech:
            return MASK * len(match[0])
        return match[0][0] + _QUOTATION.sub(masked, match[0][1:-1]) + match[0][-1]

    return _QUOTATION.sub(masked, folded)


@dataclass(frozen=True)
class Line:
    """One sentence of the article.

    ``folded`` is for reading words, ``masked`` for finding borders: quoted names are
    masked there, so that a comma inside a name divides nothing.
    """

    text: str
    paragraph: int
    order: int
    printed: str = ""

    @property
    def quote(self) -> str:
        """The sentence as the article prints it, line breaks inside it kept."""
        return self.printed or self.text

    @cached_property
    def folded(self) -> str:
        """The sentence folded for matching, same length."""
        folded = fold(self.text)
        if _DOT.search(folded):
            folded = _DOT.sub("·", folded)
        return _FULL_STOP.sub("。", folded) if "." in folded else folded

    @cached_property
    def masked(self) -> str:
        """The folded sentence with quoted names masked, same length."""
        return _mask_names(self.folded)

    def clause_start(self, position: int) -> int:
        """Give the offset where the clause around a position begins."""
        return max(self.masked.rfind(mark, 0, position) for mark in _DELIMITERS) + 1

    def clause_end(self, position: int) -> int:
        """Give the offset where the clause around a position ends."""
        found = [self.masked.find(mark, position) for mark in _DELIMITERS]
        return min((at for at in found if at >= 0), default=len(self.text))

    def clauses_before(self, position: int) -> list[tuple[int, int]]:
        """Give the clauses before the one around a position, nearest first."""
        found = []
        end = self.clause_start(position) - 1
        while end > 0:
            start = self.clause_start(end)
            found.append((start, end))
            end = start - 1
        return found


def read_lines(article: Article) -> tuple[Line, ...]:
    """Cut an article's body into sentences; one that runs over hard line breaks is one.

    Args:
        article: The article.

    Returns:
        Its sentences in order, without the line breaks inside them.
    """
    found: list[Line] = []
    for paragraph, block in enumerate(_blocks(article.body.split("\n"))):
        text, places = _joined(block)
        for start, end in sentences(text):
            printed = block[places[start] : places[end - 1] + 1]
            found.append(Line(text[start:end], paragraph, len(found), printed))
    return tuple(found)


def _blocks(rows: Sequence[str]) -> Iterator[str]:
    """Put rows together that were cut inside a sentence; rows of a list stay apart."""
    block = before = ""
    if all(row[-1:] in _ENDERS for row in rows):
        yield from filter(None, rows)  # nothing was cut
        return
    for row in rows:
        is_item = before[-1:] in _COLONS and not _MARK.search(fold(block))
        if block and not _wraps(block, row) and (is_item or not _goes_on(block, row)):
            yield block
            before = block if before[-1:] not in _COLONS or not is_item else before
            block = row
        else:
            block = f"{block}\n{row}" if block else row
    if block:
        yield block


def _wraps(block: str, row: str) -> bool:
    """Whether a list of names was cut between two rows, or inside a name."""
    last = block.rpartition("\n")[2].rstrip()
    if not row.strip() or _NEW_ITEM.match(row):
        return False
    if last.endswith("、"):
        return True
    items, following = last.split("、"), row.strip().split("、")
    if len(items) < _SHORTEST_LIST or last[-1:] in _ENDERS:
        return False
    if min(len(items[-1]), len(following[0].rstrip("。"))) == 1:
        return True  # a name has two letters
    endings = {item[-1:] for item in items[:-1]}
    return len(endings) == 1 and items[-1][-1:] not in endings and following[0].rstrip("。")[-1:] in endings


def _goes_on(block: str, row: str) -> bool:
    """Whether a row goes on with the sentence the block breaks off in."""
    last = block.rpartition("\n")[2].rstrip()
    if not last or last[-1] in _ENDERS or not row.strip() or _NEW_ITEM.match(row):
        return False
    if _LISTED.fullmatch(row) or _CELLS.search(last) or _CLOSING.match(row) or _are_rows(last, row):
        return False
    is_prose = _MARK.search(fold(block)) or (len(last) >= _LONG_ROW and not _HEADING.search(last))
    return bool(is_prose and _PROSE.search(fold(row)))


def _are_rows(last: str, row: str) -> bool:
    """Whether two lines are rows that describe whom they name; lines of a column are equally wide."""
    if last.startswith("《") and row.lstrip().startswith("《"):
        return True
    if _FOREIGN.match(last) or (_NOTED.match(last) and _NOTED.match(row.lstrip())):
        return True
    if last[-1] == row.rstrip()[-1:] and not _MARK.search(fold(last + row)):
        return True  # 某中学“甲”队, 某小学“乙”队
    is_wide = abs(len(last) - len(row.strip())) <= _SAME_WIDTH
    return not is_wide and bool(_DESCRIBES.fullmatch(last) and _DESCRIBES.fullmatch(row.strip()))


def _joined(block: str) -> tuple[str, Sequence[int]]:
    """The block without line breaks, and where each of its characters is printed."""
    if "\n" not in block:
        return block, range(len(block))
    gone = {at for match in _BREAK.finditer(block) for at in range(*match.span())}
    places = [at for at in range(len(block)) if at not in gone]
    return "".join(block[at] for at in places), places
