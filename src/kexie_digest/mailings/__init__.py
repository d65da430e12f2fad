"""Make messages: who gets an edition, and the exact bytes of each copy.

Takes an Edition with its Renditions and the recipients, gives batches of Message.
Pure: nothing here opens a connection, reads a file or asks for the time. Sending is
the business of ``channels``.
"""

from kexie_digest.mailings.addresses import normalise_address, sort_addresses
from kexie_digest.mailings.planning import Campaign, plan
from kexie_digest.mailings.tokens import make_token

__all__ = ["Campaign", "make_token", "normalise_address", "plan", "sort_addresses"]
