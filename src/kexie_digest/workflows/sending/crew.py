"""The crew: connections that take copies from the tray until nothing may go any more.

Takes accounts and the ledger, gives outcomes to the clerk. The foreman (the calling
thread) claims copies, watches the hours and looks after leases of the dead; each
connection is a thread with a channel of its own.
"""

import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from kexie_digest import channels
from kexie_digest.channels.limits import Limits
from kexie_digest.clock import local_date
from kexie_digest.errors import DeliveryError, KexieDigestError
from kexie_digest.mailings.pacing import is_open
from kexie_digest.model import Delivery
from kexie_digest.store import deliveries
from kexie_digest.workflows import processes
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.sending.clerk import LEASE, Clerk
from kexie_digest.workflows.sending.consequences import Consequences
from kexie_digest.workflows.sending.gate import Gate
from kexie_digest.workflows.sending.outcomes import deferred, failed, sent
from kexie_digest.workflows.sending.tray import Allowance, Tray
from kexie_digest.workflows.sending.writing import Scriptorium

#: Copies claimed at once, and how few in the tray make the foreman claim more.
BATCH, LOW = 500, 200

#: Broken lines one after the other that make us give an account up for this run.
_MOST_LOST = 5

_LOOK_SECONDS, _RECOVER_SECONDS = 0.1, 60.0


@dataclass(frozen=True, slots=True)
class Account:
    """A way out: its address (with password, never shown) and what it allows."""

    url: str = field(repr=False)
    limits: Limits


class Crew:
    """One sending, from the first claim to the last outcome."""

    def __init__(
        self,
        context: Context,
        journal: Journal,
        gate: Gate,
        *,
        edition: tuple[str, int] | deliveries.Lot | None = None,
        budget: float | None = None,
    ) -> None:
        """Gather a crew.

        Args:
            context: The program.
            journal: Told what happened.
            gate: Keeps back what an editor must decide on.
            edition: Only copies of this one, or of this lot.
            budget: Seconds after which nothing new is begun; None for no limit.
        """
        self._context, self._journal = context, journal
        self._edition = edition
        self._owner = processes.own_name()
        with context.store.reading() as tx:
            self._tray = Tray(context.clock, deliveries.list_paces(tx))
        self._consequences = Consequences(context, journal, self._tray)
        self._clerk = Clerk(context, journal, self._owner, self._consequences)
        self._scriptorium = Scriptorium(context)
        self._gate = gate
        self._rates: dict[str, Allowance] = {}
        self._bell = threading.Condition()
        self._is_over = False
        self._fault: BaseException | None = None
        self._deadline = None if budget is None else context.clock.monotonic() + budget

    def send_all(self) -> None:
        """Send until nothing is due, the hours are over, or no account is left.

        Raises:
            StoreError: The ledger could not be written.
        """
        accounts = self._accounts()
        first = self._claim() if accounts else []
        if not first:
            return
        self._tray.add(first)
        now = self._context.clock.monotonic()
        self._rates = {one.limits.name: Allowance(one.limits.per_minute, now) for one in accounts}
        self._clerk.start()
        threads = [
            threading.Thread(target=self._connection, args=(account,), name=f"sending-{number}")
            for account in accounts
            for number in range(min(account.limits.connections, len(first)))
        ]
        try:
            for thread in threads:
                thread.start()
            self._oversee(threads)
        finally:
            self._end(threads)
        if self._fault is not None:
            raise self._fault

    def _oversee(self, threads: Sequence[threading.Thread]) -> None:
        recovered_at = self._context.clock.monotonic()
        is_more = True
        while any(thread.is_alive() for thread in threads):
            now = self._context.clock.monotonic()
            if now - recovered_at > _RECOVER_SECONDS:
                recovered_at = now
                self._keep_leases()
                recover(self._context, self._journal)
            self._release_closed()
            if self._must_stop(now):
                return
            if is_more and self._tray.waiting < LOW:
                more = self._claim()
                is_more = bool(more)
                self._tray.add(more)
                self._ring()
            if not is_more and not self._tray.waiting and not self._tray.flying:
                return
            with self._bell:
                self._bell.wait(_LOOK_SECONDS)

    def _must_stop(self, now: float) -> bool:
        is_late = self._deadline is not None and now > self._deadline
        is_called_off = is_late or self._fault is not None or self._context.is_stopping()
        return is_called_off or not within_hours(self._context)

    def _end(self, threads: Sequence[threading.Thread]) -> None:
        """Let connections finish what they have in hand, and give the rest back."""
        self._is_over = True
        self._ring()
        for thread in threads:
            thread.join()
        left = self._tray.remove(lambda _: True)
        try:
            self._clerk.close()
        finally:
            with self._context.store.transaction() as tx:
                deliveries.release(tx, left, self._owner)
            self._gate.take_turn()

    def _connection(self, account: Account) -> None:
        """Take and deliver copies until there are none, or the account is no use."""
        lost, carried = 0, Counter[str]()
        try:
            with closing(channels.open_channel(account.url)) as channel:
                while lost < _MOST_LOST and (copy := self._next(account)) is not None:
                    self._renew(channel, copy.bucket, carried)
                    lost = lost + 1 if self._deliver(channel, copy, account) else 0
        except DeliveryError as error:
            self._give_up(account, error)
        except BaseException as error:  # noqa: BLE001 - raised again by the foreman
            self._fault = error
        self._ring()

    def _renew(self, channel: channels.Channel, bucket: str, carried: Counter[str]) -> None:
        """Open a new connection where this one has carried what the provider takes on one."""
        if carried[bucket] >= self._tray.pace(bucket).per_connection > 0:
            channel.close()
            carried.clear()
        carried[bucket] += 1

    def _next(self, account: Account) -> Delivery | None:
        while not self._is_over and self._is_usable(account):
            copy, wait = self._tray.take(self._rates[account.limits.name])
            if copy is not None:
                if self._consequences.reserve(account.limits.name, account.limits.per_day):
                    return copy
                self._tray.put_back(copy)
                return None
            if wait:  # a provider's rate: time alone helps
                self._context.clock.sleep(min(wait, 1.0))
            else:
                with self._bell:
                    self._bell.wait(_LOOK_SECONDS)
        return None

    def _is_usable(self, account: Account) -> bool:
        name, limits = account.limits.name, account.limits
        if name in self._consequences.spent:
            return False
        return not limits.per_day or self._consequences.counted.get(name, 0) < limits.per_day

    def _deliver(self, channel: channels.Channel, copy: Delivery, account: Account) -> bool:
        """Deliver one copy; say whether the line broke."""
        name = account.limits.name
        try:
            message = self._scriptorium.write(copy)
            reply = channel.deliver(message, lambda: self._clerk.arm(copy))
        except KexieDigestError as error:
            if error.code != "uncertain":
                self._consequences.give_back(name)
            if error.code in channels.ACCOUNT_CODES:
                self._tray.put_back(copy)  # every other copy would meet the same
                raise
            self._tray.landed(copy)
            if error.code == "not_armed":
                self._hold(copy)
                return False
            if self._clerk.error is not None:
                raise
            outcome = failed(copy, error, name, self._context.clock.now())
            self._consequences.adapt(outcome)
            self._clerk.settle(outcome)
            return error.code in {"connection_lost", "uncertain"}
        self._tray.landed(copy)
        self._clerk.settle(sent(copy, reply, name))
        return False

    def _hold(self, copy: Delivery) -> None:
        """Give copies of a campaign back that was held up; a cancelled one is nobody's any more."""
        edition = (copy.digest, copy.total_number)
        with self._context.store.reading() as tx:
            record = deliveries.campaign_of(tx, *edition)
            is_held = record is not None and record.state in {"paused", "cancelled"}
        held = [copy]
        if is_held:
            held += self._tray.remove(lambda one: (one.digest, one.total_number) == edition)
        with self._context.store.transaction() as tx:
            deliveries.release(tx, held, self._owner)

    def _give_up(self, account: Account, error: DeliveryError) -> None:
        """Use an account no more in this run; without any, what was claimed waits by the table."""
        if account.limits.name not in self._consequences.spent:
            self._consequences.spent.add(account.limits.name)
            self._journal.fail("deliver", error)
        if all(not self._is_usable(one) for one in self._accounts()):
            for copy in self._tray.remove(lambda _: True):
                later = deferred(copy, error, account.limits.name, self._context.clock.now())
                self._clerk.settle(later)

    def _keep_leases(self) -> None:
        """Hold on to what waits for a slow provider; what others have taken is not ours to try."""
        waiting, until = self._tray.copies(), self._context.clock.now() + LEASE
        with self._context.store.transaction() as tx:
            kept = deliveries.renew(tx, waiting, self._owner, until)
        lost = {copy.id for copy in waiting} - kept
        self._tray.remove(lambda copy: copy.id in lost)

    def _release_closed(self) -> None:
        """Give back what waits for a provider that asked for quiet."""
        closed = set(self._tray.closed())
        copies = self._tray.remove(lambda copy: copy.bucket in closed) if closed else []
        if copies:
            with self._context.store.transaction() as tx:
                deliveries.release(tx, copies, self._owner)

    def _claim(self) -> list[Delivery]:
        """Lease copies until some may go or none are left: each batch that may not pauses a campaign."""
        while True:
            until = self._context.clock.now() + LEASE
            with self._context.store.transaction() as tx:
                claimed = deliveries.claim(
                    tx, BATCH, self._owner, until, edition=self._edition, closed=self._tray.closed()
                )
            admitted = self._gate.admit(claimed, self._owner)
            if admitted or not claimed:
                return admitted

    def _accounts(self) -> list[Account]:
        """Give the accounts that may still send today."""
        accounts = [Account(url, channels.limits_of(url)) for url in self._context.accounts]
        now, timezone = self._context.clock.now(), self._context.config.publication.timezone
        day = local_date(now, timezone).isoformat()
        with self._context.store.reading() as tx:
            for account in accounts:
                name = account.limits.name
                sent_today, is_closed = deliveries.sent_on(tx, name, day)
                self._consequences.counted.setdefault(name, sent_today)
                if is_closed:
                    self._consequences.spent.add(name)
        return [account for account in accounts if self._is_usable(account)]

    def _ring(self) -> None:
        with self._bell:
            self._bell.notify_all()


def within_hours(context: Context) -> bool:
    """Say whether mail may go out now.

    Args:
        context: Window, clock, time zone.

    Returns:
        Whether it is inside the send window.
    """
    local = context.clock.now().astimezone(ZoneInfo(context.config.publication.timezone))
    return is_open(context.mail.window, local.time())


def recover(context: Context, journal: Journal) -> None:
    """End the leases of dead senders; name what is in doubt.

    Args:
        context: The program.
        journal: Told doubts.
    """
    with context.store.transaction() as tx:
        recovered = deliveries.recover(tx, processes.is_alive)
    if recovered.uncertain:
        journal.note(
            f"{recovered.uncertain} 封邮件在上次中断时结果不明，不会自动重发 "
            f"({recovered.uncertain} copies are uncertain and are not sent again by themselves)。"
        )
