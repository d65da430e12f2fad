"""Let facts speak for themes: a roll that fills a notice makes it news of awards.

Takes the themes of an article and the facts found in it, gives the themes with the facts' own
sentence as evidence. Who was honoured is told in so many words that no list of them is complete;
how much of the text tells it is known. Agreements do the same less well (of the tuning notices
three got worse, none better), and honours of other people's news or of other days prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kexie_digest.model import Article, Assignment, Award, Evidence, Facts, Themes
from kexie_digest.themes.thresholds import ASKED_BELOW, NAMED, OTHER, leads

AWARDS = "awards"
#: What a text scores that is a roll from end to end; a phrase in a title scores as much.
_ALL_OF_IT = 12.0
#: With less than this a fact is told in passing.
_PASSING = 0.15
#: An honour of other days, or none (曾获评…, 没有项目获奖); 曾祥明 is a name, 与去年相比 a measure.
_NOT_NOW = re.compile(
    r"曾(?=经|[获被在是于任]|担任|受到|入选|当选|先后|连续|多次|多年|[两三几\d][次度届年]|荣[获膺立登]|[与同和](?!学|志|平)[^、,，。]{0,12}[获被])"
    r"|(?<![与比较同])去年|前年|此前|往年|上届|没有"
)
_YEAR = re.compile(r"((?:19|20)\d\d)年")


def with_facts(themes: Themes, article: Article, facts: Facts) -> Themes:
    """Add what facts prove to the themes of an article, and choose the main one anew.

    Args:
        themes: What its words tell.
        article: The article.
        facts: What was found in it.

    Returns:
        The same themes where no fact takes up room in the text.
    """
    proof = _proof(article, [one for one in facts.awards if one.recipients and _is_news(one, article)])
    if proof is None or not themes.assignments or themes.keys[0] == OTHER:
        return themes
    others = [one for one in themes.assignments if one.theme != AWARDS]
    old = next((one for one in themes.assignments if one.theme == AWARDS), Assignment(AWARDS, 0.0, ()))
    proved = replace(old, score=round(old.score + proof.weight, 3), evidence=(*old.evidence, proof))
    return _chosen(themes, sorted((*others, proved), key=lambda one: -one.score))


def _chosen(themes: Themes, ranked: Sequence[Assignment]) -> Themes:
    best = ranked[0]
    is_same = best.theme == themes.keys[0]
    named = tuple(one for one in ranked if one is best or one.score >= NAMED)
    second = ranked[1].score if len(ranked) > 1 else 0.0
    certain = is_same and leads(best.score, second)
    unsure = best.score < NAMED or best.score - second < ASKED_BELOW * best.score
    return replace(themes, assignments=named, certain=certain and not unsure, unsure=unsure)


def _is_news(award: Award, article: Article) -> bool:
    """Whether an award is told as conferred now: rolls name the year before, lives name earlier ones."""
    years = [int(year) for year in _YEAR.findall(award.evidence)]
    is_old = bool(article.published_on and years) and max(years) < int(str(article.published_on)[:4]) - 1
    return not is_old and not _NOT_NOW.search(award.evidence)


def _proof(article: Article, awards: Sequence[Award]) -> Evidence | None:
    """The sentence of the first award, weighed by how much of the text its awards are."""
    sentences = {award.evidence for award in awards}
    told = "".join(sentences)
    names = {name for award in awards for name in award.recipients}
    length = len(told) + sum(len(name) for name in names if name not in told)
    share = min(1.0, length / max(1, len(article.body)))
    if not sentences or share < _PASSING:
        return None
    text = awards[0].evidence
    paragraph = next((at for at, one in enumerate(article.paragraphs) if text in one.text), None)
    place = "lead" if paragraph == 0 else "body"
    return Evidence(text, round(_ALL_OF_IT * share, 3), place, paragraph)
