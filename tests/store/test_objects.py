"""A bucket on moto's S3 server: names and bytes, and what goes wrong."""

from __future__ import annotations

import pytest

from kexie_digest.errors import StoreError
from kexie_digest.store import Objects

from objects import bucket_url, objects, s3_server

__all__ = ["bucket_url", "objects", "s3_server"]  # fixtures of this file


def test_what_was_put_is_found_by_name(objects: Objects) -> None:
    """Bytes come back, the same name again replaces them, other names are not there."""
    objects.put("output/周报/1/edition.json", b"{}")
    objects.put("output/周报/1/edition.json", b"[1]")
    assert objects.find("output/周报/1/edition.json") == b"[1]"
    assert objects.size("output/周报/1/edition.json") == 3
    assert objects.find("output/周报/1/other") is None
    assert objects.size("output/周报/1/other") is None


def test_names_below_a_name_are_listed_whole(objects: Objects) -> None:
    """A listing gives what lies below, not what begins with the same letters."""
    for name in ("a/1/x", "a/1/pictures/y", "a/10/z"):
        objects.put(name, b".")
    assert sorted(objects.list_names("a/1")) == ["a/1/pictures/y", "a/1/x"]


def test_a_prefix_keeps_two_programs_apart(bucket_url: str) -> None:
    """What one keeps below its prefix the other does not see."""
    one, other = Objects(bucket_url), Objects(bucket_url.replace("/digest?", "/other?"))
    one.put("x", b"1")
    assert other.find("x") is None


def test_a_missing_bucket_and_a_silent_server_are_told(bucket_url: str) -> None:
    """Both are the store's fault and not for ever: nothing is taken for kept."""
    with pytest.raises(StoreError) as caught:
        Objects(bucket_url.replace("@kexie", "@nobody")).put("x", b"1")
    assert (caught.value.code, caught.value.permanent) == ("objects_unreachable", False)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["s3://", "http://bucket", "s3://bucket?endpont=http://127.0.0.1"])
def test_a_wrong_address_is_refused(url: str) -> None:
    """No bucket, another scheme, an option nobody knows."""
    with pytest.raises(StoreError, match="KEXIE_OBJECTS_URL"):
        Objects(url)
