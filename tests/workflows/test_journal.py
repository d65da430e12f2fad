"""What happened in a run, as it is written down (kexie_digest.workflows.journal)."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.watching import marks

from fakes import FakeClock


def test_stages_are_timed_and_counted_once() -> None:
    """Publishing within composing is publishing; a stage that is entered twice is one stage."""
    clock = FakeClock()
    journal = Journal("r1", clock, by="li", process="host|boot|1|2")
    begun = clock.now()
    with journal.stage("collect"):
        clock.sleep(3)
    clock.sleep(100)
    with journal.stage("compose"):
        clock.sleep(1)
        with journal.stage("publish"):
            clock.sleep(5)
        clock.sleep(1)
    with journal.stage("publish"):
        clock.sleep(2)
    run = journal.result()
    assert [(stage.name, stage.seconds) for stage in run.stages] == [
        ("collect", 3),
        ("compose", 2),
        ("publish", 7),
    ]
    assert run.stages[1].started_at == begun + timedelta(seconds=103)
    assert (run.by, run.process, run.seconds) == ("li", "host|boot|1|2", 112)


def test_a_run_that_is_not_finished_has_no_length() -> None:
    """Its length so far would look like its length."""
    assert Journal("r1", FakeClock()).result(is_finished=False).seconds is None


def test_a_stage_that_fails_is_timed_too() -> None:
    """The time until it failed; what follows is not counted in."""
    clock = FakeClock()
    journal = Journal("r1", clock)
    with suppress(ValueError), journal.stage("collect"):
        clock.sleep(4)
        int("nothing")
    clock.sleep(9)
    assert [stage.seconds for stage in journal.result().stages] == [4]


def test_log_lines_know_the_stage() -> None:
    """Inside a stage its name is a mark; afterwards what held before holds again."""
    journal = Journal("r1", FakeClock())
    with marks.marked(run="r1"), journal.stage("collect"), marks.marked(source="city"):
        assert marks.present() == {"run": "r1", "stage": "collect", "source": "city"}
        with marks.marked(source=""):
            assert marks.present() == {"run": "r1", "stage": "collect"}
    assert marks.present() == {}
