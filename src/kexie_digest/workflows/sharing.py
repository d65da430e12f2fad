"""Finished editions where machines share them: put into the bucket once, taken out where they are asked for.

Takes an edition's files, gives its folder on this machine. Without a bucket the folder is all
there is.
"""

from pathlib import Path

from kexie_digest.errors import RenderError
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.output_folder import write_whole

#: Written last: an edition without it is not complete.
_LAST = "edition.json"


def share(context: Context, digest: str, total_number: int, folder: Path) -> None:
    """Put the files of an edition into the bucket, if there is one.

    Args:
        context: The bucket.
        digest: The digest's key.
        total_number: 总第N期.
        folder: The files, all in place.

    Raises:
        StoreError: The bucket cannot be written; doing it again replaces what was put.
    """
    if context.objects is None:
        return
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in sorted(files, key=lambda one: one.name == _LAST):
        name = path.relative_to(folder).as_posix()
        context.objects.put(f"{_place(digest, total_number)}/{name}", path.read_bytes())


def folder_of(context: Context, digest: str, total_number: int, published: Path | None = None) -> Path:
    """Give the folder of an edition, taken from the bucket where another machine made it.

    Args:
        context: The output folder, the bucket.
        digest: The digest's key.
        total_number: 总第N期.
        published: Where the machine that made it put it.

    Returns:
        The folder; it may be missing.

    Raises:
        StoreError: The bucket does not answer.
        RenderError: The files cannot be written here.
    """
    here = context.output / digest / str(total_number)
    if here.is_dir():
        return here
    if context.objects is not None and _fetch(context, _place(digest, total_number), here):
        return here
    return published or here


def _fetch(context: Context, place: str, here: Path) -> bool:
    """Take an edition out of the bucket; False when it is not there whole."""
    if context.objects is None or context.objects.size(f"{place}/{_LAST}") is None:
        return False
    files: dict[str, bytes | Path] = {}
    for name in context.objects.list_names(place):
        found = context.objects.find(name)
        if found is not None:
            files[name.removeprefix(f"{place}/")] = found
    try:
        write_whole(here, files)
    except RenderError:
        if not here.is_dir():  # else two pages asked for it at once
            raise
    return True


def _place(digest: str, total_number: int) -> str:
    return f"output/{digest}/{total_number}"
