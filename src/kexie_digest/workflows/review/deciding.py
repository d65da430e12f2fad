"""Move an edition on: submit, approve step by step, return, withdraw.

Takes a Hand and a note, gives where the edition stands then. Every decision has this one
shape, so that desk and API offer them from one table. The last approval makes it
``publishing``: the next run renders and sends it.
"""

from dataclasses import replace

from kexie_digest import editions
from kexie_digest.clock import local_date
from kexie_digest.errors import Conflict
from kexie_digest.model import Decision, Digest, EditionState, Review, Standing
from kexie_digest.store import Transaction
from kexie_digest.store import editions as edition_rows
from kexie_digest.store.editions import reviews
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.deliver import configured
from kexie_digest.workflows.review.doubts import doubts
from kexie_digest.workflows.review.hand import Hand, PublisherNeeded, write_down
from kexie_digest.workflows.review.proofs import proofs_of

#: What somebody did that makes them no second pair of eyes.
_OWN_HAND = (Decision.CHANGED, Decision.SUBMITTED, Decision.APPROVED)
#: Decision → its word in the trail.
_WORDS = {
    Decision.SUBMITTED: "submit",
    Decision.APPROVED: "approve",
    Decision.RETURNED: "return",
    Decision.WITHDRAWN: "withdraw",
}


def submit(context: Context, hand: Hand, note: str = "") -> Standing:
    """Hand an edition to its first reviewer (提交审稿).

    Args:
        context: The program.
        hand: Whose.
        note: For the reviewer.

    Returns:
        Where it stands then; ``publishing`` when its digest has no steps any more.

    Raises:
        Conflict: It is not being made up, or somebody changed it meanwhile.
        NotFound: There is no such edition.
    """
    with context.store.transaction() as tx:
        _require(tx, hand, EditionState.DRAFTING)
        has_steps = bool(configured(context, hand.digest).review)
        state = EditionState.REVIEWING if has_steps else EditionState.PUBLISHING
        return _move(tx, hand, (state, 0), _said(tx, hand, Decision.SUBMITTED, note=note))


def approve(context: Context, hand: Hand, note: str = "") -> Standing:
    """Approve an edition at its present step; the last approval lets it be published.

    Which step it is, is asked in the transaction that passes it: between a look before and
    the approval somebody else may have passed a step.

    Args:
        context: The program.
        hand: Whose; at the last step it must be entitled to publish.
        note: What they say.

    Returns:
        Where it stands then.

    Raises:
        Conflict: It is not in review; with ``four_eyes``, the reviewer had a hand in it; at
            the last step, proof queries are open; or somebody changed it meanwhile.
        NotFound: There is no such edition.
        PublisherNeeded: It is at the last step, and the hand is no publisher's.
    """
    with context.store.transaction() as tx:
        before = _require(tx, hand, EditionState.REVIEWING)
        settings = configured(context, hand.digest)
        step, is_last = _step(settings, before)
        if is_last and not hand.may_publish:
            raise PublisherNeeded(subject=hand.edition)
        _require_other_eyes(tx, settings, hand)
        if is_last:
            _require_settled(tx, hand)
            _finish(tx, context, hand)
        state = EditionState.PUBLISHING if is_last else EditionState.REVIEWING
        said = _said(tx, hand, Decision.APPROVED, step=step, note=note)
        return _move(tx, hand, (state, before.step + 1), said)


def give_back(context: Context, hand: Hand, note: str) -> Standing:
    """Return an edition to the editors (退回编排); it starts again at the first step.

    Args:
        context: The program.
        hand: Whose.
        note: What is to be mended; required.

    Returns:
        Where it stands then.

    Raises:
        Conflict: It is not in review, the note is empty, or somebody changed it meanwhile.
        NotFound: There is no such edition.
    """
    if not note.strip():
        raise Conflict(
            "退回要写明原因 (say why it is returned)",
            subject=hand.edition,
            code="note_missing",
            advice="请写一句要改什么。",
        )
    with context.store.transaction() as tx:
        before = _require(tx, hand, EditionState.REVIEWING)
        step, _ = _step(configured(context, hand.digest), before)
        said = _said(tx, hand, Decision.RETURNED, step=step, note=note)
        return _move(tx, hand, (EditionState.DRAFTING, 0), said)


def withdraw(context: Context, hand: Hand, note: str = "") -> Standing:
    """Give up an edition before it is published; number and reports are free again (撤回整期).

    Args:
        context: The program.
        hand: Whose.
        note: Why.

    Returns:
        Where it stood.

    Raises:
        Conflict: It is published, a later one exists, or somebody changed it meanwhile.
        NotFound: There is no such edition.
    """
    with context.store.transaction() as tx:
        before = edition_rows.standing(tx, *hand.place)
        edition_rows.withdraw(tx, *hand.place, expected=hand.expected)
        _record(tx, hand, _said(tx, hand, Decision.WITHDRAWN, note=note))
        return before


def _said(tx: Transaction, hand: Hand, decision: Decision, *, step: str = "", note: str) -> Review:
    return Review(decision, hand.by, tx.now, hand.expected, step=step, note=note)


def _move(tx: Transaction, hand: Hand, to: tuple[EditionState, int], said: Review) -> Standing:
    standing = edition_rows.move_on(tx, *hand.place, expected=hand.expected, to=to)
    is_done = standing.state is EditionState.PUBLISHING
    told = "可以出刊" if is_done else standing.state.value
    _record(tx, hand, replace(said, version=standing.version), told)
    return standing


def _record(tx: Transaction, hand: Hand, said: Review, *told: str) -> None:
    reviews.add(tx, *hand.place, said)
    write_down(tx, hand, _WORDS[said.decision], *told, said.note)


def _require(tx: Transaction, hand: Hand, state: EditionState) -> Standing:
    standing = edition_rows.standing(tx, *hand.place)
    if standing.state is not state:
        raise Conflict(
            "这一期现在不能这样处理 (not possible in its present state)",
            subject=f"{hand.edition}: {standing.state}",
            code="wrong_state",
            advice="请刷新页面，看它现在走到哪一步。",
        )
    return standing


def _step(settings: Digest, standing: Standing) -> tuple[str, bool]:
    """Name the present step; an owner may have taken steps away since."""
    steps = settings.review or ("审稿",)
    position = min(standing.step, len(steps) - 1)
    return steps[position], position == len(steps) - 1


def _require_other_eyes(tx: Transaction, settings: Digest, hand: Hand) -> None:
    if not settings.four_eyes:
        return
    said = reviews.list_of_edition(tx, *hand.place)
    if any(one.by == hand.by and one.decision in _OWN_HAND for one in said):
        raise Conflict(
            "你编过或审过这一期，须由另一人审 (somebody else must approve this edition)",
            subject=hand.by,
            code="four_eyes",
            advice="请另一位审稿人登录后审定。",
        )


def _require_settled(tx: Transaction, hand: Hand) -> None:
    edition = edition_rows.get(tx, *hand.place)
    left = [doubt for doubt in doubts(proofs_of(tx, edition)) if doubt.tick is None]
    if left:
        raise Conflict(
            f"校对清单还有 {len(left)} 项没有处理 ({len(left)} proof queries are open)",
            subject=left[0].question,
            code="proof_open",
            advice="请逐项核对后勾选，或退回修改。",
        )


def _finish(tx: Transaction, context: Context, hand: Hand) -> None:
    """Make the edition what readers get: without what editors were asked, dated on the day it is approved.

    The day stays within the year its number counts in.
    """
    edition = edition_rows.get(tx, *hand.place)
    finished = editions.answered(edition)
    timezone = context.config.timezone_of(configured(context, hand.digest))
    today = local_date(context.clock.now(), timezone)
    if str(today.year) == edition.published_on[:4]:
        finished = replace(finished, published_on=today.isoformat())
    if finished != edition:
        edition_rows.finish(tx, finished, expected=hand.expected)
