"""Drive WeasyPrint: HTML in, PDF bytes out, nothing fetched but the edition's pictures.

Takes HTML and the folder of pictures, gives the bytes and what WeasyPrint complained
about. It does not know editions or styles. Each call has its own font configuration:
WeasyPrint keeps faces and layouts on it, and a service renders many bulletins.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import unquote, urlsplit

from kexie_digest.errors import RenderError
from kexie_digest.renderers.pdf import fonts, justify
from kexie_digest.renderers.pdf.justify.haste import quick_import, rare_collections
from kexie_digest.renderers.pdf.pictures import screen_bytes

#: How WeasyPrint begins its complaint about a character without a glyph.
_NO_GLYPH = ".notdef glyph"
#: What the engine takes for the folder of pictures, wherever that is: it names pictures by a
#: hash of their address, and the same edition must give the same file.
_ASSETS = "file:///edition/"

#: WeasyPrint ships no types.
Untyped: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF as WeasyPrint wrote it, and its log lines."""

    content: bytes
    warnings: tuple[str, ...]

    @property
    def missing(self) -> frozenset[str]:
        """Characters that no installed font has."""
        lines = "".join(line for line in self.warnings if line.startswith(_NO_GLYPH))
        return frozenset(chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]+)", lines))


@dataclass(frozen=True, slots=True)
class Attached:
    """A file to embed in the PDF, with the PDF/A-3 relationship it has to the document."""

    name: str
    content: bytes
    description: str
    made_on: dt.date
    relationship: str = "Source"


@dataclass(frozen=True, slots=True)
class Target:
    """What kind of PDF is written: WeasyPrint's name of the standard, tags, picture resolution.

    ``jpeg_quality`` None passes JPEG pictures on as they are; ``is_plain`` has pictures
    in other colours than grey and RGB converted.
    """

    variant: str
    is_tagged: bool
    dpi: int
    jpeg_quality: int | None
    is_plain: bool = False


SCREEN = Target("pdf/a-3a", is_tagged=True, dpi=200, jpeg_quality=88, is_plain=True)
#: Pictures come from ``press``, already in the press's inks; WeasyPrint rounds their size.
PRESS = Target("pdf/x-4", is_tagged=False, dpi=350, jpeg_quality=None)


def print_html(
    html: str, assets: Path, *, attached: tuple[Attached, ...] = (), target: Target = SCREEN
) -> Printed:
    """Set HTML as a PDF, by default a tagged PDF/A-3a.

    Args:
        html: A complete page with its style sheets inside.
        assets: The only folder whose files the page may show.
        attached: Files to embed.
        target: The kind of PDF.

    Returns:
        The PDF and WeasyPrint's complaints.

    Raises:
        RenderError: Pango or a font is missing, or WeasyPrint broke.
    """
    with rare_collections(), _complaints() as complaints:
        fonts.require()
        weasyprint = _engine()
        try:
            document = weasyprint.HTML(
                string=html,
                base_url=_ASSETS,
                url_fetcher=_fetcher(assets.resolve(), is_plain=target.is_plain),
            )
            attachments = [
                weasyprint.Attachment(
                    string=file.content,
                    name=file.name,
                    description=file.description,
                    relationship=file.relationship,
                    created=dt.datetime.combine(file.made_on, dt.time(), dt.UTC),
                    modified=dt.datetime.combine(file.made_on, dt.time(), dt.UTC),
                )
                for file in attached
            ]
            content = document.write_pdf(
                pdf_variant=target.variant,
                pdf_tags=target.is_tagged,
                attachments=attachments,
                dpi=target.dpi,
                jpeg_quality=target.jpeg_quality,
            )
        except (
            AssertionError,
            TypeError,
            ValueError,
            KeyError,
            IndexError,
            AttributeError,
            OSError,
        ) as error:
            raise RenderError(
                "排版引擎出错 (the PDF engine failed)",
                code="engine_failed",
                advice="请检查 templates/bulletin 中最近的改动；若未改动，请把本期 edition.json 交给维护者。",
            ) from error
    return Printed(content, tuple(complaints))


def _engine() -> Untyped:
    try:
        with quick_import():
            import weasyprint  # noqa: PLC0415 - needs Pango, which may be missing
    except OSError as error:
        raise RenderError(
            "缺少排版库 Pango (Pango is missing)", code="pango_missing", permanent=True, advice=fonts.ADVICE
        ) from error
    justify.install()
    return weasyprint


def _fetcher(folder: Path, *, is_plain: bool) -> Untyped:
    """Make a fetcher that opens files inside ``folder`` only."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 - after Pango was found

    class AssetsOnly(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
        def fetch(self, url: str, headers: Untyped = None) -> Untyped:
            path = (folder / unquote(urlsplit(url.removeprefix(_ASSETS)).path)).resolve()
            if not (url.startswith(_ASSETS) and path.is_relative_to(folder)):
                raise ValueError(f"outside the edition's pictures: {url}")
            if is_plain and (content := screen_bytes(path)):
                return URLFetcherResponse(url, content, {"Content-Type": "image/png"})
            return super().fetch(path.as_uri(), headers)

    return AssetsOnly(allowed_protocols={"file"}, allow_redirects=False)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what WeasyPrint logs while the block runs."""
    lines: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    collector = Collector(level=logging.WARNING)
    engine_log = logging.getLogger("weasyprint")
    engine_log.addHandler(collector)
    try:
        yield lines
    finally:
        engine_log.removeHandler(collector)
