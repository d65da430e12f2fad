"""A program that writes into a store until it is done or killed; started by the tests.

Usage: python writer.py URL NAME COUNT. Each round is one transaction: a document, two
articles and a run that counts the rounds; it prints the round once it is committed.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace

from kexie_digest.clock import SystemClock
from kexie_digest.errors import NotFound
from kexie_digest.model import Document, Run
from kexie_digest.store import Store, Transaction, articles, documents, runs

from factories import make_article, make_report

TOTAL = "total"


def count_up(tx: Transaction) -> None:
    """Add one to a number all writers share: read, then write."""
    try:
        total = runs.get(tx, TOTAL)
    except NotFound:
        total = Run(TOTAL, tx.now, counts={"rounds": 0})
        runs.add(tx, total)
    runs.update_run(tx, replace(total, counts={"rounds": total.counts["rounds"] + 1}))


def write_round(tx: Transaction, name: str) -> None:
    """Store one document with two articles."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    claim = documents.claim(tx, Document(b"", sha256, "text/plain", name, "inbox", name, sha256, tx.now))
    reports = [make_report(make_article(f"{name}甲"), id=f"{name}-1")]
    reports.append(make_report(make_article(f"{name}乙"), id=f"{name}-2"))
    articles.add(tx, claim.id, reports)
    count_up(tx)
    documents.mark_done(tx, claim.id)


def main(url: str, name: str, count: str) -> None:
    """Write rounds, one after the other."""
    with Store.open(url, clock=SystemClock()) as store:
        for number in range(int(count)):
            with store.transaction() as tx:
                write_round(tx, f"{name}{number}")
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
