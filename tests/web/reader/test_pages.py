"""What readers see: published issues, as far as rights allow, in three languages, safely."""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import ChoiceLoader, DictLoader

from kexie_digest.model import Award, Facts
from kexie_digest.model.desk.user import Role
from kexie_digest.store import editions
from kexie_digest.web.reader.english import ENGLISH
from kexie_digest.workflows.reader import facts
from kexie_digest.workflows.reader.shelf import Shelf
from library import CUT_OFF, EVIL, PUBLIC, WITHHELD, YAML, make_up, publish, stock

from factories import make_article, make_report
from newsroom import Newsroom

TEMPLATES = Path(__file__).parents[3] / "templates" / "web" / "reader"
SOURCES = Path(__file__).parents[3] / "src" / "kexie_digest"
#: Every page of readers that shows something published.
PAGES = (
    "/", "/editions", "/editions?digest=weekly&year=2026", "/themes/awards", "/themes/cooperation",
    "/themes/science_popularization", "/editions/weekly/1", "/editions/weekly/1/items/1",
    "/editions/weekly/1/items/2", "/editions/weekly/1/items/3", "/editions/weekly/1/items/4",
    "/search?q=协议", "/awards", "/agreements", "/feeds", "/feeds/weekly.atom", "/feeds/weekly.json",
    "/feeds/weekly/cooperation.atom", "/feeds/weekly/science_popularization.json",
    "/calendar/weekly.ics", "/sitemap.xml", "/robots.txt", "/subscribe",
)  # fmt: skip


class _Tags(HTMLParser):
    """Collects the tags of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_open_small_and_kept_by_caches(shelf: Newsroom, path: str) -> None:
    """Everybody gets every page, without a cookie, 100 KB at most, with a tag."""
    answer = shelf.client().get(path)
    assert answer.status_code == 200, answer.text[:300]
    assert len(answer.content) <= 100 * 1024
    assert "set-cookie" not in answer.headers
    assert answer.headers["etag"].startswith('"')
    assert answer.headers["cache-control"].startswith("public")


@pytest.mark.parametrize("path", PAGES)
def test_what_rights_keep_back_is_nowhere(shelf: Newsroom, path: str) -> None:
    """No page, feed or calendar prints a sentence of a link, or more of an excerpt than it quotes."""
    page = html.unescape(shelf.client().get(path).text)
    assert WITHHELD[:6] not in page
    assert CUT_OFF[:6] not in page


@pytest.mark.parametrize("words", [WITHHELD, WITHHELD[:4], CUT_OFF, CUT_OFF[3:7]])
def test_searching_tells_nothing_of_a_withheld_text(shelf: Newsroom, words: str) -> None:
    """Words that only the withheld text has find nothing, so it cannot be guessed piece by piece."""
    page = shelf.client().get("/search", params={"q": words}).text
    assert "已刊的内容里没有这些词" in page
    assert "潮汐观测站升级" not in page


def test_searching_finds_what_was_printed(shelf: Newsroom) -> None:
    """Title, body, names of a roll; traditional script finds it too; the words are marked."""
    client = shelf.client()
    for words in ("示范学会", "示範學會", "望溪县果树学会", "潮汐观测站", "灯塔 参观"):
        assert "<mark>" in client.get("/search", params={"q": words}).text, words
    assert "<mark>首次</mark>" in client.get("/search", params={"q": "首次"}).text
    assert client.get("/search", params={"q": "示范", "theme": "cooperation"}).text.count("issue-line") == 0


def test_drafts_are_invisible(own: Newsroom) -> None:
    """What is being made up has no page, no file, no feed entry, is found by nothing, and has no name."""
    client = own.client()
    for path in (
        "/editions/monthly/1", "/editions/monthly/1/items/1", "/editions/monthly/1/bulletin.pdf",
        "/monthly/1/", "/monthly/1/bulletin.pdf", "/editions/monthly/1/pictures/lighthouse.jpg",
    ):  # fmt: skip
        assert client.get(path).status_code == 404, path
    article = make_article("尚未刊出的消息", "白沙洲的鹤群提前一周到达。")
    stock(own.context, [make_report(article, id="r-new", event="r-new", theme="awards")], "新.txt")
    draft = make_up(own.context, "weekly")
    assert client.get("/editions/weekly/2").status_code == 404
    for path in PAGES:
        assert "尚未刊出" not in client.get(path).text, path
    assert "issue-line" not in client.get("/search", params={"q": "鹤群"}).text
    assert "《海岚科普月刊》" not in client.get("/editions").text
    publish(own.context, draft)
    assert client.get("/editions/weekly/2").status_code == 200
    for path in ("/", "/editions", "/themes/awards"):
        assert "尚未刊出" in client.get(path).text, f"{path} was kept as it was before"
    assert "issue-line" in client.get("/search", params={"q": "鹤群"}).text


def test_an_issue_taken_back_is_gone_at_once(own: Newsroom) -> None:
    """The shelf keeps what it read, but asks each time whether it is still published."""
    client = own.client()
    assert client.get("/editions/weekly/1").status_code == 200
    with own.context.store.transaction() as tx:
        at = editions.standing(tx, "weekly", 1)
        editions.move_on(tx, "weekly", 1, expected=at.version, to=(type(at.state).DRAFTING, 0))
    assert client.get("/editions/weekly/1").status_code == 404
    assert client.get("/editions/weekly/1/bulletin.pdf").status_code == 404
    assert "issue-line" not in client.get("/awards").text


@pytest.mark.parametrize("lang", ["", "zh-TW", "en"])
@pytest.mark.parametrize(
    "path", [path for path in PAGES if not path.endswith((".atom", ".json", ".ics", ".txt", ".xml"))]
)
def test_titles_stay_text(shelf: Newsroom, path: str, lang: str) -> None:
    """No title becomes a tag or ends a script; nothing on a page runs or is styled in place."""
    page = shelf.client().get(path, params={"lang": lang} if lang else {}).text
    assert "<img src=x" not in page
    for tag, attributes in _Tags(page).found:
        assert not {name for name in attributes if name.startswith("on") or name == "style"}
        assert tag != "script" or attributes == {"type": "application/ld+json"}
        assert tag not in {"style", "iframe", "object", "base"}
        href = attributes.get("href") or ""
        assert not href.startswith("javascript:"), path
        assert not (attributes.get("src") or "").startswith(("http", "//"))


def test_what_is_typed_stays_text(shelf: Newsroom) -> None:
    """A search for markup shows markup as words; odd parameters are refused, none breaks a page."""
    client = shelf.client()
    for path in (
        "/search?q=",
        "/awards?of=",
        "/agreements?of=",
        "/editions?digest=",
        "/themes/awards?digest=",
    ):
        answer = client.get(path + "%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
    for path in (
        "/editions?year=20x6",
        "/editions?page=0",
        "/search?q=%00",
        "/awards?of=%F0%90%8D",
        "/editions/weekly/0",
    ):
        assert client.get(path).status_code in {200, 422}, path
    assert client.get("/themes/none").status_code == 404
    assert client.get("/feeds/none.atom").status_code == 404
    assert client.get("/feeds/weekly/none.atom").status_code == 404
    assert client.get("/feeds/weekly.rss").status_code == 422


def test_structured_data_cannot_end_its_script(shelf: Newsroom) -> None:
    """JSON-LD says what the page says, with every ``<`` escaped; the evil title survives in it."""
    for path, kind in (
        ("/editions/weekly/1", "PublicationIssue"),
        ("/editions/weekly/1/items/2", "NewsArticle"),
    ):
        page = shelf.client().get(path).text
        (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
        assert not set("<>&\u2028") & set(block)
        said = json.loads(block)
        assert said["@type"] == kind
        headlines = [said.get("headline"), *(part["headline"] for part in said.get("hasPart", []))]
        assert EVIL in headlines
        assert said["publisher"]["name"] == "海岚省科学技术协会"


def test_pages_name_themselves_for_engines_and_chats(shelf: Newsroom) -> None:
    """Canonical address, languages, Open Graph, feeds; own pages and errors are not to be indexed."""
    tags = _Tags(shelf.client().get("/editions/weekly/1?lang=en").text).found
    links = [attributes for tag, attributes in tags if tag == "link"]
    assert {"rel": "canonical", "href": f"{PUBLIC}/editions/weekly/1"} in links
    assert {one.get("hreflang") for one in links} >= {"zh-CN", "zh-TW", "en"}
    properties = {attributes.get("property") for tag, attributes in tags if tag == "meta"}
    assert properties >= {"og:title", "og:type", "og:url", "og:description"}
    assert any(one.get("type") == "application/atom+xml" for one in links)
    assert "noindex" in shelf.client().get("/search?q=协议").text
    robots = shelf.client().get("/robots.txt").text
    assert f"Sitemap: {PUBLIC}/sitemap.xml" in robots
    assert "Disallow: /u/" in robots
    assert f"<loc>{PUBLIC}/editions/weekly/1</loc>" in shelf.client().get("/sitemap.xml").text


def test_mail_links_lead_to_the_page(shelf: Newsroom) -> None:
    """The address that mails print leads on within this host; pictures are sent from there."""
    answer = shelf.client().get("/weekly/1/")
    assert answer.status_code == 308
    assert answer.headers["location"] == "/editions/weekly/1"
    picture = shelf.client().get("/weekly/1/pictures/lighthouse.jpg")
    assert picture.headers["content-type"] == "image/jpeg"
    assert picture.headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "/%2f%2fevil.example/1/",
        "//evil.example/1",
        "/evil.example/1/",
        "///evil.example/no/such/page",
        "/%5Cevil.example/no/such/page",
        "/%09/evil.example/no/such/page",
    ],
)
def test_no_way_leads_to_another_host(shelf: Newsroom, path: str) -> None:
    """No address sends a browser elsewhere."""
    answer = shelf.client().get(f"http://127.0.0.1{path}")
    location = answer.headers.get("location", "")
    assert not location.startswith(("//", "https:"))
    assert "//evil.example" not in location.removeprefix("http://127.0.0.1")
    links = [
        values["href"] or "" for tag, values in _Tags(answer.text).found if tag == "a" and "href" in values
    ]
    assert not [link for link in links if re.match(r"[/\\\s]{2}", link)]


def test_award_rolls_and_agreements_are_found_by_name_and_year(shelf: Newsroom) -> None:
    """A society's awards, an association's agreements, only of the year asked for."""
    client = shelf.client()
    assert "北浦市桥梁学会" in client.get("/awards").text
    assert "海岚省示范学会" in client.get("/awards?of=茶叶学会&year=2026").text
    assert "这里没有" not in client.get("/awards?of=茶葉學會").text
    assert "issue-line" not in client.get("/awards?of=茶叶学会&year=2025").text
    assert "《沿江协议》" in client.get("/agreements?of=青梧市科协").text
    assert "issue-line" not in client.get("/agreements?of=北浦市桥梁学会").text
    assert "<option selected>2026</option>" in client.get("/awards?year=2026").text


def test_a_register_is_made_once_and_never_out_of_date(
    own: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its page is kept until an edition is published or taken back, also by another program."""
    browsed: list[facts.Found] = []
    browse = facts.browse

    def noted(shelf: Shelf, found: facts.Found) -> facts.Register:
        browsed.append(found)
        return browse(shelf, found)

    monkeypatch.setattr(facts, "browse", noted)
    client = own.client()
    pages = [client.get("/awards").text for _ in range(3)]
    assert len(browsed) == 1
    assert pages[0] == pages[1] == pages[2] != client.get("/awards?lang=en").text
    text = "雁回县科协公布示范基地。"
    award = Award("示范基地", ("雁回县科协",), ("芦花洲观鸟站",), text, date="2026-03-05")
    article = make_article("示范基地公布", text)
    report = make_report(article, id="r-new", event="r-new", theme="awards", facts=Facts(awards=(award,)))
    with own.desk.opened(YAML) as other:
        stock(other, [report], "新.txt")
        publish(other, make_up(other, "weekly"))
    assert "芦花洲观鸟站" in client.get("/awards").text
    with own.desk.opened(YAML) as other, other.store.transaction() as tx:
        at = editions.standing(tx, "weekly", 2)
        editions.move_on(tx, "weekly", 2, expected=at.version, to=(type(at.state).DRAFTING, 0))
    kept = client.get("/awards").text
    assert "issue-line" in kept
    assert "示范基地公布" not in kept


@pytest.mark.parametrize(("path", "template"), [("/", "front"), ("/search", "search")])
def test_a_page_for_everybody_knows_nobody(
    shelf: Newsroom, monkeypatch: pytest.MonkeyPatch, path: str, template: str
) -> None:
    """An owner's template that names who is signed in, and shows the token, finds a stranger."""
    given = shelf.app.state.site.pages._given
    telling = "{{ visitor }}|{{ csrf }}|{{ may('GET', '/desk') }}"
    loaders = [DictLoader({f"web/reader/{template}.html.j2": telling}), given.loader]
    monkeypatch.setattr(given, "loader", ChoiceLoader(loaders))
    page = shelf.client(Role.EDITOR).get(f"{path}?of=nobody")
    assert page.text == "None||False"


def test_english_and_traditional(shelf: Newsroom) -> None:
    """Our words change with ``?lang=``, and links keep it; articles are only converted, and marked so."""
    client = shelf.client()
    page = client.get("/editions/weekly/1?lang=en").text
    assert '<html lang="en"' in page
    assert "Contents" in page
    assert "Skip to content" in page
    assert 'href="/awards?lang=en"' in page
    assert "海岚省三个示范学会揭晓" in page
    converted = client.get("/editions/weekly/1?lang=zh-TW").text
    assert '<html lang="zh-TW"' in converted
    assert "海嵐省三個示範學會揭曉" in converted
    assert "海岚" not in re.sub(r'(href|content|src|value)="[^"]*"', "", converted).replace("简体", "")
    assert client.get("/?lang=xx").text == client.get("/").text


def test_every_word_of_ours_has_english() -> None:
    """Whatever templates say through ``t`` stands in the dictionary, and nothing else does."""
    texts = "\n".join(path.read_text("utf-8") for path in TEMPLATES.rglob("*.j2"))
    said = set(re.findall(r'\bt\("([^"]+)"\)', texts)) | set(re.findall(r'words\("([^"]+)"\)', texts))
    assert said <= set(ENGLISH)
    code = [path for path in SOURCES.rglob("reader/**/*.py") if path.stem != "english"]
    texts += "\n".join(path.read_text("utf-8") for path in code)
    assert not [words for words in ENGLISH if f'"{words}"' not in texts]


def test_a_big_issue_stays_a_small_page(own: Newsroom) -> None:
    """Of 300 long articles the page prints titles; each has its whole text on its own page."""
    texts = [f"第{number}号样方的水位记录了{'一' * 400}次涨落。" for number in range(300)]
    reports = [
        make_report(make_article(f"样方{number}", text), id=f"r{number}", event=f"r{number}")
        for number, text in enumerate(texts)
    ]
    stock(own.context, reports, "样方.txt")
    publish(own.context, make_up(own.context, "weekly"))
    client = own.client()
    for lang in ("", "?lang=en", "?lang=zh-TW"):
        assert len(client.get(f"/editions/weekly/2{lang}").content) <= 100 * 1024
    assert texts[0] in client.get("/editions/weekly/2/items/1").text
    assert len(client.get("/themes/other").content) <= 100 * 1024


def test_long_rolls_stay_a_small_page(own: Newsroom) -> None:
    """Of 24 rolls with up to 465 names a page shows what it has room for; who was asked for stays."""
    texts = [f"第{number}批示范学会名单公布。" for number in range(24)]
    rolls = [
        tuple(f"第{number}批第{place}号学会" for place in range(5 + 20 * number)) for number in range(24)
    ]
    reports = [
        make_report(
            make_article(f"名单{number}", text),
            id=f"r{number}",
            event=f"r{number}",
            theme="awards",
            facts=Facts(awards=(Award(f"示范学会{number}", ("海岚省科协",), roll, text, date="2026-03-04"),)),
        )
        for number, (text, roll) in enumerate(zip(texts, rolls, strict=True))
    ]
    stock(own.context, reports, "名单.txt")
    publish(own.context, make_up(own.context, "weekly"))
    client = own.client()
    seen = ""
    for address in ("/awards", "/awards?page=2", "/awards?lang=en", "/awards?lang=zh-TW&year=2026"):
        page = client.get(address)
        assert len(page.content) <= 100 * 1024
        seen += page.text
    assert all(f"名单{number}<" in seen for number in range(24)), "each roll stands on one of the pages"
    assert "第2批第44号学会" in seen, "a short roll stays whole"
    assert "名单太长，其余见全文" in seen
    last = client.get("/awards", params={"of": "第23批第464号学会"}).text
    assert "第23批第464号学会</li>" in last


def test_the_wechat_page_is_for_editors(shelf: Newsroom) -> None:
    """Strangers are sent to the login; editors get the text in a frame that runs nothing."""
    assert shelf.client().get("/editions/weekly/1/wechat").status_code == 303
    assert shelf.client().get("/editions/weekly/1/wechat.html").status_code == 303
    editor = shelf.client(Role.EDITOR)
    assert "图1-1" in editor.get("/editions/weekly/1/wechat").text
    frame = editor.get("/editions/weekly/1/wechat.html")
    assert "default-src 'none'" in frame.headers["content-security-policy"]
    assert "script-src" not in frame.headers["content-security-policy"]
