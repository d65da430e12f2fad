"""What stands before a verb: whether it is done yet, and who does it.

Takes a sentence and the place of its verb. It judges no honour.
"""

from __future__ import annotations

import re

from kexie_digest.facts.awards import patterns as pattern
from kexie_digest.facts.lines import Line
from kexie_digest.facts.parties import clause_parties

#: A roll that is put to public notice before it is decided.
_PROPOSED = re.compile(r"拟(?:表彰|授|入选|推荐|命名|认定|奖|评)")


def is_done(line: Line, position: int) -> bool:
    """Tell whether a verb tells of something done.

    Args:
        line: The sentence.
        position: Where the verb stands.

    Returns:
        False where its clause tells of a plan, a wish or an old honour.
    """
    if _PROPOSED.search(line.folded, 0, position):
        return False
    return not pattern.NOT_DONE.search(line.folded[line.clause_start(position) : position])


def bodies_before(line: Line, position: int) -> list[str]:
    """Name the bodies of the clause before a verb: who confers or announces.

    Args:
        line: The sentence.
        position: Where the verb stands.

    Returns:
        Their names as printed.
    """
    return [line.text[start:end] for start, end in clause_parties(line, position)]
