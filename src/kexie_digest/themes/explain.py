"""Show the sum behind a theme, for ``themes try`` and the desk.

Takes an article and the themes, gives lines of text in Chinese, English second. It
decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kexie_digest.model import Article, Evidence, Theme
from kexie_digest.themes.scoring import assign, score

_PLACES = {"title": "标题", "lead": "导语", "body": "正文"}


def _quotes(evidence: Sequence[Evidence]) -> Iterator[str]:
    for item in evidence:
        paragraph = "" if item.paragraph is None else f"第{item.paragraph + 1}段"
        yield f"    {item.weight:+.2f} {_PLACES[item.place]}{paragraph} 「{item.text}」"


def explain(article: Article, themes: Sequence[Theme]) -> tuple[str, ...]:
    """Say in lines why an article is sorted as it is.

    Args:
        article: The article.
        themes: The themes in digest order.

    Returns:
        The decision, then per theme its score and the quotes for and against it.
    """
    decision = assign(article, themes)
    doubt = (
        "，待编辑确认 (unsure)" if decision.unsure else "" if decision.certain else "，大致有把握 (likely)"
    )
    lines = [f"归类 (themes): {'、'.join(decision.keys)}{doubt}"]
    for item in score(article, themes):
        lines.append(f"  {item.theme.label} {item.theme.key}: {item.value:.2f}")
        lines.extend(_quotes(item.evidence))
        lines.extend(line.replace("+", "-", 1) for line in _quotes(item.against))
    return tuple(lines)
