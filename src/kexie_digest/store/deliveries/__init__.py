"""The ledger of copies: who was sent which edition, and what is in doubt.

Takes recipients and outcomes, gives Deliveries and counts. A copy is claimed with a
lease, ``armed`` and committed just before the final dot, then settled by the reply; a
sender that dies in between leaves ``uncertain``, which nothing sends again by itself.
So a recipient gets an edition at most once, with every doubt named. It sends nothing.
"""

from kexie_digest.store.deliveries.batches import (
    Accepted,
    arm_all,
    mark_all_sent,
    release,
    renew,
    requeue,
    settle_doubt,
)
from kexie_digest.store.deliveries.campaigns import (
    begin,
    campaign_of,
    keep_mail,
    kept_mail,
    list_campaigns,
    mark_planned,
    move_campaign,
)
from kexie_digest.store.deliveries.leasing import Recovered, arm, claim, list_held, recover
from kexie_digest.store.deliveries.lots import Lot, list_lots
from kexie_digest.store.deliveries.of_readers import (
    cancel_recipient,
    find_token,
    make_nameless,
    of_edition_by_address,
    of_every_writing,
    of_recipient,
)
from kexie_digest.store.deliveries.outcomes import (
    mark_cancelled,
    mark_deferred,
    mark_failed,
    mark_sent,
    mark_uncertain,
)
from kexie_digest.store.deliveries.paces import (
    close_account,
    count_sent,
    failures_of,
    forget_failures,
    keep_pace,
    list_paces,
    note_failure,
    sent_on,
    soft_campaigns,
)
from kexie_digest.store.deliveries.queueing import counts, get, list_of_edition, page_of_edition, queue
from kexie_digest.store.deliveries.turns import Turns, distrust, place, set_back, settle, take_turn, turns

__all__ = [
    "Accepted",
    "Lot",
    "Recovered",
    "Turns",
    "arm",
    "arm_all",
    "begin",
    "campaign_of",
    "cancel_recipient",
    "claim",
    "close_account",
    "count_sent",
    "counts",
    "distrust",
    "failures_of",
    "find_token",
    "forget_failures",
    "get",
    "keep_mail",
    "keep_pace",
    "kept_mail",
    "list_campaigns",
    "list_held",
    "list_lots",
    "list_of_edition",
    "list_paces",
    "make_nameless",
    "mark_all_sent",
    "mark_cancelled",
    "mark_deferred",
    "mark_failed",
    "mark_planned",
    "mark_sent",
    "mark_uncertain",
    "move_campaign",
    "note_failure",
    "of_edition_by_address",
    "of_every_writing",
    "of_recipient",
    "page_of_edition",
    "place",
    "queue",
    "recover",
    "release",
    "renew",
    "requeue",
    "sent_on",
    "set_back",
    "settle",
    "settle_doubt",
    "soft_campaigns",
    "take_turn",
    "turns",
]
