"""The proof list (校对清单): what a person should look at before an edition goes out.

Takes a composed edition and the persons it names, gives queries with the words they are
about. It never changes a text and never says that something is wrong: it asks. When all is settled,
doubts that only asked the editors are taken out of what readers get.
"""

from kexie_digest.editions.proofing.answering import answered
from kexie_digest.editions.proofing.asking import proof_list

__all__ = ["answered", "proof_list"]
