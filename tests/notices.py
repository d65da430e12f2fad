"""Labelled notices: read them, understand them, count what is right.

A notice is a short article of ours with its main theme, accepted alternatives, award
recipients, agreement parties and event; see tests/themes/tuning/labels.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from kexie_digest.config.themes import built_in
from kexie_digest.facts import find
from kexie_digest.model import Article, Facts, Page, Passage, Themes
from kexie_digest.text.script import detect
from kexie_digest.themes import assign, with_headline


@dataclass(frozen=True)
class Notice:
    """One labelled notice and its article."""

    id: str
    article: Article
    main: str
    accept: tuple[str, ...] = ()
    recipients: tuple[str, ...] | None = None
    parties: tuple[frozenset[str], ...] | None = None
    event: str | None = None
    headline: tuple[str, ...] | None = None
    count_mismatch: bool | None = None
    kind: str | None = None


@dataclass
class Tally:
    """True positives, predicted and wanted, for precision and recall."""

    hits: int = 0
    found: int = 0
    wanted: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, found: set[Any], wanted: set[Any], label: str) -> None:
        """Count one notice."""
        self.hits += len(found & wanted)
        self.found += len(found)
        self.wanted += len(wanted)
        if found != wanted:
            missing, extra = sorted(map(str, wanted - found)), sorted(map(str, found - wanted))
            self.misses.append(f"{label}: missing {missing} extra {extra}")

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 when nothing was wanted or found."""
        total = self.found + self.wanted
        return 2 * self.hits / total if total else 1.0


def read_notices(folder: Path, *, closed: bool = False) -> list[Notice]:
    """Read every notice of a folder's YAML files.

    Where the labels are ``closed``, a missing field says "none"; ``null`` says "not scored".
    Otherwise both say "not scored".
    """
    yaml = YAML(typ="safe", pure=True)
    files = sorted(folder.glob("*.yaml"))
    none = {"recipients": [], "parties": [], "count_mismatch": False} if closed else {}
    raws = [none | raw for path in files for raw in yaml.load(path.read_text(encoding="utf-8"))]
    found = [_notice(raw) for raw in raws]
    assert found, f"{folder} holds no notices"
    return found


def _notice(raw: dict[str, Any]) -> Notice:
    texts = raw["text"] if isinstance(raw["text"], list) else [raw["text"]]
    body = "".join(texts)
    article = Article(
        paragraphs=tuple(Passage(text) for text in texts),
        title=raw.get("title"),
        kicker=raw.get("kicker"),
        subtitle=raw.get("subtitle"),
        headline_organisation=raw.get("headline_organisation"),
        event_date=raw.get("event_date"),
        published_on=raw.get("published"),
        script=detect(body),
    )
    recipients, parties = raw.get("recipients"), raw.get("parties")
    headline = raw.get("headline")
    return Notice(
        raw["id"],
        article,
        raw.get("main", "other"),
        tuple(raw.get("accept", ())),
        tuple(recipients) if recipients is not None else None,
        tuple(frozenset(group) for group in parties) if parties is not None else None,
        raw.get("event"),
        tuple(headline) if headline is not None else None,
        raw.get("count_mismatch"),
        raw.get("kind"),
    )


def understand(notice: Notice) -> tuple[Themes, Facts]:
    """Run themes and facts over a notice, as the workflow does."""
    facts, _ = find(notice.article, Page())
    themes = assign(notice.article, built_in())
    return with_headline(themes, notice.article, facts), facts
