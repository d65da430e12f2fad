"""The command line: one file a command, results on standard output, the rest on error.

Exit codes: 0 done, 1 done with failures listed, 2 bad usage or configuration, 3 a
system part is missing; 130 of what Ctrl-C ended is given by ``__main__``.
"""

from typing import Annotated

import typer

from kexie_digest import __version__
from kexie_digest.cli.ask.facts import register as register_facts
from kexie_digest.cli.ask.search import register as register_search
from kexie_digest.cli.check import register as register_check
from kexie_digest.cli.deliveries import register as register_deliveries
from kexie_digest.cli.digests import register as register_digests
from kexie_digest.cli.doctor import register as register_doctor
from kexie_digest.cli.keeping.backup import register as register_backup
from kexie_digest.cli.keeping.copy_store import register as register_copy_store
from kexie_digest.cli.keeping.init import register as register_init
from kexie_digest.cli.keeping.restore import register as register_restore
from kexie_digest.cli.parse import register as register_parse
from kexie_digest.cli.preflight import register as register_preflight
from kexie_digest.cli.preview import register as register_preview
from kexie_digest.cli.recipients import register as register_recipients
from kexie_digest.cli.run import register as register_run
from kexie_digest.cli.serving.schedule import register as register_schedule
from kexie_digest.cli.serving.serve import register as register_serve
from kexie_digest.cli.serving.worker import register as register_worker
from kexie_digest.cli.sources import register as register_sources
from kexie_digest.cli.themes import register as register_themes
from kexie_digest.cli.users import register as register_users

app = typer.Typer(
    name="kexie-digest",
    help="科协简报：读版面、归专题、编简报、发邮件。Themed digests from pages, sites and feeds.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kexie-digest {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="版本 (the version)")
    ] = False,
) -> None:
    """Take what comes before the command; ``version`` ends the program when it is read."""


for register in (
    register_init,
    register_run,
    register_parse,
    register_themes,
    register_search,
    register_facts,
    register_check,
    register_sources,
    register_digests,
    register_schedule,
    register_serve,
    register_worker,
    register_users,
    register_preflight,
    register_preview,
    register_recipients,
    register_deliveries,
    register_doctor,
    register_backup,
    register_restore,
    register_copy_store,
):
    register(app)
