"""What the themes learnt from editors' corrections, as plain data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Lesson:
    """学习样例: an article's theme as an editor settled it, and what the rules saw.

    ``scores`` are the rules' sums by theme, ``features`` the numbers weights are put on.
    """

    article_id: str
    theme: str
    scores: dict[str, float]
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class LearntThemes:
    """学习结果: weights over the rules' scores, and whether they may act.

    ``weights`` are theme → feature → weight; only themes of ``counts`` were learnt, each
    from so many lessons that were about it. Of ``lesson_count`` lessons the rules sorted
    ``rules_right`` right and learning ``learnt_right``, in cross-validation. ``reason`` says
    in Chinese why it acts or not; ``newest`` is the newest correction it knows.
    """

    learnt_at: dt.datetime
    newest: int
    counts: dict[str, int] = field(default_factory=dict)
    weights: dict[str, dict[str, float]] = field(default_factory=dict)
    lesson_count: int = 0
    rules_right: int = 0
    learnt_right: int = 0
    is_acting: bool = False
    reason: str = ""
