"""The ``parse`` workflow: files of one issue are read together (kexie_digest.workflows.parse)."""

from __future__ import annotations

from pathlib import Path

from kexie_digest.workflows.parse import ParsedFile, parse_files

from fakes import FakeClock

CASE = Path(__file__).parents[1] / "parsers/cases/issues/marks-on-lines-of-their-own.txt"


def _pages(folder: Path, *names: str) -> list[Path]:
    _, *texts = CASE.read_text("utf-8").split("=== ")
    for name, text in zip(names, texts, strict=True):
        (folder / name).write_text(text[3:], "utf-8")
    return [folder / name for name in names]


def _titles(file: ParsedFile) -> list[str | None]:
    return [report.article.title for reading in file.readings for report in reading.reports]


def test_stories_are_whole_across_files_of_one_issue(tmp_path: Path) -> None:
    """A story of page 1 that ends on page 3 is given with page 1, whatever lies between them."""
    first, third = _pages(tmp_path, "海岚报_2026-11-20_01.txt", "海岚报_2026-11-20_03.txt")
    paths = [third, tmp_path / "没有.txt", first]
    found = list(parse_files(paths, (), FakeClock()))
    assert [file.path for file in found] == paths
    assert found[1].error is not None
    assert [_titles(found[2]), _titles(found[0])] == [
        ["海岚启动百校科普行", "青梧湖边认水草"],
        ["气象站开放日"],
    ]
    story = found[2].readings[0].reports[0].article
    assert story.paragraphs[-1].text == "学校可以在网上预约下一次活动。"
    assert not any(flag.rule == "jump-lost" for flag in story.flags)


def test_files_of_no_issue_stay_apart(tmp_path: Path) -> None:
    """Names without a day: the mark leads nowhere, and the story says so."""
    found = list(parse_files(_pages(tmp_path, "甲.txt", "乙.txt"), (), FakeClock()))
    flags = [flag.rule for file in found for flag in file.readings[0].reports[0].article.flags]
    assert "jump-lost" in flags
