"""A polled feed: rights, backlog, identity, and what a killed run left."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pikepdf
import pytest

from fake_site import Answer, FakeSite
from kexie_digest.model import Edition, Run
from kexie_digest.model.serialization import from_json
from kexie_digest.store import articles
from kexie_digest.workflows.run import run, scope_of

from desk import Desk

#: For what happens to reports, not how they are printed.
no_paper = pytest.mark.usefixtures("no_paper")

NEW = (
    "3月4日，云岭省气象学会在临江市举行气象开放日，四百名市民走进观测场。"
    "活动由学会科普部组织，讲解员现场演示了雨量筒的用法。"
)
SECOND = "3月5日，岭下县新设的六个雨量站开始向省气象学会传送数据，山区监测空白由此补上。"
SENTENCE = "云岭省气象学会获评“全省优秀学会”，学会秘书长在会上介绍了山区雨量监测的经验"
AWARDED = f"3月4日，全省学会工作会在临江市召开。会上，{SENTENCE}。会议还部署了全年工作。"
OLD = "1月4日，云岭省气象学会发布去年的观测年报。年报收录了全省六十个站点的数据。"


def _feed(*items: tuple[str, str, str, str]) -> bytes:
    entries = "".join(
        f"<item><guid>{guid}</guid><title>{title}</title><link>https://example.org/{guid}</link>"
        f"<pubDate>{day}</pubDate><description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
        for guid, title, day, text in items
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>云岭气象报</title>'
        f"<link>https://example.org/</link><description>新闻</description>{entries}</channel></rss>"
    ).encode()


FRESH = ("a1", "临江市举行气象开放日", "2026年03月05日 08:00", NEW)
STALE = ("a0", "气象学会发布观测年报", "2026年01月05日 08:00", OLD)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk whose clock stands at 6 March 2026."""
    return Desk(tmp_path)


def _yaml(site: FakeSite, rights: str) -> str:
    return f"""
sources:
  weather:
    kind: feed
    url: "{site.url("/rss.xml")}"
    rights: {rights}
    allow_private: [127.0.0.1]
digests:
  weekly: {{title: 周报}}
"""


def _poll(desk: Desk, site: FakeSite, *, rights: str = "excerpt") -> Run:
    with desk.opened(_yaml(site, rights)) as context:
        return run(context, scope_of(context))


def _items(desk: Desk, number: int = 1) -> list[tuple[str, int, int]]:
    content = (desk.output / "weekly" / str(number) / "edition.json").read_text("utf-8")
    edition = from_json(Edition, json.loads(content))
    return [(item.title, len(item.paragraphs), len(item.summary)) for item in edition.items]


@no_paper
def test_a_foreign_source_is_excerpted(desk: Desk) -> None:
    """The default rights of a feed print a quoted summary and a link, not the text."""
    with FakeSite({"/rss.xml": Answer(_feed(FRESH))}) as site:
        result = _poll(desk, site)
    assert not result.failures
    ((title, paragraphs, quotes),) = _items(desk)
    assert (title, paragraphs) == (FRESH[1], 0)
    assert quotes >= 1


@no_paper
def test_a_link_only_source_is_only_linked(desk: Desk) -> None:
    """Rights link: title and address, no sentence of the text in any output."""
    with FakeSite({"/rss.xml": Answer(_feed(FRESH))}) as site:
        _poll(desk, site, rights="link")
    assert _items(desk) == [(FRESH[1], 0, 0)]
    folder = desk.output / "weekly" / "1"
    for name in ("email.html", "email.txt", "index.html"):
        content = (folder / name).read_text("utf-8")
        assert "https://example.org/a1" in content
        assert "雨量筒" not in content


@pytest.mark.render
def test_rights_hold_in_every_file(desk: Desk) -> None:
    """Facts and flags of a link-only source keep their sentences out of every output and attachment."""
    item = ("a3", "气象学会获评优秀学会", "2026年03月05日 08:00", AWARDED)
    with FakeSite({"/rss.xml": Answer(_feed(item))}) as site:
        _poll(desk, site, rights="link")
    folder = desk.output / "weekly" / "1"
    edition = json.loads((folder / "edition.json").read_text("utf-8"))
    awards = [
        award
        for section in edition["sections"]
        for one in section["items"]
        for award in one["facts"]["awards"]
    ]
    assert awards, "the award itself is a fact and stays"
    for path in folder.iterdir():
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as parts:
                text = "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
            assert SENTENCE not in text, path.name
        elif path.suffix != ".pdf":
            assert SENTENCE not in path.read_text("utf-8"), path.name
    with pikepdf.open(folder / "bulletin.pdf") as pdf:
        attached = [name.get_file().read_bytes() for name in pdf.attachments.values()]
    assert attached
    assert not [content for content in attached if SENTENCE.encode() in content]


@no_paper
def test_tightened_rights_hold_for_what_was_collected_before(desk: Desk) -> None:
    """Collected as full, published as link: the stricter of then and now."""
    with FakeSite({"/rss.xml": Answer(_feed(FRESH))}) as site:
        with desk.opened(
            _yaml(site, "full").replace("title: 周报", 'title: 周报, sections: ["awards"]')
        ) as context:
            run(context, scope_of(context))
        _poll(desk, site, rights="link")
    assert _items(desk) == [(FRESH[1], 0, 0)]


@no_paper
def test_half_a_character_stops_nothing(desk: Desk) -> None:
    """A JSON feed with a lone surrogate in a title: stored with U+FFFD, the run goes on."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "云岭气象报",
        "items": [
            {"id": "s1", "title": "开放日\ud800举行", "content_text": NEW, "date_published": "2026-03-05"}
        ],
    }
    (desk.drops / "feed.json").write_text(json.dumps(feed), "utf-8")
    (desk.drops / "page.txt").write_text(f"# 临江市新设雨量站\n\n**本报讯** {SECOND}\n", "utf-8")
    result = desk.run()
    assert len(result.published) == 1
    assert not [path for path in desk.drops.iterdir() if path.is_file()]


@no_paper
def test_old_items_of_a_first_collection_are_stored_but_not_published(desk: Desk) -> None:
    """An item older than backlog_days: stored, never in an edition."""
    with FakeSite({"/rss.xml": Answer(_feed(FRESH, STALE))}) as site:
        _poll(desk, site)
        again = _poll(desk, site)
    assert [title for title, _, _ in _items(desk)] == [FRESH[1]]
    assert not again.published
    with desk.opened() as context, context.store.reading() as tx:
        assert articles.count(tx) == 2


@no_paper
def test_an_item_is_taken_once(desk: Desk) -> None:
    """The same guid polled again adds nothing; a new one makes the next edition."""
    second = (
        "a2",
        "临江市新设六个雨量站",
        "2026年03月06日 08:00",
        SECOND,
    )
    site = FakeSite({"/rss.xml": Answer(_feed(FRESH))})
    with site:
        _poll(desk, site)
        site.pages["/rss.xml"] = Answer(_feed(second, FRESH))
        desk.clock.sleep(3600)
        result = _poll(desk, site)
    assert [edition.total_number for edition in result.published] == [2]
    assert [title for title, _, _ in _items(desk, 2)] == [second[1]]


@no_paper
def test_a_dead_feed_does_not_stop_the_run(desk: Desk) -> None:
    """The feed answers 500: named with a next step; the dropped page is published."""
    (desk.drops / "page.txt").write_text(f"# 临江市举行气象开放日\n\n**本报讯** {NEW}\n", "utf-8")
    with FakeSite({"/rss.xml": Answer(status=500)}) as site:
        result = _poll(desk, site)
    assert [failure.stage for failure in result.failures] == ["collect"]
    assert result.failures[0].advice
    assert len(result.published) == 1
