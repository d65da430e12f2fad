"""The HTML mail: cases, and what mail clients bear, point by point."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

from contrast import weak_texts
from html_outline import outline
from kexie_digest.model import BodyLength, Edition, Image, Quote, Rendition
from kexie_digest.model.mailing.message import TOKEN_SLOT
from kexie_digest.renderers import Tools, email, render

from cases import Case, case_id, find_cases
from factories import (
    make_digest,
    make_edition,
    make_item,
    make_section,
    read_edition_case,
    sample_digest,
    sample_edition,
)

FULL = make_digest(body_email=BodyLength.FULL)


def mail_of(
    tools: Tools, edition: Edition | None = None, length: BodyLength = BodyLength.SUMMARY
) -> Rendition:
    """Render a mail; by default the sample edition."""
    return render("email.html", edition or sample_edition(), make_digest(body_email=length), tools)


@pytest.fixture(scope="module", params=["summary", "full"])
def page(request: pytest.FixtureRequest, tools: Tools) -> str:
    """The sample edition's mail, in both lengths."""
    return mail_of(tools, length=BodyLength(request.param)).content.decode()


@pytest.mark.parametrize("path", find_cases("renderers/cases/email"), ids=case_id)
def test_cases(path: Path, case: Callable[[Path], Case], tools: Tools) -> None:
    """What each mail says: subject, preheader, and its outline in reading order."""
    mail = email.render(*read_edition_case(path), tools)
    case(path).check({**mail.texts, "outline": outline(mail.content.decode())})


def test_every_item_of_the_edition_is_in_the_mail(page: str) -> None:
    """Titles, sources and the twenty names of the roll are there, unchanged (points 4 and 27)."""
    text = html.document_fromstring(page).text_content()
    edition = sample_edition()
    for item in edition.items:
        assert item.title in text
        assert all((source.publication or source.file) in text for source in item.sources)
    roll = edition.items[0].facts.awards[0].recipients
    assert len(roll) == 20
    assert all(name in text for name in roll)


def test_rolls_and_agreements_are_tables(page: str) -> None:
    """Twenty names stand in cells of their own, two a row, under their heading."""
    tree = html.document_fromstring(page)
    cells = [cell.text_content() for cell in tree.iter("td")]
    for name in sample_edition().items[0].facts.awards[0].recipients:
        assert name in cells
    assert "获奖名单（20）" in [cell.text_content() for cell in tree.iter("th")]
    assert "《沿江科技协同创新框架协议》" in cells


def test_the_day_of_an_agreement_is_not_divided(tools: Tools) -> None:
    """In a list it stands behind the parties, in brackets, and goes to the next line as one."""
    deals = [
        {"parties": ["省农学会", "北浦市科协"], "instrument": name, "evidence": "", "date": "2026-03-02"}
        for name in ("协议一", "协议二")
    ]
    edition = make_edition(make_section("cooperation", make_item("签约", facts={"cooperation": deals})))
    tree = html.document_fromstring(email.render(edition, make_digest(), tools).content.decode())
    whole = [part.text for part in tree.iter("span") if "inline-block" in (part.get("style") or "")]
    assert whole.count("（2026年3月2日）") == 2


def test_subject_names_the_issue_and_the_first_title(tools: Tools) -> None:
    """One line, no entity, no line break."""
    subject = mail_of(tools).texts["subject"]
    assert subject == "海岚科协动态周报 第9期：海岚省二十个示范学会名单揭晓"
    edition = make_edition(make_section("other", make_item("a <b> & “c”\r\nBcc: x")))
    assert mail_of(tools, edition).texts["subject"] == "海岚科协动态周报 第9期：a <b> & “c” Bcc: x"


def test_preheader_adds_to_the_subject(tools: Tools) -> None:
    """20 to 50 characters, hidden, padded, and not the subject again (point 25)."""
    mail = mail_of(tools)
    preheader = mail.texts["preheader"]
    assert 20 <= len(preheader) <= 50
    assert sample_edition().items[0].title not in preheader
    hidden = html.document_fromstring(mail.content.decode()).find_class("preheader")[0]
    assert hidden.text_content().startswith(preheader)
    style = hidden.get("style").replace(" ", "")
    assert {"display:none", "max-height:0", "overflow:hidden", "mso-hide:all"} <= set(style.split(";"))
    # Text in its background's colour is a spammer's trick: 0.7 at SpamAssassin.
    assert "color" not in style


def test_preheader_of_one_item_and_of_long_titles(tools: Tools) -> None:
    """A single item shows its first sentence; a long title is cut, never the limit passed."""
    one = mail_of(tools, make_edition(make_section("other", make_item()))).texts["preheader"]
    assert one == "3月2日，岭下小学的气象站开始自动上传数据。"
    long = make_edition(make_section("other", make_item("甲"), make_item("很长的题目" * 20)))
    assert len(mail_of(tools, long).texts["preheader"]) <= 50


def test_the_mail_is_small_enough(tools: Tools) -> None:
    """At most 75 KB, or Gmail clips the foot (point 5)."""
    for length in BodyLength:
        mail = mail_of(tools, length=length)
        assert len(mail.content) <= email.LIMIT == 75 * 1024
        assert mail.warnings == ()


def big_edition(items: int, paragraph: str = "海岚省科协办了一件很具体的事。" * 20) -> Edition:
    """An edition of many items with long texts."""
    made = [
        make_item(f"第{number}条新闻的标题", paragraphs=(paragraph, paragraph))
        for number in range(1, items + 1)
    ]
    return make_edition(
        make_section("awards", *made[: items // 2]), make_section("other", *made[items // 2 :])
    )


def test_full_texts_become_summaries_when_they_do_not_fit(tools: Tools) -> None:
    """The first step of shortening: summary and 阅读全文, and a warning for the editor."""
    mail = mail_of(tools, big_edition(45), BodyLength.FULL)
    page = mail.content.decode()
    assert len(mail.content) <= email.LIMIT
    assert page.count("阅读全文") == 45
    assert "全文改为摘要" in mail.warnings[0]


def test_a_long_list_ends_in_titles_only(tools: Tools) -> None:
    """The second step: what has no room is listed by title and link; nothing is lost."""
    mail = mail_of(tools, big_edition(120))
    page = mail.content.decode()
    assert len(mail.content) <= email.LIMIT
    assert all(f"第{number}条新闻的标题" in page for number in range(1, 121))
    assert 0 < page.count("阅读全文") < 120
    assert "起只列标题" in mail.warnings[0]
    assert "退订" in page


def test_an_endless_list_says_how_many_are_missing(tools: Tools) -> None:
    """The last step: the rest is counted and the page on the web linked."""
    mail = mail_of(tools, big_edition(900))
    page = mail.content.decode()
    assert len(mail.content) <= email.LIMIT
    listed = len(html.document_fromstring(page).find_class("brief"))
    assert 0 < listed < 900
    assert f"另有{900 - listed}条未列出" in page
    assert page.rstrip().endswith("</html>")


def test_no_characters_that_clip_a_mail(tools: Tools) -> None:
    """C0, C1, U+FEFF, lone surrogates and noncharacters are taken out (point 6)."""
    dirty = "字\x00\x07\x1b\x80\x85\x9f\ufeff\ud800\udfff\ufffe\uffff\ufdd0\U0001fffe符"
    item = replace(make_item(), title=f"题{dirty}", summary=(Quote(f"文{dirty}。"),))
    edition = make_edition(make_section("other", item))
    page = mail_of(tools, edition).content.decode()
    assert "题字符" in page
    assert "文字符。" in page
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]", page)


def test_markup_in_texts_stays_text(tools: Tools) -> None:
    """A title is no place for elements."""
    edition = make_edition(make_section("other", make_item("<script>alert(1)</script> & <img src=x>")))
    page = mail_of(tools, edition).content.decode()
    tree = html.document_fromstring(page)
    assert not list(tree.iter("script", "img"))
    assert "<script>alert(1)</script> & <img src=x>" in tree.text_content()


def test_language_direction_and_roles(page: str) -> None:
    """Clients drop <html>: the outer div says language and role; layout tables say so (point 17)."""
    tree = html.document_fromstring(page)
    outer = tree.xpath("//div[@role='article']")[0]
    assert (outer.get("lang"), outer.get("dir"), outer.get("aria-roledescription")) == (
        "zh-CN",
        "ltr",
        "email",
    )
    assert outer.get("aria-label")
    for table in tree.iter("table"):
        assert table.get("role") == "presentation" or table.xpath(".//th")
    assert tree.xpath("//*[@lang='zh-TW']//h3[contains(., '海嵐科學節')]")


def test_headings_step_down_by_one(page: str) -> None:
    """h1, then h2, then h3, then h4: never a level left out (point 17)."""
    levels = [int(element.tag[1]) for element in html.document_fromstring(page).iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_link_texts_say_where_they_lead(page: str) -> None:
    """Never 点击这里, never an empty link (point 17)."""
    texts = [link.text_content().strip() for link in html.document_fromstring(page).iter("a")]
    assert all(texts)
    assert not {"点击这里", "这里", "点此", "更多"} & set(texts)


def test_exactly_two_media_rules(page: str) -> None:
    """One for phones, one for the dark; the inliner neither drops nor doubles them (point 21)."""
    assert page.count("@media") == 2
    style = re.findall(r"<style[^>]*>(.*?)</style>", page, re.DOTALL)
    assert len(style) == 1
    assert len(style[0]) <= 8192


@pytest.mark.parametrize("length", list(BodyLength), ids=lambda length: str(length.value))
def test_pictures_have_alt_and_size(tools: Tools, length: BodyLength) -> None:
    """Alternative, width and height on every picture, its words beside it as text (point 18)."""
    shown = (
        Image("pictures/a.jpg", "获评学会代表", "何晓汀 摄", "代表手持铜牌合影", width=2400, height=1600),
        Image("pictures/b.jpg", width=300, height=200),
    )
    edition = make_edition(make_section("other", make_item(images=shown)))
    tree = html.document_fromstring(mail_of(tools, edition, length).content.decode())
    sizes = [(one.get("alt"), one.get("width"), one.get("height")) for one in tree.iter("img")]
    in_full = [("代表手持铜牌合影", "560", "374"), ("图片", "300", "200")]
    assert sizes == (in_full if length is BodyLength.FULL else in_full[:1])
    assert "获评学会代表　何晓汀 摄" in tree.text_content()
    assert all("max-width:100%" in one.get("style").replace(" ", "") for one in tree.iter("img"))


def test_a_full_text_still_leads_to_its_original(tools: Tools) -> None:
    """Printed in full or not, a page on the web is linked, as in the text twin."""
    page = mail_of(tools, length=BodyLength.FULL).content.decode()
    online = [item.sources[0] for item in sample_edition().items if item.sources[0].href]
    links = {link.get("href") for link in html.document_fromstring(page).iter("a")}
    assert {source.href for source in online} <= links


FORBIDDEN = r"float\s*:|position\s*:|display\s*:\s*(flex|grid)|background-image|url\(|@import|@font-face"


def test_nothing_that_mail_clients_refuse(page: str) -> None:
    """No forbidden element or property (point 23), no picture that counts readers (point 24)."""
    tree = html.document_fromstring(page)
    assert not list(tree.iter("script", "form", "input", "svg", "video", "iframe", "object", "link", "img"))
    assert not re.search(FORBIDDEN, page)


def test_links_lead_to_us_or_to_the_source(page: str) -> None:
    """Only https to our pages or to an address a source gave (point 24)."""
    allowed = {
        urlsplit(source.href or "").hostname for item in sample_edition().items for source in item.sources
    }
    for link in html.document_fromstring(page).iter("a"):
        parts = urlsplit(link.get("href"))
        assert parts.scheme == "https"
        assert parts.hostname in allowed | {"kexie.example.org"}


def test_the_foot_has_everything(page: str) -> None:
    """View in browser, sender, why, and a way out with the reader's token (point 26)."""
    foot = html.document_fromstring(page).find_class("foot")[0]
    text = foot.text_content()
    for part in ("在浏览器中查看", "海岚省科协", "digest@hailan.example.org", "因为您订阅了", "退订"):
        assert part in text
    links = {link.text_content(): link.get("href") for link in foot.iter("a")}
    assert links["在浏览器中查看"] == "https://kexie.example.org/weekly/131/"
    assert links["退订"] == f"https://kexie.example.org/u/{TOKEN_SLOT}"
    assert page.count(TOKEN_SLOT) == 1


def test_outlook_conditionals_survive_the_inliner(page: str, tools: Tools) -> None:
    """What stands in <!--[if mso]> is the same before and after (point 28)."""
    template, *_ = tools.templates.loader.get_source(tools.templates, "email/digest-body.html.j2")  # type: ignore[union-attr]  # there is a loader
    assert re.findall(r"<!--\[if mso\].*?<!\[endif\]-->", page, re.DOTALL) == re.findall(
        r"<!--\[if mso\].*?<!\[endif\]-->", template, re.DOTALL
    )


def test_the_card_is_fluid(page: str) -> None:
    """Full width up to 600: a fixed width would overflow a phone once styles are stripped (point 20)."""
    card = html.document_fromstring(page).find_class("card")[0]
    assert card.get("width") == "100%"
    assert "max-width:600px" in card.get("style").replace(" ", "")
    seen = re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)
    assert not [width for width in re.findall(r'\bwidth="(\d+)"', seen) if int(width) > 100]


def test_the_page_survives_without_classes_and_style_blocks(page: str) -> None:
    """The floor profile of QQ and 163: every text keeps its size and its colour."""
    bare = re.sub(r' class="[^"]*"', "", re.sub(r"<style.*?</style>", "", page, flags=re.DOTALL))
    tree = html.document_fromstring(bare)
    for element in tree.iter("h1", "h2", "h3", "h4", "p"):
        assert "font-size" in element.get("style", ""), element.text_content()
    assert outline(bare) == outline(page)
    assert weak_texts(bare) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_contrast(page: str, scheme: str) -> None:
    """WCAG AA, 4.5 to 1, in both colour schemes (point 19)."""
    assert weak_texts(page, dark=scheme == "dark") == []


def test_a_foreign_address_scheme_is_no_link(tools: Tools) -> None:
    """A feed's javascript: link is dropped; the item stays."""
    source = {
        "article_id": "a",
        "title": "t",
        "publication": "某网",
        "file": "f.xml",
        "href": "javascript:alert(1)",
    }
    edition = make_edition(make_section("other", make_item(paragraphs=(), summary=(), sources=[source])))
    assert "javascript" not in mail_of(tools, edition).content.decode()


def test_an_edition_without_items_still_renders(tools: Tools) -> None:
    """An empty edition is not published, but a preview of one must not crash."""
    mail = render("email.html", make_edition(), sample_digest(), tools)
    assert mail.texts["subject"] == "海岚科协动态周报 第9期"
