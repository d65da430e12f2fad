"""Move an edition on: submit, approve step by step, return, withdraw.

Takes an edition's name, the version somebody looked at and who they are; gives where it
stands then. The last approval makes it ``publishing``: the next run renders and sends it.
"""

from dataclasses import replace

from kexie_digest.clock import local_date
from kexie_digest.errors import Conflict
from kexie_digest.model import Decision, Digest, EditionState, Review, Standing
from kexie_digest.store import Transaction
from kexie_digest.store import editions as edition_rows
from kexie_digest.store.editions import reviews
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.deliver import configured
from kexie_digest.workflows.review.proofs import proofs_of

#: What somebody did that makes them no second pair of eyes.
_OWN_HAND = (Decision.CHANGED, Decision.SUBMITTED, Decision.APPROVED)


def submit(
    context: Context, digest: str, total_number: int, *, expected: int, by: str, note: str = ""
) -> Standing:
    """Hand an edition to its first reviewer (提交审稿).

    Args:
        context: The program.
        digest: The digest's key.
        total_number: 总第N期.
        expected: The version the editor looked at.
        by: Who.
        note: For the reviewer.

    Returns:
        Where it stands then; ``publishing`` when its digest has no steps any more.

    Raises:
        Conflict: It is not being made up, or somebody changed it meanwhile.
        NotFound: There is no such edition.
    """
    with context.store.transaction() as tx:
        _require(tx, digest, total_number, EditionState.DRAFTING)
        steps = configured(context, digest).review
        state = EditionState.REVIEWING if steps else EditionState.PUBLISHING
        standing = edition_rows.move_on(tx, digest, total_number, expected=expected, to=(state, 0))
        _record(tx, standing, Review(Decision.SUBMITTED, by, tx.now, standing.version, note=note))
        return standing


def approve(
    context: Context, digest: str, total_number: int, *, expected: int, by: str, note: str = ""
) -> Standing:
    """Approve an edition at its present step; the last approval lets it be published.

    Args:
        context: The program.
        digest: The digest's key.
        total_number: 总第N期.
        expected: The version the reviewer looked at.
        by: Who.
        note: What they say.

    Returns:
        Where it stands then.

    Raises:
        Conflict: It is not in review; with ``four_eyes``, the reviewer had a hand in it; at
            the last step, proof queries are open; or somebody changed it meanwhile.
        NotFound: There is no such edition.
    """
    with context.store.transaction() as tx:
        before = _require(tx, digest, total_number, EditionState.REVIEWING)
        settings = configured(context, digest)
        step, is_last = _step(settings, before)
        _require_other_eyes(tx, settings, before, by)
        if is_last:
            _require_settled(tx, before)
            _date_today(tx, context, before, expected)
        state = EditionState.PUBLISHING if is_last else EditionState.REVIEWING
        standing = edition_rows.move_on(
            tx, digest, total_number, expected=expected, to=(state, before.step + 1)
        )
        said = Review(Decision.APPROVED, by, tx.now, standing.version, step=step, note=note)
        _record(tx, standing, said)
        return standing


def give_back(
    context: Context, digest: str, total_number: int, *, expected: int, by: str, note: str
) -> Standing:
    """Return an edition to the editors (退回编排); it starts again at the first step.

    Args:
        context: The program.
        digest: The digest's key.
        total_number: 总第N期.
        expected: The version the reviewer looked at.
        by: Who.
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
            subject=f"{digest}/{total_number}",
            code="note_missing",
            advice="请写一句要改什么。",
        )
    with context.store.transaction() as tx:
        before = _require(tx, digest, total_number, EditionState.REVIEWING)
        step, _ = _step(configured(context, digest), before)
        to = (EditionState.DRAFTING, 0)
        standing = edition_rows.move_on(tx, digest, total_number, expected=expected, to=to)
        _record(tx, standing, Review(Decision.RETURNED, by, tx.now, standing.version, step=step, note=note))
        return standing


def withdraw(
    context: Context, digest: str, total_number: int, *, expected: int, by: str, note: str = ""
) -> None:
    """Give up an edition before it is published; number and reports are free again (撤回整期).

    Args:
        context: The program.
        digest: The digest's key.
        total_number: 总第N期.
        expected: The version the editor looked at.
        by: Who.
        note: Why.

    Raises:
        Conflict: It is published, a later one exists, or somebody changed it meanwhile.
        NotFound: There is no such edition.
    """
    with context.store.transaction() as tx:
        before = edition_rows.standing(tx, digest, total_number)
        edition_rows.withdraw(tx, digest, total_number, expected=expected)
        _record(tx, before, Review(Decision.WITHDRAWN, by, tx.now, before.version, note=note))


def _require(tx: Transaction, digest: str, total_number: int, state: EditionState) -> Standing:
    standing = edition_rows.standing(tx, digest, total_number)
    if standing.state is not state:
        raise Conflict(
            "这一期现在不能这样处理 (not possible in its present state)",
            subject=f"{digest}/{total_number}: {standing.state}",
            code="wrong_state",
            advice="请刷新页面，看它现在走到哪一步。",
        )
    return standing


def _step(settings: Digest, standing: Standing) -> tuple[str, bool]:
    """Name the present step; an owner may have taken steps away since."""
    steps = settings.review or ("审稿",)
    position = min(standing.step, len(steps) - 1)
    return steps[position], position == len(steps) - 1


def _require_other_eyes(tx: Transaction, settings: Digest, standing: Standing, by: str) -> None:
    if not settings.four_eyes:
        return
    said = reviews.list_of_edition(tx, standing.digest, standing.total_number)
    if any(one.by == by and one.decision in _OWN_HAND for one in said):
        raise Conflict(
            "你编过或审过这一期，须由另一人审 (somebody else must approve this edition)",
            subject=by,
            code="four_eyes",
            advice="请另一位审稿人登录后审定。",
        )


def _require_settled(tx: Transaction, standing: Standing) -> None:
    edition = edition_rows.get(tx, standing.digest, standing.total_number)
    left = [proof for proof in proofs_of(tx, edition) if proof.tick is None]
    if left:
        raise Conflict(
            f"校对清单还有 {len(left)} 项没有处理 ({len(left)} proof queries are open)",
            subject=left[0].query.question,
            code="proof_open",
            advice="请逐项核对后勾选，或退回修改。",
        )


def _date_today(tx: Transaction, context: Context, standing: Standing, expected: int) -> None:
    """Date the edition on the day it is approved, within the year its number counts in."""
    edition = edition_rows.get(tx, standing.digest, standing.total_number)
    today = local_date(context.clock.now(), context.config.publication.timezone)
    if str(today.year) == edition.published_on[:4] and today.isoformat() != edition.published_on:
        edition_rows.date_anew(tx, replace(edition, published_on=today.isoformat()), expected=expected)


def _record(tx: Transaction, standing: Standing, said: Review) -> None:
    reviews.add(tx, standing.digest, standing.total_number, said)
