"""sources.yaml as a whole: the documented shape, the default, every mistake at once."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from kexie_digest.config import ConfigErrors, load, schema
from kexie_digest.errors import ConfigError
from kexie_digest.model import (
    BodyLength,
    Config,
    Cron,
    Digest,
    Every,
    OnHoliday,
    OwnDays,
    Recipe,
    Rights,
    Schedule,
    Theme,
)

THEMES = (
    Theme("awards", "获奖表彰", terms=(("获奖", 2.0),)),
    Theme("cooperation", "合作交流"),
    Theme("science_popularization", "科普活动"),
    Theme("other", "其他"),
)
FULL = """\
publication: {name: 示例科协简报, publisher: 示例市科学技术协会, timezone: Asia/Shanghai}
sources:
  city-news: {kind: feed, url: "https://example.org/rss.xml", every: 30m, rights: excerpt}
drops:
  inbox: {path: drops, rights: full}
themes:
  space: {label: 航天科普, terms: {航天: 2, 空间站: 2}, phrases: ["航天员.{0,6}授课"]}
digests:
  weekly:
    title: 科协动态周报
    schedule: {every: week, on: friday, at: "09:00"}
    sections: [awards, cooperation, science_popularization, "*"]
    style: newspaper
    body: {email: summary, bulletin: full}
    sender: {name: 示例市科协, address: digest@example.org}
    recipients: [members]
"""
#: At least twelve different mistakes, with the line each one stands on.
WRONG = """\
publication:
\tname: 示例
  timezon: Asia/Shanghai
sources:
  city-news: {kind: fed, url: "ftp://example.org/rss.xml", every: soon, rights: all}
  city-news: {kind: feed, url: "https://example.org/rss.xml"}
  bare: 3
drops:
  inbox: {rights: full}
themes:
  space: {terms: {航天: -2}, phrases: ["航天员(.{0,6}授课", "a*"]}
digests:
  weekly:
    schedule: {every: week, on: 15, at: 9:00}
    sections: [award, awards, awards]
    sender: {name: 示例市科协, address: digest.example.org}
    recipients: members
    hold_flagged: yes
  b c: {title: "x"}
broken: [1,
"""
WRONG_PLACES = {
    (2, "config_tab"),
    (3, "unknown_setting"),
    (5, "unknown_kind"),
    (5, "bad_value"),
    (6, "config_duplicate_key"),
    (7, "wrong_kind"),
    (9, "missing"),
    (11, "missing"),
    (11, "bad_value"),
    (13, "missing"),
    (14, "bad_day"),
    (14, "bad_value"),
    (15, "unknown_theme"),
    (15, "listed_twice"),
    (16, "bad_value"),
    (17, "wrong_kind"),
    (18, "wrong_kind"),
    (19, "bad_name"),
    (21, "config_syntax"),
}


def load_text(text: str | bytes, folder: Path, **names: Any) -> Config:  # noqa: ANN401 - passed on
    """Load a configuration given as text."""
    file = folder / "sources.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(file, kinds=["feed"], built_in=THEMES, **names)


def mistakes(text: str | bytes, folder: Path, **names: Any) -> tuple[ConfigError, ...]:  # noqa: ANN401 - passed on
    """Give the mistakes of a configuration given as text."""
    with pytest.raises(ConfigErrors) as caught:
        load_text(text, folder, **names)
    return caught.value.errors


def test_the_documented_shape_is_read(tmp_path: Path) -> None:
    """The example of the manual gives exactly the values it names."""
    config = load_text(FULL, tmp_path)
    assert config.file == str(tmp_path / "sources.yaml")
    assert config.publication.publisher == "示例市科学技术协会"
    (source,) = config.sources
    assert (source.key, source.kind, source.every) == ("city-news", "feed", timedelta(minutes=30))
    assert (source.rights, source.backlog_days) == (Rights.EXCERPT, 14)
    (drop,) = config.drops
    assert (drop.path, drop.rights) == (str(tmp_path / "drops"), Rights.FULL)
    (digest,) = config.digests
    assert digest.schedule == Schedule(Every.WEEK, "friday", "09:00")
    assert digest.sections == ("awards", "cooperation", "science_popularization", "*")
    assert (digest.body_email, digest.body_bulletin) == (BodyLength.SUMMARY, BodyLength.FULL)
    assert (digest.sender.address, digest.recipients) == ("digest@example.org", ("members",))


def test_without_a_file_the_default_holds(tmp_path: Path) -> None:
    """No file: one digest weekly, ./drops, the built-in themes."""
    config = load(None, kinds=["feed"], folder=tmp_path, built_in=THEMES)
    assert [digest.key for digest in config.digests] == ["weekly"]
    assert config.digests[0].sections == Digest("x", "x").sections
    assert [(drop.path, drop.rights) for drop in config.drops] == [(str(tmp_path / "drops"), Rights.FULL)]
    assert config.sources == ()
    assert config.themes == THEMES
    assert config.file is None


def test_what_is_left_out_has_its_default(tmp_path: Path) -> None:
    """A file with one source still has the default drop folder and digest."""
    config = load_text('sources: {a: {kind: feed, url: "http://example.org/"}}', tmp_path)
    assert [drop.key for drop in config.drops] == ["inbox"]
    assert [digest.key for digest in config.digests] == ["weekly"]


def test_the_printers_profile_is_beside_the_file(tmp_path: Path) -> None:
    """A relative profile path starts at the configuration's folder; without one none is named."""
    press = "press: {icc: press/city.icc, condition: FOGRA39}"
    text = f"digests: {{weekly: {{title: 周报, {press}}}, daily: {{title: 日报}}}}"
    weekly, daily = load_text(text, tmp_path).digests
    assert weekly.press_icc == str(tmp_path / "press" / "city.icc")
    assert weekly.press_condition == "FOGRA39"
    assert (daily.press_icc, daily.press_condition) == ("", "")


def test_an_emptied_section_means_none(tmp_path: Path) -> None:
    """``drops: {}`` is an owner who wants no drop folder."""
    assert load_text("drops: {}\ndigests: {}\n", tmp_path).drops == ()


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """More than twelve different mistakes come in one report, each with its line."""
    errors = mistakes(WRONG, tmp_path)
    assert {(error.line, error.code) for error in errors} == WRONG_PLACES
    assert [error.line for error in errors] == sorted(error.line for error in errors)
    assert len(errors) >= 19


def test_every_mistake_says_what_was_expected(tmp_path: Path) -> None:
    """Each message is Chinese then English, with an example and a next step."""
    for error in mistakes(WRONG, tmp_path):
        assert error.file.endswith("sources.yaml")
        assert error.column > 0, error
        assert any("\u4e00" <= character <= "\u9fff" for character in error.message.partition("(")[0]), error
        assert "(" in error.message, error
        assert "expected" in error.message or "syntax" in error.message, error
        assert "例如" in error.advice, error


@pytest.mark.parametrize(
    ("text", "line", "column", "code", "hint"),
    [
        ("digests: {w: {titel: x}}", 1, 15, "unknown_setting", "title"),
        ("digests: {w: {title: 3}}", 1, 22, "wrong_kind", "整数"),
        ("digests: [weekly]", 1, 10, "wrong_kind", "列表"),
        ("publication: {timezone: Asia/Bejing}", 1, 25, "bad_value", "Asia/Bejing"),
        ('sources: {a: {kind: feed, url: "example.org"}}', 1, 32, "bad_value", "https://"),
        ('sources: {a: {kind: feed, url: "http://[::1"}}', 1, 32, "bad_value", "https://"),
        ('sources: {a: {kind: feed, url: "http://e.org", every: 40d}}', 1, 55, "bad_value", "31d"),
        ('sources: {a: {kind: feed, url: "http://e.org", backlog_days: -1}}', 1, 62, "bad_value", "14"),
        ("themes: {space: {label: x, phrases: [3]}}", 1, 38, "wrong_kind", "整数"),
        ("themes: {space: {label: x, phrases: [{weight: 3}]}}", 1, 38, "missing", "pattern"),
        ("themes: {space: {label: x, terms: [航天]}}", 1, 35, "wrong_kind", "列表"),
        ("themes: {space: {label: x, terms: {航天: 多}}}", 1, 40, "wrong_kind", "文字"),
        ('digests: {w: {title: x, schedule: "0 9 * * 5"}}', 1, 35, "wrong_kind", "every"),
        ("digests: {w: {title: x, schedule: {every: decade}}}", 1, 43, "bad_value", "quarter"),
        ("digests: {w: {title: x, schedule: {every: quarter, on: 4-1}}}", 1, 56, "bad_day", "3-15"),
        ("digests: {w: {title: x, schedule: {every: year, on: 15}}}", 1, 53, "bad_day", "12-25"),
        ("digests: {w: {title: x, schedule: {every: cron}}}", 1, 43, "missing", "mon,thu"),
        ("digests: {w: {title: x, schedule: {holidays: never}}}", 1, 46, "bad_value", "before"),
        ("digests: {w: {title: x, timezone: Asia/Bejing}}", 1, 35, "bad_value", "Asia/Bejing"),
        ("digests: {w: {title: x, schedule: {every: day, on: friday}}}", 1, 52, "bad_day", "every: day"),
        ("digests: {w: {title: x, schedule: {every: month, on: 31}}}", 1, 54, "bad_day", "last"),
        ('digests: {w: {title: x, schedule: {at: "25:00"}}}', 1, 40, "bad_value", "09:00"),
        ("digests: {w: {title: x, schedule: {cron: x}}}", 1, 42, "bad_value", "分 时 日 月 星期"),
        ('digests: {w: {title: x, schedule: {cron: "0 8 * * 1"}}}', 1, 42, "bad_value", "名称"),
        (
            'digests: {w: {title: x, schedule: {cron: "0 8 * * mon", at: "9:00"}}}',
            1,
            57,
            "beside_cron",
            "cron",
        ),
        ("calendar: {days_off: [2027-02-30]}", 1, 23, "bad_value", "2027-02-06"),
        ("calendar: {workdays: [2027-02-08..2027-02-01]}", 1, 23, "bad_value", "首尾颠倒"),
        ("digests: {w: {title: x, recipients: [a@b]}}", 1, 38, "bad_value", "a@b"),
        ("digests: {w: {title: x, sections: []}}", 1, 35, "bad_value", "awards"),
        ("digests: {w: {title: ''}}", 1, 22, "bad_value", "title"),
        ("drops: {a: {path: x}, b: {path: ./x}}", 1, 33, "shared_folder", "drops.a"),
        ("drops: {a: {path: x}, b: {path: x/y}}", 1, 33, "shared_folder", "drops.a"),
        ("drops: {a: {path: x/y}, b: {path: x}}", 1, 35, "shared_folder", "drops.a"),
        ("drops: {a: {path: .}}", 1, 19, "shared_folder", "移走"),
        (
            "sources: {a: {kind: feed, url: 'http://e.org'}}\ndrops: {a: {path: x}}",
            2,
            9,
            "same_name",
            "a-drop",
        ),
        (
            "sources:\n  a: {kind: feed, url: 'http://e.org'}\n  b: {kind: feed, url: 'http://e.org'}",
            3,
            24,
            "same_address",
            "sources.a",
        ),
        (
            "sources:\n  a:\n    kind: feed\n    url: http://e.org\n    recipe: {list: 'ul >'}",
            5,
            20,
            "bad_value",
            "CSS",
        ),
        ("sources:\n  a: {kind: feed, url: 'imaps://e.org/INBOX'}", 2, 24, "bad_value", "kind"),
        (
            "sources:\n  a: {kind: feed, url: 'imaps://me:secret@e.org/INBOX'}",
            2,
            24,
            "bad_value",
            "KEXIE_MAILBOX",
        ),
        ("a: *nowhere", 1, 4, "config_syntax", "锚点"),
        ("a: 1\n---\nb: 2", 2, 1, "config_syntax", "---"),
        ("digests:\n  w: {title: x\n", 3, 1, "config_syntax", "括号"),
        ("digests: {w: {title: x, title: y}}", 1, 25, "config_duplicate_key", "第 1 行"),
        ("- a\n- b", 0, 0, "config_not_a_mapping", "列表"),
        ("just words", 0, 0, "config_not_a_mapping", "单个值"),
        ("", 0, 0, "config_empty", "publication"),
        ("# only a remark\n", 0, 0, "config_empty", "publication"),
    ],
)
def test_one_mistake_names_its_place(
    tmp_path: Path, text: str, line: int, column: int, code: str, hint: str
) -> None:
    """Each kind of mistake points at line and column and shows what would be right."""
    found = [(error.code, error.line, error.column) for error in mistakes(text, tmp_path)]
    assert (code, line, column) in found
    assert any(hint in f"{error.message} {error.advice}" for error in mistakes(text, tmp_path))


@pytest.mark.parametrize(
    "setting", ['publisher: "市\\n科协"', 'name: "简\\t报"', 'name: "a\\u2028b"', 'publisher: "\\x1b[1m"']
)
def test_names_are_one_line(tmp_path: Path, setting: str) -> None:
    """Line breaks, tabs and control characters in names and titles are refused: they end in mail headers."""
    (error,) = mistakes(f"publication: {{{setting}}}", tmp_path)
    assert error.code == "bad_value"
    assert "控制字符" in error.message
    (error,) = mistakes('digests: {w: {title: "周\\n报"}}', tmp_path)
    assert error.subject == "digests.w.title"


@pytest.mark.parametrize("word", ["email", "lists", "foo"])
def test_nothing_far_is_suggested(tmp_path: Path, word: str) -> None:
    """An unknown setting that is near to none: the settings there are, not a wrong guess."""
    (error,) = mistakes(f"{word}: 3", tmp_path)
    assert "是不是" not in error.message
    assert "publication、sources、drops、themes、themes_learning、digests" in error.advice


def test_a_doubled_section_is_not_to_be_renamed(tmp_path: Path) -> None:
    """Only names may be changed: ``digests-2`` would be unknown."""
    (error,) = mistakes("digests: {}\ndigests: {}\n", tmp_path)
    assert error.code == "config_duplicate_key"
    assert "digests-2" not in error.advice
    (error,) = mistakes("drops: {a: {path: x}, a: {path: y}}", tmp_path)
    assert "a-2" in error.advice


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_utf16_file_is_one_mistake(tmp_path: Path, encoding: str) -> None:
    """A file saved as "Unicode": its encoding is told, and nothing else."""
    assert [error.code for error in mistakes(FULL.encode(encoding), tmp_path)] == ["config_not_utf8"]


def test_layouts_and_styles_are_checked_when_known(tmp_path: Path) -> None:
    """A layout or style nobody wrote is named with its nearest neighbour."""
    text = "drops: {a: {path: x, layout: newspapr}}\ndigests: {w: {title: x, style: magazine}}\n"
    errors = mistakes(text, tmp_path, layouts=["newspaper"], styles=["newspaper", "jianbao"])
    assert [error.code for error in errors] == ["unknown_layout", "unknown_style"]
    assert "是不是 newspaper" in errors[0].message


def test_a_broken_section_does_not_hide_the_others(tmp_path: Path) -> None:
    """A syntax error costs its own section; own themes that are lost are not missed in sections."""
    text = "themes:\n  space: {label: x\ndigests:\n  w: {titel: x, sections: [space]}\n"
    assert [(error.line, error.code) for error in mistakes(text, tmp_path)] == [
        (3, "config_syntax"),
        (4, "missing"),
        (4, "unknown_setting"),
    ]


def test_a_gbk_file_is_told_and_read_on(tmp_path: Path) -> None:
    """A file saved by an old editor: the encoding is named, with the line, and so is the rest."""
    errors = mistakes("# x\npublication: {nam: 示例}\n".encode("gb18030"), tmp_path)
    assert {error.code for error in errors} == {"config_not_utf8", "unknown_setting"}
    assert {error.line for error in errors} == {2}


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    """Windows editors write one."""
    assert load_text(b"\xef\xbb\xbf" + FULL.encode(), tmp_path).publication.name == "示例科协简报"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """A path that leads nowhere names itself and the next step."""
    with pytest.raises(ConfigErrors) as caught:
        load(tmp_path / "no.yaml", kinds=["feed"], built_in=THEMES)
    (error,) = caught.value.errors
    assert error.code == "config_missing"
    assert "no.yaml" in str(error)


def test_a_folder_instead_of_a_file_is_told(tmp_path: Path) -> None:
    """``--config .`` is a mistake of the caller, not a traceback."""
    with pytest.raises(ConfigErrors) as caught:
        load(tmp_path, kinds=["feed"], built_in=THEMES)
    assert caught.value.errors[0].code == "config_unreadable"


def test_an_alias_bomb_is_refused(tmp_path: Path) -> None:
    """Anchors that multiply themselves stop at a limit instead of filling the memory."""
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert "config_too_large" in {error.code for error in mistakes("\n".join(lines), tmp_path)}


def test_own_themes_add_and_override(tmp_path: Path) -> None:
    """A known key keeps what the owner does not say; a new theme comes before ``other``."""
    text = (
        "themes:\n  awards: {label: 表彰}\n  space: {label: 航天, counters: [{pattern: 广告, weight: 1}]}\n"
    )
    config = load_text(text, tmp_path)
    assert [theme.key for theme in config.themes] == [
        "awards",
        "cooperation",
        "science_popularization",
        "space",
        "other",
    ]
    assert config.themes[0] == Theme("awards", "表彰", terms=(("获奖", 2.0),))
    assert config.themes[3].counters == (("广告", 1.0),)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("friday", "friday"), ("Fri", "friday"), ("周五", "friday"), ("星期天", "sunday"), ("礼拜一", "monday")],
)
def test_weekdays_are_read_in_both_languages(tmp_path: Path, written: str, meant: str) -> None:
    """English and Chinese names, long and short, end as one spelling."""
    config = load_text(f"digests: {{w: {{title: x, schedule: {{on: {written}}}}}}}", tmp_path)
    assert config.digests[0].schedule == Schedule(Every.WEEK, meant, "09:00")


@pytest.mark.parametrize(("written", "meant"), [("15", "15"), ('"1"', "1"), ("last", "last")])
def test_month_days_are_read(tmp_path: Path, written: str, meant: str) -> None:
    """A day of the month may stand there as a number."""
    config = load_text(f"digests: {{w: {{title: x, schedule: {{every: month, on: {written}}}}}}}", tmp_path)
    assert config.digests[0].schedule == Schedule(Every.MONTH, meant, "09:00")


def test_a_calendar_of_ones_own_is_read(tmp_path: Path) -> None:
    """Cron lines, days off, the owner's dates and a digest's own zone arrive as values."""
    text = """
calendar: {days_off: [2027-02-06..2027-02-08, 2027-03-01], workdays: [2027-02-20]}
digests:
  papers: {title: x, timezone: Asia/Urumqi, schedule: {cron: "30 8 last * *", holidays: after}}
  quarterly: {title: y, schedule: {every: quarter}}
"""
    config = load_text(text, tmp_path)
    papers, quarterly = config.digests
    assert (config.timezone_of(papers), config.timezone_of(quarterly)) == ("Asia/Urumqi", "Asia/Shanghai")
    line = Cron.read("30 8 last * *")
    assert papers.schedule == Schedule(Every.CRON, "", "", OnHoliday.AFTER, line)
    assert quarterly.schedule == Schedule(Every.QUARTER, "1-1", "09:00")
    off = {date(2027, 2, 6), date(2027, 2, 7), date(2027, 2, 8), date(2027, 3, 1)}
    assert config.own_days == OwnDays(frozenset(off), frozenset({date(2027, 2, 20)}))


def test_the_schema_takes_what_we_take(tmp_path: Path) -> None:
    """The JSON Schema for editors accepts the manual's example and refuses an unknown setting."""
    made = schema(kinds=["feed"], layouts=["newspaper"], styles=["newspaper"])
    jsonschema.Draft202012Validator.check_schema(made)
    validator = jsonschema.Draft202012Validator(made)
    data = YAML(typ="safe", pure=True).load(FULL)
    assert list(validator.iter_errors(data)) == []
    data["sources"]["city-news"]["kind"] = "fed"
    data["digests"]["weekly"]["titel"] = "x"
    assert len(list(validator.iter_errors(data))) == 2
    assert load_text(FULL, tmp_path) is not None


def test_the_schema_explains_every_setting() -> None:
    """Editors show each setting's meaning in both languages with an example."""
    made = schema(kinds=["feed"])
    for name, definition in made["$defs"].items():
        for setting, described in definition.get("properties", {}).items():
            assert "(" in described.get("description", ""), f"{name}.{setting}"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(max_size=200), st.text(alphabet="ab:-{}[]\"'&*!|>%@` \n\t#?,名1", max_size=120)
    )
)
def test_any_file_gives_a_value_or_mistakes(tmp_path: Path, content: bytes | str) -> None:
    """Random bytes and random punctuation never end in a traceback."""
    with suppress(ConfigErrors):
        load_text(content, tmp_path)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cut=st.integers(0, len(FULL)), put=st.sampled_from(["", ":", "{", "]", "\t", "\n", '"', "&", "3", "- "])
)
def test_a_damaged_file_gives_a_value_or_mistakes(tmp_path: Path, cut: int, put: str) -> None:
    """The example with one place damaged is read or told, never a traceback."""
    with suppress(ConfigErrors):
        load_text(FULL[:cut] + put + FULL[cut + 1 :], tmp_path)


def test_a_recipe_is_read(tmp_path: Path) -> None:
    """Each of its parts arrives, those left out are empty."""
    file = tmp_path / "sources.yaml"
    text = "sources:\n  a:\n    kind: web_list\n    url: http://e.org/list\n"
    text += "    recipe: {list: 'ul > li', body: '#zoom'}\n"
    file.write_text(text, encoding="utf-8")
    assert load(file, kinds=["web_list"]).sources[0].recipe == Recipe(list="ul > li", body="#zoom")


def test_a_mailbox_needs_a_name_for_its_login(tmp_path: Path) -> None:
    """A web address and a missing account are both told."""
    file = tmp_path / "sources.yaml"
    file.write_text("sources:\n  a: {kind: mailbox, url: 'http://e.org'}\n", encoding="utf-8")
    with pytest.raises(ConfigErrors) as caught:
        load(file, kinds=["mailbox"])
    assert {error.subject for error in caught.value.errors} == {"sources.a.url", "sources.a.account"}


def test_the_calendar_of_the_handbook_is_right(tmp_path: Path) -> None:
    """What editors copy from docs/editors.md loads."""
    handbook = (Path(__file__).parents[2] / "docs" / "editors.md").read_text("utf-8")
    (example,) = (block.partition("```")[0] for block in handbook.split("```yaml\n")[1:])
    config = load_text(example, tmp_path)
    assert {digest.schedule.every for digest in config.digests if digest.schedule} == set(Every)
    assert config.own_days.workdays
