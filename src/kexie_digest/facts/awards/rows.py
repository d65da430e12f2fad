"""Rolls printed in rows: one name a row or several, under a heading or below 名单如下.

Takes sentences, gives names as printed and the honours that headings name (一等奖(2件)). It reads
no prose: the first row that is a sentence ends a roll.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kexie_digest.facts.awards import patterns as pattern
from kexie_digest.facts.awards.cells import cells_of, kind_of, naming_cells
from kexie_digest.facts.awards.heads import head_of
from kexie_digest.facts.awards.honours import Honour, honour_name, read_number
from kexie_digest.facts.awards.items import names_in, names_in_cell
from kexie_digest.facts.awards.recipients import recipients_in
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.borders import BORDER
from kexie_digest.facts.naming.organisations import ends_like_organisation
from kexie_digest.facts.naming.surnames import NAME

NUMBERING = re.compile(
    r"^(?:[\d一二三四五六七八九十]+[.、)]|\d+[ \t|]+|[(][\d一二三四五六七八九十]+[)]|"
    rf"[^\w\s{MASK}“《(【]{{1,3}}(?=[\s\w{MASK}]))[ \t|]*"
)
_PROSE = re.compile(r"[,:!?]|[。;](?=.)|[了着]|祝|希望|特此|附件|各[省市县区地]|公示|联系")
#: The body or group a row of names belongs to (省数学会:某某).
_LABEL = re.compile(r"[^,。;:!?、]{2,16}:(?=.)")
_TOLD = re.compile(rf"{BORDER.pattern}|{pattern.GOT}")
_DATE = re.compile(r"^\s*(?:\d{4}|[二〇零一三四五六七八九十]{4}) ?年.{2,8}日$")
#: 一等奖(2件); 二、先进个人(5名); 【优秀奖】: what a row below it received.
_HEADING = re.compile(
    rf"^(?:附件 ?[一二三四五六七八九十\d]*[:、. ]*|[一二三四五六七八九十\d]+[、.]|"
    rf"[(][一二三四五六七八九十\d]+[)]|□{{3,5}}(?=.{{2}})|"
    rf"[^\w\s{MASK}“《(【]{{1,3}})? *"
    rf"[【\[]?(?P<honour>[^,。;:!?、【】]{{2,40}}?)[】\]]?"
    rf"(?P<count>\(?(?:共|各|共计)? ?(?:\d+|[一二三四五六七八九十]+) ?[名个项篇件部人家位支种幅]\)?)?"
    rf"{MASK}* *:?$"
)
#: 1.某县某村茶叶基地; 2 某某规律 某某 某大学 一等奖: an entry of a numbered roll.
_ENTRY = re.compile(r"^\d+[.、]\D{2,8}[省市县区乡镇村].+基地$|^\d+ [^ ]+ [^ ]+ [^ ]+")
#: 小学组, 二、工科类: a part of the roll, honoured like the one before.
_PART = re.compile(r"^(?:[一二三四五六七八九十]+、)?[^,。;:!?、]{1,10}(?:组|类|赛道|片区|方向):?$")
#: A row that describes whom it names (某某,某大学教授; 《某某》——某学院).
#: 《一滴水》 作者:某某: the work wins.
_SIGNED = re.compile(r"《(?P<work>[^《》]+)》[ \t,]*(?:作者|设计者|摄影)[:,]")
_DESCRIBED = re.compile(
    rf"(?P<work>{MASK}+)(?:,|——?)|(?P<person>{NAME}|[\u4e00-\u9fff·]{{2,6}}(?={MASK}+,))(?:[,(]|{MASK}+,)"
)
_FEWEST_DESCRIBED, _LONGEST_PLACE, _LONGEST_TITLE = 2, 8, 45
_NUMBER = re.compile(r"(\d+|[一二两三四五六七八九十百]+) ?[名个项篇件部人家位支种幅]")
_LONGEST_ROW = 30


def rows_below(lines: Sequence[Line], line: Line) -> list[str]:
    """Read the rows set below a line.

    Args:
        lines: All sentences.
        line: The announcement or heading.

    Returns:
        The names of all rows up to the first that is prose or another heading.
    """
    rows: list[tuple[list[str], bool]] = []
    for other in lines[line.order + 1 :]:
        if other.paragraph <= line.paragraph or is_signature(lines, other) or heading_of(other):
            break
        after = lines[other.order + 1] if other.order + 1 < len(lines) else None
        if after and after.paragraph == other.paragraph:
            break  # two sentences are prose
        if head_of(other) or _PART.match(other.masked):
            continue
        described = _described(lines, other)
        found = described or _row(lines, other)
        if not found:
            break
        rows.append((found, bool(described)))
    is_described = sum(told for _, told in rows) >= _FEWEST_DESCRIBED
    # among rows that describe, a bare short word is the place they come from (印度)
    kept = [
        found
        for found, told in rows
        if told or not is_described or len(found[0]) > _LONGEST_PLACE or ends_like_organisation(found[0])
    ]
    return [name for found in kept for name in found]


def _whole(line: Line, start: int, end: int) -> list[str]:
    """A numbered row is a name whatever it holds (1.高原地区砝码浮力的修正), without its note."""
    note = re.search(rf"{MASK}+$", line.masked[start:end])
    stop = start + note.start() if note else end
    is_title = 1 < stop - start <= _LONGEST_TITLE
    return [line.text[start:stop].strip()] if is_title else []


def _described(lines: Sequence[Line], line: Line) -> list[str]:
    """Whom a row names before it says more of them."""
    numbering = NUMBERING.match(line.masked)
    start = numbering.end() if numbering else 0
    signed = _SIGNED.match(line.folded, start)
    if signed:
        return [line.text[slice(*signed.span("work"))]]
    match = _DESCRIBED.match(line.masked, start)
    if not match or "。" in line.masked or re.search(pattern.GOT, line.masked):
        return []
    if match["person"]:
        return [line.text[slice(*match.span("person"))]]
    return names_in(lines, line, *match.span("work")) if line.folded[start] == "《" else []


def headed_rolls(lines: Sequence[Line]) -> Iterator[Honour]:
    """Read the rows under headings that name an honour.

    Args:
        lines: All sentences.

    Yields:
        One honour per heading with rows below it.
    """
    for line in lines:
        heading = heading_of(line)
        if not heading:
            continue
        name = honour_name(line, *heading.span("honour"))
        names = rows_below(lines, line)
        if name and names:
            told = _NUMBER.search(line.folded, heading.end("honour"))
            count = read_number(told[1]) if told else None
            yield Honour(name, line, 0, names, count, [], is_row=bool(told))


def heading_of(line: Line) -> re.Match[str] | None:
    """Match a row that names an honour and nobody (二、先进个人(5名)).

    Args:
        line: The row.

    Returns:
        The match with ``honour``, or None.
    """
    match = _HEADING.match(line.masked) if len(line.text) <= _LONGEST_ROW else None
    if not match or _DATE.match(line.folded):
        return None
    told = match["honour"]
    if _ENTRY.search(match[0]) and not match["count"]:
        return None
    is_honour = pattern.HONOURED.search(told) and re.search(
        r"(?:奖|集体|个人|单位|者|称号|[名]单|作品|项目|论文|团队|工匠|标兵|模范|案例|之星|达人|基地|组织|图书|文章|学会|机构|提名|公司|企业|学校|家庭|辅导员|工作者|志愿者|教师)$",
        told,
    )
    return match if is_honour and not re.search(r"[获授被予评]|揭晓|公布|颁", told) else None


def is_signature(lines: Sequence[Line], line: Line) -> bool:
    """Tell whether a row is the day a paper was issued on, or the body alone above it.

    Args:
        lines: All sentences.
        line: The row.

    Returns:
        False for a row of a roll.
    """
    after = lines[line.order + 1] if line.order + 1 < len(lines) else None
    return bool(_DATE.match(line.folded) or (after and _DATE.match(after.folded) and "、" not in line.text))


def _row(lines: Sequence[Line], line: Line) -> list[str]:
    """The names of a row; nothing where it is prose."""
    numbering = NUMBERING.match(line.masked)
    stretch = line.masked[numbering.end() :] if numbering else line.masked
    label = _LABEL.match(stretch)
    if label and pattern.HONOURED.search(label[0]):
        return []
    stretch = stretch[label.end() :] if label else stretch
    start, end = len(line.masked) - len(stretch), len(line.masked.rstrip("。;, "))
    if _PROSE.search(line.masked[start:]) or start >= end:
        return []
    if "、" in line.masked[start:end] and "\t" not in line.masked[start:end]:
        is_list = not _TOLD.search(line.masked, line.masked.rfind("、", start, end), end)
        return recipients_in(lines, line, start, end, is_roll=True).names if is_list else []
    cells = cells_of(line, start, end)
    chosen = naming_cells(line, cells)
    read = [name for cell in chosen for name in names_in_cell(lines, line, *cell)]
    is_sentence = line.folded.endswith("。")
    if numbering and not is_sentence:
        return read or _whole(line, start, end)
    is_plain = end - start <= _LONGEST_ROW and not is_sentence
    return read if is_plain or len(chosen) > 1 or kind_of(line, cells[0]) != "other" else []
