"""Honours conferred or announced, with their recipients as printed.

Takes the sentences of an article, gives :class:`~kexie_digest.model.Award` and flags
where a roll does not have as many names as announced. Programmes (评选等工作), grades
(3A级) and plans are none; a person who merely carries a title (…奖获得者) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kexie_digest.facts.awards import patterns as pattern
from kexie_digest.facts.awards.announcements import announced_rolls, told_by_title
from kexie_digest.facts.awards.honours import Honour, honour_name, merge, read_number
from kexie_digest.facts.awards.recipients import Found, recipients_in
from kexie_digest.facts.awards.rolls import announced
from kexie_digest.facts.awards.rows import tables
from kexie_digest.facts.awards.statements import honour_before, inverted_honours
from kexie_digest.facts.awards.subjects import antecedent, subject_before
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.organisations import ends_like_organisation, strip_start
from kexie_digest.facts.parties import clause_parties, name_parties
from kexie_digest.facts.when import date_of
from kexie_digest.model import Article, Award, Flag, FlagKind

#: Without one of these a sentence tells of no honour; asked first, because the others are slow.
_TOUCHES = re.compile(
    r"[获奖授评颁彰扬荣膺摘夺捧揽赢榜优]|等功|称号|花落|头筹|其中|一[位名个家项]|入选|当选|发布|公布|揭晓|命名|认定|确定|示范|先进|集体|宣读|产生|遴选|冠军|亚军|季军|金牌|之星|第[一二三]名|得奖"
)

#: 获一等奖的是甲: who got it comes after (see ``award_statements``); 向获得某奖的…颁奖.
_TOLD_AFTER = re.compile(r"的,?[^,。;:!?]{0,10}?(?:是|为|有|包括)")
_PRONOUN = re.compile(r"[它他她](?!们)|该[会校院馆县]|(?:学会|协会)$")
#: The subject of 授予 gives; it receives only in 被…授予, 经…授予.
_CONFERRED_ON = re.compile(r"[被获由经]")
#: Verbs whose subject may stand in an earlier clause (…表现突出,受到表彰).
_LEFT_OUT = re.compile(r"受到?.{0,18}表|夺冠|夺魁|折桂|头筹|摘金|摘银|桂冠")
#: A roll that is put to public notice before it is decided.
_PROPOSED = re.compile(r"拟(?:表彰|授|入选|推荐|命名|认定|奖|评)")
_PLACE, _CONTEST = re.compile(r"分[列获居]"), re.compile(r"赛|奖|评[选比审]|冠军|表[彰扬]")
#: 获一等奖的作品有《某某》: the recipients stand behind the honour.
_RUNS_ON = re.compile(r"的[^,。;:!?的]{0,10}?(?:有|是|为|包括)|去年的|往年的|上届的")
_NO_HONOUR = frozenset({"获奖", "获奖者", "表彰", "先进", "优秀"})
#: 一等奖(3名): the number of a row stands before its colon.
_ROW_COUNT = re.compile(r"(\d+|[一二两三四五六七八九十]+) ?[名个项篇件部人家]")
_PRAISE = re.compile(r"(?:通报)?(?:表彰|表扬|嘉奖)$|优秀|[一二三四五、]+(?:[名位]|等奖)$")
#: A number farther off counts something else.
_NEAR = 2
#: Where the name of an honour begins behind that of a body.
_HONOUR_START = re.compile(
    r"第[一二三四五六七八九十\d]+届|首届|\d{4}|年度|[省市县]|全[国省市县]|国家|优秀|先进|荣誉|质量|最佳"
)
_LAST_WORK = re.compile(r"的《([^《》]+)》$")
_TO = frozenset("向为给对")


def find_awards(lines: Sequence[Line], article: Article) -> tuple[tuple[Award, ...], tuple[Flag, ...]]:
    """Find the honours of an article (获奖名单).

    Args:
        lines: Its sentences.
        article: The article, for the day of the news.

    Returns:
        One value per honour with all its recipients, and a flag for every roll whose
        number of names is not the one announced.
    """
    honours: list[Honour] = []
    for line in lines:
        for honour in _honours(lines, line):
            honour.date = date_of(line, article, honour.position)
            honours.append(honour)
    read = {name for honour in honours for name in honour.names}
    for honour in (*tables(lines), *announced_rolls(lines, article.title)):
        if not read.issuperset(honour.names) or honour.is_row:
            honour.date = date_of(honour.line, article, 0)
            honours.append(honour)
            read.update(honour.names)
    merged = merge(honours)
    flags = [_mismatch(honour) for honour in merged if honour.is_miscounted]
    flags = flags or _against_title(merged, article.title)
    return tuple(honour.award() for honour in merged), tuple(flags)


def _mismatch(honour: Honour) -> Flag:
    found = len(honour.roll or honour.names)
    reason = f"“{honour.name}”公布{honour.announced}个，名单中找到{found}个，请核对原文。"
    return Flag(FlagKind.COUNT_MISMATCH, reason, rule="award_roll")


def _against_title(honours: Sequence[Honour], title: str | None) -> list[Flag]:
    """Check the number the title tells against the only roll of the article."""
    told = told_by_title(title)
    rolls = [honour for honour in honours if honour.names]
    if not told or len(rolls) != 1 or not rolls[0].roll or any(honour.is_open for honour in rolls):
        return []
    is_near = 0 < abs(told - len(rolls[0].names)) <= _NEAR and rolls[0].announced != told
    return [_mismatch(replace(rolls[0], announced=told))] if is_near else []


def _honours(lines: Sequence[Line], line: Line) -> Iterator[Honour]:
    if not _TOUCHES.search(line.folded):
        return
    taken: list[tuple[int, int]] = []
    names: set[str] = set()
    readers = (
        (pattern.CONFERRED, _conferred),
        (pattern.PRIZE_TO, _conferred),
        (pattern.HANDED, _conferred),
        (pattern.PRAISED, _praised),
        (pattern.MERIT, _conferred),
        (pattern.ROLL, _rolled),
        (pattern.HANDED_OVER, _listed),
        (pattern.GAINED, _gained),
        (pattern.SAID_OF, _gained),
        (pattern.COUNTED, _counted),
        (pattern.PUBLISHED, _published),
        (pattern.ON_THE_LIST, _listed),
    )
    for expression, reader in readers:
        if expression is pattern.PRIZE_TO and not pattern.GIVEN_TO.search(line.masked):
            continue
        if expression is pattern.MERIT and "等功" not in line.masked:
            continue
        for match in expression.finditer(line.masked):
            if _overlaps(match.span(), taken):
                continue
            found = list(reader(lines, line, match))
            if found:
                taken.append(match.span())
                names |= {name for honour in found for name in honour.names}
                yield from found
    for span, honour in inverted_honours(lines, line):
        if not names.issuperset(honour.names) and not _overlaps(span, taken):
            taken.append(span)
            yield honour


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _is_done(line: Line, position: int) -> bool:
    if _PROPOSED.search(line.folded, 0, position):
        return False
    return not pattern.NOT_DONE.search(line.folded[line.clause_start(position) : position])


def _gained(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """A、B荣获“某奖”."""
    start = line.clause_start(match.start())
    if not _is_done(line, match.start()) or pattern.CARRIER.match(line.folded, match.end()):
        return
    if _TOLD_AFTER.match(line.masked, match.end()) or line.masked[match.start() - 1 : match.start()] in _TO:
        return
    name = honour_name(line, *match.span("honour"))
    if not name or _RUNS_ON.search(line.masked, *match.span("honour")):
        return
    end = match.start()
    gives = match["verb"] == "授予" and not _CONFERRED_ON.search(line.folded, start, end)
    bodies: list[str] = []
    by = pattern.BY.search(line.masked, start, end)
    if by or match["verb"].startswith("被"):
        end = by.start() if by else end
        bodies = [line.text[s:e] for s, e in name_parties(line, *by.span("body"))] if by else []
    found = Found() if gives else recipients_in(lines, line, start, end)
    if not found.names and not found.count:
        found = subject_before(lines, line, start) if start else Found()
        if not found.names and _PRONOUN.match(line.folded[strip_start(line.masked, start, end) : end]):
            found = antecedent(lines, line)
    if not found.names and not found.count and not bodies and not _is_quoted(line, match):
        return
    found.names = _works_before(line, start, match.start()) + found.names
    listed = announced(lines, line, match.end())
    yield Honour(name, line, match.start(), found.names + listed, found.count, bodies, is_open=found.is_open)


def _works_before(line: Line, start: int, position: int) -> list[str]:
    """Works listed in the clauses before (甲的《某某》,乙的《某某》荣获…)."""
    if line.folded[position - 1] != "》":
        return []
    works: list[str] = []
    for left, right in line.clauses_before(start):
        match = _LAST_WORK.search(line.folded, left, right)
        if not match or re.search(pattern.GOT, line.masked[left:right]):
            break
        works.insert(0, line.text[match.start(1) : match.end(1)])
    return works


def _is_quoted(line: Line, match: re.Match[str]) -> bool:
    return MASK in line.masked[match.start("honour") : match.end("honour")]


def _conferred(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """授予A、B“某称号”."""
    if pattern.BY.search(line.masked, line.clause_start(match.start()), match.start()):
        return  # 甲被乙授予“某称号”: who got it stands before, see ``_gained``
    border = _after_body(line, *match.span("honour")) if match.end("who") <= match.start("honour") else 0
    name = honour_name(line, border or match.start("honour"), match.end("honour"))
    if not name or not _is_done(line, match.start()):
        return
    found = recipients_in(lines, line, match.start("who"), border or match.end("who"))
    if not found.names and not found.count:
        return
    listed = announced(lines, line, match.end())
    bodies = _bodies(line, match.start())
    yield Honour(name, line, match.start(), found.names + listed, found.count, bodies, is_open=found.is_open)


def _after_body(line: Line, start: int, end: int) -> int:
    """Where the honour begins in 授予甲公司、乙公司第六届质量奖; 0 where no name stands before it."""
    for match in _HONOUR_START.finditer(line.masked, start + 2, end):
        if line.masked[start - 1] == "、" and ends_like_organisation(line.masked[start : match.start()]):
            return match.start()
    return 0


def _praised(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """对A、B予以通报表扬: the praise is the honour."""
    found = recipients_in(lines, line, *match.span("who"))
    if found.names and _is_done(line, match.start()):
        name = line.text[match.start("kind") : match.end("kind")]
        yield Honour(
            name,
            line,
            match.start(),
            found.names,
            found.count,
            _bodies(line, match.start()),
            is_open=found.is_open,
        )


def _rolled(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """一等奖:A、B: a line of a roll."""
    name = honour_name(line, *match.span("honour"))
    if re.search(rf"{pattern.GOT}{MASK}", line.masked[match.start("honour") : match.end("honour")]):
        return  # 3所学校获评“某某校”: a sentence, no row
    found = recipients_in(lines, line, *match.span("who"), is_roll=True)
    if name and not re.search("[得获有]奖", name) and found.names:
        told = _ROW_COUNT.search(line.folded, match.end("honour"), match.start("who"))
        count = read_number(told[1]) if told else found.count
        yield Honour(
            name,
            line,
            match.start("honour"),
            found.names,
            count,
            [],
            is_open=found.is_open,
            is_row=bool(told),
        )


def _counted(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """评选出20个“某称号”; 发布了一流学会20个、优秀论文184篇."""
    if not _is_done(line, match.start()):
        return
    is_several = len(re.findall(rf"{pattern.NUMBER}", match["list"])) > 1
    for start, stop, number in _counted_honours(line, *match.span("list")):
        name = honour_name(line, start, stop)
        listed = announced(lines, line, match.end())
        if is_several and len(listed) != number:
            listed = []  # the list belongs to another of the numbers
        if name:
            yield Honour(name, line, match.start(), listed, number, _bodies(line, match.start()))


def _counted_honours(line: Line, start: int, end: int) -> Iterator[tuple[int, int, int | None]]:
    """Where the honours of 一流学会20个、优秀论文184篇 stand; a clause that counts none ends the list."""
    for clause in re.finditer(r"[^,]+", line.masked[start:end]):
        is_counting = False
        for piece in re.finditer(r"(?:(?!和|以及|及|与)[^、])+", clause[0]):
            text = re.sub(r"^(?:和|以及|及|与)", "", piece[0])
            found = pattern.COUNT_FIRST.match(text.strip()) or pattern.COUNT_LAST.match(text.strip())
            if not found:
                continue
            at = start + clause.start() + piece.start() + piece[0].index(text.strip()) + found.start("honour")
            is_counting = True
            if pattern.HONOURED.search(line.folded[at : at + len(found["honour"])]):
                yield at, at + len(found["honour"]), read_number(found["number"])
        if not is_counting and not re.search(r"[评颁表命授选产公揭发定]", clause[0][:4]) and clause.start():
            return


def _listed(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """A、B榜上有名: the honour was named before."""
    found = _who_is_listed(lines, line, match)
    if not found.names or not _is_done(line, match.start()):
        return
    scene = "".join(other.folded for other in lines[max(0, line.order - 2) : line.order + 1])
    if _PLACE.match(match[0]) and not _CONTEST.search(scene):
        return  # 某市、某县分列二、三位 in some statistics
    name = honour_before(lines, line, match.start()) or _told_by_verb(line, match)
    if name:
        yield Honour(name, line, match.start(), found.names, found.count, [], is_open=found.is_open)


def _who_is_listed(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Found:
    start = line.clause_start(match.start())
    if "who" in match.groupdict():
        found = recipients_in(lines, line, *match.span("who"))
        return found if found.names else Found(announced(lines, line, match.end()), found.count)
    found = recipients_in(lines, line, start, match.start())
    if not found.names:
        found = Found(announced(lines, line, match.end()), found.count)
    if not found.names and not found.count and start and _LEFT_OUT.search(match[0]):
        return subject_before(lines, line, start)
    return found


def _told_by_verb(line: Line, match: re.Match[str]) -> str | None:
    """受到通报表彰, 考核优秀: the praise itself is the honour where no other was named."""
    told = _PRAISE.search(match[0])
    return line.text[match.start() + told.start() : match.start() + told.end()] if told else None


def _published(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """甲省科协、乙市科协联合发布了一流学会名单: who announced which honour."""
    name = honour_name(line, *match.span("honour"))
    if name and name not in _NO_HONOUR and pattern.HONOURED.search(name) and _is_done(line, match.start()):
        yield Honour(
            name, line, match.start(), announced(lines, line, match.end()), None, _bodies(line, match.start())
        )


def _bodies(line: Line, position: int) -> list[str]:
    """The bodies the clause before a verb names: who confers or announces."""
    return [line.text[start:end] for start, end in clause_parties(line, position)]
