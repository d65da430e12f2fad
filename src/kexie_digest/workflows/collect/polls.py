"""Polled sources: all are asked first, then what is new is read."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from kexie_digest import sources
from kexie_digest.errors import StoreError
from kexie_digest.model import ClaimState, Document, Source, SourceState
from kexie_digest.sources import polling, rounds
from kexie_digest.sources.feed.pictures import PictureFetcher
from kexie_digest.store import documents, originals, source_state
from kexie_digest.workflows.collect.unfinished import take_unfinished
from kexie_digest.workflows.collect.watch import Watch
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.jobs import pokes
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.pictures import FeedShelf
from kexie_digest.workflows.taking import Terms, storable
from kexie_digest.workflows.watching.marks import marked

#: Refusals of the store that are one item's, and no other's.
_OF_ONE_ITEM = {"too_long", "bad_text"}


def read_unfinished(context: Context, source: Source, journal: Journal) -> None:
    """Read what was claimed of a source and not read to the end.

    Args:
        context: The program.
        source: The source.
        journal: Told counts, warnings and failures.
    """
    with context.store.reading() as tx:
        state = source_state.get(tx, source.key)
    take_unfinished(context, source.key, journal, _terms(context, source, state))


def collect_sources(
    context: Context, polled: Sequence[Source], journal: Journal, watch: Watch | None
) -> None:
    """Ask every source first, then read what is new: a source with much to read holds up nobody.

    Args:
        context: The program.
        polled: The sources.
        journal: Told counts, warnings and failures.
        watch: Of a scheduler, which asks those that are due; None asks all.
    """
    with context.store.reading() as tx:
        states = {source.key: source_state.get(tx, source.key) for source in polled}
    now = context.clock.now()
    due = [
        (source, states[source.key])
        for source in polled
        if watch is None or polling.is_due(states[source.key], now)
    ]
    is_reading_left = watch is not None and watch.is_reading_left
    keep = partial(_keep_new, context)
    for done, (source, fetched) in enumerate(rounds.fetch_all(due, context.source_tools, prepare=keep)):
        context.notify("collect", done, len(due))
        with marked(source=source.key):
            before = states[source.key] if is_reading_left else None
            states[source.key] = _take_in(context, source, fetched, journal, before)
    if not is_reading_left:
        _read_sources(context, polled, states, journal)


def _read_sources(
    context: Context, polled: Sequence[Source], states: Mapping[str, SourceState], journal: Journal
) -> None:
    """Read what was claimed of each source, in this run or in one that died."""
    with context.store.reading() as tx:
        unread = documents.unfinished_sources(tx)
    to_read = [source for source in polled if source.key in unread]
    for done, source in enumerate(to_read):
        context.notify("collect", done, len(to_read))
        with marked(source=source.key):
            take_unfinished(context, source.key, journal, _terms(context, source, states[source.key]))


def _take_in(
    context: Context, source: Source, fetched: sources.Fetched, journal: Journal, before: SourceState | None
) -> SourceState:
    """Record how a poll went and claim what it brought; give what to remember of the source."""
    if fetched.error is not None:
        journal.fail("collect", fetched.error)
    for warning in fetched.warnings:
        journal.warn("collect", warning)
    for note in fetched.notes:
        journal.note(f"来源 {source.key}：{note} (the source was read with a doubt)")
    try:
        state = _claim_all(context, source, fetched, before)
    except StoreError as error:
        if error.code not in _OF_ONE_ITEM:
            raise
        good = _claimable(context, fetched, journal)  # not acknowledged: a letter not kept stays unread
        return _claim_all(context, source, replace(fetched, documents=good), before)
    fetched.acknowledge()
    return state


def _claimable(context: Context, fetched: sources.Fetched, journal: Journal) -> tuple[Document, ...]:
    """Claim the items of a poll one by one; give those that the store can hold, name the others."""
    good = []
    for document in fetched.documents:
        try:
            with context.store.transaction() as tx:
                documents.claim(tx, document)
        except StoreError as error:
            if error.code not in _OF_ONE_ITEM:
                raise
            error.subject = document.hints.title or document.address
            journal.fail("collect", error)
        else:
            good.append(document)
    return tuple(good)


def _keep_new(context: Context, fetched: sources.Fetched) -> sources.Fetched:
    """Keep the bytes of what a poll brought and nobody knew yet; the rest is left out.

    Done in the threads that poll: each waits for the disk, and the disk writes for many at once.
    """
    items = [storable(document) for document in fetched.documents]
    with context.store.reading() as tx:
        settled = documents.settled(tx, items)
    new = tuple(item for position, item in enumerate(items) if position not in settled)
    if fetched.original is not None:
        context.blobs.put(fetched.original.content)
    for document in new:
        context.blobs.put(document.content)
    return replace(fetched, documents=new)


def _claim_all(
    context: Context, source: Source, fetched: sources.Fetched, before: SourceState | None
) -> SourceState:
    """Claim every new item in the transaction that keeps the validators of the reply.

    With what was remembered ``before`` the poll, nobody else may have polled the source since, and
    reading is left to a job.
    """
    with context.store.transaction() as tx:
        if fetched.original is not None:
            originals.add(tx, storable(fetched.original))
        claims = documents.claim_items(tx, fetched.documents)
        # An item that failed before is not tried again at every poll: its bytes are the same.
        fresh = [row for row in claims if row.state in {ClaimState.NEW, ClaimState.UNFINISHED}]
        state = polling.after_storing(fetched.state, len(fresh), context.clock.now(), doubts=fetched.notes)
        until = context.source_tools.client.certificate_until(source.url)
        state = replace(state, certificate_until=until or state.certificate_until)
        if before is not None:
            source_state.require(tx, source.key, before)
            context.jobs.defer(tx, [pokes.reading(source.key)] if fresh else [])
        source_state.put(tx, source.key, state)
    return state


def _terms(context: Context, source: Source, state: SourceState) -> Terms:
    """Rights, the day before which this source's items are backlog, and its pictures."""
    first = state.first_ok
    return Terms(
        source.rights,
        (first - dt.timedelta(days=source.backlog_days)).date() if first else None,
        FeedShelf(PictureFetcher(source, context.source_tools.client)),
    )
