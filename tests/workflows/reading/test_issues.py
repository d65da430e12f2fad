"""Pages of one issue are read together: stories that were cut become whole, once."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from kexie_digest.model import Report
from kexie_digest.sources import drop_folder
from kexie_digest.sources.drop_folder import Found, Scan
from kexie_digest.workflows.collect.lots import sort_files
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.reading.issues import grouped
from kexie_digest.workflows.run import Scope, run
from kexie_digest.workflows.taking import claim

import stores
from desk import Desk

CONFIG = "drops: {inbox: {path: drops}}\n"
CASE = Path(__file__).parents[2] / "parsers/cases/issues/marks-on-lines-of-their-own.txt"
STORY = [
    "11月18日，海岚省科协在青梧市启动百校科普行。活动为期一年，走进一百所乡村小学。",
    "省科协副主席贺远山说，器材不收回，学校要开足实验课。",
    "学校可以在网上预约下一次活动。",
]
TITLES = ["海岚启动百校科普行", "青梧湖边认水草", "气象站开放日"]


def _pages() -> dict[str, str]:
    _, first, third = CASE.read_text("utf-8").split("=== ")
    return {f"海岚报_2026-11-20_{page[:2]}.txt": page[3:] for page in (first, third)}


def _put(desk: Desk) -> None:
    for name, text in _pages().items():
        (desk.drops / name).write_text(text, "utf-8")


def _stored(context: Context) -> list[Report]:
    return stores.reports_of(context.store)


def _collect(context: Context) -> list[Report]:
    assert not run(context, Scope(context.config.drops, (), ())).failures
    return sorted(_stored(context), key=lambda report: TITLES.index(report.article.title or ""))


def _check(reports: list[Report]) -> None:
    assert [report.article.title for report in reports] == TITLES
    assert [passage.text for passage in reports[0].article.paragraphs] == STORY
    assert not any(flag.rule == "jump-lost" for report in reports for flag in report.article.flags)


def test_files_of_one_issue_become_whole_stories(tmp_path: Path) -> None:
    """A story that begins on page 1 and ends on page 3 is one report, its spans name both files."""
    desk = Desk(tmp_path)
    _put(desk)
    with desk.opened(CONFIG) as context:
        reports = _collect(context)
    _check(reports)
    parts = [span.part for passage in reports[0].article.paragraphs for span in passage.spans]
    assert list(dict.fromkeys(parts)) == ["", "海岚报_2026-11-20_03.txt"]
    assert {path.name for path in (desk.drops / "done").iterdir()} == set(_pages())


def test_an_archive_of_pages_is_an_issue(tmp_path: Path) -> None:
    """The same pages in a .zip give the same stories."""
    desk = Desk(tmp_path)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in _pages().items():
            archive.writestr(name, text)
    (desk.drops / "海岚报.zip").write_bytes(buffer.getvalue())
    with desk.opened(CONFIG) as context:
        _check(_collect(context))


def test_killed_after_claiming_the_issue_is_still_one(tmp_path: Path) -> None:
    """The next run finds the rows and reads the pages together; nothing is stored twice."""
    desk = Desk(tmp_path)
    _put(desk)
    with desk.opened(CONFIG) as context:
        (drop,) = context.config.drops
        for found in drop_folder.DropFolder(drop, context.clock).settled_look().ready:
            claim(context, drop_folder.read(found, drop, context.clock))
        assert _stored(context) == []
        _check(_collect(context))
        _check(_collect(context))


def test_a_page_alone_says_what_it_lacks(tmp_path: Path) -> None:
    """Page 1 without page 3 is printed as it is, and an editor is told."""
    desk = Desk(tmp_path)
    name, text = next(iter(_pages().items()))
    (desk.drops / name).write_text(text, "utf-8")
    with desk.opened(CONFIG) as context:
        reports = _collect(context)
    assert [flag.reason for flag in reports[0].article.flags if flag.rule == "jump-lost"] == [
        "本文下转第3版，没有找到续文。"
    ]


@pytest.mark.parametrize(
    ("copied", "waits"), [("报_2026-11-20_02.txt", True), ("报_2026-11-21_02.txt", False)]
)
def test_a_page_waits_for_its_fellows(copied: str, *, waits: bool) -> None:
    """While a page of the same issue is being copied, the others stay in the drop."""

    def found(name: str) -> Found:
        return Found(Path("/drops") / name, PurePosixPath(name).name, name, 1, 0, 1, 1)

    lot = sort_files(Scan((found("报_2026-11-20_01.txt"),), (found(copied),)))
    assert (lot.pages == ()) is waits


def test_groups_keep_the_order_and_a_limit() -> None:
    """What has one name stands together, at the place of the first; the nameless stand alone."""
    assert grouped(["b1", "x", "a1", "b2", "x"], lambda one: "" if one == "x" else one[0]) == [
        ["b1", "b2"], ["x"], ["a1"], ["x"],
    ]  # fmt: skip
    assert [len(group) for group in grouped(range(450), lambda _: "one")] == [200, 200, 50]
