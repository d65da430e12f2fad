"""Show an edition that is being made up as its readers would get it; nothing is stored."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kexie_digest.errors import RenderError
from kexie_digest.model import Rendition
from kexie_digest.model.mailing.message import TOKEN_SLOT
from kexie_digest.store import editions as edition_rows
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.deliver import configured
from kexie_digest.workflows.pictures.laying_out import lay_out
from kexie_digest.workflows.rendering import render_all

#: What a preview shows instead of a reader's own token.
_SAMPLE_TOKEN = "preview"  # noqa: S105 - no secret: it opens nothing


def show(
    context: Context, digest: str, total_number: int, name: str, *, style: str | None = None
) -> Rendition:
    """Render one output of an edition, whatever state it is in.

    Args:
        context: The program.
        digest: The digest's key.
        total_number: 总第N期.
        name: An output file name, such as ``email.html`` or ``bulletin.pdf``.
        style: A bulletin style instead of the digest's own.

    Returns:
        The finished file.

    Raises:
        NotFound: There is no such edition.
        RenderError: The output could not be made.
    """
    with context.store.reading() as tx:
        edition = edition_rows.get(tx, digest, total_number)
    settings = configured(context, digest)
    settings = replace(settings, style=style or settings.style)
    with TemporaryDirectory(prefix="kexie-preview-") as folder:
        shown, _, _ = lay_out(context.blobs, edition, Path(folder))
        tools = replace(context.render_tools, assets=Path(folder))
        ((_, outcome),) = render_all((name,), shown, settings, tools, context.render_limits)
    if isinstance(outcome, RenderError):
        raise outcome
    return replace(outcome, content=outcome.content.replace(TOKEN_SLOT.encode(), _SAMPLE_TOKEN.encode()))
