"""Queries about names: persons with their posts, bodies spelled two ways.

Two names of bodies that differ by one character are a slip more often than two bodies;
where the character counts or points (第一、第二, 东、西), they are two.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from kexie_digest.editions.proofing._query import make_query
from kexie_digest.model import Item, ProofKind, ProofQuery

#: Post and name of each person, as printed, in reading order.
People = Sequence[tuple[str, str]]

#: A shorter name differs from many others by one character.
_SHORTEST = 6
_TELLING_APART = frozenset(
    "一二三四五六七八九十０１２３４５６７８９0123456789东西南北中上下前后左右大小新老甲乙丙丁"
)


def person_queries(item: Item, people: People) -> Iterator[ProofQuery]:
    """Ask whether each person's name and post are right.

    Args:
        item: Where they are named.
        people: Post and name as printed.

    Yields:
        One query a person, with every post the item gives them.
    """
    posts: dict[str, list[str]] = {}
    for post, name in people:
        posts.setdefault(name, [])
        if post not in posts[name]:
            posts[name].append(post)
    for name, held in posts.items():
        also = "，文中有不止一个职务" if len(held) > 1 else ""
        question = f"{'、'.join(held)}：{name}{also}，请核对姓名和职务。"
        yield make_query(ProofKind.PERSON, item, question, name, *held)


def spelling_queries(items: Sequence[Item]) -> Iterator[ProofQuery]:
    """Ask about bodies whose names differ by a single character.

    Args:
        items: All items of the edition.

    Yields:
        One query a pair of names, at the item that has the rarer one.
    """
    places: dict[str, Item] = {}
    counts: dict[str, int] = {}
    for item in items:
        for name in _bodies(item):
            places.setdefault(name, item)
            counts[name] = counts.get(name, 0) + 1
    for left, right in _near_pairs(places):
        rarer = min(left, right, key=lambda name: (counts[name], name))
        question = f"“{left}”和“{right}”只差一个字，是同一个单位吗？请核对。"
        yield make_query(ProofKind.SPELLING, places[rarer], question, left, right)


def _bodies(item: Item) -> set[str]:
    facts = item.facts
    names = {name for award in facts.awards for name in (*award.awarding_body, *award.recipients)}
    names |= {name for agreement in facts.cooperation for name in agreement.parties}
    names |= {name for activity in facts.activities for name in activity.organisers}
    return {name for name in names if len(name) >= _SHORTEST}


def _near_pairs(names: Mapping[str, Item]) -> list[tuple[str, str]]:
    """Find names that become equal when one character of each, or of one, is left out."""
    without: dict[str, set[str]] = {}
    for name in names:
        for position in range(len(name)):
            without.setdefault(f"{name[:position]}\0{name[position + 1 :]}", set()).add(name)
            without.setdefault(name[:position] + name[position + 1 :], set()).add(name)
        without.setdefault(name, set()).add(name)
    pairs = {
        (left, right)
        for key, group in without.items()
        for left, right in combinations(sorted(group), 2)
        if ("\0" in key or key in (left, right)) and not _is_telling(left, right)
    }
    return sorted(pairs)


def _is_telling(left: str, right: str) -> bool:
    return bool(set(left) ^ set(right) and (set(left) ^ set(right)) <= _TELLING_APART)
