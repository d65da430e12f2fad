"""Values for tests: small builders, and one realistic edition in our own words.

Every builder takes only what a test cares about and fills in the rest. The texts of
:func:`sample_edition` are in ``sample_edition.yaml`` beside this file; places,
societies and people in them are invented.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from kexie_digest.model import (
    Article,
    Assignment,
    BodyLength,
    Digest,
    Edition,
    Facts,
    Item,
    Page,
    Passage,
    Provenance,
    Quote,
    Report,
    Rights,
    Section,
    Sender,
    SourceReference,
    Span,
    Themes,
)
from kexie_digest.model.serialization import from_json

STORIES = Path(__file__).with_name("sample_edition.yaml")

LABELS = {
    "awards": "获奖表彰",
    "cooperation": "合作交流",
    "science_popularization": "科普活动",
    "academic_exchange": "学术交流",
    "science_services": "科技服务",
    "talent_and_training": "人才与培训",
    "policy_and_leadership": "政策与调研",
    "party_building": "党的建设",
    "international": "国际交流",
    "rural_support": "乡村振兴",
    "other": "其他",
}


def spans_of(paragraphs: tuple[str, ...]) -> tuple[tuple[Span, ...], ...]:
    """Give each paragraph one span, as if it were one line of a text file."""
    spans, start = [], 0
    for line, text in enumerate(paragraphs, 1):
        spans.append((Span(start, start + len(text), line=line),))
        start += len(text) + 1
    return tuple(spans)


def first_sentence(paragraphs: tuple[str, ...]) -> tuple[Quote, ...]:
    """Quote the first paragraph up to its first full stop."""
    if not paragraphs:
        return ()
    text = paragraphs[0]
    end = text.find("。") + 1 or len(text)
    return (Quote(text[:end], (Span(0, end, line=1),), paragraph=0),)


def make_item(title: str = "岭下小学办起气象站", **fields: object) -> Item:
    """Make an item; ``fields`` are those of edition.json, plain data allowed.

    ``theme`` is short for ``themes``; a summary that is not given quotes the
    first sentence, a source that is not given is a page of 海岚科技导报.
    """
    article_id = fields.pop("article_id", "a-" + hashlib.sha256(title.encode()).hexdigest()[:10])
    paragraphs = tuple(fields.pop("paragraphs", ("3月2日，岭下小学的气象站开始自动上传数据。",)))
    file = "导报-0305.txt"
    default_source = SourceReference(article_id, title, "海岚科技导报", file, page="02", date="2026-03-05")
    values: dict[str, Any] = {
        "article_id": article_id,
        "title": title,
        "subtitle": None,
        "bylines": (),
        "summary": first_sentence(paragraphs),
        "paragraphs": paragraphs,
        "images": (),
        "sources": (default_source,),
        "themes": (fields.pop("theme", "other"),),
        "flags": (),
        "event": f"event-{article_id}",
        "facts": Facts(),
        "provenance": Provenance(file, hashlib.sha256(title.encode()).hexdigest(), spans_of(paragraphs)),
    }
    item: Item = from_json(Item, values | fields)
    return item


def _item_of_story(theme: str, story: dict[str, Any]) -> Item:
    story = dict(story)
    title = story.pop("title")
    identity = "a-" + hashlib.sha256(title.encode()).hexdigest()[:10]
    if "sources" in story:
        story["sources"] = [
            {"article_id": f"{identity}-{n}" if n else identity, **source}
            for n, source in enumerate(story["sources"])
        ]
    return make_item(title, theme=theme, article_id=identity, **story)


def read_edition_case(path: Path) -> tuple[Edition, Digest]:
    """Read a case: items by theme as in ``sample_edition.yaml``, and ``body_email`` if it matters."""
    case = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    length = BodyLength(case.pop("body_email", "summary"))
    numbers = iter(range(1, 100))
    sections = [
        make_section(
            theme, *(make_item(theme=theme, article_id=f"a-{next(numbers)}", **item) for item in items)
        )
        for theme, items in case.items()
    ]
    return make_edition(*sections), make_digest(body_email=length)


def make_edition(*sections: Section, **fields: object) -> Edition:
    """Make edition 总第131期, 第9期 of the year, of 2026-03-06."""
    values: dict[str, Any] = {
        "digest": "weekly",
        "number": 9,
        "total_number": 131,
        "title": "海岚科协动态周报",
        "published_on": "2026-03-06",
        "publication": "海岚科协简报",
        "publisher": "海岚省科学技术协会",
    }
    return Edition(sections=sections, **(values | fields))


def make_section(theme: str, *items: Item) -> Section:
    """Make a section with its built-in Chinese label."""
    return Section(theme, LABELS[theme], items)


def sample_edition() -> Edition:
    """Give a realistic edition: 15 items in nine sections, with every kind of difficulty.

    A roll of 20 societies, an agreement, an alliance of 12, activities with days and
    places, an excerpt, a mere link, a traditional-script item, flagged ones (count,
    gap, cut off), three sources, subheads with speakers, a long title, a proposed title.
    """
    stories = YAML(typ="safe", pure=True).load(STORIES.read_text(encoding="utf-8"))
    sections = [
        make_section(theme, *(_item_of_story(theme, story) for story in items))
        for theme, items in stories.items()
    ]
    return make_edition(*sections)


def make_digest(**fields: object) -> Digest:
    """Make a digest ``weekly`` with an ASCII sender at example.org."""
    values: dict[str, Any] = {
        "key": "weekly",
        "title": "海岚科协动态周报",
        "sender": Sender(name="海岚省科协", address="digest@hailan.example.org"),
        "recipients": ("reader@example.org",),
    }
    return Digest(**(values | fields))


def sample_digest() -> Digest:
    """Give the digest that :func:`sample_edition` belongs to."""
    return make_digest()


def make_article(title: str | None = "岭下小学办起气象站", *paragraphs: str, **fields: object) -> Article:
    """Make an article of one-line paragraphs with honest spans."""
    texts = paragraphs or ("3月2日，岭下小学的气象站开始自动上传数据。",)
    passages = tuple(Passage(text, spans) for text, spans in zip(texts, spans_of(texts), strict=True))
    return Article(**({"paragraphs": passages, "title": title} | fields))


def make_report(article: Article | None = None, **fields: object) -> Report:
    """Make a report of an article: themes 其他, full rights, no facts, quoted first sentence."""
    article = article or make_article()
    name = article.title or article.body[:20]
    values: dict[str, Any] = {
        "id": "r-" + hashlib.sha256(name.encode()).hexdigest()[:10],
        "page": Page(publication="海岚科技导报", number="02", date="2026-03-05"),
        "document": "导报-0305.txt",
        "source_key": "inbox",
        "rights": Rights.FULL,
        "themes": Themes((Assignment(fields.pop("theme", "other"), 1.0, ()),)),
        "facts": Facts(),
        "summary": first_sentence(tuple(passage.text for passage in article.paragraphs)),
        "sha256": hashlib.sha256(article.body.encode()).hexdigest(),
    }
    return Report(article=article, **(values | fields))
