"""``email.txt``: the twin of the mail for readers without HTML, and the part filters read.

Takes the same Edition and Digest as the HTML mail, gives plain text with every
title, source, day and link. No line is wrapped: paragraphs are Chinese, and every
mail program breaks those at its own width.
"""

import re

from kexie_digest.model import Digest, Edition, Rendition
from kexie_digest.model.mailing.message import TOKEN_SLOT
from kexie_digest.renderers import Tools
from kexie_digest.renderers._fit import Plan, fit
from kexie_digest.renderers._view import view_edition
from kexie_digest.renderers._wording import strip_invisible

#: With 75 KB of HTML, both in base64, a message stays under 150 KB.
LIMIT = 36 * 1024


def render(edition: Edition, digest: Digest, tools: Tools) -> Rendition:
    """Render the text part of the mail.

    Args:
        edition: What to send.
        digest: Sender and wanted length (``body_email``).
        tools: Templates and public address.

    Returns:
        ``email.txt``, with LF line ends and ``TOKEN_SLOT`` in its last link.
    """
    view = view_edition(edition, digest, tools)
    template = tools.templates.get_template("email/digest-body.txt.j2")

    def write(plan: Plan) -> str:
        text = strip_invisible(template.render(edition=view, plan=plan, token=TOKEN_SLOT))
        return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"

    text, warnings = fit(write, digest.body_email, item_count=len(edition.items), limit=LIMIT)
    return Rendition(name="email.txt", media_type="text/plain", content=text.encode(), warnings=warnings)
