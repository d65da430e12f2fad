"""An edition that cannot be published keeps its number and stops nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_digest.errors import StoreError
from kexie_digest.store import periods, runs
from kexie_digest.workflows.collect import Watch
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.publish import Waiting, finish
from kexie_digest.workflows.run import Scope, run

from desk import Desk, sample_pages

pytestmark = pytest.mark.usefixtures("no_paper")

YAML = """
drops: {inbox: {path: drops}}
digests:
  weekly: {title: 周报, recipients: [li@example.org]}
"""


def test_a_broken_template_stops_neither_collection_nor_the_next_try(tmp_path: Path) -> None:
    """A mistake in an owner's template: named with its place; mended, the same number appears."""
    desk = Desk(tmp_path)
    template = tmp_path / "templates" / "email" / "digest-body.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{% if %}", "utf-8")
    desk.drop(sample_pages()[1])
    failed = desk.run(YAML)
    assert [failure.code for failure in failed.failures] == ["template"]
    desk.drop(sample_pages()[0])
    again = desk.run(YAML)
    assert again.counts["documents"] == 1, "collection goes on"
    template.unlink()
    assert [edition.total_number for edition in desk.run(YAML).published][:1] == [1]


def test_trouble_of_the_database_keeps_an_edition_back_until_the_next_tick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What failed by itself is left in peace for a while; a server that was started anew is no reason to."""
    desk = Desk(tmp_path)
    desk.drop(sample_pages()[1])
    settle, waiting = periods.finish, Waiting()

    def lose_the_server(*_: object) -> None:
        monkeypatch.setattr(periods, "finish", settle)
        raise StoreError("停顿太久 (ended)", code="ended_by_server")

    monkeypatch.setattr(periods, "finish", lose_the_server)
    with desk.opened(YAML) as context:
        scope = Scope(context.config.drops, (), context.config.digests)
        assert [failure.code for failure in run(context, scope).failures] == ["ended_by_server"]
        monkeypatch.setattr(periods, "finish", lose_the_server)
        for codes in (["ended_by_server"], []):
            journal = Journal("again", context.clock)
            finish(context, journal, waiting)
            assert [failure.code for failure in journal.result().failures] == codes
    assert [edition.total_number for edition in journal.result().published] == [1]


def test_no_reader_stands_in_the_public_files(tmp_path: Path) -> None:
    """The edition's folder may be served: it holds no reader's address and no reader's token."""
    desk = Desk(tmp_path)
    desk.drop(sample_pages()[1])
    desk.run(YAML, is_sending=False)
    for path in (desk.output / "weekly" / "1").iterdir():
        assert b"li@example.org" not in path.read_bytes(), path.name


def test_two_schedulers_publish_one_edition_a_period(tmp_path: Path) -> None:
    """Both found the same period due: the second finds it settled."""
    desk = Desk(tmp_path)
    desk.drop(*sample_pages()[:2])
    with desk.opened(YAML) as context:
        config = context.config
        with context.store.transaction() as tx:
            periods.announce(tx, "weekly", [("week:2026-03-06", desk.clock.now())])
            due = tuple(periods.list_due(tx))
        scope = Scope(config.drops, (), (), due=due)
        first = run(context, scope)
        (desk.drops / "new.txt").write_text(
            "# 岭下小学办起气象站\n\n**本报讯** 3月3日，岭下小学的气象站开始上传数据。\n",
            "utf-8",
        )
        second = run(context, scope)
    assert len(first.published) == 1
    assert not second.published


def test_an_idle_tick_leaves_no_trace(tmp_path: Path) -> None:
    """A scheduler that found nothing to do records no run."""
    desk = Desk(tmp_path)
    with desk.opened(YAML) as context:
        for _ in range(3):
            run(context, Scope(context.config.drops, (), (), watch=Watch()))
        with context.store.reading() as tx:
            assert runs.list_latest(tx) == []
