"""Web pages to blocks: the article, its title and facts, without the site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kexie_digest.errors import ExtractError
from kexie_digest.extractors import extract
from kexie_digest.model import BlockKind, Document, Extracted, Hints
from kexie_digest.model.serialization import to_json

from cases import Case, case_id, find_cases

LONG = "县科协的讲师团走进社区，讲食品安全、用药常识和防灾避险，居民听得认真，问得仔细。" * 3


def document(content: bytes | str, *, part: str = "", address: str = "page.html", **hints: str) -> Document:
    """Make a saved page, or a feed's entry when ``part`` is given."""
    content = content.encode() if isinstance(content, str) else content
    at = datetime(2026, 3, 6, tzinfo=UTC)
    return Document(
        content, "0" * 64, "text/html", "page.html", "inbox", address, "page", at, part, Hints(**hints)
    )


def show(extracted: Extracted) -> dict[str, object]:
    """Give what a reader of a case wants to see."""
    return {
        "encoding": extracted.encoding,
        "warnings": list(extracted.warnings),
        "hints": {name: value for name, value in to_json(extracted.hints).items() if value},
        "blocks": [
            {
                "kind": block.kind.value,
                "text": block.text,
                **({"level": block.level} if block.level else {}),
                **({"href": block.href} if block.href else {}),
            }
            for block in extracted.blocks
        ],
    }


def page(body: str, head: str = "") -> str:
    """Write a whole page."""
    return f"<html><head>{head}</head><body>{body}</body></html>"


def texts(extracted: Extracted) -> list[str]:
    """Give the blocks' texts."""
    return [block.text for block in extracted.blocks]


@pytest.mark.parametrize("path", find_cases("extractors/cases/html"), ids=case_id)
def test_a_page_gives_its_article(path: Path, case: Callable[[Path], Case]) -> None:
    """Each case is a kind of site."""
    extracted = extract(document(path.read_bytes()))
    assert all(extracted.text[b.span.start : b.span.end] == b.text for b in extracted.blocks)
    case(path).check(show(extracted))


@pytest.mark.parametrize(
    "content",
    [
        "<html><body></body></html>",
        "<html><body><script>var long = 'text text text text text';</script></body></html>",
        "<html><body><p>该内容已被发布者删除</p></body></html>",
        "<html><title>404</title><body><h1>页面不存在</h1><p>您访问的页面不存在，请返回首页。</p></body></html>",
        "<html><body><p>请登录后查看全文，登录即表示同意本站条款，欢迎注册成为会员。</p></body></html>",
        "<!-- nothing -->",
        "<html>",
    ],
)
def test_walls_and_empty_pages_are_no_article(content: str) -> None:
    """A page without an article is never stored as one."""
    with pytest.raises(ExtractError) as caught:
        extract(document(content))
    assert caught.value.code == "no_article"
    assert "。" in caught.value.advice


def test_a_picture_with_a_line_of_text_needs_review() -> None:
    """The news may be in the picture."""
    content = page("<div><p>县科协祝大家新春快乐，万事如意。</p><img src='card.jpg'></div>")
    assert "text_in_image" in extract(document(content)).warnings


def test_an_entry_keeps_everything_and_may_be_empty() -> None:
    """A feed's entry is all article, however short."""
    assert texts(extract(document("<p>开讲了</p>三月见", part="7"))) == ["开讲了", "三月见"]
    assert extract(document("", part="7")).blocks == ()


def test_what_the_source_knew_goes_before_what_the_page_says() -> None:
    """The feed's title stands; the page adds the date."""
    head = "<title>另一个题目</title><meta name='PubDate' content='2026-03-02'>"
    hints = extract(document(page(f"<p>{LONG}</p>", head), title="原题")).hints
    assert (hints.title, hints.published) == ("原题", "2026-03-02")


def test_image_addresses_are_rooted_at_the_page() -> None:
    """Relative links start from the document's address; inline pictures and icons are left out."""
    images = "<img src='a.jpg'><img src='data:image/gif;base64,x'><img src='/icon1.png'>"
    content = page(f"<p>{LONG}</p><p>{images}</p>")
    extracted = extract(document(content, address="https://example.org/news/1.html"))
    assert [b.href for b in extracted.blocks if b.kind is BlockKind.IMAGE] == [
        "https://example.org/news/a.jpg"
    ]


def test_hidden_and_scripted_text_is_not_text() -> None:
    """What a reader cannot see is not taken, but a body hidden until a script runs is."""
    hidden = f"<p>{LONG}</p><p style='display:none'>暗文</p><script>var a = '脚本';</script>"
    content = page(f"<div id='js_content' style='visibility:hidden'>{hidden}</div>")
    assert texts(extract(document(content))) == [LONG]


def test_disagreement_of_the_two_opinions_is_said() -> None:
    """A named but thin article beside a dense block without a name: an editor looks."""
    other = "农技协会的专家在大棚里示范剪枝，果农围成一圈，边看边记，问题一个接一个，直到天黑。"
    named = "<div class='article-content entry'>" + f"<p>{LONG[:60]}</p>" * 3 + "</div>"
    dense = "<div class='box sidebar remark'><div>" + other * 20 + "</div></div>"
    assert extract(document(page(named + dense))).warnings == ("needs_review",)


def test_deep_nesting_and_long_pages_are_read() -> None:
    """200 nested elements and 3,000 paragraphs come through."""
    assert LONG in extract(document(page("<div>" * 200 + f"<p>{LONG}</p>"))).text
    many = "".join(f"<p>第{number}次活动，{LONG}</p>" for number in range(3000))
    assert len(extract(document(page(many))).blocks) == 3000


def test_absurd_nesting_is_a_typed_failure_or_text() -> None:
    """No page nests 5,000 elements; the reader neither hangs nor breaks."""
    try:
        text = extract(document(page("<div>" * 5000 + f"<p>{LONG}</p>"))).text
    except ExtractError as error:
        text = error.code
    assert text in {LONG, "no_article"}


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_give_blocks_or_a_typed_failure(content: bytes) -> None:
    """Random bytes inside a page never raise anything else."""
    try:
        extracted = extract(document(b"<html><body><p>" + content))
    except ExtractError:
        return
    assert all(extracted.text[b.span.start : b.span.end] == b.text for b in extracted.blocks)


MARKUP = """<p> </p> <div|class=share> </div> <table> <tr> <td> </table> <h1> </h1> <br> <b> </b>
<a|href=x> </a>
<img|src=a.jpg> <ul><li> </ul> <pre>|\n 科协举办讲座， 共三百人。 Annual|fair.| &nbsp; <!--x-->"""


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([part.replace("|", " ") for part in MARKUP.split()]), max_size=40))
def test_any_markup_gives_blocks_or_a_typed_failure(parts: list[str]) -> None:
    """Broken nesting never raises anything else, and every span is exact."""
    try:
        extracted = extract(document(page("".join(parts))))
    except ExtractError:
        return
    assert all(extracted.text[b.span.start : b.span.end] == b.text for b in extracted.blocks)
