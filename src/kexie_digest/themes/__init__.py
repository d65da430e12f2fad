"""Sort articles into themes, and say why.

Takes an article and the themes, gives :class:`~kexie_digest.model.Themes`: labels with
one main, each with quoted evidence. It knows neither facts of other articles nor
editions; themes are data (``config/themes.yaml``, ``themes:`` in ``sources.yaml``).
"""

from kexie_digest.themes.explain import explain
from kexie_digest.themes.headline import named_in_headline, with_headline
from kexie_digest.themes.reranking import learn, lesson, rerank
from kexie_digest.themes.scoring import assign, decide, score

__all__ = [
    "assign",
    "decide",
    "explain",
    "learn",
    "lesson",
    "named_in_headline",
    "rerank",
    "score",
    "with_headline",
]
