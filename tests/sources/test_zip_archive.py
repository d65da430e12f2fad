"""Archives: members in reading order, one bad member alone, bombs and climbers refused."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kexie_digest.errors import SourceError
from kexie_digest.model import Document
from kexie_digest.sources.zip_archive import MOST_MEMBERS, expand


def _document(content: bytes) -> Document:
    at = datetime(2026, 3, 6, tzinfo=UTC)
    return Document(content, "0" * 64, "application/zip", "三月.zip", "inbox", "drops/三月.zip", "i", at)


def _packed(members: dict[str, bytes], *, encoding: str = "utf-8") -> bytes:
    """Pack members; with gb18030 the names carry no UTF-8 flag, as Chinese Windows writes them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name if encoding == "utf-8" else name.encode(encoding).decode("cp437"), content)
    raw = buffer.getvalue()
    return raw if encoding == "utf-8" else raw.replace(b"\x00\x08", b"\x00\x00")


def _names(content: bytes) -> list[str]:
    return [one.name if isinstance(one, Document) else one.code for one in expand(_document(content))]


def test_members_come_in_reading_order_with_their_place() -> None:
    """第2版 comes before 第10版; each says which archive it was in."""
    found = list(expand(_document(_packed({"第10版.txt": b"b", "第2版.txt": b"a"}))))
    assert [one.name for one in found if isinstance(one, Document)] == ["第2版.txt", "第10版.txt"]
    first = found[0]
    assert isinstance(first, Document)
    assert (first.address, first.part, first.content) == ("drops/三月.zip/第2版.txt", "第2版.txt", b"a")


def test_names_of_chinese_windows_are_read() -> None:
    """Without the UTF-8 flag a name is GBK, not cp437."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("kx.txt")
        archive.writestr(info, b"a")
    raw = buffer.getvalue().replace(b"kx.txt", "科协".encode("gbk") + b".t")
    assert _names(raw) == ["科协.t"]


def test_what_systems_add_is_passed_over() -> None:
    """Folders, resource forks and hidden files are nobody's page."""
    members = {"__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "Thumbs.db": b"x", "版/": b"", "版/a.txt": b"a"}
    assert _names(_packed(members)) == ["a.txt"]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "C:/a.txt", "b/../../a.txt"])
def test_a_name_that_climbs_is_refused_alone(name: str) -> None:
    """The other members are read."""
    assert sorted(_names(_packed({name: b"x", "好.txt": b"a"}))) == ["unsafe_name", "好.txt"]


def test_a_link_is_refused() -> None:
    """A symbolic link could name any file of the machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert _names(buffer.getvalue()) == ["unsafe_name"]


def test_a_damaged_member_fails_alone() -> None:
    """A wrong checksum is named with the member; the next member is read."""
    raw = bytearray(_packed({"a.txt": b"aaaaaaaaaa", "b.txt": b"b"}))
    raw[raw.index(b"a.txt") + 5] ^= 0xFF
    assert _names(bytes(raw)) == ["unreadable_member", "b.txt"]


def test_a_password_is_named() -> None:
    """An encrypted member says what to do."""
    raw = bytearray(_packed({"a.txt": b"a"}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        place = raw.index(mark) + (6 if mark.endswith(b"\x04") else 8)
        raw[place] |= 1
    assert _names(bytes(raw)) == ["needs_password"]


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"a.txt": b"\0" * 40_000_000}, "too_large"),
        ({f"{number}.txt": b"a" for number in range(MOST_MEMBERS + 1)}, "too_many"),
    ],
)
def test_bombs_are_refused_whole(members: dict[str, bytes], code: str) -> None:
    """By what the directory says, before anything is unpacked."""
    with pytest.raises(SourceError) as caught:
        list(expand(_document(_packed(members))))
    assert caught.value.code == code


def test_a_wreck_is_named() -> None:
    """Half an archive is no archive."""
    with pytest.raises(SourceError) as caught:
        list(expand(_document(_packed({"a.txt": b"a" * 100})[:40])))
    assert (caught.value.code, caught.value.subject) == ("unreadable_zip", "drops/三月.zip")


def test_an_archive_of_an_unknown_version_is_named() -> None:
    """A spoilt byte in the directory asks for a ZIP version that nobody knows."""
    raw = bytearray(_packed({"a.txt": b"a"}))
    raw[raw.index(b"PK\x01\x02") + 6] = 250
    with pytest.raises(SourceError) as caught:
        list(expand(_document(bytes(raw))))
    assert caught.value.code == "unreadable_zip"


def test_half_a_word_file_is_not_called_an_archive() -> None:
    """What a .docx says of itself is in its end; cut short it is told as the Word file it was."""
    document = replace(_document(_packed({"word/document.xml": b"a" * 100})[:40]), name="动态.docx")
    with pytest.raises(SourceError) as caught:
        list(expand(document))
    assert "Word" in str(caught.value)
    assert "压缩" not in caught.value.advice
