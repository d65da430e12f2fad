"""Reading a dropped file: bytes and hash, or the reason why not."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from kexie_digest.errors import SourceError
from kexie_digest.model import Drop
from kexie_digest.sources.drop_folder import DropFolder, Found, read

from fakes import FakeClock


def look(folder: Path) -> Found:
    """Give the one file of a folder."""
    (found,) = DropFolder(Drop("inbox", str(folder)), FakeClock()).settled_look().ready
    return found


def failure(found: Found, **options: int) -> SourceError:
    """Read what cannot be read and give the error."""
    with pytest.raises(SourceError) as caught:
        read(found, Drop("inbox", str(found.path.parent)), FakeClock(), **options)
    assert caught.value.subject == found.address
    assert caught.value.advice
    return caught.value


def test_a_file_becomes_a_document(tmp_path: Path) -> None:
    """Bytes unchanged under their hash, with the drop's key and layout."""
    content = "科协动态\r\n".encode("gb18030") * 100_000
    (tmp_path / "第3158期.txt").write_bytes(content)
    clock = FakeClock()
    document = read(look(tmp_path), Drop("inbox", str(tmp_path), layout="newspaper"), clock)
    assert document.content == content
    assert document.sha256 == document.identity == hashlib.sha256(content).hexdigest()
    assert (document.name, document.address, document.source_key) == ("第3158期.txt", "第3158期.txt", "inbox")
    assert document.hints.layout == "newspaper"
    assert document.fetched_at == clock.now()


def test_an_empty_file_has_failed(tmp_path: Path) -> None:
    """0 bytes: for good, with what to do."""
    (tmp_path / "a.txt").touch()
    error = failure(look(tmp_path))
    assert (error.code, error.permanent) == ("empty_file", True)


def test_a_file_above_the_cap_has_failed(tmp_path: Path) -> None:
    """The cap is checked before reading: a sparse terabyte costs nothing."""
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(2**40)
    error = failure(look(tmp_path))
    assert (error.code, error.permanent) == ("too_large", True)
    assert "200 MB" in error.message


def test_a_file_at_the_cap_is_read(tmp_path: Path) -> None:
    """Exactly the limit is allowed, one byte more is not."""
    (tmp_path / "a.txt").write_bytes(b"12345")
    found = look(tmp_path)
    assert read(found, Drop("inbox", str(tmp_path)), FakeClock(), largest=5).content == b"12345"
    assert failure(found, largest=4).code == "too_large"


def test_a_file_that_vanished_is_no_failure(tmp_path: Path) -> None:
    """Taken back by its owner before it was read: nothing to move, nothing lost."""
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    found = look(tmp_path)
    found.path.unlink()
    error = failure(found)
    assert (error.code, error.permanent) == ("vanished", False)


@pytest.mark.parametrize("change", ["grown", "replaced", "touched"])
def test_a_file_that_changed_waits(tmp_path: Path, change: str) -> None:
    """Written to since the scan: left for the next one."""
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    found = look(tmp_path)
    if change == "grown":
        found.path.write_text("xx", encoding="utf-8")
    elif change == "replaced":
        (tmp_path / "b.txt").write_text("x", encoding="utf-8")
        (tmp_path / "b.txt").replace(found.path)
    else:
        os.utime(found.path, (1, 1))
    error = failure(found)
    assert (error.code, error.permanent) == ("still_changing", False)


def test_a_link_put_in_the_files_place_is_not_followed(tmp_path: Path) -> None:
    """Between scan and reading somebody swaps the file for a link to another."""
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    found = look(tmp_path)
    secret = tmp_path / "secret"
    secret.write_text("s", encoding="utf-8")
    found.path.unlink()
    found.path.symlink_to(secret)
    assert failure(found).code in {"unreadable_file", "still_changing"}


def test_a_pipe_put_in_the_files_place_does_not_hang(tmp_path: Path) -> None:
    """A pipe without a writer would block for ever."""
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    found = look(tmp_path)
    found.path.unlink()
    os.mkfifo(found.path)
    assert failure(found).code == "still_changing"


def test_a_file_without_permission_has_failed(plain_folder: Path) -> None:
    """Unreadable: for good, the advice speaks of permissions."""
    (plain_folder / "a.txt").write_text("x", encoding="utf-8")
    found = look(plain_folder)
    found.path.chmod(0)
    error = failure(found)
    assert (error.code, error.permanent) == ("unreadable_permission", True)
    assert "权限" in error.advice
