"""The body that a clause begins with (某某学会成立于…).

Takes folded, masked text and offsets, gives the offsets of its name.
"""

from __future__ import annotations

import re

from kexie_digest.facts.lines import MASK
from kexie_digest.facts.naming.lists import is_inside_name, split_names
from kexie_digest.facts.naming.organisations import (
    SUFFIX,
    Stretch,
    cut_post,
    ends_like_organisation,
    strip_start,
)

_VERBS = re.compile(
    r"举办|开展|组织|召开|举行|获得|荣获|获评|获|被|成立(?!大会)|位于|积极|主动|通过|围绕|联合(?!会|国|体|社(?!区)|"
    r"大学)|充分|坚持|不断|将|"
    r"已|认真|结合|党员|干部|联手|携手|赴|前往|深入|走进|来到|邀请|承办|主办|协办|牵头|发起|启动|发布|签|"
    r"达成|授予|评为|牵手|结对|联姻|捐赠|赠送|捐|在|与|的|"
    r"是|向|为(?!民)|对(?!外)|从|把|让|以|着力|全力|大力|努力|精心|充分|聚焦|立足|紧扣|推出|开设|建立|建成|"
    r"完成|实现|共(?!同体|青团|享|建)|率|带领|带队|参加|出席"
)


def leading_organisation(folded: str, start: int, end: int) -> Stretch | None:
    """Find the body that a clause begins with (某某学会成立于…).

    Args:
        folded: The sentence, masked.
        start: Where the clause begins.
        end: Where it ends.

    Returns:
        The name, or None when the clause begins otherwise.
    """
    start = strip_start(folded, start, end)
    verbs = _VERBS.finditer(folded, start + 1, end)
    verb = next((found for found in verbs if not is_inside_name(folded, start, found)), None)
    head = verb.start() if verb else end
    head = cut_post(folded, start, head)
    ends = [match.end() for match in SUFFIX.finditer(folded, start, head)]
    if not ends or ends[-1] - start < 3 or MASK in folded[start : ends[-1]]:  # noqa: PLR2004 - 省科协
        return None
    first = split_names(folded, start, ends[-1])[0]
    return first if ends_like_organisation(folded[first[0] : first[1]]) else None
