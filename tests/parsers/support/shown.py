"""What a reader of a parser's case wants to see: filled fields only, no spans."""

from __future__ import annotations

from typing import Any

from kexie_digest.model import Parsed
from kexie_digest.model.serialization import to_json


def show(parsed: Parsed) -> dict[str, Any]:
    """Give page, articles, noise and how each row was read."""
    return {
        "page": _filled(to_json(parsed.page)),
        "articles": [_article(to_json(article)) for article in parsed.articles],
        "noise": list(parsed.noise),
        "read_as": [f"{line.label}: {line.text[:16]}" for line in parsed.trace],
    }


def _article(article: dict[str, Any]) -> dict[str, Any]:
    article["paragraphs"] = [passage["text"] for passage in article["paragraphs"]]
    article["flags"] = [f"{flag['flag']} ({flag['rule']})" for flag in article["flags"]]
    return _filled(article)


def _filled(value: Any) -> Any:  # noqa: ANN401 - JSON data has no narrower type
    if isinstance(value, dict):
        kept = {key: _filled(part) for key, part in value.items()}
        return {key: part for key, part in kept.items() if part not in (None, [], {}, "", False)}
    return [_filled(part) for part in value] if isinstance(value, list) else value
