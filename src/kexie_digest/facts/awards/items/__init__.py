"""What one item of a list of recipients names.

Takes a stretch of a sentence, gives names as printed.
"""

from kexie_digest.facts.awards.items.generic import is_generic
from kexie_digest.facts.awards.items.reading import names_in
from kexie_digest.facts.awards.items.referring import spoken_of

__all__ = ["is_generic", "names_in", "spoken_of"]
