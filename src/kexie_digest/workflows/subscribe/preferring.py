"""A reader's own page: what they get, changed by themselves.

Takes a token and wishes, gives the reader as now on record.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from kexie_digest import mailings
from kexie_digest.model import Application, Consent, Reader, Recipient, Subscription, SuppressionReason
from kexie_digest.store import readers
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.subscribe.applying import check_themes, known_digests, may_write
from kexie_digest.workflows.subscribe.identifying import Standing, identify, look
from kexie_digest.workflows.subscribe.leaving import stop
from kexie_digest.workflows.subscribe.posting import put_letter


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a reader chose: digest → subscription for every digest they want, and how to write to them."""

    subscriptions: Mapping[str, Subscription]
    name: str = ""
    language: str = "zh-CN"


def preferences(context: Context, token: str) -> Standing:
    """Show what a reader gets.

    Args:
        context: The program.
        token: From a mail's link or the reader's own.

    Returns:
        The holder, with the record where there is one.

    Raises:
        NotFound: Code ``bad_token``.
    """
    return look(context, token)


def change(context: Context, token: str, wishes: Wishes, origin: str) -> Reader:
    """Bring a reader's wishes up to date; what is not among them ends.

    Args:
        context: The program.
        token: From a mail's link or the reader's own.
        wishes: All they want from now on.
        origin: The page it was chosen on, for the record of consent.

    Returns:
        The reader as now on record.

    Raises:
        NotFound: Code ``bad_token``.
        ConfigError: ``unknown_digest``, ``unknown_theme``.
    """
    if wishes.subscriptions:
        known_digests(context, list(wishes.subscriptions))
    for wish in wishes.subscriptions.values():
        check_themes(context, wish.themes)
    with context.store.transaction() as tx:
        standing = identify(context, tx, token)
        recipient = Recipient(standing.address, wishes.name, wishes.language)
        reader_id = readers.put(tx, recipient, mailings.mark_of(recipient.address))
        before = {wish.digest for wish in standing.reader.subscriptions} if standing.reader else set[str]()
        for digest, wish in wishes.subscriptions.items():
            readers.subscribe(tx, reader_id, wish)
            readers.lift(tx, mailings.mark_of(recipient.address), digest, [SuppressionReason.UNSUBSCRIBED])
            if digest not in before:
                consent = Consent(
                    "读者自行选择 (chosen on the preference page)", context.clock.now(), origin, digest
                )
                readers.add_consent(tx, reader_id, consent)
        for digest in sorted((before | {standing.digest} - {""}) - set(wishes.subscriptions)):
            stop(tx, standing.address, digest)
        return readers.get(tx, reader_id)


def send_link(context: Context, address: str, origin: str) -> None:
    """Mail a reader the link to their own page; the answer is the same for anybody.

    Args:
        context: The program.
        address: As typed.
        origin: The page it was asked for on.

    Raises:
        DeliveryError: ``bad_address``.
    """
    asked = mailings.read_recipient(address)
    now = context.clock.now()
    with context.store.transaction() as tx:
        reader = readers.find(tx, asked.key)
        if reader is None or not may_write(tx, asked, now):
            return
        recipient = reader.recipient
        token = mailings.make_reader_token(context.secret, reader.id, recipient.address)
        # Counted like a sign-up, so that one address gets no more letters a day by either way.
        counted = mailings.make_application_token(context.secret, recipient.address, secrets.token_hex(8))
        record = Application(recipient, (), "", origin, now, now + timedelta(days=1))
        readers.add_application(tx, counted, mailings.mark_of(recipient.address), record)
        page = f"{context.render_tools.public_url}/p/{token}"
        put_letter(context, tx, "manage", recipient, context.config.digests[0], address=page)
