"""What workflows work with: configuration, store, clock, templates, places.

Built once by ``app``; nothing else in the program is global.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kexie_digest.clock import Clock
from kexie_digest.model import Config
from kexie_digest.renderers import Tools as RenderTools
from kexie_digest.sources import Tools as SourceTools
from kexie_digest.store import Blobs, Objects, Store
from kexie_digest.workflows.jobs.contract import Jobs, NoJobs
from kexie_digest.workflows.rendering import Limits

#: How long a worker keeps a period that is not heard of: another host waits for so long.
LEASE = dt.timedelta(seconds=60)

#: Told the stage, how many are done and how many there are; draws the progress bar.
Notify = Callable[[str, int, int], None]


def silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def never() -> bool:
    """Go on: nobody asks this program to stop."""
    return False


@dataclass(frozen=True, slots=True)
class MailRoom:
    """How mail leaves and comes back; ``repr`` shows neither passwords nor the key.

    ``accounts`` are channel addresses, tried side by side; ``dkim_key`` is PEM, None
    leaves signing to the relay; ``bounce_address`` makes each copy's return address;
    ``window`` is the local time from and to which mail goes out.
    """

    accounts: tuple[str, ...] = field(default=(), repr=False)
    dkim_key: bytes | None = field(default=None, repr=False)
    dkim_selector: str = "kexie"
    bounce_address: str = ""
    bounce_mailbox: str = field(default="", repr=False)
    window: tuple[dt.time, dt.time] | None = None


@dataclass(frozen=True, slots=True)
class Hook:
    """Where alarms are posted: ``form`` is ``wecom``, ``dingtalk`` or ``feishu``, empty for our own JSON."""

    url: str = field(repr=False)
    form: str = ""
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class WatchRoom:
    """Who watches the program, and how; ``repr`` shows no secret.

    Alarms go to ``hooks`` and to the addresses of ``mail``; ``private`` are hosts of hooks that
    may lie in the own network; ``metrics_token`` opens ``/metrics`` from elsewhere.
    """

    hooks: tuple[Hook, ...] = ()
    mail: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    metrics_token: str = field(default="", repr=False)
    is_log_json: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """The program put together.

    ``output`` is where editions go, ``var`` holds database, originals and lock;
    ``channel_url`` is where mail goes (``smtp://…`` or ``file:///folder``);
    ``secret`` keys the tokens in unsubscribe links; ``render_limits`` hold for each output.
    ``lease`` is how long a worker that is not heard of keeps a period; ``objects`` is the bucket
    that machines share, if any; ``jobs`` does what is to be done at once; ``is_stopping`` says that
    nothing more is to be begun.
    """

    config: Config
    store: Store
    blobs: Blobs
    clock: Clock
    source_tools: SourceTools
    render_tools: RenderTools
    output: Path
    var: Path
    channel_url: str
    secret: bytes
    notify: Notify = silent
    render_limits: Limits = field(default_factory=Limits)
    mail: MailRoom = field(default_factory=MailRoom)
    watch: WatchRoom = field(default_factory=WatchRoom)
    lease: dt.timedelta = LEASE
    objects: Objects | None = None
    jobs: Jobs = field(default_factory=NoJobs)
    is_stopping: Callable[[], bool] = never

    @property
    def accounts(self) -> tuple[str, ...]:
        """Where mail goes: the accounts that are set, or the one channel."""
        return self.mail.accounts or (self.channel_url,)
