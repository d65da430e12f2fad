"""One document taken in, and what may go wrong with it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kexie_digest.model import Document, Rights
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.run import run, scope_of
from kexie_digest.workflows.taking import Terms, claim, take

from desk import Desk

PAGE = "# 临江学会举办气象开放日\n\n**本报讯** 3月2日，临江市气象学会举办开放日，四百名市民走进观测场。\n"


def _document(desk: Desk, text: str = PAGE) -> Document:
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    now = desk.clock.now()
    return Document(content, digest, "text/plain", "page.txt", "inbox", "page.txt", digest, now)


@pytest.mark.usefixtures("no_paper")
def test_a_claim_that_was_never_read_is_read_from_its_kept_bytes(tmp_path: Path) -> None:
    """Killed between claim and commit, the file gone: the next run reads the original."""
    desk = Desk(tmp_path)
    with desk.opened() as context:
        claim(context, _document(desk))
    with desk.opened() as context:
        result = run(context, scope_of(context))
    assert [edition.item_count for edition in result.published] == [1]


@pytest.mark.usefixtures("no_paper")
def test_a_lost_original_fails_alone(tmp_path: Path) -> None:
    """The kept bytes of an unread document are gone: named, and the other page is published."""
    desk = Desk(tmp_path)
    with desk.opened() as context:
        claim(context, _document(desk))
        context.blobs.path(_document(desk).sha256).unlink()
    (desk.drops / "other.txt").write_text(PAGE.replace("气象", "天文"), "utf-8")
    with desk.opened() as context:
        result = run(context, scope_of(context))
        again = run(context, scope_of(context))
    assert [failure.code for failure in result.failures] == ["not_found"]
    assert len(result.published) == 1
    assert not again.failures, "it is told once, not at every run"


def test_text_without_news_is_no_article(tmp_path: Path) -> None:
    """A file that holds no article is refused, not printed as an empty item."""
    desk = Desk(tmp_path)
    with desk.opened() as context:
        document = _document(desk, '{"a":1}\n')
        journal = Journal("r", desk.clock)
        taken = take(context, claim(context, document), document, journal, Terms(Rights.FULL))
    assert taken.failure is not None
    assert taken.failure.code == "no_article"
