"""What an owner configures: sources, drops, digests, themes.

``config`` reads these from ``sources.yaml``; stages get them as plain values.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from kexie_digest.model.document import Rights
from kexie_digest.model.run import CatchUp, OnEmpty
from kexie_digest.model.schedule import OwnDays, Schedule
from kexie_digest.model.understanding import Theme


@dataclass(frozen=True, slots=True)
class Publication:
    """Who publishes the digests, and in which time zone."""

    name: str = "科协简报"
    publisher: str = ""
    timezone: str = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Recipe:
    """配方: where a list page keeps what; each a CSS selector or an XPath, empty when not given.

    ``list`` finds the entries on the list page; ``link``, ``title`` and ``date`` are looked for
    within an entry, ``body`` on the article's own page.
    """

    list: str = ""
    link: str = ""
    title: str = ""
    date: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """来源: a place we poll.

    ``recipe`` serves list pages; ``account`` names the setting that holds a mailbox's login.
    """

    key: str
    kind: str
    url: str
    name: str = ""
    every: timedelta = timedelta(minutes=30)
    rights: Rights = Rights.EXCERPT
    layout: str | None = None
    backlog_days: int = 14
    allow_private: tuple[str, ...] = ()
    recipe: Recipe = field(default_factory=Recipe)
    account: str = ""


@dataclass(frozen=True, slots=True)
class Drop:
    """投放文件夹: a folder people put pages in; ``path`` is absolute."""

    key: str
    path: str
    rights: Rights = Rights.FULL
    layout: str | None = None


class BodyLength(StrEnum):
    """How much of an article an output prints."""

    FULL = "full"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Sender:
    """From whom the digest's mail comes."""

    name: str = "科协简报"
    address: str = "digest@digest.invalid"


@dataclass(frozen=True, slots=True)
class Colophon:
    """报尾 of an official bulletin: to whom it goes, and how many copies are printed.

    报 goes to offices above, 送 to offices beside, 发 to offices below; ``copies`` 0 is
    not printed.
    """

    report_to: tuple[str, ...] = ()
    send_to: tuple[str, ...] = ()
    distribute_to: tuple[str, ...] = ()
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Digest:
    """A periodical that we publish.

    ``sections`` are theme keys in order; ``"*"`` stands for all themes not named.
    ``recipients`` are mail addresses or list names. ``press_icc`` is the absolute path of
    the printer's colour profile (empty: a common one), ``press_condition`` the registered
    name of its printing condition, such as ``FOGRA39`` (empty: read from the profile).
    ``review`` names the steps an edition must pass before it is published (empty: none,
    it is published as composed); with ``four_eyes`` nobody approves what they changed or
    approved before. Mail that is older than ``max_age`` days waits for an editor (0: never).
    ``timezone`` is where its schedule and its dates are read (empty: the publication's).
    ``catch_up`` and ``empty`` say what becomes of appearances that were missed, or have no news.
    ``colour`` is the red's place taken by another, such as ``#0b4f8a`` (empty: the templates' own).
    """

    key: str
    title: str
    sections: tuple[str, ...] = ("awards", "cooperation", "science_popularization", "*")
    schedule: Schedule | None = None
    style: str = "newspaper"
    body_email: BodyLength = BodyLength.SUMMARY
    body_bulletin: BodyLength = BodyLength.FULL
    sender: Sender = field(default_factory=Sender)
    recipients: tuple[str, ...] = ()
    hold_flagged: bool = False
    press_icc: str = ""
    press_condition: str = ""
    colophon: Colophon = field(default_factory=Colophon)
    review: tuple[str, ...] = ()
    four_eyes: bool = False
    max_age: int = 14
    timezone: str = ""
    catch_up: CatchUp = CatchUp.ONE
    empty: OnEmpty = OnEmpty.SKIP
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything ``sources.yaml`` says, checked; ``file`` is None for the built-in default.

    ``themes_learning`` lets editors' corrections teach the themes, where that is better.
    ``own_days`` are days off and workdays that the owner knows.
    """

    publication: Publication
    sources: tuple[Source, ...]
    drops: tuple[Drop, ...]
    themes: tuple[Theme, ...]
    digests: tuple[Digest, ...]
    file: str | None = None
    themes_learning: bool = True
    own_days: OwnDays = field(default_factory=OwnDays)

    def timezone_of(self, digest: Digest) -> str:
        """Name the zone in which a digest's schedule and dates are read."""
        return digest.timezone or self.publication.timezone
