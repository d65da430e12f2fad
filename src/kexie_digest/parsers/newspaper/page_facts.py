"""The page's own facts, voted from all lines that print them.

Takes masthead and colophon lines, gives the :class:`Page`, the owner of each stretch
and flags where solar day, weekday, lunar day or issue number contradict each other.
It never chooses in silence and takes no date from a story.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from kexie_digest.model import Flag, FlagKind, Page, Person, Script, Span
from kexie_digest.parsers.newspaper.draft import Draft, Piece
from kexie_digest.parsers.newspaper.page.lines import Line
from kexie_digest.parsers.parts import colophon, masthead
from kexie_digest.text.dates import lunar_agrees, lunar_of, weekday_agrees, weekday_of

_SINGLE: Final = (
    "publication",
    "publisher",
    "number",
    "name",
    "weekday",
    "lunar_date",
    "cn_code",
    "postal_code",
)
#: A pattern that begins with figures is searched for quickly, so what stands before is looked at apart.
_YEAR: Final = re.compile(r"20[0-4]\d(?<!\d\d{4})(?!\d)(?!.{0,2}年(?:前|底前|起|以来))")
_BEFORE: Final = ("到", "至", "自", "从", "在", "早", "力争")


class PageFacts:
    """Facts of one page as they are read, with the places they stand."""

    def __init__(self) -> None:
        self.values: dict[str, list[tuple[str, Piece]]] = {}
        self.owned: list[tuple[Piece, str]] = []
        self.raw_lines: list[str] = []
        self.editors: list[Person] = []
        self.flags: list[Flag] = []

    def read(self, mast: Sequence[Line], foot: Sequence[Line]) -> None:
        """Read all lines that are about the page.

        Args:
            mast: Masthead lines.
            foot: Colophon lines.
        """
        for line in sorted([*mast, *foot], key=lambda line: line.index):
            slot = f"page.raw_lines[{len(self.raw_lines)}]"
            self.raw_lines.append(line.text)
            self.owned.append((Piece(line, 0, len(line.text)), slot))
        for line in mast:
            facts = masthead.read(line.text).facts
            if not facts:  # a name plate of any wording
                self.values.setdefault("publication", []).append((line.text, Piece(line, 0, len(line.text))))
            for fact in facts:
                piece = Piece(line, fact.start, fact.end)
                self.values.setdefault(fact.field, []).append((fact.value, piece))
        for line in foot:
            self.editors += [found.person for found in colophon.read(line.text)]

    def page(self, script: Script, drafts: Sequence[Draft]) -> Page:
        """Vote and build the page.

        Args:
            script: Script of the whole text.
            drafts: Articles, for the paper that 本报 stands for.

        Returns:
            The page as printed.
        """
        chosen = {name: self._vote(name) for name in _SINGLE}
        date = self._vote("date")
        self._check_calendar(date, chosen["weekday"], chosen["lunar_date"])
        people = [value.split("\t") for value, _ in self.values.get("masthead_people", [])]
        return Page(
            publication=chosen["publication"] or _own_paper(drafts),
            publisher=chosen["publisher"],
            issue_number=_number(self._vote("issue_number")),
            number=chosen["number"],
            name=chosen["name"],
            date=date,
            weekday=chosen["weekday"],
            lunar_date=chosen["lunar_date"],
            page_count=_number(self._vote("page_count")),
            cn_code=_upper(chosen["cn_code"]),
            postal_code=chosen["postal_code"],
            website=self._vote("website"),
            hotline=self._vote("hotline"),
            page_editors=tuple(self.editors),
            masthead_people=tuple(Person(role, name) for role, name in people),
            script=script,
            raw_lines=tuple(self.raw_lines),
        )

    def _vote(self, name: str) -> str | None:
        found = self.values.get(name, [])
        if not found:
            return None
        votes = Counter(value for value, _ in found)
        best = max(votes, key=lambda value: votes[value])
        if len(votes) > 1 and name in {"date", "issue_number"}:
            other = next(piece for value, piece in found if value != best)
            shown = "、".join(votes)
            reason = f"本版印的{'日期' if name == 'date' else '期号'}不一致：{shown}，暂取 {best}。"
            self.flags.append(Flag(FlagKind.DATE_CONFLICT, reason, other.span, f"{name}-vote"))
        return best

    def _check_calendar(self, date: str | None, weekday: str | None, lunar: str | None) -> None:
        if date is None:
            return
        day = dt.date.fromisoformat(date)
        if weekday and weekday_agrees(day, weekday) is False:
            reason = f"{date} 是{weekday_of(day)}，本版印作{weekday}。"
            self._conflict(reason, "weekday")
        if lunar and lunar_agrees(day, lunar) is False:
            reason = f"{date} 是农历{lunar_of(day)}，本版印作{lunar}，公历日期照旧。"
            self._conflict(reason, "lunar_date")

    def _conflict(self, reason: str, field: str) -> None:
        span: Span | None = self.values[field][0][1].span
        self.flags.append(Flag(FlagKind.DATE_CONFLICT, reason, span, f"calendar-{field}"))


def _number(value: str | None) -> int | None:
    return int(value) if value else None


def _upper(value: str | None) -> str | None:
    return value.upper() if value else None


def _own_paper(drafts: Sequence[Draft]) -> str | None:
    """本报讯(某日报记者 …) says which paper 本报 is."""
    papers: Counter[str] = Counter()
    for draft in drafts:
        if draft.dateline.source_phrase is None or not draft.dateline.source_phrase.startswith("本"):
            continue
        for signature in draft.signatures:
            for person in signature.people:
                if (
                    person.affiliation
                    and person.affiliation[-1] in "报報"
                    and not person.affiliation.startswith("本")
                ):
                    papers[person.affiliation] += 1
    return papers.most_common(1)[0][0] if papers else None


def year_day(page: Page, text: str, published: dt.date | None) -> dt.date | None:
    """Find the day whose year dates without one belong to.

    Args:
        page: The voted page.
        text: The folded text of the page.
        published: The day the source gives, if any.

    Returns:
        The day of the page, else of the source, else the last day of the latest year
        the text names as present or past; None where nothing tells.
    """
    if page.date:
        return dt.date.fromisoformat(page.date)
    if published:
        return published
    found = _YEAR.finditer(text)
    years = [int(match[0]) for match in found if not text.endswith(_BEFORE, 0, match.start())]
    return dt.date(max(years), 12, 31) if years else None
