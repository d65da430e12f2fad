"""Originals: kept by content, never overwritten, never half written."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from kexie_digest.errors import NotFound, StoreError
from kexie_digest.store import Blobs

PAGE = "海岚科技导报 第02版".encode("gb18030")
#: A page of text shrinks, a photograph does not.
TEXT, PICTURE = PAGE * 400, hashlib.shake_256(b"photograph").digest(9000)


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    """An empty folder of originals."""
    return Blobs(tmp_path / "originals")


def test_bytes_come_back_unchanged(blobs: Blobs) -> None:
    """What was put is got, under the hash of its content, two folders deep."""
    sha256 = blobs.put(PAGE)
    assert sha256 == hashlib.sha256(PAGE).hexdigest()
    assert blobs.get(sha256) == PAGE
    assert blobs.path(sha256).parts[-3:] == (sha256[:2], sha256[2:4], sha256)


def test_putting_twice_writes_once(blobs: Blobs) -> None:
    """The same bytes again leave the file alone, and nothing temporary stays."""
    sha256 = blobs.put(PAGE)
    before = blobs.path(sha256).stat()
    blobs.put(PAGE)
    after = blobs.path(sha256).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert [path.name for path in blobs.path(sha256).parent.iterdir()] == [sha256]


def test_a_damaged_original_is_told_and_mended(blobs: Blobs) -> None:
    """Bit rot is not handed out; putting the file again mends it and keeps the wrong bytes."""
    sha256 = blobs.put(PAGE)
    blobs.path(sha256).write_bytes(PAGE[:-1])
    assert not blobs.verify(sha256)
    with pytest.raises(StoreError, match="原件已损坏") as caught:
        blobs.get(sha256)
    assert (caught.value.code, caught.value.permanent) == ("damaged_original", True)
    blobs.put(PAGE)
    assert blobs.verify(sha256)
    assert blobs.path(sha256).with_name(f"{sha256}.damaged").read_bytes() == PAGE[:-1]


@pytest.mark.parametrize(
    ("content", "is_packed"), [(TEXT, True), (PICTURE, False), (PAGE, False), (b"", False)]
)
def test_what_shrinks_is_packed(blobs: Blobs, content: bytes, *, is_packed: bool) -> None:
    """The hash is that of the original; any gzip opens the packed file; the bytes come back."""
    sha256 = blobs.put(content)
    assert sha256 == hashlib.sha256(content).hexdigest()
    path = blobs.path(sha256)
    assert path.name == sha256 + (".gz" if is_packed else "")
    assert (gzip.decompress(path.read_bytes()) if is_packed else path.read_bytes()) == content
    assert blobs.get(sha256) == content
    assert blobs.verify(sha256)


@pytest.mark.parametrize("cut", [slice(0, 20), slice(0, -9), slice(0, 0), slice(5, None)])
def test_a_damaged_packed_original_is_told_and_mended(blobs: Blobs, cut: slice) -> None:
    """Cut off, or bytes lost at its head: named with its file, and put again it is whole."""
    sha256 = blobs.put(TEXT)
    path = blobs.path(sha256)
    wrong = path.read_bytes()[cut]
    path.write_bytes(wrong)
    assert not blobs.verify(sha256)
    with pytest.raises(StoreError, match="原件已损坏") as caught:
        blobs.get(sha256)
    assert caught.value.subject == str(path)
    blobs.put(TEXT)
    assert blobs.get(sha256) == TEXT
    assert path.with_name(f"{path.name}.damaged").read_bytes() == wrong


def test_another_original_under_a_name_is_damage(blobs: Blobs) -> None:
    """A sound gzip of other bytes is not what was kept."""
    sha256 = blobs.put(TEXT)
    blobs.path(sha256).write_bytes(gzip.compress(TEXT + b"!"))
    assert not blobs.verify(sha256)
    with pytest.raises(StoreError, match="原件已损坏"):
        blobs.get(sha256)


def test_originals_kept_plain_before_are_read(blobs: Blobs) -> None:
    """Folders of earlier versions hold plain files only; they stay as they are."""
    sha256 = hashlib.sha256(TEXT).hexdigest()
    path = blobs.path(sha256)
    path.parent.mkdir(parents=True)
    path.write_bytes(TEXT)
    assert blobs.put(TEXT) == sha256
    assert blobs.get(sha256) == TEXT
    assert [one.name for one in path.parent.iterdir()] == [sha256]


def test_a_missing_original_is_not_found(blobs: Blobs) -> None:
    """An original that is gone is named with the next step."""
    with pytest.raises(NotFound, match="原件不在了") as caught:
        blobs.get("0" * 64)
    assert caught.value.advice
    assert not blobs.verify("0" * 64)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "0" * 63, "A" * 64, "0" * 64 + "\n"])
def test_only_hashes_are_names(blobs: Blobs, name: str) -> None:
    """Nothing but a hash reaches the file system."""
    with pytest.raises(NotFound):
        blobs.get(name)


def test_an_unwritable_folder_is_told(tmp_path: Path) -> None:
    """A folder that cannot be made gives a Chinese message with a next step."""
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        Blobs(tmp_path / "file").put(PAGE)
    assert caught.value.code == "unwritable"
    assert caught.value.advice


def test_a_full_disk_is_told(small_disk: Callable[[str], Path]) -> None:
    """A file that does not fit leaves nothing behind, and what was there stays."""
    blobs = Blobs(small_disk("size=1m"))
    kept = blobs.put(PAGE)
    with pytest.raises(StoreError) as caught:
        blobs.put(hashlib.shake_256(b"large").digest(2_000_000))
    assert caught.value.code == "disk_full"
    assert caught.value.advice
    assert blobs.get(kept) == PAGE
    left = [path for path in blobs.path(kept).parents[2].rglob("*") if path.is_file()]
    assert left == [blobs.path(kept)]


def test_a_read_only_disk_is_told(small_disk: Callable[[str], Path]) -> None:
    """A folder without permission to write gives the same message as one that cannot be made."""
    with pytest.raises(StoreError) as caught:
        Blobs(small_disk("size=1m,ro")).put(PAGE)
    assert caught.value.code == "unwritable"
