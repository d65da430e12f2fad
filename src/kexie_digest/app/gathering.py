"""What commands gather while the store stays closed: for previews, doctors and backups.

Takes configuration or its path, gives addresses, folders and tools as one value.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kexie_digest import config as configuration
from kexie_digest.app import rooms
from kexie_digest.app.places import own_templates, root_of
from kexie_digest.app.reading import DEFAULT_FILE, load_config
from kexie_digest.model import Config

if TYPE_CHECKING:
    from kexie_digest.workflows.backing_up import Holdings
    from kexie_digest.workflows.checks.diagnose import Machine
    from kexie_digest.workflows.checks.mail import MailMachine
    from kexie_digest.workflows.preview import Drawing


def drawing(path: Path | None) -> Drawing:
    """Gather what a preview draws with; the store stays closed.

    Args:
        path: As for :func:`load_config`.

    Returns:
        Configuration, templates and the folder of published editions.

    Raises:
        ConfigErrors: The configuration has mistakes.
    """
    from kexie_digest.workflows.preview import Drawing

    config = load_config(path)
    root = root_of(config)
    return Drawing(config, rooms.render_tools(configuration.load_settings(), root), root / "output")


def drawing_places(path: Path | None) -> tuple[Path, ...]:
    """Name the files and folders that decide how a preview looks.

    Args:
        path: As for :func:`load_config`; the file may have mistakes.

    Returns:
        The configuration, the owner's templates and the built-in ones.
    """
    from kexie_digest.renderers._jinja import CHECKOUT, PACKAGED

    file = path or DEFAULT_FILE
    folders = own_templates(configuration.load_settings(), file.parent)
    return (file, *folders, PACKAGED, CHECKOUT)


def machine(config: Config) -> Machine:
    """Gather what ``doctor`` looks at.

    Args:
        config: From :func:`load_config`.

    Returns:
        Addresses and folders of this machine.

    Raises:
        ConfigError: A setting is wrong.
    """
    from kexie_digest.workflows.checks.diagnose import Machine

    settings = configuration.load_settings()
    return Machine(
        config=config,
        database_url=settings.database_url.get_secret_value(),
        var=settings.var_dir,
        output=(root_of(config) / "output").absolute(),
        public_url=settings.public_url,
        smtp_url=settings.smtp_url.get_secret_value() if settings.smtp_url else None,
    )


def mail_machine(config: Config) -> MailMachine:
    """Gather what ``doctor mail`` looks at.

    Args:
        config: From :func:`load_config`.

    Returns:
        Senders, accounts and key of this machine.

    Raises:
        ConfigError: A setting is wrong.
    """
    from kexie_digest.workflows.checks.mail import MailMachine

    settings = configuration.load_settings()
    room = rooms.mail_room(settings)
    return MailMachine(
        senders=tuple(digest.sender.address for digest in config.digests),
        public_url=settings.public_url,
        accounts=room.accounts,
        dkim_key=room.dkim_key,
        dkim_selector=room.dkim_selector,
        bounce_address=room.bounce_address,
    )


def holdings(file: Path | None, *, output: Path | None = None) -> Holdings:
    """Gather what a backup keeps safe; the store stays closed and the configuration unread.

    Args:
        file: ``sources.yaml``; None for the one in the working folder.
        output: Where editions go; default: ``output/`` beside ``sources.yaml``.

    Returns:
        The places.

    Raises:
        ConfigError: A setting is wrong.
    """
    from kexie_digest.workflows.backing_up import Holdings

    settings = configuration.load_settings()
    chosen = (file or DEFAULT_FILE).absolute()
    return Holdings(
        database_url=settings.database_url.get_secret_value(),
        var=settings.var_dir,
        output=(output or chosen.parent / "output").absolute(),
        config=chosen,
        templates=chosen.parent / "templates",
        is_shared=settings.objects_url is not None,
    )
