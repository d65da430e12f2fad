"""``wechat.html``: the edition as HTML that the 公众号 editor takes as it is.

Takes an Edition and its Digest, gives a fragment with inline styles only: that editor
drops style sheets, classes, ids, scripts and foreign pictures, and links to other sites
do not work in an article. So links are numbered notes at the end, and each picture is a
named slot. It prints what the mail prints, in the same words.
"""

from kexie_digest.model import BodyLength, Digest, Edition, Rendition
from kexie_digest.renderers import Tools
from kexie_digest.renderers._colours import colours_of
from kexie_digest.renderers._view import view_edition
from kexie_digest.renderers._wording import strip_invisible
from kexie_digest.renderers.wechat.slots import Slot, slots_of

__all__ = ["Slot", "render", "slots_of"]


class Notes:
    """Links of a text as numbered notes; one address has one number."""

    def __init__(self) -> None:
        """Begin without notes."""
        self.addresses: dict[str, tuple[int, str]] = {}

    def number(self, address: str, words: str) -> int:
        """Give the number of a link.

        Args:
            address: Where it leads.
            words: What it is called.

        Returns:
            Its number, from 1.
        """
        return self.addresses.setdefault(address, (len(self.addresses) + 1, words))[0]


def render(edition: Edition, digest: Digest, tools: Tools) -> Rendition:
    """Render the edition for 公众号.

    Args:
        edition: What to show.
        digest: Its sender, and whether mail prints full texts (``body_email``).
        tools: Templates and public address.

    Returns:
        ``wechat.html``.
    """
    view = view_edition(edition, digest, tools)
    notes = Notes()
    template = tools.templates.get_template("wechat/article.html.j2")
    html = template.render(
        edition=view,
        notes=notes,
        slots={slot.path: slot.name for slot in slots_of(view)},
        is_full=digest.body_email is BodyLength.FULL,
        colours=colours_of(digest.colour),
    )
    return Rendition(name="wechat.html", media_type="text/html", content=strip_invisible(html).encode())
