"""Choose the sentences that sum an article up.

Takes an article and its facts, gives quotes: whole sentences, in source order, with the
spans they stand at. Nothing is written, shortened or joined here.
"""

from kexie_digest.summaries.choosing import choose

__all__ = ["choose"]
