"""Sign up, and confirm (double opt-in).

Takes what somebody wrote on the sign-up page, gives a letter to the address; the link
in it makes them a reader, with the consent on record. The answer is the same for a
known, an unknown and a suppressed address.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kexie_digest import mailings
from kexie_digest.errors import ConfigError, NotFound
from kexie_digest.model import (
    Application,
    Consent,
    Digest,
    Frequency,
    Reader,
    Recipient,
    Subscription,
    SuppressionReason,
)
from kexie_digest.store import Transaction, readers
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.subscribe.leaving import come_back, revive
from kexie_digest.workflows.subscribe.posting import put_letter

#: How long a confirmation link is good.
DAYS = 7

#: Letters an address may be sent within a day, whoever asks: a form must not be a weapon.
MOST_A_DAY = 3

#: Who asked never to be written to by us again gets no letter either.
_FINAL = (SuppressionReason.COMPLAINT, SuppressionReason.MANUAL)

#: A mailbox that was dead may be back, and its owner says so by confirming; while it is dead,
#: letters to it cost the sender's good name.
_MOST_TO_DEAD = 1

BASIS = "双重确认订阅 (double opt-in)"


@dataclass(frozen=True, slots=True)
class SignUp:
    """What somebody wrote: ``text`` is the consent they saw, ``origin`` the page and the network address."""

    address: str
    digests: Sequence[str]
    text: str
    origin: str
    name: str = ""
    language: str = "zh-CN"
    themes: Sequence[str] = ()
    frequency: Frequency = Frequency.EACH


def request(context: Context, sign_up: SignUp) -> None:
    """Take a sign-up; a letter asks the address to confirm it.

    Args:
        context: The program.
        sign_up: What was written.

    Raises:
        DeliveryError: ``bad_address``: it cannot be an address.
        ConfigError: ``unknown_digest``, ``unknown_theme``, ``no_digest``.
    """
    # Nobody has shown yet that the name is theirs: what advertises is not kept either.
    name = mailings.spoken_name(sign_up.name)
    recipient = mailings.read_recipient(sign_up.address, name, sign_up.language)
    digests = known_digests(context, sign_up.digests)
    check_themes(context, sign_up.themes)
    now = context.clock.now()
    application = Application(
        recipient=recipient,
        subscriptions=tuple(
            Subscription(digest.key, tuple(sign_up.themes), sign_up.frequency) for digest in digests
        ),
        text=sign_up.text,
        origin=sign_up.origin,
        requested_at=now,
        expires_at=now + timedelta(days=DAYS),
    )
    with context.store.transaction() as tx:
        if not may_write(tx, recipient, now, is_sign_up=True):
            return
        token = mailings.make_application_token(context.secret, recipient.address, secrets.token_hex(8))
        readers.add_application(tx, token, mailings.mark_of(recipient.address), application)
        put_letter(
            context,
            tx,
            "confirm",
            recipient,
            digests[0],
            titles=[digest.title for digest in digests],
            address=f"{context.render_tools.public_url}/c/{token}",
            days=DAYS,
            consent=sign_up.text,
        )


def look_at_application(context: Context, token: str) -> Application:
    """Show what a confirmation link is about; nothing is confirmed by looking.

    Args:
        context: The program.
        token: From the link.

    Returns:
        The application, perhaps confirmed before.

    Raises:
        NotFound: Code ``bad_token``: never made, or run out.
    """
    with context.store.reading() as tx:
        return _application(tx, token)


def confirm(context: Context, token: str) -> Reader:
    """Make somebody a reader; doing it again changes nothing.

    Args:
        context: The program.
        token: From the letter's link.

    Returns:
        The reader as now on record.

    Raises:
        NotFound: Code ``bad_token``.
    """
    with context.store.transaction() as tx:
        application = _application(tx, token)
        recipient = application.recipient
        mark = mailings.mark_of(recipient.address)
        if not readers.mark_confirmed(tx, token):
            known = readers.find(tx, recipient.key)
            if known is not None:
                return known
            raise _run_out()  # confirmed once, and the data deleted since
        reader_id = readers.put(tx, recipient, mark)
        for wish in application.subscriptions:
            readers.subscribe(tx, reader_id, wish)
        if readers.suppressed(tx, [mark]).get(mark) is SuppressionReason.HARD_BOUNCE:
            revive(tx, recipient.address)
        come_back(context, tx, recipient.address, [wish.digest for wish in application.subscriptions])
        consent = Consent(BASIS, context.clock.now(), application.origin, application.text)
        readers.add_consent(tx, reader_id, consent)
        return readers.get(tx, reader_id)


def may_write(tx: Transaction, recipient: Recipient, now: datetime, *, is_sign_up: bool = False) -> bool:
    """Say whether an address may get one more letter.

    Args:
        tx: The unit of work.
        recipient: Whom.
        now: The present instant.
        is_sign_up: The letter asks to confirm a sign-up, which a dead address may do.

    Returns:
        False when it complained, is dead, or has had today's letters.
    """
    mark = mailings.mark_of(recipient.address)
    reason = readers.suppressed(tx, [mark]).get(mark)
    is_dead = reason is SuppressionReason.HARD_BOUNCE
    if reason in _FINAL or (is_dead and not is_sign_up):
        return False
    most = _MOST_TO_DEAD if is_dead else MOST_A_DAY
    return readers.count_applications(tx, mark, now - timedelta(days=1)) < most


def known_digests(context: Context, keys: Sequence[str]) -> list[Digest]:
    """Find the digests that were asked for.

    Args:
        context: The program.
        keys: Their keys.

    Returns:
        The digests, in the order of the configuration.

    Raises:
        ConfigError: ``unknown_digest``, ``no_digest``.
    """
    known = {digest.key: digest for digest in context.config.digests}
    for key in keys:
        if key not in known:
            raise ConfigError("没有这个简报 (no such digest)", subject=key, code="unknown_digest")
    if not keys:
        raise ConfigError(
            "没有选择简报 (no digest was chosen)", code="no_digest", advice="请至少选一种简报。"
        )
    return [digest for digest in context.config.digests if digest.key in keys]


def check_themes(context: Context, themes: Sequence[str]) -> None:
    """Refuse themes that nobody knows.

    Args:
        context: The program.
        themes: Keys; none means all themes.

    Raises:
        ConfigError: ``unknown_theme``.
    """
    known = {theme.key for theme in context.config.themes}
    for theme in themes:
        if theme not in known:
            raise ConfigError("没有这个专题 (no such theme)", subject=theme, code="unknown_theme")


def _application(tx: Transaction, token: str) -> Application:
    application = readers.get_application(tx, token)
    if application is None:
        raise _run_out()
    return application


def _run_out() -> NotFound:
    return NotFound(
        "确认链接无效或已过期 (this confirmation link is not valid any more)",
        code="bad_token",
        advice=f"链接在 {DAYS} 天内有效；请在订阅页重新申请。",
    )
