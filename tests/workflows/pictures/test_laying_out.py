"""An edition's pictures as files."""

from __future__ import annotations

from pathlib import Path

from kexie_digest.renderers import screen_copy
from kexie_digest.store import Blobs
from kexie_digest.workflows.pictures import lay_out

from drawn import jpeg
from factories import make_edition, make_item, make_section


def test_two_sizes_are_written(tmp_path: Path) -> None:
    """The large one under its path, a copy for screens beside it; a small one is its own copy."""
    blobs = Blobs(tmp_path / "blobs")
    images = tuple(
        {"path": f"pictures/{size}.jpg", "sha256": blobs.put(jpeg(size, 300)), "width": size, "height": 300}
        for size in (1600, 640)
    )
    edition = make_edition(make_section("other", make_item(images=images)))
    shown, files, warnings = lay_out(blobs, edition, tmp_path / "assets")
    assert sorted(files) == ["pictures/1600-screen.jpg", "pictures/1600.jpg", "pictures/640.jpg"]
    assert all(path.is_file() for path in files.values())
    assert {screen_copy(image).path for item in shown.items for image in item.images} < set(files)
    assert (shown, warnings) == (edition, [])


def test_a_lost_picture_is_left_out_and_named(tmp_path: Path) -> None:
    """The item stays, without a hole."""
    image = {"path": "pictures/a.jpg", "sha256": "0" * 64, "width": 640, "height": 300}
    edition = make_edition(make_section("other", make_item("气象站开放", images=(image,))))
    shown, files, warnings = lay_out(Blobs(tmp_path), edition, tmp_path)
    assert shown.items[0].images == ()
    assert files == {}
    assert warnings[0].code == "picture_missing"
    assert "气象站开放" in warnings[0].subject
