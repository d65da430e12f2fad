"""The guarded client against sites that fail, lie and attack, all on loopback."""

from __future__ import annotations

import datetime as dt
import gzip
import shutil
import ssl
import subprocess
import threading
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from fake_site import Answer, FakeSite
from kexie_digest.clock import SystemClock
from kexie_digest.errors import SourceError
from kexie_digest.sources._http import AnswerError, Client, Limits
from kexie_digest.sources._http.resolving import resolve

from fakes import FakeClock

LOOPBACK = ("127.0.0.1",)


def quick(**limits: float) -> Client:
    """Make a client with limits of its own: what is to succeed has time, what is to time out says so."""
    return Client(limits=Limits(**{"connect": 60, "read": 60, "whole": 60, **limits}), clock=FakeClock())


def failure(client: Client, url: str, allow: tuple[str, ...] = LOOPBACK) -> SourceError:
    """Fetch what cannot be fetched and give the error."""
    with pytest.raises(SourceError) as caught:
        client.get(url, allow_private=allow)
    assert caught.value.message
    assert caught.value.advice
    assert caught.value.subject
    return caught.value


def test_a_page_is_fetched_with_its_validators(site: FakeSite) -> None:
    """Body, type, ETag and date come back; the site sees its own name and who asks."""
    site.pages["/rss?x=1"] = Answer(
        b"hello", headers={"ETag": '"v1"', "Last-Modified": "x", "Content-Type": "text/xml"}
    )
    reply = quick().get(site.url("/rss?x=1"), allow_private=LOOPBACK)
    assert (reply.content, reply.content_type, reply.etag, reply.last_modified) == (
        b"hello",
        "text/xml",
        '"v1"',
        "x",
    )
    headers = site.asked[0][1]
    assert headers["Host"] == f"127.0.0.1:{site.port}"
    assert headers["User-Agent"].startswith("KexieDigest/")


def test_an_unchanged_page_is_said_so(site: FakeSite) -> None:
    """The validator is sent; 304 comes back as unchanged, without a body."""
    site.pages["/"] = Answer(status=304)
    reply = quick().get(site.url(), headers={"If-None-Match": '"v1"'}, allow_private=LOOPBACK)
    assert reply.is_unchanged
    assert site.asked[0][1]["If-None-Match"] == '"v1"'


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, "forbidden"),
        (403, "forbidden"),
        (404, "not_found"),
        (410, "gone"),
        (418, "request_refused"),
        (429, "rate_limited"),
        (500, "server_error"),
        (503, "server_error"),
    ],
)
def test_statuses_have_their_codes(site: FakeSite, status: int, code: str) -> None:
    """Each refusal of a site has its own stable word."""
    site.pages["/"] = Answer(status=status)
    error = failure(quick(), site.url())
    assert isinstance(error, AnswerError)
    assert error.code == code
    assert error.permanent == (code == "gone")


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(seconds=120)),
        ("999999999999", timedelta(hours=24)),
        ("9" * 5000, timedelta(hours=24)),
        ("Fri, 06 Mar 2026 01:10:00 GMT", timedelta(minutes=10)),
        ("Fri, 06 Mar 2020 01:10:00 GMT", timedelta(0)),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_is_read_and_capped(site: FakeSite, value: str, wait: timedelta | None) -> None:
    """Seconds or a date, never more than a day."""
    site.pages["/"] = Answer(status=429, headers={"Retry-After": value})
    error = failure(quick(), site.url())
    assert isinstance(error, AnswerError)
    assert error.retry_after == wait


def test_a_gzip_bomb_stops_early(site: FakeSite) -> None:
    """300 MB packed into 300 KB: refused with at most 20 MB of memory."""
    bomb = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(bomb.compress(bytes(1024 * 1024)) for _ in range(300)) + bomb.flush()
    site.pages["/"] = Answer(packed, headers={"Content-Encoding": "gzip"})
    tracemalloc.start()
    try:
        error = failure(quick(), site.url())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert error.code == "too_large"
    assert peak < 20 * 1024 * 1024 + len(packed)


def test_a_body_that_says_it_is_too_large_is_not_read(site: FakeSite) -> None:
    """A Content-Length above the cap is enough."""
    site.pages["/"] = Answer(b"x", headers={"Content-Length": str(20 * 1024**3)})
    assert failure(quick(), site.url()).code == "too_large"


def test_an_endless_body_stops_at_the_cap(site: FakeSite) -> None:
    """A reply without end is cut off at the limit, not at the end of memory."""

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65536)

    site.pages["/"] = endless
    assert failure(quick(size=1024 * 1024, whole=60), site.url()).code == "too_large"


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_slow_drip_ends_in_time(site: FakeSite, part: str) -> None:
    """Byte after byte within each read's limit: the whole reply's limit ends it."""

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n" + (b"\r\n" if part == "body" else b"X-A: "))
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    site.pages["/"] = drip
    assert failure(quick(whole=0.6), site.url()).code == "timeout"


def test_a_silent_site_times_out(site: FakeSite) -> None:
    """No byte within the read limit."""
    site.pages["/"] = lambda _handler: time.sleep(1.5)
    assert failure(quick(read=0.3), site.url()).code == "timeout"


def test_a_reply_that_breaks_off_is_not_taken(site: FakeSite) -> None:
    """Half a body is no body."""
    site.pages["/"] = Answer(b"half", headers={"Content-Length": "100"})
    assert failure(quick(), site.url()).code == "broken_reply"


def test_a_reply_that_is_no_http_is_told(site: FakeSite) -> None:
    """Something else answers on the port."""
    site.pages["/"] = lambda handler: handler.wfile.write(b"SSH-2.0-x\r\n\r\n") and None
    assert failure(quick(), site.url()).code == "broken_reply"


def test_nobody_listens() -> None:
    """A refused connection has its own word."""
    with FakeSite() as gone:
        url = gone.url()
    assert failure(quick(), url).code == "connection_failed"


@pytest.mark.parametrize("error", [OSError, UnicodeError, ValueError, OverflowError])
def test_a_name_that_does_not_exist(error: type[Exception]) -> None:
    """A failed look-up has its own word, whatever the resolver dislikes."""

    def nowhere(_host: str, _port: int) -> list[str]:
        raise error

    client = Client(resolver=nowhere)
    assert failure(client, "http://nowhere.example/").code == "name_not_found"


def test_a_bug_of_the_resolver_is_no_silence() -> None:
    """It reaches whoever waits, and at once."""

    def broken(_host: str, _port: int) -> list[str]:
        raise KeyError

    with pytest.raises(KeyError):
        Client(resolver=broken).get("http://nowhere.example/")


def test_a_dead_name_server_is_not_waited_for() -> None:
    """The system's resolver blocks: it is left behind, and the site has its own outcome."""
    is_over = threading.Event()

    def silent(_host: str, _port: int) -> list[str]:
        is_over.wait(60)
        return ["8.8.8.8"]

    error = failure(Client(Limits(connect=0.05), resolver=silent), "http://nowhere.example/")
    is_over.set()
    assert error.code == "timeout"
    assert "域名服务器" in error.message


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "raw-deflate", "identity"])
def test_packed_bodies_are_unpacked(site: FakeSite, encoding: str) -> None:
    """Gzip in both names, deflate with and without its wrapper, plain."""
    body = "简报".encode() * 1000
    packed = {
        "gzip": gzip.compress(body[:3000]) + gzip.compress(body[3000:]),
        "x-gzip": gzip.compress(body),
        "deflate": zlib.compress(body),
        "raw-deflate": zlib.compress(body, wbits=-15),
        "identity": body,
    }[encoding]
    site.pages["/"] = Answer(packed, headers={"Content-Encoding": encoding.removeprefix("raw-")})
    assert quick().get(site.url(), allow_private=LOOPBACK).content == body


@pytest.mark.parametrize(
    ("encoding", "body", "code"),
    [("gzip", b"not packed at all", "broken_reply"), ("br", b"x", "unknown_encoding")],
)
def test_badly_packed_bodies_are_told(site: FakeSite, encoding: str, body: bytes, code: str) -> None:
    """Damage and a packing we did not ask for are typed errors."""
    site.pages["/"] = Answer(body, headers={"Content-Encoding": encoding})
    assert failure(quick(), site.url()).code == code


# ---------------------------------------------------------------- redirects and addresses


@pytest.mark.parametrize("etag", ['"版本2"', '"' + "e" * 20_000 + '"'], ids=["in Chinese", "long"])
def test_a_validator_that_cannot_be_sent_is_left_out(site: FakeSite, etag: str) -> None:
    """A site may call anything its ETag: the next question goes without it."""

    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(f"HTTP/1.0 200 OK\r\nETag: {etag}\r\n\r\nright".encode())

    site.pages["/"] = say
    first = quick().get(site.url(), allow_private=LOOPBACK)
    again = quick().get(site.url(), headers={"If-None-Match": first.etag or ""}, allow_private=LOOPBACK)
    assert (first.content, again.content) == (b"right", b"right")
    assert "If-None-Match" not in site.asked[1][1]


def test_a_redirect_to_no_address_is_refused(site: FakeSite) -> None:
    """Python itself refuses to take such an address apart."""
    site.pages["/"] = Answer(status=302, headers={"Location": "http://[::1"})
    assert failure(quick(), site.url()).code == "address_refused"


def test_a_move_for_good_is_proposed(site: FakeSite) -> None:
    """301 to 308: followed, and the new address is given back."""
    site.pages["/old"] = Answer(status=301, headers={"Location": "/newer"})
    site.pages["/newer"] = Answer(status=308, headers={"Location": "/new"})
    site.pages["/new"] = Answer(b"here")
    reply = quick().get(site.url("/old"), allow_private=LOOPBACK)
    assert (reply.content, reply.moved_to) == (b"here", site.url("/new"))


def test_a_passing_redirect_is_not_proposed(site: FakeSite) -> None:
    """One 302 on the way and the old address stays right."""
    site.pages["/old"] = Answer(status=301, headers={"Location": "/newer"})
    site.pages["/newer"] = Answer(status=302, headers={"Location": "/new"})
    site.pages["/new"] = Answer(b"here")
    assert quick().get(site.url("/old"), allow_private=LOOPBACK).moved_to is None


def test_redirects_in_a_circle_end(site: FakeSite) -> None:
    """A page that leads to itself is left."""
    site.pages["/a"] = Answer(status=302, headers={"Location": "/b"})
    site.pages["/b"] = Answer(status=302, headers={"Location": "/a"})
    assert failure(quick(), site.url("/a")).code == "redirect_loop"
    assert len(site.asked) == 2


def test_six_redirects_are_too_many(site: FakeSite) -> None:
    """Five hops are followed, not six."""
    for number in range(7):
        site.pages[f"/{number}"] = Answer(status=302, headers={"Location": f"/{number + 1}"})
    site.pages["/6"] = Answer(b"far")
    assert failure(quick(), site.url("/0")).code == "redirect_loop"
    assert quick().get(site.url("/1"), allow_private=LOOPBACK).content == b"far"


def test_a_redirect_without_a_target_is_told(site: FakeSite) -> None:
    """301 without Location."""
    site.pages["/"] = Answer(status=301)
    assert failure(quick(), site.url()).code == "broken_reply"


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:{other}/secret",
        "http://localhost:{other}/secret",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://2130706433/",
        "file:///etc/passwd",
        "http://inner.example/",
    ],
)
def test_redirects_to_inner_addresses_are_refused(site: FakeSite, target: str) -> None:
    """Only the exempt name is exempt: loopback, metadata and private hosts behind it are not asked."""
    with FakeSite({"/secret": Answer(b"secret")}) as other:
        site.pages["/"] = Answer(status=302, headers={"Location": target.format(other=other.port)})
        client = Client(
            limits=Limits(whole=60),
            resolver=lambda host, port: ["127.0.0.1"] if host.endswith(".example") else resolve(host, port),
        )
        error = failure(client, site.url(host="site.example"), ("site.example",))
        assert error.code == "address_refused"
        assert error.subject.startswith(site.url(host="site.example") + " → ")
        assert other.asked == []


def test_one_private_answer_among_public_ones_refuses() -> None:
    """A name that resolves to a public and a private address is not asked at all."""
    client = Client(resolver=lambda _host, _port: ["8.8.8.8", "192.168.0.1"])
    assert failure(client, "http://mixed.example/").code == "address_refused"


def test_the_checked_address_is_the_one_connected_to(site: FakeSite) -> None:
    """A DNS answer that changes after the check counts for nothing: it is asked once."""
    asked = []

    def changing(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["192.168.0.1"]

    site.pages["/"] = Answer(b"right")
    client = Client(resolver=changing)
    reply = client.get(site.url(host="rebind.example"), allow_private=["rebind.example"])
    assert (reply.content, asked) == (b"right", ["rebind.example"])
    assert site.asked[0][1]["Host"] == f"rebind.example:{site.port}"


def test_a_dead_address_is_passed_over(site: FakeSite) -> None:
    """An IPv6 address that leads nowhere costs nothing when the IPv4 one answers."""
    site.pages["/"] = Answer(b"right")
    client = Client(resolver=lambda _host, _port: ["::1", "127.0.0.1"])
    assert client.get(site.url(host="two.example"), allow_private=["two.example"]).content == b"right"


def test_credentials_stay_with_their_host(site: FakeSite) -> None:
    """A name and password of the address go to their own site, not to where it redirects."""
    with FakeSite({"/": Answer(b"there")}) as other:
        site.pages["/"] = Answer(status=302, headers={"Location": other.url()})
        address = site.url().replace("http://", "http://reader:geheim@")
        assert quick().get(address, allow_private=LOOPBACK).content == b"there"
        assert site.asked[0][1]["Authorization"].startswith("Basic ")
        assert "Authorization" not in other.asked[0][1]


def test_a_password_is_not_shown(site: FakeSite) -> None:
    """Errors name the address without its password."""
    error = failure(quick(), site.url("/none").replace("http://", "http://reader:geheim@"))
    assert "geheim" not in str(error)
    assert "/none" in error.subject


def test_a_chinese_address_is_fetched(site: FakeSite) -> None:
    """Host and path in characters are sent as the protocols want them."""
    site.pages["/%E7%AE%80%E6%8A%A5"] = Answer(b"x")
    client = Client(resolver=lambda _host, _port: ["127.0.0.1"])
    host = "xn--fsqu00a.example"
    assert client.get(site.url("/简报", host="例子.example"), allow_private=[host]).content == b"x"
    assert site.asked[0][1]["Host"] == f"{host}:{site.port}"


# ---------------------------------------------------------------- TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for news.example that signs itself."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed: TLS is not tried")
    folder = tmp_path_factory.mktemp("tls")
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=news.example"
    command += " -addext subjectAltName=DNS:news.example -keyout key.pem -out cert.pem"
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True, timeout=60)
    return folder


@pytest.fixture
def secure_site(certificate: Path) -> Iterator[FakeSite]:
    """A site that speaks TLS as news.example."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    with FakeSite(tls=context) as opened:
        yield opened


def trusting(certificate: Path) -> Client:
    """Make a client that trusts our certificate and finds every .example here."""
    tls = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
    return Client(resolver=lambda _host, _port: ["127.0.0.1"], tls=tls, limits=Limits(whole=60))


def test_tls_is_checked_against_the_name(secure_site: FakeSite, certificate: Path) -> None:
    """Connected by IP, the certificate is still checked for the name that was asked."""
    secure_site.pages["/"] = Answer(b"safe")
    client = trusting(certificate)
    assert client.get(secure_site.url(host="news.example"), allow_private=["news.example"]).content == b"safe"
    error = failure(client, secure_site.url(host="other.example"), ("other.example",))
    assert error.code == "tls_failed"


def test_the_end_of_a_certificate_is_remembered(secure_site: FakeSite, certificate: Path) -> None:
    """An owner is told before a site's certificate ends; it was made for two days."""
    secure_site.pages["/"] = Answer(b"safe")
    client, address = trusting(certificate), secure_site.url(host="news.example")
    assert client.certificate_until(address) is None
    client.get(address, allow_private=["news.example"])
    until = client.certificate_until(address)
    assert until is not None
    assert abs(until - SystemClock().now() - dt.timedelta(days=2)) < dt.timedelta(hours=1)


def test_an_unknown_certificate_fails(secure_site: FakeSite) -> None:
    """A certificate nobody vouches for is refused before anything is asked."""
    client = Client(resolver=lambda _host, _port: ["127.0.0.1"])
    assert failure(client, secure_site.url(host="news.example"), ("news.example",)).code == "tls_failed"
    assert secure_site.asked == []


def test_https_never_falls_back_to_http(secure_site: FakeSite, site: FakeSite, certificate: Path) -> None:
    """A redirect from https to http is refused."""
    secure_site.pages["/"] = Answer(status=302, headers={"Location": site.url(host="news.example")})
    error = failure(trusting(certificate), secure_site.url(host="news.example"), ("news.example",))
    assert error.code == "address_refused"
    assert site.asked == []


def test_plain_http_behind_https_is_a_tls_failure(site: FakeSite) -> None:
    """The port answers, but not with TLS."""
    error = failure(quick(), site.url().replace("http://", "https://"))
    assert error.code == "tls_failed"


# ---------------------------------------------------------------- sending


def test_a_body_is_posted_under_the_same_guard(site: FakeSite) -> None:
    """A webhook in the own network is reached when its owner says so, and not otherwise."""
    site.pages["/hook"] = Answer(b"{}")
    client = Client(limits=Limits(whole=60))
    reply = client.post(
        site.url("/hook"), b"alarm", headers={"Content-Type": "text/plain"}, allow_private=["127.0.0.1"]
    )
    assert (reply.content, site.posted, site.asked[0][1]["Content-Type"]) == (b"{}", [b"alarm"], "text/plain")
    with pytest.raises(SourceError) as caught:
        client.post(site.url("/hook"), b"alarm")
    assert (caught.value.code, len(site.posted)) == ("address_refused", 1)


def test_a_posted_body_follows_no_redirect(site: FakeSite) -> None:
    """Where it would end nobody said: an alarm names sources and editions."""
    site.pages["/hook"] = Answer(status=307, headers={"Location": site.url("/other")})
    site.pages["/other"] = Answer(b"{}")
    with pytest.raises(SourceError, match="redirects"):
        Client(limits=Limits(whole=60)).post(site.url("/hook"), b"alarm", allow_private=["127.0.0.1"])
    assert [path for path, _ in site.asked] == ["/hook"]
