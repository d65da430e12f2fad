"""Sign up, confirm, change, leave, take one's data along, have it deleted."""

from __future__ import annotations

import html
import json
import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

import pytest

from kexie_digest import mailings
from kexie_digest.model import Frequency, Recipient, Subscription, Suppression, SuppressionReason
from kexie_digest.store import readers
from kexie_digest.workflows.reader.letters import CONSENT
from kexie_digest.workflows.reader.pacing import MOST_AN_HOUR
from kexie_digest.workflows.subscribe import post_letters

from letter_links import link_of
from newsroom import Newsroom

FORM = {"address": "gu.qing@example.org", "digests": "weekly", "consent": "yes"}
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def letters(own: Newsroom) -> list[EmailMessage]:
    """Post what waits; gives every letter posted so far."""
    post_letters(own.context)
    files = sorted((own.desk.root / "var" / "outbox").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    parser = BytesParser(policy=policy.default)
    return [parser.parsebytes(path.read_bytes()) for path in files]  # type: ignore[misc]  # the policy's class


def add_reader(own: Newsroom, address: str = "li@example.org") -> str:
    """Make somebody a reader of both digests; gives their token."""
    with own.context.store.transaction() as tx:
        reader_id = readers.put(tx, Recipient(address, "李"), mailings.mark_of(address))
        for digest in ("weekly", "monthly"):
            readers.subscribe(tx, reader_id, Subscription(digest))
    return mailings.make_reader_token(own.context.secret, reader_id, address)


def subscriptions(own: Newsroom, address: str) -> dict[str, Subscription]:
    """What somebody gets."""
    with own.context.store.reading() as tx:
        reader = readers.find(tx, address)
    return {wish.digest: wish for wish in reader.subscriptions} if reader else {}


def test_from_the_form_to_the_first_issue(own: Newsroom) -> None:
    """Form → letter → link → button: only the button makes somebody a reader, and twice is once."""
    client = own.client()
    form = {**FORM, "themes": ["awards"], "frequency": "weekly", "name": "顾青"}
    assert "请查收邮件" in client.post("/subscribe", data=form).text
    assert not subscriptions(own, FORM["address"])
    (letter,) = letters(own)
    path = f"/c/{link_of(letter, 'c')}"
    for _ in range(2):
        shown = client.get(path)
        assert html.escape(CONSENT) in shown.text
        assert shown.headers["cache-control"] == "no-store"
    assert not subscriptions(own, FORM["address"])
    for _ in range(2):
        assert "订阅成功" in client.post(path).text
    wish = subscriptions(own, FORM["address"])["weekly"]
    assert (wish.themes, wish.frequency) == (("awards",), Frequency.WEEKLY)
    with own.context.store.reading() as tx:
        reader = readers.find(tx, FORM["address"])
    assert reader is not None
    assert [consent.text for consent in reader.consents] == [CONSENT]
    assert "testclient" in reader.consents[0].origin


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"consent": ""}, "没有勾选同意"),
        ({"digests": ""}, "没有这个简报"),
        ({"digests": "none"}, "没有这个简报"),
        ({"themes": "none"}, "没有这个专题"),
        ({"address": "no address"}, "地址"),
        ({"address": "a@example.org\r\nBcc: b@example.org"}, "地址"),
        ({"address": '"><script>alert(1)</script>@x'}, "地址"),
    ],
)
def test_a_form_that_cannot_be_is_shown_again(own: Newsroom, change: dict[str, str], said: str) -> None:
    """The page says what is wrong, keeps what was typed as text, and no letter goes out."""
    answer = own.client().post("/subscribe", data={**FORM, **change})
    assert answer.status_code == 422
    assert said in answer.text
    assert "<script>alert" not in answer.text
    assert not letters(own)


def test_nobody_learns_who_reads(own: Newsroom) -> None:
    """A reader, a stranger and one who complained get the same page, byte for byte."""
    add_reader(own)
    gone = "gone@example.org"
    with own.context.store.transaction() as tx:
        readers.suppress(tx, Suppression(mailings.mark_of(gone), SuppressionReason.COMPLAINT, "", gone))
    for path, form in (("/subscribe", FORM), ("/subscribe/link", {})):
        people = ("li@example.org", "stranger@example.org", gone)
        answers = [own.client().post(path, data={**form, "address": address}) for address in people]
        assert len({answer.text for answer in answers}) == 1
        assert {answer.status_code for answer in answers} == {200}
    written = sorted(parseaddr(str(letter["To"]))[1] for letter in letters(own))
    assert written == ["li@example.org", "li@example.org", "stranger@example.org"]


def test_a_form_is_no_weapon(own: Newsroom) -> None:
    """From one network address only so many forms an hour lead to a letter."""
    client = own.client()
    for number in range(MOST_AN_HOUR):
        assert client.post("/subscribe/link", data={"address": f"a{number}@example.org"}).status_code == 200
    for path, form in (("/subscribe/link", {}), ("/subscribe", FORM)):
        answer = client.post(path, data={**form, "address": "b@example.org"})
        assert answer.status_code == 429
        assert "填得太勤" in answer.text
    own.desk.clock.sleep(3601)
    assert client.post("/subscribe/link", data={"address": "b@example.org"}).status_code == 200


def test_one_address_gets_few_letters_a_day(own: Newsroom) -> None:
    """Whoever fills in the form, and however often: three letters a day, and the page does not say so."""
    client = own.client()
    pages = {client.post("/subscribe", data=FORM).text for _ in range(6)}
    assert len(pages) == 1
    assert len(letters(own)) == 3


def test_looking_at_the_link_leaves_nothing(own: Newsroom) -> None:
    """A scanner may open every link of a mail, by GET and HEAD: nobody is unsubscribed."""
    token = add_reader(own)
    client = own.client()
    for _ in range(3):
        assert client.get(f"/u/{token}").status_code == 200
        client.head(f"/u/{token}")
        client.get(f"/p/{token}")
    assert set(subscriptions(own, "li@example.org")) == {"weekly", "monthly"}


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://mail.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
@pytest.mark.parametrize("kind", ["form", "multipart"])
def test_one_click(own: Newsroom, headers: dict[str, str], kind: str) -> None:
    """RFC 8058: a POST from anywhere, without cookie or token, answers 200 at once, and again (point 36)."""
    token = add_reader(own)
    for _ in range(3):
        client = own.client()
        sent = (
            {"files": {"List-Unsubscribe": (None, "One-Click")}}
            if kind == "multipart"
            else {"data": ONE_CLICK}
        )
        answer = client.post(f"/u/{token}", headers=headers, **sent)  # type: ignore[arg-type]  # either kind of form
        assert answer.status_code == 200
        assert "location" not in answer.headers
        assert "set-cookie" not in answer.headers
    assert not subscriptions(own, "li@example.org")


def test_a_post_that_says_nothing_does_nothing(own: Newsroom) -> None:
    """Only the words of RFC 8058 or our own button act."""
    token = add_reader(own)
    for form in ({}, {"List-Unsubscribe": "Two-Clicks"}):
        answer = own.client().post(f"/u/{token}", data=form)
        assert answer.status_code == 422
        assert "<button" in answer.text
    assert subscriptions(own, "li@example.org")


def test_leaving_by_hand(own: Newsroom) -> None:
    """The page shows the address masked; its button leaves everything, and says so."""
    token = add_reader(own)
    client = own.client()
    page = client.get(f"/u/{token}").text
    assert "l…@example.org" in page
    assert "li@example.org" not in page
    assert "已退订" in client.post(f"/u/{token}", data={"leave": "all"}).text
    assert not subscriptions(own, "li@example.org")


def test_changing_ones_mind(own: Newsroom) -> None:
    """Digests, themes, frequency, name and language are kept; what is not ticked ends."""
    token = add_reader(own)
    client = own.client()
    form = {
        "digests": "weekly", "themes.weekly": ["awards", "cooperation"], "frequency.weekly": "monthly",
        "name": "李<b>", "language": "zh-TW",
    }  # fmt: skip
    answer = client.post(f"/p/{token}", data=form)
    assert "已保存" in answer.text
    assert "李<b>" not in answer.text
    wishes = subscriptions(own, "li@example.org")
    assert set(wishes) == {"weekly"}
    assert wishes["weekly"].themes == ("awards", "cooperation")
    assert wishes["weekly"].frequency is Frequency.MONTHLY
    odd = {"digests": "weekly", "frequency.weekly": "hourly", "language": "xx"}
    assert client.post(f"/p/{token}", data=odd).status_code == 200
    assert client.post(f"/p/{token}", data={"digests": "none"}).status_code == 422


def test_converting_a_page_does_not_change_a_name(own: Newsroom) -> None:
    """Saved from the traditional page, a name keeps the characters it was typed in."""
    token = add_reader(own)
    page = own.client().get(f"/p/{token}?lang=zh-TW").text
    assert "我的訂閱" in page
    own.client().post(f"/p/{token}", data={"name": "龙发里", "digests": "weekly"})
    assert 'value="龙发里"' in own.client().get(f"/p/{token}?lang=zh-TW").text


def test_taking_ones_data_and_having_it_deleted(own: Newsroom) -> None:
    """The export has everything; deletion wants a tick, and afterwards nothing is left to show."""
    token = add_reader(own)
    client = own.client()
    export = client.get(f"/p/{token}/export")
    assert export.headers["cache-control"] == "no-store"
    assert json.loads(export.text)["address"] == "li@example.org"
    assert client.post(f"/p/{token}/delete").status_code == 422
    assert subscriptions(own, "li@example.org")
    assert "数据已删除" in client.post(f"/p/{token}/delete", data={"sure": "yes"}).text
    with own.context.store.reading() as tx:
        assert readers.find(tx, "li@example.org") is None
    assert client.get(f"/p/{token}").status_code == 404


def test_a_guessed_token_opens_nothing(own: Newsroom) -> None:
    """Wrong tokens of any shape are answered alike, on every page and by every verb."""
    token = add_reader(own)
    wrong = token[:-1] + ("A" if token[-1] != "A" else "B")
    for guess in (wrong, "x", "%00", "a" * 3000, "../p"):
        for path in (f"/u/{guess}", f"/p/{guess}", f"/c/{guess}", f"/p/{guess}/export"):
            assert own.client().get(path).status_code == 404, path[:40]
        assert own.client().post(f"/u/{guess}", data=ONE_CLICK).status_code == 404
        assert own.client().post(f"/p/{guess}/delete", data={"sure": "yes"}).status_code == 404
    assert subscriptions(own, "li@example.org")


def test_another_site_cannot_fill_in_the_forms(own: Newsroom) -> None:
    """All but the one click is refused when the browser says another site sent it."""
    token = add_reader(own)
    for path in ("/subscribe", "/subscribe/link", f"/p/{token}", f"/p/{token}/delete"):
        answer = own.client().post(
            path, data={**FORM, "sure": "yes"}, headers={"Sec-Fetch-Site": "cross-site"}
        )
        assert answer.status_code == 422
    assert len(subscriptions(own, "li@example.org")) == 2
    assert not letters(own)


def test_forms_work_without_scripts(own: Newsroom) -> None:
    """Every form is plain HTML with labels, and sends itself to a path of ours."""
    token = add_reader(own)
    for path in ("/subscribe", f"/p/{token}", f"/u/{token}"):
        page = own.client().get(path).text
        assert "<script" not in page
        assert all(action.startswith("/") for action in re.findall(r'action="([^"]+)"', page))
