"""Pictures of a document: found, made plain, kept, and given to the right article.

Takes readings and a shelf of pictures (files beside a page, or a feed's own site), gives the
same readings with pictures in their articles, and what went wrong. A picture that is not to
be had leaves its caption; nothing is invented, and what is matched in doubt is flagged.
"""

from kexie_digest.workflows.pictures.attaching import attach
from kexie_digest.workflows.pictures.laying_out import lay_out
from kexie_digest.workflows.pictures.shelves import ArchiveShelf, DropShelf, EmptyShelf, FeedShelf, Shelf

__all__ = ["ArchiveShelf", "DropShelf", "EmptyShelf", "FeedShelf", "Shelf", "attach", "lay_out"]
