"""Alarms: look what is wrong, keep it, tell those who are to know; each trouble once.

Takes the Context, leaves rows and posts. What is new, changed or over is decided and put
into the boxes of notices and letters in one transaction; telling is tried again for a day.
"""

import logging
import secrets
from dataclasses import replace
from datetime import timedelta

from kexie_digest import mailings
from kexie_digest.errors import DeliveryError, KexieDigestError, SourceError
from kexie_digest.model import Alarm, AlarmKind, Notice, NoticeEvent, Recipient
from kexie_digest.renderers.email.letter import render_letter
from kexie_digest.store import Transaction
from kexie_digest.store.deliveries import letters
from kexie_digest.store.watching import alarms as rows
from kexie_digest.workflows import processes
from kexie_digest.workflows.alarms import looking, posting
from kexie_digest.workflows.context import Context, Hook
from kexie_digest.workflows.subscribe.posting import signer_for

#: How long to wait after each failed try; then a notice is given up.
_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))

_log = logging.getLogger(__name__)

__all__ = ["attend", "list_open", "tell", "update"]


def attend(context: Context) -> None:
    """Look, keep and tell; what goes wrong is logged, and tried again at the next look.

    Args:
        context: The program.
    """
    try:
        update(context)
        tell(context)
    except KexieDigestError:
        _log.exception("alarms could not be looked after; the next look tries again")


def list_open(context: Context) -> list[Alarm]:
    """List what is wrong, as last looked at.

    Args:
        context: The store.

    Returns:
        Open alarms, the oldest first.
    """
    with context.store.reading() as tx:
        return rows.list_open(tx)


def update(context: Context) -> list[tuple[NoticeEvent, Alarm]]:
    """Keep what is wrong now, and put what is new, changed or over into the boxes.

    Args:
        context: The program.

    Returns:
        What this program was the first to see.
    """
    present = looking.look(context)
    known = {(alarm.kind, alarm.subject): alarm for alarm in list_open(context)}
    seen = {(alarm.kind, alarm.subject) for alarm in present}
    is_known = all(
        key in known and known[key].mark == alarm.mark for alarm in present for key in [_key(alarm)]
    )
    if is_known and all(key in seen or not looking.covers(*key) for key in known):
        return []  # nothing to write: most looks find what the last one found
    happened: list[tuple[NoticeEvent, Alarm]] = []
    with context.store.transaction() as tx:
        for alarm in present:
            event = rows.raise_alarm(tx, alarm)
            if event is not None:
                happened.append((event, replace(alarm, since=tx.now)))
        for key, alarm in known.items():
            if key not in seen and looking.covers(*key) and rows.resolve(tx, alarm):
                happened.append((NoticeEvent.RESOLVED, alarm))
        for event, alarm in happened:
            rows.put_notices(tx, event, alarm, [posting.name_of(hook) for hook in context.watch.hooks])
            _put_letters(context, tx, event, alarm)
    for event, alarm in happened:
        _log.warning("alarm %s: %s %s: %s", event.value, alarm.kind.value, alarm.subject, alarm.message)
    return happened


def tell(context: Context) -> int:
    """Post the notices that are due.

    Args:
        context: The program.

    Returns:
        How many got there.
    """
    hooks = {posting.name_of(hook): hook for hook in context.watch.hooks}
    if not hooks:
        return 0
    with context.store.transaction() as tx:
        rows.release_lost(tx, processes.is_alive)
        due = rows.claim_notices(tx, list(hooks), processes.own_name())
    return sum(_post(context, notice, hooks[notice.target]) for notice in due)


def _key(alarm: Alarm) -> tuple[AlarmKind, str]:
    return alarm.kind, alarm.subject


def _post(context: Context, notice: Notice, hook: Hook) -> bool:
    now = context.clock.now()
    post = posting.write(
        notice, hook, publication=context.config.publication.name, desk=_desk(context), now=now
    )
    try:
        reply = context.source_tools.client.post(
            post.url, post.body, headers=post.headers, allow_private=context.watch.private
        )
        problem = posting.refusal(hook.form, reply.content)
    except SourceError as error:
        problem = error.message  # its subject is the address, which may hold a key
    wait = _WAITS[notice.attempts - 1] if notice.attempts <= len(_WAITS) else None
    with context.store.transaction() as tx:
        rows.settle_notice(tx, notice, problem or "ok", is_sent=not problem, wait=wait)
    if problem:
        how = "given up" if wait is None else "tried again later"
        _log.error("alarm %d was not taken by %s, %s: %s", notice.id, notice.target, how, problem)
    return not problem


def _put_letters(context: Context, tx: Transaction, event: NoticeEvent, alarm: Alarm) -> None:
    """Write the mail of an alarm into the box of letters, which is posted with the next mail."""
    if not context.watch.mail or not context.config.digests:
        return
    sender, publication = context.config.digests[0].sender, context.config.publication.name
    notice = Notice(0, event, alarm, "", context.clock.now())
    values = {
        "publication": publication,
        "spoken": posting.spoken(notice, publication).splitlines(),
        "since": alarm.since,
        "desk": _desk(context),
        "is_over": event is NoticeEvent.RESOLVED,
        "alarm": alarm,
    }
    said = render_letter("alarm", values, context.render_tools)
    for address in context.watch.mail:
        letter = mailings.Letter(
            sender=sender,
            recipient=Recipient(address),
            subject=said.subject,
            text=said.text,
            html=said.html,
            token=secrets.token_hex(12),
            date=context.clock.now(),
        )
        try:
            letters.put(tx, "alarm", mailings.write_letter(letter, signer_for(context, sender.address)))
        except DeliveryError as error:
            _log.exception("no alarm by mail to %s: %s", address, error.code)


def _desk(context: Context) -> str:
    return f"{context.render_tools.public_url}/desk/sources"
