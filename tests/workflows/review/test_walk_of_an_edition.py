"""An edition walks 编排 → 初审 → 终审 → 出刊, by people, on a real desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model import (
    Annotate,
    Decision,
    Discard,
    EditionState,
    FlagKind,
    Hold,
    Pin,
    ProofKind,
    Retitle,
)
from kexie_digest.model.article import Flag
from kexie_digest.store import articles, periods
from kexie_digest.store import editions as edition_rows
from kexie_digest.workflows import review
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.review import Hand
from kexie_digest.workflows.run import Scope, run, scope_of

from desk import Desk, sample_pages

YAML = """
drops: {inbox: {path: drops}}
digests:
  weekly: {title: 周报, review: [初审, 终审], four_eyes: true}
"""


@pytest.fixture(scope="module")
def composed(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk after a run that composed the first edition of two pages for review."""
    made = Desk(tmp_path_factory.mktemp("composed"))
    made.drop(*sample_pages()[:2])
    with made.opened(YAML) as opened:
        result = run(opened, scope_of(opened))
    assert result.published == ()
    assert any("待初审" in note for note in result.notes)
    (left,) = result.under_review
    assert (left.digest, left.total_number) == ("weekly", 1)
    return made


@pytest.fixture
def desk(composed: Desk, tmp_path: Path) -> Desk:
    """A copy of that desk."""
    return composed.copied(tmp_path)


@pytest.fixture
def context(desk: Desk) -> Iterator[Context]:
    """The program over it."""
    with desk.opened(YAML) as opened:
        yield opened


def hand(by: str, expected: int = 0, *, may_publish: bool = True) -> Hand:
    """Somebody's hand on the edition, a publisher's if nothing else is said."""
    return Hand("weekly", 1, by, expected, may_publish=may_publish)


def _settle(context: Context) -> None:
    review.tick(context, hand("校对员"), [proof.query.id for proof in review.proofs(context, "weekly", 1)])


def test_a_composed_edition_waits_for_people(context: Context, desk: Desk) -> None:
    """Nothing is rendered, and another run leaves it alone."""
    assert review.look(context, "weekly", 1).standing.state is EditionState.DRAFTING
    again = run(context, scope_of(context))
    assert not (desk.output / "weekly").exists()
    assert any("还在编审" in note for note in again.notes)
    assert [left.total_number for left in again.under_review] == [1]


@pytest.mark.usefixtures("no_paper")
def test_the_last_approval_publishes(context: Context, desk: Desk) -> None:
    """Submitted, approved twice by others, the next run renders it with its day of approval."""
    review.submit(context, hand("编辑", 1))
    review.approve(context, hand("初审人", 2))
    _settle(context)
    desk.clock.sleep(86400)
    standing = review.approve(context, hand("终审人", 3))
    assert standing.state is EditionState.PUBLISHING
    result = run(context, scope_of(context))
    assert [one.total_number for one in result.published] == [1]
    opened = review.look(context, "weekly", 1)
    assert opened.standing.state is EditionState.PUBLISHED
    assert opened.edition.published_on == desk.clock.now().date().isoformat()
    assert [one.decision for one in opened.reviews] == [
        Decision.SUBMITTED,
        Decision.APPROVED,
        Decision.APPROVED,
    ]
    assert [one.step for one in opened.reviews] == ["", "初审", "终审"]


def test_open_queries_stop_the_last_step(context: Context) -> None:
    """Every query of the proof list is ticked or mended before 终审."""
    assert {proof.query.kind for proof in review.proofs(context, "weekly", 1)} >= {ProofKind.PERSON}
    review.submit(context, hand("编辑", 1))
    review.approve(context, hand("初审人", 2))
    with pytest.raises(Conflict) as refused:
        review.approve(context, hand("终审人", 3))
    assert refused.value.code == "proof_open"
    assert review.look(context, "weekly", 1).standing.state is EditionState.REVIEWING


def test_readers_are_not_asked_what_editors_answered(context: Context) -> None:
    """The last approval takes out what only asked editors to look; what the original lacks stays."""
    gap, doubt = Flag(FlagKind.GAP, "缺一行。"), Flag(FlagKind.NEEDS_REVIEW, "读作标题，把握不大。")
    opened = review.look(context, "weekly", 1)
    (section, *others), (item, *rest) = opened.edition.sections, opened.edition.sections[0].items
    flagged = replace(section, items=(replace(item, flags=(gap, doubt)), *rest))
    with context.store.transaction() as tx:
        edition_rows.change(tx, replace(opened.edition, sections=(flagged, *others)), expected=1)
    review.submit(context, hand("编辑", 2))
    review.approve(context, hand("初审人", 3))
    _settle(context)
    assert review.look(context, "weekly", 1).edition.items[0].flags == (gap, doubt)
    review.approve(context, hand("终审人", 4))
    assert review.look(context, "weekly", 1).edition.items[0].flags == (gap,)


def test_a_tick_can_be_taken_away_and_a_strange_one_is_refused(context: Context) -> None:
    """Ticks belong to queries the edition asks now."""
    first = review.proofs(context, "weekly", 1)[0].query.id
    review.tick(context, hand("校对员"), [first], "电话核过")
    assert review.proofs(context, "weekly", 1)[0].tick is not None
    review.untick(context, hand("校对员"), [first])
    assert review.proofs(context, "weekly", 1)[0].tick is None
    with pytest.raises(NotFound):
        review.tick(context, hand("校对员"), ["nothing"])


def test_no_approval_slips_through(context: Context) -> None:
    """Who named no version decides nothing; who is no publisher never gives the last approval.

    The reviewer looked before the first approval, after it, or named no version: each is
    refused inside the transaction, whatever a look before it said.
    """
    review.submit(context, hand("编辑", 1))
    for decide in (review.approve, review.give_back, review.withdraw):
        with pytest.raises(Conflict) as refused:
            decide(context, hand("签发人"), "x")
        assert refused.value.code == "changed_meanwhile"
    review.approve(context, hand("初审人", 2, may_publish=False))
    _settle(context)
    for expected in (0, 2, 3):
        with pytest.raises(review.PublisherNeeded):
            review.approve(context, hand("另一审稿人", expected, may_publish=False))
    opened = review.look(context, "weekly", 1)
    assert (opened.standing.state, opened.standing.version) == (EditionState.REVIEWING, 3)


@pytest.mark.parametrize("by", ["编辑", "初审人"])
def test_four_eyes(context: Context, by: str) -> None:
    """Who changed, submitted or approved it cannot approve it (again)."""
    review.change(context, hand("编辑", 1), Annotate("", "本期说明"))
    review.submit(context, hand("编辑", 2))
    review.approve(context, hand("初审人", 3))
    _settle(context)
    with pytest.raises(Conflict) as refused:
        review.approve(context, hand(by, 4))
    assert refused.value.code == "four_eyes"


def test_a_returned_edition_starts_again(context: Context) -> None:
    """With a reason; then it may be edited, and passes every step anew."""
    review.submit(context, hand("编辑", 1))
    review.approve(context, hand("初审人", 2))
    with pytest.raises(Conflict):
        review.give_back(context, hand("终审人", 3), note="  ")
    standing = review.give_back(context, hand("终审人", 3), note="头条换一下")
    assert (standing.state, standing.step) == (EditionState.DRAFTING, 0)
    lead = review.look(context, "weekly", 1).edition.items[-1].event
    opened = review.change(context, hand("编辑", 4), Pin(lead))
    assert opened.edition.items[0].event == lead


def test_what_was_there_before_is_on_record(context: Context) -> None:
    """The audit trail keeps the old title with the new one."""
    item = review.look(context, "weekly", 1).edition.items[0]
    review.change(context, hand("编辑", 1), Retitle(item.event, "编辑拟的题"))
    (said,) = review.look(context, "weekly", 1).reviews
    assert said.act == {"act": "retitle", "event": item.event, "title": "编辑拟的题", "was": item.title}


def test_a_held_item_can_be_taken_back(context: Context) -> None:
    """Its reports wait, are offered, and make the same item again."""
    edition = review.look(context, "weekly", 1).edition
    item = edition.items[-1]
    ids = [source.article_id for source in item.sources]
    review.change(context, hand("编辑", 1), Hold(item.event))
    assert {report.id for report in review.offered(context, "weekly", 1)} >= set(ids)
    opened = review.take(context, hand("编辑", 2), ids)
    assert sorted(one.event for one in opened.edition.items) == sorted(one.event for one in edition.items)


def test_a_discarded_item_is_offered_again_but_not_to_the_next_edition(context: Context) -> None:
    """弃稿 can be regretted while the edition is made up."""
    item = review.look(context, "weekly", 1).edition.items[-1]
    ids = {source.article_id for source in item.sources}
    review.change(context, hand("编辑", 1), Discard(item.event))
    assert ids <= {report.id for report in review.offered(context, "weekly", 1)}
    with context.store.reading() as tx:
        assert not ids & {report.id for report in articles.list_unpublished(tx, "weekly")}


def test_an_item_is_made_anew_with_the_editors_words_kept(context: Context) -> None:
    """After a correction the text is fresh, the editor's title stays, the place too."""
    edition = review.look(context, "weekly", 1).edition
    item = edition.items[0]
    review.change(context, hand("编辑", 1), Retitle(item.event, "编辑拟的题"))
    opened = review.remake(context, hand("编辑", 2), [item.event])
    made = opened.edition.items[0]
    assert (made.event, made.title, made.printed_title) == (item.event, "编辑拟的题", item.title)
    assert [one.event for one in opened.edition.items] == [one.event for one in edition.items]


def test_merged_events_are_one_item_and_split_ones_are_two_again(context: Context) -> None:
    """What belongs together is decided elsewhere; the edition follows when items are made anew."""
    edition = review.look(context, "weekly", 1).edition
    kept, gone = edition.items[0], edition.items[1]
    with context.store.transaction() as tx:
        articles.set_events(tx, {gone.article_id: kept.event})
    merged = review.remake(context, hand("编辑", 1), [kept.event, gone.event]).edition
    assert [one.event for one in merged.items] == [one.event for one in edition.items if one is not gone]
    assert {source.article_id for source in merged.items[0].sources} >= {kept.article_id, gone.article_id}
    with context.store.transaction() as tx:
        articles.set_events(tx, {gone.article_id: gone.event})
    split = review.remake(context, hand("编辑", 2), [kept.event]).edition
    assert sorted(one.event for one in split.items) == sorted(one.event for one in edition.items)


def test_a_withdrawn_edition_is_composed_again_under_its_number(context: Context) -> None:
    """Number and reports are free; the record of who withdrew it stays."""
    review.withdraw(context, hand("编辑", 1), note="推倒重来")
    run(context, scope_of(context))
    opened = review.look(context, "weekly", 1)
    assert opened.standing.state is EditionState.DRAFTING
    assert [one.decision for one in opened.reviews] == [Decision.WITHDRAWN]


def test_a_step_out_of_order_is_refused(context: Context) -> None:
    """What is being made up cannot be approved, what is published cannot be withdrawn."""
    with pytest.raises(Conflict) as refused:
        review.approve(context, hand("终审人", 1))
    assert refused.value.code == "wrong_state"


def test_two_editors_at_once(context: Context) -> None:
    """The second change is refused whole: neither content nor record."""
    review.change(context, hand("甲", 1), Annotate("", "甲"))
    with pytest.raises(Conflict) as refused:
        review.change(context, hand("乙", 1), Annotate("", "乙"))
    assert refused.value.code == "changed_meanwhile"
    opened = review.look(context, "weekly", 1)
    assert (opened.edition.note, len(opened.reviews)) == ("甲", 1)


def test_the_next_period_does_not_wait_for_a_draft(context: Context, desk: Desk) -> None:
    """A due period composes an edition of its own beside one that people still work on."""
    desk.drop(*sample_pages()[4:5])
    with context.store.transaction() as tx:
        periods.announce(tx, "weekly", [("week:2026-03-06", desk.clock.now())])
        due = tuple(periods.list_due(tx))
    run(context, Scope(context.config.drops, (), (), due=due))
    with context.store.reading() as tx:
        standings = [standing for _, standing in edition_rows.list_standings(tx, "weekly")]
    assert [one.state for one in standings] == [EditionState.DRAFTING] * 2
