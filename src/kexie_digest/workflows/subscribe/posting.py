"""Write letters into the box, and post what is in it.

Takes the kind of a letter and its words, gives a row; posting sends every letter that is
due over the first account that takes it.
"""

import secrets
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

from kexie_digest import channels, mailings
from kexie_digest.errors import DeliveryError
from kexie_digest.model import Digest, Recipient
from kexie_digest.renderers.email.letter import render_letter
from kexie_digest.store import Transaction
from kexie_digest.store.deliveries import letters
from kexie_digest.workflows import processes
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.jobs import pokes
from kexie_digest.workflows.journal import Journal

#: A letter that could not be posted for so many tries (a day) is given up.
_LAST_ATTEMPT = 10


def put_letter(
    context: Context,
    tx: Transaction,
    kind: str,
    recipient: Recipient,
    digest: Digest,
    **values: object,
) -> None:
    """Write a letter and put it into the box.

    Args:
        context: The program.
        tx: The unit of work that the letter belongs to.
        kind: Its templates' name.
        recipient: To whom.
        digest: In whose name.
        values: What the templates ask for.
    """
    sender, name = digest.sender, mailings.spoken_name(recipient.name)
    words = {"name": name, "sender_name": sender.name, "sender_address": sender.address}
    said = render_letter(kind, {**words, **values}, context.render_tools)
    now = context.clock.now()
    letter = mailings.Letter(
        sender=sender,
        recipient=replace(recipient, name=name),
        subject=said.subject,
        text=said.text,
        html=said.html,
        token=secrets.token_hex(12),
        date=now,
    )
    letters.put(tx, kind, mailings.write_letter(letter, signer_for(context, sender.address)))
    context.jobs.defer(tx, [pokes.preparing_mail()])  # somebody waits for it


def signer_for(context: Context, sender: str) -> mailings.Signer | None:
    """Give the signer of mail from an address, when we sign ourselves.

    Args:
        context: The program.
        sender: The sender's address.

    Returns:
        The signer, or None when the relay signs.

    Raises:
        DeliveryError: ``bad_dkim_key``.
    """
    if context.mail.dkim_key is None:
        return None
    key = mailings.read_key(context.mail.dkim_key)
    domain = mailings.normalise_address(sender).rpartition("@")[2]
    return mailings.Signer(domain, context.mail.dkim_selector, context.clock.now(), key)


def post_letters(context: Context, journal: Journal | None = None) -> int:
    """Post what is due.

    Args:
        context: The program.
        journal: Told letters that were given up.

    Returns:
        How many were posted.
    """
    with context.store.transaction() as tx:
        letters.release_lost(tx, processes.is_alive)
        waiting = letters.claim(tx, processes.own_name())
    troubles: list[DeliveryError] = []
    posted = 0
    for account in context.accounts:
        if not waiting:
            break
        try:
            posted += _post_over(context, account, waiting, journal)
        except DeliveryError as error:  # the account: every letter would meet the same
            troubles.append(error)
    if journal is not None and len(troubles) == len(context.accounts):
        journal.fail("deliver", troubles[0])
    return posted


def _post_over(context: Context, account: str, waiting: list[letters.Posted], journal: Journal | None) -> int:
    """Post over one account; what it was given leaves the list, the account's own fault stops it."""
    posted = 0
    with closing(channels.open_channel(account)) as channel:
        while waiting:
            posted += _post(context, channel, waiting[0], journal)
            del waiting[0]
    return posted


def _post(
    context: Context, channel: channels.Channel, letter: letters.Posted, journal: Journal | None
) -> bool:
    try:
        reply = channel.deliver(letter.message, lambda: _is_ours(context, letter))
    except DeliveryError as error:
        with context.store.transaction() as tx:
            if error.permanent or letter.attempts >= _LAST_ATTEMPT:
                letters.mark_failed(tx, letter, error.message)
            else:
                later = context.clock.now() + timedelta(minutes=2**letter.attempts)
                letters.mark_deferred(tx, letter, error.message, later)
        if error.code in channels.ACCOUNT_CODES:
            raise
        if journal is not None and error.permanent:
            journal.warn("deliver", error)
        return False
    with context.store.transaction() as tx:
        letters.mark_sent(tx, letter, reply.text)
    return True


def _is_ours(context: Context, letter: letters.Posted) -> bool:
    """Ask before it leaves: the letters before it may have taken a slow server longer than ours are held."""
    with context.store.transaction() as tx:
        return letters.hold(tx, letter)
