"""Compose editions: which stories, in which section, under which number.

Takes reports, their events, themes and a digest; gives a finished Edition. Pure: no
store, no clock, no templates. It never changes a text: it chooses, orders and unites.
"""

from kexie_digest.editions.arranging import arrange
from kexie_digest.editions.composing import Draft, compose, draft
from kexie_digest.editions.following import Earlier

__all__ = ["Draft", "Earlier", "arrange", "compose", "draft"]
