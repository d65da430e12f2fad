"""Put the web together: pages of desk and readers, API, assets, guard, errors.

Takes the Context, gives the FastAPI application. A new page is a module with a ``router``,
a line in :data:`ROUTERS` and a line in ``security.roles``.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import APIRouter, FastAPI

from kexie_digest import __version__
from kexie_digest.web import api, assets, desk, problems, reader, watching
from kexie_digest.web.security.guard import guarded_routes
from kexie_digest.web.security.headers import SecurityHeaders
from kexie_digest.web.security.sizes import BodyLimit
from kexie_digest.web.site import Site
from kexie_digest.workflows.context import Context

#: Everything that is served; each router names its own paths. Readers' addresses, which
#: begin with anything, are tried last.
ROUTERS: tuple[APIRouter, ...] = (
    assets.router,
    watching.router,
    *desk.ROUTERS,
    *api.ROUTERS,
    *reader.ROUTERS,
)


def create_application(context: Context) -> FastAPI:
    """Make the web application of a program.

    Args:
        context: The program put together; it must outlive the application.

    Returns:
        The application; ``app.state.site`` is what its pages work with.
    """
    site = Site.of(context)

    @asynccontextmanager
    async def living(_app: FastAPI) -> AsyncIterator[None]:
        yield
        site.stopping.set()
        await to_thread.run_sync(site.runs.stop)

    app = FastAPI(
        title="科协简报 Kexie Digest",
        version=__version__,
        lifespan=living,
        docs_url=None,  # its page loads scripts from a CDN
        redoc_url=None,
        openapi_url=None,  # served by api.description, behind the guard
    )
    app.state.site = site
    app.state.api_routes = guarded_routes(api.ROUTERS)
    # One flat list: routers within the router match twice, at four times the cost (0.3 ms a page).
    app.router.routes.extend(guarded_routes(ROUTERS))
    problems.register(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(SecurityHeaders)
    return app
