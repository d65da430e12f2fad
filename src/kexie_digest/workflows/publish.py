"""Publish an edition: render every output, put the folder into place, queue its mail.

Takes a stored edition, gives files and ledger rows. Safe to repeat at any point: the
folder appears whole, and a recipient is queued once.
"""

from kexie_digest import mailings, renderers
from kexie_digest.errors import KexieDigestError, RenderError
from kexie_digest.model import Digest, Edition, Message, Published, Recipient, Rendition
from kexie_digest.model.message import TOKEN_SLOT
from kexie_digest.store import deliveries
from kexie_digest.store import editions as edition_rows
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.deliver import campaign, configured
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.output_folder import write_whole

#: Whom the sample copy ``email.eml`` is addressed to when a digest has no recipients.
SAMPLE_READER = Recipient(address="reader@digest.invalid", name="样刊读者")


def finish(context: Context, journal: Journal) -> None:
    """Publish what an earlier run composed but did not finish, under the same numbers.

    Args:
        context: The program.
        journal: Told what was finished and what failed again.
    """
    with context.store.reading() as tx:
        unfinished = edition_rows.list_unfinished(tx)
    for edition in unfinished:
        try:
            publish(context, edition, configured(context, edition.digest), journal)
        except KexieDigestError as error:
            journal.fail("publish", error)


def publish(context: Context, edition: Edition, digest: Digest, journal: Journal) -> None:
    """Render an edition, put its folder into place and queue its mail.

    Args:
        context: The program.
        edition: Stored in state ``publishing``.
        digest: How its owner wants it.
        journal: Told warnings and the files.

    Raises:
        RenderError: An output could not be made or written; the edition keeps its
            number and is finished by a later run.
    """
    renditions = _render(context, edition, digest, journal)
    messages, addresses = _messages(campaign(context, edition, digest, renditions), journal)
    sample = messages[0]
    files = {rendition.name: _without_slot(rendition, sample) for rendition in renditions}
    folder = context.output / edition.digest / str(edition.total_number)
    written = write_whole(folder, {**files, "email.eml": sample.content})
    with context.store.transaction() as tx:
        edition_rows.mark_published(tx, edition.digest, edition.total_number, str(folder))
        if addresses:
            ids = [message.message_id for message in messages]
            deliveries.queue(tx, edition.digest, edition.total_number, addresses, ids)
    journal.publish(_published(edition, folder=str(folder), files=tuple(map(str, written))))


def _render(context: Context, edition: Edition, digest: Digest, journal: Journal) -> list[Rendition]:
    renditions = []
    for position, name in enumerate(renderers.RENDERERS):
        context.notify("publish", position, len(renderers.RENDERERS))
        try:
            rendition = renderers.render(name, edition, digest, context.render_tools)
        except RenderError as error:
            if name not in renderers.SPARABLE:
                raise
            journal.warn("publish", error)
            continue
        for warning in rendition.warnings:
            journal.warn("publish", RenderError(warning, subject=name, code="degraded"))
        renditions.append(rendition)
    return renditions


def _messages(sending: mailings.Campaign, journal: Journal) -> tuple[list[Message], list[str]]:
    """Make every copy, or one for the sample reader when nobody is named yet."""
    named = [Recipient(entry) for entry in sending.digest.recipients if "@" in entry]
    usable, refused = mailings.sort_addresses(named)
    for error in refused:
        journal.fail("deliver", error)
    made = mailings.plan(sending, usable or (SAMPLE_READER,))
    messages = [message for batch in made for message in batch]
    return messages, [message.recipient for message in messages] if usable else []


def _without_slot(rendition: Rendition, sample: Message) -> bytes:
    """Give the file as the sample reader gets it: a token where each copy has its own."""
    token = sample.message_id.rpartition("@")[0].rpartition(".")[2]
    return rendition.content.replace(TOKEN_SLOT.encode(), token.encode())


def _published(edition: Edition, *, folder: str, files: tuple[str, ...]) -> Published:
    return Published(
        digest=edition.digest,
        title=edition.title,
        number=edition.number,
        total_number=edition.total_number,
        folder=folder,
        files=files,
        item_count=len(edition.items),
        report_count=sum(len(item.sources) for item in edition.items),
    )
