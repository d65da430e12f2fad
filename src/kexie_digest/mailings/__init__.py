"""Make messages: who gets an edition, and the exact bytes of each copy.

Takes an Edition with its Renditions and the recipients, gives batches of Message.
Pure: nothing here opens a connection, reads a file or asks for the time. Sending is
the business of ``channels``.
"""

from kexie_digest.mailings.addresses import (
    identity,
    mark_of,
    normalise_address,
    read_recipient,
    sort_addresses,
)
from kexie_digest.mailings.choosing import is_due, of_themes, themes_key
from kexie_digest.mailings.letters import Letter, write_letter
from kexie_digest.mailings.naming import spoken_name, tidy_name
from kexie_digest.mailings.planning import Campaign, Writer, address_copies, freeze, plan
from kexie_digest.mailings.signing import Signer, read_key
from kexie_digest.mailings.tokens import (
    is_same,
    make_application_token,
    make_reader_token,
    make_return_path,
    make_token,
    read_reader_token,
    read_return_path,
)

__all__ = [
    "Campaign",
    "Letter",
    "Signer",
    "Writer",
    "address_copies",
    "freeze",
    "identity",
    "is_due",
    "is_same",
    "make_application_token",
    "make_reader_token",
    "make_return_path",
    "make_token",
    "mark_of",
    "normalise_address",
    "of_themes",
    "plan",
    "read_key",
    "read_reader_token",
    "read_recipient",
    "read_return_path",
    "sort_addresses",
    "spoken_name",
    "themes_key",
    "tidy_name",
    "write_letter",
]
