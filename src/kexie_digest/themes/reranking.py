"""Learn from editors which theme comes first where the rules are regularly wrong.

Takes lessons (the rules' scores of an article and the theme an editor settled), gives
weights; takes scores and weights, gives the scores anew. An averaged perceptron that starts
from the rules: without a lesson against them they stand. It may act only where it beats
them in cross-validation, never adds a theme that nothing in the text speaks for, and
leaves themes alone that it has too few lessons of.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kexie_digest.model import LearntThemes, Lesson, Theme
from kexie_digest.themes.scoring import Score
from kexie_digest.themes.thresholds import NAMED, OTHER

#: A theme is learnt from so many lessons on in which rules or editors chose it: with 30, one fold
#: tests on six of them, and a rate of mistakes of one in five shows; with 10 a single odd
#: article would turn the verdict.
LEAST_LESSONS = 30
FOLDS = 5
#: What learning must gain: two lessons in a hundred, and more than chance gives once in a
#: hundred times (sign test over the lessons that only one of both sorts right).
_GAIN, _SIGNIFICANT = 0.02, 2.33
_EPOCHS = 12
#: The step of one lesson, on features of about 1: ten lessons turn a lead of a tenth.
_STEP = 0.05

Weights = dict[str, dict[str, float]]


@dataclass
class _Trainer:
    """Weights in the making, with the running sums that are averaged at the end."""

    weights: defaultdict[str, defaultdict[str, float]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(float))
    )
    sums: defaultdict[str, defaultdict[str, float]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(float))
    )
    seen: int = 1

    def see(self, lesson: Lesson, learnt: Container[str]) -> None:
        """Move the weights of learnt themes if this lesson is sorted wrong."""
        best = _best(lesson, self.weights)
        if best != lesson.theme:
            moves = [(lesson.theme, _STEP), (best, -_STEP)]
            for theme, step in [move for move in moves if move[0] in learnt]:
                for name, value in lesson.features.items():
                    self.weights[theme][name] += step * value
                    self.sums[theme][name] += step * value * self.seen
        self.seen += 1

    def averaged(self) -> Weights:
        """Give the mean of the weights over all steps, small ones left out."""
        return {
            theme: {
                name: mean
                for name, weight in sorted(row.items())
                if abs(mean := round(weight - self.sums[theme][name] / self.seen, 4)) > 0
            }
            for theme, row in sorted(self.weights.items())
        }


def lesson(article_id: str, theme: str, scores: Sequence[Score]) -> Lesson:
    """Make a lesson of an article.

    Args:
        article_id: Its report's id, which also puts it into a fold.
        theme: The main theme an editor settled.
        scores: What the rules gave it.

    Returns:
        The lesson.
    """
    values = {item.theme.key: item.value for item in scores if item.value > 0}
    values[OTHER] = max(NAMED, values.get(OTHER, 0.0))  # what the rules need to name another theme
    return Lesson(article_id, theme, values, features(scores))


def features(scores: Sequence[Score]) -> dict[str, float]:
    """Turn scores into the numbers that weights are put on.

    Args:
        scores: What the rules gave an article.

    Returns:
        Per theme its score on a logarithmic scale, how much of its evidence stands in the
        title and how much speaks against it; and 1 for ``always``.
    """
    found = {"always": 1.0}
    for item in scores:
        if item.value <= 0:
            continue
        total = sum(evidence.weight for evidence in item.evidence) or 1.0
        titled = sum(evidence.weight for evidence in item.evidence if evidence.place == "title")
        found[item.theme.key] = math.log1p(item.value)
        found[f"{item.theme.key} title"] = titled / total
        found[f"{item.theme.key} against"] = min(1.0, len(item.against) / 3)
    return found


def learn(lessons: Sequence[Lesson], known: LearntThemes) -> LearntThemes:
    """Learn from lessons, and test whether what was learnt may act.

    Args:
        lessons: One an article, in any order.
        known: When it is learnt and up to which correction; the rest is filled in.

    Returns:
        Weights of themes with enough lessons, the cross-validation, and the verdict.
    """
    possible = sorted((one for one in lessons if one.theme in one.scores), key=_order)
    counts = Counter(theme for one in possible for theme in {one.theme, _best(one, {})})
    learnt = {theme: count for theme, count in sorted(counts.items()) if count >= LEAST_LESSONS}
    usable = [one for one in possible if one.theme in learnt and _best(one, {}) in learnt]
    if len(learnt) < 2 or len(usable) < LEAST_LESSONS:  # noqa: PLR2004 - one theme leaves no choice
        return replace(known, reason=_too_few(counts))
    right, gained, lost = _cross_validated(usable, learnt)
    result = replace(
        known,
        counts=learnt,
        weights=_trained(usable, learnt),
        lesson_count=len(usable),
        rules_right=right - gained + lost,
        learnt_right=right,
    )
    is_better = gained - lost >= max(_GAIN * len(usable), _SIGNIFICANT * math.sqrt(gained + lost), 1)
    return replace(result, is_acting=is_better, reason=_verdict(result, is_better=is_better))


def rerank(scores: Sequence[Score], known: Sequence[Theme], learnt: LearntThemes | None) -> tuple[Score, ...]:
    """Give scores as they are after learning.

    Args:
        scores: What the rules gave an article, best first.
        known: All themes, for ``other`` that no word speaks for.
        learnt: What was learnt; None or one that may not act changes nothing.

    Returns:
        The same scores with the same evidence, values changed, best first. Where the rules'
        best theme was not learnt, nothing changes.
    """
    best = scores[0].theme.key if scores and scores[0].value > 0 else OTHER
    if learnt is None or not learnt.is_acting or best not in learnt.counts:
        return tuple(scores)
    given = features(scores)
    changed = [
        replace(item, value=_value(item, given, learnt)) if item.theme.key in learnt.counts else item
        for item in scores
    ]
    changed += _other(scores, known, given, learnt)
    return tuple(sorted(changed, key=lambda item: -item.value))


def _value(item: Score, given: Mapping[str, float], learnt: LearntThemes) -> float:
    if item.value <= 0:
        return item.value
    return max(0.0, math.expm1(_sum(item.theme.key, item.value, given, learnt.weights)))


def _other(
    scores: Sequence[Score], known: Sequence[Theme], given: Mapping[str, float], learnt: LearntThemes
) -> list[Score]:
    """Other news that no word speaks for comes up only where lessons speak for it."""
    if OTHER not in learnt.counts or any(item.theme.key == OTHER and item.value > 0 for item in scores):
        return []
    value = math.expm1(_sum(OTHER, NAMED, given, learnt.weights))
    return [Score(theme, value, (), ()) for theme in known if theme.key == OTHER and value > NAMED]


def _sum(
    theme: str, score: float, given: Mapping[str, float], weights: Mapping[str, Mapping[str, float]]
) -> float:
    row = weights.get(theme, {})
    return math.log1p(score) + sum(row.get(name, 0.0) * value for name, value in given.items())


def _best(one: Lesson, weights: Mapping[str, Mapping[str, float]]) -> str:
    """The theme that comes first; without weights, the rules' own choice."""
    return max(one.scores, key=lambda theme: _sum(theme, one.scores[theme], one.features, weights))


def _order(one: Lesson) -> str:
    """An order that has nothing to do with time or theme, and is the same every time."""
    return hashlib.sha256(one.article_id.encode()).hexdigest()


def _trained(lessons: Sequence[Lesson], learnt: Container[str]) -> Weights:
    trainer = _Trainer()
    for _ in range(_EPOCHS):
        for one in lessons:
            trainer.see(one, learnt)
    return trainer.averaged()


def _cross_validated(lessons: Sequence[Lesson], learnt: Container[str]) -> tuple[int, int, int]:
    """Count what learning sorts right, what only it does, and what only the rules do."""
    right = gained = lost = 0
    for fold in range(FOLDS):
        weights = _trained([one for at, one in enumerate(lessons) if at % FOLDS != fold], learnt)
        for one in lessons[fold::FOLDS]:
            is_right = _best(one, weights) == one.theme
            was_right = _best(one, {}) == one.theme
            right += is_right
            gained += is_right and not was_right
            lost += was_right and not is_right
    return right, gained, lost


def _too_few(counts: Mapping[str, int]) -> str:
    most = "、".join(
        f"{theme} {count} 篇" for theme, count in sorted(counts.items(), key=lambda one: -one[1])[:3]
    )
    return (
        f"样例不够：至少要有两个专题各有 {LEAST_LESSONS} 篇经编辑确认或更正的稿件（现有：{most or '没有'}）。"
    )


def _verdict(result: LearntThemes, *, is_better: bool) -> str:
    figures = (
        f"交叉检验 {result.lesson_count} 篇，规则归对 {result.rules_right} 篇，"
        f"学习后归对 {result.learnt_right} 篇"
    )
    return f"{figures}，好于规则，已起作用。" if is_better else f"{figures}，没有明显好于规则，不起作用。"
