"""Visits to the pages of a site: spaced, allowed by its robots.txt, remembered.

Takes addresses, gives parsed pages and what changed since the last visit; shared by the
kinds of source that walk through a site.
"""

from kexie_digest.sources._visits.pages import (
    Link,
    LoadedPage,
    Round,
    Visitor,
    canonical_link,
    read_page,
    visit_links,
)

__all__ = ["Link", "LoadedPage", "Round", "Visitor", "canonical_link", "read_page", "visit_links"]
