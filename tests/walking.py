"""What tests of walked sites share: pages in our own words, and one poll."""

from __future__ import annotations

from fake_site import FakeSite
from kexie_digest.model import Recipe, Source, SourceState
from kexie_digest.sources import Client, Fetched, Tools, fetch
from kexie_digest.sources._http import Limits

from fakes import FakeClock

TOPICS = (
    "量子通信科普展走进云岭山村小学",
    "云岭市科协举办青年科技人才座谈会",
    "千名志愿者参加湿地鸟类同步调查",
)


def article(title: str, body: str = "", counter: int = 1) -> bytes:
    """Write an article's page with a menu, a counter and a body of two sentences."""
    body = body or f"{title}。活动由云岭市科学技术协会主办，来自各县的老师和同学参加。"
    more = "大家围着展台，轮流动手，提出了许多问题，讲解员一一作答，气氛热烈。"
    return (
        f"<html><head><meta charset=utf-8><title>{title}-云岭科协网</title></head><body>"
        "<ul><li><a href=/>首页</a>"
        f"<li><a href=/about>关于我们</a></ul><h1>{title}</h1>"
        f"<p class=info>发布时间：2026-03-05 10:20 阅读：{counter}次</p>"
        f"<div id=zoom><p>{body}</p><p>{more}</p></div></body></html>"
    ).encode()


def listing(titles: tuple[str, ...] = TOPICS, day: int = 5) -> bytes:
    """Write a column's page: a menu, a list with dates, a foot."""
    rows = "".join(
        f"<li><a href='/art/{number}.html' title='{title}'>{title[:12]}…</a>"
        f"<span>2026-03-{day - number % 5:02}</span></li>"
        for number, title in enumerate(titles)
    )
    return (
        "<html><head><meta charset=utf-8><title>科协要闻</title></head><body>"
        "<div class=nav><a href=/a>首页</a><a href=/b>机构</a><a href=/c>党建</a><a href=/d>学会</a></div>"
        "<div class='main'><ul class='news-list'>"
        f"{rows}</ul></div><div class=foot><a href=/x>联系我们</a></div></body></html>"
    ).encode()


def poll(
    site: FakeSite,
    seen: SourceState | None = None,
    *,
    kind: str = "web_list",
    recipe: Recipe | None = None,
    path: str = "/list",
    clock: FakeClock | None = None,
) -> Fetched:
    """Poll a site on loopback once."""
    clock = clock or FakeClock()
    source = Source(
        "city",
        kind,
        site.url(path),
        name="云岭科协网",
        allow_private=("127.0.0.1",),
        recipe=recipe or Recipe(),
    )
    return fetch(source, seen or SourceState(), Tools(Client(limits=Limits(whole=60), clock=clock), clock))
