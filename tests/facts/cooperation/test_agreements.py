"""Agreements and alliances: parties, instruments, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from facts.support import facts
from kexie_digest.facts.cooperation import find_cooperation
from kexie_digest.facts.lines import read_lines
from kexie_digest.facts.naming.names import resolve_cooperation
from notices import Tally, read_notices
from understanding_figures import bare

PROBES = YAML(typ="safe", pure=True).load(
    (Path(__file__).parents[1] / "probes" / "parties.yaml").read_text(encoding="utf-8")
)


def parties(text: str) -> set[str]:
    """All parties of all agreements of a text."""
    return {name for item in facts(text).cooperation for name in item.parties}


def test_the_probes_name_the_right_parties() -> None:
    """F1 over thirty ways to say who agreed with whom."""
    tally = Tally()
    for probe in PROBES:
        wanted = {name for group in probe["parties"] for name in group}
        tally.add(parties(probe["text"]), wanted, probe["text"])
    assert tally.f1 >= 0.95, tally.misses


def test_instrument_day_and_sentence_are_kept() -> None:
    """The paper's name without its marks, the day printed before the verb."""
    text = "4月2日，河阴市科协与河阴学院签署了“科普共建协议”，为期三年。"
    (found,) = facts(text, event_date="2024-04-03").cooperation
    assert (found.parties, found.instrument, found.date) == (
        ("河阴市科协", "河阴学院"),
        "科普共建协议",
        "2024-04-02",
    )
    assert found.evidence == text


def test_a_name_with_and_inside_is_one_party() -> None:
    """经济和信息化局 is not two bodies."""
    text = "河阴市科协和市经济和信息化局、市人力资源和社会保障局签署协议。"
    assert parties(text) == {"河阴市科协", "市经济和信息化局", "市人力资源和社会保障局"}


def test_a_party_ends_before_unnamed_partners() -> None:
    """“与六家合作社” names nobody; its 与 belongs to no name."""
    text = "9月22日，河阴县科协、河阴理工大学与六家合作社签订三方服务协议。"
    assert parties(text) == {"河阴县科协", "河阴理工大学"}


def test_an_implied_subject_is_marked() -> None:
    """与B签署 without A: the headline's body is the party, and said to be implied."""
    (found,) = facts(
        "一是服务有成效。与市商务局签订全面合作协议。",
        headline_organisation="河阴市科协",
        title="河阴市科协 打造平台",
    ).cooperation
    assert found.parties == ("河阴市科协", "市商务局")
    assert found.implied == ("河阴市科协",)


@pytest.mark.parametrize(
    "text",
    [
        "两个学会打算联手办征文活动。",
        "该会与多家企业达成众多合作项目。",
        "河阴市科协拟与河阴学院签署合作协议。",
        "河阴市经贸合作促进会召开年会。",
        "员工与公司签订劳动合同。",
        "河阴市卫健局开展服务，当天签约居民320户，河阴医院现场坐诊。",
        "河阴学会与河阴学院签约的“稻渔”项目获奖。",
        "原告河阴学院与河阴药厂签订《转让合同》后，药厂未付款。",
        "今年是河阴学会与河阴学院签署协议二十周年。",
    ],
    ids=["plan", "vague", "intended", "name", "labour", "residents", "attribute", "court", "years after"],
)
def test_near_misses_are_no_agreement(text: str) -> None:
    """Not signed, not named, not ours."""
    assert parties(text) == set()


def test_one_agreement_told_twice_is_one() -> None:
    """市科协 in the second sentence is the 河阴市科协 of the first."""
    text = "河阴市科协与河阴学院签署战略合作协议。签约仪式上，市科协与河阴学院签署协议后合影。"
    assert [item.parties for item in facts(text).cooperation] == [("河阴市科协", "河阴学院")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲市中级法院、甲市科协会签《关于建立协作机制的意见》。", {"甲市中级法院", "甲市科协"}),
        ("甲大学、乙学院两校科协签署合作协议。", {"甲大学", "乙学院"}),
        ("甲省乙县、丙省丁县两县科协签署合作协议。", set()),
        ("甲学会与乙公司签订协议。市科协、市林草局负责人见证签约。", {"甲学会", "乙公司"}),
    ],
    ids=["countersigned", "schools", "regions", "witnesses"],
)
def test_who_signs_is_told_by_the_verb(text: str, expected: set[str]) -> None:
    """A joint name stands for the schools before it, not for regions; who watches signs nothing."""
    assert parties(text) == expected


def test_the_second_probes_name_the_right_parties() -> None:
    """Rows, scenes, pens; at first sight the rules of before reached .64 (F1)."""
    path = Path(__file__).parents[1] / "probes" / "parties_second.yaml"
    tally = Tally()
    for probe in YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")):
        tally.add(
            parties(probe["text"]), {name for group in probe["parties"] for name in group}, probe["text"]
        )
    assert tally.f1 >= 0.92, tally.misses


def test_what_is_denied_was_not_agreed() -> None:
    """否认签署 tells of no agreement."""
    assert facts("甲公司否认与乙大学签署了合作协议。").cooperation == ()


def groups(text: str, **fields: str) -> list[tuple[str, ...]]:
    """The parties of each agreement of a text."""
    return [found.parties for found in facts(text, **fields).cooperation]


def test_pairs_in_one_sentence_are_agreements_of_their_own() -> None:
    """甲与乙、丙与丁 have two; a list with one 与 has one."""
    text = "会上，临汀省林学会与云溪林场、临汀省茶学会与白鹿茶厂签署了合作协议。"
    assert groups(text) == [("临汀省林学会", "云溪林场"), ("临汀省茶学会", "白鹿茶厂")]
    text = "临汀省林学会与云溪林场、白鹿茶厂签署了合作协议。"
    assert groups(text) == [("临汀省林学会", "云溪林场", "白鹿茶厂")]


def test_one_that_signs_apart_has_an_agreement_with_each() -> None:
    """分别 stands before 与 or before the verb; partners that are not named make none."""
    each = [("临汀省林学会", "云溪林场"), ("临汀省林学会", "白鹿茶厂")]
    assert groups("临汀省林学会分别与云溪林场、白鹿茶厂签署协议。") == each
    assert groups("临汀省林学会与云溪林场、白鹿茶厂分别签署协议。") == each
    assert groups("云溪林场、白鹿茶厂分别与专家团队签署协议。") == []


def test_couples_told_one_by_one_are_agreements_of_their_own() -> None:
    """甲与乙结对, …; 丙与丁结对, …: where the sentence of the signing names nobody."""
    text = "四家单位签订共建协议。云溪林场与临汀大学结对，共建苗圃；白鹿茶厂与临汀学院结对，共建茶园。"
    assert groups(text) == [("云溪林场", "临汀大学"), ("白鹿茶厂", "临汀学院")]


@pytest.mark.parametrize(
    ("text", "instrument"),
    [
        ("云溪林场与临汀大学签订共建“森林课堂”协议。", "共建“森林课堂”协议"),
        ("云溪林场与临汀大学签署合作意向书。", "合作意向书"),
        ("云溪林场与临汀大学签署为期五年的合作协议。", "合作协议"),
        ("云溪林场与临汀大学签约并揭牌。", None),
        ("两会签订合作协议，云溪林场与临汀大学签约共建苗圃。", "共建苗圃"),
        ("云溪林场场长方澄与临汀大学校长秦川落笔，双方代表在《育苗协议》上签字。", "育苗协议"),
    ],
)
def test_a_paper_is_called_as_it_is_printed(text: str, instrument: str | None) -> None:
    """To its last word, without its term, and not at all where only the signing is told."""
    assert [found.instrument for found in facts(text).cooperation] == [instrument]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("【周三】云溪市科协与市电视台签署协议。", ("云溪市科协", "市电视台")),
        ("△云溪市科协与市电视台签了约。", ("云溪市科协", "市电视台")),
        (
            "云溪市园林学会第五次会员代表大会召开。会上还与市城管局签署备忘录。",
            ("云溪市园林学会", "市城管局"),
        ),
        ("方澄所在的云溪林场，同省园林学会签了协议。", ("云溪林场", "省园林学会")),
        ("云溪市护理学会与我院护理部签署协议。\n云溪市人民医院宣传科", ("云溪市护理学会", "云溪市人民医院")),
        ("云溪大学科协、云溪学院学生科技社签署协议。", ("云溪大学科协", "云溪学院学生科技社")),
        ("云溪林场跟临汀大学立下五年之约。", ("云溪林场", "临汀大学")),
    ],
    ids=["heading", "item", "congress", "where", "ours", "students", "vow"],
)
def test_the_parties_are_whole(text: str, parties: tuple[str, ...]) -> None:
    """What leads to a name, and what follows it, is no part of it."""
    assert groups(text) == [parties]


def test_the_forms_of_a_month_are_read() -> None:
    """A hundred and thirty-one notices told in many ways, one in three without an agreement."""
    path = Path(__file__).parents[1] / "probes" / "agreements.yaml"
    tally = Tally()
    for probe in YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")):
        found = facts(*probe["text"].split("\n"), title=probe["title"], published_on="2026-12-10").cooperation
        tally.add(
            {frozenset(item.parties) for item in found}, set(map(frozenset, probe["parties"])), probe["title"]
        )
    assert tally.f1 >= 0.97, tally.misses


def test_an_agreement_told_with_shorter_names_is_the_same() -> None:
    """The second sentence leaves the college and the county out."""
    text = (
        "临汀大学园艺学院与白鹿县嘉鑫果蔬合作社签署合作协议。会后，临汀大学与嘉鑫果蔬合作社签署协议文本合影。"
    )
    assert groups(text) == [("临汀大学园艺学院", "白鹿县嘉鑫果蔬合作社")]


def test_those_who_signed_with_one_have_an_agreement_each() -> None:
    """与甲签约的有乙、丙."""
    text = "同时与临汀大学签订合作协议的有云溪林场、白鹿茶厂。"
    assert groups(text) == [("临汀大学", "云溪林场"), ("临汀大学", "白鹿茶厂")]


def test_a_paper_is_called_by_its_title() -> None:
    """What stands around 《》 is no part of it."""
    text = "临汀大学与云溪林场交换了前一日签署的《共建协议》文本。"
    assert [found.instrument for found in facts(text).cooperation] == ["共建协议"]


def test_a_fair_of_cooperation_ends_in_signings() -> None:
    """甲与乙科技创新合作签约, without ceremony and without 校会."""
    text = "现场进行了临汀大学与云溪高新区科技创新合作签约。"
    assert groups(text) == [("临汀大学", "云溪高新区")]
    text = "4月1日，云溪市林学会与临汀农学院校会合作签约仪式举行。"
    assert groups(text) == [("云溪市林学会", "临汀农学院")]


SETS = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "name",
    [
        "themes/tuning_fourth",
        "themes/tuning_fifth",
        "themes/tuning_sixth",
        "themes/tuning_seventh",
        "themes/tuning_eighth",
        "themes/tuning_ninth",
        "themes/tuning_eleventh",
        "themes/tuning_twelfth",
        "facts/notices_agreements",
    ],
)
def test_the_level_of_the_tuning_sets_is_held(name: str) -> None:
    """Newspapers, circulars, tables and stories; at first sight .55 to .91 (F1 of parties)."""
    names, sets = Tally(), Tally()
    for notice in read_notices(SETS / name, closed=True):
        if notice.parties is None:
            continue
        found = find_cooperation(read_lines(notice.article), notice.article)
        agreed = {bare(item.parties) for item in resolve_cooperation(found, notice.article)}
        wanted = {bare(group) for group in notice.parties}
        names.add(set().union(*agreed), set().union(*wanted), notice.id)
        sets.add(agreed, wanted, notice.id)
    assert names.f1 >= 0.95, names.misses
    assert sets.f1 >= 0.9, sets.misses


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "县科协主席郝运与甲县融媒体中心主任岑寂、甲县新华书店经理庄重先后签字，两份协议为期三年。",
            {frozenset({"县科协", "甲县融媒体中心"}), frozenset({"县科协", "甲县新华书店"})},
        ),
        ("甲学会与乙学院共建基地，待条件成熟时签署协议。", set()),
        (
            "甲中学与乙市天文学会签约。签约人、学会秘书长全景说，每周到校指导社团。",
            {frozenset({"甲中学", "乙市天文学会"})},
        ),
        (
            "甲省生态学会与荷兰三角洲研究所签署备忘录。甲省生态学会理事长耿长风与荷方代表范德维尔交换了文本。",
            {frozenset({"甲省生态学会", "荷兰三角洲研究所"})},
        ),
        (
            "甲省抗癌协会早筛协作网启动。甲省抗癌协会分别与乙县医院、丙县医院、丁县医院签订协议。",
            {frozenset({"甲省抗癌协会", name}) for name in ("乙县医院", "丙县医院", "丁县医院")},
        ),
        ("甲市科协召开专家服务团结对会，42名专家与42家企业结对。", set()),
        ("申报条件：学会已与地方政府或园区签订合作协议。", set()),
        (
            "甲市老科协与甲市老年大学又坐到一起，把协议续签到2029年。",
            {frozenset({"甲市老科协", "甲市老年大学"})},
        ),
        (
            "甲市标准化协会与金岭阀门厂当场拍板，签下了服务协议。",
            {frozenset({"甲市标准化协会", "金岭阀门厂"})},
        ),
    ],
    ids=[
        "one after the other",
        "when the time comes",
        "who signs",
        "a foreigner",
        "a net",
        "many pairs",
        "any park",
        "renewed",
        "at once",
    ],
)
def test_who_agreed_with_whom(text: str, groups: set[frozenset[str]]) -> None:
    """One agreement each, none with a person, none that is still to come."""
    assert {frozenset(item.parties) for item in facts(text).cooperation} == groups


def test_a_department_and_a_committee_sign_for_their_house() -> None:
    """The title says that the university agreed; the secretary stands for the park."""
    text = "甲协会秘书长佟卫国、乙大学教务处处长敖云霞代表双方在协议文本上签字。"
    (found,) = facts(text, title="甲协会与乙大学续签协议").cooperation
    assert found.parties == ("甲协会", "乙大学")
    text = "甲市硅酸盐学会会长江小舟、乙产业园党工委书记卞玉在合作协议上签字。"
    assert parties(text) == {"甲市硅酸盐学会", "乙产业园"}


def test_our_house_is_who_publishes() -> None:
    """我院 and its 院长 are the hospital of the account; a scrap with 我院 inside is nobody."""
    text = (
        "我院与甲省康复医学会签约，院长阳春雷、会长毕竞成代表双方签订共建协议。学会将接收我院6名治疗师进修。"
    )
    told = facts(text, "请关注“乙县人民医院”微信公众号排班。", title="我院牵手省康复医学会").cooperation
    assert {frozenset(item.parties) for item in told} == {frozenset({"甲省康复医学会", "乙县人民医院"})}
