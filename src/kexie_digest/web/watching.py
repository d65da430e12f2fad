"""For those who watch the program: is it alive, can it work, its figures.

Takes requests of probes and of Prometheus, gives a word, JSON, or the text format. Alive and
ready are told to everybody in one word; why not, and the figures, to this machine and to
who sends the token.
"""

import hmac
from ipaddress import ip_address

from fastapi import Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from kexie_digest.web.security.addresses import client
from kexie_digest.web.security.guard import Refused, new_router
from kexie_digest.web.site import Site, SiteOf
from kexie_digest.workflows.watching import metrics, readiness

router = new_router()

#: What proxies add: a request with one of them comes from elsewhere, whoever hands it on.
_HANDED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_NEVER_KEPT = {"Cache-Control": "no-store"}


@router.get("/healthz", include_in_schema=False)
async def alive() -> Response:
    """Say that the process answers; nothing else is asked, so that a busy database restarts nobody."""
    return PlainTextResponse("ok\n", headers=_NEVER_KEPT)


@router.get("/readyz", include_in_schema=False)
def ready(request: Request, site: SiteOf) -> Response:
    """Say whether the program can work; 503 when it cannot."""
    found = readiness.check(site.context)
    is_ready = all(check.is_ok for check in found)
    status = 200 if is_ready else 503
    if not _is_trusted(request, site):
        return PlainTextResponse("ready\n" if is_ready else "not ready\n", status, headers=_NEVER_KEPT)
    checks = [
        {"name": one.name, "ok": one.is_ok, "message": one.message, "advice": one.advice} for one in found
    ]
    return JSONResponse({"ready": is_ready, "checks": checks}, status, headers=_NEVER_KEPT)


@router.get("/metrics", include_in_schema=False)
def figures(request: Request, site: SiteOf) -> Response:
    """Give the figures to Prometheus."""
    if not _is_trusted(request, site):
        raise Refused(
            "只给本机，或带令牌的请求 (from this machine only, or with the token)", code="metrics_closed"
        )
    return Response(metrics.exposition(site.context), media_type=metrics.CONTENT_TYPE, headers=_NEVER_KEPT)


def _is_trusted(request: Request, site: Site) -> bool:
    """Tell whether who asks may see more than a word; where a token is set, it alone counts."""
    token = site.context.watch.metrics_token
    if token:
        scheme, _, sent = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(sent.strip().encode(), token.encode())
    try:
        is_here = ip_address(client(request)).is_loopback
    except ValueError:
        return False
    return is_here and not any(name in request.headers for name in _HANDED_ON)
