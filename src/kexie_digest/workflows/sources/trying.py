"""Try an address or file as a source, and read the first words of what would be taken.

Takes an address or a path and perhaps a configured source, gives a Tried; nothing is stored.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from kexie_digest import extractors
from kexie_digest.errors import Conflict, KexieDigestError, NotFound, SourceError
from kexie_digest.model import BlockKind, Document, Source
from kexie_digest.sources import Tools, trial
from kexie_digest.sources._http import Reply
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.reader import pacing

#: Characters of a body that are shown.
FIRST_WORDS = 60
#: Tries within an hour by one account.
MOST_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Item:
    """One entry as shown: what would be known of it, and how its body begins."""

    title: str
    date: str
    link: str
    words: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a trial gave: kind, items, encoding, doubts, and the entry for ``sources.yaml``."""

    kind: str
    items: tuple[Item, ...]
    encoding: str
    notes: tuple[str, ...]
    warnings: tuple[SourceError, ...]
    feeds: tuple[str, ...]
    suggestion: str


def try_source(address: str, tools: Tools, source: Source | None = None) -> Tried:
    """Try a source.

    Args:
        address: A web address or a file; empty for the source's own address.
        tools: Client and clock.
        source: A configured source, whose kind, recipe and exemptions hold.

    Returns:
        What would be taken.

    Raises:
        SourceError: It cannot be read, or is nothing we could poll.
    """
    wanted = source or Source(key="", kind="", url=address)
    if address and source is not None:
        wanted = replace(source, url=address)
    if "://" in wanted.url:
        return _shown(trial.look_at(wanted, tools))
    try:
        content = Path(wanted.url).read_bytes()
    except OSError as error:
        raise SourceError(
            "文件读不出来 (the file cannot be read)",
            subject=wanted.url,
            code="unreadable_file",
            advice="请检查路径；网址要以 http:// 或 https:// 开头。",
        ) from error
    place = source.url if source else f"https://example.invalid/{Path(wanted.url).name}"
    return _shown(trial.look_into(replace(wanted, url=place), Reply(place, content), tools))


def try_address(context: Context, address: str, key: str = "", *, by: str) -> Tried:
    """Try a web address, or a configured source, for somebody at the desk.

    Args:
        context: Client, clock, configured sources, count of tries.
        address: ``http://`` or ``https://``: nobody reads the server's files or mailboxes here;
            empty for the source's own.
        key: A configured source, whose kind and recipe hold.
        by: Whose tries are counted: nobody makes our server knock at others' all day.

    Returns:
        What would be taken.

    Raises:
        Conflict: With code ``too_many_tries``: wait.
        NotFound: There is no such source.
        SourceError: It cannot be read, or is nothing we could poll.
    """
    source = next((one for one in context.config.sources if one.key == key), None)
    if key and source is None:
        raise NotFound("没有这个来源 (no such source)", subject=key, advice="请看 sources.yaml 里的名字。")
    wanted = (address or (source.url if source else "")).strip()
    if not wanted.lower().startswith(("http://", "https://")):
        raise SourceError(
            "只能试读网址 (only web addresses can be tried here)",
            subject=wanted,
            code="no_web_address",
            advice="网址要以 http:// 或 https:// 开头；文件和邮箱请用命令 kexie-digest sources try。",
        )
    if pacing.is_too_often(context, f"sources:{by}", MOST_AN_HOUR):
        raise Conflict(
            "试读得太勤了，请过一小时再试 (too many tries: wait an hour)",
            code="too_many_tries",
            advice="到时再试；在服务器上用命令 kexie-digest sources try 则不受限。",
        )
    return try_source(wanted, context.source_tools, source)


def _shown(look: trial.Look) -> Tried:
    items = tuple(_item(entry) for entry in look.entries)
    return Tried(
        look.source.kind,
        items,
        look.encoding,
        look.notes,
        look.warnings,
        look.feeds,
        look.suggestion,
    )


def _item(entry: trial.Taken) -> Item:
    hints = entry.hints
    words, problem = _first_words(entry.document) if entry.document else ("", "")
    return Item(hints.title or "", hints.published or "", hints.link or "", words, problem)


def _first_words(document: Document) -> tuple[str, str]:
    try:
        extracted = extractors.extract(document)
    except KexieDigestError as error:
        return "", str(error)
    bodies = [block.text for block in extracted.blocks if block.kind is BlockKind.PARAGRAPH]
    longest = next((text for text in bodies if len(text) >= FIRST_WORDS // 2), "".join(bodies[:1]))
    return " ".join(longest.split())[:FIRST_WORDS], ""
