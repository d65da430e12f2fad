"""Rolls of names."""

from __future__ import annotations

import pytest

from kexie_digest.renderers.pdf.tables.roll import are_people, cells

PEOPLE = (
    "陆一川",
    "白芷",
    "欧阳澍",
    "季海宁",
    "邬雪桐",
    "闻人朗",
    "谷雨生",
    "唐央",
    "宋知",
    "程砚秋实",
    "何晓",
)


@pytest.mark.parametrize("width", [144.0, 496.0])
def test_rows_are_even_and_fit(width: float) -> None:
    """No row is wider than its room; the last row is not one name alone."""
    grid = cells(PEOPLE, width)
    assert [cell.name for cell in grid] == list(PEOPLE)
    unit = min(cell.width for cell in grid)
    per_row = int(width // unit)
    assert unit * per_row <= width
    assert len(PEOPLE) % per_row != 1


def test_two_characters_are_spread_among_people() -> None:
    """白　芷 is as wide as 陆一川; longer names stand as they are."""
    assert {cell.name for cell in cells(PEOPLE, 496) if cell.is_spread} == {"白芷", "唐央", "宋知", "何晓"}


def test_societies_are_not_spread() -> None:
    """Names of bodies stand flush left, a much longer one takes two cells."""
    names = (
        "北浦市桥梁学会",
        "望溪县水产学会",
        "海岚省遥感学会",
        "青梧市茶叶学会",
        "北浦市地震学会",
        "海岚省植物学会",
        "海岚省科学技术普及与传播研究协同创新促进会",
    )
    grid = cells(names, 496)
    assert not any(cell.is_spread for cell in grid)
    assert grid[-1].width > grid[0].width


def test_a_single_name_takes_the_row() -> None:
    """One name is one cell as wide as the roll."""
    (cell,) = cells(("海岚省植物学会",), 144)
    assert 140 < cell.width <= 144


def test_names_with_a_dot_are_people() -> None:
    """阿依古丽·买买提 leaves the others spread, and takes two cells; a body's station is none."""
    names = (*PEOPLE, "阿依古丽·买买提")
    assert are_people(names)
    grid = cells(names, 144)
    assert {cell.name for cell in grid if cell.is_spread} == {"白芷", "唐央", "宋知", "何晓"}
    assert grid[-1].width > grid[0].width
    assert not are_people(("陆一川", "科创中国·云岭工作站"))
