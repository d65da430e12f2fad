"""Room on the disks (kexie_digest.workflows.watching.places)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_digest.workflows.watching.places import Place, look_at


@pytest.mark.parametrize(
    ("free", "size", "is_nearly_full"),
    [
        (400_000_000, 8_000_000_000, True),
        (600_000_000, 8_000_000_000, False),
        (600_000_000, 40_000_000_000, True),
        (4_900_000_000, 4_000_000_000_000, True),
        (6_000_000_000, 4_000_000_000_000, False),
    ],
)
def test_nearly_full_is_measured_by_need_and_size(free: int, size: int, *, is_nearly_full: bool) -> None:
    """Half a gigabyte is always too little, five are always enough; between them a twentieth counts."""
    assert Place("var", Path("/var"), free, size).is_nearly_full is is_nearly_full


def test_a_disk_is_looked_at_once(tmp_path: Path) -> None:
    """Two folders of one disk are one place; a folder that is not there yet counts where it will be."""
    (found,) = look_at({"var": tmp_path, "output": tmp_path / "not" / "yet"})
    assert (found.name, found.folder) == ("var", tmp_path)
    assert 0 < found.free <= found.size
