"""读者: who reads, what they asked for, on what ground we write, and whom we must not write."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Recipient:
    """收件人: who gets a digest.

    ``address`` is what mail is sent to (ASCII, an international domain in punycode),
    ``given`` what the reader wrote where that differs.
    """

    address: str
    name: str = ""
    language: str = "zh-CN"
    given: str = ""

    @property
    def key(self) -> str:
        """The form in which two addresses of one reader are equal.

        Local parts differ by case in theory only (RFC 5321 §2.4): no provider keeps
        ``Li@`` and ``li@`` apart, and a reader must not get two copies.
        """
        return self.address.strip().lower()


class Frequency(StrEnum):
    """How many editions of a digest a reader wants."""

    EACH = "each"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Subscription:
    """订阅: one reader's wish for one digest.

    ``themes`` empty means all; ``weekly`` and ``monthly`` mean the first edition of a
    calendar week or month.
    """

    digest: str
    themes: tuple[str, ...] = ()
    frequency: Frequency = Frequency.EACH
    since: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """同意记录: on what ground we write to a reader (互联网电子邮件服务管理办法 art. 13).

    ``origin`` says where it came from (a page, a file and its line), ``text`` is the
    wording the reader saw.
    """

    basis: str
    at: dt.datetime
    origin: str
    text: str = ""


class SuppressionReason(StrEnum):
    """Why an address must not be mailed."""

    UNSUBSCRIBED = "unsubscribed"
    HARD_BOUNCE = "hard_bounce"
    COMPLAINT = "complaint"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Suppression:
    """禁发: an address that must not get a digest, or any (``digest`` empty).

    ``mark`` is a hash of the address; ``address`` is empty once the reader had their
    data deleted, and the mark alone goes on keeping mail away.
    """

    mark: str
    reason: SuppressionReason
    digest: str = ""
    address: str = ""
    note: str = ""
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """读者档案: everything kept of one reader."""

    recipient: Recipient
    id: int
    lists: tuple[str, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()
    consents: tuple[Consent, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    added_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """订阅申请: what somebody asked for on the sign-up page; nothing is sent before it is confirmed."""

    recipient: Recipient
    subscriptions: tuple[Subscription, ...]
    text: str
    origin: str
    requested_at: dt.datetime
    expires_at: dt.datetime
    confirmed_at: dt.datetime | None = None
