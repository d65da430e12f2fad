"""What search engines and chats are told of a page: schema.org as JSON-LD.

Takes an Issue or an item of it, gives JSON that may stand inside a script element: no
``<``, ``>`` or ``&`` is in it, so that no title can end the element.
"""

import json

from kexie_digest.workflows.reader.archive import Told
from kexie_digest.workflows.reader.shelf import Issue, Shelf

_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)
#: Items that an issue names as its parts; a page stays under 100 KB.
_PARTS = 30


def of_issue(shelf: Shelf, issue: Issue) -> str:
    """Describe an issue as a PublicationIssue with its articles.

    Args:
        shelf: For the public address.
        issue: Which.

    Returns:
        JSON-LD, safe inside a script element.
    """
    public = _public(shelf)
    edition = issue.edition
    return _safe(
        {
            "@context": "https://schema.org",
            "@type": "PublicationIssue",
            "@id": f"{public}{issue.path}",
            "issueNumber": str(edition.total_number),
            "name": f"{edition.title} {issue.view.issue}",
            "datePublished": edition.published_on,
            "inLanguage": "zh-CN",
            "isPartOf": {"@type": "Periodical", "name": edition.title},
            **_publisher(issue),
            "hasPart": [
                {
                    "@type": "NewsArticle",
                    "headline": view.title,
                    "url": f"{public}{issue.path}/items/{view.number}",
                }
                for view in issue.view.items[:_PARTS]
            ],
        }
    )


def of_item(shelf: Shelf, told: Told) -> str:
    """Describe an item as a NewsArticle that stands in an issue.

    Args:
        shelf: For the public address.
        told: Which.

    Returns:
        JSON-LD, safe inside a script element.
    """
    public, view, issue = _public(shelf), told.view, told.issue
    authors = [byline.name for byline in told.item.bylines if byline.name]
    image = next((picture.path for picture in view.pictures), "")
    return _safe(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": f"{public}{told.path}",
            "headline": view.title,
            "datePublished": told.issue.published_at.date().isoformat(),
            "inLanguage": view.language,
            "isPartOf": {
                "@type": "PublicationIssue",
                "@id": f"{public}{issue.path}",
                "issueNumber": str(issue.edition.total_number),
                "name": f"{issue.edition.title} {issue.view.issue}",
            },
            **({"author": [{"@type": "Person", "name": name} for name in authors]} if authors else {}),
            **({"image": f"{public}{issue.path}/{image}"} if image else {}),
            **({"isBasedOn": view.source.href} if view.source.href else {}),
            **_publisher(issue),
        }
    )


def _publisher(issue: Issue) -> dict[str, object]:
    name = issue.view.publisher
    return {"publisher": {"@type": "Organization", "name": name}} if name else {}


def _public(shelf: Shelf) -> str:
    return shelf.context.render_tools.public_url.rstrip("/")


def _safe(document: dict[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False).translate(_ESCAPES)
