"""Which names can be parties."""

from __future__ import annotations

import pytest

from kexie_digest.facts.cooperation.named import governed, named


@pytest.mark.parametrize(
    "name",
    ["据组委会", "中小学", "招标人", "他人", "某公司", "“学会进园区”对接会", "产业学院", "白纸黑字 两公司"],
)
def test_scraps_and_any_body_are_no_names(name: str) -> None:
    """Words of a sentence, meetings, and whoever it may be."""
    assert named([name, "河阴市科协", "河阴学院"]) == ["河阴市科协", "河阴学院"]


def test_a_brand_counts_beside_a_body_only() -> None:
    """A firm without a suffix is a party where a body signs with it."""
    assert named(["河阴市科协", "飞鹭齿轮"]) == ["河阴市科协", "飞鹭齿轮"]
    assert named(["财务情况", "增补理事"]) == []


@pytest.mark.parametrize(
    ("name", "body", "government"),
    [
        ("白鹿县", "由白鹿县人民政府出资。", "白鹿县人民政府"),
        ("乡党委", "霞岭乡人民政府提供试验田。", "霞岭乡人民政府"),
        ("白鹿县", "白鹿县出资。", "白鹿县"),
        ("河阴学院", "河阴学院与河阴县人民政府。", "河阴学院"),
    ],
    ids=["county", "committee", "not printed", "no region"],
)
def test_a_region_is_its_government_where_that_is_printed(name: str, body: str, government: str) -> None:
    """Its head or secretary signs for it."""
    assert governed(name, body) == government
