"""What stands before a verb: whether it is done yet, and who does it.

Takes a sentence and the place of its verb. It judges no honour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kexie_digest.facts.awards import patterns as pattern
from kexie_digest.facts.lines import Line
from kexie_digest.facts.parties import clause_parties

#: A roll that is put to public notice before it is decided.
_PROPOSED = re.compile(r"拟(?:表彰|授|入选|推荐|命名|认定|奖|评)")
#: 二十年前,她获得…: told of at the start of its sentence.
_LONG_AGO = re.compile(
    r"^[“‘]?(?:早在)?(?:[一二两三四五六七八九十百\d]+多?年前[,，]?[^;。]*$|[^;。]{0,12}19\d\d ?年[^;。]*$)"
)
#: What a work is called tells nothing of its honour (《关于某事的建议》获评).
_TITLED = re.compile("《[^《》]*》")
_TAKEN_BACK = re.compile(
    r"(?:取消|撤销|撤回|收回)[^,。;]{0,40}(?:称号|资格|荣誉|命名|奖)|不再列入|责令.{0,6}整改|不合格的"
)
_GIVEN = re.compile(r"授予|颁给|评为|获评|荣获|获得|表[彰扬]")
#: The jury has chosen; candidates and a short list are not chosen yet.
_NOTICE = re.compile(r"公示(?!前)|公告|异议")
_CANDIDATE = re.compile(r"候选|入围|推荐(?:对象|人选|名单)|提名|拟推荐")


def is_done(lines: Sequence[Line], line: Line, position: int) -> bool:
    """Tell whether a verb tells of something done, or put to public notice with its names.

    Args:
        lines: All sentences.
        line: The sentence.
        position: Where the verb stands.

    Returns:
        False where its clause tells of a plan, a wish or an old honour.
    """
    before = _TITLED.sub("", line.folded[line.clause_start(position) : position])
    if is_long_ago(line, position):
        return False
    if is_on_notice(lines, line):
        before = before.replace("拟", "")
    elif _PROPOSED.search(line.folded, 0, position):
        return False
    return not pattern.NOT_DONE.search(before)


def is_long_ago(line: Line, position: int) -> bool:
    """Tell whether a sentence tells of a time years back before a place in it.

    Args:
        line: The sentence.
        position: Where in it.

    Returns:
        True behind 二十年前 and 1998年.
    """
    return bool(_LONG_AGO.search(line.folded, 0, position))


def is_taken_back(line: Line) -> bool:
    """Tell whether a sentence takes an honour back, or blames (取消某称号, 不再列入, 考核不合格).

    Args:
        line: The sentence.

    Returns:
        True where nobody in it has won; False where it also gives one.
    """
    told = _TITLED.sub("", line.folded)
    return bool(_TAKEN_BACK.search(told)) and not _GIVEN.search(told)


def is_on_notice(lines: Sequence[Line], line: Line) -> bool:
    """Tell whether a roll is on public notice: chosen by the jury, open to objections (拟获奖名单公示).

    Args:
        lines: All sentences.
        line: The sentence.

    Returns:
        False for candidates and for a notice that is over.
    """
    nearby = "".join(other.folded for other in lines[max(0, line.order - 1) : line.order + 2])
    return bool(_NOTICE.search(nearby)) and not _CANDIDATE.search(line.folded)


def bodies_before(line: Line, position: int) -> list[str]:
    """Name the bodies of the clause before a verb: who confers or announces.

    Args:
        line: The sentence.
        position: Where the verb stands.

    Returns:
        Their names as printed.
    """
    return [line.text[start:end] for start, end in clause_parties(line, position)]
