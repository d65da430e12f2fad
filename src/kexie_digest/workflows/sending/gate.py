"""The gate: what may leave by itself, and what waits for an editor.

Takes claimed copies, gives those that may go. Copies of an edition that is older than its
digest allows, and everything found in a restored backup, stay: their campaign is held up
with the reason, and ``deliveries EDITION --resume`` lets it go.
"""

import contextlib
import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from kexie_digest.errors import Conflict, DeliveryError
from kexie_digest.model import CampaignRecord, CampaignState, Delivery
from kexie_digest.store import deliveries, periods
from kexie_digest.store.deliveries import letters
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.sending.mark import Mark, read_mark, write_mark

Edition = tuple[str, int]


class Gate:
    """Opened before a sending; asked for every batch."""

    def __init__(self, context: Context, journal: Journal) -> None:
        """Look whether the database is the one this machine last sent from.

        Args:
            context: The program.
            journal: Told what waits, and why.
        """
        self._context, self._journal = context, journal
        self._admitted: set[Edition] = set()
        mark, known, here = self._look()
        if (
            mark is None and not known.taken
        ):  # before the first turn: whoever sees a turn of ours finds a mark
            write_mark(context.var, Mark(0))
        elif mark is None:  # another sender of this machine may have begun between the two looks
            mark, known, here = self._look()
        is_unmarked = mark is None and known.taken > 0
        # Another machine on the same PostgreSQL has no mark yet; a lone SQLite file always has.
        is_copy = known.place != here if known.place and here else is_unmarked
        self._mark = _joined(mark or Mark(known.taken), known)
        if is_copy or known.taken < self._mark.turn:
            self._note_setback()
        elif known.place != here and here is not None:
            with context.store.transaction() as tx:
                deliveries.settle(tx)

    def _look(self) -> tuple[Mark | None, deliveries.Turns, str | None]:
        """Read the mark, then the database: turns only grow, so one read later is never behind it.

        Who sees a setback tells it with the turn that makes up for it: nobody finds the one
        without the other.
        """
        mark = read_mark(self._context.var)
        with self._context.store.reading() as tx:
            return mark, deliveries.turns(tx), deliveries.place(tx)

    def admit(self, copies: Sequence[Delivery], owner: str) -> list[Delivery]:
        """Keep back what must wait.

        Args:
            copies: As claimed.
            owner: Who claimed them.

        Returns:
            Those that may go; the others are free again, their campaigns held up.
        """
        editions = {(copy.digest, copy.total_number) for copy in copies}
        may_go = {edition for edition in editions if self._may_go(edition)}
        admitted = [copy for copy in copies if (copy.digest, copy.total_number) in may_go]
        if len(admitted) < len(copies):
            kept = {copy.id for copy in admitted}
            with self._context.store.transaction() as tx:
                deliveries.release(tx, [copy for copy in copies if copy.id not in kept], owner)
        if admitted:
            self.take_turn({(copy.digest, copy.total_number) for copy in admitted})
        return admitted

    def take_turn(self, editions: Collection[Edition] = ()) -> None:
        """Count a turn in the database, then beside it.

        Args:
            editions: What is about to leave.
        """
        with self._context.store.transaction() as tx:
            turn = deliveries.take_turn(tx)
        own, there = self._mark, read_mark(self._context.var) or self._mark  # others of this machine write it
        self._mark = Mark(
            max(turn, there.turn),  # a database that was set back meanwhile stays behind
            _highest([*there.editions.items(), *own.editions.items(), *editions]),
            max(there.set_back_at, own.set_back_at),  # both in UTC, by the store's clock
            _highest([*there.doubtful.items(), *own.doubtful.items()]),
        )
        write_mark(self._context.var, self._mark)

    def _note_setback(self) -> None:
        """Remember what is in doubt, and let turns go on from the higher count."""
        mark, now = self._mark, self._context.clock.now()
        with self._context.store.transaction() as tx:
            deliveries.set_back(tx, mark.editions)
            letters.drop_waiting(tx, "数据库从备份恢复 (a restored backup)")
            turn = deliveries.take_turn(tx, mark.turn + 1)
        doubts = [*mark.editions.items(), *mark.doubtful.items()]
        self._mark = replace(mark, turn=turn, set_back_at=now.isoformat(), doubtful=_highest(doubts))
        write_mark(self._context.var, self._mark)
        self._journal.note(
            "数据库似乎是从备份恢复的：恢复前的邮件都不会自动发出 "
            "(the database seems to be a restored backup: its mail waits for an editor)。"
        )

    def _may_go(self, edition: Edition) -> bool:
        """Ask again for what was held up: an editor may let it go on while we are sending."""
        if edition in self._admitted:
            return True
        with self._context.store.reading() as tx:
            record = deliveries.campaign_of(tx, *edition)
            due_at = periods.due_at_of(tx, *edition)
        reason = self._objection(record, due_at) if record and not record.is_trusted else ""
        if reason:
            self._hold(edition, reason)
        else:
            self._admitted.add(edition)
        return not reason

    def _objection(self, record: CampaignRecord, due_at: dt.datetime | None) -> str:
        """Say why a campaign must wait, or nothing."""
        mark = self._mark
        # What was due before a backup was restored may have come out, and left, where it was taken.
        promised = min(record.dated, due_at or record.dated)
        is_old = bool(mark.set_back_at) and promised <= dt.datetime.fromisoformat(mark.set_back_at)
        if is_old or record.total_number <= mark.doubtful.get(record.digest, 0):
            return "数据库从备份恢复，这一期可能已经寄过 (a restored backup: it may have been sent before)"
        digest = next((one for one in self._context.config.digests if one.key == record.digest), None)
        if digest is None or not digest.max_age:
            return ""
        limit, now = dt.timedelta(days=digest.max_age), self._context.clock.now()
        if now - record.dated > limit:
            return f"这一期已超过 {digest.max_age} 天，不自动发出 (older than {digest.max_age} days)"
        # Where people approve an edition, they decide on its age with it.
        if due_at is not None and not digest.review and now - due_at > limit:
            days = (now - due_at).days
            return f"这一期迟了 {days} 天才出，不自动发出 (it came out {days} days late)"
        return ""

    def _hold(self, edition: Edition, reason: str) -> None:
        name = f"{edition[0]}/{edition[1]}"
        with contextlib.suppress(Conflict), self._context.store.transaction() as tx:  # called back meanwhile
            deliveries.move_campaign(tx, *edition, CampaignState.PAUSED, note=reason)
        self._journal.fail(
            "deliver",
            DeliveryError(
                f"等编辑决定：{reason}",
                recipient=name,
                code="waits_for_editor",
                advice=f"确认要寄，请运行 kexie-digest deliveries {name} --resume；不寄则用 --cancel。",
            ),
        )


def _joined(mark: Mark, known: deliveries.Turns) -> Mark:
    """Doubt what any machine found doubtful: the first that saw a restored backup told the others."""
    own = dt.datetime.fromisoformat(mark.set_back_at) if mark.set_back_at else None
    doubts = [*mark.doubtful.items(), *known.doubtful.items()]
    if known.set_back_at is None or (own is not None and own >= known.set_back_at):
        return replace(mark, doubtful=_highest(doubts))
    doubts += mark.editions.items()  # all of them left before
    return replace(mark, set_back_at=known.set_back_at.isoformat(), doubtful=_highest(doubts))


def _highest(editions: Iterable[Edition]) -> dict[str, int]:
    """Give each digest's highest number."""
    found: dict[str, int] = {}
    for digest, number in editions:
        found[digest] = max(number, found.get(digest, 0))
    return found
