"""Bylines: every spelling of who wrote it."""

from __future__ import annotations

import pytest

from kexie_digest.parsers.parts import byline


def _people(found: byline.FoundByline | None) -> list[str]:
    if found is None:
        return []
    return [f"{person.role}:{person.name}:{person.affiliation or ''}" for person in found.people]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("(本报记者 顾南枝)", ["reporter:顾南枝:本报"]),
        ("（本报记者 顾南枝 齐晚舟）", ["reporter:顾南枝:本报", "reporter:齐晚舟:本报"]),
        ("(段青禾 本报记者 顾南枝)", ["contributor:段青禾:", "reporter:顾南枝:本报"]),
        ("澄湖日报记者 顾南枝", ["reporter:顾南枝:澄湖日报"]),
        ("（记者 顾南枝 通讯员 柏　舟）", ["reporter:顾南枝:", "contributor:柏舟:"]),
        ("(望山县科协)", ["organisation:望山县科协:"]),
        ("(望山县科协 段青禾)", ["organisation:望山县科协:", "contributor:段青禾:"]),
        ("□ 本报全媒体记者 顾南枝", ["reporter:顾南枝:本报"]),
        ("文/齐晚舟 图/顾南枝", ["contributor:齐晚舟:", "photographer:顾南枝:"]),
        ("图/文 齐晚舟", ["contributor:齐晚舟:"]),
        ("供稿：白鹿省地质学会", ["organisation:白鹿省地质学会:"]),
        ("（來稿 阿依古丽）", ["contributor:阿依古丽:"]),
        ("(欧阳听雨)", ["contributor:欧阳听雨:"]),
        ("（齐晚舟 文 顾南枝 摄）", ["contributor:齐晚舟:", "photographer:顾南枝:"]),
        ("(齐晚舟/文 顾南枝/摄)", ["contributor:齐晚舟:", "photographer:顾南枝:"]),
        ("（本报记者 顾南枝文/图）", ["reporter:顾南枝:本报"]),
        ("（文/图 顾南枝）", ["contributor:顾南枝:"]),
        ("（记者顾南枝 文/摄）", ["reporter:顾南枝:"]),
        ("（顾南枝 摄影报道）", ["contributor:顾南枝:"]),
        ("（记者 阿卜杜拉·艾山）", ["reporter:阿卜杜拉·艾山:"]),
        ("(澄湖帆船俱乐部)", ["organisation:澄湖帆船俱乐部:"]),
        ("（撰稿：段青禾 审核：顾南枝）", ["contributor:段青禾:", "contributor:顾南枝:"]),
        ("（参与采写：段青禾）", ["contributor:段青禾:"]),
        ("文字：齐晚舟 图片：顾 南", ["contributor:齐晚舟:", "photographer:顾南:"]),
        ("（记者/顾南枝）", ["reporter:顾南枝:"]),
        ("段青禾（作者单位：望山县气象学会）", ["contributor:段青禾:望山县气象学会"]),
        ("◎文／段青禾（作者系望山县气象学会会员）", ["contributor:段青禾:望山县气象学会"]),
        ("（段青禾／望山县气象学会）", ["contributor:段青禾:望山县气象学会"]),
        ("（段青禾 报道）", ["contributor:段青禾:"]),
        ("（澄湖水乡垂钓迷 段青禾）", ["organisation:澄湖水乡垂钓迷:", "contributor:段青禾:"]),
    ],
)
def test_line_of_its_own(line: str, people: list[str]) -> None:
    """A line that is only a byline gives its people with role and paper."""
    assert _people(byline.read_line(line)) == people


@pytest.mark.parametrize(
    "line",
    [
        "(见图)",
        "(以下简称“中心”)",
        "(下转第三版)",
        "记者在现场看到",
        "顾南枝",
        "他说：“好。”",
        "记者 顾南枝 摄",
        "今年的账：测酸的、测碱的",
        "通讯员 顾南枝 图",
    ],
)
def test_other_lines_are_no_bylines(line: str) -> None:
    """Asides, bare names and photo credits are left to others."""
    assert byline.read_line(line) is None


def test_glued_byline_gives_its_place() -> None:
    """The bracket after a body's last full stop is found with its offsets."""
    text = "炉子修好了。（本报记者 顾南枝）"
    found = byline.read_tail(text)
    assert found is not None
    assert text[found.start : found.end] == "（本报记者 顾南枝）" == found.raw


def test_bracket_that_names_nobody_stays_body() -> None:
    """An explanation in brackets at the end of a line is text."""
    assert byline.read_tail("采用了增材制造(3D打印)") is None


def test_doubtful_names_score_lower() -> None:
    """A pen name without a family name is possible, not certain."""
    pen, staff = byline.read_line("（小满）"), byline.read_line("（本报记者 顾南枝）")
    assert pen is not None
    assert staff is not None
    assert pen.score < staff.score == 1.0


def test_bare_names_sign_only_by_their_place() -> None:
    """Names alone on a line are a possible byline of low score; a unit before them raises it."""
    names, unit = byline.read_bare("顾 南 段青禾"), byline.read_bare("望山县气象学会 段青禾")
    assert names is not None
    assert unit is not None
    assert names.score < unit.score < 0.9
    assert _people(unit) == ["organisation:望山县气象学会:", "contributor:段青禾:"]


@pytest.mark.parametrize("line", ["顾南枝 摄", "春天的山谷里开满了花", "段青禾，"])
def test_other_lines_are_no_bare_names(line: str) -> None:
    """Credits and sentences are not bare names."""
    assert byline.read_bare(line) is None


@pytest.mark.parametrize(
    ("line", "rule"), [("望山县气象学会", "byline-bare-body"), ("芥末堆", "byline-bare-name")]
)
def test_a_body_or_a_pen_name_alone_is_a_faint_byline(line: str, rule: str) -> None:
    """Only the place of such a line can tell that it signs."""
    found = byline.read_bare(line)
    assert found is not None
    assert (found.rule, found.score < 0.4) == (rule, True)


def test_a_pen_name_signs_behind_a_full_stop() -> None:
    """A pen name in brackets glued behind a complete sentence is as sure as a family name."""
    behind, inside = byline.read_tail("灯亮了。（小满）"), byline.read_tail("灯亮了（小满）")
    assert behind is not None
    assert inside is not None
    assert inside.score < behind.score
