"""``/api/openapi.json``: what the API takes and gives.

Takes the application, gives its OpenAPI description; pages for people are left out.
"""

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse

from kexie_digest.web.security.guard import new_router

router = new_router()


@router.get("/api/openapi.json", include_in_schema=False)
def description(request: Request) -> JSONResponse:
    """Give the description."""
    return JSONResponse(describe(request.app))


def describe(app: FastAPI) -> dict[str, object]:
    """Describe the API of an application.

    Args:
        app: The application.

    Returns:
        OpenAPI 3.1 as data.
    """
    return get_openapi(title=app.title, version=app.version, routes=list(app.state.api_routes))
