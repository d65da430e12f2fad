"""Furniture: lines that show by their own words what they are.

Takes a line and the measures of its page, gives candidates for masthead, colophon, noise,
bullets and bylines. It weighs no headline.
"""

import re
from collections.abc import Iterator
from typing import Final

from kexie_digest.parsers.newspaper.classes.label import Candidate, Label
from kexie_digest.parsers.newspaper.classes.phrases import decorates
from kexie_digest.parsers.newspaper.page.lines import Line
from kexie_digest.parsers.newspaper.page.page_view import PageView
from kexie_digest.parsers.parts import byline, colophon, masthead

_LONG: Final = 40
_TOP, _BOTTOM = 14, 6
#: The share of a masthead line that is facts of the page.
_MOSTLY: Final = 0.5
_WHOLLY: Final = 0.9
#: A paper's name set as a heading: what a headline gains by its mark and its place stands below this.
_MARKED_NAME: Final = 7.0
_FURNITURE: Final = re.compile(
    r"\s*(?:[(【\[]?\s*(?:上接|下转|紧接|转|接|详见)\s*(?:第?\s*[a-d]?\d{1,2}\s*版|[一二三四五六七八]版).{0,10}|[-—·.\s]*\d{1,3}[-—·.\s]*|广\s*告|[\W_]+"
    r"|扫(?:描|码).{0,20}|(?:更多|精彩)内容.{0,20}|https?://\S+)\s*"
)


def certain(line: Line, page: PageView) -> Iterator[Candidate]:
    """Read a line as what its own words prove: page facts, makers, furniture, names.

    Args:
        line: The line.
        page: Measures of its page.

    Yields:
        Candidates for masthead, colophon, noise, bullets and bylines.
    """
    near_edge = line.index < _TOP or line.index >= len(page.lines) - _BOTTOM
    if colophon.read(line.text):
        yield Candidate(Label.FOOT, 4.0, "colophon-roles")
        if not line.folded.startswith("("):
            return
    if _names_paper(line, page):
        yield Candidate(Label.MAST, _MARKED_NAME if line.level else 4.5, "masthead-name")
    facts = masthead.read(line.text) if near_edge or len(line.text) <= _LONG else None
    if facts and facts.share >= _MOSTLY and not _sounds_like_paper(line, page, facts):
        yield Candidate(Label.MAST, 4.5 * facts.share - (0.0 if near_edge else 2.5), "masthead-facts")
    if decorates(line, page):
        yield Candidate(Label.SUBHEAD, 4.0, "subhead-bullet")
    elif _FURNITURE.fullmatch(line.folded):
        yield Candidate(Label.NOISE, 3.0, "furniture")
    signed = byline.read_line(line.text)
    if signed:
        yield Candidate(Label.BYLINE, 4.0 * signed.score, signed.rule)
    bare = None if signed or line.level else byline.read_bare(line.text)
    if bare:
        yield Candidate(Label.BYLINE, 4.0 * bare.score, bare.rule)


def _sounds_like_paper(line: Line, page: PageView, facts: masthead.FoundMasthead) -> bool:
    """Whether a line only sounds like a paper (基层简报): below the page's head a rubric may."""
    if line.index == 0 or any(fact.field != "publication" for fact in facts.facts):
        return False
    beside = page.lines[line.index - 1 : line.index + 2 : 2]
    return all(masthead.read(other.text).share < _MOSTLY for other in beside)


def _names_paper(line: Line, page: PageView) -> bool:
    """Whether a short line stands directly above the page's day or issue: the paper's name."""
    if line.index >= _TOP // 2 or len(line.text) > 12 or line.index + 1 >= len(page.lines):  # noqa: PLR2004 - longer is a headline
        return False
    if (
        line.level and masthead.read(line.text).share < _WHOLLY
    ):  # a marked line is a paper by its own words only
        return False
    following = page.lines[line.index + 1]
    return following.gap <= 1 and masthead.read(following.text).share >= _WHOLLY
