"""Periods: every appearance a digest owes, with its one edition or the one reason for none.

Takes and gives PeriodRuns. A period is announced once, claimed by one worker at a time and
settled in the transaction that adds its edition; a worker whose lease is over is refused
there, whatever it did meanwhile. Whoever puts an edition's files into place claims its period
once more (``claim_edition``) and shows the lease when they stand (``finish``).
"""

from kexie_digest.store.periods.announcing import (
    announce,
    announce_manual,
    give_up,
    is_any_untimely,
    reopen_untimely,
    waive_open,
)
from kexie_digest.store.periods.asking import (
    due_at_of,
    is_known,
    is_manual,
    latest_due_at,
    list_due,
    list_latest,
    run_of_edition,
)
from kexie_digest.store.periods.leasing import (
    claim,
    claim_edition,
    is_any_lost,
    is_taken_over,
    let_go,
    release_lost,
    renew,
)
from kexie_digest.store.periods.settling import finish, require, settle_made, settle_waived

__all__ = [
    "announce",
    "announce_manual",
    "claim",
    "claim_edition",
    "due_at_of",
    "finish",
    "give_up",
    "is_any_lost",
    "is_any_untimely",
    "is_known",
    "is_manual",
    "is_taken_over",
    "latest_due_at",
    "let_go",
    "list_due",
    "list_latest",
    "release_lost",
    "renew",
    "reopen_untimely",
    "require",
    "run_of_edition",
    "settle_made",
    "settle_waived",
    "waive_open",
]
