"""Manual runs: a button with options, progress stage by stage, cancel, the result."""

from collections.abc import AsyncIterator
from typing import Annotated

import anyio
from fastapi import Form, Path, Request, Response
from fastapi.responses import StreamingResponse

from kexie_digest.errors import NotFound
from kexie_digest.web.pages import go
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import Site, SiteOf
from kexie_digest.workflows.desk import running
from kexie_digest.workflows.desk.running import STAGES, Progress

router = new_router()

RunId = Annotated[str, Path(max_length=40)]
#: Seconds between two looks at a run; nothing is sent while nothing changes.
_LOOK = 0.3
#: Looks without a change after which a comment keeps proxies from closing the stream.
_QUIET = 50


@router.get("/desk/runs")
def show(request: Request, site: SiteOf) -> Response:
    """List the latest runs, above them the button or the run at work."""
    values = {
        "runs": running.list_latest(site.context),
        "progress": _at_work(site),
        "stages": STAGES,
        "digests": site.context.config.digests,
    }
    return site.pages.page(request, "desk/runs.html.j2", values=values)


@router.post("/desk/runs")
def start(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    *,
    digest: Annotated[str, Form(max_length=100)] = "",
    send: Annotated[bool, Form()] = False,
) -> Response:
    """Begin a run."""
    progress = site.runs.start(by=visitor.user.name, digest=digest or None, is_sending=send)
    return go(request, f"/desk/runs/{progress.id}")


@router.get("/desk/runs/{run_id}")
def show_one(request: Request, site: SiteOf, run_id: RunId) -> Response:
    """Show a run: how far it is, or what came of it."""
    progress = _of_this_process(site, run_id)
    run = progress.result if progress else running.get(site.context, run_id)
    values = {"run": run, "progress": progress, "stages": STAGES}
    return site.pages.page(request, "desk/run.html.j2", values=values)


@router.post("/desk/runs/{run_id}/cancel")
def cancel(request: Request, site: SiteOf, visitor: VisitorOf, run_id: RunId) -> Response:
    """Ask a run to stop after the item it is at."""
    site.runs.cancel(run_id, by=visitor.user.name)
    return go(request, f"/desk/runs/{run_id}")


@router.get("/desk/runs/{run_id}/progress")
async def progress(request: Request, site: SiteOf, run_id: RunId) -> Response:
    """Stream the progress of a run as fragments, until it has ended."""
    if _of_this_process(site, run_id) is None:
        raise NotFound("没有这次运行 (no such run)", subject=run_id)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(request, site, run_id), media_type="text/event-stream", headers=headers)


async def _events(request: Request, site: Site, run_id: str) -> AsyncIterator[str]:
    sent: Progress | None = None
    quiet = 0
    while not site.stopping.is_set():
        now = _of_this_process(site, run_id)
        if now is None:
            return
        if now != sent:
            values = {"progress": now, "run": now.result, "stages": STAGES}
            html = site.pages.render(request, "desk/parts/progress.html.j2", values)
            yield _event("over" if now.is_over else "progress", html)
            sent, quiet = now, 0
            if now.is_over:
                return
        quiet += 1
        if quiet % _QUIET == 0:
            yield ": at work\n\n"
        await anyio.sleep(_LOOK)


def _event(name: str, html: str) -> str:
    """Write a server-sent event: each line of the data has its own field."""
    lines = "".join(f"data: {line}\n" for line in html.splitlines() if line.strip())
    return f"event: {name}\n{lines}\n"


def _at_work(site: Site) -> Progress | None:
    progress = site.runs.current()
    return progress if progress is not None and not progress.is_over else None


def _of_this_process(site: Site, run_id: str) -> Progress | None:
    progress = site.runs.current()
    return progress if progress is not None and progress.id == run_id else None
