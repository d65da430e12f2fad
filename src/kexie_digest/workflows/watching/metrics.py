"""Figures for Prometheus: what stands in the store, and this process.

Takes the Context, gives the text format 0.0.4 (prometheus.io/docs/instrumenting/
exposition_formats). Names follow prometheus.io/docs/practices/naming: base units, ``_total``
for what only grows. Nothing in it is a reader's.
"""

import os
import resource
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from kexie_digest import __version__
from kexie_digest.errors import StoreError
from kexie_digest.model import Run
from kexie_digest.store import Transaction, runs
from kexie_digest.store.watching import figures, heartbeats
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.sources.watching import Watched, watch
from kexie_digest.workflows.watching import places

#: Labels, without the braces, → value.
Samples = Iterable[tuple[Mapping[str, str], float]]
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_RUNS = 20


def exposition(context: Context) -> str:
    """Write all figures.

    Args:
        context: The program.

    Returns:
        Text that Prometheus reads; without a database ``kexie_up`` is 0 and its figures are missing.
    """
    lines = [
        *_family("kexie_build_info", "gauge", "The program's version", [({"version": __version__}, 1)]),
        *_process(),
    ]
    for place in places.look(context):
        labels = {"folder": place.name}
        lines += _family("kexie_disk_free_bytes", "gauge", "Free bytes of a disk", [(labels, place.free)])
        lines += _family("kexie_disk_size_bytes", "gauge", "Bytes of a disk", [(labels, place.size)])
    try:
        watched = watch(context.store, context.config.sources, context.clock.now())
        with context.store.reading() as tx:
            lines += _stored(tx)
        lines += _sources(watched)
        up = 1
    except StoreError:
        up = 0
    lines += _family("kexie_up", "gauge", "Whether the database can be asked", [({}, up)])
    return "\n".join(lines) + "\n"


def _stored(tx: Transaction) -> Iterator[str]:
    yield from _family("kexie_database_size_bytes", "gauge", "Size of the database", [({}, figures.size(tx))])
    yield from _family("kexie_articles", "gauge", "Stored reports", [({}, figures.articles(tx))])
    yield from _by("kexie_documents", "Documents by state", "state", figures.documents(tx))
    editions = [
        ({"digest": digest, "state": state}, count) for (digest, state), count in figures.editions(tx).items()
    ]
    yield from _family("kexie_editions", "gauge", "Editions by digest and state", editions)
    yield from _by("kexie_campaigns", "Sendings of editions by state", "state", figures.campaigns(tx))
    yield from _by("kexie_deliveries", "Copies of editions by state", "state", figures.deliveries(tx))
    yield from _by("kexie_letters", "Letters to single readers by state", "state", figures.letters(tx))
    yield from _by("kexie_alarms", "Open alarms by kind", "kind", figures.alarms(tx))
    yield from _by("kexie_alarm_notices", "Notices of alarms by state", "state", figures.notices(tx))
    beats = [({"name": name}, at.timestamp()) for name, at in heartbeats.list_all(tx).items()]
    yield from _family("kexie_heartbeat_timestamp_seconds", "gauge", "When programs were heard of", beats)
    yield from _runs(runs.list_latest(tx, _RUNS))


def _runs(latest: list[Run]) -> Iterator[str]:
    """Describe the last run that ended; idle ticks leave none."""
    ended = next((run for run in latest if run.finished_at is not None), None)
    if ended is None or ended.finished_at is None:
        return
    name = "kexie_last_run"
    finished: Samples = [({}, ended.finished_at.timestamp())]
    yield from _family(f"{name}_finished_timestamp_seconds", "gauge", "When the last run ended", finished)
    yield from _family(f"{name}_duration_seconds", "gauge", "How long it took", [({}, ended.seconds or 0)])
    yield from _family(f"{name}_failures", "gauge", "What it could not do", [({}, len(ended.failures))])
    yield from _family(f"{name}_warnings", "gauge", "What it did with a doubt", [({}, len(ended.warnings))])
    stages = [({"stage": stage.name}, stage.seconds) for stage in ended.stages]
    yield from _family(f"{name}_stage_duration_seconds", "gauge", "How long its stages took", stages)


def _sources(watched: list[Watched]) -> Iterator[str]:
    conditions: dict[str, int] = {}
    for one in watched:
        conditions[one.health.condition.value] = conditions.get(one.health.condition.value, 0) + 1
    yield from _by("kexie_sources", "Sources by condition", "condition", conditions)
    good = [(one.source.key, one.state.last_ok) for one in watched]
    new = [(one.source.key, one.state.last_new) for one in watched]
    ends = [(one.source.key, one.state.certificate_until) for one in watched]
    name = "kexie_source"
    yield from _instants(f"{name}_last_success_timestamp_seconds", "When a source was read last", good)
    yield from _instants(f"{name}_last_new_timestamp_seconds", "When it last brought something", new)
    yield from _instants(f"{name}_certificate_expiry_timestamp_seconds", "Its certificate's end", ends)
    failures = [({"source": one.source.key}, one.state.failures) for one in watched]
    yield from _family(f"{name}_failures", "gauge", "Failed polls in a row", failures)


def _instants(name: str, said: str, known: list[tuple[str, datetime | None]]) -> Iterator[str]:
    samples = [({"source": key}, at.timestamp()) for key, at in known if at is not None]
    return _family(name, "gauge", said, samples)


def _process() -> Iterator[str]:
    """Describe this process with the names every client library uses."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = usage.ru_utime + usage.ru_stime
    yield from _family("process_cpu_seconds_total", "counter", "Processor time", [({}, seconds)])
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        files = len(list(Path("/proc/self/fd").iterdir()))
    except (OSError, ValueError, IndexError):
        return
    size = pages * os.sysconf("SC_PAGE_SIZE")
    yield from _family("process_resident_memory_bytes", "gauge", "Memory in use", [({}, size)])
    yield from _family("process_open_fds", "gauge", "Open files", [({}, files)])


def _by(name: str, said: str, label: str, counts: Mapping[str, int]) -> Iterator[str]:
    return _family(name, "gauge", said, [({label: key}, count) for key, count in counts.items()])


def _family(name: str, kind: str, said: str, samples: Samples) -> Iterator[str]:
    """Write one metric: what it is, then a line a sample; nothing when there is none."""
    lines = [f"{name}{_labels(labels)} {_number(value)}" for labels, value in samples]
    if lines:
        yield f"# HELP {name} {said}"
        yield f"# TYPE {name} {kind}"
        yield from sorted(lines)


def _labels(labels: Mapping[str, str]) -> str:
    said = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items())
    return f"{{{said}}}" if said else ""


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))
