"""Place each event in one section, led by its best report.

Takes the reports of an event and the section order; gives the section and the reports
in printing order. A reader looks for an award under awards even when the story is
mainly about the congress where it was given: themes that the title or lead carries
(``Themes.headline``) count beside the main theme.
"""

from collections.abc import Sequence

from kexie_digest.model import Article, Digest, FlagKind, Report, Rights, Theme

#: Flags that say a text is incomplete or uncertain: such a report does not lead if another can.
DAMAGE = frozenset({FlagKind.GAP, FlagKind.TRUNCATED, FlagKind.DISPLACED, FlagKind.AMBIGUOUS})

_RIGHTS_ORDER = {Rights.FULL: 0, Rights.EXCERPT: 1, Rights.LINK: 2}


def section_order(digest: Digest, themes: Sequence[Theme]) -> tuple[str, ...]:
    """Spell out a digest's sections: ``"*"`` becomes every theme not named.

    Args:
        digest: Its ``sections`` in order.
        themes: All themes in their standard order.

    Returns:
        Theme keys in printing order, each once.
    """
    named = [key for key in digest.sections if key != "*"]
    rest = [theme.key for theme in themes if theme.key not in named]
    order: list[str] = []
    for key in digest.sections:
        order.extend(rest if key == "*" else [key])
    return tuple(dict.fromkeys(order))


def candidate_themes(report: Report) -> tuple[str, ...]:
    """Say under which themes a reader would look for a report.

    Args:
        report: A report with its themes.

    Returns:
        The main theme and every named theme its title or lead carries.
    """
    return tuple(dict.fromkeys((report.themes.keys[0], *report.themes.headline)))


def place(reports: Sequence[Report], order: Sequence[str]) -> tuple[str, tuple[Report, ...]] | None:
    """Choose the section of an event and the report that leads it.

    Args:
        reports: Every report of the event.
        order: Section keys in printing order.

    Returns:
        Section key and the reports, the leading one first; None when the digest
        has no section for any of them.
    """
    by_theme = {key: [report for report in reports if key in candidate_themes(report)] for key in order}
    section = next((key for key in order if by_theme[key]), None)
    if section is None:
        return None
    lead = min(by_theme[section], key=_damage)
    others = sorted((report for report in reports if report.id != lead.id), key=_reading_order)
    return section, (lead, *others)


def _damage(report: Report) -> tuple[int, int, int, int, str]:
    """Order reports from least to most damaged, then freest, titled, longest."""
    article = report.article
    damage = sum(flag.flag in DAMAGE for flag in (*article.flags, *report.flags))
    return damage, _RIGHTS_ORDER[report.rights], _untitled(article), -len(article.body), report.id


def _untitled(article: Article) -> int:
    return int(article.title is None or article.title_synthetic)


def _reading_order(report: Report) -> tuple[str, str]:
    return report.article.published_on or report.page.date or "", report.id
