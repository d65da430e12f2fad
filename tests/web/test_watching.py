"""Probes and Prometheus: a word for everybody, figures for this machine or with the token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from kexie_digest.model import Failure, Run, SourceState, Stage
from kexie_digest.store import runs, source_state
from kexie_digest.web.application import create_application
from kexie_digest.workflows.watching import beats

from newsroom import ADDRESS, Newsroom, newsroom

TOKEN = "three-quiet-herons"  # noqa: S105 - of these tests
YAML = """
sources:
  city: {kind: feed, url: 'https://city.example.org/rss'}
drops: {inbox: {path: drops}}
digests:
  weekly: {title: 周报}
"""
#: A line of the text format: name, labels, value.
_SAMPLE = re.compile(r'([a-z_]+)(\{(?:[a-z_]+="(?:[^"\\\n]|\\.)*",?)+\})? (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)')


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A newsroom with a source, a run and a scheduler."""
    with newsroom(tmp_path_factory.mktemp("watched"), yaml=YAML) as opened:
        now = opened.desk.clock.now()
        whole = Run(
            "r",
            now,
            now + timedelta(seconds=12.5),
            failures=(Failure("publish", 'a"b', "x", "y"),),
            stages=(Stage("collect", now, 10.25),),
        )
        with opened.context.store.transaction() as tx:
            runs.add(tx, whole)
            source_state.put(tx, "city", SourceState(last_code="ok", last_ok=now, last_new=now))
        beats.Heart(opened.context).beat()
        yield opened


def asking(room: Newsroom, host: str = "127.0.0.1", token: str = "") -> TestClient:
    """Somebody at an address; the program may have a token."""
    context = replace(room.context, watch=replace(room.context.watch, metrics_token=token))
    return TestClient(create_application(context), base_url=ADDRESS, client=(host, 4711))


def test_alive_asks_nothing(room: Newsroom) -> None:
    """A word, to everybody, also when the database is busy."""
    answer = asking(room, "192.0.2.7").get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert answer.headers["cache-control"] == "no-store"


def test_ready_says_why_to_this_machine_only(room: Newsroom) -> None:
    """Database, schema, scheduler, disk; a stranger gets the word alone."""
    here = asking(room).get("/readyz")
    assert here.status_code == 200
    assert [(one["name"], one["ok"]) for one in here.json()["checks"]] == [
        ("database", True),
        ("schema", True),
        ("scheduler", True),
        ("disk", True),
    ]
    assert asking(room, "192.0.2.7").get("/readyz").text == "ready\n"


def test_a_silent_scheduler_is_not_ready(tmp_path: Path) -> None:
    """One that was heard of and is no more; the answer is 503, with what to do."""
    with newsroom(tmp_path) as room:
        beats.Heart(room.context).beat()
        room.desk.clock.instant += timedelta(hours=1)
        answer = asking(room).get("/readyz")
        assert answer.status_code == 503
        wrong = [one for one in answer.json()["checks"] if not one["ok"]]
        assert [one["name"] for one in wrong] == ["scheduler"]
        assert wrong[0]["advice"]
        assert asking(room, "192.0.2.7").get("/readyz").text == "not ready\n"
        beats.Heart(room.context).stop()
        assert asking(room).get("/readyz").status_code == 200


@pytest.mark.parametrize(
    ("host", "headers", "token", "status"),
    [
        ("127.0.0.1", {}, "", 200),
        ("::1", {}, "", 200),
        ("192.0.2.7", {}, "", 403),
        ("testclient", {}, "", 403),
        ("127.0.0.1", {"X-Forwarded-For": "192.0.2.7"}, "", 403),
        ("127.0.0.1", {"Via": "1.1 proxy"}, "", 403),
        ("127.0.0.1", {}, TOKEN, 403),
        ("192.0.2.7", {"Authorization": f"Bearer {TOKEN}"}, TOKEN, 200),
        ("192.0.2.7", {"Authorization": f"Bearer {TOKEN}x"}, TOKEN, 403),
        ("192.0.2.7", {"Authorization": f"Basic {TOKEN}"}, TOKEN, 403),
        ("192.0.2.7", {"Authorization": "Bearer "}, TOKEN, 403),
    ],
)
def test_figures_are_for_those_who_may(
    room: Newsroom, host: str, headers: dict[str, str], token: str, status: int
) -> None:
    """This machine, not through a proxy; where a token is set, the token alone."""
    assert asking(room, host, token).get("/metrics", headers=headers).status_code == status


def test_figures_are_in_the_format_and_named_by_the_rules(room: Newsroom) -> None:
    """Every line reads, help and type come first, only what grows ends in _total."""
    answer = asking(room).get("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    kinds: dict[str, str] = {}
    samples: dict[str, float] = {}
    for line in answer.text.splitlines():
        if line.startswith("# TYPE "):
            _, _, name, kind = line.split(" ")
            assert name not in kinds, "one family, one block"
            kinds[name] = kind
        elif not line.startswith("# HELP "):
            found = _SAMPLE.fullmatch(line)
            assert found, line
            assert found[1] in kinds, line
            samples[found[1] + (found[2] or "")] = float(found[3])
    assert {name for name, kind in kinds.items() if kind == "counter"} == {
        name for name in kinds if name.endswith("_total")
    }
    assert samples["kexie_up"] == 1
    assert samples["kexie_last_run_duration_seconds"] == 12.5
    assert samples["kexie_last_run_failures"] == 1
    assert samples['kexie_last_run_stage_duration_seconds{stage="collect"}'] == 10.25
    assert samples['kexie_sources{condition="ok"}'] == 1
    assert samples['kexie_source_last_success_timestamp_seconds{source="city"}'] > 1.7e9
    assert samples["process_resident_memory_bytes"] > 1e6
    assert samples["kexie_database_size_bytes"] > 0
