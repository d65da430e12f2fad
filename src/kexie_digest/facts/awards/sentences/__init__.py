"""How one sentence tells who was honoured, manner by manner.

Takes sentences, gives :class:`~kexie_digest.facts.awards.honours.Honour`.
"""

from kexie_digest.facts.awards.sentences.manners import honours_in

__all__ = ["honours_in"]
