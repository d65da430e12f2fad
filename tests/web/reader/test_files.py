"""The files of an issue: names, ranges, what is known already, and what nobody may have."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import unquote

import pytest

from kexie_digest.web.reader.files import attachment
from library import PDF

from newsroom import Newsroom

FILE = "/editions/weekly/1/bulletin.pdf"


def test_a_file_has_its_chinese_name(shelf: Newsroom) -> None:
    """The name to save by is the issue's, with an ASCII name for old programs (RFC 6266)."""
    answer = shelf.client().get(FILE)
    assert answer.content == PDF
    assert answer.headers["content-type"] == "application/pdf"
    plain, _, name = answer.headers["content-disposition"].partition("; filename*=UTF-8''")
    assert plain == 'attachment; filename="weekly-2026-1-bulletin.pdf"'
    assert unquote(name) == "海岚科协动态周报第1期.pdf"


def test_a_name_cannot_break_out_of_its_header() -> None:
    """Quotes, slashes and line breaks of a title stay inside the name."""
    header = attachment('a"b/../c\r\nX: y', "a.pdf")
    assert unquote(header.partition("''")[2]) == "a_b_.._c__X_ y"
    assert "\n" not in header


@pytest.mark.parametrize(
    ("asked", "status", "content"),
    [
        ("bytes=0-9", 206, PDF[:10]),
        ("bytes=5100-", 206, PDF[5100:]),
        ("bytes=-7", 206, PDF[-7:]),
        ("bytes=-999999", 206, PDF),
        ("bytes=5000-999999", 206, PDF[5000:]),
        ("bytes=5120-", 416, None),
        ("bytes=99999-100000", 416, None),
        ("lines=1-2", 200, PDF),
        ("bytes=abc", 200, PDF),
        ("bytes=9-3", 200, PDF),
        ("bytes=" + "0-1," * 100 + "0-1", 200, PDF),
    ],
)
def test_ranges(shelf: Newsroom, asked: str, status: int, content: bytes | None) -> None:
    """A range is cut out, one beyond the end is refused, what is no range is passed over (RFC 9110 §14)."""
    answer = shelf.client().get(FILE, headers={"Range": asked})
    assert answer.status_code == status
    if content is None:
        assert answer.headers["content-range"] == f"bytes */{len(PDF)}"
    else:
        assert answer.content == content
        assert int(answer.headers["content-length"]) == len(content)


def test_two_ranges_come_in_parts(shelf: Newsroom) -> None:
    """Several ranges are sent as one message of parts."""
    answer = shelf.client().get(FILE, headers={"Range": "bytes=0-1,10-11"})
    assert answer.status_code == 206
    assert answer.headers["content-type"].startswith("multipart/byteranges")
    assert PDF[10:12] in answer.content


def test_a_range_of_another_version_is_the_whole_file(shelf: Newsroom) -> None:
    """If-Range with the tag of an older file gives the new one whole."""
    client = shelf.client()
    tag = client.get(FILE).headers["etag"]
    for given, status in ((tag, 206), ('"old"', 200), (f"W/{tag}", 200)):
        answer = client.get(FILE, headers={"Range": "bytes=0-9", "If-Range": given})
        assert answer.status_code == status


@pytest.mark.parametrize(
    "path",
    [FILE, "/weekly/1/bulletin.pdf", "/editions/weekly/1/pictures/lighthouse.jpg", "/editions/weekly/1", "/"],
)
def test_what_is_known_is_not_sent_again(shelf: Newsroom, path: str) -> None:
    """The tag or the day that was given before is answered with 304 and nothing else."""
    client = shelf.client()
    first = client.get(path)
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = client.get(path, headers={"If-None-Match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == tag
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_dates_count_when_there_is_no_tag(shelf: Newsroom) -> None:
    """If-Modified-Since is asked only without If-None-Match; nonsense is passed over."""
    client = shelf.client()
    for path in (FILE, "/editions/weekly/1", "/feeds/weekly.atom"):
        day = client.get(path).headers["last-modified"]
        before = format_datetime(parsedate_to_datetime(day) - timedelta(seconds=1), usegmt=True)
        assert client.get(path, headers={"If-Modified-Since": day}).status_code == 304
        assert client.get(path, headers={"If-Modified-Since": before}).status_code == 200
        assert client.get(path, headers={"If-Modified-Since": "yesterday"}).status_code == 200
        both = {"If-Modified-Since": day, "If-None-Match": '"other"'}
        assert client.get(path, headers=both).status_code == 200


def test_head_says_what_get_would(shelf: Newsroom) -> None:
    """HEAD has the headers of GET and no body; a small size is told before a large file is fetched."""
    answer = shelf.client().head(FILE)
    assert answer.status_code == 200
    assert answer.content == b""
    assert answer.headers["content-length"] == str(len(PDF))


@pytest.mark.parametrize(
    "name",
    [
        "email.eml",
        "index.html",
        "..%2f..%2f..%2fvar%2fkexie.db",
        "%2e%2e/1/bulletin.pdf",
        "..%5c..%5cvar%5ckexie.db",
        "bulletin.pdf%00.csv",
        "pictures/..%2fbulletin.pdf",
        "pictures/%2e%2e%2femail.eml",
        "pictures/other.jpg",
        "pictures/",
        "pictures/lighthouse.jpg%00",
        ".%2fbulletin.pdf",
        "BULLETIN.PDF",
    ],
)
def test_only_names_of_the_list_are_files(shelf: Newsroom, name: str) -> None:
    """No way leads out of the folder, or to what is not meant for readers."""
    for base in ("/editions/weekly/1/", "/weekly/1/"):
        answer = shelf.client().get(base + name)
        assert answer.status_code in {404, 308, 307}, answer.text[:200]
        assert b"of no edition" not in answer.content
        assert b"somebody" not in answer.content


def test_a_mail_page_cannot_run_here(shelf: Newsroom) -> None:
    """The mail's HTML is a download with our policy on it, not a page of this site."""
    answer = shelf.client().get("/editions/weekly/1/email.html")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
