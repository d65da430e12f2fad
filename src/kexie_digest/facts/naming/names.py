"""Short names and the full ones they stand for.

Takes a name as printed and the article, gives the full name where the article itself
proves it (省科协 in a story that says 某省科协 before). It never guesses, and it does not
merge persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kexie_digest.model import Article, Award, Cooperation
from kexie_digest.text.script import fold

_SHORT = re.compile(r"^(?:我?[省市县区州旗校院]|自治区|新区)[\u4e00-\u9fff]{2,12}$")
#: What may stand before a full name; anything else is part of a longer word.
_BORDER = r"(?:^|[^\u4e00-\u9fff]|[在由与和及为向对从到赴是被、的]|[近今昨]日)"
_REGION = (
    r"(?!表彰|日前|近日|来自|联合|邀请|根据|推荐|通过|获评|评为|组织|参加|协助|支持|认定|命名|其中|分别|包括|祝贺)"
    r"[^\W\da-z与和及同在由对向为省市县区科赴到是的了们予他她表]{2,4}?(?:省|市|县|区)?"
)
_ALIAS = re.compile(
    r"([\u4e00-\u9fff]{4,30})[(（](?:以下)?(?:统称|简称|下称)[:：]?[“\"]?([^”\")）]{2,12})[”\"]?[)）]"
)


def _text(article: Article) -> str:
    return f"{article.headline_organisation or ''}。{article.title or ''}。{article.body}"


def full_name(name: str, article: Article) -> str:
    """Resolve a short name of a body.

    Args:
        name: As printed in a fact's sentence.
        article: The article.

    Returns:
        The full name as printed elsewhere in the article, or the name itself.
    """
    folded = fold(name)
    if not _SHORT.match(folded):
        return name
    text = _text(article)
    short = folded.removeprefix("我")
    match = re.search(rf"{_BORDER}({_REGION}{re.escape(short)})", fold(text))
    return text[match.start(1) : match.end(1)] if match else name


def _resolve(names: Iterable[str], article: Article) -> tuple[str, ...]:
    return tuple(dict.fromkeys(full_name(name, article) for name in names))


def resolve_cooperation(items: Iterable[Cooperation], article: Article) -> tuple[Cooperation, ...]:
    """Give agreements with full names, each set of parties once.

    Args:
        items: The agreements as found.
        article: The article.

    Returns:
        The same, with fewer duplicates: 市科协 and 某市科协 are one party.
    """
    found: list[Cooperation] = []
    for item in items:
        full = replace(item, parties=_resolve(item.parties, article), implied=_resolve(item.implied, article))
        if not any(set(full.parties) <= set(other.parties) for other in found) and len(full.parties) > 1:
            found = [other for other in found if not set(other.parties) < set(full.parties)]
            found.append(full)
    return tuple(found)


def resolve_award(award: Award, article: Article) -> Award:
    """Give an award with full names and the short forms the article uses.

    Args:
        award: As found.
        article: The article.

    Returns:
        The same with ``recipient_aliases`` filled.
    """
    aliases: dict[str, tuple[str, ...]] = {}
    for name in award.recipients:
        full = full_name(name, article)
        if full != name:
            aliases[full] = (*aliases.get(full, ()), name)
    for full, short in _ALIAS.findall(article.body):
        for name in award.recipients:
            if full.endswith(name):
                aliases[name] = (*aliases.get(name, ()), short)
    bodies = _resolve(award.awarding_body, article)
    recipients = _resolve(award.recipients, article)
    return replace(award, recipients=recipients, awarding_body=bodies, recipient_aliases=aliases)
