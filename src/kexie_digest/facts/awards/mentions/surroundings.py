"""What stands around a mention in its article: rows, headings, columns, numbers, tales of honours.

Takes the sentences and the title, gives :class:`Surroundings`. It knows signs, not names.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from kexie_digest.facts.awards.heads import head_of
from kexie_digest.facts.awards.honours import read_number
from kexie_digest.facts.awards.mentions.candidates import Mention
from kexie_digest.facts.awards.mentions.signs import signs_in
from kexie_digest.facts.lines import MASK, Line

_NUMBER = re.compile(
    r"(?<![第\d年前])(\d+|[一二两三四五六七八九十]+) ?[名位个家项篇件部人所种支幅双对](?![月年日届])"
)
_ENDS, _CONTEST, _GAPS = re.compile("[。!?]"), re.compile("[赛奖评竞]"), re.compile(r"[ \t|]+")
_PLACING = re.compile(
    r"[一二三]等|第[一二三]名|第[一二三](?=[,。;、])|前[三五六十]|[三四五]星|入[选围]|状元|头名|魁"
)
_LONGEST_ROW, _LONGEST_HEADING, _MOST_SCENES = 120, 30, 3


class Surroundings:
    """The layout of an article and the company its mentions keep.

    ``told`` are the numbers of winners told anywhere; ``scenes`` the sentences that tell of an honour.
    """

    def __init__(self, lines: Sequence[Line], title: str | None, mentions: Sequence[Mention]) -> None:
        self.lines = lines
        self.title = Line(title or "", 0, 0).folded
        self.text = "\n".join(line.folded for line in lines)
        self.paragraphs: dict[int, list[Line]] = defaultdict(list)
        for line in lines:
            self.paragraphs[line.paragraph].append(line)
        self.rows = {number for number, inside in self.paragraphs.items() if _is_row(inside)}
        self.told = {
            read_number(match[1]) for text in (self.title, self.text) for match in _NUMBER.finditer(text)
        } - {None, 1}
        self.scenes = [line.order for line in lines if is_scene(line.folded)]
        self.above: dict[int, Line] = {}
        self.headings: dict[int, Line] = {}
        self._columns = {
            line.paragraph: head for line in lines if line.paragraph in self.rows and (head := head_of(line))
        }
        self._look_up()
        self._keep_company(mentions)

    @property
    def setting(self) -> list[str]:
        """Whether the article tells of honours at all, and whether its title does."""
        signs = signs_in(self.title)
        kinds = {"prize": ("prize",), "got": ("got", "level"), "list": ("list",)}
        titled = next((kind for kind, names in kinds.items() if signs.intersection(names)), "-")
        scene = "scene" if self.scenes else "none"
        count = min(_MOST_SCENES, len(self.scenes))
        return [f"article:{scene}", f"scenes:{count}", f"titled:{titled}", f"article:{scene}:{titled}"]

    def column(self, mention: Mention) -> str | None:
        """The head of the column a cell stands in; None outside tables."""
        number = mention.line.paragraph
        while number in self.rows:
            if number in self._columns:
                head = self._columns[number]
                place = len(_GAPS.split(mention.line.folded[: mention.start])) - 1
                return head[place] if place < len(head) else None
            number -= 1
        return None

    def listed(self, mention: Mention) -> int:
        """How many of its kind the sentence names."""
        return self._listed[mention.line.order, mention.kind]

    def in_rows(self, mention: Mention) -> int:
        """How many of its kind the run of rows names."""
        return self._in_rows[self._run(mention.line.paragraph), mention.kind]

    def kinds_beside(self, mention: Mention, clause: int | None = None) -> set[str]:
        """What else its sentence, or its clause, names."""
        return self._kinds[mention.line.order, clause] - {mention.kind}

    def _look_up(self) -> None:
        """Remember the prose and the heading above each paragraph."""
        prose: Line | None = None
        heading: Line | None = None
        for number, inside in self.paragraphs.items():
            last = inside[-1]
            if prose:
                self.above[number] = prose
            if heading:
                self.headings[number] = heading
            if number not in self.rows:
                prose, heading = last, None
            elif len(last.folded) <= _LONGEST_HEADING and signs_in(last.folded) & {"level", "prize"}:
                heading = last

    def _run(self, number: int) -> int:
        while number - 1 in self.rows:
            number -= 1
        return number

    def _keep_company(self, mentions: Sequence[Mention]) -> None:
        self._listed: Counter[tuple[int, str]] = Counter()
        self._in_rows: Counter[tuple[int, str]] = Counter()
        self._kinds: dict[tuple[int, int | None], set[str]] = defaultdict(set)
        seen = set()
        for one in mentions:
            line, is_quoted = one.line, one.kind in ("work", "quote")
            self._kinds[line.order, None].add(one.kind)
            self._kinds[line.order, line.clause_start(one.start)].add(one.kind)
            is_whole = is_quoted or one.end == one.item[1] or line.masked[one.end : one.end + 1] == MASK
            key = (line.order, one.start if is_quoted else one.item[0], one.kind)
            if is_whole and key not in seen:
                seen.add(key)
                self._listed[line.order, one.kind] += 1
                if line.paragraph in self.rows:
                    self._in_rows[self._run(line.paragraph), one.kind] += 1


def is_scene(folded: str) -> bool:
    """Tell whether a sentence tells of an honour and of what is done with it.

    Args:
        folded: The sentence, folded.

    Returns:
        True for 荣获某奖 and 名单揭晓, False for a prize alone.
    """
    signs = signs_in(folded)
    is_conferred = "prize" in signs and signs & {"got", "give", "list"}
    return bool(is_conferred or ({"got", "level"} <= signs and _CONTEST.search(folded)))


def may_tell(lines: Sequence[Line], title: str | None) -> bool:
    """Tell whether an article may tell of an honour; asked first, because weighing is slow.

    Args:
        lines: Its sentences.
        title: Its title.

    Returns:
        False where no word for an honour or a placing is printed.
    """
    printed = "\n".join((Line(title or "", 0, 0).folded, *(line.folded for line in lines)))
    return "prize" in signs_in(printed) or bool(_PLACING.search(printed))


def _is_row(inside: Sequence[Line]) -> bool:
    text = inside[0].folded
    return len(inside) == 1 and len(text) <= _LONGEST_ROW and not _ENDS.search(text)
