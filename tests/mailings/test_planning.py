"""Planning: who gets a copy, and what a complete copy is."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from itertools import chain
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from kexie_digest.errors import DeliveryError
from kexie_digest.mailings.planning import BATCH, Campaign, plan
from kexie_digest.model import Digest, Edition, Message, Recipient, Rendition, Sender
from kexie_digest.model.mailing.message import TOKEN_SLOT
from kexie_digest.renderers import Tools, render
from kexie_digest.renderers._jinja import environment

from cases import Case, case_id, find_cases
from factories import make_digest, make_edition, make_item, make_section, sample_digest, sample_edition

LINK = f'<a href="https://d.example.org/u/{TOKEN_SLOT}">退订</a>'
HTML = f"<html><body><p>正文</p><p>{LINK}</p><p>{'完' * 12}</p></body></html>"
TEXT = f"正文\n退订：\nhttps://d.example.org/u/{TOKEN_SLOT}\n{'═' * 12}\n"
SUBJECT = "海岚科协动态周报 第9期：海岚省二十个示范学会名单揭晓🎉"
TOOLS = Tools(environment(), public_url="https://d.example.org")
READERS = [
    Recipient("a@example.org", "甲"),
    Recipient("b@example.org"),
    Recipient("c@example.org", "Reader C"),
]


def campaign(
    edition: Edition | None = None,
    digest: Digest | None = None,
    *,
    subject: str = SUBJECT,
    html: str = HTML,
    text: str = TEXT,
) -> Campaign:
    """A campaign with tiny bodies."""
    return Campaign(
        edition or sample_edition(),
        digest or sample_digest(),
        (
            Rendition("email.html", "text/html", html.encode(), texts={"subject": subject}),
            Rendition("email.txt", "text/plain", text.encode()),
        ),
        b"secret",
        "https://d.example.org",
        dt.datetime(2026, 3, 6, 1, 0, tzinfo=dt.UTC),
        leaving_address="bounce@hailan.example.org",
    )


def messages(**fields: object) -> list[Message]:
    """Everything that is planned for READERS."""
    return list(chain(*plan(campaign(), READERS, **fields)))  # type: ignore[arg-type]  # a table of keywords


def parsed(message: Message) -> EmailMessage:
    """Read with the strictest parser there is in the standard library."""
    result = email.message_from_bytes(message.content, policy=email.policy.default)
    assert isinstance(result, EmailMessage)
    return result


@pytest.mark.parametrize("path", find_cases("mailings/cases/planning"), ids=case_id)
def test_cases(path: Path, case: Callable[[Path], Case]) -> None:
    """The complete messages, line by line, as they go over the wire."""
    given = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    text, html = (given[part].replace("{token}", TOKEN_SLOT) for part in ("text", "html"))
    planned = plan(
        campaign(subject=given["subject"], html=html, text=text),
        [Recipient(**recipient) for recipient in given["recipients"]],
    )
    case(path).check([message.content.decode("ascii").split("\r\n") for message in chain(*planned)])


def test_everybody_gets_one_copy_in_order() -> None:
    """One message a recipient, addressed to nobody else."""
    planned = messages()
    assert [message.recipient for message in planned] == [reader.address for reader in READERS]
    assert str(parsed(planned[0])["To"]) == "甲 <a@example.org>"
    assert all("Cc" not in parsed(message) and "Bcc" not in parsed(message) for message in planned)


@pytest.mark.parametrize("field", ["suppressions", "delivered"])
def test_nobody_is_mailed_who_must_not_be(field: str) -> None:
    """Suppressed addresses and those who have the edition are left out, whatever their case."""
    planned = messages(**{field: {"B@Example.org"}})
    assert [message.recipient for message in planned] == ["a@example.org", "c@example.org"]


def test_republishing_plans_nothing() -> None:
    """When everybody has it, there is not even an empty batch."""
    assert messages(delivered=[reader.address for reader in READERS]) == []


def test_a_reader_entered_twice_gets_one_copy() -> None:
    """Lists overlap; copies do not."""
    twice = [*READERS, Recipient("A@EXAMPLE.org", "还是甲")]
    assert len(list(chain(*plan(campaign(), twice)))) == 3


def test_batches_are_bounded() -> None:
    """The messages of a long list never stand in memory together."""
    many = (Recipient(f"r{n}@example.org") for n in range(2 * BATCH + 1))
    assert [len(batch) for batch in plan(campaign(), many)] == [BATCH, BATCH, 1]


def test_a_bad_address_is_named() -> None:
    """An address that got past the import stops here."""
    with pytest.raises(DeliveryError, match="nonsense"):
        list(plan(campaign(), [Recipient("nonsense")]))


def test_the_message_is_multipart_with_the_text_first() -> None:
    """Two parts, text first, both UTF-8 in base64, read without a defect (points 1 and 3)."""
    message = parsed(messages()[0])
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    for part in message.iter_parts():
        assert part.get_content_charset() == "utf-8"
        assert part["Content-Transfer-Encoding"] == "base64"
    assert [part.defects for part in message.walk()] == [[], [], []]
    assert all(not getattr(value, "defects", ()) for value in message.values())


def test_subject_and_bodies_come_back_exactly() -> None:
    """What was rendered is what a reader's program decodes; only the token is put in."""
    message = messages()[0]
    token = message.message_id.split(".")[2].partition("@")[0]
    read = parsed(message)
    assert read["Subject"] == SUBJECT
    plain, rich = (part.get_content().replace("\r\n", "\n") for part in read.iter_parts())
    assert re.sub(r" +\n", "\n", plain) == TEXT.replace(TOKEN_SLOT, token)
    assert re.sub(r" +<a ", "<a ", rich) == HTML.replace(TOKEN_SLOT, token)


def test_the_wire_is_7_bit_with_crlf() -> None:
    """CRLF only, ASCII only, no line over 998 (point 2)."""
    content = messages()[0].content
    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert max(map(len, content.split(b"\r\n"))) <= 998


def test_once_headers_stand_once() -> None:
    """RFC 5322 §3.6: Date, From, To, Subject and Message-ID exactly once (point 7)."""
    message = parsed(messages()[0])
    for name in ("Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Content-Type"):
        assert len(message.get_all(name)) == 1
    assert message["Date"] == "Fri, 06 Mar 2026 09:00:00 +0800"


def test_the_sender_is_ascii() -> None:
    """The address aligns with the envelope; the name is Chinese (point 8)."""
    message = messages()[0]
    (address,) = parsed(message)["From"].addresses
    assert address.display_name == "海岚省科协"
    assert address.addr_spec == message.envelope_from == "digest@hailan.example.org"


def test_one_click_unsubscription() -> None:
    """RFC 8058: https first, then mailto, raw; Post exact; the URL short (point 10)."""
    message = messages()[0]
    token = message.message_id.split(".")[2].partition("@")[0]
    raw = re.search(rb"^List-Unsubscribe: (.*?)\r\n(?! )", message.content, re.DOTALL | re.MULTILINE)
    assert raw
    assert b"=?" not in raw[1]
    web, mail = re.findall(r"<([^>]*)>", raw[1].decode())
    assert web == f"https://d.example.org/u/{token}"
    assert len(web) < 75
    assert mail == f"mailto:bounce@hailan.example.org?subject=unsubscribe%20{token}"
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in message.content


def test_a_wish_to_leave_is_never_mailed_to_where_nobody_looks() -> None:
    """Without a mailbox that is read, the page is the only way out that is offered."""
    (message,) = chain(*plan(replace(campaign(), leaving_address=""), READERS[:1]))
    assert str(parsed(message)["List-Unsubscribe"]).count("<") == 1
    assert b"mailto:" not in message.content


def test_list_headers() -> None:
    """What lists and robots must say of themselves (point 11)."""
    message = parsed(messages()[0])
    assert message["List-Id"] == "<weekly.hailan.example.org>"
    assert message["List-Archive"] == "<https://d.example.org/weekly/>"
    assert len(message["Feedback-ID"].split(":")) == 4
    assert (message["Precedence"], message["Auto-Submitted"]) == ("list", "auto-generated")


def test_message_ids_are_stable_and_unique() -> None:
    """A retry has the same bytes, another reader another Message-ID (point 12)."""
    first, again = messages(), messages()
    assert first == again
    assert len({message.message_id for message in first}) == 3
    assert all(re.fullmatch(r"<weekly\.131\.[\w-]{24}@hailan\.example\.org>", m.message_id) for m in first)


@pytest.mark.parametrize(
    "broken",
    [
        {"subject": "标题\r\nBcc: all@example.org"},
        {"digest": make_digest(sender=Sender("科协\nX: y", "digest@example.org"))},
    ],
)
def test_injected_headers_are_refused(broken: dict[str, object]) -> None:
    """CR and LF in a title or a sender's name stop the campaign (point 13)."""
    with pytest.raises(DeliveryError) as caught:
        list(plan(campaign(**broken), READERS))  # type: ignore[arg-type]  # a table of keywords
    assert caught.value.code == "bad_header"


@pytest.mark.parametrize(
    "title",
    [
        "名单揭晓\r\nBcc: all@example.org",
        "名单\r\n\r\n<b>正文</b>",
        "名\u2028单\u2029揭\x85晓\x00",
        "=?utf-8?q?Bcc=3A_all?=",
        "揭晓\nList-Unsubscribe: <https://evil.example>",
        "🎉" * 300,
    ],
)
def test_a_title_cannot_inject(title: str) -> None:
    """Whatever a page's title holds, the mail has the same headers, each once (point 13)."""
    edition = make_edition(make_section("other", make_item(title)), title=f"周报{title}")
    renditions = [render(name, edition, make_digest(), TOOLS) for name in ("email.html", "email.txt")]
    date = dt.datetime(2026, 3, 6, 1, 0, tzinfo=dt.UTC)
    given = Campaign(edition, make_digest(), renditions, b"secret", "https://d.example.org", date)
    message = parsed(next(chain(*plan(given, READERS))))
    assert message.keys() == parsed(messages()[0]).keys()
    assert message["Subject"] == renditions[0].texts["subject"]
    assert "evil" not in message["List-Unsubscribe"]
    assert [part.defects for part in message.walk()] == [[], [], []]


def test_a_readers_name_cannot_inject() -> None:
    """Names come from imported lists."""
    with pytest.raises(DeliveryError) as caught:
        list(plan(campaign(), [Recipient("a@example.org", "甲\r\nBcc: b@example.org")]))
    assert caught.value.code == "bad_header"


def test_missing_bodies_are_named() -> None:
    """Without a rendered mail there is nothing to send."""
    empty = campaign()
    broken = Campaign(empty.edition, empty.digest, (), b"s", "https://d.example.org", empty.date)
    with pytest.raises(DeliveryError) as caught:
        list(plan(broken, READERS))
    assert caught.value.code == "no_body"


def test_a_chinese_digest_key_still_makes_ascii_headers() -> None:
    """Keys are the owner's words; headers are ASCII."""
    edition = make_edition(make_section("other", make_item()), digest="周报")
    (batch,) = plan(campaign(edition=edition), READERS)
    assert batch[0].content.isascii()
    assert parsed(batch[0])["List-Archive"] == "<https://d.example.org/%E5%91%A8%E6%8A%A5/>"
