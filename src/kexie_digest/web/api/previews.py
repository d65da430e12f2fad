"""``/api/editions/…/preview/…``: an edition as its readers would get it, before it is published."""

from enum import StrEnum
from typing import Annotated, Any

from fastapi import Path, Query, Response

from kexie_digest.web.api.shapes import DigestKey, Number
from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows import review

router = new_router()


class Preview(StrEnum):
    """What may be looked at."""

    MAIL = "email.html"
    MAIL_TEXT = "email.txt"
    PAGE = "index.html"
    BULLETIN = "bulletin.pdf"
    WORD = "bulletin.docx"


class Style(StrEnum):
    """简报的版式 (Bulletin styles)."""

    NEWSPAPER = "newspaper"
    JIANBAO = "jianbao"


_WORD_FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "成品文件 (the file)",
        "content": {kind: {} for kind in ("text/html", "text/plain", "application/pdf", _WORD_FILE)},
    }
}
#: Foreign text: it runs nothing wherever it is opened.
_HEADERS = {"Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "no-store"}


@router.get(
    "/api/editions/{digest}/{number}/preview/{name}",
    tags=["editions"],
    summary="预览 Preview an output",
    response_class=Response,
    responses=_FILES,
)
def preview(
    site: SiteOf,
    digest: DigestKey,
    number: Number,
    name: Annotated[Preview, Path()],
    style: Annotated[Style | None, Query(description="不填则用简报自己的版式 (default: its own)")] = None,
) -> Response:
    """Render the mail, the page, the PDF bulletin in either style, or the Word file."""
    rendition = review.show(site.context, digest, number, name.value, style=style)
    file_name = f"{digest}-{number}-{name}".encode("ascii", "replace").decode()
    headers = _HEADERS | {"Content-Disposition": f'attachment; filename="{file_name}"'}
    return Response(rendition.content, media_type=rendition.media_type, headers=headers)
