"""``index.html``: the edition as a page for readers, on screen, phone and paper.

Takes an Edition and its Digest, gives one self-contained page without scripts:
contents, every item with its full text where rights allow, facts as tables, every
source, and what is doubtful. Links to ``bulletin.pdf`` beside it. Pages that are made on
request show the same views and are shortened the same way: they find both here.
"""

from kexie_digest.model import Digest, Edition, Rendition
from kexie_digest.renderers import Tools
from kexie_digest.renderers._colours import colours_of
from kexie_digest.renderers._fact_tables import FactTable, fact_tables
from kexie_digest.renderers._fit import Plan, fit
from kexie_digest.renderers._view import EditionView, ItemView, view_edition
from kexie_digest.renderers._wording import strip_invisible

__all__ = ["EditionView", "FactTable", "ItemView", "Plan", "fact_tables", "fit", "render", "view_edition"]


def render(edition: Edition, digest: Digest, tools: Tools) -> Rendition:
    """Render the reader's page.

    Args:
        edition: What to show.
        digest: Its sender and colour.
        tools: Templates and public address.

    Returns:
        ``index.html``; links between outputs are relative, so the folder can be
        opened from a disk as well.
    """
    template = tools.templates.get_template("web/reader/edition.html.j2")
    view = view_edition(edition, digest, tools)
    html = strip_invisible(template.render(edition=view, colours=colours_of(digest.colour)))
    return Rendition(name="index.html", media_type="text/html", content=html.encode())
