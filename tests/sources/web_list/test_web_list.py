"""Polling list pages on loopback (kexie_digest.sources.web_list)."""

from __future__ import annotations

import pytest

from fake_site import Answer, FakeSite
from kexie_digest.model import Recipe

from fakes import FakeClock
from walking import TOPICS, article, listing, poll


@pytest.fixture
def column(site: FakeSite) -> FakeSite:
    """A column with three articles."""
    site.pages["/list"] = Answer(listing(), headers={"ETag": '"1"'})
    for number, title in enumerate(TOPICS):
        site.pages[f"/art/{number}.html"] = Answer(article(title))
    return site


def paths(site: FakeSite) -> list[str]:
    """What the site was asked for since the last look."""
    asked = [path for path, _ in site.asked if path != "/robots.txt"]
    site.asked.clear()
    return asked


def test_a_list_leads_to_its_articles(column: FakeSite) -> None:
    """Without any recipe: one document an article, whole titles and dates from the list."""
    fetched = poll(column)
    assert fetched.error is None
    assert [one.hints.title for one in fetched.documents] == list(TOPICS)
    assert [one.hints.published for one in fetched.documents] == ["2026-03-05", "2026-03-04", "2026-03-03"]
    assert fetched.documents[0].content == article(TOPICS[0])
    assert fetched.documents[0].hints.link == column.url("/art/0.html")
    assert paths(column) == ["/list", "/art/0.html", "/art/1.html", "/art/2.html"]


def test_only_new_links_are_fetched(column: FakeSite) -> None:
    """The second poll asks for the new page; known ones are asked again conditionally, not doubled."""
    first = poll(column)
    paths(column)
    title = "云岭天文馆向公众开放观星之夜活动"
    column.pages["/list"] = Answer(listing((*TOPICS, title)))
    column.pages["/art/3.html"] = Answer(article(title))
    second = poll(column, first.state)
    assert [one.hints.title for one in second.documents] == [title]
    assert paths(column)[:2] == ["/list", "/art/3.html"]


def test_a_changed_page_comes_again_as_itself(column: FakeSite) -> None:
    """New text has the old identity; a new counter around the text is no change."""
    first = poll(column)
    column.pages["/art/1.html"] = Answer(article(TOPICS[1], counter=99))
    quiet = poll(column, first.state)
    assert quiet.documents == ()
    column.pages["/art/1.html"] = Answer(article(TOPICS[1], "更正：座谈会的时间为三月四日下午，地点不变。"))
    changed = poll(column, quiet.state)
    assert [one.identity for one in changed.documents] == [first.documents[1].identity]
    assert poll(column, changed.state).documents == ()


def test_the_same_list_is_not_read_again(column: FakeSite) -> None:
    """The validator is sent, and 304 is a healthy answer."""
    first = poll(column)
    column.pages["/list"] = Answer(status=304)
    second = poll(column, first.state)
    assert (second.error, second.state.last_code) == (None, "not_modified")


def test_a_recipe_goes_before_the_look(site: FakeSite) -> None:
    """Entries, titles and dates where the recipe says; its body travels with each document."""
    site.pages["/list"] = Answer(
        "<html><body><div class=row><b>短题</b><i>03-04</i><a href=/art/0.html>more</a></div>".encode()
    )
    site.pages["/art/0.html"] = Answer(article("短题"))
    recipe = Recipe(list="div.row", link="a", title=".//b", date="i", body="#zoom")
    document = poll(site, recipe=recipe).documents[0]
    assert (document.hints.title, document.hints.published, document.hints.body) == (
        "短题",
        "2026-03-04",
        "#zoom",
    )


def test_a_list_that_lost_its_entries_changed(column: FakeSite) -> None:
    """Nothing where there was something is no good poll; nothing from the start has its own word."""
    first = poll(column)
    column.pages["/list"] = Answer(b"<html><body><p>hello</p></body></html>")
    changed = poll(column, first.state)
    assert changed.error is not None
    assert (changed.error.code, changed.state.pages) == ("source_changed", first.state.pages)
    fresh = poll(column)
    assert fresh.error is not None
    assert fresh.error.code == "no_entries"


def test_a_dead_page_does_not_stop_the_others(column: FakeSite) -> None:
    """It is a warning, tried at three polls and then left alone."""
    column.pages["/art/1.html"] = Answer(status=404)
    fetched = poll(column)
    assert len(fetched.documents) == 2
    assert [one.code for one in fetched.warnings] == ["not_found"]
    assert fetched.state.etag is None
    for _ in range(2):
        fetched = poll(column, fetched.state)
        assert fetched.warnings
    column.asked.clear()
    last = poll(column, fetched.state)
    assert last.warnings == ()
    assert "/art/1.html" not in paths(column)


def test_robots_keep_us_off_a_list(column: FakeSite) -> None:
    """The list is not asked for where the site says no."""
    column.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /li\nAllow: /art/\n")
    fetched = poll(column)
    assert fetched.error is not None
    assert fetched.error.code == "robots_refused"
    assert paths(column) == []


def test_pages_of_a_host_are_spaced(column: FakeSite) -> None:
    """A second lies between two requests to one host."""
    clock = FakeClock()
    begin = clock.now()
    poll(column, clock=clock)
    assert (clock.now() - begin).total_seconds() == pytest.approx(4.0, abs=0.01)


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/",
        "http://10.0.0.7/",
        "http://[::1]:22/",
        "http://localhost:6379/",
    ],
)
def test_a_list_leads_nowhere_inside(column: FakeSite, target: str) -> None:
    """A link to an inner address is refused before anything is sent; the column goes on."""
    column.pages["/list"] = Answer(listing().replace(b"/art/1.html", target.encode()))
    fetched = poll(column)
    assert len(fetched.documents) == 2
    assert {one.code for one in fetched.warnings} <= {"address_refused"}
    assert fetched.state.paused_reason == ""
    assert paths(column) == ["/list", "/art/0.html", "/art/2.html"]


def test_a_redirect_of_an_article_to_another_port_is_refused(column: FakeSite) -> None:
    """The list's host is public to the guard, the port behind the redirect belongs to another site."""
    with FakeSite({"/": Answer(b"secret")}) as other:
        column.pages["/art/1.html"] = Answer(status=302, headers={"Location": other.url(host="localhost")})
        fetched = poll(column)
    assert [one.code for one in fetched.warnings] == ["address_refused"]
    assert other.asked == []


def test_pages_in_a_wrong_charset_are_read(column: FakeSite) -> None:
    """GB18030 under a label of UTF-8, and no label at all."""
    page = listing().decode().replace("<meta charset=utf-8>", "").encode("gb18030")
    column.pages["/list"] = Answer(page, headers={"Content-Type": "text/html; charset=utf-8"})
    assert [one.hints.title for one in poll(column).documents] == list(TOPICS)


def test_an_endless_list_stops_at_the_cap(column: FakeSite) -> None:
    """A list page of ten thousand links is taken in portions, and the rest is not forgotten."""
    rows = "".join(
        f"<li><a href=/n/{number}>云岭科普活动简讯之第{number}则</a><span>2026-03-05</span>"
        for number in range(10_000)
    )
    column.pages["/list"] = Answer(f"<ul class=n>{rows}</ul>".encode())
    for number in range(60):
        column.pages[f"/n/{number}"] = Answer(article(f"简讯之第{number}则"))
    first = poll(column)
    second = poll(column, first.state)
    assert [len(one.documents) for one in (first, second)] == [30, 30]
    assert first.state.body_hash is None
