"""The desk's pages as an editor uses them: inbox, article, corrections, drops, search, records."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from kexie_digest import extractors
from kexie_digest.model import Document, Extracted, FlagKind
from kexie_digest.model.article import Flag
from kexie_digest.model.desk.user import Role
from kexie_digest.store import articles
from kexie_digest.workflows.desk import dropping
from kexie_digest.workflows.grouping import group

from factories import make_article, make_report
from newsroom import ADDRESS, Newsroom, all_samples, csrf_of, newsroom

ATTACK = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def post(room: Newsroom, address: str, /, role: Role = Role.EDITOR, **form: str) -> int:
    """Send a form of the desk; gives the status."""
    client = room.client(role)
    return client.post(address, data={"csrf": csrf_of(client), **form}).status_code


def test_the_inbox_lists_doubts_first(room: Newsroom) -> None:
    """What asks for an editor stands before the rest; each line links its article."""
    page = room.client(Role.EDITOR).get("/desk").text
    rows = re.findall(r"<tr( class=\"asks\")?>\s*<td class=\"lead-cell\"", page)
    assert len(rows) == 19
    assert rows == sorted(rows, reverse=True)
    assert "错位" in page.split("</tr>")[1]


def test_filters_stand_in_the_address(room: Newsroom) -> None:
    """A theme, a source and a state narrow the list; the links keep them."""
    client = room.client(Role.EDITOR)
    everything = client.get("/desk?state=all").text
    awards = client.get("/desk?state=all&theme=awards").text
    assert 0 < awards.count("data-row") < everything.count("data-row")
    assert "state=all&amp;theme=awards" in awards
    assert client.get("/desk?state=all&source=nowhere").text.count("data-row") == 0
    assert client.get("/desk?state=unknown").status_code == 422


def test_the_next_page_goes_on_where_this_one_ended(tmp_path: Path) -> None:
    """Every article is listed once over all pages, and a page stays below 100 KB."""
    with newsroom(tmp_path, *all_samples()) as room:
        add_many(room, 120)
        client, seen, address = room.client(Role.EDITOR), [], "/desk?state=all"
        while address:
            page = client.get(address)
            assert len(page.content) <= 100_000
            seen += re.findall(r"data-row href=\"/desk/articles/([^?\"]+)", page.text)
            more = re.search(r'class="more"><td colspan="5"><a href="([^"]+)"', page.text)
            address = unescape(more[1]) if more else ""
        assert len(seen) == len(set(seen)) == 139


@pytest.mark.parametrize(
    ("address", "said", "way"),
    [
        ("/desk", "没有未刊的稿件", 'href="/desk/editions"'),
        ("/desk?state=doubtful", "没有待核的稿件", 'href="/desk/editions"'),
        ("/desk?state=all", "还没有收到过稿件", 'href="/desk/runs"'),
        ("/desk?state=all&theme=awards", "这样筛选没有稿件", 'href="/desk?state=all"'),
    ],
)
def test_an_empty_inbox_says_why_and_where_to_go(
    empty_room: Newsroom, address: str, said: str, way: str
) -> None:
    """An edition may have taken all there was: who reads "nothing came in" would run it again."""
    page = empty_room.client(Role.EDITOR).get(address).text
    empty = page[page.index('class="empty"') :]
    assert said in empty
    assert way in empty


def test_a_wrong_address_leads_back_to_the_desk(room: Newsroom) -> None:
    """Also somebody who is signed in, whom an address without a route cannot know."""
    answer = room.client(Role.EDITOR).get("/desk/nothing/here")
    assert answer.status_code == 404
    assert '<a class="button" href="/desk">回到收稿箱</a>' in answer.text


def test_a_script_gets_the_rows_alone(room: Newsroom) -> None:
    """What htmx asks for is a fragment, not a page in a page."""
    answer = room.client(Role.EDITOR).get("/desk?state=all", headers={"HX-Request": "true"})
    assert "<html" not in answer.text
    assert answer.text.count("data-row") == 19


def test_an_article_stands_beside_its_page(room: Newsroom) -> None:
    """The words of every paragraph are marked in the lines of the original."""
    client = room.client(Role.EDITOR)
    for article_id in room.article_ids():
        page = client.get(f"/desk/articles/{article_id}").text
        with room.context.store.reading() as tx:
            report = articles.get(tx, article_id)
        marked = re.findall(r'<mark data-of="(\d+)">(.*?)</mark>', page, re.DOTALL)
        for index, passage in enumerate(report.article.paragraphs):
            found = "".join(unescape(text) for of, text in marked if of == str(index))
            assert bare(found) and bare(found)[:8] in bare(passage.text)  # noqa: PT018 - one statement


def test_an_original_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All articles of a page stand beside what was read of it when the first one was opened."""
    page = tmp_path / "一版.txt"
    page.write_text(all_samples()[0].read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    opened: list[str] = []
    extract = extractors.extract

    def noted(document: Document) -> Extracted:
        opened.append(document.name)
        return extract(document)

    with newsroom(tmp_path / "room", page) as room:
        monkeypatch.setattr(extractors, "extract", noted)
        client, ids = room.client(Role.EDITOR), room.article_ids()
        assert len(ids) > 1
        assert all("<mark data-of" in client.get(f"/desk/articles/{one}").text for one in ids)
        assert opened == ["一版.txt"]


def bare(text: str) -> str:
    """Text without white space and the marks of light markup."""
    return re.sub(r"[\s*_#]", "", text)


def test_one_click_changes_the_theme_and_stays_on_record(tmp_path: Path) -> None:
    """The theme changes, the old one is kept, and the trail names who did it."""
    with newsroom(tmp_path, *all_samples()) as room:
        article_id = room.article_ids()[0]
        with room.context.store.reading() as tx:
            before = articles.get(tx, article_id).themes.keys[0]
        path = f"/desk/articles/{article_id}/corrections"
        assert post(room, path, field="theme", was=before, becomes="rural_support") == 303
        with room.context.store.reading() as tx:
            assert articles.get(tx, article_id).themes.keys[0] == "rural_support"
        trail = room.client(Role.REVIEWER).get(f"/desk/audit?subject={article_id}").text
        assert "改专题" in trail
        assert "rural_support" in trail
        page = room.client(Role.EDITOR).get(f"/desk/articles/{article_id}").text
        undo = re.search(r'action="([^"]+/undo)', page)
        assert undo
        assert post(room, undo[1]) == 303
        with room.context.store.reading() as tx:
            assert articles.get(tx, article_id).themes.keys[0] == before


def test_two_editors_never_overwrite_each_other(tmp_path: Path) -> None:
    """Who saw an older title is told so, and nothing is lost."""
    with newsroom(tmp_path, *all_samples()) as room:
        article_id = room.article_ids()[-1]
        with room.context.store.reading() as tx:
            title = articles.get(tx, article_id).article.title or ""
        path = f"/desk/articles/{article_id}/corrections"
        assert post(room, path, field="title", was=title, becomes="甲改的标题") == 303
        client = room.client(Role.EDITOR)
        form = {"csrf": csrf_of(client), "field": "title", "was": title, "becomes": "乙改的标题"}
        answer = client.post(path, data=form, headers={"HX-Request": "true"})
        assert answer.status_code == 409
        assert answer.headers["hx-retarget"] == "#notice"
        assert "notice wrong" in answer.text
        with room.context.store.reading() as tx:
            assert articles.get(tx, article_id).article.title == "甲改的标题"


def test_joining_two_paragraphs_keeps_every_character(tmp_path: Path) -> None:
    """The button under a paragraph joins it with the next one; other characters are refused."""
    with newsroom(tmp_path, *all_samples()) as room:
        article_id = room.article_ids()[-1]
        with room.context.store.reading() as tx:
            first, second = (one.text for one in articles.get(tx, article_id).article.paragraphs[:2])
        path = f"/desk/articles/{article_id}/corrections"
        form = {"field": "join", "path": "paragraphs[0]", "was": f"{first}\r\n{second}"}
        assert post(room, path, **form, becomes=f"{first}另外{second}") == 409
        assert post(room, path, **form, becomes=first + second) == 303
        with room.context.store.reading() as tx:
            assert articles.get(tx, article_id).article.paragraphs[0].text == first + second


def test_events_are_merged_split_and_restored(tmp_path: Path) -> None:
    """Two happenings become one, one report is taken out again, each decision is on record."""
    with newsroom(tmp_path, *all_samples()) as room:
        group(room.context)
        first, *others = room.article_ids()
        key = event_of(room, first)
        second = next(one for one in others if event_of(room, one) != key)
        assert (
            post(room, f"/desk/events/{key}/merge", other=f"{ADDRESS}/desk/articles/{second}?state=all")
            == 303
        )
        assert event_of(room, first) == event_of(room, second)
        kept = event_of(room, first)
        assert post(room, f"/desk/events/{kept}/split", article=second) == 303
        assert event_of(room, first) != event_of(room, second)
        page = room.client(Role.EDITOR).get(f"/desk/events/{event_of(room, first)}").text
        assert "合并" in page
        assert "撤回" in page
        trail = room.client(Role.REVIEWER).get("/desk/audit").text
        assert "合并事件" in trail
        assert "拆开事件" in trail
        assert post(room, f"/desk/events/{key}/merge", other="nothing-like-it") == 404


def event_of(room: Newsroom, article_id: str) -> str:
    """The present event of an article."""
    with room.context.store.reading() as tx:
        return articles.get(tx, article_id).event or ""


def test_an_article_that_was_looked_at_asks_no_more(tmp_path: Path) -> None:
    """X settles the doubts and goes on with the next article of the list."""
    with newsroom(tmp_path, *all_samples()) as room:
        first, second = room.article_ids()[:2]
        client = room.client(Role.EDITOR)
        form = {"csrf": csrf_of(client), "below": second}
        answer = client.post(f"/desk/articles/{first}/settled?state=doubtful", data=form)
        assert answer.headers["location"] == f"/desk/articles/{second}?state=doubtful"
        assert first not in client.get("/desk?state=doubtful").text
        assert first in client.get("/desk?state=all").text


def test_foreign_text_is_never_markup(tmp_path: Path) -> None:
    """Titles, paragraphs, flags, names and queries are shown, not run."""
    with newsroom(tmp_path, *all_samples()) as room:
        report = make_report(
            make_article(
                ATTACK,
                ATTACK,
                link="javascript:alert(1)",
                captions=(ATTACK,),
                flags=(Flag(FlagKind.GAP, ATTACK),),
            ),
            document=ATTACK,
            source_key=ATTACK,
        )
        with room.context.store.transaction() as tx:
            articles.add(tx, 1, [report])
        client = room.client(Role.ADMIN)
        for path in (
            "/desk?state=all",
            f"/desk/articles/{report.id}",
            f"/desk/search?q={ATTACK}",
            f"/desk?theme={ATTACK}&event={ATTACK}",
            f"/desk/audit?who={ATTACK}&subject={ATTACK}",
            f"/desk/runs/{'%3Cscript%3E'}",
            f"/login?next={ATTACK}",
        ):
            page = client.get(path).text
            assert "<script>" not in page, path
            assert "<img" not in page, path
            assert 'href="javascript:' not in page, path


def test_a_dropped_file_arrives_whole_under_a_safe_name(tmp_path: Path) -> None:
    """The file lies in the drop folder, twice under two names, and is on record."""
    with newsroom(tmp_path) as room:
        client = room.client(Role.EDITOR)
        form = {"csrf": csrf_of(client)}
        for _again in range(2):
            files = {"file": ("../../etc/版面 1.txt", b"text", "text/plain")}
            assert client.post("/desk/drops", data=form, files=files).status_code == 303
        assert sorted(path.name for path in room.desk.drops.iterdir()) == ["版面_1-2.txt", "版面_1.txt"]
        assert "投放文件" in room.client(Role.REVIEWER).get("/desk/audit").text


def test_each_of_several_files_has_its_own_outcome(
    empty_room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is refused is named with its reason and stops no other; else their number is told."""
    monkeypatch.setattr(dropping, "LARGEST", 1000)
    client = empty_room.client(Role.EDITOR)
    form = {"csrf": csrf_of(client)}
    files = [
        ("file", (name, content))
        for name, content in (("A1.txt", b"x"), ("A2.txt", b""), ("A3.txt", b"x" * 2000), ("A1.txt", b"y"))
    ]
    for headers in ({}, {"HX-Request": "true"}):
        answer = client.post("/desk/drops", data=form, files=files, headers=headers)
        assert answer.status_code == 422
        for words in ("4 个文件里有 2 个没有收下", "A2.txt：<strong>文件为空", "A3.txt：<strong>文件超过"):
            assert words in answer.text
        assert ("<html" in answer.text) is not bool(headers)
        assert "(the file" not in answer.text
    names = ["A1-2.txt", "A1-3.txt", "A1-4.txt", "A1.txt"]
    assert sorted(path.name for path in empty_room.desk.drops.iterdir()) == names
    taken = client.post("/desk/drops", data=form, files=[files[0], files[3]])
    assert taken.status_code == 303
    assert "已投放 2 个文件" in client.get(taken.headers["location"]).text
    many = [("file", (f"{number}.txt", b"x")) for number in range(dropping.MOST + 1)]
    assert client.post("/desk/drops", data=form, files=many).status_code == 422
    assert len(list(empty_room.desk.drops.iterdir())) == 6


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../../etc/passwd", "passwd"), ("..\\..\\boot.ini", "boot.ini"), (".hidden", "hidden"),
        ("", "未命名"), ("...", "未命名"), ("a\0b\nc.txt", "a_b_c.txt"),
        ("第1版（要闻）.docx", "第1版（要闻）.docx"),
        ("名" * 300 + ".txt", "名" * 76 + ".txt"),
    ],
)  # fmt: skip
def test_names_of_dropped_files_are_made_safe(sent: str, kept: str) -> None:
    """No path, no hidden file, no control character, no endless name."""
    assert dropping.safe_name(sent) == kept


def test_too_large_and_empty_files_are_refused(empty_room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are told readably, and nothing lies in the drop folder."""
    monkeypatch.setattr(dropping, "LARGEST", 1000)
    client = empty_room.client(Role.EDITOR)
    form = {"csrf": csrf_of(client)}
    for content, status in ((b"", 422), (b"x" * 2000, 413)):
        answer = client.post("/desk/drops", data=form, files={"file": ("a.txt", content)})
        assert answer.status_code == status
    assert not list(empty_room.desk.drops.iterdir())


def test_a_flood_is_cut_off(room: Newsroom) -> None:
    """A form may carry 256 KB, whatever length it announces."""
    client = room.client(Role.EDITOR)
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/desk/runs", content=b"a" * 300_000, headers=headers).status_code == 413
    chunks = (b"a" * 50_000 for _ in range(10))
    assert client.post("/desk/runs", content=chunks, headers=headers).status_code == 413


def test_search_marks_what_was_found(room: Newsroom) -> None:
    """Words are marked in title and text; mistakes are explained beside the form."""
    client = room.client(Role.EDITOR)
    page = client.get("/desk/search", params={"q": "科协"}).text
    assert "<mark>科协</mark>" in page
    assert "没有找到" in client.get("/desk/search", params={"q": "絕無此語"}).text
    assert "日期无效" in client.get("/desk/search", params={"q": "科协", "since": "明天"}).text


@pytest.mark.parametrize("query", ["' OR 1=1 --", '" NEAR(', "title:*", "a AND", "%", "*", "\0"])
def test_no_query_breaks_the_search(room: Newsroom, query: str) -> None:
    """What looks like SQL or FTS syntax is looked for as words."""
    assert room.client(Role.EDITOR).get("/desk/search", params={"q": query}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../../../pyproject.toml", "/assets/..%2f..%2fpyproject.toml", "/assets/%2e%2e/desk.css",
        "/desk/articles/../../etc/passwd", "/desk/articles/..%2F..%2Fetc", "/desk/runs/%00",
    ],
)  # fmt: skip
def test_no_path_leads_out(room: Newsroom, path: str) -> None:
    """Files are found by name in a table, articles and runs by key in the store."""
    answer = room.client(Role.EDITOR).get(path)
    assert answer.status_code in {404, 307, 405}
    assert "build-system" not in answer.text


def test_what_the_file_defines_names_its_line(tmp_path: Path) -> None:
    """Sources, themes and digests say which line of sources.yaml owns them."""
    yaml = (
        "sources:\n  city:\n    kind: feed\n    url: https://example.org/rss.xml\n"
        "drops:\n  inbox: {path: drops}\n"
        "digests:\n  weekly: {title: 周报}\n"
    )
    with newsroom(tmp_path, yaml=yaml) as room:
        client = room.client(Role.EDITOR)
        assert "sources.yaml 第 2 行" in client.get("/desk/sources").text
        assert "sources.yaml 第 8 行" in client.get("/desk/digests").text
        assert "归属：内置" in client.get("/desk/themes").text


def test_assets_are_sent_once(room: Newsroom) -> None:
    """A browser that has a file gets a real 304, and its address changes with its content."""
    client = room.client()
    page = client.get("/login").text
    address = re.search(r'href="(/assets/desk.css\?\w+)"', page)
    assert address
    first = client.get(address[1])
    assert "immutable" in first.headers["cache-control"]
    again = client.get(address[1], headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert not again.content


def add_many(room: Newsroom, count: int) -> None:
    """Store made-up articles, every seventh of them flagged."""
    flag = (Flag(FlagKind.NEEDS_REVIEW, "请核对。"),)
    reports = [
        make_report(make_article(f"第{number}号气象站启用"), flags=() if number % 7 else flag)
        for number in range(count)
    ]
    with room.context.store.transaction() as tx:
        articles.add(tx, 1, reports)
