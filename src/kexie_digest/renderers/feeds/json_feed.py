"""A feed as a JSON Feed (version 1.1)."""

import json

from kexie_digest.renderers._wording import strip_invisible
from kexie_digest.renderers.feeds.feed import Feed, instant


def write_json(feed: Feed) -> bytes:
    """Write a feed as JSON Feed.

    Args:
        feed: What to write.

    Returns:
        The document in UTF-8.
    """
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": f"{feed.address}.json",
        "language": "zh-CN",
        "authors": [{"name": feed.publisher or feed.title}],
        "items": [
            {
                "id": entry.address,
                "url": entry.address,
                "title": entry.title,
                "content_html": entry.html,
                "summary": entry.summary,
                "date_published": instant(entry.at),
                "authors": [{"name": entry.author}],
                "tags": [entry.category],
                "language": entry.language,
            }
            for entry in feed.entries
        ],
    }
    return (strip_invisible(json.dumps(document, ensure_ascii=False, indent=1)) + "\n").encode()
