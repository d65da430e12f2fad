"""What each run did, as the desk shows it.

Takes and gives Runs, whole.
"""

import datetime as dt
import json
from collections.abc import Collection

from sqlalchemy import Text, cast
from sqlmodel import col, select, update

from kexie_digest.errors import NotFound
from kexie_digest.model import Run
from kexie_digest.model.serialization import from_json, to_json
from kexie_digest.store._redacting import without
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import RunRow


def add(tx: Transaction, run: Run) -> bool:
    """Record that a run has begun.

    Args:
        tx: The unit of work.
        run: The run; one of the same id stays as it is.

    Returns:
        Whether it is new.
    """
    return bool(tx.insert_new(RunRow, [{"id": run.id, **_columns(run)}]))


def update_run(tx: Transaction, run: Run) -> None:
    """Record what a run has done so far, or that it has ended.

    Args:
        tx: The unit of work.
        run: The run as it is now.

    Raises:
        NotFound: It was never added.
    """
    if not tx.change(update(RunRow).where(col(RunRow.id) == run.id).values(**_columns(run))):
        raise NotFound("没有这次运行 (no such run)", subject=run.id)


def get(tx: Transaction, run_id: str) -> Run:
    """Give a run.

    Args:
        tx: The unit of work.
        run_id: Its id.

    Returns:
        The run as last recorded.

    Raises:
        NotFound: There is none.
    """
    row = tx.session.get(RunRow, run_id)
    if row is None:
        raise NotFound("没有这次运行 (no such run)", subject=run_id)
    return from_json(Run, row.run)


def list_latest(tx: Transaction, limit: int = 20) -> list[Run]:
    """List runs, the latest first.

    Args:
        tx: The unit of work.
        limit: The most to give.

    Returns:
        The runs.
    """
    query = select(RunRow).order_by(col(RunRow.started_at).desc(), col(RunRow.id).desc()).limit(limit)
    return [from_json(Run, row.run) for row in tx.session.exec(query)]


def list_failed(tx: Transaction, since: dt.datetime, limit: int = 100) -> list[Run]:
    """List runs that ended with failures.

    Args:
        tx: The unit of work.
        since: Those that ended then or later.
        limit: The most to give.

    Returns:
        The runs, the last to end first.
    """
    query = select(RunRow).where(col(RunRow.failure_count) > 0, col(RunRow.finished_at) >= since)
    latest = query.order_by(col(RunRow.finished_at).desc(), col(RunRow.id).desc()).limit(limit)
    return [from_json(Run, row.run) for row in tx.session.exec(latest)]


def list_asked_for(
    tx: Transaction, since: dt.datetime, machines: Collection[str], limit: int = 20
) -> list[Run]:
    """List runs that ended and that a person had started, whatever machines did since.

    Args:
        tx: The unit of work.
        since: Those that began then or later.
        machines: Who starts runs and is no person.
        limit: The most to give.

    Returns:
        The runs, the latest first.
    """
    by = col(RunRow.run)["by"].as_string()
    query = select(RunRow).where(
        col(RunRow.started_at) >= since, col(RunRow.finished_at).is_not(None), by.not_in(machines)
    )
    latest = query.order_by(col(RunRow.started_at).desc(), col(RunRow.id).desc()).limit(limit)
    return [from_json(Run, row.run) for row in tx.session.exec(latest)]


def make_nameless(tx: Transaction, address: str, alias: str) -> None:
    """Take a reader's address out of what runs told; counts and reasons stay.

    Args:
        tx: The unit of work.
        address: The address; case does not matter.
        alias: What stands in its place.
    """
    told = cast(col(RunRow.run), Text).icontains(address, autoescape=True)
    nameless = without(address, alias)
    for row in tx.session.exec(select(RunRow).where(told)).all():
        row.run = json.loads(nameless(json.dumps(row.run, ensure_ascii=False)))


def _columns(run: Run) -> dict[str, object]:
    return {
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "failure_count": len(run.failures),
        "run": to_json(run),
    }
