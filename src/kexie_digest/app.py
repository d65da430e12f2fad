"""The composition root: settings and configuration become a working program.

Takes the environment and ``sources.yaml``, gives a :class:`Context` for workflows.
Nothing else builds clients, opens the store or reads configuration. What is needed to
read a configuration is imported here; store, renderers and workflows are imported by the
function that opens them, so that ``check`` and ``parse`` start in a moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kexie_digest import config as configuration
from kexie_digest import parsers, sources
from kexie_digest.clock import Clock, SystemClock
from kexie_digest.config import ConfigErrors, OwnPlace, Settings
from kexie_digest.errors import ConfigError
from kexie_digest.model import Config

if TYPE_CHECKING:
    from kexie_digest.renderers import Tools as RenderTools
    from kexie_digest.store import Store
    from kexie_digest.workflows.backing_up import Holdings
    from kexie_digest.workflows.checks.diagnose import Machine
    from kexie_digest.workflows.checks.mail import MailMachine
    from kexie_digest.workflows.context import Context, MailRoom, Notify, WatchRoom
    from kexie_digest.workflows.preview import Drawing

#: The configuration file looked for when none is named.
DEFAULT_FILE = Path("sources.yaml")


def load_config(path: Path | None) -> Config:
    """Read the configuration.

    Args:
        path: The file; None looks for ``./sources.yaml`` and falls back on the
            built-in default.

    Returns:
        The checked configuration.

    Raises:
        ConfigErrors: The file is missing or has mistakes; all are named.
    """
    chosen = path or (DEFAULT_FILE if DEFAULT_FILE.exists() else None)
    return configuration.load(
        chosen, kinds=tuple(sources.KINDS), layouts=tuple(parsers.LAYOUTS), styles=_styles(chosen)
    )


def _styles(file: Path | None) -> tuple[str, ...]:
    """The bulletin styles there are: built in, beside ``sources.yaml``, in the owner's folder."""
    from kexie_digest.renderers._jinja import bulletin_styles

    folders = [(file.parent if file else Path.cwd()) / "templates"]
    with suppress(ConfigError):  # a wrong setting is told where settings are needed
        own = configuration.load_settings().templates
        folders += [own] if own else []
    return bulletin_styles(*folders)


def schema() -> dict[str, object]:
    """Describe ``sources.yaml`` for completion in editors.

    Returns:
        A JSON Schema that offers the plug-ins there are.
    """
    from kexie_digest.renderers._jinja import bulletin_styles

    kinds, layouts = tuple(sources.KINDS), tuple(parsers.LAYOUTS)
    return configuration.schema(kinds=kinds, layouts=layouts, styles=bulletin_styles())


def all_errors(error: ConfigError) -> tuple[ConfigError, ...]:
    """Spell out every mistake behind a configuration error.

    Args:
        error: One mistake, or a group of them.

    Returns:
        The mistakes in the order of the file.
    """
    return error.errors if isinstance(error, ConfigErrors) else (error,)


def check_folders(
    config: Config,
    *,
    settings: Settings | None = None,
    output: Path | None = None,
    drops: Path | None = None,
) -> None:
    """Refuse drop folders that are, hold or lie inside what is the program's own.

    Args:
        config: From :func:`load_config`.
        settings: Machine settings; default: from the environment.
        output: Where editions go when not into the default folder.
        drops: A drop folder named on the command line.

    Raises:
        ConfigError: A setting is wrong, or a drop would swallow the program's own files.
    """
    settings = settings or configuration.load_settings()
    configuration.check_drops(config, tuple(_own_places(config, settings, output)), named=drops)


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
    root = _root(config)
    check_folders(config, settings=settings, output=output, drops=drops)
    _make_drop_folders(config, root)
    folder = settings.var_dir / "originals"
    objects = Objects(settings.objects_url.get_secret_value()) if settings.objects_url else None
    with Store.open(settings.database_url.get_secret_value(), clock=clock) as store:
        yield Context(
            config=config,
            store=store,
            blobs=SharedBlobs(objects, folder) if objects else Blobs(folder),
            objects=objects,
            clock=clock,
            source_tools=_source_tools(settings, clock),
            render_tools=_render_tools(settings, root),
            output=(output or root / "output").absolute(),
            var=settings.var_dir,
            channel_url=_channel(settings),
            secret=configuration.secret_key(settings).get_secret_value().encode(),
            notify=notify or silent,
            mail=_mail_room(settings),
            watch=_watch_room(settings),
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
    address = settings.database_url.get_secret_value()
    if address.startswith(_SQLITE) and not Path(address.removeprefix(_SQLITE)).exists():
        yield None
        return
    with archive(settings=settings) as store:
        yield store


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
    root = _root(config)
    return Drawing(config, _render_tools(configuration.load_settings(), root), root / "output")


def drawing_places(path: Path | None) -> tuple[Path, ...]:
    """Name the files and folders that decide how a preview looks.

    Args:
        path: As for :func:`load_config`; the file may have mistakes.

    Returns:
        The configuration, the owner's templates and the built-in ones.
    """
    from kexie_digest.renderers._jinja import CHECKOUT, PACKAGED

    file = path or DEFAULT_FILE
    folders = _own_templates(configuration.load_settings(), file.parent)
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
        output=(_root(config) / "output").absolute(),
        public_url=settings.public_url,
        smtp_url=settings.smtp_url.get_secret_value() if settings.smtp_url else None,
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
    room = _mail_room(settings)
    return MailMachine(
        senders=tuple(digest.sender.address for digest in config.digests),
        public_url=settings.public_url,
        accounts=room.accounts,
        dkim_key=room.dkim_key,
        dkim_selector=room.dkim_selector,
        bounce_address=room.bounce_address,
    )


def _root(config: Config) -> Path:
    """Give the folder of ``sources.yaml``: relative paths and the default output start there."""
    return Path(config.file).parent if config.file else Path.cwd()


def _own_templates(settings: Settings, root: Path) -> tuple[Path, ...]:
    folders = (settings.templates, root / "templates")
    return tuple(folder for folder in folders if folder is not None)


def source_tools(*, settings: Settings | None = None, clock: Clock | None = None) -> sources.Tools:
    """Gather what polls sources, for commands that try one; the store stays closed.

    Args:
        settings: Machine settings; default: from the environment.
        clock: Where the time comes from.

    Returns:
        Client, clock and logins.

    Raises:
        ConfigErrors: A setting is wrong.
    """
    return _source_tools(settings or configuration.load_settings(), clock or SystemClock())


def _source_tools(settings: Settings, clock: Clock) -> sources.Tools:
    accounts = {name: login.get_secret_value() for name, login in settings.mailboxes.items()}
    client = sources.Client(clock=clock, contact=settings.public_url)
    return sources.Tools(client=client, clock=clock, accounts=accounts)


def _render_tools(settings: Settings, root: Path) -> RenderTools:
    from kexie_digest.renderers import Tools as RenderTools
    from kexie_digest.renderers._jinja import environment

    return RenderTools(templates=environment(*_own_templates(settings, root)), public_url=settings.public_url)


def _own_places(config: Config, settings: Settings, output: Path | None) -> Iterator[OwnPlace]:
    """Give what a drop folder must keep off; a default output may hold earlier editions."""
    root = _root(config)
    for folder in (output, root / "output"):
        if folder is not None:
            yield OwnPlace(folder.absolute(), "成品文件夹", "output folder")
    yield OwnPlace(settings.var_dir, "数据文件夹", "var folder")
    for folder in _own_templates(settings, root):
        yield OwnPlace(folder.absolute(), "模板文件夹", "templates folder")
    yield OwnPlace(root.absolute(), "配置所在的文件夹", "folder of the configuration", is_shared=True)
    address = settings.database_url.get_secret_value()
    if address.startswith(_SQLITE):
        file = Path(address.removeprefix(_SQLITE)).absolute()
        yield OwnPlace(file, "数据库文件", "database file", is_shared=True)


_SQLITE = "sqlite:///"


def _channel(settings: Settings) -> str:
    """Where mail goes: the SMTP server that is set, or complete files in ``var/outbox``."""
    if settings.smtp_url is not None:
        return settings.smtp_url.get_secret_value().split()[0]
    return (settings.var_dir / "outbox").absolute().as_uri()


def _mail_room(settings: Settings) -> MailRoom:
    from kexie_digest.workflows.context import MailRoom

    mail = settings.mail
    try:
        key = mail.dkim_key.read_bytes() if mail.dkim_key else None
    except OSError as error:
        raise ConfigError(
            "DKIM 私钥文件读不出来 (the DKIM key cannot be read)",
            subject=str(mail.dkim_key),
            code="dkim_key_unreadable",
            advice="请检查 KEXIE_DKIM_KEY 所指文件的权限。",
        ) from error
    return MailRoom(
        accounts=tuple(settings.smtp_url.get_secret_value().split()) if settings.smtp_url else (),
        dkim_key=key,
        dkim_selector=mail.dkim_selector,
        bounce_address=mail.bounce_address,
        bounce_mailbox=mail.bounce_mailbox.get_secret_value() if mail.bounce_mailbox else "",
        window=mail.window,
    )


def _watch_room(settings: Settings) -> WatchRoom:
    from kexie_digest.workflows.context import Hook, WatchRoom

    watch = settings.watch
    own = watch.secret.get_secret_value() if watch.secret else ""
    hooks = [
        Hook(
            hook.url.get_secret_value(),
            hook.form,
            hook.secret.get_secret_value() if hook.secret else "" if hook.form else own,
        )
        for hook in watch.hooks
    ]
    return WatchRoom(
        hooks=tuple(hooks),
        mail=watch.mail,
        private=watch.private,
        metrics_token=watch.metrics_token.get_secret_value() if watch.metrics_token else "",
        is_log_json=watch.is_log_json,
    )


def _make_drop_folders(config: Config, root: Path) -> None:
    """Make the drop folders that lie beside ``sources.yaml``; others may be mounts that are down."""
    for drop in config.drops:
        if Path(drop.path).parent == root.absolute():
            with suppress(OSError):  # the scan names a folder that is still missing
                Path(drop.path).mkdir(exist_ok=True)
