"""Documents: what came in is taken once, and nothing is forgotten."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from kexie_digest.errors import NotFound
from kexie_digest.model import Claim, ClaimState, Document, DocumentState, Hints
from kexie_digest.store import Store, documents


def test_a_new_document_is_claimed_once(store: Store, make_document: Callable[..., Document]) -> None:
    """The first claim is new; after a crash (state taken) the next one says unfinished."""
    document = make_document(hints=Hints(title="气象站", published="3月5日"))
    with store.transaction() as tx:
        first = documents.claim(tx, document)
    with store.transaction() as tx:
        second = documents.claim(tx, document)
        record = documents.get(tx, first.id)
    assert first == Claim(first.id, ClaimState.NEW)
    assert second == Claim(first.id, ClaimState.UNFINISHED)
    assert record.document(document.content) == document


def test_a_done_document_is_known(store: Store, make_document: Callable[..., Document]) -> None:
    """A document read to the end is left alone, with its warnings remembered."""
    with store.transaction() as tx:
        claim = documents.claim(tx, make_document())
        documents.mark_done(tx, claim.id, ["charset_doubt"])
        assert documents.claim(tx, make_document()).state is ClaimState.KNOWN
        record = documents.get(tx, claim.id)
    assert (record.state, record.warnings) == (DocumentState.DONE, ("charset_doubt",))


def test_a_failed_document_may_be_tried_again(store: Store, make_document: Callable[..., Document]) -> None:
    """A failed drop copied back is told apart; done afterwards, its failure is gone."""
    with store.transaction() as tx:
        claim = documents.claim(tx, make_document())
        documents.mark_failed(tx, claim.id, "no_article", "版面无法识别")
        assert documents.claim(tx, make_document()) == Claim(claim.id, ClaimState.FAILED)
        assert documents.get(tx, claim.id).code == "no_article"
        documents.mark_done(tx, claim.id)
        record = documents.get(tx, claim.id)
    assert (record.state, record.code, record.message) == (DocumentState.DONE, "", "")


def test_the_same_drop_in_another_folder_is_known(
    store: Store, make_document: Callable[..., Document]
) -> None:
    """A dropped file is its content: name and folder do not make it new."""
    with store.transaction() as tx:
        claim = documents.claim(tx, make_document())
        documents.mark_done(tx, claim.id)
        again = documents.claim(tx, make_document(source_key="archive", name="副本.txt"))
    assert again == Claim(claim.id, ClaimState.KNOWN)


def test_an_address_may_be_long(store: Store, make_document: Callable[..., Document]) -> None:
    """A feed's link of 10,000 characters is kept: an index of PostgreSQL takes 2,704 bytes."""
    digits = "".join(hashlib.sha256(bytes([place])).hexdigest() for place in range(160))  # not to be packed
    long = make_document(identity="guid-1", address=f"https://example.org/?{digits}")
    with store.transaction() as tx:
        claimed = documents.claim(tx, long)
        assert documents.get(tx, claimed.id).address == long.address


def test_the_same_bytes_under_two_addresses_are_two_documents(
    store: Store, make_document: Callable[..., Document]
) -> None:
    """A polled item is its address: two pages with equal bytes are both taken."""
    with store.transaction() as tx:
        one = documents.claim(tx, make_document(identity="https://example.org/1"))
        two = documents.claim(tx, make_document(identity="https://example.org/2"))
    assert (one.state, two.state) == (ClaimState.NEW, ClaimState.NEW)
    assert one.id != two.id


def test_entries_of_one_file_are_told_apart(store: Store, make_document: Callable[..., Document]) -> None:
    """Each entry of a dropped feed file is a document of its own."""
    with store.transaction() as tx:
        claims = [documents.claim(tx, make_document(part=part)) for part in ("1", "2", "1")]
    assert [claim.state for claim in claims] == [ClaimState.NEW, ClaimState.NEW, ClaimState.UNFINISHED]


def test_changed_content_becomes_a_revision(store: Store, make_document: Callable[..., Document]) -> None:
    """New content of an item already done is recorded once, and is never read again."""
    address = "https://example.org/1"
    with store.transaction() as tx:
        claim = documents.claim(tx, make_document("初稿", identity=address))
        documents.mark_done(tx, claim.id)
        changed = documents.claim(tx, make_document("改稿", identity=address))
        again = documents.claim(tx, make_document("改稿", identity=address))
        back = documents.claim(tx, make_document("初稿", identity=address))
        record = documents.get(tx, claim.id)
    assert changed == Claim(claim.id, ClaimState.KNOWN, revision=2, is_changed=True)
    assert again == Claim(claim.id, ClaimState.KNOWN, revision=2)
    assert back.is_changed is False
    assert record.sha256 == make_document("初稿").sha256
    assert record.revision == 2


@pytest.mark.parametrize("code", ["", "no_article"])
def test_changed_content_replaces_what_was_never_read(
    store: Store, make_document: Callable[..., Document], code: str
) -> None:
    """Content that came to nothing is not kept: the newest is the one to read."""
    with store.transaction() as tx:
        claim = documents.claim(tx, make_document("初稿", identity="a"))
        if code:
            documents.mark_failed(tx, claim.id, code, "版面无法识别")
        again = documents.claim(tx, make_document("改稿", identity="a"))
        record = documents.get(tx, claim.id)
    assert again == Claim(claim.id, ClaimState.UNFINISHED)
    assert (record.sha256, record.code) == (make_document("改稿").sha256, "")


def test_unfinished_documents_are_listed_by_source(
    store: Store, make_document: Callable[..., Document]
) -> None:
    """A restart finds what a dead run left, of that source only, oldest first."""
    with store.transaction() as tx:
        first = documents.claim(tx, make_document("一"))
        documents.claim(tx, make_document("二", source_key="feed"))
        done = documents.claim(tx, make_document("三"))
        documents.mark_done(tx, done.id)
        last = documents.claim(tx, make_document("四"))
        listed = documents.list_unfinished(tx, "inbox")
    assert [record.id for record in listed] == [first.id, last.id]


def test_an_unknown_document_is_not_found(store: Store) -> None:
    """Asking for, or settling, what was never claimed is an error that names it."""
    with store.transaction() as tx:
        with pytest.raises(NotFound, match="17"):
            documents.get(tx, 17)
        with pytest.raises(NotFound, match="17"):
            documents.mark_done(tx, 17)


def test_a_document_that_was_read_is_not_called_failed_by_a_late_worker(
    store: Store, make_document: Callable[..., Document]
) -> None:
    """Two workers read it: the one that comes late and fails changes nothing."""
    with store.transaction() as tx:
        claim = documents.claim(tx, make_document())
        documents.mark_done(tx, claim.id)
        documents.mark_failed(tx, claim.id, "damaged_original", "原件已损坏")
        assert documents.get(tx, claim.id).state is DocumentState.DONE
