"""The edition's activities as a calendar."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.model import Activity, Facts, SourceReference
from kexie_digest.renderers import Tools, activities_ics

from cases import Case, case_id, find_cases
from factories import make_digest, make_edition, make_item, make_section, read_edition_case, sample_edition

TOOLS: Tools = None  # type: ignore[assignment]  # a calendar needs no templates


def calendar(*activities: Activity, title: str = "科普周") -> bytes:
    """Write the calendar of one item with these activities."""
    item = make_item(title, facts=Facts(activities=activities))
    return activities_ics.render(make_edition(make_section("other", item)), make_digest(), TOOLS).content


def unfolded(content: bytes) -> list[str]:
    """Read the lines as RFC 5545 3.1 says."""
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def values(content: bytes, name: str) -> list[str]:
    """Give every value of a property, escapes undone."""
    found = [line.split(":", 1)[1] for line in unfolded(content) if re.match(rf"{name}[;:]", line)]
    return [re.sub(r"\\(.)", lambda m: {"n": "\n"}.get(m[1], m[1]), value) for value in found]


@pytest.mark.parametrize("path", find_cases("renderers/cases/activities_ics"), ids=case_id)
def test_cases(path: Path, case: Callable[[Path], Case], tools: Tools) -> None:
    """Every line as a calendar program reads it, unfolded."""
    edition, digest = read_edition_case(path)
    case(path).check(unfolded(activities_ics.render(edition, digest, tools).content))


def test_days_that_calendars_would_have_to_invent_are_left_out() -> None:
    """Months, years, no date, impossible days and ranges backwards make no event."""
    dates = ("2026-03", "2026", None, "", "2026-02-30", "2026-03-05/2026-03-01", "近日", "9999-12-31")
    content = calendar(*(Activity("活动", (), "句。", date=date) for date in dates))
    assert b"BEGIN:VEVENT" not in content
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"BEGIN:VTIMEZONE" in content  # RFC 5545 3.4 asks for one component at least


def test_the_end_is_the_day_after_the_last() -> None:
    """DTEND is exclusive: a range over the end of a month, and a single day."""
    content = calendar(
        Activity("一", (), "句。", date="2026-02-27/2026-02-28"),
        Activity("二", (), "句。", date="2026-12-31"),
    )
    assert values(content, "DTSTART") == ["20260227", "20261231"]
    assert values(content, "DTEND") == ["20260301", "20270101"]


def test_names_of_activities_stay_and_differ() -> None:
    """Rendering again gives the same bytes; two activities have two names, one told twice has one."""
    one, two = (Activity(name, (), "句。", date="2026-03-05") for name in "甲乙")
    assert calendar(one, two, one) == calendar(one, two)
    assert len(set(values(calendar(one, two), "UID"))) == 2


def test_a_report_without_a_paper_is_named_without_its_files_ending() -> None:
    """No reader looks for a file."""
    source = SourceReference("a", "科普周开幕", None, "学会动态.docx")
    facts = Facts(activities=(Activity("科普周", (), "句。", date="2026-03-05"),))
    edition = make_edition(make_section("other", make_item("科普周", facts=facts, sources=(source,))))
    (told,) = values(activities_ics.render(edition, make_digest(), TOOLS).content, "DESCRIPTION")
    assert told.endswith("来源：学会动态《科普周开幕》")


def test_the_sample_edition_is_valid(tools: Tools) -> None:
    """Every event has what RFC 5545 3.6.1 requires, and one begin for each end."""
    content = activities_ics.render(sample_edition(), make_digest(), tools).content
    lines = unfolded(content)
    events = lines.count("BEGIN:VEVENT")
    assert events == lines.count("END:VEVENT") > 0
    for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"):
        assert len(values(content, name)) == events
    assert set(values(content, "DTSTAMP")) == {"20260306T000000Z"}
    assert values(content, "X-WR-CALNAME") == ["海岚科协动态周报 第9期 活动"]


@given(
    name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120),
    place=st.text('科普,;\\\n\r\t:"', max_size=60),
)
def test_any_text_survives_folding_and_escaping(name: str, place: str) -> None:
    """No line passes 75 octets, none is torn inside a character, and the text comes back."""
    content = calendar(Activity(name, (), "句。", place=place, date="2026-03-05"))
    assert max(map(len, content.split(b"\r\n"))) <= 75
    for line in content.split(b"\r\n"):
        line.decode()
    (shown,) = values(content, "SUMMARY")
    assert shown == plain(name)
    assert values(content, "LOCATION") == ([plain(place)] if place else [])


def plain(text: str) -> str:
    """Give what a calendar can hold of a text: one kind of line break, no control characters."""
    text = re.sub(r"\r\n?", "\n", text).replace("\t", " ")
    return re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", "", text)
