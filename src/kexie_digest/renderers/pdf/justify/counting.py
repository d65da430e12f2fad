"""Wrapper for ``cache_target_page_counters``: contents print the pages that things end up on.

WeasyPrint sets the contents again once it knows the page numbers. Where they then take
another line, all that follows may move a page on, and WeasyPrint 70 leaves the old numbers
(measured: five of thirteen in an official bulletin of 29 pages). A target that moved
makes the pages that name targets be set again; WeasyPrint stops after eight rounds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from kexie_digest.renderers.pdf.justify import Untyped

_PAGE = "page"


def following(original: Callable[..., None]) -> Callable[..., None]:
    """Wrap ``cache_target_page_counters``."""

    @wraps(original)
    def cache_target_page_counters(
        self: Untyped,
        anchor_name: str,
        page_counter_values: Untyped,
        page_maker_index: int,
        page_maker: Untyped,
    ) -> None:
        target = self.target_lookup_items.get(anchor_name)
        before = target.cached_page_counter_values.get(_PAGE) if target else None
        original(self, anchor_name, page_counter_values, page_maker_index, page_maker)
        if before is None or before == page_counter_values.get(_PAGE):
            return
        for (_, token), lookup in self.counter_lookup_items.items():
            place = lookup.page_maker_index
            if token == "content" and place is not None and place < len(page_maker):  # noqa: S105 - a CSS property
                page_maker[place][-1]["content_changed"] = True
                lookup.parse_again(lookup.cached_page_counter_values)

    return cache_target_page_counters
