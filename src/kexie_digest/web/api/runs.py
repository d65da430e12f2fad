"""``/api/runs``: begin a manual run, and see how far it is.

Takes options, gives the run's progress; the workflow is the one behind the desk's button
and the command line.
"""

from datetime import datetime
from typing import Annotated, Any

from fastapi import Path
from pydantic import BaseModel, Field

from kexie_digest.model import Run
from kexie_digest.model.serialization import to_json
from kexie_digest.web.api.shapes import Asked, Done
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.desk import running
from kexie_digest.workflows.desk.running import Progress

router = new_router()

RunId = Annotated[str, Path(max_length=40)]


class RunOptions(Asked):
    """What a run covers."""

    digest: Annotated[str | None, Field(max_length=100, description="只出这一种简报；不填则全部")] = None
    send: Annotated[bool, Field(description="是否发邮件")] = True


class StageProgress(BaseModel):
    """How far a stage is."""

    stage: str
    done: int
    total: int


class RunState(BaseModel):
    """How far a run is; ``result`` is a Run once it has ended, ``error`` a Failure."""

    id: str
    is_over: bool
    by: str = ""
    started_at: datetime | None = None
    stage: str = ""
    stages: list[StageProgress] = []
    result: dict[str, Any] | None = None
    error: dict[str, Any] | None = None


@router.post("/api/runs", status_code=202, tags=["runs"], summary="启动一次运行 Begin a run")
def start(site: SiteOf, visitor: VisitorOf, options: RunOptions) -> RunState:
    """Begin a run; 409 while another one is at work."""
    progress = site.runs.start(by=visitor.user.name, digest=options.digest, is_sending=options.send)
    return _state(progress)


@router.get("/api/runs", tags=["runs"], summary="最近的运行 List runs")
def list_latest(site: SiteOf) -> list[Run]:
    """List the latest runs that did something."""
    return list(running.list_latest(site.context))


@router.post("/api/runs/{run_id}/cancel", tags=["runs"], summary="取消运行 Cancel a run")
def cancel(site: SiteOf, visitor: VisitorOf, run_id: RunId) -> Done:
    """Ask a run to stop after the item it is at; what was done is kept."""
    site.runs.cancel(run_id, by=visitor.user.name)
    return Done()


@router.get("/api/runs/{run_id}", tags=["runs"], summary="一次运行的进度或结果 Get a run")
def get(site: SiteOf, run_id: RunId) -> RunState:
    """Say how far a run is, or what came of it."""
    progress = site.runs.current()
    if progress is not None and progress.id == run_id:
        return _state(progress)
    run = running.get(site.context, run_id)
    return RunState(id=run.id, is_over=True, started_at=run.started_at, result=to_json(run))


def _state(progress: Progress) -> RunState:
    return RunState(
        id=progress.id,
        is_over=progress.is_over,
        by=progress.by,
        started_at=progress.started_at,
        stage=progress.stage,
        stages=[
            StageProgress(stage=stage, done=done, total=total)
            for stage, (done, total) in progress.stages.items()
        ],
        result=to_json(progress.result) if progress.result else None,
        error=to_json(progress.error) if progress.error else None,
    )
