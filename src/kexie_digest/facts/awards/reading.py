"""Honours conferred or announced, with their recipients as printed.

Takes the sentences of an article, gives :class:`~kexie_digest.model.Award` and flags
where a roll does not have as many names as announced. Programmes (评选等工作), grades
(3A级) and plans are none; a person who merely carries a title (…奖获得者) is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kexie_digest.facts.awards.checks import mismatches
from kexie_digest.facts.awards.honours import Honour, merge
from kexie_digest.facts.awards.printed import printed_rolls
from kexie_digest.facts.awards.rows import headed_rolls
from kexie_digest.facts.awards.sentences import honours_in
from kexie_digest.facts.awards.sentences.verbs import is_taken_back
from kexie_digest.facts.awards.tables import tables
from kexie_digest.facts.awards.tagging import tagged
from kexie_digest.facts.lines import Line
from kexie_digest.facts.when import date_of, is_past
from kexie_digest.model import Article, Award, Flag

#: Bidders have ranks and scores, and win a contract.
_TENDER = re.compile(r"(?:中标|招标|采购|成交)(?:候选|结果|公告|公示|通知)")
#: Who is only proposed has won nothing yet; one of them may have (推荐人选荣获…).
_CANDIDATES = re.compile(r"候选|拟?推荐[^,，。]{0,30}(?:公示|人选|工作|通知)|提名公示")
_HAVE_WON = re.compile(r"荣获|获评|获得(?!者)|当选|授予")
#: A row read as one name, with its number or its particulars.
_SCRAP = re.compile(r"—|^[(（]\d")


def find_awards(lines: Sequence[Line], article: Article) -> tuple[tuple[Award, ...], tuple[Flag, ...]]:
    """Find the honours of an article (获奖名单).

    Args:
        lines: Its sentences.
        article: The article, for the day of the news.

    Returns:
        One value per honour with all its recipients, and a flag for every roll whose
        number of names is not the one announced.
    """
    title = article.title or ""
    if _TENDER.search(title) or (_CANDIDATES.search(title) and not _HAVE_WON.search(title)):
        return (), ()
    honours: list[Honour] = []
    for line in lines:
        for honour in honours_in(lines, line):
            honour.date = date_of(line, article, honour.position)
            honours.append(honour)
    read = {name for honour in honours for name in honour.names}
    for honour in (*tables(lines), *headed_rolls(lines)):
        honour.is_roll = True
        if not read.issuperset(honour.names) or honour.is_row:
            honour.date = date_of(honour.line, article, 0)
            honours.append(honour)
            read.update(honour.names)
    for roll in printed_rolls(lines, article.title):
        for honour in roll:
            honour.is_roll = True
        honours = _better(lines, honours, roll)
    for honour in tagged(lines, article.title, honours):
        honour.date = date_of(honour.line, article, 0)
        honours.append(honour)
    news = (one for one in honours if not is_past(one.date, article) and not is_taken_back(one.line))
    merged = merge(news)
    return tuple(honour.award() for honour in merged), tuple(mismatches(lines, article.title, merged))


def _better(lines: Sequence[Line], honours: list[Honour], roll: Sequence[Honour]) -> list[Honour]:
    """Take a roll's rows as rows unless other ways of reading found all they name, or more."""
    rows = {honour.line.order for honour in roll}
    printed = "\n".join(lines[order].text for order in rows)
    named = {name for honour in roll for name in honour.names}
    known = {name for honour in honours for name in honour.names if name in printed}
    sound = {name for name in known if not _SCRAP.search(name)}
    if len(sound) > len(named) or sound >= named:
        return honours
    elsewhere = "\n".join(line.text for line in lines if line.order not in rows)
    for honour in honours:
        names = [name for name in honour.names if name not in known - named or name in elsewhere]
        if names != honour.names:
            honour.keep(names)
    return [*(honour for honour in honours if honour.line.order not in rows), *roll]
