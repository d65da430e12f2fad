"""What workflows work with: configuration, store, clock, templates, places.

Built once by ``app``; nothing else in the program is global.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kexie_digest.clock import Clock
from kexie_digest.model import Config
from kexie_digest.renderers import Tools as RenderTools
from kexie_digest.sources import Tools as SourceTools
from kexie_digest.store import Blobs, Store

#: Told the stage, how many are done and how many there are; draws the progress bar.
Notify = Callable[[str, int, int], None]


def silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Context:
    """The program put together.

    ``output`` is where editions go, ``var`` holds database, originals and lock;
    ``channel_url`` is where mail goes (``smtp://…`` or ``file:///folder``);
    ``secret`` keys the tokens in unsubscribe links.
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
