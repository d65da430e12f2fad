"""What workflows work with, made of the machine's settings: clients, templates, mail and watching.

Takes settings, gives tools and rooms; nothing is connected to yet.
"""

from __future__ import annotations

import ssl
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kexie_digest import config as configuration
from kexie_digest import sources
from kexie_digest.app.places import own_templates
from kexie_digest.clock import Clock, SystemClock
from kexie_digest.config import Settings
from kexie_digest.errors import ConfigError

if TYPE_CHECKING:
    from kexie_digest.renderers import Tools as RenderTools
    from kexie_digest.workflows.context import MailRoom, WatchRoom


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
    settings = settings or configuration.load_settings()
    clock = clock or SystemClock()
    accounts = {name: login.get_secret_value() for name, login in settings.mailboxes.items()}
    client = sources.Client(clock=clock, contact=settings.public_url, tls=_trusted())
    return sources.Tools(client=client, clock=clock, accounts=accounts)


@cache
def _trusted() -> ssl.SSLContext:
    """Whom this machine trusts: reading it takes 50 ms of processor time, so once a process is enough."""
    return ssl.create_default_context()


def render_tools(settings: Settings, root: Path) -> RenderTools:
    """Gather templates and what renderers are told of this machine."""
    from kexie_digest.renderers import Tools as RenderTools
    from kexie_digest.renderers._jinja import environment

    return RenderTools(templates=environment(*own_templates(settings, root)), public_url=settings.public_url)


def channel(settings: Settings) -> str:
    """Where mail goes: the SMTP server that is set, or complete files in ``var/outbox``."""
    if settings.smtp_url is not None:
        return settings.smtp_url.get_secret_value().split()[0]
    return (settings.var_dir / "outbox").absolute().as_uri()


def mail_room(settings: Settings) -> MailRoom:
    """Gather accounts, key and windows of sending and of bounces."""
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


def watch_room(settings: Settings) -> WatchRoom:
    """Gather who is told of what goes wrong, and who may ask."""
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
