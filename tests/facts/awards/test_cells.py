"""Cells of a row."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.cells import cells_of, kind_of, naming_cells


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ("方 澄 云岭大学", ["方 澄"]),
        ("云岭大学|方澄", ["方澄"]),
        ("《潮汐来信》 方澄 云岭大学", ["《潮汐来信》"]),
        ("方澄 荀慧 安澜", ["方澄", "荀慧", "安澜"]),
        ("方澄 河阴市 荀慧 云岭县", ["方澄", "荀慧"]),
        ("绝缘层偏心检测 云岭电缆厂", ["绝缘层偏心检测"]),
    ],
)
def test_the_cell_that_matters_most_is_chosen(row: str, names: list[str]) -> None:
    """Work before person, person before employer; all of one kind are a list."""
    found = line(row)
    cells = naming_cells(found, cells_of(found, 0, len(row)))
    assert [row[start:end] for start, end in cells] == names


def test_kinds_are_told_by_shape() -> None:
    """Marks, the ending of a body, a surname."""
    found = line("《潮汐来信》 云岭大学 方澄 三千")
    cells = cells_of(found, 0, len(found.text))
    assert [kind_of(found, cell) for cell in cells] == ["work", "body", "person", "other"]
