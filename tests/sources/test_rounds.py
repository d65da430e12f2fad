"""Many sources in one round: nobody waits for the dead, nobody is pressed."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler

import pytest

from fake_site import Answer, FakeSite
from kexie_digest.errors import StoreError
from kexie_digest.model import Source, SourceState
from kexie_digest.sources import Client, Fetched, Tools
from kexie_digest.sources._http import Limits
from kexie_digest.sources.rounds import fetch_all

from fakes import FakeClock

FEED = b"<rss version='2.0'><channel><title>t</title><item><title>a</title></item></channel></rss>"


def source(site: FakeSite, host: str, path: str = "/rss") -> tuple[Source, SourceState]:
    """Make a source of a host that leads to the site."""
    return Source(f"{host}{path}", "feed", site.url(path, host), allow_private=(host,)), SourceState()


def tools() -> Tools:
    """Make tools that find every host on loopback."""
    client = Client(limits=Limits(whole=60), clock=FakeClock(), resolver=lambda _host, _port: ["127.0.0.1"])
    return Tools(client, client.clock)


def test_every_source_has_one_outcome(site: FakeSite) -> None:
    """Good and bad ones, several of one host, more than there are workers."""
    site.pages["/rss"] = Answer(FEED)
    asked = [
        source(site, f"h{number % 7}.example", "/rss" if number % 3 else "/gone") for number in range(20)
    ]
    outcomes = list(fetch_all(asked, tools(), workers=3))
    assert sorted(polled.key for polled, _ in outcomes) == sorted(one.key for one, _ in asked)
    assert {fetched.error is None for polled, fetched in outcomes if polled.key.endswith("/rss")} == {True}
    assert {fetched.error is None for polled, fetched in outcomes if polled.key.endswith("/gone")} == {False}


def test_a_slow_source_delays_nobody(site: FakeSite) -> None:
    """The slow one is asked first and arrives last."""
    others = threading.Event()

    def slow(handler: BaseHTTPRequestHandler) -> None:
        others.wait(200)
        handler.send_error(500)

    site.pages |= {"/slow": slow, "/rss": Answer(FEED)}
    asked = [source(site, "slow.example", "/slow"), *(source(site, f"h{n}.example") for n in range(5))]
    arrived: list[str] = []
    for polled, _ in fetch_all(asked, tools(), workers=2):
        arrived.append(polled.key)
        if len(arrived) == len(asked) - 1:
            others.set()
    assert arrived[-1] == "slow.example/slow"
    assert len(arrived) == 6


def test_one_host_is_asked_one_at_a_time(site: FakeSite) -> None:
    """Ten sources of one host never overlap there."""
    inside, most, lock = 0, 0, threading.Lock()

    def counting(handler: BaseHTTPRequestHandler) -> None:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        time.sleep(0.02)
        with lock:
            inside -= 1
        handler.send_error(404)

    paths = [f"/{number}" for number in range(10)]
    site.pages |= dict.fromkeys(paths, counting)
    assert len(list(fetch_all([source(site, "one.example", path) for path in paths], tools()))) == 10
    assert most == 1


def test_the_programs_own_failure_is_one_sources(site: FakeSite, caplog: pytest.LogCaptureFixture) -> None:
    """A kind that nobody wrote: its source failed and is asked again later, the other one is read.

    The log says where the program failed.
    """
    site.pages["/rss"] = Answer(FEED)
    broken, seen = source(site, "a.example")
    asked = [(replace(broken, kind="unheard"), seen), source(site, "b.example")]
    outcomes = {polled.key: fetched for polled, fetched in fetch_all(asked, tools())}
    failed, good = (outcomes[one.key] for one, _ in asked)
    assert failed.error is not None
    assert (failed.error.code, failed.state.failures, good.error) == ("internal_error", 1, None)
    (logged,) = [one for one in caplog.records if one.name == "kexie_digest.sources.rounds"]
    assert asked[0][0].url in logged.getMessage()
    assert logged.exc_info is not None


def test_an_end_of_the_program_is_no_fault_of_a_source(site: FakeSite) -> None:
    """What is no error of the program ends the round."""

    def end(_fetched: Fetched) -> Fetched:
        raise SystemExit(3)

    site.pages["/rss"] = Answer(FEED)
    with pytest.raises(SystemExit):
        list(fetch_all([source(site, "a.example")], tools(), prepare=end))


def test_a_full_disk_is_no_fault_of_a_source(site: FakeSite) -> None:
    """What goes wrong while bytes are kept ends the round: it would go wrong for all."""

    def full(_fetched: Fetched) -> Fetched:
        raise StoreError

    site.pages["/rss"] = Answer(FEED)
    with pytest.raises(StoreError):
        list(fetch_all([source(site, "a.example")], tools(), prepare=full))


def test_no_source_is_no_work() -> None:
    """An empty round ends at once."""
    assert list(fetch_all([], tools())) == []
