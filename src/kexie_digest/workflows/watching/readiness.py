"""Whether the program can work: database, schema, scheduler, disks.

Takes the Context, gives findings; ``/readyz`` and ``doctor`` ask the same ones. It changes
nothing.
"""

from dataclasses import dataclass

from kexie_digest.errors import KexieDigestError
from kexie_digest.store import schema
from kexie_digest.store.watching import figures, heartbeats
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.watching import beats, places, serving

#: The check of who does what; a worker without a scheduler can work, if it is asked to.
WORKERS = "workers"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold: a stable name, whether it does, and what to do if not."""

    name: str
    is_ok: bool
    message: str
    advice: str = ""


def check(context: Context) -> list[Check]:
    """Look at everything that must hold.

    Args:
        context: The program.

    Returns:
        Database, schema, scheduler, workers where there are any, disks, in this order; what cannot
        be asked without a database is left out when there is none.
    """
    try:
        with context.store.reading() as tx:
            present, known = figures.revision(tx), heartbeats.list_all(tx)
            workers = serving.look(tx)
    except KexieDigestError as error:
        return [Check("database", is_ok=False, message=error.message, advice=error.advice), _disks(context)]
    return [
        Check("database", is_ok=True, message="可以读 (can be read)"),
        _schema(present),
        _scheduler(context, known),
        *([Check(WORKERS, *workers)] if workers else []),
        _disks(context),
    ]


def _schema(present: str) -> Check:
    newest = schema.newest()
    if present == newest:
        return Check("schema", is_ok=True, message=f"最新 {present} (current)")
    return Check(
        "schema",
        is_ok=False,
        message=f"数据库结构是 {present}，程序要 {newest} (another schema)",
        advice="请重启程序；另一个版本的程序升级过数据库。",
    )


def _scheduler(context: Context, known: beats.Beats) -> Check:
    """A scheduler of this machine that was heard of once must go on; none is needed for pages."""
    own = {name: at for name, at in known.items() if name == beats.own_scheduler()}
    if not own:
        return Check("scheduler", is_ok=True, message="本机没有定时程序 (none on this machine)")
    if beats.silent(own, context.clock.now()):
        return Check(
            "scheduler",
            is_ok=False,
            message=f"{next(iter(own.values())):%Y-%m-%d %H:%M} UTC 起没有动静 (silent)",
            advice="请检查 kexie-digest schedule 或 serve 是否还在运行。",
        )
    return Check("scheduler", is_ok=True, message="按时在走 (ticking)")


def _disks(context: Context) -> Check:
    found = places.look(context)
    full = [f"{place.folder} 只剩 {place.free / 1e9:.1f} GB" for place in found if place.is_nearly_full]
    if full:
        said = f"{'；'.join(full)} (nearly full)"
        return Check("disk", is_ok=False, message=said, advice="请清理磁盘或换大的。")
    said = "，".join(f"{place.name} {place.free / 1e9:.1f} GB" for place in found)
    return Check("disk", is_ok=True, message=f"{said} 可用 (free)")
