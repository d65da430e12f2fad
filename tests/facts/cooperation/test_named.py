"""Which names can be parties."""

from __future__ import annotations

import pytest

from facts.support import article
from kexie_digest.facts.cooperation.named import governed, introduced, is_person, named, stands_for
from kexie_digest.facts.lines import read_lines


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
        ("乡党委", "乡党委书记来了，霞岭乡人民政府提供试验田。", "霞岭乡人民政府"),
        ("白鹿县", "白鹿县出资。", "白鹿县"),
        ("白鹿县委", "白鹿县委书记与校长签约。", "白鹿县"),
        ("白鹿县委", "白鹿县委、县政府与学校签约。", "白鹿县委"),
        ("河阴学院", "河阴学院与河阴县人民政府。", "河阴学院"),
    ],
    ids=["county", "committee", "not printed", "secretary", "itself", "no region"],
)
def test_a_region_is_its_government_where_that_is_printed(name: str, body: str, government: str) -> None:
    """Its head or secretary signs for it."""
    assert governed(name, body) == government


@pytest.mark.parametrize(
    ("short", "full"),
    [("农大", "临汀农业大学"), ("嘉鑫果蔬合作社", "白鹿县嘉鑫果蔬合作社"), ("市科协", "云溪市科学技术协会")],
)
def test_a_name_may_be_told_by_its_end(short: str, full: str) -> None:
    """Kinds are contracted, first words left out."""
    assert stands_for(short, full)
    assert not stands_for(full, short)


def test_an_office_is_told_by_its_short_name() -> None:
    """人社局 is what all papers call it."""
    assert stands_for("市人社局", "云溪市人力资源和社会保障局")


@pytest.mark.parametrize(
    "text",
    ["会上，临汀省机械学会（以下简称“省机械会”）与甲签约。", "临汀省机械学会（简称省机械会）是老学会。"],
)
def test_a_short_form_is_what_the_text_introduced_it_for(text: str) -> None:
    """In brackets behind the full name, wherever that stands; other names stay."""
    lines = read_lines(article(text))
    assert introduced("省机械会", lines) == "临汀省机械学会"
    assert introduced("省化学会", lines) == "省化学会"


def test_one_group_holds_a_body_once() -> None:
    """学会与农大 beside the full name of the same."""
    assert named(["临汀农业大学", "农大"]) == ["临汀农业大学"]


def test_people_sign_for_bodies() -> None:
    """A name alone and a post with its name are people; a body is none."""
    assert is_person("方澄")
    assert is_person("副会长方澄")
    assert not is_person("方澄医院")
    assert is_person("院长阳春雷")


@pytest.mark.parametrize("name", ["职工技协", "乙县职工之友", "职工之家", "学生书画院", "乙市职工技协"])
def test_a_body_of_workers_or_students_is_nobody(name: str) -> None:
    """What looks like a post and a name ends like a body."""
    assert not is_person(name)
