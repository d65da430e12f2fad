"""The clean articles a page is made of.

Takes the YAML files of one half (``tuning`` or ``heldout``), gives :class:`Story`
values. It lays nothing out and breaks nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FOLDER = Path(__file__).parent / "articles"
HALVES = ("tuning", "heldout")


@dataclass(frozen=True)
class Author:
    """One name of a byline and what is known of it; ``roles`` are all that count as right."""

    name: str
    role: str
    affiliation: str | None
    roles: tuple[str | None, ...]


@dataclass(frozen=True)
class Picture:
    """A caption, its credit as printed and the mark before it (▲ or nothing)."""

    caption: str
    credit: str | None
    mark: str = ""


@dataclass(frozen=True)
class Voice:
    """A speaker line of a package: who says the paragraphs that follow."""

    raw: str
    name: str
    affiliation: str
    position: str


@dataclass(frozen=True)
class Subhead:
    """A heading inside the body."""

    text: str


Part = str | Subhead | Voice


@dataclass(frozen=True)
class Story:
    """One article as its writer meant it, before any page."""

    id: str
    paper: str
    title: str
    body: tuple[Part, ...]
    kicker: str | None = None
    subtitle: str | None = None
    organisation: str | None = None
    rubric: str | None = None
    lead: str = ""
    lead_bare: str = ""
    byline: str = ""
    byline_at: str = "tail"
    authors: tuple[Author, ...] = ()
    pictures: tuple[Picture, ...] = ()
    themes: tuple[str, ...] = ("other",)
    pair: str | None = None
    pair_kicker: str | None = None
    source: str | None = None
    cues: dict[str, bool] = field(default_factory=dict)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body text alone."""
        return tuple(part for part in self.body if isinstance(part, str))

    @property
    def phrase(self) -> str:
        """The source phrase without the byline that may stand in it."""
        return self.lead_bare or re.split(r"[（(]", self.lead, maxsplit=1)[0].strip("【】")

    def without_lead(self) -> Story:
        """Take the source phrase away, and the byline with it where it stood inside."""
        if self.byline_at != "lead":
            return replace(self, lead="")
        return replace(self, lead="", authors=(), byline_at="tail")

    def without_byline(self) -> Story:
        """Take the byline away."""
        if self.byline_at != "lead":
            return replace(self, byline="", authors=())
        return replace(self, lead=self.phrase, authors=(), byline_at="tail")


def _part(item: Any) -> Part:  # noqa: ANN401 - YAML data
    if isinstance(item, str):
        return item
    if "subhead" in item:
        return Subhead(item["subhead"])
    return Voice(*item["speaker"])


def _picture(item: list[str | None]) -> Picture:
    caption, credit = item
    assert caption, "a picture needs a caption"
    mark = "▲" if caption.startswith("▲") else ""
    return Picture(caption.removeprefix("▲"), credit, mark)


def _author(item: list[str], also: dict[str, list[str | None]]) -> Author:
    name, role, affiliation = item
    return Author(name, role, affiliation, (role, *also.get(name, ())))


def _story(paper: str, raw: dict[str, Any]) -> Story:
    also = {str(name): list(roles) for name, roles in (raw.pop("accept_roles", None) or {}).items()}
    fixed: dict[str, Any] = {
        "body": tuple(_part(item) for item in raw.pop("body")),
        "pictures": tuple(_picture(item) for item in raw.pop("captions")),
        "authors": tuple(_author(item, also) for item in raw.pop("by")),
        "themes": tuple(raw.pop("themes")),
    }
    return Story(paper=paper, **fixed, **raw)


@lru_cache(maxsize=2)
def load(half: str) -> tuple[Story, ...]:
    """Read every article of one half.

    Args:
        half: ``tuning`` or ``heldout``.

    Returns:
        The stories, in the order of file names.
    """
    yaml = YAML(typ="safe", pure=True)
    found: list[Story] = []
    for path in sorted((FOLDER / half).glob("*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"))
        found += [_story(data["paper"], raw) for raw in data["stories"]]
    assert len({story.id for story in found}) == len(found), "two articles share an id"
    return tuple(found)
