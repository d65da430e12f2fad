"""Winners whom the tagger finds beside readers, and what it makes of what they found."""

from __future__ import annotations

import pytest

from facts.support import article, facts, flags
from kexie_digest.facts.awards.honours import Honour
from kexie_digest.facts.awards.tagging import reading, tagged
from kexie_digest.facts.awards.tagging.judging import Names
from kexie_digest.facts.awards.tagging.winners import Winner
from kexie_digest.facts.lines import Line, read_lines

STORY = (
    "昨晚的礼堂座无虚席。",
    "“青禾奖”今年给了养蜂人安小满、木匠白露和护林员石青，馆长尹和主持。",
)


def lines(*paragraphs: str) -> tuple[Line, ...]:
    """The sentences of a text."""
    return read_lines(article(*paragraphs))


def test_winners_are_found_and_others_are_not() -> None:
    """Names are given the prize; who leads the evening is none."""
    honours = list(tagged(lines(*STORY), "养蜂人的奖", []))
    names = {name for honour in honours for name in honour.names}
    assert {"安小满"} <= names <= {"安小满", "白露", "石青"}
    assert all(honour.is_open for honour in honours)


def test_what_readers_found_is_not_found_again() -> None:
    """A name that is part of a known one adds nothing."""
    text = lines(*STORY)
    known = [Honour("青禾奖", text[1], 0, ["养蜂人安小满", "白露", "石青"])]
    assert list(tagged(text, "养蜂人的奖", known)) == []


def test_part_of_a_known_name_is_nobody() -> None:
    """Of 三班李沐阳 the tagger may see 班李沐."""
    text = Line("三班李沐阳得了奖。", 0, 0)
    assert reading._overlaps(Winner(text, 1, 4, 0.9), Names(["李沐阳"]))
    assert not reading._overlaps(Winner(text, 0, 2, 0.9), Names(["李沐阳"]))


def test_who_lost_wins_nothing() -> None:
    """An honour is taken back."""
    assert reading._is_nobody(Winner(Line("取消某队“优秀服务队”称号。", 0, 0), 2, 4, 0.9))
    assert not reading._is_nobody(Winner(Line("王思译获奖。", 0, 0), 0, 3, 0.9))


def test_a_number_is_nobody() -> None:
    """余 behind a number is no surname."""
    told = tagged(lines("大赛吸引20余万次点击，一等奖揭晓。"), "一等奖揭晓", [])
    assert not [name for honour in told for name in honour.names if name.startswith("余")]


def test_what_is_signed_wins_nothing() -> None:
    """An agreement stands in the marks of works, beside the list of those who are named."""
    text = lines(
        "开幕式上，县桥梁学会、县焊接学会被授予“领航学会”称号，会长说，示范二字压在肩上。",
        "随后，县土壤学会与县粮油学会签署了《河岸耕地提升合作协议》。",
    )
    told = tagged(text, "科技年会开幕", [Honour("领航学会", text[0], 0, ["县桥梁学会", "县焊接学会"])])
    assert not [name for honour in told for name in honour.names if "协议" in name]


def honoured(*paragraphs: str, title: str = "") -> set[str]:
    """Everybody an article honours."""
    return {name for award in facts(*paragraphs, title=title).awards for name in award.recipients}


def names_if_certain(
    monkeypatch: pytest.MonkeyPatch, text: str, name: str, known: list[Honour] | None = None
) -> set[str]:
    """The winners of a text where the tagger is certain of one stretch, whatever its weights say."""
    sentences = lines(text)
    told = [
        Winner(line, start, start + len(name), 0.99)
        for line in sentences
        if (start := line.text.find(name)) >= 0
    ]
    monkeypatch.setattr(reading, "winners", lambda _layout: told)
    return {one for honour in tagged(sentences, None, known or []) for one in honour.names}


@pytest.mark.parametrize(
    ("text", "name", "is_winner"),
    [
        ("昨日颁奖，青禾奖授予安小满。", "安小满", True),
        ("昨日颁奖，青禾奖获20余万次点击。", "余万次", False),
        ("昨日颁奖，青禾奖获《河岸耕地合作协议》。", "河岸耕地合作协议", False),
        ("昨日颁奖，青禾奖得主首发了全国第一部《稻田养蛙规程》。", "稻田养蛙规程", False),
        ("昨日颁奖，青禾奖开始申报。", "申报", False),
        ("昨日颁奖，青禾奖入选书目有安小满著。", "安小满著", False),
        ("安小满今天到河边散步，看见“小桥流水”。", "安小满", False),
    ],
)
def test_who_is_nobody_wins_nothing_however_likely(
    monkeypatch: pytest.MonkeyPatch, text: str, name: str, *, is_winner: bool
) -> None:
    """Numbers, signed papers and plain words are refused, and whom no sentence honours."""
    assert names_if_certain(monkeypatch, text, name) == ({name} if is_winner else set())


@pytest.mark.parametrize(
    ("read", "name", "left"),
    [
        ("机修车间安小满", "安小满", ["安小满"]),
        ("县安小满学会", "安小满", ["县安小满学会"]),
        ("机修车间石青", "安小满", ["机修车间石青"]),
    ],
)
def test_only_what_stands_inside_a_name_mends_it(
    monkeypatch: pytest.MonkeyPatch, read: str, name: str, left: list[str]
) -> None:
    """A body named after a person stays, and so does a name that holds no other."""
    text = f"昨日颁奖，青禾奖授予{read}。"
    known = [Honour("青禾奖", lines(text)[0], 0, [read])]
    names_if_certain(monkeypatch, text, name, known)
    assert known[0].names == left


@pytest.mark.parametrize(
    ("paragraphs", "title", "names"),
    [
        (
            ("高中组：一等奖郁秋白，二等奖盛子衿、贺兰山。", "竞赛由市化学会承办，会长滕振邦为优胜者颁奖。"),
            "评选结果揭晓",
            {"郁秋白", "盛子衿", "贺兰山"},
        ),
        (
            (
                "天文馆讲解员左思齐登上领奖台，把最佳讲解奖的奖杯抱回了家。",
                "评委代表聂远征点评时说，讲得好。",
            ),
            "评选结果揭晓",
            {"左思齐"},
        ),
        (("“沙鸥科普奖”颁奖典礼昨日举行，副市长郁秋白、市科协主席贺兰山为获奖者颁奖。",), "典礼举行", set()),
        (("“沙鸥科普奖”颁奖典礼昨日举行。副市长郁秋白为获奖代表颁奖。",), "典礼举行", set()),
        (("退休教师郁秋白被孩子们亲切地称为“最美园丁”，他每周到白石社区讲课。",), "典礼举行", set()),
        (("昨日，评审专家座谈会召开，组长明远山，成员夏至、甘棠出席。会议要求评审严守纪律。",), "", set()),
        (("“沙鸥科普奖”颁奖典礼昨日举行，市科协主席贺兰山为获得者郁秋白颁奖。",), "", {"郁秋白"}),
    ],
)
def test_who_hands_over_judges_or_is_a_guest_wins_nothing(
    paragraphs: tuple[str, ...], title: str, names: set[str]
) -> None:
    """Presenters, judges, guests and bearers of a nickname are no winners; who is handed an honour is."""
    assert honoured(*paragraphs, title=title) == names


def test_every_name_is_an_exact_quote() -> None:
    """Nothing is invented: recipients stand in the article, the evidence is one of its sentences."""
    text = ("高中组：一等奖郁秋白，二等奖盛子衿、贺兰山。", "竞赛由市化学会承办。")
    awards = facts(*text, title="竞赛结果揭晓").awards
    assert awards
    for award in awards:
        assert all(name in "".join(text) for name in award.recipients)
        assert award.evidence in text


def test_an_open_list_raises_no_flag() -> None:
    """Nobody says that a list found by the tagger is whole."""
    assert flags("五人获奖。", "高中组：一等奖郁秋白，二等奖盛子衿、贺兰山。") == ()


def left_of(monkeypatch: pytest.MonkeyPatch, rest: str, name: str, chance: float) -> list[str]:
    """What is left of a reader's name in a text whose tagger is sure of 石青松 alone."""
    sentences = lines("昨日揭晓青禾奖。", f"青禾奖授予石青松，{rest}。", "仪式后下起了雨。")
    start = sentences[1].text.index(name) if name in sentences[1].text else 0
    told = [Winner(sentences[1], 5, 8, 0.9), Winner(sentences[1], start, start + len(name), chance)]
    monkeypatch.setattr(reading, "winners", lambda _layout: told)
    known = [Honour("青禾奖", sentences[1], 0, [name])]
    list(tagged(sentences, None, known))
    return [one for honour in known for one in honour.names]


@pytest.mark.parametrize(
    ("rest", "name", "chance", "left"),
    [
        ("市民政局主办", "市民政局", 0.01, []),
        ("市民政局主办", "市民政局", 0.2, ["市民政局"]),
        ("安小满在座", "安小满", 0.01, ["安小满"]),
        ("大家鼓掌", "河阴市林学会", 0.0, ["河阴市林学会"]),
    ],
)
def test_whom_the_tagger_holds_for_nobody_is_struck_out(
    monkeypatch: pytest.MonkeyPatch, rest: str, name: str, chance: float, left: list[str]
) -> None:
    """But a whole name of a person stays, and so does who is only referred to."""
    assert left_of(monkeypatch, rest, name, chance) == left


def test_a_roll_of_the_number_told_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three are announced and three read: the tagger strikes out none, but the heading is nobody."""
    sentences = lines("昨日揭晓青禾奖。", "以下3家单位获奖。", "青禾奖", "河阴市林学会", "云岭学社", "石青松")
    monkeypatch.setattr(reading, "winners", lambda _layout: [Winner(sentences[5], 0, 3, 0.9)])
    whole = [Honour("青禾奖", sentences[1], 0, ["河阴市林学会", "云岭学社", "石青松"], is_roll=True)]
    list(tagged(sentences, None, whole))
    assert whole[0].names == ["河阴市林学会", "云岭学社", "石青松"]
    longer = [
        Honour("青禾奖", sentences[1], 0, ["青禾奖", "河阴市林学会", "云岭学社", "石青松"], is_roll=True)
    ]
    list(tagged(sentences, None, longer))
    assert longer[0].names == ["石青松"]
