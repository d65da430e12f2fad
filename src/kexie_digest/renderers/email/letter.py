"""Letters to one person: a subject, an HTML body and a text body of the same kind.

Takes the kind (``confirm``, ``manage``) and what its templates ask for, gives the three
texts. It is no output of an edition and has no look of its own: the styles are those of
the digest's mail.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import css_inline

from kexie_digest.renderers import Tools
from kexie_digest.renderers._wording import strip_invisible

_INLINER = css_inline.CSSInliner(
    inline_style_tags=True,
    keep_style_tags=False,
    keep_at_rules=False,
    minify_css=True,
    load_remote_stylesheets=False,
)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says."""

    subject: str
    html: str
    text: str


def render_letter(kind: str, values: Mapping[str, object], tools: Tools) -> Letter:
    """Render a letter.

    Args:
        kind: The templates' name: ``templates/email/<kind>-….j2``.
        values: What they ask for.
        tools: Templates and public address.

    Returns:
        Subject in one line, HTML with inline styles, text.
    """

    def write(part: str) -> str:
        template = tools.templates.get_template(f"email/{kind}-{part}.j2")
        return strip_invisible(template.render(public_url=tools.public_url, **values))

    subject = re.sub(r"\s+", " ", write("subject.txt")).strip()
    html = _INLINER.inline(write("body.html"))
    text = re.sub(r"\n{3,}", "\n\n", write("body.txt")).strip() + "\n"
    return Letter(subject, html, text)
