"""What a tick hands out, and that jobs may be done in any order, twice, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from fake_site import Answer, FakeSite
from kexie_digest.model import DeliveryState, Run
from kexie_digest.model.job import Job, Queue
from kexie_digest.scheduler import tick
from kexie_digest.store import Transaction, deliveries, documents, editions, periods, runs
from kexie_digest.workflows.collect import Watch
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.jobs import handing_out
from kexie_digest.workflows.jobs.working import work
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.processes import only_run

from desk import Desk, sample_pages

pytestmark = pytest.mark.usefixtures("no_paper")

ITEMS = "".join(
    f"<item><guid>n{number}</guid><title>第{number}号站开放日</title><link>https://example.org/{number}</link>"
    f"<pubDate>2026年03月05日 08:00</pubDate><description>&lt;p&gt;3月4日，云岭省第{number}号站办开放日，"
    f"{number + 40}名市民参加。讲解员演示了雨量筒的用法。&lt;/p&gt;</description></item>"
    for number in range(3)
)
HEAD = "<title>云岭气象报</title><link>https://example.org/</link><description>新闻</description>"
BROKEN = "drops: {inbox: {path: drops}}\ndigests: {weekly: {title: 周报, recipients: [li@example.org]}}\n"
FEED = f'<?xml version="1.0"?><rss version="2.0"><channel>{HEAD}{ITEMS}</channel></rss>'


@dataclass
class Noted:
    """Workers that are said to be there: what they are asked to do is noted for the test to do."""

    waiting: list[Job] = field(default_factory=list)
    reminded: list[Job] = field(default_factory=list)
    queues: frozenset[Queue] = frozenset(Queue)

    def defer(self, tx: Transaction, jobs: Iterable[Job]) -> None:
        """Note jobs."""
        del tx
        self.waiting += jobs

    def remind(self, tx: Transaction, jobs: Iterable[Job]) -> None:
        """Note jobs."""
        wanted = list(jobs)
        self.reminded += wanted
        self.defer(tx, wanted)

    def served(self, tx: Transaction) -> frozenset[Queue]:
        """They are."""
        del tx
        return self.queues

    def take(self) -> list[Job]:
        """Give what was noted, and forget it."""
        taken, self.waiting = self.waiting, []
        return taken


@pytest.fixture
def site() -> Iterator[FakeSite]:
    """A site with a feed."""
    with FakeSite({"/rss.xml": Answer(FEED.encode())}) as site:
        yield site


@pytest.fixture
def context(tmp_path: Path, site: FakeSite) -> Iterator[Context]:
    """The program whose jobs are noted, with a source, a digest and two readers; mail becomes files."""
    yaml = f"""
sources:
  weather: {{kind: feed, url: "{site.url("/rss.xml")}", rights: full, allow_private: [127.0.0.1]}}
digests:
  weekly:
    title: 周报
    schedule: {{every: week, on: friday, at: "09:00"}}
    recipients: [li@one.example.org, wang@two.example.org]
"""
    with Desk(tmp_path, public_url="https://digest.example.org").opened(yaml) as opened:
        yield replace(opened, jobs=Noted())


def _ticked(context: Context) -> list[Job]:
    tick(context, Watch())
    assert isinstance(context.jobs, Noted)
    return context.jobs.take()


def _do(context: Context, *jobs: Job) -> None:
    for job in jobs:
        work(context, job.task, job.key)


def _names(jobs: Iterable[Job]) -> list[str]:
    return sorted({job.name for job in jobs})


def _owe(context: Context) -> None:
    with context.store.transaction() as tx:
        periods.announce(tx, "weekly", [("due", tx.now)])


def test_a_tick_pokes_what_is_undone_and_nothing_else(context: Context) -> None:
    """From the poll to the last copy each tick names the next step; at the end only mail is looked after."""
    jobs = _ticked(context)
    assert _names(jobs) == ["collect:weather", "mail:"]
    assert [job.lock for job in jobs if job.task == "collect"] == ["host:127.0.0.1"]
    _do(context, *jobs)
    assert _names(_ticked(context)) == ["mail:", "read:weather"]
    _do(context, Job("read", ("weather",), jobs[0].queue))
    assert "group:" in _names(_ticked(context))
    _owe(context)
    (composing,) = [job for job in _ticked(context) if job.task == "compose"]
    assert composing.lock == "digest:weekly"
    _do(context, composing)
    assert _names(_ticked(context)) == ["mail:", "publish:weekly/1"]
    _do(context, Job("publish", ("weekly", "1"), composing.queue))
    lots = [job for job in _ticked(context) if job.task == "deliver"]
    assert _names(lots) == ["deliver:weekly/1/one.example.org", "deliver:weekly/1/two.example.org"]
    assert {job.lock for job in lots} == {"smtp:one.example.org", "smtp:two.example.org"}
    _do(context, *lots)
    assert _names(_ticked(context)) == ["mail:"]


def test_jobs_done_twice_and_backwards_come_to_the_same(context: Context) -> None:
    """Whatever is doubled, late or out of turn: each item once, one edition, one copy for each reader."""
    for step in range(6):
        jobs = _ticked(context)
        _do(context, *reversed(jobs), *jobs)
        if step == 1:
            _owe(context)
    with context.store.reading() as tx:
        assert documents.unfinished_sources(tx) == set()
        assert len(editions.list_latest(tx)) == 1
        states = [copy.state for copy in deliveries.list_of_edition(tx, "weekly", 1)]
    assert states == [DeliveryState.SENT] * 2
    assert len(list((context.var / "outbox").glob("*.eml"))) == 2


def test_a_lone_worker_of_one_queue_keeps_nothing_else_back(context: Context) -> None:
    """The scheduler itself does what nobody serves: from the poll to the last copy, but for the rendering."""
    assert isinstance(context.jobs, Noted)
    context.jobs.queues = frozenset({Queue.RENDER})
    tick(context, Watch())
    _owe(context)
    for task in ("compose", "publish"):
        jobs = _ticked(context)
        _do(context, *(job for job in jobs if job.task == task))
    tick(context, Watch())
    with context.store.reading() as tx:
        states = [copy.state for copy in deliveries.list_of_edition(tx, "weekly", 1)]
    assert states == [DeliveryState.SENT] * 2
    assert {job.queue for job in context.jobs.reminded} == {Queue.RENDER}


def test_what_a_tick_did_not_reach_goes_first_in_the_next(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A source that takes all the time of a tick, and fails, takes the next tick from no other one."""
    weather = context.config.sources[0]
    others = tuple(replace(weather, key=key) for key in ("tides", "winds"))
    context = replace(
        context,
        config=replace(context.config, sources=(weather, *others)),
        jobs=Noted(queues=frozenset({Queue.DELIVER})),
    )
    done: list[str] = []

    def fail_slowly(_context: Context, _task: str, key: tuple[str, ...]) -> None:
        done.extend(key)
        context.clock.sleep(handing_out.SHARE + 1)

    monkeypatch.setattr(handing_out, "work", fail_slowly)
    watch = Watch()
    for _ in range(4):
        handing_out.reconcile(context, Journal("r", context.clock), watch)
    assert done == ["weather", "tides", "winds", "weather"]


def test_a_run_on_this_machine_holds_up_only_its_folders(context: Context) -> None:
    """An editor's own run empties the drop folders: workers are handed their jobs all the same."""
    with only_run(context.var):
        assert "collect:weather" in _names(_ticked(context))


def test_a_job_of_another_version_is_told_and_ends_nothing(
    context: Context, caplog: pytest.LogCaptureFixture
) -> None:
    """A worker that does not know a task says so; a bug in one is logged; the worker goes on."""
    work(context, "paint", ("weekly",))
    assert "paint" in caplog.text
    work(context, "publish", ())
    work(context, "deliver", ("weekly", "one", "x"))
    assert "a job failed: deliver" in caplog.text


def test_an_edition_that_failed_here_waits(tmp_path: Path) -> None:
    """No worker renders and a template is broken: it is tried once, not at every tick of five seconds."""
    desk = Desk(tmp_path)
    template = tmp_path / "templates" / "email" / "digest-body.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{% if %}", "utf-8")
    desk.drop(sample_pages()[1])
    desk.run(BROKEN)
    with desk.opened(BROKEN) as opened:
        context = replace(opened, jobs=Noted(queues=frozenset({Queue.DELIVER})))
        watch, past = Watch(), len(_failed(context))
        for _ in range(3):
            tick(context, watch)
        assert len(_failed(context)) == past + 1


def _failed(context: Context) -> list[Run]:
    with context.store.reading() as tx:
        return runs.list_failed(tx, context.clock.now() - timedelta(days=1))
