"""What stands around a sentence in its article: rows, headings, columns, numbers, tales of honours.

Takes the sentences and the title, gives :class:`Layout`. It knows signs, not names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from kexie_digest.facts.awards.heads import head_of, recipient_column
from kexie_digest.facts.awards.honours import read_number
from kexie_digest.facts.awards.sentences.earlier import honour_before
from kexie_digest.facts.awards.tagging.items import is_person
from kexie_digest.facts.awards.tagging.signs import signs_in
from kexie_digest.facts.lines import Line

_NUMBER = re.compile(
    r"(?<![第\d年前])(\d+|[一二两三四五六七八九十]+) ?[名位个家项篇件部人所种支幅双对](?![月年日届])"
)
_ENDS, _CONTEST, _PRONOUN = re.compile("[。!?]"), re.compile("[赛奖评竞]"), re.compile("[她他](?![们人国])")
#: An article without any of these tells of no honour; asked first, because tagging is slow.
_MAY_TELL = re.compile(
    r"奖|称号|[冠亚季]军|[金银铜]牌|证书|匾|荣誉|殊荣|功臣|标兵|能手|模范|楷模|之星|先锋|达人|使者|工匠|最[美佳]|十佳|"
    r"优秀|先进|示范|会士|院士|状元|[勋徽念]章|第[一二三]名?|[一二三]等|前[三五六十]|[三四五]星|入[选围册列]|名单|命名|认定|"
    r"评[为选出上]|[当获]选|授[予牌]|表[彰扬]|夺[冠魁]|上榜|[红光]荣?榜|头名|魁|得票|揭晓|锦旗|钥匙"
)
#: Where a person may stand: behind a mark or a calling, before a mark or a word for telling.
_PERSON = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[长授师员任士工家]))([\u4e00-\u9fff]{2,3})(?=[^\u4e00-\u9fff]|[说表介告的])"
)
_LONGEST_ROW, _LONGEST_HEADING, _MOST_SCENES, _OFTEN = 120, 30, 3, 2


class Layout:
    """The layout of an article and what it tells as a whole, each part made when it is asked for."""

    def __init__(self, lines: Sequence[Line], title: str | None) -> None:
        self.lines = lines
        self.title = Line(title or "", 0, 0).folded
        self.text = "\n".join(line.folded for line in lines)

    def count(self, word: str, most: int) -> int:
        """How often a word of two letters or more is printed, counted up to a number."""
        count = begin = 0
        for at in self._pairs.get(word[:2], ()):
            if at >= begin and self.text.startswith(word, at):
                count, begin = count + 1, at + len(word)
                if count == most:
                    break
        return count

    @cached_property
    def _pairs(self) -> Mapping[str, Sequence[int]]:
        """Where each pair of letters stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for at in range(len(self.text) - 1):
            found[self.text[at : at + 2]].append(at)
        return found

    @cached_property
    def printed(self) -> str:
        """All sentences as printed, a line each."""
        return "\n".join(line.text for line in self.lines)

    def places(self, name: str) -> Iterator[tuple[Line, int, int]]:
        """Give every place of a name: the sentence, where the name begins in it, and where it ends."""
        at = self.printed.find(name)
        while at >= 0:
            number = bisect_right(self._begins, at) - 1
            start = at - self._begins[number]
            yield self.lines[number], start, start + len(name)
            at = self.printed.find(name, at + len(name))

    @cached_property
    def _begins(self) -> Sequence[int]:
        """Where each sentence begins in what is printed."""
        return [0, *(match.end() for match in re.finditer("\n", self.printed))]

    @cached_property
    def paragraphs(self) -> Mapping[int, Sequence[Line]]:
        """The sentences by paragraph."""
        found: dict[int, list[Line]] = defaultdict(list)
        for line in self.lines:
            found[line.paragraph].append(line)
        return found

    @cached_property
    def rows(self) -> frozenset[int]:
        """The paragraphs that are rows."""
        return frozenset(number for number, inside in self.paragraphs.items() if _is_row(inside))

    @cached_property
    def told(self) -> frozenset[int]:
        """The numbers of winners told anywhere."""
        found = (
            read_number(match[1]) for text in (self.title, self.text) for match in _NUMBER.finditer(text)
        )
        return frozenset(number for number in found if number not in (None, 1))

    @cached_property
    def scenes(self) -> Sequence[int]:
        """The sentences that tell of an honour."""
        return [line.order for line in self.lines if is_scene(line.folded)]

    @cached_property
    def above(self) -> Mapping[int, Line]:
        """The last sentence of prose above a paragraph."""
        return self._above_and_headings[0]

    @cached_property
    def headings(self) -> Mapping[int, Line]:
        """The heading above a paragraph."""
        return self._above_and_headings[1]

    @cached_property
    def heroes(self) -> frozenset[str]:
        """The persons named most often."""
        words = {match[1] for match in _PERSON.finditer(self.text)}
        counts = {word: self.text.count(word) for word in words if is_person(word)}
        most = max(counts.values(), default=0)
        return frozenset(word for word, count in counts.items() if count == most >= _OFTEN)

    @cached_property
    def tale(self) -> str:
        """In how many sentences an honour is told, and whether of somebody who is not named there."""
        has_pronoun = any(_PRONOUN.search(self.lines[order].folded) for order in self.scenes)
        return f"{'p' if has_pronoun else '-'}{min(_MOST_SCENES, len(self.scenes))}"

    @cached_property
    def last_honour(self) -> str | None:
        """The honour last told in the article."""
        return honour_before(self.lines, self.lines[-1], len(self.lines[-1].text), len(self.lines))

    @property
    def may_tell(self) -> bool:
        """Whether an honour may be told at all."""
        return bool(_MAY_TELL.search(self.title) or _MAY_TELL.search(self.text))

    @cached_property
    def setting(self) -> Sequence[str]:
        """Features of the whole article: does it tell of honours, and does its title."""
        signs = signs_in(self.title)
        kinds = {"prize": ("prize", "thing"), "got": ("got", "level"), "list": ("list",)}
        titled = next((kind for kind, names in kinds.items() if signs.intersection(names)), "-")
        scene = "scene" if self.scenes else "none"
        return [f"tale:{self.tale}", f"titled:{titled}", f"article:{scene}:{titled}"]

    def column(self, line: Line, place: int) -> tuple[str, bool] | None:
        """The head of the column of a cell, and whether it says who is honoured; None outside tables."""
        head = self._heads.get(line.paragraph, ())
        return (head[place], place == recipient_column(head)) if place < len(head) else None

    def run_of(self, line: Line) -> int:
        """The first paragraph of the run of rows a row stands in."""
        return self._runs.get(line.paragraph - 1, line.paragraph)

    @cached_property
    def _runs(self) -> Mapping[int, int]:
        """The first paragraph of the run of rows that each row stands in."""
        found: dict[int, int] = {}
        for number in sorted(self.rows):
            found[number] = found.get(number - 1, number)
        return found

    @cached_property
    def _heads(self) -> Mapping[int, Sequence[str]]:
        """The head of the table each row stands in: its own, else that of the row above it."""
        found: dict[int, Sequence[str]] = {}
        for number in sorted(self.rows):
            found[number] = head_of(self.paragraphs[number][0]) or found.get(number - 1, ())
        return found

    @cached_property
    def _above_and_headings(self) -> tuple[Mapping[int, Line], Mapping[int, Line]]:
        """The prose and the heading above each paragraph."""
        above: dict[int, Line] = {}
        headings: dict[int, Line] = {}
        prose: Line | None = None
        heading: Line | None = None
        for number, inside in self.paragraphs.items():
            last = inside[-1]
            if prose:
                above[number] = prose
            if heading:
                headings[number] = heading
            if number not in self.rows:
                prose, heading = last, None
            elif len(last.folded) <= _LONGEST_HEADING and signs_in(last.folded) & {"level", "prize"}:
                heading = last
        return above, headings


def is_scene(folded: str) -> bool:
    """Tell whether a sentence tells of an honour and of what is done with it.

    Args:
        folded: The sentence, folded.

    Returns:
        True for 荣获某奖 and 名单揭晓, False for a prize alone.
    """
    signs = signs_in(folded)
    is_conferred = signs & {"prize", "thing"} and signs & {"got", "give", "list"}
    return bool(is_conferred or ({"got", "level"} <= signs and _CONTEST.search(folded)))


def _is_row(inside: Sequence[Line]) -> bool:
    text = inside[0].folded
    return len(inside) == 1 and len(text) <= _LONGEST_ROW and not _ENDS.search(text)
