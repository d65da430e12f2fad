"""Places for pictures in a 公众号 article, by name: that editor takes none from elsewhere."""

from dataclasses import dataclass

from kexie_digest.renderers._view import EditionView, ItemView


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a picture: its name in the text, its file, its words."""

    name: str
    path: str
    words: str


def slots_of(view: EditionView) -> tuple[Slot, ...]:
    """Name the pictures of an edition by item and place: ``图3-1`` is the first of item 3.

    Args:
        view: The edition.

    Returns:
        The slots in reading order.
    """
    return tuple(slot for item in view.items for slot in _slots(item))


def _slots(item: ItemView) -> tuple[Slot, ...]:
    pictures = enumerate(item.pictures, 1)
    return tuple(Slot(f"图{item.number}-{place}", one.path, one.words) for place, one in pictures)
