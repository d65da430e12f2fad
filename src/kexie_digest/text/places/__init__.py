"""China's provinces, cities and counties by name, in full and short (成都市, 成都).

Takes folded text, gives answers and offsets. The names stand in ``names``. It knows
no towns and no foreign places, and it does not say which of two places of one name is meant.
"""

from __future__ import annotations

import re

from kexie_digest.text.places.names import CITIES, COUNTIES, PROVINCES

_SHORTEST = 2
#: 维吾尔自治区, 彝族自治州: the peoples are left out of the short name (新疆, 凉山).
_PEOPLES = re.compile(
    r"(?:(?:土家|布依|景颇|傈僳|哈尼|仡佬|拉祜|布朗|独龙|纳西|普米|东乡|保安|撒拉|锡伯|毛南|仫佬|朝鲜|[壮回藏彝苗侗白傣黎羌水满瑶畲土佤怒各])族"
    r"|维吾尔|哈萨克|蒙古族?|柯尔克孜|裕固族|塔吉克|达斡尔族|鄂温克族|鄂伦春)+$"
)


def _full(level: dict[str, str]) -> frozenset[str]:
    return frozenset(stem + ending for ending, stems in level.items() for stem in stems.split())


def _short(level: dict[str, str]) -> frozenset[str]:
    stems = (stem for text in level.values() for stem in text.split())
    pairs = ((_PEOPLES.sub("", stem), stem) for stem in stems)
    names = (short if len(short) >= _SHORTEST else stem for short, stem in pairs)
    return frozenset(name for name in names if len(name) >= _SHORTEST)


FULL = _full(PROVINCES) | _full(CITIES) | _full(COUNTIES)
#: Short names of provinces and cities; those of counties are too often words (和平, 南山, 城关).
SHORT = _short(PROVINCES) | _short(CITIES)
_LONGEST = max(map(len, FULL))


def is_place(name: str) -> bool:
    """Tell whether a word is a province, a city, or a county in full.

    Args:
        name: The word, folded.

    Returns:
        True for 四川省, 四川, 成都市, 成都 and 双流区; not for 双流.
    """
    return name in FULL or name in SHORT


def places_end(text: str, start: int = 0, end: int | None = None) -> int:
    """Find where a chain of places ends (四川省成都市双流区…).

    Args:
        text: Folded text.
        start: Where the chain would begin.
        end: Where to stop looking.

    Returns:
        The offset behind the last place; ``start`` where none begins there.
    """
    stop = len(text) if end is None else end
    while True:
        reach = min(stop, start + _LONGEST)
        found = next((at for at in range(reach, start + 1, -1) if is_place(text[start:at])), None)
        if found is None:
            return start
        start = found
