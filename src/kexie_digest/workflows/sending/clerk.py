"""The clerk: one thread that writes the ledger for all connections.

Takes requests to arm a copy and outcomes of copies, and commits whatever came together
at once: with eight connections one commit to disk serves eight. A connection's outcome
is on record before its next copy is armed, so a dead process leaves at most one armed
copy a connection.
"""

import threading
from collections.abc import Sequence
from datetime import timedelta

from kexie_digest import mailings
from kexie_digest.clock import local_date
from kexie_digest.model import Delivery, DeliveryState
from kexie_digest.store import Transaction, deliveries, readers
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.sending.consequences import Consequences
from kexie_digest.workflows.sending.outcomes import Outcome

#: Longer than the 600 s a server may take to answer the final dot (RFC 5321 §4.5.3.2.6).
LEASE = timedelta(seconds=900)

#: How long an outcome waits for a neighbour before it is committed alone.
_PATIENCE = 0.05


class _Request:
    """A copy that wants to be armed, and the answer."""

    __slots__ = ("copy", "done", "error", "is_armed")

    def __init__(self, copy: Delivery) -> None:
        self.copy = copy
        self.is_armed = False
        self.error: BaseException | None = None
        self.done = threading.Event()


class Clerk:
    """Writes the ledger; start it, let connections call, close it."""

    def __init__(self, context: Context, journal: Journal, owner: str, consequences: Consequences) -> None:
        """Hire a clerk.

        Args:
            context: Store and clock.
            journal: Told failures and doubts, by the clerk's thread alone.
            owner: The lease owner.
            consequences: What replies mean for providers and accounts.
        """
        self._context = context
        self._journal = journal
        self._owner = owner
        self._consequences = consequences
        self._bell = threading.Condition()
        self._requests: list[_Request] = []
        self._outcomes: list[Outcome] = []
        self._is_closing = False
        self.error: BaseException | None = None
        self._thread = threading.Thread(target=self._work, name="clerk")

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def close(self) -> None:
        """Write down what is left and go home.

        Raises:
            StoreError: The ledger could not be written.
        """
        with self._bell:
            self._is_closing = True
            self._bell.notify()
        self._thread.join()
        if self.error is not None:
            raise self.error

    def arm(self, copy: Delivery) -> bool:
        """Ask whether a copy may go, after it was noted durably that it is about to.

        Args:
            copy: As claimed.

        Returns:
            Whether its dot may be sent.

        Raises:
            StoreError: The ledger could not be written: the dot must not be sent.
        """
        request = _Request(copy)
        with self._bell:
            if self.error is not None:
                raise self.error
            self._requests.append(request)
            self._bell.notify()
        request.done.wait()
        if request.error is not None:
            raise request.error
        return request.is_armed

    def settle(self, outcome: Outcome) -> None:
        """Hand in what became of a copy; it is written with the next commit."""
        with self._bell:
            self._outcomes.append(outcome)
            if outcome.state is not DeliveryState.SENT:
                self._bell.notify()

    def _work(self) -> None:
        while True:
            with self._bell:
                if not self._requests and not self._is_closing:
                    self._bell.wait(_PATIENCE)
                requests, self._requests = self._requests, []
                outcomes, self._outcomes = self._outcomes, []
                is_last = self._is_closing and not requests and not outcomes
            if is_last:
                return
            if requests or outcomes:
                self._serve(requests, outcomes)
            if self.error is not None:
                return

    def _serve(self, requests: Sequence[_Request], outcomes: Sequence[Outcome]) -> None:
        try:
            armed = self._commit(requests, outcomes)
        except BaseException as error:  # noqa: BLE001 - handed to every connection and raised by close()
            with self._bell:
                self.error = error
                requests = [*requests, *self._requests]
                self._requests = []
            for request in requests:
                request.error = error
                request.done.set()
            return
        for request in requests:
            request.is_armed = request.copy.id in armed
            request.done.set()
        self._tell(outcomes)

    def _commit(self, requests: Sequence[_Request], outcomes: Sequence[Outcome]) -> set[int]:
        with self._context.store.transaction() as tx:
            self._settle(tx, outcomes)
            copies = self._mailable(tx, [request.copy for request in requests])
            return deliveries.arm_all(tx, copies, self._owner, self._context.clock.now() + LEASE)

    def _settle(self, tx: Transaction, outcomes: Sequence[Outcome]) -> None:
        accepted = [
            deliveries.Accepted(one.copy.id, one.reply) for one in outcomes if one.state is DeliveryState.SENT
        ]
        deliveries.mark_all_sent(tx, accepted, self._owner)
        for one in outcomes:
            if one.state is DeliveryState.UNCERTAIN:
                deliveries.mark_uncertain(tx, one.copy.id, self._owner, one.reply.text)
            elif one.state is DeliveryState.FAILED:
                deliveries.mark_failed(tx, one.copy.id, self._owner, one.reply)
            elif one.not_before is not None:
                deliveries.mark_deferred(tx, one.copy.id, self._owner, one.reply, not_before=one.not_before)
        self._count(tx, outcomes)
        self._consequences.draw(tx, outcomes)

    def _count(self, tx: Transaction, outcomes: Sequence[Outcome]) -> None:
        """Count against the accounts' quotas whatever may have been taken."""
        day = local_date(self._context.clock.now(), self._context.config.publication.timezone).isoformat()
        counted: dict[str, int] = {}
        for one in outcomes:
            if one.state in {DeliveryState.SENT, DeliveryState.UNCERTAIN}:
                counted[one.account] = counted.get(one.account, 0) + 1
        for account, by in counted.items():
            self._consequences.note_count(account, deliveries.count_sent(tx, account, day, by))

    def _mailable(self, tx: Transaction, copies: Sequence[Delivery]) -> list[Delivery]:
        """Keep back whoever came onto the suppression list since the copy was queued."""
        kept = []
        for digest in {copy.digest for copy in copies}:
            # Two editions of one digest may be on their way to the same reader.
            marked = [(mailings.mark_of(copy.recipient), copy) for copy in copies if copy.digest == digest]
            closed = readers.suppressed(tx, {mark for mark, _ in marked}, digest)
            for mark, copy in marked:
                if mark in closed:
                    deliveries.mark_cancelled(tx, copy.id, f"禁发 (suppressed): {closed[mark].value}")
                else:
                    kept.append(copy)
        return kept

    def _tell(self, outcomes: Sequence[Outcome]) -> None:
        for one in outcomes:
            if one.state is DeliveryState.SENT:
                self._journal.count("sent")
            elif one.error is not None and one.state is DeliveryState.DEFERRED:
                self._journal.warn("deliver", one.error)
            elif one.error is not None:
                self._journal.fail("deliver", one.error)
