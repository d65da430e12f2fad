"""What was held, by whom, where, when, and how many came."""

from __future__ import annotations

import pytest

from facts.support import facts


def test_the_news_itself_with_all_its_parts() -> None:
    """Hosts from their own sentence, attendance as printed, a range of days."""
    (found,) = facts(
        "5月3日至5日，首届湖湾湿地研讨会在河阴大学举行。",
        "八十名专家到会，120余名代表参加会议。研讨会由河阴市生态学会、河阴大学联合主办，河阴市林学会承办。",
        event_date="2024-05-03",
    ).activities
    assert found.name == "首届湖湾湿地研讨会"
    assert found.place == "河阴大学"
    assert found.date == "2024-05-03/2024-05-05"
    assert found.attendance == "120余名代表"
    assert found.organisers == ("河阴市生态学会", "河阴大学", "河阴市林学会")


@pytest.mark.parametrize(
    ("text", "name", "organisers"),
    [
        ("近日，河阴市科协举办了“走近海洋”科普讲座。", "“走近海洋”科普讲座", ("河阴市科协",)),
        (
            "由河阴市科协主办、市科技馆承办的全市机器人大赛在体育馆举行。",
            "全市机器人大赛",
            ("河阴市科协", "市科技馆"),
        ),
        ("3月1日，河阴市科协主席一行赴市林学会调研。", "赴市林学会调研", ("河阴市科协",)),
        ("日前，以“节水”为主题的河阴市科普日活动启动。", "河阴市科普日活动", ()),
    ],
    ids=["they-held", "hosts-before", "visit", "motto"],
)
def test_ways_to_tell_an_activity(text: str, name: str, organisers: tuple[str, ...]) -> None:
    """Name without hosts and motto, hosts as printed."""
    (found,) = facts(text).activities
    assert (found.name, found.organisers) == (name, organisers)


@pytest.mark.parametrize(
    "text",
    ["河阴市科协将于下月举办科普讲座。", "该会此前举办过学术论坛。", "河阴市科协定期开展培训活动。"],
    ids=["plan", "past", "habit"],
)
def test_plans_and_habits_are_not_held(text: str) -> None:
    """Only what the news says was held."""
    assert facts(text).activities == ()


@pytest.mark.parametrize(
    ("text", "name", "place", "host"),
    [
        ("近日，河阴市科协在ＡＢ科技館举办了“走近海洋”讲座。", "“走近海洋”讲座", "ＡＢ科技館", "河阴市科协"),
        (
            "5月3日，海岚省科协在“望山大讲堂”举办第三届湿地论坛。",
            "第三届湿地论坛",
            "“望山大讲堂”",
            "海岚省科协",
        ),
        (
            "5月3日，海岚省科协在科技馆（新馆）举办第三届湿地论坛。",
            "第三届湿地论坛",
            "科技馆（新馆）",
            "海岚省科协",
        ),
        ("5月3日，海嵐省氣象學會舉辦了氣象科普講座。", "氣象科普講座", None, "海嵐省氣象學會"),
    ],
    ids=["full-width", "quoted-hall", "bracketed-hall", "traditional"],
)
def test_a_host_is_no_activity_and_a_place_stays_as_printed(
    text: str, name: str, place: str | None, host: str
) -> None:
    """Every part is cut out of the text, whatever the pattern ran over."""
    (found,) = facts(text).activities
    assert (found.name, found.place, found.organisers) == (name, place, (host,))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("在昨天闭幕的海岚省科普讲解大赛上，河阴选手夺冠。", "海岚省科普讲解大赛"),
        ("历时两周的河阴市校园科技节在河阴闭幕。", "河阴市校园科技节"),
        ("河阴科技馆策划的“齿轮”特展在河阴启动。", "“齿轮”特展"),
        ("5月3日，市林学会组织四十名会员到湖湾镇开展“认一棵树”主题活动。", "“认一棵树”主题活动"),
        ("5月3日，湖湾科普联盟在河阴成立。", "湖湾科普联盟"),
        ("5月3日，河阴市科协与河阴学院战略合作签约仪式举行。", "河阴市科协与河阴学院战略合作签约仪式"),
    ],
    ids=["closed", "lasting", "made by", "sent", "founded", "signing"],
)
def test_a_name_is_bare_of_what_is_told_of_it(text: str, name: str) -> None:
    """When it was held, how long and by whom is no part of the name."""
    (found,) = facts(text).activities
    assert found.name == name


@pytest.mark.parametrize(
    "text",
    [
        "5月3日，市科学技术协会在河阴开展。",
        "河阴医院与湖湾医院5月3日正式揭牌。",
        "河阴市科协与湖湾书店昨天签约。",
        "为规范候鸟湿地的教育活动，林业局发文。",
    ],
    ids=["body", "bodies", "sentence", "purpose"],
)
def test_bodies_and_sentences_are_no_activities(text: str) -> None:
    """市科学技术协会 is who holds it, never what is held."""
    assert facts(text).activities == ()
