"""Find what was conferred, agreed and held, each with the sentence that says so.

Takes an article and its page, gives :class:`~kexie_digest.model.Facts` and flags where
a printed number does not fit the names found. Plans, programmes and grades are no facts.
"""

from kexie_digest.facts.finding import find

__all__ = ["find"]
