"""``email.html``: the edition as a mail that every client can show.

Takes an Edition and its Digest, gives HTML made of tables with inline styles, and
in ``texts`` the subject and the preheader. What decides a mail's fate (headers,
encoding, the recipient's token) is the business of ``mailings``; the body has
``TOKEN_SLOT`` where the token goes. The look is in ``templates/email``; everything a
reader needs survives when a client strips every class and style block.
"""

import re

import css_inline

from kexie_digest.model import Digest, Edition, Rendition
from kexie_digest.model.mailing.message import TOKEN_SLOT
from kexie_digest.renderers import Tools
from kexie_digest.renderers._colours import colours_of
from kexie_digest.renderers._fit import Plan, fit
from kexie_digest.renderers._view import EditionView, view_edition
from kexie_digest.renderers._wording import strip_invisible

#: 75 KB decoded is 100 KB in base64: under the size at which Gmail clips, read either way.
LIMIT = 75 * 1024

#: A preheader line in list views shows about this many Chinese characters, and is odd with fewer.
PREHEADER, SHORTEST_PREHEADER = 50, 20

# keep_at_rules=True would print the media block twice; without data-css-inline="keep"
# on that block it would vanish silently (test_email.py counts the @media rules).
_INLINER = css_inline.CSSInliner(
    inline_style_tags=True,
    keep_style_tags=False,
    keep_at_rules=False,
    minify_css=True,
    load_remote_stylesheets=False,
)


def render(edition: Edition, digest: Digest, tools: Tools) -> Rendition:
    """Render the HTML part of the mail.

    Args:
        edition: What to send.
        digest: Sender, colour and wanted length (``body_email``).
        tools: Templates and public address.

    Returns:
        ``email.html``; ``texts`` holds ``subject`` and ``preheader``; a warning
        when the body had to be shortened to stay under :data:`LIMIT`.
    """
    view = view_edition(edition, digest, tools)
    subject = _one_line(tools.templates.get_template("email/digest-subject.txt.j2").render(edition=view))
    preheader = write_preheader(view)
    template = tools.templates.get_template("email/digest-body.html.j2")

    def write(plan: Plan) -> str:
        html = template.render(
            edition=view,
            plan=plan,
            subject=subject,
            preheader=preheader,
            token=TOKEN_SLOT,
            colours=colours_of(digest.colour),
        )
        return _INLINER.inline(strip_invisible(html))

    html, warnings = fit(write, digest.body_email, item_count=len(edition.items), limit=LIMIT)
    return Rendition(
        name="email.html",
        media_type="text/html",
        content=html.encode(),
        warnings=warnings,
        texts={"subject": subject, "preheader": preheader},
    )


def write_preheader(view: EditionView) -> str:
    """Say what else is in the mail, in 20 to 50 characters, without repeating the subject.

    Args:
        view: The edition.

    Returns:
        The titles after the first (the subject has that one) as far as they fit,
        behind the first item's summary when they are few.
    """
    items = view.items
    if not items:
        return view.issue
    lead = "".join(items[0].summary) or items[0].source.line
    if len(items) == 1:
        return _cut(_one_line(lead), PREHEADER)
    end = f"……共{len(items)}条"
    shown = _one_line(items[1].title)
    for item in items[2:]:
        if len(shown) + 1 + len(item.title) + len(end) > PREHEADER:
            break
        shown += "；" + _one_line(item.title)
    if len(shown) + len(end) < SHORTEST_PREHEADER:
        shown = f"{_cut(_one_line(lead), PREHEADER - len(shown) - len(end) - 1)} {shown}"
    return _cut(shown, PREHEADER - len(end)) + end


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _one_line(text: str) -> str:
    return strip_invisible(re.sub(r"[\s\x00-\x1f\x85]+", " ", text)).strip()
