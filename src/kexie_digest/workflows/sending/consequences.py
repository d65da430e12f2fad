"""What refusals mean for everybody else: paces, quotas, dead addresses, the breaker.

Takes outcomes within the clerk's transaction, gives what must be remembered; connections
ask it which accounts may still send.
"""

import contextlib
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta

from kexie_digest import mailings
from kexie_digest.clock import local_date
from kexie_digest.errors import Conflict, DeliveryError
from kexie_digest.mailings import pacing
from kexie_digest.mailings.replies import Remedy, Verdict
from kexie_digest.model import CampaignState, DeliveryState, Pace, Suppression, SuppressionReason
from kexie_digest.store import Transaction, deliveries, readers
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.sending.outcomes import Outcome
from kexie_digest.workflows.sending.tray import Tray

#: An address that failed softly in so many campaigns within so many days is taken for dead.
SOFT_CAMPAIGNS, SOFT_WITHIN = 3, timedelta(days=180)

_SLOWER: dict[Remedy, Callable[..., Pace]] = {
    Remedy.SLOW: pacing.slower,
    Remedy.NARROW: pacing.narrower,
    Remedy.SHORTEN: pacing.shorter,
}

#: Remedies that are about the reader's address, not about our account or our pace.
_OF_THE_ADDRESS = frozenset({Remedy.RETRY, Remedy.REFUSED, Remedy.DEAD})


class Consequences:
    """Draws them in the clerk's thread; connections ask for accounts."""

    def __init__(self, context: Context, journal: Journal, tray: Tray) -> None:
        """Begin with nothing held and nothing spent.

        Args:
            context: Clock, time zone.
            journal: Told when the breaker stops a campaign.
            tray: Keeps the paces of this process.
        """
        self._context = context
        self._journal = journal
        self._tray = tray
        self._lock = threading.Lock()
        self._settled: dict[tuple[str, int], Counter[DeliveryState]] = {}
        #: Accounts that must not be used any more in this run.
        self.spent: set[str] = set()
        #: Account → sent today, all processes together.
        self.counted: dict[str, int] = {}

    def note_count(self, account: str, sent: int) -> None:
        """Remember what an account has sent today, by other processes too."""
        with self._lock:
            self.counted[account] = max(sent, self.counted.get(account, 0))

    def reserve(self, account: str, per_day: int) -> bool:
        """Take one of an account's messages of today.

        Args:
            account: Which.
            per_day: Its quota; 0 for none.

        Returns:
            Whether there was one left.
        """
        with self._lock:
            used = self.counted.get(account, 0)
            if account in self.spent or (per_day and used >= per_day):
                return False
            self.counted[account] = used + 1
            return True

    def give_back(self, account: str) -> None:
        """Note that a message taken by :meth:`reserve` was not sent."""
        with self._lock:
            self.counted[account] -= 1

    def draw(self, tx: Transaction, outcomes: Sequence[Outcome]) -> None:
        """Write down what outlives this process.

        Args:
            tx: The clerk's unit of work.
            outcomes: What it settles.
        """
        known = set(self._settled)
        for one in outcomes:
            edition = (one.copy.digest, one.copy.total_number)
            if edition not in self._settled:  # these outcomes are counted by it
                self._settled[edition] = Counter(deliveries.counts(tx, *edition))
            elif edition in known:
                self._settled[edition][one.state] += 1
            if one.state is DeliveryState.FAILED:
                self._bury(tx, one)
                self._break(tx, edition)
            if one.verdict is not None:
                self._remember_pace(tx, one, one.verdict)

    def adapt(self, one: Outcome) -> None:
        """Slow down or stop at once, in the connection that was told so; the clerk writes it down.

        Args:
            one: What a copy met.
        """
        verdict, now, bucket = one.verdict, self._context.clock.now(), one.copy.bucket
        if verdict is None:
            return
        if verdict.remedy is Remedy.STOP_ACCOUNT:
            self.spent.add(one.account)
        if verdict.remedy not in {*_SLOWER, Remedy.CLOSE}:
            return
        pace = self._tray.pace(bucket)
        if verdict.remedy in _SLOWER:
            pace = _SLOWER[verdict.remedy](pace, now)
        if verdict.remedy in {Remedy.CLOSE, Remedy.SLOW} and verdict.wait:
            pace = pacing.closed(pace, now + verdict.wait, now)
        self._tray.set_pace(bucket, pace)

    def _bury(self, tx: Transaction, one: Outcome) -> None:
        """Suppress a dead address: at once, or after soft failures in three campaigns.

        Only what the server said of this very copy counts: three editions that expired while
        our own account was locked, or a provider told us to slow down, say nothing of a reader.
        """
        if one.verdict is None or one.verdict.remedy not in _OF_THE_ADDRESS:
            return
        copy, mark = one.copy, mailings.mark_of(one.copy.recipient)
        is_dead = one.verdict.remedy is Remedy.DEAD
        edition = (copy.digest, copy.total_number)
        deliveries.note_failure(tx, mark, edition, is_hard=is_dead, text=one.reply.text)
        since = self._context.clock.now() - SOFT_WITHIN
        if is_dead or deliveries.soft_campaigns(tx, mark, since) >= SOFT_CAMPAIGNS:
            reason = SuppressionReason.HARD_BOUNCE
            note = f"{one.reply.code} {one.reply.text}"
            readers.suppress(tx, Suppression(mark, reason, "", copy.recipient, note))
            deliveries.cancel_recipient(tx, copy.recipient, "地址失效 (the address is dead)")

    def _break(self, tx: Transaction, edition: tuple[str, int]) -> None:
        """Hold a campaign up that meets too many dead addresses."""
        counted = self._settled[edition]
        hard = counted[DeliveryState.FAILED]
        if not pacing.is_broken(hard, hard + counted[DeliveryState.SENT]):
            return
        record = deliveries.campaign_of(tx, *edition)
        if record is None or record.is_trusted or record.state is not CampaignState.ACTIVE:
            return
        note = f"前 {pacing.BREAKER_FIRST} 封中已有 {hard} 个地址失败，已自动暂停"
        with contextlib.suppress(Conflict):  # called back at this very moment: nothing to hold up
            deliveries.move_campaign(tx, *edition, CampaignState.PAUSED, note=note)
        self._journal.fail(
            "deliver",
            DeliveryError(
                f"{note} (too many addresses failed: the campaign is paused)",
                recipient=f"{edition[0]}/{edition[1]}",
                code="breaker",
                advice="请核对名单来源；确认无误后运行 kexie-digest deliveries 期号 --resume 继续。",
            ),
        )

    def _remember_pace(self, tx: Transaction, one: Outcome, verdict: Verdict) -> None:
        if verdict.remedy is Remedy.STOP_ACCOUNT:
            now, timezone = self._context.clock.now(), self._context.config.publication.timezone
            deliveries.close_account(tx, one.account, local_date(now, timezone).isoformat())
        elif verdict.remedy in {*_SLOWER, Remedy.CLOSE}:
            deliveries.keep_pace(tx, one.copy.bucket, self._tray.pace(one.copy.bucket))
