"""What every page works with: the program, its runs, templates and assets.

Built once per application; endpoints ask for it with :data:`SiteOf`.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Annotated, cast

from fastapi import Depends, Request

from kexie_digest.web.assets import Assets
from kexie_digest.web.pages import Pages
from kexie_digest.workflows.cache import Cache
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.desk.running import Runs
from kexie_digest.workflows.review import Listing

#: Readers' pages kept as they were rendered; one takes 100 KB at most.
_KEPT_PAGES = 200


@dataclass(frozen=True, slots=True)
class Site:
    """The web's share of the program; ``stopping`` ends streams when the server does.

    ``kept_pages`` are readers' pages by all that they follow from (``reader.showing.show_kept``).
    """

    context: Context
    runs: Runs
    assets: Assets
    pages: Pages
    editions: Listing
    stopping: threading.Event = field(default_factory=threading.Event)
    kept_pages: Cache[bytes] = field(default_factory=lambda: Cache(_KEPT_PAGES))

    @classmethod
    def of(cls, context: Context) -> Site:
        """Gather what pages work with.

        Args:
            context: The program put together.

        Returns:
            The site.
        """
        assets = Assets.of(context.render_tools.templates)
        return cls(context, Runs(context), assets, Pages(context, assets), Listing(context))


def site_of(request: Request) -> Site:
    """Give the site of a request."""
    return cast("Site", request.app.state.site)


async def _site_of(request: Request) -> Site:
    """Be asked without a thread: FastAPI sends plain functions to one, which costs 0.2 ms a request."""
    return site_of(request)


#: The annotation by which an endpoint asks for the site.
SiteOf = Annotated[Site, Depends(_site_of)]
