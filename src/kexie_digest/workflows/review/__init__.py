"""Make up, review and approve an edition: 编排 → the digest's ``review:`` steps → publish.

Every act names whose Hand it is and the version they looked at; it is carried out,
recorded and written into the trail in one transaction, or refused with what happened
meanwhile. Nothing here
renders: an edition that passed its last step is published by the next run.
"""

from kexie_digest.workflows.review.acts import act_of
from kexie_digest.workflows.review.deciding import approve, give_back, submit, withdraw
from kexie_digest.workflows.review.doubts import Doubt, doubts
from kexie_digest.workflows.review.hand import Hand, PublisherNeeded
from kexie_digest.workflows.review.listing import Listed, Listing
from kexie_digest.workflows.review.making import Opened, change, look, offered, remake, take
from kexie_digest.workflows.review.proofs import Proof, proofs, tick, untick
from kexie_digest.workflows.review.showing import show

__all__ = [
    "Doubt",
    "Hand",
    "Listed",
    "Listing",
    "Opened",
    "Proof",
    "PublisherNeeded",
    "act_of",
    "approve",
    "change",
    "doubts",
    "give_back",
    "look",
    "offered",
    "proofs",
    "remake",
    "show",
    "submit",
    "take",
    "tick",
    "untick",
    "withdraw",
]
