"""Show the sum behind a theme, for ``themes try`` and the desk.

Takes an article and the themes, gives lines of text in Chinese, English second. It
decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kexie_digest.model import Article, Evidence, LearntThemes, Theme
from kexie_digest.themes.reranking import rerank
from kexie_digest.themes.scoring import decide, score

_PLACES = {"title": "标题", "lead": "导语", "body": "正文"}


def _quotes(evidence: Sequence[Evidence]) -> Iterator[str]:
    for item in evidence:
        paragraph = "" if item.paragraph is None else f"第{item.paragraph + 1}段"
        yield f"    {item.weight:+.2f} {_PLACES[item.place]}{paragraph} 「{item.text}」"


def explain(article: Article, themes: Sequence[Theme], learnt: LearntThemes | None = None) -> tuple[str, ...]:
    """Say in lines why an article is sorted as it is.

    Args:
        article: The article.
        themes: The themes in digest order.
        learnt: What was learnt from corrections, if anything.

    Returns:
        The decision, then per theme its score and the quotes for and against it; where
        something was learnt, what the score is with it, or why it does not act.
    """
    ruled = score(article, themes)
    decision = decide(article, rerank(ruled, themes, learnt))
    doubt = (
        "，待编辑确认 (unsure)" if decision.unsure else "" if decision.certain else "，大致有把握 (likely)"
    )
    lines = [f"归类 (themes): {'、'.join(decision.keys)}{doubt}"]
    if learnt is not None:
        lines.append(f"学习 (learnt): {learnt.reason}")
    after = {item.theme.key: item.value for item in rerank(ruled, themes, learnt)}
    for item in ruled:
        now = after[item.theme.key]
        change = f" → {now:.2f}（学习后 with what was learnt）" if now != item.value else ""
        heard = f"，措辞 (wording) ×{item.sounding:.2f}" if item.sounding != 1 else ""
        lines.append(f"  {item.theme.label} {item.theme.key}: {item.value:.2f}{heard}{change}")
        lines.extend(_quotes(item.evidence))
        lines.extend(line.replace("+", "-", 1) for line in _quotes(item.against))
    return tuple(lines)
