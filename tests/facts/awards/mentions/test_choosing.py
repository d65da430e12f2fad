"""Winners that no fixed form tells of."""

from __future__ import annotations

import pytest

from facts.support import article, facts, flags
from kexie_digest.facts.awards.mentions.candidates import mentions_in
from kexie_digest.facts.awards.mentions.choosing import separate, shared
from kexie_digest.facts.lines import read_lines


def winners(*paragraphs: str, title: str = "") -> set[str]:
    """Everybody an article honours."""
    return {name for award in facts(*paragraphs, title=title).awards for name in award.recipients}


@pytest.mark.parametrize(
    ("paragraphs", "names"),
    [
        (
            (
                "天文馆讲解员左思齐登上领奖台，把最佳讲解奖的奖杯抱回了家。",
                "评委代表聂远征点评时说，讲解像剥洋葱。",
            ),
            {"左思齐"},
        ),
        (
            ("高中组：一等奖郁秋白，二等奖盛子衿、贺兰山。", "竞赛由市化学会承办，会长滕振邦为优胜者颁奖。"),
            {"郁秋白", "盛子衿", "贺兰山"},
        ),
    ],
)
def test_winners_far_from_the_honour(paragraphs: tuple[str, ...], names: set[str]) -> None:
    """The honour is told once, the names a sentence or a level away; who hands it over wins nothing."""
    assert winners(*paragraphs, title="评选结果揭晓") == names


def test_a_number_of_winners_is_no_winner() -> None:
    """“有九个学会” names nobody, and words before 奖牌 are no honour."""
    assert not winners(
        "当天发布的“星桥示范学会”名单上，白石有九个学会榜上有名。白石焊接学会理事长钟铁生特意把奖牌带到工地。",
        title="学会荣登示范榜",
    )


def test_guests_win_nothing() -> None:
    """Jurors of a meeting are no winners."""
    assert (
        winners("昨日，评审专家座谈会召开，组长明远山，成员夏至、甘棠出席。会议要求评审严守纪律。") == set()
    )


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("“沙鸥科普奖”颁奖典礼昨日举行，副市长郁秋白、市科协主席贺兰山为获奖者颁奖。",),
        ("“沙鸥科普奖”颁奖典礼昨日举行。副市长郁秋白、市科协主席贺兰山为获奖代表颁奖。",),
        ("退休教师郁秋白被孩子们亲切地称为“最美园丁”，他每周到白石社区讲课。",),
    ],
)
def test_who_hands_over_or_is_only_called_so_wins_nothing(paragraphs: tuple[str, ...]) -> None:
    """An honour is handed over by officials, and a nickname is conferred by nobody."""
    assert not winners(*paragraphs, title="典礼举行")


def test_who_is_handed_an_honour_wins_it() -> None:
    """The name behind 为 is the winner's."""
    assert winners("“沙鸥科普奖”颁奖典礼昨日举行，市科协主席贺兰山为获得者郁秋白颁奖。") == {"郁秋白"}


def test_every_name_stands_in_its_evidence() -> None:
    """Nothing is invented: the sentence of the award holds its recipients."""
    text = ("高中组：一等奖郁秋白，二等奖盛子衿、贺兰山。", "竞赛由市化学会承办。")
    for award in facts(*text, title="竞赛结果揭晓").awards:
        assert all(name in "".join(text) for name in award.recipients)
        assert award.evidence in text


def test_an_open_list_raises_no_flag() -> None:
    """Nobody says that a list found by weight is whole."""
    assert flags("五人获奖。", "高中组：一等奖郁秋白，二等奖盛子衿、贺兰山。") == ()


def test_of_mentions_that_overlap_the_heaviest_is_chosen() -> None:
    """左思 gives way to 左思齐."""
    mentions = [one for one in mentions_in(read_lines(article("教师左思齐登台。"))) if one.kind == "person"]
    scores = [float(len(one.name)) for one in mentions]
    assert [one.name for one in separate(mentions, scores, 0)] == ["左思齐"]


def test_neighbours_share_what_they_weigh() -> None:
    """A weak name in a strong list rises, a strong one sinks a little."""
    mentions = mentions_in(read_lines(article("左思齐、麦冬青登台。")))
    alone = [{"左思齐": 3.0, "麦冬青": -1.0}.get(one.name, -9.0) for one in mentions]
    found = dict(zip((one.name for one in mentions), shared(mentions, alone), strict=True))
    assert found["左思齐"] == pytest.approx(2.2)
    assert found["麦冬青"] == pytest.approx(-0.2)
