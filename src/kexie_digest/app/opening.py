"""The program put together: everything workflows work with, or the store alone.

Takes configuration and settings, gives context managers that close what they opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kexie_digest import config as configuration
from kexie_digest.app import rooms
from kexie_digest.app.places import check_folders, make_drop_folders, root_of, sqlite_file
from kexie_digest.clock import Clock, SystemClock
from kexie_digest.config import Settings
from kexie_digest.model import Config

if TYPE_CHECKING:
    from kexie_digest.store import Store
    from kexie_digest.workflows.context import Context, Notify


@contextmanager
def opened(
    config: Config,
    *,
    settings: Settings | None = None,
    output: Path | None = None,
    drops: Path | None = None,
    clock: Clock | None = None,
    notify: Notify | None = None,
) -> Iterator[Context]:
    """Put the program together and close it afterwards.

    Args:
        config: From :func:`load_config`.
        settings: Machine settings; default: from the environment.
        output: Where editions go; default: ``output/`` beside ``sources.yaml``.
        drops: A drop folder named on the command line; checked, not yet used.
        clock: Where the time comes from.
        notify: Told the progress.

    Yields:
        What workflows work with.

    Raises:
        ConfigError: A setting is wrong, or a drop folder holds the program's own files.
        StoreError: The store cannot be opened.
    """
    from kexie_digest.store import Blobs, Objects, SharedBlobs, Store
    from kexie_digest.workflows.context import Context, silent

    settings = settings or configuration.load_settings()
    clock = clock or SystemClock()
    root = root_of(config)
    check_folders(config, settings=settings, output=output, drops=drops)
    make_drop_folders(config, root)
    folder = settings.var_dir / "originals"
    objects = Objects(settings.objects_url.get_secret_value()) if settings.objects_url else None
    with Store.open(settings.database_url.get_secret_value(), clock=clock) as store:
        yield Context(
            config=config,
            store=store,
            blobs=SharedBlobs(objects, folder) if objects else Blobs(folder),
            objects=objects,
            clock=clock,
            source_tools=rooms.source_tools(settings=settings, clock=clock),
            render_tools=rooms.render_tools(settings, root),
            output=(output or root / "output").absolute(),
            var=settings.var_dir,
            channel_url=rooms.channel(settings),
            secret=configuration.secret_key(settings).get_secret_value().encode(),
            notify=notify or silent,
            mail=rooms.mail_room(settings),
            watch=rooms.watch_room(settings),
        )


@contextmanager
def archive(*, settings: Settings | None = None, clock: Clock | None = None) -> Iterator[Store]:
    """Open the store alone, for commands that only ask.

    Args:
        settings: Machine settings; default: from the environment.
        clock: Where the time comes from.

    Yields:
        The store.

    Raises:
        ConfigError: A setting is wrong.
        StoreError: The store cannot be opened.
    """
    from kexie_digest.store import Store

    settings = settings or configuration.load_settings()
    with Store.open(settings.database_url.get_secret_value(), clock=clock or SystemClock()) as store:
        yield store


@contextmanager
def archive_if_any() -> Iterator[Store | None]:
    """Open the store alone where there is one, for commands that work without, too.

    Yields:
        The store; None when nothing was ever kept.

    Raises:
        ConfigError: A setting is wrong.
        StoreError: The store cannot be opened.
    """
    settings = configuration.load_settings()
    file = sqlite_file(settings)
    if file is not None and not file.exists():
        yield None
        return
    with archive(settings=settings) as store:
        yield store
