"""Acts on an edition, carried out by ``workflows.review`` and written down in the trail.

Takes a Hand (which edition, the version looked at, who) and what they want, gives the
edition as it stands then. Desk and API both come through here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kexie_digest.errors import NotFound
from kexie_digest.model import (
    Act,
    Annotate,
    Discard,
    EditionState,
    Hold,
    Move,
    Pin,
    Resummarise,
    Retitle,
    Standing,
)
from kexie_digest.model.desk.user import AuditEntry
from kexie_digest.workflows import review
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.deliver import configured
from kexie_digest.workflows.desk.trail import note as write_down
from kexie_digest.workflows.review import Opened


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose hand is on which edition; ``expected`` is the version they looked at."""

    digest: str
    number: int
    by: str
    expected: int = 0
    address: str = ""

    @property
    def place(self) -> tuple[str, int]:
        """The edition's digest and total number."""
        return self.digest, self.number


def needs_publisher(context: Context, digest: str, number: int) -> bool:
    """Tell whether the next approval is the last one, which is a publisher's.

    Args:
        context: The program.
        digest: The digest's key.
        number: 总第N期.

    Returns:
        Whether it is.

    Raises:
        NotFound: There is no such edition.
    """
    standing = review.look(context, digest, number).standing
    return standing.step >= len(configured(context, digest).review) - 1


def act_of(name: str, event: str, *, theme: str = "", position: int = 0, text: str = "") -> Act:
    """Make an act of the words of a form.

    Args:
        name: ``move``, ``pin``, ``hold``, ``discard``, ``retitle``, ``resummarise`` or ``annotate``.
        event: The item.
        theme: Where it moves.
        position: Its place there, 0 for the top.
        text: Title, summary or comment.

    Returns:
        The act.

    Raises:
        NotFound: There is no such act.
    """
    made: dict[str, Act] = {
        "move": Move(event, theme, position),
        "pin": Pin(event),
        "hold": Hold(event),
        "discard": Discard(event),
        "retitle": Retitle(event, text),
        "resummarise": Resummarise(event, text),
        "annotate": Annotate(event, text),
    }
    if name not in made:
        raise NotFound("没有这个动作 (no such act)", subject=name)
    return made[name]


def change(context: Context, hand: Hand, act: Act) -> Opened:
    """Carry out one act of making up.

    Args:
        context: The program.
        hand: Whose.
        act: What to do.

    Returns:
        The edition as it stands then.

    Raises:
        Conflict: Somebody changed it meanwhile, it is in review, or the act makes no sense.
        NotFound: There is no such edition or item.
    """
    opened = review.change(context, *hand.place, act, expected=hand.expected, by=hand.by)
    _note(context, hand, "change", type(act).__name__.lower(), act.event)
    return opened


def take(context: Context, hand: Hand, report_ids: Sequence[str]) -> Opened:
    """Take waiting reports into the edition.

    Args:
        context: The program.
        hand: Whose.
        report_ids: From ``review.offered``.

    Returns:
        The edition as it stands then.

    Raises:
        Conflict: Another edition has one, no section takes it, or somebody changed the edition.
        NotFound: There is no such edition or report.
    """
    opened = review.take(context, *hand.place, report_ids, expected=hand.expected, by=hand.by)
    _note(context, hand, "take", "、".join(report_ids))
    return opened


def remake(context: Context, hand: Hand, events: Sequence[str]) -> Opened:
    """Make items anew from their reports as they are now.

    Args:
        context: The program.
        hand: Whose.
        events: The items.

    Returns:
        The edition as it stands then.

    Raises:
        Conflict: Somebody changed it meanwhile, or no section takes an item now.
        NotFound: There is no such edition or item.
    """
    opened = review.remake(context, *hand.place, events, expected=hand.expected, by=hand.by)
    _note(context, hand, "remake", "、".join(events))
    return opened


def tick(context: Context, hand: Hand, query: str, note: str = "") -> None:
    """Settle a proof query.

    Args:
        context: The program.
        hand: Whose.
        query: The query's id.
        note: What they checked.

    Raises:
        NotFound: The edition asks no such thing (any more).
    """
    review.tick(context, *hand.place, query, by=hand.by, note=note)
    _note(context, hand, "tick", query, note)


def untick(context: Context, hand: Hand, query: str) -> None:
    """Open a proof query again.

    Args:
        context: The program.
        hand: Whose.
        query: The query's id.

    Raises:
        NotFound: There is no such edition.
    """
    review.look(context, *hand.place)
    review.untick(context, *hand.place, query)
    _note(context, hand, "untick", query)


def submit(context: Context, hand: Hand, note: str = "") -> Standing:
    """Hand the edition to its reviewers.

    Args:
        context: The program.
        hand: Whose.
        note: For the reviewer.

    Returns:
        Where it stands then.

    Raises:
        Conflict: It is not being made up, or somebody changed it meanwhile.
        NotFound: There is no such edition.
    """
    standing = review.submit(context, *hand.place, expected=hand.expected, by=hand.by, note=note)
    return _moved(context, hand, "submit", standing, note)


def approve(context: Context, hand: Hand, note: str = "") -> Standing:
    """Approve the present step.

    Args:
        context: The program.
        hand: Whose.
        note: What they say.

    Returns:
        Where it stands then.

    Raises:
        Conflict: It is not in review, needs other eyes, has open queries, or was changed.
        NotFound: There is no such edition.
    """
    standing = review.approve(context, *hand.place, expected=hand.expected, by=hand.by, note=note)
    return _moved(context, hand, "approve", standing, note)


def give_back(context: Context, hand: Hand, note: str) -> Standing:
    """Return the edition to its editors.

    Args:
        context: The program.
        hand: Whose.
        note: What is to be mended.

    Returns:
        Where it stands then.

    Raises:
        Conflict: It is not in review, the note is empty, or somebody changed it meanwhile.
        NotFound: There is no such edition.
    """
    standing = review.give_back(context, *hand.place, expected=hand.expected, by=hand.by, note=note)
    return _moved(context, hand, "return", standing, note)


def withdraw(context: Context, hand: Hand, note: str = "") -> None:
    """Give the edition up before it is published.

    Args:
        context: The program.
        hand: Whose.
        note: Why.

    Raises:
        Conflict: It is published, or somebody changed it meanwhile.
        NotFound: There is no such edition.
    """
    review.withdraw(context, *hand.place, expected=hand.expected, by=hand.by, note=note)
    _note(context, hand, "withdraw", note)


def _moved(context: Context, hand: Hand, what: str, standing: Standing, note: str) -> Standing:
    is_done = standing.state is EditionState.PUBLISHING
    _note(context, hand, what, "可以出刊" if is_done else standing.state.value, note)
    return standing


def _note(context: Context, hand: Hand, what: str, *after: str) -> None:
    told = "：".join(part for part in after if part)
    subject = f"{hand.digest}/{hand.number}"
    write_down(
        context.store, AuditEntry(hand.by, f"edition.{what}", subject, after=told, address=hand.address)
    )
