"""Compose editions: which stories, in which section, under which number.

Takes reports, their events, themes and a digest; gives a finished Edition. Pure: no
store, no clock, no templates. It never changes a text: it chooses, orders and unites.
"""

from kexie_digest.editions.arranging import arrange, find, replace_items
from kexie_digest.editions.composing import Draft, compose, draft
from kexie_digest.editions.following import Earlier
from kexie_digest.editions.proofing import answered, proof_list

__all__ = [
    "Draft",
    "Earlier",
    "answered",
    "arrange",
    "compose",
    "draft",
    "find",
    "proof_list",
    "replace_items",
]
