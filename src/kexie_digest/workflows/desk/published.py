"""Is an edition coming out, and which files has it, for the desk to tell and to link to.

Takes an edition or its Standing, gives the names that stand in its folder; what of them readers may have
is decided by ``workflows.reader``.
"""

from pathlib import Path

from kexie_digest.model import EditionState, Standing
from kexie_digest.store import editions
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.sharing import folder_of

#: What editors look for after publishing, in this order.
FILES = (
    "bulletin.pdf",
    "bulletin-print.pdf",
    "bulletin.docx",
    "email.html",
    "facts.csv",
    "activities.ics",
    "edition.json",
)


def is_coming_out(context: Context, digest: str, total_number: int) -> bool:
    """Tell whether an edition is approved and not published yet.

    Args:
        context: Store.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        Whether a run is to publish it.

    Raises:
        NotFound: There is no such edition.
    """
    with context.store.reading() as tx:
        return editions.standing(tx, digest, total_number).state is EditionState.PUBLISHING


def files_of(context: Context, standing: Standing) -> list[str]:
    """List the files of an edition that are there.

    Args:
        context: The folder of published editions.
        standing: Of the edition.

    Returns:
        Their names; nothing before it is published.
    """
    if standing.published_at is None:
        return []
    elsewhere = Path(standing.folder) if standing.folder else None
    folder = folder_of(context, standing.digest, standing.total_number, elsewhere)
    return [name for name in FILES if (folder / name).is_file()]
