"""Winners named in words no reader of fixed forms knows, weighed by their surroundings.

Takes the sentences of an article, gives :class:`~kexie_digest.facts.awards.honours.Honour`.
"""

from kexie_digest.facts.awards.mentions.choosing import mentioned

__all__ = ["mentioned"]
