"""Originals in a bucket: the names and the packing of the folder, for every machine."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from kexie_digest.errors import NotFound, StoreError
from kexie_digest.store import Blobs, Objects, SharedBlobs

from objects import bucket_url, objects, s3_server

__all__ = ["bucket_url", "objects", "s3_server"]  # fixtures of this file

PAGE = "海岚科技导报 第02版".encode("gb18030")
TEXT, PICTURE = PAGE * 400, hashlib.shake_256(b"photograph").digest(9000)


@pytest.mark.parametrize("content", [TEXT, PICTURE, PAGE, b""])
def test_a_bucket_holds_the_very_files_of_a_folder(objects: Objects, tmp_path: Path, content: bytes) -> None:
    """Either can be copied into the other: same names, same bytes."""
    local = Blobs(tmp_path / "originals")
    sha256 = SharedBlobs(objects, tmp_path).put(content)
    assert local.put(content) == sha256
    file = local.path(sha256)
    assert objects.find(file.relative_to(tmp_path).as_posix()) == file.read_bytes()
    assert SharedBlobs(objects, tmp_path).get(sha256) == content


def test_another_machine_reads_what_one_put(bucket_url: str, tmp_path: Path) -> None:
    """Nothing lies in either machine's folder."""
    here, there = (SharedBlobs(Objects(bucket_url), tmp_path / name) for name in ("here", "there"))
    sha256 = here.put(TEXT)
    assert there.verify(sha256)
    assert there.get(sha256) == TEXT
    assert list(tmp_path.iterdir()) == []


def test_damage_is_told_and_mended(objects: Objects, tmp_path: Path) -> None:
    """What was cut short is not handed out; putting it again replaces it."""
    blobs = SharedBlobs(objects, tmp_path)
    sha256 = blobs.put(TEXT)
    name = f"originals/{sha256[:2]}/{sha256[2:4]}/{sha256}.gz"
    objects.put(name, gzip.compress(TEXT)[:-9])
    assert not blobs.verify(sha256)
    with pytest.raises(StoreError) as caught:
        blobs.get(sha256)
    assert (caught.value.code, caught.value.permanent) == ("damaged_original", True)
    assert blobs.put(TEXT) == sha256
    assert blobs.get(sha256) == TEXT


def test_what_is_missing_is_not_found(objects: Objects, tmp_path: Path) -> None:
    """A hash nobody put, and what is no hash at all."""
    blobs = SharedBlobs(objects, tmp_path)
    assert not blobs.verify("0" * 64)
    for name in ("0" * 64, "../../etc/passwd"):
        with pytest.raises(NotFound):
            blobs.get(name)
