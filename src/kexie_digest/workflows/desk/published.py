"""The files of a published edition, for the desk to link to.

Takes a Standing, gives the names that stand in its folder; what of them readers may have
is decided by ``workflows.reader``.
"""

from pathlib import Path

from kexie_digest.model import Standing
from kexie_digest.workflows.context import Context

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
    here = context.output / standing.digest / str(standing.total_number)
    folder = here if here.is_dir() or standing.folder is None else Path(standing.folder)
    return [name for name in FILES if (folder / name).is_file()]
