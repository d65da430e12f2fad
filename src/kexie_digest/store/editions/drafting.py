"""Change an edition that is being made up or reviewed, one version after the other.

Every change names the version it was made from; the row is changed only if that is still
the present one, so two editors never overwrite each other.
"""

from collections.abc import Sequence

from sqlalchemy import delete
from sqlmodel import col, select, update

from kexie_digest.errors import Conflict
from kexie_digest.model import Edition, EditionState, Standing
from kexie_digest.model.serialization import to_json
from kexie_digest.store import periods
from kexie_digest.store.articles import sequence_numbers
from kexie_digest.store.database import Transaction
from kexie_digest.store.editions._rows import name_of, row_of, standing_of, this
from kexie_digest.store.editions.marks import let_wait
from kexie_digest.store.tables import EditionArticleRow, EditionRow, ProofTickRow, WaitingRow


def change(tx: Transaction, edition: Edition, *, expected: int) -> Standing:
    """Put a changed edition in the place of a version.

    Args:
        tx: The unit of work.
        edition: As it is now.
        expected: The version it was made from.

    Returns:
        Where it stands then.

    Raises:
        Conflict: Somebody else changed it meanwhile, or it is not being made up.
        NotFound: There is no such edition.
    """
    found = row_of(tx, edition.digest, edition.total_number)
    if found.state != EditionState.DRAFTING:
        raise Conflict(
            "这一期不在编排中，不能改动 (this edition is not being made up)",
            subject=name_of(edition.digest, edition.total_number),
            code="not_drafting",
            advice="请审稿人退回编排后再改。",
        )
    return _changed(tx, edition.digest, edition.total_number, expected, {"edition": to_json(edition)})


def move_on(
    tx: Transaction, digest: str, total_number: int, *, expected: int, to: tuple[EditionState, int]
) -> Standing:
    """Send an edition to another state and step.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.
        expected: The version somebody looked at.
        to: State, and how many review steps are passed.

    Returns:
        Where it stands then.

    Raises:
        Conflict: Somebody else changed it meanwhile.
        NotFound: There is no such edition.
    """
    state, step = to
    return _changed(tx, digest, total_number, expected, {"state": state, "step": step})


def finish(tx: Transaction, edition: Edition, *, expected: int) -> None:
    """Store an edition as it goes out; its version stays.

    Args:
        tx: The unit of work that also moves it on.
        edition: With its day, without what only editors were asked.
        expected: The version somebody looked at.
    """
    row = this(edition.digest, edition.total_number) & (col(EditionRow.version) == expected)
    values = {"published_on": edition.published_on, "edition": to_json(edition)}
    tx.change(update(EditionRow).where(row).values(**values))


def hold(tx: Transaction, digest: str, total_number: int, report_ids: Sequence[str]) -> None:
    """Let reports of an edition wait for the digest's next one.

    Args:
        tx: The unit of work that also takes their item out.
        digest: The digest's key.
        total_number: 总第N期.
        report_ids: Reports the edition took.
    """
    numbers = tuple(sequence_numbers(tx, report_ids).values())
    taken = select(EditionArticleRow.article_seq).where(
        col(EditionArticleRow.digest) == digest,
        col(EditionArticleRow.total_number) == total_number,
        col(EditionArticleRow.article_seq).in_(numbers),
    )
    let_wait(tx, digest, list(tx.session.exec(taken)))


def take_back(tx: Transaction, digest: str, total_number: int, report_ids: Sequence[str]) -> None:
    """Take reports into an edition after it was composed.

    Args:
        tx: The unit of work that also puts their item in.
        digest: The digest's key.
        total_number: 总第N期.
        report_ids: Reports that wait, arrived since, or that it took already.

    Raises:
        Conflict: Another edition of the digest has one of them.
    """
    numbers = sequence_numbers(tx, report_ids)
    taken = {"digest": digest, "total_number": total_number}
    tx.insert_new(EditionArticleRow, [{**taken, "article_seq": seq} for seq in numbers.values()])
    owners = select(EditionArticleRow.total_number).where(
        col(EditionArticleRow.digest) == digest, col(EditionArticleRow.article_seq).in_(numbers.values())
    )
    elsewhere = sorted(set(tx.session.exec(owners)) - {total_number})
    if elsewhere:
        raise Conflict(
            f"已在总第 {elsewhere[0]} 期里 (another edition has it)",
            subject=", ".join(report_ids),
            code="taken_elsewhere",
        )
    waiting = (col(WaitingRow.digest) == digest) & col(WaitingRow.article_seq).in_(numbers.values())
    tx.change(delete(WaitingRow).where(waiting))


def withdraw(tx: Transaction, digest: str, total_number: int, *, expected: int) -> None:
    """Take back an edition that was never published; its reports wait again.

    Only the latest one: its number is given to the next, so that none is missing.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.
        expected: The version somebody looked at.

    Raises:
        Conflict: It is published or about to be, not the latest, or changed meanwhile.
        NotFound: There is no such edition.
    """
    found = row_of(tx, digest, total_number)
    later = select(EditionRow.total_number).where(
        col(EditionRow.digest) == digest, col(EditionRow.total_number) > total_number
    )
    name = name_of(digest, total_number)
    if found.state not in (EditionState.DRAFTING, EditionState.REVIEWING):
        raise Conflict("已付出刊，不能撤回 (it is published)", subject=name, code="already_published")
    if tx.session.exec(later.limit(1)).first() is not None:
        raise Conflict(
            "后面已有新一期，撤回会缺号 (a later edition exists; a number would be missing)",
            subject=name,
            code="not_the_latest",
            advice="请先撤回后面的一期，或在这一期里继续编排。",
        )
    _changed(tx, digest, total_number, expected, {"step": 0})
    articles = select(EditionArticleRow.article_seq).where(
        col(EditionArticleRow.digest) == digest, col(EditionArticleRow.total_number) == total_number
    )
    let_wait(tx, digest, list(tx.session.exec(articles)))
    ticks = (col(ProofTickRow.digest) == digest) & (col(ProofTickRow.total_number) == total_number)
    tx.change(delete(ProofTickRow).where(ticks))
    periods.give_up(tx, digest, total_number)
    tx.change(delete(EditionRow).where(this(digest, total_number)))


def _changed(
    tx: Transaction, digest: str, total_number: int, expected: int, values: dict[str, object]
) -> Standing:
    row = this(digest, total_number) & (col(EditionRow.version) == expected)
    if not tx.change(update(EditionRow).where(row).values(version=expected + 1, **values)):
        present = row_of(tx, digest, total_number).version
        raise Conflict(
            "别的编辑刚改过这一期，你的改动没有保存 (somebody else changed this edition meanwhile)",
            subject=f"{name_of(digest, total_number)} v{present}",
            code="changed_meanwhile",
            advice="请看一下现在的样子，再决定要不要重做你的改动。",
        )
    return standing_of(row_of(tx, digest, total_number))
