"""Mail: body and attachments, every character, whatever the labels say."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from kexie_digest.errors import SourceError
from kexie_digest.model import Document
from kexie_digest.sources.letter import expand

REPORT = "青梧市科协在市科技馆举办讲师培训班，六十名志愿讲师参加。" * 10


def _document(content: bytes) -> Document:
    at = datetime(2026, 3, 6, tzinfo=UTC)
    return Document(content, "0" * 64, "message/rfc822", "稿.eml", "inbox", "drops/稿.eml", "i", at)


def _parts(message: EmailMessage | bytes) -> list[Document]:
    content = message if isinstance(message, bytes) else bytes(message)
    return [one for one in expand(_document(content)) if isinstance(one, Document)]


def _message(body: str = REPORT, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = headers.get("sender", "青梧市科协 <kx@example.org>")
    message["Subject"] = headers.get("subject", "讲师培训")
    message["Date"] = "Fri, 06 Mar 2026 09:30:00 +0800"
    message.set_content(body)
    return message


def test_the_body_is_a_document_with_what_the_headers_say() -> None:
    """Subject, sender and date travel as hints; marks of forwarding are no title."""
    (body,) = _parts(_message(subject="转发：Fw: 讲师培训"))
    assert body.content.decode().strip() == REPORT
    assert (body.hints.title, body.hints.publication) == ("讲师培训", "青梧市科协")
    assert body.hints.published == "Fri, 06 Mar 2026 09:30:00 +0800"
    assert body.media_type.startswith("text/plain")


def test_html_is_preferred_to_its_plain_twin() -> None:
    """It keeps headings and tables."""
    message = _message()
    message.add_alternative(f"<h1>讲师培训</h1><p>{REPORT}</p>", subtype="html")
    (body,) = _parts(message)
    assert body.media_type.startswith("text/html")


def test_gb2312_that_holds_more_is_read_whole() -> None:
    """Subject and body labelled gb2312 hold 镕 and 喆, which only GB18030 has."""
    subject = base64.b64encode("朱镕基与陶喆".encode("gb18030")).decode()
    raw = (
        f"From: a@example.org\r\nSubject: =?gb2312?B?{subject}?=\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    ).encode() + "镕与喆".encode("gb18030")
    (body,) = _parts(raw)
    assert body.hints.title == "朱镕基与陶喆"
    assert body.content.decode("gb18030") == "镕与喆"
    assert body.media_type == "text/plain; charset=gb2312"


def test_a_raw_eight_bit_subject_is_read() -> None:
    """Old programs send headers without any encoding."""
    raw = b"From: a@example.org\r\nSubject: " + "讲师培训通知".encode("gbk") + b"\r\n\r\nx" + REPORT.encode()
    assert _parts(raw)[0].hints.title == "讲师培训通知"


def test_attached_documents_come_after_the_body() -> None:
    """Each with its own name; pictures and calendars are not documents."""
    message = _message()
    message.add_attachment(b"one", maintype="text", subtype="plain", filename="第一版.txt")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="图.png")
    body, page = _parts(message)
    assert body.part == "body"
    assert (page.name, page.content, page.media_type) == ("第一版.txt", b"one", "")
    assert page.address == "drops/稿.eml/第一版.txt"


def test_a_covering_note_is_no_report() -> None:
    """请查收附件 is not news; the attachment is."""
    message = _message("您好，请查收附件。")
    message.add_attachment(b"one", maintype="text", subtype="plain", filename="第一版.txt")
    assert [one.name for one in _parts(message)] == ["第一版.txt"]
    assert len(_parts(_message("您好，请查收。"))) == 1, "without a document the body is all there is"


def test_an_attachment_cannot_name_a_path() -> None:
    """Only the last piece of a name counts."""
    message = _message("见附件")
    message.add_attachment(b"one", maintype="text", subtype="plain", filename="../../etc/passwd.txt")
    assert [one.name for one in _parts(message)] == ["passwd.txt"]


@pytest.mark.parametrize(
    "raw", [b"From: a@example.org\r\n\r\n", b"From: a\r\nContent-Type: image/png\r\n\r\nx"]
)
def test_a_message_without_words_says_so(raw: bytes) -> None:
    """Nothing to read is an error with a next step."""
    with pytest.raises(SourceError) as caught:
        list(expand(_document(raw)))
    assert caught.value.code == "no_text"
