"""Write the reference pages and JSON Schemas from the code; a test compares.

Run by ``make reference``. Gives ``cli.md``, ``plugins.md``, ``settings.md`` and the
schemas of ``sources.yaml`` and ``edition.json``, and the built-in themes as they were checked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import typer.main

from kexie_digest import channels, config, extractors, parsers, renderers, sources
from kexie_digest.cli import app
from kexie_digest.config import themes
from kexie_digest.config.settings import NAMES
from kexie_digest.model import Edition
from kexie_digest.model.serialization import json_schema
from kexie_digest.renderers._jinja import bulletin_styles

HERE = Path(__file__).parent
GENERATED = "<!-- Written by `make reference`; do not edit. -->\n\n"

REGISTRIES = {
    "Source kinds (`kind:` in sources.yaml)": sources.KINDS,
    "File formats, by media type": extractors.EXTRACTORS,
    "Page layouts (`layout:` in sources.yaml)": parsers.LAYOUTS,
    "Outputs, by file name": renderers.RENDERERS,
    "Channels, by address scheme": channels.CHANNELS,
}

SETTINGS = {
    "DATABASE_URL": "Database, an SQLAlchemy URL. Default: SQLite in `KEXIE_VAR_DIR`.",
    "VAR_DIR": "Folder of database, originals, outbox and key. Default: `./var`.",
    "SMTP_URL": "Mail servers, `smtp://user:password@host:587?starttls` or `smtps://…`, several separated "
    "by spaces; options `connections=4`, `per_minute=300`, `per_day=2000`. Default: mail becomes files.",
    "PUBLIC_URL": "Where readers' pages live. Default: `https://digest.invalid`; real sending refuses it.",
    "SECRET_KEY": "Keys the tokens in links. Default: made on the first start, in `KEXIE_VAR_DIR`.",
    "OBJECTS_URL": "Bucket that many machines share originals and finished editions in, "
    "`s3://KEY:SECRET@bucket/prefix?endpoint=https://…&region=…`. Default: folders of this machine.",
    "TEMPLATES": "Folder looked in before the built-in templates.",
    "DKIM_KEY": "File with an RSA private key; mail is signed with it. Default: the relay signs.",
    "DKIM_SELECTOR": "Name of the key in DNS. Default: `kexie`.",
    "BOUNCE_ADDRESS": "Where bounces go, such as `bounce@digest.example.org`; each copy gets its own "
    "`bounce+…` return address. Default: the digest's sender.",
    "BOUNCE_MAILBOX": "Mailbox they are read from, `imaps://user:password@host/INBOX`.",
    "SEND_WINDOW": "Hours in which mail goes out, such as `07:00-21:00`. Default: always.",
    "LOG": "How log lines are written: `text`, or `json`, one object a line. Default: `text`.",
    "METRICS_TOKEN": "Opens `/metrics` and the reasons of `/readyz` to who sends it as a bearer token, and "
    "to nobody else. Default: they answer this machine only.",
    "ALARM_HOOKS": "Web addresses that alarms are posted to, separated by spaces; `wecom+https://…`, "
    "`dingtalk+https://…#secret=SEC…` and `feishu+https://…` for chat robots.",
    "ALARM_SECRET": "Signs what is posted to hooks that are no robots (standardwebhooks.com).",
    "ALARM_MAIL": "Mail addresses that are told of alarms, separated by spaces.",
    "ALARM_PRIVATE": "Hosts of hooks that may lie in the own network, separated by spaces.",
}


def commands(group: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - typer keeps its own copy of click private
    """Give every command with its full name, those of groups included."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from ((f"{name} {inner}", leaf) for inner, leaf in commands(command))
        else:
            yield name, command


def cli_page() -> str:
    """Describe every command and option."""
    parts = [GENERATED + "# Command line\n\nExit codes: 0 done, 1 done with failures listed, 2 bad usage or "]
    parts.append("configuration, 3 a system part is missing, 130 interrupted.\n")
    for name, command in sorted(commands(typer.main.get_group(app))):
        parts.append(f"\n## kexie-digest {name}\n\n{command.help}\n\n| option | meaning |\n|---|---|\n")
        for option in command.params:
            shown = (
                ", ".join(f"`{word}`" for word in option.opts if word.startswith("-")) or f"`{option.name}`"
            )
            parts.append(f"| {shown} | {getattr(option, 'help', None) or ''} |\n")
    return "".join(parts)


def plugins_page() -> str:
    """List every registered module with what its docstring says."""
    parts = [GENERATED + "# What can be plugged in\n"]
    for title, registry in REGISTRIES.items():
        parts.append(f"\n## {title}\n\n| name | module | job |\n|---|---|---|\n")
        for name, target in registry.items():
            job = (import_module(target).__doc__ or "").strip().splitlines()[0]
            parts.append(f"| `{name}` | `{target.removeprefix('kexie_digest.')}` | {job} |\n")
    return "".join(parts)


def settings_page() -> str:
    """List every environment variable."""
    parts = [
        GENERATED + "# Settings\n\nEach `KEXIE_NAME` can be given as `KEXIE_NAME_FILE`, a file that holds "
    ]
    parts.append("the value.\n\n| variable | meaning |\n|---|---|\n")
    parts += [f"| `KEXIE_{name}` | {SETTINGS[name]} |\n" for name in NAMES]
    parts.append("| `KEXIE_MAILBOX_…` | Login of a polled mailbox, `user:password`; `account:` names it. |\n")
    return "".join(parts)


def schema(data: dict[str, object]) -> str:
    """Write a JSON Schema."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def pages() -> dict[str, str]:
    """Give every generated file: name to content."""
    return {
        "cli.md": cli_page(),
        "plugins.md": plugins_page(),
        "settings.md": settings_page(),
        "sources.schema.json": schema(
            config.schema(
                kinds=tuple(sources.KINDS), layouts=tuple(parsers.LAYOUTS), styles=bulletin_styles()
            )
        ),
        "edition.schema.json": schema(json_schema(Edition)),
    }


def main() -> None:
    """Write the files."""
    for name, content in pages().items():
        (HERE / name).write_text(content, encoding="utf-8")
    written = Path(themes.__file__).with_name("themes.yaml")
    written.with_suffix(".json").write_text(themes.checked(written.read_bytes()), encoding="utf-8")


if __name__ == "__main__":
    main()
