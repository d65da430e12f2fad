"""Rolls printed in rows, whatever divides the parts of a row.

A row holds an honour or stands below one, and names recipients with their particulars: behind a
colon, a dash, a gap, a bar, in brackets. Takes sentences and the title, gives one
:class:`~kexie_digest.facts.awards.honours.Honour` a row. It reads no prose: the first paragraph
that is a sentence ends a roll.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kexie_digest.facts.awards import patterns as pattern
from kexie_digest.facts.awards.cells import cells_of, kind_of, naming_cells
from kexie_digest.facts.awards.heads import head_of
from kexie_digest.facts.awards.honours import Honour, honour_name, read_number
from kexie_digest.facts.awards.items import is_generic, names_in
from kexie_digest.facts.awards.rows import NUMBERING, heading_of, is_signature
from kexie_digest.facts.awards.sentences.earlier import honour_before
from kexie_digest.facts.awards.sentences.verbs import is_on_notice
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.lists import split_names
from kexie_digest.facts.naming.organisations import Stretch, ends_like_organisation
from kexie_digest.facts.naming.persons import is_name
from kexie_digest.facts.naming.surnames import NAME

#: What a row says it is for: 一等奖, 【最佳组织】, 优秀学会(4个), 二、先进个人.
_HONOUR = re.compile(
    r"[^,。;:!?、]{0,24}(?:奖|称号|之星|标兵|达人|先锋|能手|模范|楷模|[金银铜]牌|[冠亚季]军|第[一二三四五六七八九十\d]+名|"
    r"会员|红旗手|工作者|个人|集体|单位|团队|干部|学会|作品|论文|项目|案例)"
    r"|[^,。;:!?、]{0,10}(?:最[佳美具受]|优秀|先进|杰出|十佳|示范)[^,。;:!?、]{2,16}"
)
_LABEL = re.compile(
    rf"(?:【(?P<boxed>[^】]{{2,20}})】|(?P<plain>[^,。;:!?—{MASK}]{{2,30}})(?:{MASK}+)?(?::|——?)) *(?=\S)"
)
#: 入选者:, 小学组: they name no honour, and nobody.
_GENERIC = re.compile(
    r"(?:获奖|入选|当选|受表[彰扬]|上榜)?(?:者|人员|名单|单位|得主)|[^:]{1,10}[组类]|[^:]{2,6}[省市州县区]"
)
_COUNT = re.compile(r"\((?:共|各)?(\d+|[一二两三四五六七八九十]+) ?[名个项篇件部人家位]\)")
#: The paragraph before a roll announces it so.
_OPENS = re.compile(
    r"名单|们是|[挑选]出|如下|结果|得主|获得者|揭晓|公布|公示|当选|入选|授予|表[彰扬]|命名|评出|颁发"
)
_TITLED = re.compile(r"名单|光荣榜|红榜|荣誉|结果|揭晓|出炉|公示|通报|公告|表[彰扬]")
_WORKS = re.compile(r"论文|案例|作品|项目|成果|课题|图书|科技进步奖|视频|专利|书单|剧目")
#: A row that tells something is prose.
_PROSE = re.compile(
    rf"[!?]|。(?=.)|(?<!入选)(?<!获奖)[了着](?!的)|^[祝望须]|希望|感谢|特此|请[于各到在]|联系|共[评有]|{pattern.GOT}"
)
#: 经申报推荐、现场察看、综合评审, and after that it is done.
_CHOSEN = re.compile(r"经[^,。;]*(?:评审|评选|审核|评议|推荐|投票|答辩|考核),")
#: 《某某奖评选办法》: what an honour is conferred by.
_RULES = re.compile(r"(?:办法|条例|规定|细则|章程|通知|方案)》$")
_NOTE = re.compile(r"\([^()]{2,30}\)|(?:[以按].{2,12}(?:为序|排序|排列))")
_REMARK = re.compile(r"\([^()]*\)$")
_DESCRIPTION = re.compile(r"——?.*$")
_SHORT_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff]+(?:·[\u4e00-\u9fff]+)+")
#: 甲、乙家庭: a household of two names is one.
_HOUSEHOLD = re.compile(r"[^、,]{2,4}、[^、,]{2,4}家庭 *")
_TITLE = re.compile("《([^《》]+)》")
_TITLES = re.compile("(?:《[^《》]+》[、 ]*)+")
_LONGEST_ROW, _LONGEST_WORK, _LONGEST_ENTRY, _LONGEST_GENERIC = 200, 45, 40, 8
_FEWEST = 2


@dataclass
class _Row:
    """A row read: the honour it names itself, if any, and its recipients."""

    line: Line
    honour: str | None
    names: list[str]
    count: int | None = None
    is_labelled: bool = False


def printed_rolls(lines: Sequence[Line], title: str | None) -> Iterator[list[Honour]]:
    """Read the rolls of an article that are printed in rows.

    Args:
        lines: All sentences.
        title: The title, which may be the only one to name the honour.

    Yields:
        The honours of one roll, one a row, in order.
    """
    run: list[_Row] = []
    above: Line | None = None
    scene, is_table = "", False
    for _, group in groupby(lines, key=lambda line: line.paragraph):
        line, *more = group
        if not more and (head_of(line) or _NOTE.fullmatch(line.folded)):
            is_table = is_table or head_of(line) is not None
            continue
        is_row = not more and not is_table and not heading_of(line) and not is_signature(lines, line)
        row = _row(lines, line, is_of_works=bool(_WORKS.search(scene + (title or "")))) if is_row else None
        if row:
            run.append(row)
            continue
        yield list(_told(lines, run, above, title))
        run, above, is_table = [], (more or [line])[-1], is_table and "。" not in line.folded
        scene = scene if heading_of(line) and not more else above.folded
    yield list(_told(lines, run, above, title))


def _told(
    lines: Sequence[Line], run: Sequence[_Row], above: Line | None, title: str | None
) -> Iterator[Honour]:
    """The honours of a run of rows, where something says that it is a roll."""
    named = _named_above(lines, above, title)
    is_titled = bool(title and _TITLED.search(title) and pattern.HONOURED.search(Line(title, 0, 0).folded))
    if not run or not (
        named or is_titled or sum(bool(row.honour) + bool(row.count) for row in run) >= _FEWEST
    ):
        return
    is_led = run[0].honour or run[0].is_labelled or (above and above.folded.endswith((":", "—")))
    # one row alone is a roll from three names on; two are credits as often (来源|某科 责编|某某)
    if len(run) < _FEWEST and len(run[0].names) <= _FEWEST and not is_led:
        return
    for row in run:
        name = row.honour or named or (title and _honour_of(title))
        if name:
            yield Honour(name, row.line, 0, row.names, row.count, [], is_row=bool(row.count))


def _honour_of(title: str) -> str | None:
    line = Line(title, 0, 0)
    quoted = re.search(rf"{MASK}+(?:奖|称号)?", line.masked)
    return honour_name(line, *(quoted.span() if quoted else (0, len(title))))


def _named_above(lines: Sequence[Line], above: Line | None, title: str | None) -> str | None:
    """The honour that the paragraph above a roll announces."""
    if above is None:
        return None
    heading = heading_of(above)
    if heading:
        return honour_name(above, *heading.span("honour"))
    told = above.folded.replace("拟", "") if is_on_notice(lines, above) else above.folded
    is_scene = pattern.HONOURED.search(f"{told}{title or ''}") or MASK in above.masked
    if not is_scene or not _OPENS.search(told) or pattern.NOT_DONE.search(_CHOSEN.sub("", told)):
        return None
    if not (above.folded.endswith((":", "—", "。")) or above.folded.endswith(("是", "为"))):
        return None
    runs = re.finditer(rf"{MASK}+(?:奖|称号)?", above.masked)
    quoted = next((run for run in runs if not _RULES.search(above.folded[slice(*run.span())])), None)
    return (
        (quoted and honour_name(above, *quoted.span()))
        or _not_a_year(honour_before(lines, above, len(above.text)))
        or (_honour_of(title) if title else None)
    )


def _not_a_year(name: str | None) -> str | None:
    """The name of an honour, not how long it lasts (命名期限为…至2029年)."""
    return None if name and name.endswith("年") else name


def _row(lines: Sequence[Line], line: Line, *, is_of_works: bool) -> _Row | None:
    """Read a row; None where it is a sentence, or names nobody."""
    end = len(line.masked.rstrip("。;, "))
    numbering = NUMBERING.match(line.folded)
    start = numbering.end() if numbering else 0
    label = _LABEL.match(line.masked, start, end)
    is_cut = label and label[0].rstrip().endswith((":", "】"))
    told = _DESCRIPTION.sub("", line.folded[label.end() if label and is_cut else start : end])
    is_sentence = line.folded.endswith((":", "—")) or (not label and line.folded.endswith("。"))
    if not 0 < end - start <= _LONGEST_ROW or is_sentence or _PROSE.search(told):
        return None
    honour, count, is_labelled = None, None, False
    if label:
        part = "boxed" if label["boxed"] else "plain"
        told = line.folded[slice(*label.span(part))]
        if _HONOUR.fullmatch(told) and (pattern.HONOURED.search(told) or not ends_like_organisation(told)):
            honour = honour_name(line, *label.span(part))
            counted = _COUNT.search(line.folded, label.start(), label.end())
            count = read_number(counted[1]) if counted else None
            start = label.end()
        elif _GENERIC.fullmatch(told):
            start, is_labelled = label.end(), told.endswith(("者", "名单", "得主"))
        elif label["plain"] and line.masked[label.end("plain")] == ":":
            return _row_of_person(line, label)
    names = [
        name
        for entry in re.finditer(r"[^;]+", line.masked[start:end])
        for name in _entry(lines, line, (start + entry.start(), start + entry.end()), is_of_works=is_of_works)
    ]
    return _Row(line, honour, names, count, is_labelled) if names else None


def _row_of_person(line: Line, label: re.Match[str]) -> _Row | None:
    """甲、乙:省青年科技奖: who stands before what."""
    end = len(line.masked.rstrip("。;, "))
    stop = end - len((_REMARK.search(line.folded[:end]) or [""])[0])
    items = split_names(line.masked, *label.span("plain"))
    if not _HONOUR.fullmatch(line.folded, label.end(), stop) or not all(
        _is_person(line, item) for item in items
    ):
        return None
    name = honour_name(line, label.end(), stop)
    return _Row(line, name, [line.text[slice(*item)] for item in items]) if name else None


def _entry(lines: Sequence[Line], line: Line, place: Stretch, *, is_of_works: bool) -> list[str]:
    """Whom one entry of a row names, without where they work and what is said of them."""
    start, end = place
    dash = line.masked.find("—", start, end)
    end = dash if dash > start else end
    remark = _REMARK.search(line.folded[start:end].rstrip())
    if remark and remark.start():
        end = start + remark.start()
    if _HOUSEHOLD.fullmatch(line.folded, start, end):
        return [line.text[start:end].strip()]
    whole = cells_of(line, start, end)
    cells = [_before_remark(line, cell) for cell in whole]
    if not cells or end - start > _LONGEST_ENTRY * max(1, len(cells)):
        return []
    if len(cells) > 1:
        persons = [cell for cell in cells if _persons(line, cell)]
        is_each = len(persons) == len(cells) and not set(cells[:-1]).intersection(whole)
        is_one = not is_each and _persons(line, cells[0])
        cells = (persons[:1] if is_one else persons) or naming_cells(line, cells)
    elif _TITLES.fullmatch(line.folded, start, end) or (is_of_works and "、" not in line.masked[start:end]):
        return _work(line, *cells[0])
    return [name for cell in cells for name in _persons(line, cell) or _listed(lines, line, cell)]


def _before_remark(line: Line, cell: Stretch) -> Stretch:
    """A cell without the bracket that says where one works (某某(某大学) 某某(某医院))."""
    remark = _REMARK.search(line.folded[slice(*cell)])
    return (cell[0], cell[0] + remark.start()) if remark and remark.start() else cell


def _listed(lines: Sequence[Line], line: Line, cell: Stretch) -> list[str]:
    """The names of a list; nothing where one of its items names nobody."""
    read = [names_in(lines, line, *item, is_roll=True) for item in split_names(line.masked, *cell)]
    return [name for names in read for name in names] if all(read) else []


def _work(line: Line, start: int, end: int) -> list[str]:
    """A work by its title, with or without marks around it."""
    text, folded = line.text[start:end].strip(), line.folded[start:end].strip()
    if _TITLES.fullmatch(folded):
        return [text[slice(*title.span(1))] for title in _TITLE.finditer(folded)]
    inner = re.match(r"(?:《([^《》]+)》|“([^“”]+)”)(?=,|$)", folded)
    if inner:
        return [text[slice(*inner.span(1 if inner[1] else 2))]]
    named = re.fullmatch(r"([^“”《》]+)[“《]([^“”《》]{2,})[”》]", folded)
    if named and ends_like_organisation(named[1]):
        return [text[slice(*named.span(2))]]  # 某科协“羊倌夜校”
    is_title = 1 < len(text) <= _LONGEST_WORK and (len(text) > _LONGEST_GENERIC or not is_generic(folded))
    return [text] if is_title and not re.search("[,:]", folded) else []


def _persons(line: Line, cell: Stretch) -> list[str]:
    """The names of a cell that holds persons alone."""
    items = [
        (cell[0] + item.start(), cell[0] + item.end())
        for item in re.finditer("[^、]+", line.masked[slice(*cell)])
    ]
    if not all(_is_person(line, item) for item in items):
        return []
    return [re.sub(r"(?<=^\S)\s+(?=\S$)", "", line.text[slice(*item)].strip()) for item in items]


def _is_person(line: Line, item: Stretch) -> bool:
    """Whether an item is as short as a name, and no common word."""
    text = re.sub("[ \t]+", "", line.folded[slice(*item)])
    if not _SHORT_NAME.fullmatch(text) or not is_name(text) or is_generic(text):
        return False
    is_word = ends_like_organisation(text) or kind_of(line, item) == "post" or _HONOUR.fullmatch(text)
    return bool(re.fullmatch(NAME, text)) or not is_word
