"""Read one document all the way: extract → parse → themes → facts → summary.

Takes a Document, gives Reports; the same path serves ``parse`` and ``collect``. It
touches no store and no network.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kexie_digest import extractors, facts, parsers, sources, summaries, themes
from kexie_digest.errors import KexieDigestError, ParseError, SourceError
from kexie_digest.model import (
    Article,
    Document,
    Extracted,
    Flag,
    FlagKind,
    Hints,
    Parsed,
    Report,
    Rights,
    Theme,
)
from kexie_digest.parsers import conservation
from kexie_digest.sources.issue_names import page_in_name
from kexie_digest.text.spacing import count_hanzi

#: Characters a summary aims at; mail and contents boxes are laid out for it.
SUMMARY_LENGTH = 120

#: A letter in a letter in a letter is still read; an archive in an archive is not.
_DEEPEST = 3

#: Characters or words below which a file is no news ({"a":1}, a lone number).
_FEWEST_WORDS = 4
_ARCHIVE = "application/zip"

#: Extractor warnings an editor should see on every article of the document.
_WARNING_FLAGS = {
    "charset_doubt": (FlagKind.CHARSET_DOUBT, "文件编码不确定，个别字可能有误。"),
    "truncated": (FlagKind.TRUNCATED, "文件末尾不完整，可能没有传完。"),
    "needs_review": (FlagKind.NEEDS_REVIEW, "两种正文识别方法结果不一致，请核对原文。"),
    "pages_unread": (FlagKind.NEEDS_REVIEW, "有的页是扫描图片，没有读到文字，请核对原件。"),
    "recognised": (FlagKind.NEEDS_REVIEW, "文字由扫描件识别而来，刊出前请对照原件校对。"),
    "ink_unread": (FlagKind.NEEDS_REVIEW, "扫描件上有的墨迹没有读成文字，请对照原件补全。"),
    "letters_doubtful": (FlagKind.NEEDS_REVIEW, "扫描件上有的字看不清，识别把握不大，请逐字核对。"),
    "text_in_image": (FlagKind.NEEDS_REVIEW, "正文很短而图片很大，文字可能在图片里。"),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """One document as taken apart: its text and its page, articles not looked into yet."""

    document: Document
    extracted: Extracted
    parsed: Parsed


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as read: its text, its page and its reports.

    ``numbers`` are the reports' places on the page, counted from 1: a story that went to the
    page where it began leaves its number unused, so that the others keep theirs.
    """

    document: Document
    extracted: Extracted
    parsed: Parsed
    reports: tuple[Report, ...]
    numbers: tuple[int, ...] = ()
    count: int = 0


def parts(document: Document, within: tuple[str, ...] = ()) -> Iterator[Document | KexieDigestError]:
    """Name a document's media type by its content and split what holds several.

    Args:
        document: Bytes as they came in.
        within: Media types of the files it was taken out of, the outermost first.

    Yields:
        The documents to read, in order; for a part that cannot be taken out, its error.

    Raises:
        ExtractError: The content is empty or of no kind we read.
        SourceError: It cannot be split: no feed, a damaged or oversized archive.
    """
    typed = replace(document, media_type=extractors.sniff(document.content, document.name))
    if (typed.media_type == _ARCHIVE and _ARCHIVE in within) or len(within) > _DEEPEST:
        raise SourceError(
            "压缩包或邮件里套着压缩包或邮件，层数过多 (archives nested too deeply)",
            subject=document.address,
            code="nested_archive",
            permanent=True,
            advice="请解开里层的压缩包，把文件直接投放。",
        )
    for part in sources.expand(typed):
        if isinstance(part, KexieDigestError) or part.media_type:
            yield part
            continue
        try:
            yield from parts(part, (*within, typed.media_type))
        except KexieDigestError as error:
            yield error


def read(document: Document, built_in: Sequence[Theme], rights: Rights, identifier: str) -> Reading:
    """Read one document into reports.

    Args:
        document: A document that :func:`parts` gave.
        built_in: Themes to sort into, in standard order.
        rights: What its source lets us republish.
        identifier: Prefix of the report ids; the position is appended.

    Returns:
        The reading; ids are ``<identifier>-<n>``, counted from 1.

    Raises:
        ExtractError: No text could be taken from it.
        ParseError: The text holds no article; or, with code ``text_lost``, the parser
            lost or doubled a character, so nothing of this page may be published.
    """
    (followed,) = follow_jumps([open_page(document)])
    return look_into(*followed, built_in, rights, identifier)


def open_page(document: Document) -> Opened:
    """Take one document apart.

    Args:
        document: A document that :func:`parts` gave.

    Returns:
        Its text and its page; every character has its place.

    Raises:
        ExtractError: No text could be taken from it.
        ParseError: As :func:`read`.
    """
    extracted = extractors.extract(document)
    hints = _united(document.hints, extracted.hints)
    parsed = _with_place(parsers.parse(extracted, hints), document.hints)
    _refuse_lost_text(document, extracted, parsed)
    kept = tuple(article for article in parsed.articles if article.title or article.paragraphs)
    if not any(_says_something(article) for article in kept):
        raise ParseError(
            "没有读到稿件 (no article was found)",
            subject=document.address,
            code="no_article",
            advice="请打开原件核对；若确有新闻，请把它报给开发者作为识别样例。",
        )
    return Opened(document, extracted, parsed)


def follow_jumps(pages: Sequence[Opened]) -> list[tuple[Opened, frozenset[int]]]:
    """Make stories whole that go on on another page (下转、上接).

    Args:
        pages: Pages of one issue in their order, or of several; or a single page.

    Returns:
        The same pages, each with the positions of articles that went to another.
    """
    issue = [
        parsers.IssuePage(page.parsed, page_in_name(page.document.address), page.document.address)
        for page in pages
    ]
    return [
        (replace(page, parsed=found.parsed), found.gone)
        for page, found in zip(pages, parsers.follow(issue), strict=True)
    ]


def look_into(
    page: Opened, gone: frozenset[int], built_in: Sequence[Theme], rights: Rights, identifier: str
) -> Reading:
    """Sort a page's articles into themes, find their facts, quote a summary.

    Args:
        page: As taken apart, its stories whole.
        gone: Positions of articles that are told on another page.
        built_in: Themes to sort into, in standard order.
        rights: What its source lets us republish.
        identifier: Prefix of the report ids.

    Returns:
        The reading; a page of which every story began elsewhere has no report.
    """
    articles = [
        (article, position in gone)
        for position, article in enumerate(page.parsed.articles)
        if article.title or article.paragraphs
    ]
    doubts = _doubts(page.extracted, page.parsed)
    numbered = [
        (
            number,
            _report(
                article,
                page.parsed,
                page.document,
                built_in,
                rights=rights,
                identifier=f"{identifier}-{number}",
            ),
        )
        for number, (article, is_gone) in enumerate(articles, start=1)
        if not is_gone
    ]
    return Reading(
        document=page.document,
        extracted=page.extracted,
        parsed=page.parsed,
        reports=tuple(replace(report, flags=(*report.flags, *doubts)) for _, report in numbered),
        numbers=tuple(number for number, _ in numbered),
        count=len(articles),
    )


def _with_place(parsed: Parsed, hints: Hints) -> Parsed:
    """Add issue and page as a newspaper's site prints them beside an article, where the text has none."""
    page = parsed.page
    issue = int(hints.issue) if hints.issue and hints.issue.isdecimal() else None
    return replace(
        parsed,
        page=replace(
            page,
            issue_number=page.issue_number or issue,
            number=page.number or hints.page_number,
            name=page.name or hints.page_name,
        ),
    )


def _says_something(article: Article) -> bool:
    """Whether a reader could learn anything from it: a few words, or where to read them."""
    text = "".join((article.body, *article.captions))
    words = count_hanzi(text) + len(re.findall(r"[^\W\d_]{2,}", text)) if text else 0
    return bool(article.link) or words >= _FEWEST_WORDS


def _refuse_lost_text(document: Document, extracted: Extracted, parsed: Parsed) -> None:
    broken = conservation.violations(extracted, parsed)
    if broken:
        raise ParseError(
            f"版面文字没有全部归位 (text conservation is broken): {broken[0].kind} “{broken[0].text}”",
            subject=document.address,
            code="text_lost",
            advice="原件已保存，本版暂不刊出；请把原件报给开发者，修复后放回投放文件夹即可重读。",
        )


def _united(source: Hints, markup: Hints) -> Hints:
    """What the source says wins over what the markup says of itself."""
    return Hints(
        title=source.title or markup.title,
        link=source.link or markup.link,
        publication=source.publication or markup.publication,
        published=source.published or markup.published,
        author=source.author or markup.author,
        layout=source.layout or markup.layout,
    )


def _doubts(extracted: Extracted, parsed: Parsed) -> tuple[Flag, ...]:
    warned = tuple(
        Flag(*_WARNING_FLAGS[code], rule=code) for code in extracted.warnings if code in _WARNING_FLAGS
    )
    return (*warned, *parsed.flags)


def _report(
    article: Article,
    parsed: Parsed,
    document: Document,
    known_themes: Sequence[Theme],
    *,
    rights: Rights,
    identifier: str,
) -> Report:
    found, count_flags = facts.find(article, parsed.page)
    return Report(
        id=identifier,
        article=article,
        page=parsed.page,
        document=document.address or document.name,
        source_key=document.source_key,
        rights=rights,
        themes=themes.with_headline(themes.assign(article, known_themes), article, found),
        facts=found,
        summary=summaries.choose(article, found, length=SUMMARY_LENGTH),
        sha256=document.sha256,
        flags=count_flags,
    )
