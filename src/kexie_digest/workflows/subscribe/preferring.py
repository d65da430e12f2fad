"""A reader's own page: what they get, changed by themselves.

Takes a token and wishes, gives the reader as now on record.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from kexie_digest import mailings
from kexie_digest.model import Application, Consent, Reader, Recipient, Subscription
from kexie_digest.store import Transaction, readers
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.subscribe.applying import check_themes, known_digests, may_write
from kexie_digest.workflows.subscribe.identifying import Standing, identify
from kexie_digest.workflows.subscribe.leaving import come_back, stop
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
        The holder, with the record where there is one, and what they get.

    Raises:
        NotFound: Code ``bad_token``.
    """
    with context.store.reading() as tx:
        standing = identify(context, tx, token)
        return replace(standing, gets=_gets(context, tx, standing))


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
        recipient = Recipient(standing.address, mailings.tidy_name(wishes.name), wishes.language)
        reader_id = readers.put(tx, recipient, mailings.mark_of(recipient.address))
        before = set(_gets(context, tx, standing))
        for digest, wish in wishes.subscriptions.items():
            readers.subscribe(tx, reader_id, wish)
            if digest not in before:
                consent = Consent(
                    "读者自行选择 (chosen on the preference page)", context.clock.now(), origin, digest
                )
                readers.add_consent(tx, reader_id, consent)
        come_back(context, tx, standing.address, list(wishes.subscriptions))
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


def _gets(context: Context, tx: Transaction, standing: Standing) -> dict[str, Subscription]:
    """Say what somebody is sent now: by their own wish, by a list, by the configuration itself."""
    reader, mark = standing.reader, mailings.mark_of(standing.address)
    wishes = {wish.digest: wish for wish in reader.subscriptions} if reader else {}
    places = {mailings.identity(standing.address), *(reader.lists if reader else ())}
    for digest in context.config.digests:
        named = {mailings.identity(one) if "@" in one else one for one in digest.recipients}
        if places & named:
            wishes.setdefault(digest.key, Subscription(digest.key))
    return {key: wish for key, wish in wishes.items() if not readers.suppressed(tx, [mark], key)}
