"""What the sign-up page does: letters asked for by a form, counted by who asks.

Takes what was typed, calls ``workflows.subscribe``. The wording of the consent is kept
here, for the page and the record must say the same.
"""

import logging
from dataclasses import dataclass

from kexie_digest import mailings
from kexie_digest.errors import ConfigError, Conflict, KexieDigestError
from kexie_digest.model import Frequency
from kexie_digest.workflows import subscribe
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.reader import pacing

_log = logging.getLogger(__name__)

#: What somebody agrees to (互联网电子邮件服务管理办法 art. 13).
CONSENT = "我同意接收所选简报的邮件；我的邮箱只用于寄送简报，随时可以退订，也可以要求删除全部数据。"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody typed into the sign-up form."""

    address: str
    digests: tuple[str, ...] = ()
    name: str = ""
    themes: tuple[str, ...] = ()
    frequency: Frequency = Frequency.EACH
    has_consented: bool = False


def sign_up(context: Context, wish: Wish, *, client: str) -> None:
    """Take a sign-up form.

    Args:
        context: The program.
        wish: What was typed.
        client: The network address it came from, for the record and the count.

    Raises:
        ConfigError: ``no_consent``, ``no_digest``, ``unknown_digest``, ``unknown_theme``.
        DeliveryError: ``bad_address``.
        Conflict: ``too_many_tries``.
    """
    if not wish.has_consented:
        raise ConfigError(
            "没有勾选同意 (the consent was not ticked)", code="no_consent", advice="请先勾选同意，再提交。"
        )
    mailings.read_recipient(wish.address, wish.name)
    pacing.count(context, client)
    if _is_flooded(context, wish.address):
        return
    subscribe.request(
        context,
        subscribe.SignUp(
            address=wish.address,
            digests=wish.digests,
            text=CONSENT,
            origin=f"/subscribe {client}",
            name=wish.name,
            themes=wish.themes,
            frequency=wish.frequency,
        ),
    )


def check(context: Context, address: str, *, client: str) -> None:
    """Refuse what cannot be an address, and who asks too often; nothing else is told.

    Args:
        context: The program.
        address: As typed.
        client: The network address it came from.

    Raises:
        DeliveryError: ``bad_address``.
        Conflict: ``too_many_tries``.
    """
    mailings.read_recipient(address)
    pacing.count(context, client)


def send_link(context: Context, address: str, *, origin: str) -> None:
    """Mail a reader the link to their own page; who asked has their answer already.

    Args:
        context: The program.
        address: One that was checked.
        origin: The page it was asked for on.
    """
    try:
        if not _is_flooded(context, address):
            subscribe.send_link(context, address, origin)
    except KexieDigestError as error:
        _log.error("the letter with a reader's link was not written: %s", error)


def _is_flooded(context: Context, address: str) -> bool:
    """Count by mailbox, and say nothing of it: ``li+1@``, ``li+2@`` … are one, nobody's to be flooded."""
    local, _, domain = mailings.normalise_address(address).rpartition("@")
    box = mailings.mark_of(f"{local.partition('+')[0] or local}@{domain}")
    try:
        pacing.count(context, f"box:{box}", pacing.MOST_A_BOX)
    except Conflict:
        return True
    return False
