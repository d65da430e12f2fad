"""How far a digest has come through what arrived, and what waits behind that mark.

For ``store.editions`` only.
"""

from collections.abc import Sequence

from sqlalchemy import delete, func, insert, literal
from sqlmodel import col, select, update

from kexie_digest.store.articles import arrived_since_mark, chunks
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ArticleRow, DigestMarkRow, EditionArticleRow, WaitingRow


def move_mark(tx: Transaction, digest: str, taken: Sequence[int]) -> None:
    """Note what an edition left aside and move its digest's mark to the newest article.

    Right only while sequence numbers become visible in order. SQLite has one writer at a
    time; an engine with several must let ``articles.add`` and this take one lock.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        taken: Sequence numbers of the articles that the edition took.
    """
    held = select(literal(digest), ArticleRow.seq).where(arrived_since_mark(tx, digest))
    tx.change(insert(WaitingRow).from_select(["digest", "article_seq"], held))
    for numbers in chunks(taken):  # the list itself grows for ever: nobody walks through it
        waiting = (col(WaitingRow.digest) == digest) & col(WaitingRow.article_seq).in_(numbers)
        tx.change(delete(WaitingRow).where(waiting))
    newest = tx.session.exec(select(func.coalesce(func.max(ArticleRow.seq), 0))).one()
    if not tx.insert_new(DigestMarkRow, [{"digest": digest, "seq": newest}]):
        tx.change(update(DigestMarkRow).where(col(DigestMarkRow.digest) == digest).values(seq=newest))


def let_wait(tx: Transaction, digest: str, sequence_numbers: Sequence[int]) -> None:
    """Give articles back to a digest: its next edition is composed from them too.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        sequence_numbers: Articles that one of its editions had taken.
    """
    taken = (col(EditionArticleRow.digest) == digest) & col(EditionArticleRow.article_seq).in_(
        sequence_numbers
    )
    tx.change(delete(EditionArticleRow).where(taken))
    tx.insert_new(WaitingRow, [{"digest": digest, "article_seq": seq} for seq in sequence_numbers])
