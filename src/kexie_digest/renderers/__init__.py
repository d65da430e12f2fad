"""Render an edition into its output files.

Takes an Edition, the digest it belongs to and the tools; gives one Rendition per
registered output. A renderer reads templates and fonts, never the network or the
store. A new output is one module with ``render(edition, digest, tools)``, one line
here, one case folder and one line in the how-to.
"""

from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from jinja2 import Environment, TemplateError

from kexie_digest.errors import RenderError
from kexie_digest.model import Digest, Edition, Rendition
from kexie_digest.renderers._pictures import SCREEN_WIDTH, screen_copy

__all__ = ["RENDERERS", "SCREEN_WIDTH", "SPARABLE", "Tools", "render", "screen_copy"]

#: Output file name -> module with ``render(edition, digest, tools) -> Rendition``.
RENDERERS: dict[str, str] = {
    "edition.json": "kexie_digest.renderers.edition_json",
    "index.html": "kexie_digest.renderers.webpage",
    "email.html": "kexie_digest.renderers.email",
    "email.txt": "kexie_digest.renderers.email.plain",
    "wechat.html": "kexie_digest.renderers.wechat",
    "facts.csv": "kexie_digest.renderers.facts_csv",
    "activities.ics": "kexie_digest.renderers.activities_ics",
    "bulletin.pdf": "kexie_digest.renderers.pdf",
    "bulletin.docx": "kexie_digest.renderers.docx",
    "bulletin-print.pdf": "kexie_digest.renderers.pdf.press",
}

#: An edition appears without these when they cannot be made (no colour profile, say).
SPARABLE = frozenset({"wechat.html", "bulletin.docx", "bulletin-print.pdf"})


@dataclass(frozen=True, slots=True)
class Tools:
    """What renderers need besides the edition.

    ``public_url`` is where readers' pages live, without a slash at the end;
    ``assets`` the folder that pictures' relative paths start from.
    """

    templates: Environment
    public_url: str = "https://digest.invalid"
    assets: Path = field(default_factory=Path)


def render(name: str, edition: Edition, digest: Digest, tools: Tools) -> Rendition:
    """Render one output.

    Args:
        name: An output file name of :data:`RENDERERS`.
        edition: What to render.
        digest: How its owner wants it (style, body lengths, sender).
        tools: Templates, public address, pictures.

    Returns:
        The finished file.

    Raises:
        RenderError: The output could not be made.
    """
    try:
        rendition: Rendition = import_module(RENDERERS[name]).render(edition, digest, tools)
    except TemplateError as error:
        place = f"{getattr(error, 'name', None) or name}:{getattr(error, 'lineno', '')}".rstrip(":")
        raise RenderError(
            "模板有误 (a template has a mistake)",
            subject=place,
            code="template",
            permanent=True,
            advice="请改正模板，或先移开自己的模板文件夹；期号保留，再运行一次即可出刊。",
        ) from error
    return rendition
