"""Whole issues of newspapers' own sites on loopback (kexie_digest.sources.digital_paper)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fake_site import Answer, FakeSite
from kexie_digest.sources import Fetched

from walking import article, poll

TITLES = (
    "云岭市科协全委会议召开",
    "科普大篷车驶进高山苗寨",
    "湖畔论坛聚焦新型储能",
    "少年发明家的一天",
    "云杉林里的物候课",
)


def node_paper(site: FakeSite) -> str:
    """Lay out an issue as content and node files, with maps; gives the front door."""
    base = "/html/2026-03/06/"
    pages = (
        "<a id=pageLink href=./node_1.htm>第01版：要闻</a><a id=pageLink href=./node_2.htm>第02版：科普</a>"
    )
    head = f"<html><head><meta charset=gb2312></head><body><p>云岭科技报 第1208期</p>{pages}"
    first = (
        f"{head}<map><area shape=poly coords='1,1,2,2' href=content_10.htm>"
        "<area href=content_11.htm></map><ul>"
        f"<li><a href=content_10.htm>{TITLES[0]}</a><li><a href=content_11.htm?div=-1#a>{TITLES[1]}</a></ul>"
    )
    second = (
        f"{head}<map><area href='content_12.htm' alt='{TITLES[2]}'></map><a href=../05/content_9.htm>昨日</a>"
    )
    site.pages["/"] = Answer(
        b"<html><head><meta http-equiv=refresh content='0;URL=html/2026-03/06/node_1.htm'>"
    )
    site.pages[base + "node_1.htm"] = Answer(first.encode("gbk"))
    site.pages[base + "node_2.htm"] = Answer(second.encode("gbk"))
    for number, path in enumerate(("content_10.htm", "content_11.htm", "content_12.htm")):
        site.pages[base + path] = Answer(article(TITLES[number]))
    return "/"


def nbs_paper(site: FakeSite) -> str:
    """Lay out an issue as nbs and nw files behind a script; gives the front door."""
    base = "/paper/html/2026-03/06/"
    pages = "".join(
        f"<div><a href=nbs.D330000ylkj_0{number}.htm>0{number}版：{name}</a></div>"
        for number, name in ((1, "头版"), (2, "学会"))
    )
    onward = "window.location.href='html/2026-03/06/nbs.D330000ylkj_01.htm';"
    site.pages["/paper/"] = Answer(f"<html><script>{onward}</script>".encode())
    for number, (one, other) in {1: (0, 1), 2: (2, 3)}.items():
        rows = "".join(
            f"<li><a href=nw.D330000ylkj_20260306_{place}-0{number}.htm>{TITLES[which]}</a></li>"
            for place, which in enumerate((one, other), start=1)
        )
        site.pages[f"{base}nbs.D330000ylkj_0{number}.htm"] = Answer(
            f"<html><body>总第 77 期{pages}<ul>{rows}</ul></body></html>".encode()
        )
        for place, which in enumerate((one, other), start=1):
            site.pages[f"{base}nw.D330000ylkj_20260306_{place}-0{number}.htm"] = Answer(
                article(TITLES[which])
            )
    return "/paper/"


def read(site: FakeSite, path: str, **options: object) -> Fetched:
    """Poll the paper once."""
    return poll(site, kind="digital_paper", path=path, **options)  # type: ignore[arg-type] # handed through


@pytest.mark.parametrize(
    ("lay_out", "issue", "places"),
    [
        (node_paper, "1208", [("1", "要闻"), ("1", "要闻"), ("2", "科普")]),
        (nbs_paper, "77", [("1", "头版"), ("1", "头版"), ("2", "学会"), ("2", "学会")]),
    ],
)
def test_a_whole_issue_is_read(
    site: FakeSite, lay_out: Callable[[FakeSite], str], issue: str, places: list[tuple[str, str]]
) -> None:
    """Every article of every page once, with day, 期号, 版次 and 版名."""
    fetched = read(site, lay_out(site))
    assert (fetched.error, fetched.warnings) == (None, ())
    hints = [one.hints for one in fetched.documents]
    assert [one.title for one in hints] == list(TITLES[: len(places)])
    assert [(one.page_number, one.page_name) for one in hints] == places
    assert {(one.issue, one.published, one.publication) for one in hints} == {
        (issue, "2026-03-06", "云岭科协网")
    }


def test_a_known_issue_brings_nothing(site: FakeSite) -> None:
    """The second poll finds the same articles and takes none again."""
    door = node_paper(site)
    first = read(site, door)
    second = read(site, door, seen=first.state)
    assert (second.documents, second.error) == ((), None)


def test_the_latest_of_several_issues_is_taken(site: FakeSite) -> None:
    """A front door that lists issues leads to the newest day."""
    node_paper(site)
    site.pages["/past"] = Answer(
        b"<html><body><a href=html/2026-03/05/node_1.htm>5</a><a href=html/2026-03/06/node_2.htm>b</a>"
        b"<a href=html/2026-03/06/node_1.htm>a</a></body></html>"
    )
    assert len(read(site, "/past").documents) == 3


def test_a_pattern_of_days_looks_back(site: FakeSite) -> None:
    """Today's issue is not out: yesterday's is read. The clock says 6 March."""
    node_paper(site)
    for path in [path for path in site.pages if path.startswith("/html/2026-03/06/")]:
        site.pages[path.replace("03/06", "03/04")] = site.pages.pop(path)
    fetched = read(site, "/html/{YYYY}-{MM}/{DD}/node_1.htm")
    assert {one.hints.published for one in fetched.documents} == {"2026-03-04"}


def test_a_dead_page_does_not_lose_the_issue(site: FakeSite) -> None:
    """The other pages' articles come; the page is a warning."""
    door = node_paper(site)
    site.pages["/html/2026-03/06/node_2.htm"] = Answer(status=500)
    fetched = read(site, door)
    assert [one.hints.title for one in fetched.documents] == list(TITLES[:2])
    assert [one.code for one in fetched.warnings] == ["server_error"]


def test_a_site_of_another_shape_is_told(site: FakeSite) -> None:
    """From the start it is no paper; later it changed."""
    site.pages["/"] = Answer(b"<html><body><p>hello</p></body></html>")
    fresh = read(site, "/")
    assert fresh.error is not None
    assert fresh.error.code == "no_entries"
    node_paper(site)
    known = read(site, "/").state
    site.pages["/"] = Answer(b"<html><body><p>hello</p></body></html>")
    changed = read(site, "/", seen=known)
    assert changed.error is not None
    assert changed.error.code == "source_changed"
