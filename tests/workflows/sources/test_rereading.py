"""Reading kept originals again (kexie_digest.workflows.sources.rereading)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fake_site import Answer, FakeSite
from kexie_digest.model import Correction, CorrectionField, Document, Report
from kexie_digest.sources import feed
from kexie_digest.sources.feed import Feed
from kexie_digest.store import articles, corrections, documents, originals
from kexie_digest.workflows import reading
from kexie_digest.workflows.collect import collect
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.reading import issues
from kexie_digest.workflows.sources.rereading import reread

import stores
from desk import Desk
from walking import TOPICS, article


def take(context: Context) -> Journal:
    """Poll once."""
    journal = Journal("again", context.clock)
    collect(context, (), context.config.sources, journal)
    return journal


def stored(context: Context) -> list[Report]:
    """Everything there is, in order of arrival."""
    return stores.reports_of(context.store)


def test_a_column_is_collected_once(context: Context) -> None:
    """The articles stand in the store with title, day and link; a second poll adds none."""
    assert not take(context).result().failures
    assert [one.article.title for one in stored(context)] == list(TOPICS)
    assert [one.article.published_on for one in stored(context)] == ["2026-03-05"] * 3
    take(context)
    assert len(stored(context)) == 3


def test_a_changed_page_is_a_revision(context: Context, column: FakeSite) -> None:
    """The article stays as it was read; no second one appears."""
    take(context)
    column.pages["/art/1.html"] = Answer(article(TOPICS[1], "更正：座谈会的时间为三月四日下午，地点不变。"))
    take(context)
    assert len(stored(context)) == 3
    with context.store.reading() as tx:
        record = documents.get_of_article(tx, stored(context)[1].id)
    assert record.revision == 2


def test_nothing_changes_without_a_fix(context: Context) -> None:
    """The same program reads the same."""
    take(context)
    before = stored(context)
    done = reread(context)
    assert (done.documents, done.changed, done.new, done.kept, done.failures) == (3, 0, 0, 3, [])
    assert stored(context) == before


def test_a_fix_reaches_what_is_stored(
    context: Context, column: FakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts change in place; ids, order, event and corrections stay, and the site is not asked."""
    take(context)
    first, second, _ = stored(context)
    with context.store.transaction() as tx:
        articles.set_events(tx, {second.id: "an-event"})
        corrections.add(tx, _retitled(first, "改过的题目"))
    column.asked.clear()
    _add_flag(monkeypatch)
    done = reread(context, ["city"], dt.date(2026, 3, 6))
    assert (done.changed, done.new) == (3, 0)
    after = stored(context)
    assert [one.id for one in after][:2] == [first.id, second.id]
    assert (after[0].article.title, after[1].event) == ("改过的题目", "an-event")
    assert all(one.summary is None or one.facts for one in after)
    assert column.asked == []
    assert all(one.page.hotline == "12345" for one in after)


def test_a_day_limits_what_is_read(context: Context) -> None:
    """What was fetched before it is left alone."""
    take(context)
    assert reread(context, since=dt.date(2026, 3, 7)).documents == 0


FEED = "<?xml version='1.0'?><rss version='2.0'><channel><title>云岭科协</title>{}</channel></rss>"
ITEM = (
    "<item><guid>{0}</guid><title>{1}</title>"
    "<description>&lt;p&gt;{1}，三月五日在云岭市举行，各县都来了人。&lt;/p&gt;</description></item>"
)


def test_a_kept_feed_is_taken_apart_again(
    tmp_path: Path, column: FakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An entry that was overlooked comes, a title that was cut is whole; the site is not asked again."""
    column.pages["/rss"] = Answer(FEED.format("".join(map(ITEM.format, "ab", TOPICS))).encode())
    desk = Desk(tmp_path / "desk")
    text = f"sources: {{kx: {{kind: feed, url: '{column.url('/rss')}', allow_private: [127.0.0.1]}}}}\n"
    with desk.opened(text) as context, monkeypatch.context() as before:
        kept = feed.read_feed

        def worse(*given: Any, **named: Any) -> Feed:  # noqa: ANN401 - handed through
            found = kept(*given, **named)
            return replace(found, entries=(replace(found.entries[0], title="量子"),))

        before.setattr(feed, "read_feed", worse)
        take(context)
        assert [one.article.title for one in stored(context)] == ["量子"]
        before.undo()
        column.asked.clear()
        done = reread(context)
        assert [one.article.title for one in stored(context)] == list(TOPICS[:2])
        assert (done.documents, done.changed, done.new, done.failures, column.asked) == (2, 1, 1, [], [])
        again = reread(context)
        assert (again.documents, again.changed, again.new) == (2, 0, 0)


def test_a_reply_that_is_gone_is_named(tmp_path: Path, column: FakeSite) -> None:
    """Its blob was deleted: a failure with its path; the articles stay."""
    column.pages["/rss"] = Answer(FEED.format(ITEM.format("a", TOPICS[0])).encode())
    desk = Desk(tmp_path / "desk")
    text = f"sources: {{kx: {{kind: feed, url: '{column.url('/rss')}', allow_private: [127.0.0.1]}}}}\n"
    with desk.opened(text) as context:
        take(context)
        with context.store.reading() as tx:
            (reply,) = originals.list_for(tx, "kx")
        context.blobs.path(reply.sha256).unlink()
        done = reread(context)
        assert [(one.code, reply.sha256 in one.subject) for one in done.failures] == [("not_found", True)]
        assert (len(stored(context)), done.kept) == (1, 1)


def _retitled(report: Report, title: str) -> Correction:
    return Correction(
        article_id=report.id,
        field=CorrectionField.TITLE,
        was=report.article.title,
        becomes=title,
        by="desk",
        at=dt.datetime(2026, 3, 6, 2, tzinfo=dt.UTC),
    )


def _add_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for a better parser: it reads the hotline."""
    kept = reading.parsers.parse

    def better(*given: object) -> object:
        parsed = kept(*given)  # type: ignore[arg-type] # handed through
        return replace(parsed, page=replace(parsed.page, hotline="12345"))

    monkeypatch.setattr(reading.parsers, "parse", better)


def test_a_fix_reaches_dropped_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that could not be read, and one that was read badly: both from the kept bytes, no file moves."""
    desk = Desk(tmp_path)
    pages = {
        "好.md": "# 临江气象站开放\n\n本报讯 3月2日，临江气象站开放，三百名市民走进观测场。\n",
        "坏.md": "12",
    }
    for name, text in pages.items():
        (desk.drops / name).write_text(text, "utf-8")
    with desk.opened("drops: {inbox: {path: drops}}\n") as context:
        collect(context, context.config.drops, (), Journal("drop", context.clock))
        assert [one.article.title for one in stored(context)] == ["临江气象站开放"]
        opened = reading.open_page

        def mended(document: Document) -> reading.Opened:
            text = document.content.decode().replace("开放", "迎客") * (
                1 if len(document.content) > 9 else 40
            )
            return opened(replace(document, content=f"{text} 科普讲座进社区。\n".encode()))

        monkeypatch.setattr(issues, "open_page", mended)
        done = reread(context, ["inbox"])
        assert (done.documents, done.changed, done.new) == (2, 1, 1)
        assert stored(context)[0].article.title == "临江气象站迎客"
        assert (desk.drops / "failed" / "坏.md").exists()
