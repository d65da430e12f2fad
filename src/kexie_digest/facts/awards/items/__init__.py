"""What one item of a list of recipients names.

Takes a stretch of a sentence, gives names as printed.
"""

from kexie_digest.facts.awards.items.generic import is_generic
from kexie_digest.facts.awards.items.names import called
from kexie_digest.facts.awards.items.reading import names_in, names_in_cell
from kexie_digest.facts.awards.items.referring import spoken_of

__all__ = ["called", "is_generic", "names_in", "names_in_cell", "spoken_of"]
