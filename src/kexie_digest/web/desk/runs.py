"""Manual runs: a button with options, progress stage by stage, cancel, the result."""

from typing import Annotated

from fastapi import Form, Path, Request, Response

from kexie_digest.errors import NotFound
from kexie_digest.web.desk.streaming import Look, stream
from kexie_digest.web.pages import go
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import Site, SiteOf
from kexie_digest.workflows import alarms
from kexie_digest.workflows.desk import running
from kexie_digest.workflows.desk.running import STAGES, Progress

router = new_router()

RunId = Annotated[str, Path(max_length=40)]
#: Seconds between two looks at a run.
_LOOK = 0.3


@router.get("/desk/runs")
def show(request: Request, site: SiteOf) -> Response:
    """List the latest runs, above them the button or the run at work, and what is wrong now."""
    now = site.context.clock.now()
    values = {
        "runs": [(run, running.standing(run, now)) for run in running.list_latest(site.context)],
        "alarms": alarms.list_open(site.context),
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
    values = {
        "run": run,
        "progress": progress,
        "stages": STAGES,
        "standing": running.standing(run, site.context.clock.now()) if run else None,
    }
    return site.pages.page(request, "desk/run.html.j2", values=values)


@router.post("/desk/runs/{run_id}/cancel")
def cancel(request: Request, site: SiteOf, visitor: VisitorOf, run_id: RunId) -> Response:
    """Ask a run to stop after the item it is at."""
    site.runs.cancel(run_id, by=visitor.user.name)
    return go(request, f"/desk/runs/{run_id}")


@router.get("/desk/runs/{run_id}/progress")
async def progress(request: Request, site: SiteOf, run_id: RunId) -> Response:
    """Stream the progress of a run as parts of its page, until it has ended."""
    if _of_this_process(site, run_id) is None:
        raise NotFound("没有这次运行 (no such run)", subject=run_id)

    async def look() -> Look | None:
        now = _of_this_process(site, run_id)
        return Look(now, lambda: _part(request, site, now), now.is_over) if now else None

    return stream(site, look, every=_LOOK)


def _part(request: Request, site: Site, now: Progress) -> str:
    values = {"progress": now, "run": now.result, "stages": STAGES, "standing": None}
    return site.pages.render(request, "desk/parts/progress.html.j2", values)


def _at_work(site: Site) -> Progress | None:
    progress = site.runs.current()
    return progress if progress is not None and not progress.is_over else None


def _of_this_process(site: Site, run_id: str) -> Progress | None:
    progress = site.runs.current()
    return progress if progress is not None and progress.id == run_id else None
