"""Sites that attack, lie, stall and move, polled in one round: each has its own outcome on record."""

from __future__ import annotations

import datetime as dt
import time
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest

from fake_site import Answer, FakeSite, Script
from kexie_digest.model import Source, SourceState
from kexie_digest.sources import Client, Fetched, Tools
from kexie_digest.sources._http import Limits
from kexie_digest.sources.rounds import fetch_all

from fakes import FakeClock

HEAD = "<rss version='2.0'><channel><title>海岚科协</title>"
FEED = (HEAD + "<item><title>科普讲座开讲</title></item></channel></rss>").encode()
MEGABYTE = 1024 * 1024


def _endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 65536)


def _drip(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
    while True:
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def _bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(30)) + packer.flush()


def _moved(target: str) -> Answer:
    return Answer(status=302, headers={"Location": target})


#: What each site answers; ``{other}`` is the port of a neighbour that must not be asked.
SITES: dict[str, Answer | Script | Callable[[int], Answer]] = {
    "endless": _endless,
    "twenty-gigabytes": Answer(b"x", headers={"Content-Length": str(20 * 1024**3)}),
    "bomb": Answer(_bomb(), headers={"Content-Encoding": "gzip"}),
    "drip": _drip,
    "to-a-port": _moved("http://127.0.0.1:{other}/secret"),
    "to-a-private-host": _moved("http://10.0.0.1/"),
    "to-metadata": _moved("http://169.254.169.254/latest/meta-data/"),
    "rebinding": Answer(FEED),
    "inside": Answer(FEED),
    "no-tls": Answer(FEED),
    "gb": Answer(FEED.decode().encode("gb18030"), headers={"Content-Type": "text/xml; charset=utf-8"}),
    "unchanged": Answer(status=304),
    "busy": Answer(status=429, headers={"Retry-After": "7200"}),
    "gone": Answer(status=410),
    "archive": Answer(f"{HEAD}{'<item><title>讯</title></item>' * 20_000}</channel></rss>".encode()),
}
#: What is remembered of each afterwards: its last code, why it pauses.
OUTCOMES = {
    "endless": ("too_large", ""),
    "twenty-gigabytes": ("too_large", ""),
    "bomb": ("too_large", ""),
    "drip": ("timeout", ""),
    "to-a-port": ("address_refused", "address_refused"),
    "to-a-private-host": ("address_refused", "address_refused"),
    "to-metadata": ("address_refused", "address_refused"),
    "rebinding": ("ok", ""),
    "inside": ("address_refused", "address_refused"),
    "no-tls": ("tls_failed", ""),
    "gb": ("ok", ""),
    "unchanged": ("not_modified", ""),
    "busy": ("rate_limited", ""),
    "gone": ("gone", "gone"),
    "archive": ("ok", ""),
}


@pytest.fixture
def fetched(site: FakeSite) -> dict[str, Fetched]:
    """What one round over all sites gave; nobody behind their redirects was asked."""
    clock, asked, found = FakeClock(), list[str](), dict[str, Fetched]()

    def resolver(host: str, _port: int) -> list[str]:
        asked.append(host)
        if host == "inside.example":
            return ["8.8.8.8", "127.0.0.1"]
        is_again = host == "rebinding.example" and asked.count(host) > 1
        return ["127.0.0.1"] if host.endswith(".example") and not is_again else [host]

    with FakeSite({"/secret": Answer(b"secret")}) as other:
        for name, answer in SITES.items():
            if isinstance(answer, Answer) and "Location" in answer.headers:
                answer = _moved(answer.headers["Location"].format(other=other.port))  # noqa: PLW2901 - its port is known now
            site.pages[f"/{name}"] = answer
        sources = [_source(site, name) for name in SITES]
        seen = SourceState(etag='"1"', seen_any=True)
        # The one that is to time out does so soon; no other has to hurry on a busy machine.
        for whole, wanted in ((1, ["drip"]), (60, [name for name in SITES if name != "drip"])):
            tools = Tools(Client(Limits(size=MEGABYTE, whole=whole), clock, resolver), clock)
            asking = [(one, seen) for one in sources if one.key in wanted]
            found |= {one.key: outcome for one, outcome in fetch_all(asking, tools)}
        assert other.asked == []
    assert "/inside" not in {path for path, _ in site.asked}
    assert asked.count("rebinding.example") == 1
    return found


def _source(site: FakeSite, name: str) -> Source:
    host = f"{name}.example"
    address = site.url(f"/{name}", host)
    url = address.replace("http:", "https:") if name == "no-tls" else address
    # A port that is not 80 needs the exemption; the one inside has it not, and speaks on 8080.
    if name == "inside":
        return Source(name, "feed", f"http://{host}:8080/inside")
    return Source(name, "feed", url, allow_private=(host,))


def test_each_has_its_own_outcome(fetched: dict[str, Fetched]) -> None:
    """Nobody delays, breaks or poisons another; what is kept says what happened and when to ask again."""
    kept = {name: (one.state.last_code, one.state.paused_reason) for name, one in fetched.items()}
    assert kept == OUTCOMES
    failed = {name for name, one in fetched.items() if one.error is not None}
    assert failed == {name for name, (code, _) in OUTCOMES.items() if code not in {"ok", "not_modified"}}
    assert fetched["busy"].state.next_poll == FakeClock().now() + dt.timedelta(hours=2)
    assert [one.hints.title for one in fetched["gb"].documents] == ["科普讲座开讲"]
    assert fetched["gb"].notes == ("charset_doubt",)
    assert len(fetched["archive"].documents) == 500
    assert fetched["archive"].notes == ("too_many_entries:20000",)
