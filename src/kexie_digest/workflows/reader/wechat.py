"""An issue as HTML for 公众号.

Takes an Issue, gives the text to copy and the pictures to put into its slots by hand:
公众号 takes pictures from its own library only.
"""

from kexie_digest.model import Rendition
from kexie_digest.renderers import render
from kexie_digest.renderers.wechat import Slot, slots_of
from kexie_digest.workflows.reader.shelf import Issue, Shelf

OUTPUT = "wechat.html"


def write(shelf: Shelf, issue: Issue) -> Rendition:
    """Write an issue for 公众号.

    Args:
        shelf: Digests and templates.
        issue: Which.

    Returns:
        The HTML.
    """
    digest = shelf.digest(issue.edition.digest)
    return render(OUTPUT, issue.edition, digest, shelf.context.render_tools)


def slots(issue: Issue) -> tuple[Slot, ...]:
    """Name the pictures of an issue, as its slots do."""
    return slots_of(issue.view)
