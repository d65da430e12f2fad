"""Who won what: honours conferred or announced, with their recipients as printed.

Takes the sentences of an article, gives awards and flags where a number does not fit.
"""

from kexie_digest.facts.awards.reading import find_awards

__all__ = ["find_awards"]
