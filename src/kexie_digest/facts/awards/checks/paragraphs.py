"""What a paragraph of a roll is: a heading, the head of a table, a row, or prose around the roll.

Takes one sentence at a time, gives what it is. It remembers nothing of those before it.
"""

from __future__ import annotations

import re

from kexie_digest.facts.awards import patterns as pattern
from kexie_digest.facts.awards.cells import cells_of
from kexie_digest.facts.awards.checks.entries import is_told
from kexie_digest.facts.awards.checks.told import Told, numbers, plain
from kexie_digest.facts.awards.heads import head_of
from kexie_digest.facts.awards.rows import heading_of
from kexie_digest.facts.lines import Line

#: 小学组, 二、工科类: a part of a roll.
PART = re.compile(r"(?:[一二三四五六七八九十]+、)?[^,。;:!?、]{1,10}(?:组|类|赛道|片区|方向|奖项)")
#: (排名不分先后), (完成单位:…): a row of its own that is no entry.
NOTE = re.compile(r"[(（][^()（）]*[)）]|(?:[以按].{2,12}(?:为序|排序|排列|排名))")
_PROSE = re.compile(
    r"^(?:请|希望|望[各有受广全获被]|特此|以上|上述|联系|咨询|公示|如有|任何|获奖证书|证书|附|另|同时|此外|其中|注:|说明).*[,。:]|"
    r"。.|[!?]|从略|另行|另发"
)
#: 他们是:, 获奖名单: what follows is no row.
_LED = re.compile(
    r"(?:们|[者人员名位个家项]|别|次|单|结果|如下)(?:分别|依次)?(?:是|为|有|如下)$|^(?:获奖|入选|当选|上榜).{0,4}名单$"
)
_CONFERRED = re.compile(r"评出|评选出|产生|决定|表彰|表扬|授予|公布")
_WON = re.compile(rf"[,。].*(?:{pattern.GOT})")
_COLUMN = re.compile(
    r"序 ?号|编号|姓 ?名|[\u4e00-\u9fff]{0,4}(?:名称|题目|单位|作者)|等[级次]|奖[项次级]|学校|"
    r"职[务称]|类别|组别|地区|[县市]区|部门"
)
_NUMBERED = re.compile(r"^[一二三四五六七八九十]+、")
_MARKED = re.compile(r"[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|【[^】]+】$|.*:$")
_NO_HEADING = re.compile(r"[,。;!?]|:(?=.)|、(?!.*\()")
_REMARK = re.compile(r"\([^()\d]*\)(?=:?$)")
_OWN = re.compile(r"\)? *(?:\([^()\d]*\))? *:? *")
_LEADING = (":", "—", "👇", "↓", "们是", "分别是", "分别为", "如下")
_LONGEST_ROW, _LONGEST_HEADING, _LONGEST_PLAIN = 120, 40, 30


def label_end(line: Line) -> int:
    """Give the place behind the colon of a label (一等奖:, 沛州市:).

    Args:
        line: The row.

    Returns:
        0 where the row has no label.
    """
    label = line.masked.partition(":")[0]
    return 0 if label == line.masked or re.search(r"\S\s", label) else len(label) + 1


def is_prose(line: Line, above: Line | None) -> bool:
    """Tell whether a paragraph of one sentence is no part of a roll.

    Args:
        line: The paragraph.
        above: The row above it, if it stands below one.

    Returns:
        False for rows and headings.
    """
    text, label = line.masked.strip(), label_end(line)
    if "(略)" in line.folded or (len(text) > _LONGEST_ROW and not 0 < label <= _LONGEST_PLAIN):
        return True
    if _leads(line, label) or text.endswith(_LEADING) or _PROSE.search(text):
        return not heading(line) and not head_of(line)
    is_sentence = text.endswith("。")
    if is_told(line) or (is_sentence and above and not above.text.rstrip().endswith(tuple("。；;，、"))):
        return True
    if is_sentence and not label and (_CONFERRED.search(text) or any(numbers(line))):
        return True
    if not is_sentence:
        return bool(_WON.search(text)) and "\t" not in text
    is_list = 0 < label <= _LONGEST_HEADING and "," not in text[:label]
    return not is_list and ("," in text or (len(text) > _LONGEST_PLAIN and not re.search("[、;]", text)))


def _leads(line: Line, label: int) -> bool:
    """Whether what stands before a colon announces a list."""
    is_counted = any(one.after and one.end < label for one in numbers(line))
    return bool(label and (is_counted or _LED.search(line.masked[: label - 1])))


def table_head(line: Line) -> list[str] | None:
    """Read the head of a table, also where one of its columns is unheard of.

    Args:
        line: The row.

    Returns:
        The names of its columns; None where the row is none.
    """
    cells = [line.folded[slice(*cell)] for cell in cells_of(line, 0, len(line.folded))]
    is_head = len(cells) > 1 and "\t" in line.text and any(_COLUMN.fullmatch(cell) for cell in cells)
    return head_of(line) or (cells if is_head else None)


def heading(line: Line) -> tuple[str, Told | None] | None:
    """Read a row that stands above a list (一等奖(2件); 二、先进个人; 【好医生】).

    Args:
        line: The row.

    Returns:
        Its words and its number, if it tells one; None where the row is no heading.
    """
    text = _REMARK.sub("", line.folded.strip())
    bare = _NUMBERED.sub("", line.masked.strip())
    if "\t" in text or len(text) > _LONGEST_HEADING or _NO_HEADING.search(bare):
        return None
    own = own_number(line, len(line.folded))
    if own and _CONFERRED.search(own.before):
        return None
    is_marked = _MARKED.match(text) and len(cells_of(line, 0, len(line.folded))) == 1
    is_heading = own or heading_of(line) or PART.fullmatch(text.strip(": ")) or is_marked
    return (plain(text), own) if is_heading else None


def own_number(line: Line, end: int) -> Told | None:
    """Read the number at the end of a label (先进学会(12个), 甲等5对).

    Args:
        line: The row.
        end: Where its label ends.

    Returns:
        The number, or None.
    """
    for told in numbers(line):
        if told.end <= end and told.before and _OWN.fullmatch(line.folded, told.end, end):
            return told
    return None
