"""A thousand feeds on loopback, in a process of their own: ``benchmarks/feeds.py`` asks for them.

Run: ``python benchmarks/feed_farm.py PORT COUNT``. Every host is a loopback address of its own
(127.1.0.1, 127.1.0.2, …), so that programs which are polite by host are so here, too, with nothing
changed in them. Feeds are drawn by number and always the same: RSS and Atom of 5-200 KB, one in
twenty in GB 18030; most have validators and are packed when asked, some are slow, some say 429.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import random
import resource
import sys
from dataclasses import dataclass
from functools import cached_property
from html import escape

HOSTS = 900
SMALLEST, LARGEST = 5_000, 200_000
#: One in so many is slow, is busy (429), has no validators, is in GB 18030, is not packed.
SLOW, BUSY, BARE, CHINESE, PLAIN = 50, 50, 20, 20, 3
CONTROL = "127.1.255.1"
_CITIES = ("云岭", "海岚", "青川", "临江", "北原", "沙洲", "石桥", "文岭")
_BODIES = ("科协", "青少年科技中心", "科技馆", "农技协", "学会联合会", "科普志愿者协会")
_ACTS = (
    "举办了科普讲座",
    "召开了年度工作会议",
    "组织了院士专家行活动",
    "开展了农技培训",
    "表彰了优秀科技辅导员",
)
_SENTENCES = (
    "活动现场设有{n}个展台，吸引了{m}名中小学生参加。",
    "专家围绕人工智能、乡村振兴和生态保护作了报告，并回答了听众的提问。",
    "据介绍，这项工作自今年{d}月启动以来，已经走进{n}个社区。",
    "与会代表就如何办好科技工作者之家进行了交流。",
    "下一步，将继续把优质科普资源送到基层，服务更多群众。",
    "来自{n}个单位的{m}名科技工作者参加了会议。",
    "志愿者为村民演示了无人机植保和滴灌设备的用法。",
)


@dataclass(frozen=True)
class Feed:
    """One feed: what it says is drawn from its number."""

    number: int

    @property
    def host(self) -> str:
        """Hosts 0-99 have two feeds, the others one."""
        place = self.number % HOSTS + 1
        return f"127.1.{place // 250}.{place % 250 + 1}"

    @property
    def path(self) -> str:
        """Where it is on its host."""
        return f"/feed-{self.number}.xml"

    @cached_property
    def items(self) -> list[str]:
        """Entries, the oldest last; the first appears with the second generation."""
        chance = _drawn(self.number)
        size = SMALLEST * (LARGEST / SMALLEST) ** chance.random()
        items = [self._item(0, chance)]
        while sum(len(item.encode()) for item in items[1:]) < size:
            items.append(self._item(len(items), chance))
        return items

    @property
    def is_atom(self) -> bool:
        """A quarter is Atom."""
        return self.number % 4 == 3

    def body(self, generation: int) -> bytes:
        """Write the feed: from the second generation on it has one entry more."""
        entries = "\n".join(self.items[0 if generation > 1 else 1 :])
        label = "gb2312" if self.number % CHINESE == 1 else "utf-8"
        head = f'<?xml version="1.0" encoding="{label}"?>\n'
        title = f"{_CITIES[self.number % len(_CITIES)]}{_BODIES[self.number % len(_BODIES)]}{self.number}"
        if self.is_atom:
            text = (
                f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title>'
                f"<id>urn:feed:{self.number}</id><updated>2026-03-06T08:00:00+08:00</updated>{entries}</feed>"
            )
        else:
            text = (
                f'<rss version="2.0"><channel><title>{title}</title><link>http://{self.host}/</link>'
                f"<description>{title}</description>{entries}</channel></rss>"
            )
        return (head + text).encode("gb18030" if label == "gb2312" else "utf-8")

    def _item(self, place: int, chance: random.Random) -> str:
        city, body = chance.choice(_CITIES), chance.choice(_BODIES)
        title = f"{city}{body}{chance.choice(_ACTS)}（{self.number}-{place}）"
        link = f"http://{self.host}/{self.number}/{place}.html"
        words = "".join(f"<p>{self._paragraph(chance)}</p>" for _ in range(chance.randint(3, 14)))
        day = f"2026-{1 + place % 2:02}-{1 + place % 28:02}T08:{place % 60:02}:00+08:00"
        if self.is_atom:
            return (
                f"<entry><id>{link}</id><title>{title}</title><link href='{link}'/><updated>{day}</updated>"
                f"<content type='html'>{escape(words)}</content></entry>"
            )
        return (
            f"<item><guid isPermaLink='false'>{self.number}-{place}</guid><title>{title}</title>"
            f"<link>{link}</link><pubDate>{day}</pubDate>"
            f"<description><![CDATA[{words}]]></description></item>"
        )

    def _paragraph(self, chance: random.Random) -> str:
        chosen = (chance.choice(_SENTENCES) for _ in range(chance.randint(2, 6)))
        return "".join(
            one.format(n=chance.randint(3, 60), m=chance.randint(80, 900), d=chance.randint(1, 9))
            for one in chosen
        )


def _drawn(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - texts to read, no secrets


class Farm:
    """All the sites; ``GET /generation/N`` at the control address moves them on."""

    def __init__(self, count: int) -> None:
        """Draw every feed."""
        self.generation = 1
        self.feeds = {feed.path: feed for feed in map(Feed, range(count))}
        self._bodies: dict[tuple[str, int], tuple[bytes, bytes]] = {}
        for path in self.feeds:
            self._body(path)

    def answer(self, path: str, headers: dict[str, str]) -> tuple[float, bytes]:
        """Say how long to wait and what to answer."""
        if path.startswith("/generation/"):
            self.generation = int(path.rpartition("/")[2])
            for known in self.feeds:
                self._body(known)
            return 0.0, _reply("200 OK", b"ok", {})
        feed = self.feeds.get(path)
        if feed is None:
            return 0.0, _reply("404 Not Found", b"", {})
        wait = 1.0 + feed.number % 3 if feed.number % SLOW == 7 else 0.005
        if feed.number % BUSY == 9:
            return wait, _reply("429 Too Many Requests", b"", {"Retry-After": "600"})
        plain, packed = self._body(path)
        tags = self._validators(feed, plain)
        wanted = {"etag": headers.get("if-none-match"), "last-modified": headers.get("if-modified-since")}
        if any(tags.get(name) == value for name, value in wanted.items() if value):
            return wait, _reply("304 Not Modified", b"", tags)
        media = "application/atom+xml" if feed.is_atom else "application/rss+xml"
        tags["content-type"] = media
        if "gzip" in headers.get("accept-encoding", "") and feed.number % PLAIN:
            return wait, _reply("200 OK", packed, {**tags, "content-encoding": "gzip"})
        return wait, _reply("200 OK", plain, tags)

    def _body(self, path: str) -> tuple[bytes, bytes]:
        key = (path, min(self.generation, 2))
        if key not in self._bodies:
            plain = self.feeds[path].body(key[1])
            self._bodies[key] = plain, gzip.compress(plain, 6)
        return self._bodies[key]

    def _validators(self, feed: Feed, body: bytes) -> dict[str, str]:
        if feed.number % BARE == 5:
            return {}
        day = f"Fri, 0{min(self.generation, 2)} May 2026 08:00:00 GMT"
        return {"etag": f'"{hashlib.sha256(body).hexdigest()[:16]}"', "last-modified": day}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request and hang up."""
        try:
            request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            pairs = (line.partition(":") for line in request[1:] if line)
            headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
            wait, reply = self.answer(request[0].split()[1], headers)
            await asyncio.sleep(wait)
            writer.write(reply)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


def _reply(status: str, body: bytes, headers: dict[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status}", "Connection: close", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def _main(port: int, count: int) -> None:
    farm = Farm(count)
    hosts = sorted({feed.host for feed in farm.feeds.values()} | {CONTROL})
    server = await asyncio.start_server(farm.serve, hosts, port, backlog=64)
    print("ready", flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, most), most))
    asyncio.run(_main(int(sys.argv[1]), int(sys.argv[2])))
